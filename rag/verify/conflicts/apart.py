"""Figures that look as if they differed and do not: rows of one series, parts in brackets, labels, a part against the whole."""

from __future__ import annotations

import re

from rag.text import guess_language
from rag.tokens import fold
from rag.verify.conflicts.compare import Difference
from rag.verify.conflicts.of_rows import other_column
from rag.verify.values.numbers import figures

# Each line is one kind of row: two sentences that name different ones of it tell of two rows.
_ROWS = (
    "monday tuesday wednesday thursday friday saturday sunday",
    "northern southern eastern western north south east west",
    "boys girls",
    "men women",
    "male female males females",
    "children adults",
    "spring summer autumn winter",
    "morning afternoon evening night",
    "urban rural",
    "upper lower",
    "inner outer",
    "imports exports",
    "gross net",
    "domestic foreign",
    "hombres mujeres",
    "norte sur este oeste",
)
_ROW_OF = {word: line for line, words in enumerate(_ROWS) for word in words.split()}
# "30 percent (12 of 40)": the share once more, in whole numbers.
_IN_BRACKETS = re.compile(r"\s*\([^()]*?\d[\d.,]*\s+(?:of|out of|de)\s+\d[^()]*\)")
_LABELS = ("final", "provisional", "preliminary", "predicted", "projected", "estimated", "reported", "revised")
_FAR = 2  # times as much: two counts of one thing are seldom so far apart


def without_shares(text: str) -> str:
    """``text`` with blanks for what stands in brackets as "12 of 40"."""
    return _IN_BRACKETS.sub(lambda found: " " * len(found.group()), text)


def apart(question: str, a: str, b: str, difference: Difference) -> bool:
    """True when the figures that differ are those of two rows or of a column that is not told of, or labels, or a part and the whole, or when the
    question asks for the final figure, or the provisional one, and only one of the sentences is of that kind."""
    if difference.kind != "figures":
        return False
    return (
        _two_rows(a, b)
        or other_column(a, b, difference.sides, guess_language(a))
        or _labels(a, b, difference)
        or _part_and_whole(a, b, difference)
        or _one_kind_asked(question, a, b)
    )


def _two_rows(a: str, b: str) -> bool:
    mine, theirs = _rows(a), _rows(b)
    return any(mine[line].isdisjoint(theirs[line]) for line in mine.keys() & theirs.keys())


def _rows(text: str) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    for word in re.findall(r"[^\W\d_]+", text):
        low = fold(word)
        if low in _ROW_OF:
            found.setdefault(_ROW_OF[low], set()).add(low)
    return found


def _labels(a: str, b: str, difference: Difference) -> bool:
    """True of "Ward 3" against "Ward 4": there the figures are names."""
    sides = difference.reason.split(" against ")
    return len(sides) == 2 and all(
        re.search(rf"\b[A-Z][a-z]+ {re.escape(side)}(?![\d.,%])", text)
        for side, text in zip(sides, (a, b), strict=True)
    )


def _part_and_whole(a: str, b: str, difference: Difference) -> bool:
    """True when one figure is a part ("its share is 887 lb"), the other speaks of none, and they are far apart."""
    sides = [side.rstrip(".") for side in difference.reason.split(" against ")]
    if len(sides) != 2:
        return False
    found = [
        next((f for f in figures(text) if f.kind == "quantity" and side.endswith(f.said.rstrip("."))), None)
        for text, side in zip((a, b), sides, strict=True)
    ]
    mine, theirs = found
    if mine is None or theirs is None or max(mine.value, theirs.value) < _FAR * min(mine.value, theirs.value):
        return False
    parts = [_SHARE.search(text[: f.span.start]) is not None for text, f in ((a, mine), (b, theirs))]
    return parts[0] != parts[1]


_SHARE = re.compile(r"\b(?:share|portion|fraction|part)\b", re.IGNORECASE)


def _one_kind_asked(question: str, a: str, b: str) -> bool:
    asked = {label for label in _LABELS if re.search(rf"\b{label}\b", question, re.IGNORECASE)}
    asked |= {"final"} if re.search(r"\bfinales?\b|最终", question) else set()
    if len(asked) != 1:
        return False
    label = next(iter(asked))
    return sum(bool(re.search(rf"\b{label}", text, re.IGNORECASE)) for text in (a, b)) == 1
