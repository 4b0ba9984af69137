"""A topic, a source or the ledger becomes a brief: an outline by question, quoted sentences with verdicts, and what is missing."""

from __future__ import annotations

from rag.summarize.brief import Brief, Scope
from rag.summarize.run import summarize, writer_for

__all__ = ["Brief", "Scope", "summarize", "writer_for"]
