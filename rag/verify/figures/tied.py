"""A figure or date told of one thing where the sentence ties it to another: of "closed on 2 April and reopened on 20 April" no "closed on 20 April".

The sentence is parted between two figures of a kind, or two dates, at the strongest joint there is. The claim has one of the two and not the
other, and what it says it of stands in the other's part: by a name, or with nothing in the part that the figure stands in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence

from rag.grammar.verb_forms import participle
from rag.grammar.verbs import acting
from rag.text import content_words, words
from rag.types import Span, Status
from rag.verify.entities.names import names
from rag.verify.findings import Finding
from rag.verify.values.dates import When, bears, compatible
from rag.verify.values.numbers import Figure
from rag.verify.values.rounding import bearing
from rag.verify.values.statement import Statement, read
from rag.verify.words.described import described
from rag.verify.words.synonyms import LIGHT, said_otherwise, unsaid

Item = Figure | When
Same = Callable[[Item, Item], bool]
# The stronger first.
_JOINTS = (
    re.compile(r";\s+"),
    re.compile(r",?\s+(?:while|whereas|but|although)\s+"),
    re.compile(r",\s+(?:and|or)\s+"),
    re.compile(r"\s+(?:and|or)\s+"),
    re.compile(r",\s+"),
)
_MOST = 8  # figures, or dates, of a sentence: beyond, it is a table


def check_tied(text: str, best: str) -> list[Finding]:
    """A finding for the first figure or date of the claim ``text`` that ``best``, its sentence, ties to another thing."""
    claim, said = read(text), read(best)
    told = _of_kind("time", claim)
    hours = [hour for hour in _of_kind("time", said) if not any(_same_figure(own, hour) for own in told)]
    kinds: list[tuple[Sequence[Item], Sequence[Item], Same]] = [
        *((_of_kind(kind, claim), _of_kind(kind, said), _same_figure) for kind in ("quantity", "time")),
        (claim.dates, [*said.dates, *hours], _same_date),
    ]
    for mine, theirs, same in kinds:
        if not mine or not 1 < len(theirs) <= _MOST:
            continue
        for item in mine:
            own = [t for t in theirs if same(item, t)]
            others = [t for t in theirs if not any(same(m, t) for m in mine)]
            if len(own) != 1 or _left_out(own[0], item, claim, said):
                continue
            for other in others:
                if _tied_to(other, own[0], claim, said):
                    reason = f"the claim says “{item.text}” where the source says “{other.text}”"
                    return [Finding(Status.NOT_CONFIRMED, reason)]
    return []


def _left_out(own: Item, item: Item, claim: Statement, said: Statement) -> bool:
    """True for a figure of the source that leaves out what it counts ("up from 3,600 in 2021"), and its date, where the claim has both."""
    for figure in said.figures:
        date = said.date_of(figure) if figure.elided else None
        if date is None or own not in (figure, date):
            continue
        for mine in claim.figures:
            told = claim.date_of(mine)
            if told is not None and item in (mine, told) and bears(date, told) and bearing(figure, mine) is not None:
                return True
    return False


def _of_kind(kind: str, statement: Statement) -> list[Figure]:
    return [f for f in statement.figures if f.kind == kind]


def _tied_to(other: Item, own: Item, claim: Statement, said: Statement) -> bool:
    """True when what the claim tells stands in the part of ``other``, and not in that of ``own``."""
    parts = _parted(own.span, other.span, said.text)
    if parts is None:
        return False
    here, there = (part.of(said.text) for part in parts)
    skipped = claim.numbers
    told = [
        w.text
        for w in content_words(claim.text)
        if w.text not in LIGHT and not any(s.overlaps(w.span) for s in skipped)
    ]
    first, last = sorted(parts, key=lambda part: part.start)
    of_both = _subject_of_both(first, last, said.text)
    mine, theirs = _only(here, there) - of_both, _only(there, here) - of_both
    if _opens_for(parts[0], parts[1], said.text):
        return False
    of_here = {w.text for w in words(here)}
    fits, misfits = _borne(told, mine), _borne(told, theirs)
    if not fits and (
        misfits or any(_in_a_phrase(w, claim.text, there) and not said_otherwise(w, of_here) for w in told)
    ):
        return True
    called, other_called = _names(here, there, said.text), _names(there, here, said.text)
    spoken = {w.text for w in words(claim.text)}
    return bool(called and other_called) and not called & spoken and bool(other_called & spoken)


def _subject_of_both(first: Span, last: Span, text: str) -> frozenset[str]:
    """The words before the verb of the first part where the last one begins with its verb: "closed on 2 April and reopened"."""
    verbs = acting(text)
    opens = words(last.of(text))[:1]
    if not opens or not any(v.start <= last.start + opens[0].span.start < v.end for v in verbs):
        return frozenset()
    own = next((v.start for v in verbs if first.start <= v.start < first.end), first.start)
    return frozenset(w.text for w in words(text[first.start : own]))


def _parted(own: Span, other: Span, text: str) -> tuple[Span, Span] | None:
    """The parts of a sentence that two things stand in, cut at the strongest joint between them; None where there is none."""
    first, last = sorted((own, other), key=lambda s: s.start)
    for joint in _JOINTS:
        cuts = [m.span() for m in joint.finditer(text)]
        if any(first.end <= start and end <= last.start for start, end in cuts):
            return _part(own, cuts, text), _part(other, cuts, text)
    return None


def _part(place: Span, cuts: Sequence[tuple[int, int]], text: str) -> Span:
    start = max((end for _, end in cuts if end <= place.start), default=0)
    return Span(start, min((begin for begin, _ in cuts if begin >= place.end), default=len(text)))


def _only(part: str, other: str) -> frozenset[str]:
    """The words of matter of a part that the other part does not have."""
    have = {w.text for w in words(other)}
    return frozenset(
        w.text for w in content_words(part) if w.text not in LIGHT and w.text not in have and not w.text[0].isdigit()
    )


def _borne(told: Sequence[str], there: Collection[str]) -> int:
    return sum(said_otherwise(word, there) for word in told)


def _opens_for(own: Span, other: Span, text: str) -> bool:
    """True for "Built in 1284, the castle passed to the Fenwicks in 1390": what opens the sentence tells of the subject behind it."""
    opening = words(text)[:1]
    return (
        own.start == 0 and other.start > 0 and bool(opening) and participle(opening[0].text) and bool(described(text))
    )


def _in_a_phrase(word: str, text: str, part: str) -> bool:
    """True for a word of ``text`` that several words of a part say together: "unearthed" for "dug up"."""
    return not unsaid(text, [word], part)


def _names(part: str, other: str, known: str) -> frozenset[str]:
    """The words of the names in a part that the other part does not have."""
    have = {w.text for w in words(other)}
    return frozenset(w.text for name in names(part, known) for w in words(name.text) if w.text not in have)


def _same_figure(a: Item, b: Item) -> bool:
    return isinstance(a, Figure) and isinstance(b, Figure) and (bearing(b, a) is not None or bearing(a, b) is not None)


def _same_date(a: Item, b: Item) -> bool:
    return isinstance(a, When) and isinstance(b, When) and (bears(b, a) or bears(a, b) or compatible(a, b))
