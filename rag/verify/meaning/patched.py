"""A claim put together from two clauses of its source: the subject of one, what the other says."""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import combinations

from rag.grammar.function_words import AMOUNTS, COUNTS, KINDS, LIGHT_VERBS, PERIODS, TIMES
from rag.grammar.verb_forms import lemma
from rag.numerals import UNITS
from rag.text import words
from rag.types import Status
from rag.verify.entities.offices import TITLES
from rag.verify.findings import Finding
from rag.verify.meaning.told_of import Told, all_told, among
from rag.verify.values.columns import YEAR
from rag.verify.words.predicate import Chunk, Predicate
from rag.verify.words.predicates import predicates
from rag.verify.words.synonyms import LIGHT

_ORDER = frozenset(["before", "after", "until", "then", "since"])
_PLACES = frozenset(["in", "on", "at", "inside", "outside", "within", "near", "under", "above", "below"])
# Of these verbs one says what the other does: "was made compulsory", "remained so", "is so".
_STATES = frozenset(["be", "remain", "stay", "become", "make", "keep", "declare", "render"])
_VALUES = {name: str(n) for name, n in UNITS["en"].items()}
_COUNTED = LIGHT - {"second", "two", "one"} | PERIODS
_FRONT = re.compile(r"^(?:according to|as per|in the words of)[^,:]{2,80}[,:]\s+", re.IGNORECASE)


def check_patched(claim: str, sentences: tuple[str, ...]) -> list[Finding]:
    """A finding for a verb of the claim that has another clause's subject, or another clause's words behind it."""
    mine, theirs = predicates((_FRONT.sub("", claim),)), all_told(sentences)
    pairs = [(own, same) for own in mine if (same := [other for other in theirs if _same_verb(own, other)])]
    if not pairs:
        return []
    here = frozenset(w.text for s in sentences for w in words(s))
    told = Told(theirs, here, frozenset(w.text for w in words(claim)), " ".join(sentences), claim)
    for own, same in pairs:
        reasons = [
            _subject(own, other, told)
            or _by_nobody(own, other, told)
            or _part(own, other, told)
            or _amount(own, other, told)
            or _number(own, other, told)
            or _exchanged(own, other, told)
            or _slots(own, other, told)
            for other in same
        ]
        if all(reasons):
            return [Finding(Status.NOT_CONFIRMED, reasons[0])]
    return []


def _same_verb(a: Predicate, b: Predicate) -> bool:
    verb, other = lemma(a.verb), lemma(b.verb)
    if (a.open and a.kind != "finite") or (verb != other and not {verb, other} <= _STATES):
        return False
    if verb == other and verb not in LIGHT_VERBS:
        return True
    mine, theirs = a.object, b.object
    if mine is None and theirs is None and verb == other:  # "is under investigation", "called for a ban"
        return any(c.joint == d.joint and any(among(w, d.head) for w in c.head) for c in a.rest for d in b.rest)
    return mine is not None and theirs is not None and any(among(w, theirs.words) for w in mine.head)


def _subject(own: Predicate, other: Predicate, told: Told) -> str:
    """The reason when the claim's subject is not the source's."""
    compares = bool(own.after("than") and other.after("than"))
    compares |= bool(own.after("as") and other.after("as")) and own.after("as") != other.after("as")  # not "as chair"
    if own.open or compares or (other.open and other.kind != "finite"):
        return ""
    subject = _done_by(own, other, told)
    mine = {w for w in own.subject if w not in _COUNTED and not w[0].isdigit() and w not in TIMES and told.has(w)}
    mine -= TITLES
    if own.passive and other.to_another and mine and not other.open and all(among(w, other.head) for w in mine):
        return f"the source says “{other.verb}” by “{told.shown(other.head)}” of something else"
    if not mine or not any(w not in LIGHT and w not in COUNTS and not w[0].isdigit() for w in subject):
        return ""  # "two", "the number", "most of them": of what, an earlier clause says
    strange = {w for w in mine if not among(w, subject)}
    lost = {w for w in subject if w not in _COUNTED and not w[0].isdigit() and not among(w, own.words)}
    instead = (own.head & strange) - COUNTS or strange - COUNTS or own.head
    reason = f"the source says “{other.verb}” of “{told.shown(subject)}”, not of “{told.shown(instead)}”"
    if lemma(own.verb) == "be" and all(among(w, other.behind) for w in mine):
        return ""  # "a strike was the cause of the delay" for "the delay was due to a strike"
    if strange == mine and not any(among(w, subject) for w in own.subject if w in PERIODS):
        leans = bool(lost) and _names_again(mine, other, told)
        return "" if leans else reason
    alike = mine - strange
    rivals = {w for p in told.all if p.subject != other.subject and alike & p.subject for w in p.subject}
    rivals |= {w for p in told.all if p.subject != other.subject for w in p.head if told.name(w)}
    rivals |= frozenset[str]().union(*(p.after("by") for p in told.all if p.passive and p is not other))
    rivals |= frozenset[str]().union(*map(other.after, ("than", "as", "above", "below"))) if alike else frozenset()
    return reason if lost and any(among(w, rivals) for w in strange) else ""


def _by_nobody(own: Predicate, other: Predicate, told: Told) -> str:
    """The reason when the claim has a doer for what was done, and the source none: "Vos stole it" of "the stolen altarpiece, which Vos bought"."""
    if own.passive or own.open or not other.passive or other.after("by") or own.object is None:
        return ""
    same = any(among(w, other.subject) for w in own.object.head)
    doer = {w for w in own.head if told.has(w)} - LIGHT
    others = other.subject.union(*(c.words for c in other.rest if c.joint != "to"))
    if not same or not doer or any(among(w, others) for w in doer):
        return ""
    return f"the source does not say that “{told.shown(own.head)}” did it (“{other.verb}”)"


def _names_again(mine: set[str], other: Predicate, told: Told) -> bool:
    """True when the source's subject may be another name for the claim's: "the mayor" of the Mendes told of before."""
    earlier = [p for p in told.all if p.sentence < other.sentence]
    before = frozenset[str]().union(*(p.words for p in earlier))
    return other.definite and any(among(w, before) for w in mine) and not any(among(w, before) for w in other.head)


def _done_by(own: Predicate, other: Predicate, told: Told) -> frozenset[str]:
    """The words of the source with which the claim's subject is to be compared; none when that cannot be told."""
    if own.passive == other.passive:
        garbled = own.passive and any(among(w, other.head) for w in own.after("by"))
        return frozenset() if garbled else other.subject
    if own.passive:
        before = [p for p in told.all[: told.all.index(other)] if p.sentence >= other.sentence - 1]
        return (
            other.behind if other.after("") else other.subject.union(*(p.words for p in before))
        )  # "ordered it to pay"
    transitive = any(c.joint in ("", "to") for c in own.rest)
    return other.after("by") or (frozenset() if transitive else other.subject)


def _part(own: Predicate, other: Predicate, told: Told) -> str:
    """The reason when the claim says of a thing what its source says of a part of it, or of somebody of its own."""
    if own.passive != other.passive or own.open or other.open:
        return ""
    if _only_of(own.head, other.head, other.subject):
        return f"the source says “{other.verb}” of “{told.shown(other.head)}”, not of “{told.shown(own.head)}”"
    mine, theirs = own.object, other.object
    if mine and theirs and _only_of(mine.head, theirs.head, theirs.words):
        return f"the source says “{told.shown(theirs.head)}” of it, not “{told.shown(mine.head)}”"
    return ""


def _only_of(mine: frozenset[str], head: frozenset[str], whole: frozenset[str]) -> bool:
    """True when ``mine`` is what stands behind "of" only: "the ambassador" of "the wife of the ambassador"."""
    core = {w for w in head if w not in KINDS | COUNTS and w not in AMOUNTS and not w[0].isdigit()}
    told = {w for w in mine if not w[0].isdigit()}
    return bool(core and told) and not any(among(w, head) for w in told) and all(among(w, whole - head) for w in told)


def _amount(own: Predicate, other: Predicate, told: Told) -> str:
    """The reason when the claim says it of more of them: "most" for "a few", "every flat" for "every flat with a stove"."""
    if not own.amount or not other.amount or own.passive != other.passive:
        return ""
    if AMOUNTS[own.amount] > AMOUNTS[other.amount]:
        return f"the claim says “{own.amount}”, the source “{other.amount}”"
    lost = {
        w
        for w in other.subject - other.fronted
        if w not in _COUNTED and not w[0].isdigit() and not among(w, told.claim)
    }
    if lost and AMOUNTS[own.amount] > _SOME and any(among(w, own.subject) for w in other.head):
        return f"the source says it of fewer of them (“{told.shown(lost)}”)"
    return ""


_SOME = 3


def _number(own: Predicate, other: Predicate, told: Told) -> str:
    """The reason when the claim says it of as many as another clause speaks of: "eight" for "three of them"."""
    if own.open or not (own.passive == other.passive or other.after("by")):
        return ""
    subject = other.subject if own.passive == other.passive else other.after("by")
    mine, theirs = _numbers(own.subject), _numbers(subject)
    one = mine == {"1"} and "one of" not in told.claim_text.casefold()
    if not mine or not theirs or mine & theirs or not (one or mine <= _numbers(told.words)):
        return ""
    return f"the source says “{other.verb}” of {told.shown(theirs)}, not of {told.shown(mine)}"


def _numbers(told: Collection[str]) -> frozenset[str]:
    """The numbers among some words, in figures; no years."""
    return frozenset(_VALUES.get(w, w) for w in told if w in _VALUES or (w.isdigit() and not YEAR.fullmatch(w)))


def _exchanged(own: Predicate, other: Predicate, told: Told) -> str:
    """The reason when two of the things behind a verb have changed places: "to the heirs by the bank" for "to the bank by the heirs"."""
    if own.passive != other.passive:
        return ""
    for a, b in combinations([c for c in own.rest if c.head], 2):
        if a.joint == b.joint or any(among(w, other.after(a.joint)) for w in a.head):
            continue
        if all(among(w, other.after(b.joint)) for w in a.head) and all(among(w, other.after(a.joint)) for w in b.head):
            return f"“{told.shown(a.head)}” and “{told.shown(b.head)}” have changed places"
    return ""


def _slots(own: Predicate, other: Predicate, told: Told) -> str:
    """The reason when words of another clause stand in the place of the source's own."""
    there = other.behind.union(*(p.fronted for p in told.all if p.sentence == other.sentence))
    if own.passive != other.passive:
        there |= other.subject
    for chunk in own.rest:
        foreign = {
            w
            for w in chunk.words
            if (w not in _COUNTED or w in chunk.head) and not among(w, there)
            and any(among(w, p.words) for p in told.all if p is not other)
        }  # fmt: skip
        if not foreign:
            continue
        rival = next(
            (c for c in other.rest if _one_slot(c, chunk) and not any(among(w, own.words) for w in c.words)), None
        )
        if rival:
            return f"the source says “{' '.join([rival.joint, told.shown(rival.words)]).strip()}” of this, and “{told.shown(foreign)}” of something else"
        lost = next(
            (
                w
                for c in other.rest
                if _one_slot(c, chunk)
                for w in c.words
                if told.name(w) and not among(w, told.claim)
            ),
            "",
        )
        names = {w for w in foreign if told.name(w)}
        if (
            lost
            and names
            and any(among(w, c.words) for c in other.rest if _one_slot(c, chunk) for w in chunk.words - names)
        ):
            return f"the source says “{told.shown([lost])}” of this, and “{told.shown(names)}” of something else"
        if any(_substituted(chunk, c, foreign, other, told) for c in other.rest if _one_slot(c, chunk)):
            return f"the source says “{told.shown(foreign)}” of something else"
        figures = {w for w in foreign if w[0].isdigit()}
        homes = [p for p in told.all if p is not other and figures & p.words]
        if figures and homes and all(_apart(p, other) for p in homes):
            return f"the source says “{told.shown(foreign)}” of something else"
    return ""


def _substituted(mine: Chunk, theirs: Chunk, foreign: set[str], other: Predicate, told: Told) -> bool:
    """True when one word of a slot is replaced by one from the same slot of another clause with the same verb."""
    lost = {w for w in theirs.words if not among(w, told.claim)}
    likes = [p for p in told.all if p is not other and lemma(p.verb) == lemma(other.verb)]
    return bool(lost) and any(_one_slot(c, mine) and foreign <= c.words for p in likes for c in p.rest)


def _apart(a: Predicate, b: Predicate) -> bool:
    """True when one of two clauses comes before the other in time, as a word says."""
    if a.sentence != b.sentence:
        return False
    return bool({a.joint, b.joint} & _ORDER) or (bool({a.joint, b.joint} & {";", ":"}) and not a.subject & b.subject)


def _one_slot(a: Chunk, b: Chunk) -> bool:
    return a.joint == b.joint or (_time(a) and _time(b)) or ({a.joint, b.joint} <= _PLACES and _time(a) == _time(b))


def _time(chunk: Chunk) -> bool:
    return any(w in TIMES or (w.isdigit() and len(w) == 4) for w in chunk.words)
