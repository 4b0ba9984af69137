"""The heading above a passage as the reader reads it: short, for every word of it costs time on every passage.

Of what the reader reads two fifths were headings. An aside in brackets, the day of the date and the authors are there only where the
question bears on them.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from rag.content import ASIDE, by, heading, keys
from rag.types import Kind, Source

_DAY = re.compile(r"\b((?:19|20)\d\d)-\d\d(?:-\d\d)?\b")
_WHEN = re.compile(r"\b(?:when|dates?|dated|day|month)\b", re.IGNORECASE)


def headed(source: Source, asked: str, authors: Collection[str]) -> str:
    """Publisher, title and year; ``asked``: the question; ``authors``: the terms of the authors' names.

    An aside that shares a term with the question stays, as does the whole date where the question asks when or names its month,
    and the authors where it names one.
    """
    if source.kind is Kind.SEED:
        return heading(source)
    terms, year = keys(asked), _DAY.sub(r"\1", source.published)
    dated = _WHEN.search(asked) or not terms.isdisjoint(keys(source.published) - keys(year))
    parts = (
        _bare(source.publisher, terms),
        "" if terms.isdisjoint(authors) else by(source),
        _bare(source.title, terms),
        source.published if dated else _bare(year, terms),
    )
    return ", ".join(part for part in parts if part)


def _bare(text: str, terms: frozenset[str]) -> str:
    """``text`` without the asides that share no term with ``terms``; as it is where nothing else would be left."""
    return ASIDE.sub(lambda aside: aside[0] if keys(aside[0]) & terms else "", text).strip() or text
