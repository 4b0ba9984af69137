"""From a model's sentence with marks to a claim with citations: the model names a passage, code finds the words.

For each mark the sentence of the passage that bears most of the claim becomes the quote, at its place in the source: by the words
they share, and by the judge among those that share most. Words between quotation marks are looked up letter for letter in the
cited passages, then in the others. A mark to nothing gets no citation.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rag.models.judge import SUPPORTED, judge
from rag.reason import Code, Reason, reason
from rag.sources import Passage, Span
from rag.text.fold import guess_language, well_formed
from rag.text.punctuation import OWN
from rag.text.sentences import sentences
from rag.types import Claim
from rag.verify.orders import orders, stated
from rag.verify.references import core_of, find_folded, find_verbatim, is_short, quoted_parts, unmarked
from rag.verify.windows import shared, terms, weight

READ = 3  # sentences of a passage that share most, which the judge reads; of one in another language
READ_ABROAD = 8
IDLE = 0.5  # of the best mark's weight: below it, a mark that adds no word to what that one bears is taken off
GAIN = 0.25  # share of the claim that a neighbour must add to be cited, too
_OPENING = re.compile(r"[“\"«「『]")


@dataclass(frozen=True, slots=True)
class Cited:
    """A claim with its citations, what was changed on the way, and which marks lead to no evidence."""

    claim: Claim
    remarks: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class _Place:
    """Words of a claim and where they stand: in which passage, at which span of its source."""

    number: int
    span: Span


@dataclass(frozen=True, slots=True)
class _Borne:
    """The words of a passage that bear most of a claim: their span in the source, and the claim's terms they have."""

    span: Span
    weight: float
    terms: frozenset[str]


def cite(text: str, numbers: Sequence[int], passages: Mapping[int, Passage]) -> Cited:
    """``text``, one sentence with ``[n]`` marks, as a claim on ``passages`` (by number). A sentence that gives orders bears nothing."""
    mine = [n for n in numbers if n in passages]
    text, places, told = _quotes(text, mine, passages)
    mine += [place.number for place in places if place.number not in mine]
    quoted = {p.number for p in places}
    marks = [n for n in dict.fromkeys(mine) if n in quoted or f"[{n}]" in text]  # the others were re-cited
    looked = {n: _best(passages[n], unmarked(text)) for n in marks}
    for number in (n for n, best in looked.items() if best is None):
        words = orders(passages[number].text)
        told.append(reason(Code.ORDERS, mark=number, words=words) if words else reason(Code.EMPTY))
    text, places = _bearing(text, {n: b for n, b in looked.items() if b is not None}, quoted, places, told)
    sources = ((place, passages[place.number]) for place in places)
    citations = tuple(passage.cited(place.span, place.number, passage.locator) for place, passage in sources)
    return Cited(Claim(text, Span(0, max(len(text), 1)), citations), tuple(told))


def _quotes(text: str, mine: Sequence[int], passages: Mapping[int, Passage]) -> tuple[str, list[_Place], list[Reason]]:
    """The quoted words with their places; the claim's own spelling of them gives way to the source's."""
    places: list[_Place] = []
    told: list[Reason] = []
    for part in reversed(quoted_parts(text)):
        core = core_of(part.of(text))
        if is_short(core):
            continue
        found = _find(core, [*mine, *(n for n in passages if n not in mine)], passages)
        if found is None:
            continue  # the verifier will say that these words stand nowhere
        places.append(found)
        passage, behind = passages[found.number], part.end + 1  # and the closing mark
        stored = passage.words(found.span)
        if stored != core:
            at = text.index(core, part.start)
            text = text[:at] + stored + text[at + len(core) :]
            behind += len(stored) - len(core)
            told.append(reason(Code.LETTERS_SET))
        if found.number not in mine and mine:
            told.append(reason(Code.RECITED, mark=found.number))
            text = _remark(text, behind, mine[0] if len(mine) == 1 else None, found.number)
        elif mine and f"[{found.number}]" not in text:  # it gave way to that of another quote
            text = _remark(text, behind, None, found.number)
    return text, places[::-1], told


def _find(core: str, order: Sequence[int], passages: Mapping[int, Passage]) -> _Place | None:
    """The first passage that has the words letter for letter, else the first that has them but for marks and case."""
    for look in (find_verbatim, find_folded):
        for number in order:
            if span := look(core, passages[number].text):
                return _Place(number, span.shifted(passages[number].span.start))
    return None


def _remark(text: str, behind: int, wrong: int | None, right: int) -> str:
    """The mark of the quote that ends at ``behind`` as ``[right]`` where it is ``[wrong]``; else with ``[right]`` beside it.

    Nothing before ``behind`` changes, so the places of the quotes before it hold.
    """
    mark = OWN.search(text, behind)
    if mark is None or _OPENING.search(text, behind, mark.start()):  # that of the next quote
        return f"{text[:behind]} [{right}]{text[behind:]}"
    if int(mark[1]) == right:
        return text
    start = mark.start(1) - 1 if int(mark[1]) == wrong else mark.end()
    return f"{text[:start]}[{right}]{text[mark.end() :]}"


def _bearing(
    text: str, borne: Mapping[int, _Borne], quoted: set[int], places: list[_Place], told: list[Reason]
) -> tuple[str, list[_Place]]:
    """A place for each mark that has none yet; a mark beside others whose passage bears nothing is taken off."""
    most = max(borne.values(), key=lambda b: b.weight, default=None)
    found: list[_Place] = []
    for number, best in borne.items():
        if number in quoted:
            found += [p for p in places if p.number == number]
        elif most and best is not most and best.weight < IDLE * most.weight and best.terms <= most.terms:
            text = text.replace(f" [{number}]", "").replace(f"[{number}]", "")
            told.append(reason(Code.TAKEN_OFF, mark=number))
        else:
            found.append(_Place(number, best.span))
    return text, found


def _best(passage: Passage, claim: str) -> _Borne | None:
    """The sentence that bears most of the claim, with a neighbour that adds to it; None where none states anything, or only gives orders."""
    text = well_formed(passage.text)
    language = guess_language(text)
    spans = sentences(text, language) or ([Span(0, len(text))] if text.strip() else [])
    bearing = stated(text) if orders(text) else spans
    usable = [i for i, span in enumerate(spans) if span in bearing]
    if not usable:
        return None
    wanted = terms(claim)
    total = sum(map(weight, wanted)) or 1.0
    has = [shared(wanted, s.of(text)) / total for s in spans]
    abroad = guess_language(claim) != language
    near = sorted(usable, key=lambda i: (-has[i], i))[: READ_ABROAD if abroad else READ]
    if len(near) > 1:
        shares = judge().claims([(claim, spans[i].of(text)) for i in near])[:, SUPPORTED]
        at = max(zip(near, shares, strict=True), key=lambda one: has[one[0]] + float(one[1]))[0]
    else:
        at = near[0]
    span, own = spans[at], wanted & terms(spans[at].of(text))
    added = {i: shared(wanted - own, spans[i].of(text)) / total for i in (at - 1, at + 1) if i in usable}
    beside = max(added, key=lambda i: added[i], default=at)
    if added.get(beside, 0.0) >= GAIN:
        span = Span(min(span.start, spans[beside].start), max(span.end, spans[beside].end))
        own |= wanted & terms(spans[beside].of(text))
    return _Borne(span.shifted(passage.span.start), sum(map(weight, own)), own)
