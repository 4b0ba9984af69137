"""A record's fact held against the fetched original: confirmed, differs, not found or not checked, with the words.

Code only, and the same every time. Whatever cannot be compared is "not checked" with its reason, never "confirmed".
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from rag.errors import one_line
from rag.log import log_traceback
from rag.referents.resolved import resolved
from rag.same_word import stem
from rag.sentences import sentences
from rag.text import content_words, guess_language, well_formed, words
from rag.types import Audit, AuditMark, SourceText, Span
from rag.verify.dates import When, compatible, dates
from rag.verify.names import mined_pairs
from rag.verify.places import located
from rag.verify.stretch import Judged, judge
from rag.verify.told import Told

_CENTRES = 8  # sentences that are looked at, with their neighbours, inside the place and again outside
_LONGEST = 2000  # characters of a sentence that is compared; longer ones are no sentences
_ALL_OF_IT = 0.8  # share of the words from which a single sentence outweighs its neighbours
_SHOWN = 0.4  # share of the words from which the nearest sentence is worth showing
_HEAD = 400  # characters at the beginning in which a text says of when it is
_VERSION = re.compile(r"((?:[A-Z][a-z]+ )?(?:1[5-9]|20)\d\d) (?:version|edition|update|revision): ")
_YEAR = re.compile(r"(?<![\w.,$€£-])(?:1[5-9]|20)\d\d(?![\w%]|[.,]\d)")
_ROW = re.compile(r"table \d+, row ")
_CAPTION = 300  # characters of what stands over a table that are read as its caption
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


@dataclass(frozen=True, slots=True)
class _Line:
    """A sentence of the original, the block it stands in, its words as they are read and their stems."""

    span: Span
    block: int
    told: str
    stems: frozenset[str]


class OriginalText:
    """An original read once for many facts: its sentences, and how rare their words are.

    ``in_place``: with its short mentions ("she", "the Commission") read as what they stand for.
    """

    def __init__(self, original: SourceText, in_place: bool = False) -> None:
        self.source = original
        self.language = original.source.language
        self.too_long = 0
        self.lines: list[_Line] = []
        for number, block in enumerate(original.blocks):
            for span in sentences(well_formed(block.span.of(original.text)), self.language):
                whole = span.shifted(block.span.start)
                if whole.end - whole.start > _LONGEST:
                    self.too_long += 1
                    continue
                told = resolved(original.text, whole).text if in_place else whole.of(original.text)
                self.lines.append(_Line(whole, number, told, _stems(told, self.language)))
        self._seen = Counter(s for line in self.lines for s in line.stems)

    def nearest(self, wanted: frozenset[str], among: Sequence[int]) -> list[int]:
        """The lines of ``among`` that share most of the wanted stems, rare ones counting more, best first."""
        weight = {s: math.log(1 + len(self.lines) / self._seen[s]) for s in wanted if self._seen[s]}
        scores = {i: sum(weight[s] for s in self.lines[i].stems & weight.keys()) for i in among}
        return sorted((i for i in among if scores[i] > 0), key=lambda i: (-scores[i], i))[:_CENTRES]

    @cached_property
    def in_place(self) -> OriginalText | None:
        """The same with its short mentions read as what they stand for; None where that is not known of its language."""
        return OriginalText(self.source, in_place=True) if self.language[:2] == "en" else None

    @cached_property
    def aliases(self) -> Mapping[str, str]:
        """The acronyms that it introduces, and what they stand for."""
        return mined_pairs(self.source.text)

    def is_of(self, when: When) -> bool:
        """True when it was published at ``when``, or says so of itself at its head."""
        told = [*dates(self.source.source.published), *dates(self.source.text[:_HEAD])]
        return any(compatible(date, when) for date in told)

    def over(self, line: int) -> str:
        """The caption over the row of a table; "" for a sentence."""
        block = self.lines[line].block
        blocks = self.source.blocks
        if not _ROW.match(blocks[block].locator):
            return ""
        above = next((b for b in reversed(blocks[:block]) if not _ROW.match(b.locator)), None)
        return above.span.of(self.source.text)[-_CAPTION:] if above else ""

    def year_before(self, line: int) -> tuple[When, ...]:
        """The last year named before a sentence: what a date without a year is read with."""
        start = self.lines[line].span.start
        years = _YEAR.findall(self.source.text, max(0, start - 5000), start)
        return dates(years[-1]) if years else dates(self.source.source.published)[:1]


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
    wanted = _stems(told.text, told.language)
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


def _stems(text: str, language: str) -> frozenset[str]:
    """Stems of the content words, and the numbers as written without separators."""
    numbers = {w.text for w in words(re.sub(r"(?<=\d)[.,](?=\d)", "", text)) if w.text[0].isdigit()}
    return frozenset({stem(w.text) for w in content_words(text, language)} | numbers)
