"""How often: "900 euros a month", "twice a day", held against the claim's own; and a part of a count told as the whole."""

from __future__ import annotations

import re
from functools import lru_cache

from rag.letters import small
from rag.text import READ_AGAIN, words
from rag.types import Status
from rag.verify.findings import Finding
from rag.verify.values.statement import read

_PERIOD = "second|minute|hour|day|night|week|weekend|month|quarter|season|year|decade|century"
_NO_DATE = r"(?!\s+(?:ago|earlier|later|before|after|old|on)\b)"  # "a year earlier" tells when
_RATE = re.compile(
    rf"\s+(?:\w+\s+){{0,4}}?(?:(?:an?|per|each|every)\s+(?P<period>{_PERIOD})\b{_NO_DATE}|(?P<adverb>hourly|daily|nightly|weekly|monthly|yearly|annually)\b)",
    re.IGNORECASE,
)
_ADVERBS = {
    "daily": "day",
    "nightly": "night",
    "weekly": "week",
    "monthly": "month",
    "yearly": "year",
    "annual": "year",
    "annually": "year",
    "hourly": "hour",
}
_OFTEN = re.compile(
    rf"\b(?P<count>once|twice|(?:two|three|four|five|six|\d+) times)\s+(?:an?|per|each|every)\s+(?P<period>{_PERIOD})\b",
    re.IGNORECASE,
)
_ONCE = re.compile(
    r"(?<!at )(?<!more than )\b(?:once|one time)\b(?! (?:again|more|the|a|an|it|they|he|she|you|we|[a-z]+ed|known|every|per|in a))",
    re.IGNORECASE,
)
_MORE_THAN_ONCE = re.compile(
    r"\b(?:twice|thrice|repeatedly|(?:two|three|four|five|six|seven|eight|nine|ten|\d+|several|many) times)\b(?! (?:as|more|the|that|over)\b)",
    re.IGNORECASE,
)
_ANY = re.compile(
    rf"\b(?:{'|'.join(_ADVERBS)}|(?:an?|per|each|every|one|in|within|over|during|last|this|that|the|single|whole|of|first)\s+(?:\w+\s+)?(?:{_PERIOD})s?)\b|/\s?(?:h|s|min|d)\b|\b[mk]ph\b",
    re.IGNORECASE,
)
_EVERY = re.compile(rf"\b(?:every|each) (?:{_PERIOD})\b|\b(?:annually|yearly|monthly|weekly)\b", re.IGNORECASE)
_PART = re.compile(
    r"\b(?P<part>\w+)\s+(?:out\s+)?of\s+(?:(?:the|its|their|his|her|our|all)\s+)?(?P<whole>\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b",
    re.IGNORECASE,
)


def check_frequency(claim: str, best: str) -> list[Finding]:
    """A finding for a count or a figure that the source gives for another period, or for a period that one of them lacks."""
    mine, theirs = list(_OFTEN.finditer(claim)), list(_OFTEN.finditer(best))
    if len(mine) == len(theirs) == 1 and _told(mine[0]) != _told(theirs[0]):
        return [
            Finding(Status.CONTRADICTED, f"the claim says “{mine[0].group()}”, the source says “{theirs[0].group()}”")
        ]
    if (once := _ONCE.search(claim)) and (more := _MORE_THAN_ONCE.search(best)) and not _ONCE.search(best):
        return [Finding(Status.NOT_CONFIRMED, f"the claim says “{once.group()}”, the source says “{more.group()}”")]
    own, other = _rates(claim), _rates(best)
    for value in own.keys() & other.keys():
        (period, text), (there, said) = own[value], other[value]
        if period and there and period != there:
            return [Finding(Status.CONTRADICTED, f"the claim says “{text}”, the source says “{said}”")]
        if period and not there and not _ANY.search(_OFTEN.sub(" ", best)):
            return [Finding(Status.NOT_CONFIRMED, f"the claim says “{text}”, the source only “{said}”")]
        if there and not period and not _ANY.search(claim):
            return [Finding(Status.NOT_CONFIRMED, f"the source says “{said}”; the claim leaves out how often")]
    for word in (w.text for w in words(claim)):
        period = _ADVERBS.get(word, "")
        told = any(_ADVERBS.get(w.text) == period or w.text.startswith(period) for w in words(best))
        if period and not told:
            return [Finding(Status.NOT_CONFIRMED, f"the claim says “{word}”; the source does not")]
    if (every := _EVERY.search(claim)) and not _ANY.search(best):
        return [Finding(Status.NOT_CONFIRMED, f"the claim says “{every.group()}”; the source does not")]
    if _part_as_whole(claim, best):
        return [Finding(Status.NOT_CONFIRMED, "the source says this of a part of them")]
    return []


def _told(match: re.Match[str]) -> tuple[str, str]:
    return match["count"].casefold(), match["period"].casefold()


@lru_cache(maxsize=READ_AGAIN)
def _rates(text: str) -> dict[str, tuple[str, str]]:
    """For each figure of a text that stands there once, its period or "" and the words."""
    figures = read(text).figures
    found: dict[str, tuple[str, str]] = {}
    for at, figure in enumerate(figures):
        nearest = figures[at + 1].span.start if at + 1 < len(figures) else len(text)
        clause = re.split(r"[,;.:]\s|\s(?:and|but|while)\s", text[figure.span.end : nearest], maxsplit=1)[0]
        match = _RATE.match(clause)
        period = (match["period"] or _ADVERBS[small(match["adverb"])]).casefold() if match else ""
        key = f"{figure.value.normalize()}"
        found[key] = ("?", "") if key in found else (period, (figure.text + (match.group() if match else "")).strip())
    return {key: told for key, told in found.items() if told[0] != "?"}


def _part_as_whole(claim: str, best: str) -> bool:
    """True when the claim has the ten of "three of the ten" by themselves."""
    parts = list(_PART.finditer(best))
    if len(parts) != 1 or re.search(r"\bof\b", claim):
        return False
    part, whole = parts[0]["part"].casefold(), parts[0]["whole"].casefold().rstrip(".,")
    alone = re.findall(r"[\w,.]*\w", claim.casefold())
    figures = {f.text.casefold() for f in read(best).figures}
    return whole in alone and part not in alone and (part in figures or part in ("most", "some"))
