"""Data of On Record: the network that reads English claims; ``rag/data/judge.json`` holds its hash."""
