"""A saved answer or brief, held against the stored sources again."""
