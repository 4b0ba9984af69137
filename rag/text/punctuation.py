"""Marks in a text: ``[1]``, which leads from a sentence to what it cites, and those between words of our own in the reader's language.

The grammar of ``[1]`` is the one that all stages read. ``[2021]`` is none: no answer has a thousand citations, and titles have years
("Smith v Jones [2004] UKHL 22"). Chinese has full-width marks, and no space after them.
"""

import re
from collections.abc import Callable, Iterable

_NUMBERS = r"\d{1,3}(?:\s*[-–—,;]\s*\d{1,3})*"
MARK = re.compile(rf"\[\s*(?:(?:sources?|refs?|citations?|fuentes?|来源)\s*)?({_NUMBERS})\s*\]", re.IGNORECASE)
OWN = re.compile(r"\s*\[(\d{1,3})\]")  # as we write it ourselves, with the space before it
_RANGE = re.compile(r"(\d{1,3})\s*[-–—]\s*(\d{1,3})")
_FURTHEST = 50  # marks a range may stand for


def numbers_of(mark: str) -> tuple[int, ...]:
    """The numbers that "1, 3-5" between brackets stands for, in order; a range that runs backwards or very far gives its two ends."""
    out: list[int] = []
    for piece in re.split(r"[,;]", mark):
        if found := _RANGE.search(piece):
            low, high = int(found.group(1)), int(found.group(2))
            out.extend(range(low, high + 1) if low <= high < low + _FURTHEST else (low, high))
        else:
            out.extend(int(n) for n in re.findall(r"\d+", piece))
    return tuple(out)


def rounded(name: str) -> str:
    """``name``, which is to stand in a sentence of an answer, with round brackets where it would read as a mark: "Annex (3)"."""
    return MARK.sub(lambda match: f"({match[0][1:-1]})", name)


def _mark(plain: str, chinese: str) -> Callable[[str], str]:
    """What gives the mark as a language has it."""
    return lambda language: chinese if language == "zh" else plain


colon, comma, semicolon, stop = _mark(": ", "："), _mark(", ", "，"), _mark("; ", "；"), _mark(". ", "。")
after_colon = _mark(" ", "")  # behind words that end in a colon of their own


def bracketed(words: str, language: str) -> str:
    """``words`` in round brackets, to stand behind others."""
    return f"（{words}）" if language == "zh" else f" ({words})"


def in_a_row(parts: Iterable[str], language: str) -> str:
    """``parts`` with commas between them; those that are empty are left out."""
    return comma(language).join(part for part in parts if part)
