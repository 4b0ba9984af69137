"""Which way something went, told by words that are no words of matter, of a source that tells of no change: of "56,894 visits in 2020" no
"visits went down in 2020" and no "more visits".

"Rose" and "fell" are looked for as any word is. "More", "fewer", "got less" and "was down" are not, for they also widen figures, compare and
stand in idioms. So they count here alone, and only where the source has not a word of change and no two figures to reckon it from.
"""

from __future__ import annotations

import re

from rag.grammar.function_words import BE, CONJUNCTIONS, PREPOSITIONS
from rag.text import blanked, fold, words
from rag.types import Span, Status
from rag.verify.findings import Finding
from rag.verify.meaning.operators import operators
from rag.verify.values.statement import read
from rag.verify.words.negation import negations
from rag.verify.words.synonyms import groups

_COUNTED = re.compile(r"(?:(?P<before>[\w'’]+)\s+)?\b(?P<way>more|less|fewer)\s+(?P<after>[\w'’-]+)", re.IGNORECASE)
_WENT = re.compile(
    r"\b(?:(?:go|goes|going|went|gone) (?:up|down)|(?:is|are|was|were|been|got|get|gets) (?:up|down|fewer|less|more))"
    r"(?= (?:by|in|from|again|sharply|between|over|during|since|after|that|last|this)\b|[\s.,;!]*$)",
    re.IGNORECASE,
)
# "No more", "one more", "much more", "the more": other senses, or degrees of something that is told elsewhere.
_IDIOM_WORDS = "no any once one two three few some many even much far little the what or not never still and"
_IDIOM = frozenset(_IDIOM_WORDS.split())
# What "more" compares and does not count; a rough list, for the most common ends of adjectives and adverbs.
_COMPARED = re.compile(
    r"\w+(?:able|ible|ous|ful|ive|ent|ant|ic|ical|al|less|ed|ish|ary|ly|ex|ure)|common|severe|modern|open|rare|useful|like|so",
    re.IGNORECASE,
)
_NEVER = BE | CONJUNCTIONS | PREPOSITIONS | {"than", "less", "so", "money"}
# One word of each line of the table of synonyms that tells of a change, and words that tell of one without standing there.
_LINES = frozenset().union(
    *map(groups, ("increase", "decrease", "grow", "shrink", "double", "halve", "extend", "expand", "improve", "worsen", "gain", "add", "sink", "change", "extra"))
)  # fmt: skip
_CHANGES_WORDS = """
    further another additional extra new newly again record increasingly change changes changed times twice compared versus
    previous since up down doubled tripled trend still peak highest lowest most least
"""
_CHANGES = frozenset(_CHANGES_WORDS.split())
_NUMBER = re.compile(r"(?<![\w.])\d[\d.,]*")
_FEW = 2  # figures of a source, from which a change may be reckoned


def check_which_way(text: str, whole: str, skip: tuple[Span, ...]) -> list[Finding]:
    """A finding where the claim ``text`` tells which way something went and the cited words, ``whole``, tell of no change. ``skip``: the
    claim's figures, with what widens them."""
    went = _WENT.search(text)
    way = went.group() if went else _more(text, skip)
    if not way or negations(text) or _tells_of_change(whole, in_time=bool(went)):
        return []
    return [Finding(Status.NOT_CONFIRMED, f"the claim says “{way}”; the source does not")]


def _more(text: str, skip: tuple[Span, ...]) -> str:
    """The "more" or "fewer" of ``text`` that counts or measures what follows it; "" without such."""
    for found in _COUNTED.finditer(text):
        span = Span(found.start("way"), found.end("way"))
        before, after = (found.group(name) or "" for name in ("before", "after"))
        if before.lower() in _IDIOM or after.lower() in _NEVER or before[-1:].isdigit():
            continue
        if not _COMPARED.fullmatch(after) and not any(s.overlaps(span) for s in skip):
            return found.group("way")
    return ""


def _tells_of_change(whole: str, in_time: bool) -> bool:
    """True where a word of ``whole`` tells of a change, or it has figures to reckon one from; a denial may mean one as well.

    ``in_time``: it went so from one time to another, which figures of a single year do not show; one place may have more than another.
    """
    said = {word.text for word in words(fold(whole).text)}
    if not said.isdisjoint(_CHANGES) or negations(whole) or any(o.kind == "compared" for o in operators(whole)):
        return True
    if any(not groups(word).isdisjoint(_LINES) for word in said):
        return True
    told = read(whole)
    if in_time and len({date.year for date in told.dates if date.year}) == 1:
        return False
    numbers = _NUMBER.findall(blanked(whole, [date.span for date in told.dates], " "))
    return max(len(numbers), len(told.figures)) >= _FEW
