"""From a model's sentence with marks to a claim with citations: the model names a passage, code finds the words.

For each mark the sentence of the passage that bears most of the claim becomes the quote, at its place in the source.
Words between quotation marks are looked up letter for letter in the cited passages, then in the others: a quote that
stands in another passage is cited from there, and the reason says so. A mark to nothing gets no citation.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from rag.gloss import english_of
from rag.marks import OWN
from rag.sentences import sentences
from rag.text import guess_language, well_formed, words
from rag.tokens import tokens
from rag.types import Citation, Claim, Passage, Span
from rag.verify.quotes import find_folded, find_verbatim, quoted_parts
from rag.verify.speakers.orders import addressed, orders

FIGURE = 2.0  # what a figure weighs beside a word when the bearing sentence is looked for
IDLE = 0.5  # of the best mark's weight: below it, a mark that adds no word to what that one bears is taken off
FEW = 3  # words; less between quotation marks is a name or irony
_CJK_FEW = re.compile(r"[\u3400-\u9fff]{5}")
_OPENING = re.compile(r"[“\"«「『]")
# A sentence that opens so says of whom only together with the one before it.
_LEANS = re.compile(
    r"(?:it|its|they|their|he|his|she|her|this|these|those|that|such)\b|(?:esto|esta|este|estos|estas|ello|su|sus)\b|[它他她这那其该]",
    re.IGNORECASE,
)
InPlace = Callable[[Passage, Span], str]  # a passage and a span of its text in, the words there as they are read out
_Read = Callable[[str], list[Span]]  # the sentences of a passage that may be evidence


def _as_it_stands(passage: Passage, span: Span) -> str:
    return span.of(passage.text)


@dataclass(frozen=True, slots=True)
class Cited:
    """A claim with its citations, and what was changed on the way, in words; "" when nothing was.

    ``dropped``: the marks whose passages are no evidence, and why.
    """

    claim: Claim
    remark: str = ""
    dropped: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Place:
    """Words of a claim and where they stand: in which passage, at which span of its source."""

    number: int
    span: Span


@dataclass(frozen=True, slots=True)
class _Borne:
    """The sentence of a passage that bears most of a claim: its span in the source, and the claim's terms it has."""

    span: Span
    weight: float
    terms: frozenset[str]


def cite(
    text: str,
    numbers: Sequence[int],
    passages: Mapping[int, Passage],
    language: str = "en",
    *,
    read_by_model: bool = True,
    in_place: InPlace = _as_it_stands,
    rank: int = 0,
) -> Cited:
    """``text``, one sentence with ``[n]`` marks, as a claim on ``passages`` (by number); ``in_place`` gives a sentence of a
    passage with "she" and "the wall" told in full. ``rank`` 1 takes the sentence that bears it second best, where there is one.

    Where no model has read the passages (``read_by_model``), what they say to their reader is evidence like the rest.
    """
    usable = {n: p for n, p in passages.items() if not orders(p.text)}
    dropped = {
        n: f"holds orders to its reader (“{orders(passages[n].text)[:60]}”), which are no evidence"
        for n in numbers
        if n in passages and n not in usable
    }
    told = [f"[{n}] {why}" for n, why in dropped.items()]
    mine = [n for n in numbers if n in usable]
    read = _statements if read_by_model else _sentences
    text, places, moved = _quotes(text, mine, usable, read)
    told += moved
    for place in places:
        if place.number not in mine:
            mine.append(place.number)
    quoted = {p.number for p in places}
    if moved:  # marks whose passages do not have the quoted words give way to the one that has
        mine = [n for n in mine if n in quoted or n in numbers]
    marks = [n for n in dict.fromkeys(mine) if n in quoted or f"[{n}]" in text]  # the others were re-cited
    wanted = _weights(OWN.sub("", text), language, [usable[n] for n in marks])
    looked = {n: _best(usable[n], wanted, language, read, in_place, rank) for n in marks}
    mute = {n: "only speaks to its reader and states nothing" for n, best in looked.items() if best is None}
    told += [f"[{n}] {why}" for n, why in mute.items()]
    borne = {n: best for n, best in looked.items() if best is not None}
    text, places = _bearing(text, borne, quoted, places, told)
    citations = tuple(_citation(place, usable[place.number]) for place in places)
    return Cited(Claim(text, Span(0, max(len(text), 1)), citations), "; ".join(told), {**dropped, **mute})


def _quotes(
    text: str, mine: Sequence[int], passages: Mapping[int, Passage], read: _Read
) -> tuple[str, list[_Place], list[str]]:
    """The quoted words with their places; the claim's own spelling of them gives way to the source's."""
    places: list[_Place] = []
    told: list[str] = []
    for part in reversed(quoted_parts(text)):
        core = part.of(text).strip().rstrip(".,;:!?。，；")
        if len(words(core)) < FEW and not _CJK_FEW.search(core):
            continue
        order = [*mine, *(n for n in passages if n not in mine)]
        found = _find(core, order, passages, read)
        if found is None:
            continue  # the verifier will say that these words stand nowhere
        places.append(found)
        stored, behind = _words(found, passages), part.end + 1  # and the closing mark
        if stored != core:
            at = text.index(core, part.start)
            text = text[:at] + stored + text[at + len(core) :]
            behind += len(stored) - len(core)
            told.append("the quote was set to the source's own letters")
        if found.number not in mine and mine:
            wrong = mine[0] if len(mine) == 1 else None
            told.append(
                f"re-cited: the quoted words stand in [{found.number}]" + (f", not in [{wrong}]" if wrong else "")
            )
            text = _remark(text, behind, wrong, found.number)
        elif mine and f"[{found.number}]" not in text:  # it gave way to that of another quote
            text = _remark(text, behind, None, found.number)
    return text, places[::-1], told


def _find(core: str, order: Sequence[int], passages: Mapping[int, Passage], read: _Read) -> _Place | None:
    """The first passage that has the words letter for letter, else the first that has them but for marks and case."""
    for look in (find_verbatim, find_folded):
        for number in order:
            span = look(core, passages[number].text)
            if span and any(s.overlaps(span) for s in read(passages[number].text)):
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
    text: str, borne: Mapping[int, _Borne], quoted: set[int], places: list[_Place], told: list[str]
) -> tuple[str, list[_Place]]:
    """A place for each mark that has none yet; a mark beside others whose passage bears nothing is taken off."""
    most = max(borne.values(), key=lambda b: b.weight, default=None)
    found: list[_Place] = []
    for number, best in borne.items():
        if number in quoted:
            found += [p for p in places if p.number == number]
        elif most and best is not most and best.weight < IDLE * most.weight and best.terms <= most.terms:
            text = text.replace(f" [{number}]", "").replace(f"[{number}]", "")
            told.append(f"[{number}] was taken off: its passage says nothing of this")
        else:
            found.append(_Place(number, best.span))
    return text, found


def _sentences(text: str) -> list[Span]:
    return sentences(text) or [Span(0, len(text))]


def _statements(text: str) -> list[Span]:
    """The sentences of ``text`` that state something, rather than speak to their reader."""
    return [s for s in _sentences(text) if not addressed(s.of(text))]


def _best(
    passage: Passage, wanted: Mapping[str, float], language: str, read: _Read, in_place: InPlace, rank: int
) -> _Borne | None:
    """The sentence that has most of ``wanted``, with the one before it when it leans on that; None without any."""
    text = well_formed(passage.text)
    spans = read(text)
    if not spans:
        return None
    has = [
        frozenset(t for t in _terms(told, language) if t in wanted) for told in (in_place(passage, s) for s in spans)
    ]
    weights = [sum(wanted[t] for t in terms) for terms in has]
    order = sorted(range(len(spans)), key=lambda i: (-weights[i], i))
    at = order[min(rank, len(order) - 1)]
    first = at - 1 if at and _LEANS.match(in_place(passage, spans[at])) else at
    return _Borne(Span(spans[first].start, spans[at].end).shifted(passage.span.start), weights[at], has[at])


def _weights(text: str, language: str, passages: Sequence[Passage]) -> dict[str, float]:
    """The claim's terms, in Spanish or Chinese as English has them too; ``passages``, whose names a Chinese one may bear, are those it cites."""
    have = cache(lambda: frozenset(term for passage in passages for term in tokens(passage.text)))  # few claims ask
    english = english_of(text, guess_language(text, language), lambda term: term in have())
    return {t: FIGURE if t[0].isdigit() else 1.0 for t in (*tokens(text, language), *english)}


def _terms(told: str, language: str) -> list[str]:
    """The terms of a sentence: stemmed as its own language has it, which may be another than the claim's."""
    return tokens(told, language) if language == "en" else [*tokens(told, language), *tokens(told)]


def _words(place: _Place, passages: Mapping[int, Passage]) -> str:
    passage = passages[place.number]
    return place.span.shifted(-passage.span.start).of(passage.text)


def _citation(place: _Place, passage: Passage) -> Citation:
    quote = place.span.shifted(-passage.span.start).of(passage.text)
    return Citation(place.number, passage.id, passage.source_id, quote, place.span, passage.locator)
