"""The names by which people call a passage: its id, or its source and place ("minutes:para 2", "rates:row 7")."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from rag.types import BREAK, Passage

_RANGE = re.compile(r"(.*?)(\d+)-(\d+)")


def called(passage: Passage) -> Iterator[str]:
    """All names of a passage: one that packs several rows or paragraphs goes by each of them, too."""
    yield passage.id
    yield f"{passage.source_id}:{passage.locator}"
    counted = _RANGE.fullmatch(passage.locator)
    if counted and BREAK in passage.text:
        for n in range(int(counted[2]), int(counted[3]) + 1):
            yield f"{passage.source_id}:{counted[1]}{n}"


def by_name(passages: Sequence[Passage]) -> dict[str, list[int]]:
    """The rows of the passages that go by each name: a page or a long paragraph may hold several."""
    rows: dict[str, list[int]] = defaultdict(list)
    for row, passage in enumerate(passages):
        for name in called(passage):
            rows[name].append(row)
    return dict(rows)
