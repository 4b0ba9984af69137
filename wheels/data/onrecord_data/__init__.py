"""Data of On Record: two networks, whose hashes ``rag/data/judge.json`` holds, and the shipped case."""
