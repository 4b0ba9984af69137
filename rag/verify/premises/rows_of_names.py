"""How many things a text names in a row: "iron, lead and tin" are three, though no figure says so."""

from __future__ import annotations

import re

WORDS = 5  # of one name in a row, at most
_CLAUSE = re.compile(r"[;:]\s|\.\s")
_LAST = re.compile(r"(?:^|\s)(?:and|or)\s")


def rows_of_names(text: str) -> frozenset[int]:
    """How many names stand in each row of ``text`` with a comma; before the first of a row any words may stand."""
    found = set()
    for clause in _CLAUSE.split(text):
        named = 0
        for part in clause.split(", "):
            last = _LAST.search(part)
            before = part[: last.start()].split() if last else []
            if last and named and len(before) <= WORDS:
                found.add(named + bool(before) + 1)
                named = 0
            else:
                named = named + 1 if len(part.split()) <= WORDS else 1
    return frozenset(found)
