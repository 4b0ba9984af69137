"""The terms by which a passage is found: its own, those of its headings and those of its source's card."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from rag.index.lexical import Lexical
from rag.index.snapshot import Snapshot
from rag.phrases import LANGUAGES, phrase
from rag.text.content import MONTHS, by, initials
from rag.text.tokens import tokens
from rag.types import Kind, Passage, Source

MADE_OF = "2"  # raise it when other terms are kept for a passage
_YEAR_MONTH = re.compile(r"((?:19|20)\d\d)-(\d\d)")


def card(source: Source) -> str:
    """One line with everything the source may be called by; the seed also goes by our own word for it."""
    own = " ".join(phrase("the_article", language) for language in LANGUAGES) if source.kind is Kind.SEED else ""
    dates = " ".join(f"{MONTHS[int(m) - 1]} {y}" for y, m in _YEAR_MONTH.findall(source.published) if 1 <= int(m) <= 12)
    parts = (own, source.publisher, initials(source.publisher), by(source), source.title, source.published, dates)
    return ", ".join(part for part in parts if part)


def keep_terms(folder: Path, snapshot: Snapshot, passages: Iterable[Passage]) -> Lexical:
    """BM25 over a build's passages, from its ``folder``, or made and kept there."""
    sources = {source.id: source.to_source() for source in snapshot.sources}
    cards = {id_: tokens(card(source), source.language[:2]) for id_, source in sources.items()}

    def terms() -> Iterator[list[str]]:
        for passage in passages:
            language = sources[passage.source_id].language[:2]
            yield cards[passage.source_id] + tokens(passage.under_path, language)

    return Lexical.kept(folder, f"{MADE_OF} {snapshot.id} {snapshot.passages}", terms)
