"""What a brief says in its own voice, from ``rag/data/headings.tsv``; none of it claims anything about the world."""

from __future__ import annotations

from rag.phrases import table

HEADINGS = table("headings.tsv")
# What stands in a brief's text by itself: its sections, the ledger's judgements, and where there is nothing to say or no model.
ORDER = ("found", "happened", "decided", "actors", "means", "amounts", "disputed")  # in their order
LEDGER_ORDER = ("contradicted", "partly supported", "supported", "not addressed", "opinion")
IN_TEXT = (*ORDER, *LEDGER_ORDER, "annex", "nothing", "fell_back")


def heading(key: str, language: str = "en", **values: str) -> str:
    """The words in ``language``, English where there is none; raises KeyError on an unknown key."""
    words = HEADINGS[key]
    return words.get(language, words["en"]).format(**values)


def is_heading(text: str) -> bool:
    """True for what a brief's text says by itself, in any of the languages."""
    return any(text in HEADINGS[key].values() for key in IN_TEXT)


def opening(title: str, language: str = "en") -> str:
    """The first line of a brief."""
    return f"{heading('brief', language)}: {title}"
