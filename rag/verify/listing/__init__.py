"""A sentence that speaks of several things, as it speaks of one of them."""
