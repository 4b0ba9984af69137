"""The faces of the product: terminal and web chat."""
