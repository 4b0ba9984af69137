"""A record's fact held against the fetched original: confirmed, differs, not found or not checked, with the words.

Code only, and the same every time. Whatever cannot be compared is "not checked" with its reason, never "confirmed".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rag.errors import one_line
from rag.log import log_traceback
from rag.text import guess_language
from rag.types import Audit, AuditMark, Span
from rag.verify.records.original_text import OriginalText, stems
from rag.verify.records.places import located
from rag.verify.records.stretch import Judged, judge
from rag.verify.records.told import Told
from rag.verify.values.dates import When, dates

_ALL_OF_IT = 0.8  # share of the words from which a single sentence outweighs its neighbours
_SHOWN = 0.4  # share of the words from which the nearest sentence is worth showing
_VERSION = re.compile(r"((?:[A-Z][a-z]+ )?(?:1[5-9]|20)\d\d) (?:version|edition|update|revision): ")
_ANOTHER_VERSION = "what was fetched is another version than that of"
_READ_IN_PLACE = "“it”, “she” and the like read as what was named before"
_UNCHECKED_BASIS = {
    "computed": "our arithmetic: the original does not state it",
    "second-hand": "read in a report about the source, not in the source itself",
}


@dataclass(frozen=True, slots=True)
class FactTold:
    """A fact as the record has it; ``known`` are the names of its source: publisher and title."""

    text: str
    locator: str = ""
    basis: str = "read"
    language: str = "en"
    known: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """What the original says to a fact; ``sentence`` is ``span`` of its text, letter for letter, or empty."""

    status: Audit
    reason: str = ""
    span: Span | None = None
    sentence: str = ""
    locator: str = ""  # of the original
    misplaced: bool = False  # confirmed, but not where the record says

    @property
    def mark(self) -> AuditMark:
        """The same for a face."""
        return AuditMark(self.status, self.locator, self.sentence, self.reason)


def hold(fact: FactTold, original: OriginalText) -> Held:
    """The finding for one fact; a failure of the check itself gives NOT_CHECKED with the failure's name."""
    try:
        return _hold(fact, original)
    except Exception as exc:  # fail closed: whatever breaks here, the fact is not confirmed
        log_traceback(exc, bare=True)
        return Held(Audit.NOT_CHECKED, f"the check failed ({one_line(exc)[:200]})")


def _hold(fact: FactTold, original: OriginalText) -> Held:
    if fact.basis in _UNCHECKED_BASIS:
        return Held(Audit.NOT_CHECKED, _UNCHECKED_BASIS[fact.basis])
    language = guess_language(fact.text, fact.language)
    if language[:2] != original.language[:2]:
        return Held(Audit.NOT_CHECKED, f"the original is in another language ({original.language})")
    text, of_version = _versioned(fact.text, language)
    another = of_version is not None and not original.is_of(of_version)
    told = Told(fact.text if another else text, language, fact.known, original.aliases)
    if len(told.body) < 2 and not told.anchored:
        return Held(Audit.NOT_CHECKED, "the fact has too few words to compare")
    if (held := _found(told, fact, original)).status is not Audit.NOT_FOUND or original.in_place is None:
        return held
    again = _found(told, fact, original.in_place)
    if again.status is not Audit.CONFIRMED:
        return replace(held, reason=f"{_ANOTHER_VERSION} {of_version.text}") if another and of_version else held
    return replace(again, reason="; ".join(part for part in (again.reason, _READ_IN_PLACE) if part))


def _versioned(text: str, language: str) -> tuple[str, When | None]:
    """The fact behind "July 2022 version:", and the date of that version; the fact as it is where it speaks of none."""
    label = _VERSION.match(text)
    if label is None:
        return text, None
    when = dates(label[1], language)
    return (text[label.end() :], when[0]) if when else (text, None)


def _found(told: Told, fact: FactTold, original: OriginalText) -> Held:
    """The finding for a fact that can be compared."""
    place = located(fact.locator, original.source.blocks, original.source.text)
    every = range(len(original.lines))
    inside = [i for i in every if place is None or original.lines[i].block in place]
    here = _best(told, original, inside)
    if here is not None and here.judged.status is Audit.CONFIRMED:
        return _held(here, original)
    outside = [] if place is None else [i for i in every if original.lines[i].block not in place]
    elsewhere = _best(told, original, outside)
    if place is not None and here is not None and _says_otherwise(here.judged):
        return _held(here, original)  # the very place says otherwise: another page does not mend that
    if elsewhere is not None and elsewhere.judged.status is Audit.CONFIRMED:
        return _held(elsewhere, original, fact.locator)
    found = max((c for c in (here, elsewhere) if c), key=_rank, default=None)
    if original.too_long and (found is None or found.judged.status is Audit.NOT_FOUND):
        return Held(Audit.NOT_CHECKED, f"{original.too_long} stretch(es) of the original are too long to compare")
    if found is None:
        return Held(Audit.NOT_FOUND, "nothing in the original speaks of it")
    held = _held(found, original)
    if held.status is Audit.NOT_FOUND and (away := _elsewhere(told, held, original)):
        held = replace(held, reason=f"{held.reason}; {away}")
    return held


def _elsewhere(told: Told, held: Held, original: OriginalText) -> str:
    """Where the figures and dates stand, letter for letter, that the nearest sentence lacks; "" for none."""
    text, found = original.source.text, list[str]()
    told_values = [date.text for date in told.statement.dates] + [figure.text for figure in told.statement.figures]
    for value in dict.fromkeys(told_values):
        alone = re.compile(rf"(?<![\w.,]){re.escape(value)}(?![\w%]|[.,]\d)")
        if alone.search(held.sentence) or not (there := alone.search(text)):
            continue
        block = next((b for b in original.source.blocks if b.span.start <= there.start() < b.span.end), None)
        found.append(f"“{value}” stands elsewhere, {_at(block.locator)}" if block else f"“{value}” stands elsewhere")
    return "; ".join(found)


@dataclass(frozen=True, slots=True)
class _Candidate:
    lines: tuple[int, ...]
    judged: Judged


def _rank(candidate: _Candidate) -> tuple[int, float]:
    """Confirmed first; then where all figures stand, as other figures beside tell little against them.

    Each further sentence of a stretch has to bring in a tenth of the fact's words.
    """
    judged = candidate.judged
    order = {
        (Audit.CONFIRMED, True): 5, (Audit.CONFIRMED, False): 5, (Audit.DIFFERS, True): 4,
        (Audit.NOT_FOUND, True): 3, (Audit.DIFFERS, False): 2,
    }  # fmt: skip
    return order.get((judged.status, judged.borne), 1), judged.share - 0.1 * len(candidate.lines)


def _best(told: Told, original: OriginalText, among: Sequence[int]) -> _Candidate | None:
    """The best stretch around the nearest lines; shorter ones win where two are equal."""
    wanted = stems(told.text, told.language)
    inside, best = frozenset(among), None
    alone: dict[int, Judged] = {}

    def at(lines: tuple[int, ...]) -> Judged:
        said = [original.lines[i].told for i in lines]
        return judge(told, said, original.year_before(lines[0]), original.over(lines[0]))

    for centre in original.nearest(wanted, among):
        for lines in _around(centre, inside):
            for line in lines:
                alone[line] = alone[line] if line in alone else at((line,))
            judged = alone[centre] if len(lines) == 1 else at(lines)
            # Neighbours must not lend the figure of another thing to a sentence that says otherwise itself.
            if len(lines) > 1 and judged.status is Audit.CONFIRMED and any(_says_otherwise(alone[i]) for i in lines):
                continue
            candidate = _Candidate(lines, judged)
            if best is None or _rank(candidate) > _rank(best):
                best = candidate
            if len(lines) == 1 and judged.status is Audit.CONFIRMED:
                return best
    return best


def _says_otherwise(judged: Judged) -> bool:
    """True when a sentence by itself differs and is surely about the same thing, or has its words with other figures."""
    if judged.status is Audit.DIFFERS:
        return judged.names_it or judged.share >= _ALL_OF_IT
    return judged.share >= _ALL_OF_IT and judged.others


def _around(centre: int, inside: frozenset[int]) -> Iterator[tuple[int, ...]]:
    """The line alone, with either neighbour, with both."""
    before, after = (centre - 1,) if centre - 1 in inside else (), (centre + 1,) if centre + 1 in inside else ()
    yield (centre,)
    if before:
        yield (*before, centre)
    if after:
        yield (centre, *after)
    if before and after:
        yield (*before, centre, *after)


def _held(found: _Candidate, original: OriginalText, not_at: str = "") -> Held:
    """The finding with its verbatim stretch; ``not_at`` is the place where the record has it and the original has not."""
    judged, lines = found.judged, [original.lines[i] for i in found.lines]
    span = Span(lines[0].span.start, lines[-1].span.end)
    places = dict.fromkeys(original.source.blocks[line.block].locator for line in lines)
    locator = ", ".join(p for p in places if p)
    reason = judged.reason
    if not_at and judged.status is Audit.CONFIRMED:
        reason = "; ".join(part for part in (f"found, but {_at(locator)}, not {_at(not_at)}", reason) if part)
    if judged.status is Audit.NOT_FOUND and judged.share < _SHOWN and not judged.borne:
        return Held(Audit.NOT_FOUND, "nothing in the original says so")
    return Held(judged.status, reason, span, span.of(original.source.text), locator, bool(not_at))


def _at(locator: str) -> str:
    return f"on {locator}" if re.match(r"p\.|pp|page", locator) else f"at {locator}"
