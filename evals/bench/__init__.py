"""Benchmarks: speed on this machine, and retrieval side by side with LlamaIndex's own fusion."""
