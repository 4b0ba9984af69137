"""Numbers as people ask after them: "93 thousand" is met by 93,331, "27.000" in Spanish by 27,022.85, "91 %" by 90.9."""

from __future__ import annotations

import re

from rag.answer.kinds import YEAR
from rag.letters import small

_TIMES = {
    "thousand": 1e3, "mil": 1e3, "k": 1e3, "million": 1e6, "millón": 1e6, "millones": 1e6, "billion": 1e9,
    "千": 1e3, "万": 1e4, "百万": 1e6, "亿": 1e8,
}  # fmt: skip
_COUNTED = re.compile(
    r"(?<![\w.,])(\d+(?:[.,]\d+)?) ?(thousand|mil|k|million|millón|millones|billion)\b|(\d+(?:\.\d+)?)(百万|千|万|亿)(?:(\d)千)?",
    re.IGNORECASE,
)
_POINTS = re.compile(r"(?<![\d.])\d{1,3}(?:\.\d{3})+(?![\d.])")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


def in_digits(question: str, language: str) -> str:
    """The question with its amounts in digits: "93 thousand" as "93000", Spanish "27.000" as "27000"."""
    if language == "es":
        question = _POINTS.sub(lambda match: match[0].replace(".", ""), question)
    return _COUNTED.sub(_digits, question)


def _digits(match: re.Match[str]) -> str:
    amount = float((match[1] or match[3]).replace(",", ".")) * _TIMES[small(match[2] or match[4])]
    return f"{amount + 1e3 * int(match[5] or 0):.0f}"


def meets_amount(asked: str, body: str) -> bool:
    """True when ``body`` has a number that ``asked`` is a round form of; never for a year."""
    found = _NUMBER.match(asked)
    if not found or YEAR.fullmatch(found[0]):
        return False
    digits = found[0].strip(",").replace(",", "")
    whole, _, part = digits.partition(".")
    step = 10.0 ** -len(part) if part else 10.0 ** (len(whole) - len(whole.rstrip("0") or "0"))
    value = float(digits)
    high = value + (step if step > 1 else step / 2)  # "more than 91,000" is said of 91,799
    others = (float(n.strip(",").replace(",", "") or 0) for n in _NUMBER.findall(body) if not YEAR.fullmatch(n))
    return any(value - step / 2 <= other < high or other == value for other in others)
