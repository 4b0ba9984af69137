"""What several families of lies share: months, years, and two places of a sentence exchanged."""

from __future__ import annotations

import re
from random import Random

from rag.content import MONTHS as LOWER_MONTHS

MONTHS = [month.capitalize() for month in LOWER_MONTHS]

YEAR = re.compile(r"(?<![\d,.])(?:19|20)\d\d(?![\d,%]|\.\d)")


def exchange(rng: Random, text: str, pairs: list[tuple[re.Match[str], re.Match[str]]]) -> str | None:
    """The text with one of the pairs of places exchanged; None without a pair."""
    if not pairs:
        return None
    a, b = rng.choice(pairs)
    return text[: a.start()] + b.group() + text[a.end() : b.start()] + a.group() + text[b.end() :]


def one_of(rng: Random, text: str, table: dict[str, str]) -> str | None:
    """The text with one of the table's words replaced; None without one."""
    start = text.index(",") if text.startswith("According to") else 0
    spots = list(re.finditer(rf"\b(?:{'|'.join(sorted(table, key=len, reverse=True))})\b", text[start:]))
    if not spots:
        return None
    spot = rng.choice(spots)
    return text[: start + spot.start()] + table[spot.group()] + text[start + spot.end() :]
