"""The index: the collection, the stored texts beside it, BM25, and the snapshot that names what is live."""
