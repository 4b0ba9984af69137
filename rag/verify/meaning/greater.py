"""Which of two things is more than the other: "A is older than B" is "B is younger than A", and not "B is older than A"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rag.text import READ_AGAIN, content_words, words
from rag.types import Status
from rag.verify.words.synonyms import LIGHT, general, shared

# One scale a line: what tells more of it, what tells less.
_SCALES = """
    more | less fewer
    higher | lower
    larger greater bigger | smaller
    longer | shorter
    taller | shorter
    faster quicker | slower slowly
    older | younger newer
    better | worse
    heavier | lighter
    further farther | nearer closer
    later | earlier
    deeper | shallower
    wider broader | narrower
    stronger | weaker
    richer | poorer
    hotter warmer | colder cooler
    dearer | cheaper
    thicker | thinner
    louder busier | quieter
    brighter | dimmer fainter
    harder | easier softer
"""
_SIDES = [tuple(side.split() for side in line.split("|")) for line in _SCALES.strip().splitlines()]
_MORE = frozenset(w for more, _ in _SIDES for w in more)
LESS = frozenset(w for _, less in _SIDES for w in less)
_ON: dict[str, frozenset[int]] = {
    word: frozenset(i for i, sides in enumerate(_SIDES) if word in sides[0] + sides[1]) for word in _MORE | LESS
}
_ANY = frozenset(range(2))  # more and higher are of every scale
_THAN = re.compile(
    rf"\b(?:(?:more (?=slowly))?(?P<less>{'|'.join(sorted(LESS))})|(?P<more>{'|'.join(sorted(_MORE))})(?! slowly))\b(?P<what>(?: [\w'’-]+){{0,6}}?) than\b",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:(?:\w+ (?:hours?|minutes?|seconds?|days?|points?|votes?|places?|lengths?|laps?|metres?|percent|seats?|goals?))|finish(?:es|ed)?|came(?: in)?|comes(?: in)?|ended|stayed|is|was|were|are)"
    r" (?:(?P<more>ahead) of|(?P<less>behind))\b",
    re.IGNORECASE,
)
_OVER = re.compile(
    r"\b(?:(?P<more>over(?:takes?|took|taken|taking)|exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?|outstrip(?:s|ped|ping)?|"
    r"outnumber(?:s|ed|ing)?)|(?P<less>(?:falls?|fell) short of|lag(?:s|ged)? behind))\b",
    re.IGNORECASE,
)
_TIMES = re.compile(
    r"\b(?P<more>(?:\d+|two|three|four|five|six|ten|several|many) times|twice)\b as (?:much|many|\w+)(?P<what>(?: [\w'’-]+){0,3}?) as\b",
    re.IGNORECASE,
)
_EQUAL = re.compile(
    r"(?<!times )(?<!twice )(?<!half )(?<!not )(?<!nearly )(?<!almost )\bas (?:much|many|\w+)(?: [\w'’-]+){0,6}? as\b",
    re.IGNORECASE,
)
CLAUSES = re.compile(
    r"[;:]\s|,\s(?:while|whereas|but|and|although|though|who|which|compared with)\s|\s(?:whereas|while|although|even though|but)\s"
)
_FIGURE = re.compile(r"\s*(?:\S*\d|a (?:third|half|quarter|fifth|dozen)|half|one|two|three|ever\b)")
CHANGED = re.compile(
    r"\b(?:(?P<up>grew|grown|rose|risen|increased|went up|gone up|climbed|expanded|doubled|trebled|tripled|(?:was|were) (?:raised|increased))|"
    r"(?P<down>fell|fallen|dropped|declined|decreased|shrank|shrunk|went down|gone down|halved|(?:was|were) (?:cut|reduced|lowered)))\b",
    re.IGNORECASE,
)


def clause_of(word: str, text: str) -> str:
    """The first clause of ``text`` that has ``word``, folded; all of it where none has."""
    return next((clause for clause in CLAUSES.split(text) if any(w.text == word for w in words(clause))), text)


@dataclass(frozen=True, slots=True)
class Comparison:
    """``more``: what stands before is the greater; the words that only one side has, the scales that the word is of."""

    more: bool
    before: frozenset[str]
    after: frozenset[str]
    scales: frozenset[int]


def inverse(claim: str, best: str) -> bool:
    """True when the claim says with "more" what the source says with "less", the two sides exchanged, or both call them equal."""
    if _EQUAL.search(claim) and _EQUAL.search(best):
        return True  # of two equal things either may come first
    return any(
        a.more != b.more and _alike(a, b) and crossed(a, b) for a in comparisons(claim) for b in comparisons(best)
    )


def turned(claim: str, best: str) -> bool:
    """True when the greater of two things is the lesser in the source, or when it calls them equal."""
    theirs = comparisons(best)
    for a in comparisons(claim):
        like = [b for b in theirs if _alike(a, b)]
        if any(a.more == b.more and crossed(a, b) for b in like):
            return True
        straight = [b for b in like if shared(a.before, b.before) and shared(a.after, b.after) and not crossed(a, b)]
        if straight and all(a.more != b.more for b in straight):
            return True
    return _no_longer_equal(claim, best)


_COMPARE = frozenset(_ON) | {"above", "below"}
_PIVOT = re.compile(r"\b(?:than|above|below|compared (?:with|to)|against)\b", re.IGNORECASE)


def of_the_other(word: str, claim: str, best: str) -> bool:
    """True where the claim says ``word``, a comparison, of what the source compares something with: "higher among those on the usual diet" of "lower
    than with the usual diet"."""
    at = claim.casefold().find(word.casefold())
    if at < 0 or word.casefold() not in _COMPARE:
        return False
    before, after = claim[:at], claim[at + len(word) :]
    for clause in CLAUSES.split(best):
        pivot = _PIVOT.search(clause)
        if pivot is None:
            continue
        ours, others, led, follows = (
            frozenset(w.text for w in content_words(text))
            for text in (clause[: pivot.start()], clause[pivot.end() :], before, after)
        )
        if shared(led - LIGHT, others - ours) and not shared(led, ours - others):
            return True
        if not _PIVOT.search(after) and not _PIVOT.fullmatch(word) and shared(follows, others - ours):
            return True
    return False


def gravity(word: str, claim: str, best: str) -> Status:
    """How grave it is that the source has the opposite of ``word``: open where the two say it of the other side each, else a contradiction."""
    return Status.NOT_CONFIRMED if of_the_other(word, claim, best) else Status.CONTRADICTED


def said_inversely(word: str, claim: str, best: str) -> bool:
    """True for the word of a comparison that the source tells from its other side."""
    return word in _ON and inverse(claim, best)


def _no_longer_equal(claim: str, best: str) -> bool:
    """True when the claim has more of one of two things that the source calls alike: "as much in A as in B"."""
    match = _THAN.search(claim)
    if match is None or _THAN.search(best) or not _EQUAL.search(best):
        return False
    here = {w.text for w in words(best)}
    after = [w.text for w in content_words(claim[match.end() :])]
    before = [w.text for w in content_words(claim[: match.start()])]
    return bool(after and before) and all(shared([w], here) for w in (*after[:1], *before[:1]))


def _alike(a: Comparison, b: Comparison) -> bool:
    return bool(a.scales & b.scales) or bool(_ANY & a.scales) or bool(_ANY & b.scales)


def crossed(a: Comparison, b: Comparison) -> bool:
    """True when the sides of two comparisons fit each other crosswise only; what stands before both is no side ("fewer pupils passed in")."""
    crosswise = shared(a.before, b.after), shared(a.after, b.before)
    straight = shared(a.before - b.before, b.before - a.before) + shared(a.after, b.after)
    return min(crosswise) > 0 and sum(crosswise) > straight


@lru_cache(maxsize=READ_AGAIN)
def comparisons(text: str) -> tuple[Comparison, ...]:
    """Every "A is more than B" and "A overtakes B" of a text; a second one without a subject has the first one's."""
    found = sorted(_read(text), key=lambda told: told[0])
    out: list[Comparison] = []
    for _, told in found:
        bare = not told.before and out
        out.append(Comparison(told.more, out[-1].before, told.after, told.scales) if bare else told)
    return tuple(out)


def compared(text: str) -> Iterator[tuple[re.Match[str], str, str]]:
    """The match of what compares in each "A is more than B" of a text, and the clauses before and behind it."""
    told = [*_OVER.finditer(text)]
    for pattern, sign in ((_THAN, "than"), (_TIMES, " as "), (_AHEAD, "ahead of"), (_AHEAD, "behind")):
        told += pattern.finditer(text) if sign in text else ()
    for match in {m.start(): m for m in told}.values():
        if _FIGURE.match(text, match.end()):
            continue  # more than a figure compares no two things
        what = match.groupdict().get("what") or ""
        before, after = CLAUSES.split(text[: match.start()])[-1], CLAUSES.split(text[match.end() :], maxsplit=1)[0]
        yield match, f"{before} {what}", after


def _read(text: str) -> Iterator[tuple[int, Comparison]]:
    for match, mine, theirs in compared(text):
        before = {w.text for w in content_words(mine)}
        after = {w.text for w in content_words(theirs)}
        vague = general() | LIGHT | _MORE | LESS
        scales = _ON.get((match["more"] or match["less"]).casefold(), _ANY)
        yield (
            match.start(),
            Comparison(
                match["more"] is not None, frozenset(before - after - vague), frozenset(after - before - vague), scales
            ),
        )
