"""A connected model writes a case's known questions; what it writes is held against the index before it counts (doc2query,
Nogueira et al. 2019)."""
