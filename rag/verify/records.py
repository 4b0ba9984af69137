"""A record's fact held against the fetched original: confirmed, differs, not found or not checked, with the words.

The judge reads the fact beside the nearest sentences, and code compares its figures, dates and names. Whatever cannot be compared is
"not checked" with its reason, never "confirmed".
"""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rag.case.audited import AuditedFact
from rag.common.log import log_traceback
from rag.errors import one_line
from rag.reason import Code, Reason, reason, said
from rag.sources import Audit, Block, SourceText, Span
from rag.text.fold import content_words, well_formed
from rag.text.sentences import sentences
from rag.text.tokens import stem
from rag.verify.claim import Weighed, weigh
from rag.verify.values.compare import Kind, Outcome, all_held
from rag.verify.windows import Stretch, card, terms

_CENTRES = 3  # nearest sentences that are read, inside the place and again outside
_LONGEST = 2000  # characters of a sentence that is compared; longer ones are no sentences
_UNCHECKED_BASIS = {"computed": Code.OUR_ARITHMETIC, "second-hand": Code.SECOND_HAND}
_COUNTED = re.compile(
    r"(?<!\w)(?P<kind>para|p|table)(?:p|ages?|s|graphs?)?\.?\s*(?P<low>\d{1,4})(?:\s*[-–]\s*(?P<high>\d{1,4}))?(?!\w)",
    re.IGNORECASE,
)
_SECTION = re.compile(r"section '(.*)'")
_HEADING = 80  # characters; a longer block is no heading
_UNDER_HEADING = 30  # blocks that are taken to stand under a heading of a text without sections


@dataclass(frozen=True, slots=True)
class _Line:
    """A sentence of the original and the block it stands in."""

    span: Span
    block: int
    terms: frozenset[str]


class OriginalText:
    """An original read once for many facts: its sentences, and how rare their words are."""

    def __init__(self, original: SourceText) -> None:
        self.source = original
        self.card = card(original.source)
        self.too_long = 0
        self.lines: list[_Line] = []
        for number, block in enumerate(original.blocks):
            for span in sentences(well_formed(block.span.of(original.text)), original.source.language):
                whole = span.shifted(block.span.start)
                if whole.end - whole.start > _LONGEST:
                    self.too_long += 1
                else:
                    self.lines.append(_Line(whole, number, terms(whole.of(original.text))))
        self._seen = Counter(term for line in self.lines for term in line.terms)

    def nearest(self, fact: str, among: Sequence[int]) -> list[int]:
        """The lines of ``among`` that share most of the fact's terms, rare ones counting more, best first."""
        weight = {t: math.log(1 + len(self.lines) / self._seen[t]) for t in terms(fact) if self._seen[t]}
        scores = {i: sum(weight[t] for t in self.lines[i].terms & weight.keys()) for i in among}
        return sorted((i for i in among if scores[i] > 0), key=lambda i: (-scores[i], i))[:_CENTRES]

    def text(self, first: int, last: int) -> str:
        """The words from one line to another, as far as these are there."""
        first, last = max(0, first), min(len(self.lines) - 1, last)
        return Span(self.lines[first].span.start, self.lines[last].span.end).of(self.source.text)


@dataclass(frozen=True, slots=True)
class _Read:
    """A line, what weighing the fact beside it came to, and whether it stands where the record says."""

    line: int
    weighed: Weighed
    inside: bool

    @property
    def status(self) -> Audit:
        """What it alone says to the fact."""
        if self.weighed.borne and all_held(self.weighed.values):
            return Audit.CONFIRMED
        clash = any(v.exact for v in self.weighed.values if v.kind is not Kind.NAME)
        return Audit.DIFFERS if self.weighed.denied or clash else Audit.NOT_FOUND


def hold(fact: str, block: Block, original: OriginalText) -> AuditedFact:
    """The finding for one fact, its words and its block; a failure of the check itself gives NOT_CHECKED with the failure's name."""
    try:
        return _hold(fact, block, original)
    except Exception as exc:  # fail closed: whatever breaks here, the fact is not confirmed
        log_traceback(exc, bare=True)
        return finding(fact, block, Audit.NOT_CHECKED, [reason(Code.FAILED, why=one_line(exc)[:200])])


def finding(fact: str, block: Block, status: Audit, reasons: Sequence[Reason], **words: Any) -> AuditedFact:
    """The finding for these reasons; ``words``: those of the original, and where they stand."""
    words |= {"reason": said(reasons), "reasons": tuple(reasons)}
    return AuditedFact(id=block.id, text=fact, record_locator=block.locator, status=status, **words)


def _hold(fact: str, block: Block, original: OriginalText) -> AuditedFact:
    if code := _UNCHECKED_BASIS.get(block.basis):
        return finding(fact, block, Audit.NOT_CHECKED, [reason(code)])
    place = located(block.locator, original.source.blocks, original.source.text)
    every = range(len(original.lines))
    inside = [i for i in every if place is None or original.lines[i].block in place]
    outside = sorted(set(every) - set(inside))
    near = [*original.nearest(fact, inside), *original.nearest(fact, outside)]
    if not near:
        why = reason(Code.TOO_LONG, count=original.too_long) if original.too_long else reason(Code.NOTHING_THERE)
        return finding(fact, block, Audit.NOT_CHECKED if original.too_long else Audit.NOT_FOUND, [why])
    pairs = [(fact, [Stretch(original.text(i - 1, i + 1), original.card)]) for i in near]
    known = set(inside)
    read = [_Read(i, weighed, i in known) for i, weighed in zip(near, weigh(pairs), strict=True)]
    best = max(read, key=lambda r: (r.inside and r.status is Audit.CONFIRMED, r.weighed.supported))
    if best.status is Audit.NOT_FOUND:  # does the very place say otherwise?
        best = next((r for r in read if r.inside and r.status is Audit.DIFFERS), best)
    line = original.lines[best.line]
    there = original.source.blocks[line.block].locator
    misplaced = place is not None and not best.inside and best.status is Audit.CONFIRMED
    told = [reason(Code.STANDS_ELSEWHERE, place=there, other=block.locator)] if misplaced else []
    if best.status is not Audit.CONFIRMED:
        values = best.weighed.values
        told += [reason(Code.CLASH, value=v.text, other=v.other) for v in values if v.outcome is Outcome.CLASHING]
        told += [reason(Code.ABSENT, value=v.text) for v in values if v.outcome is Outcome.ABSENT]
        told = told or [reason(Code.OTHERWISE if best.status is Audit.DIFFERS else Code.OPEN)]
    words = {"sentence": line.span.of(original.source.text), "start": line.span.start, "end": line.span.end}
    return finding(fact, block, best.status, told[:3], locator=there, misplaced=misplaced, **words)


def located(locator: str, blocks: Sequence[Block], text: str) -> frozenset[int] | None:
    """The blocks (by index) at a record's ``locator`` ("p. 3", "paras 2-5", "Table 1", "executive summary"); empty when the original has no such
    place.

    None when the two cannot be compared: no locator, or a page in an original without pages.
    """
    wanted = _counted(locator)
    if wanted is None:
        return _under_heading(locator, blocks, text)
    alike = {i: place for i, block in enumerate(blocks) if (place := _counted(block.locator)) and place[0] == wanted[0]}
    if not alike:
        return None
    kind, low, high = wanted
    named = {i for i, (_, first, last) in alike.items() if first <= high and low <= last}
    # A paragraph may also be counted from the beginning of an original that counts within its sections.
    return frozenset(named | set([*alike][low - 1 : high] if kind == "para" else ()))


def _counted(locator: str) -> tuple[str, int, int] | None:
    """The page, paragraph or table that a locator names, or the first and the last of several."""
    found = _COUNTED.search(locator)
    if found is None:
        return None
    low = int(found["low"])
    return found["kind"].casefold(), low, max(low, int(found["high"] or low))


def _under_heading(locator: str, blocks: Sequence[Block], text: str) -> frozenset[int] | None:
    """What stands under the heading that has all words of the locator; None without such a heading."""
    wanted = [w.text for w in content_words(locator)]
    if not wanted:
        return None
    inside = frozenset(
        i for i, block in enumerate(blocks) if (m := _SECTION.search(block.locator)) and _has_all(m[1], wanted)
    )
    if inside:
        return inside
    for i, block in enumerate(blocks):
        words = block.span.of(text)
        if len(words) <= _HEADING and len(content_words(words)) <= len(wanted) + 1 and _has_all(words, wanted):
            return frozenset(range(i, min(len(blocks), i + _UNDER_HEADING)))
    return None


def _has_all(heading: str, wanted: Sequence[str]) -> bool:
    have = {stem(w.text) for w in content_words(heading)}
    return all(stem(word) in have for word in wanted)
