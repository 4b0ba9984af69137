"""A topic, a source or the ledger becomes a brief: quoted sentences by question, each with its verdict, and what is missing."""

from rag.brief.run import summarize, writer_for
from rag.brief.types import Brief, Scope

__all__ = ["Brief", "Scope", "summarize", "writer_for"]
