"""The years that a text names, however it writes them."""

from __future__ import annotations

import re

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_YEARS = re.compile(r"((?:19|20)\d\d)\s*(?:-|–|to|and|vs\.?|versus|a|y|al|至|到)\s*(?:FY)?((?:19|20)\d\d)")
_FISCAL = re.compile(r"\bFY\s?['’]?(\d\d)(?!\d)")  # FY21


def years(text: str) -> frozenset[int]:
    """The years that ``text`` names, those inside a range included."""
    found = {int(year) for year in _YEAR.findall(text)} | {2000 + int(year) for year in _FISCAL.findall(text)}
    for first, last in _YEARS.findall(text):
        found |= set(range(int(first), int(last) + 1))
    return frozenset(found)
