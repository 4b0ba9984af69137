"""The names by which people call a passage: its id, or its source and place ("minutes:para 2", "rates:row 7")."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from rag.types import Passage

_RANGE = re.compile(r"([^:]+:(?:.*, )?(?:row|para|footnote) )(\d{1,9})-(\d{1,9})")
_MOST = 1000  # more rows or paragraphs than any passage holds


def names(passage_id: str, source_id: str, locator: str) -> tuple[str, ...]:
    """All names of a passage: its id, its source and place, and each row or paragraph that lies there."""
    place = f"{source_id}:{locator}"
    return passage_id, place, *singly(place)


def singly(name: str) -> list[str]:
    """A place of several rows or paragraphs one by one: ``source:row 3``, ``source:row 4`` of ``source:row 3-4``; none for any other
    name."""
    found = _RANGE.fullmatch(name)
    first, last = (int(found[2]), int(found[3])) if found else (0, 0)
    return [f"{found[1]}{n}" for n in range(first, last + 1)] if found and first < last < first + _MOST else []


def by_name(passages: Sequence[Passage]) -> dict[str, list[int]]:
    """The rows of the passages that go by each name: a page or a long paragraph may hold several."""
    rows: dict[str, list[int]] = defaultdict(list)
    for row, passage in enumerate(passages):
        for name in names(passage.id, passage.source_id, passage.locator):
            rows[name].append(row)
    return dict(rows)
