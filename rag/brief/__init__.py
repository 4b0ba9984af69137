"""A topic, a source or the ledger becomes a brief: quoted sentences by question, each with its verdict, and what is missing."""

from rag.brief.run import summarize
from rag.brief.types import Brief, Scope
from rag.brief.writing import writer_for

__all__ = ["Brief", "Scope", "summarize", "writer_for"]
