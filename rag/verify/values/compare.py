"""Every figure, date and name of a claim, looked for in its evidence: found, reckoned from it, absent, or clashing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from rag.sources import Span
from rag.text.fold import words
from rag.verify.values.dates import When, compatible, dates, told
from rag.verify.values.names import Name, in_text, names, torn
from rag.verify.values.numbers import QUANTITY, Figure, bears, figures, measured, reckoned, stands


class Kind(StrEnum):
    """What is compared."""

    FIGURE = "figure"
    DATE = "date"
    NAME = "name"


class Outcome(StrEnum):
    """How a value of the claim fares in the evidence."""

    FOUND = "found"
    RECKONED = "reckoned"  # it follows from two figures that are there
    ABSENT = "absent"
    CLASHING = "clashing"  # the nearest sentence has another of its kind in its place


@dataclass(frozen=True, slots=True)
class Compared:
    """A value at ``span`` of the claim; ``other``: what the evidence has in its place.

    ``exact``: the nearest sentence is about the same and has one such value alone, in the same unit. ``measured``: a quantity of something,
    such as length or money.
    """

    kind: Kind
    text: str
    span: Span
    outcome: Outcome
    other: str = ""
    exact: bool = False
    measured: bool = False

    @property
    def lacking(self) -> bool:
        """True for what the evidence does not have."""
        return self.outcome in (Outcome.ABSENT, Outcome.CLASHING)


def compared(
    claim: str,
    sentences: Sequence[str],
    language: str = "en",
    source_language: str = "",
    cards: Sequence[str] = (),
) -> tuple[Compared, ...]:
    """The values of ``claim`` in order, each held against the evidence's ``sentences``.

    ``cards``: what stands before a sentence of its source. A value may be found there, but the date of a paper is never what
    stands in the place of another.
    """
    source_language = source_language or language
    whole = "\n".join(sentences)
    nearest = most_alike(claim, [_bare(sentence, cards) for sentence in sentences])
    whens = dates(claim, language)
    out = [_figure(f, claim, language, sentences, nearest, source_language) for f in figures(claim, language)]
    out += [_date(d, whens, whole, nearest, source_language) for d in whens]
    out += [_name(n, whole, nearest) for n in names(claim, whole)]
    if not _one_matter(claim, nearest):  # a value of a sentence about something else stands in the place of none
        out = [replace(one, exact=False) for one in out]
    return tuple(sorted(out, key=lambda c: c.span.start))


def all_held(values: Iterable[Compared]) -> bool:
    """True when every figure and date is there or follows from what is."""
    return all(v.outcome in (Outcome.FOUND, Outcome.RECKONED) for v in values if v.kind is not Kind.NAME)


def nearness(claim: str, sentences: Sequence[str], language: str = "en", source_language: str = "") -> float:
    """Whether each figure of the claim stands, in the evidence, nearer to the claim's words than others of its unit do: -1 to 1, 0 for no rivals.

    "21 come from Vikna, 15 from Holmstad": beside "Holmstad" stands 15, and "21 are from Holmstad" gives -1.
    """
    mine = {w.text for w in words(claim) if len(w.text) > 2 and not w.text[0].isdigit()}
    scores: list[float] = []
    for figure in (f for f in figures(claim, language) if f.kind == QUANTITY):
        for sentence in sentences:
            said = [f for f in figures(sentence, source_language or language) if f.kind == QUANTITY]
            own = [f for f in said if bears(f, figure)]
            rivals = [f for f in said if f.unit in (figure.unit, own[0].unit) and not bears(f, figure)] if own else []
            if not rivals:
                continue
            votes = [
                (1 if _gap(own, w.span) < _gap(rivals, w.span) else -1)
                for w in words(sentence)
                if w.text in mine and _gap(own, w.span) != _gap(rivals, w.span)
            ]
            if votes:
                scores.append(sum(votes) / len(votes))
                break
    return min(scores, default=0.0)


def most_alike(claim: str, sentences: Sequence[str]) -> str:
    """The sentence that shares most words with the claim; "" without any."""
    mine = {w.text for w in words(claim)}
    return max(sentences, key=lambda s: len(mine & {w.text for w in words(s)}), default="")


def _one_matter(claim: str, sentence: str) -> bool:
    """True when half of the claim's words, but for its figures, stand in the sentence."""
    mine, theirs = ({w.text for w in words(text) if not w.text[0].isdigit()} for text in (claim, sentence))
    return 2 * len(mine & theirs) >= len(mine) > 0


def _bare(sentence: str, cards: Sequence[str]) -> str:
    """The sentence without the card of its source."""
    front = next((f"{card}: " for card in cards if card and sentence.startswith(f"{card}: ")), "")
    return sentence[len(front) :]


def _gap(found: Sequence[Figure], word: Span) -> int:
    return min(max(f.span.start - word.end, word.start - f.span.end, 0) for f in found)


def _figure(figure: Figure, claim: str, own: str, sentences: Sequence[str], nearest: str, language: str) -> Compared:
    whole = "\n".join(sentences)
    year = figure.kind == QUANTITY and not figure.unit and figure.text.isdigit()
    if stands(figure, sentences, language) or (year and any(d.year == figure.value for d in dates(whole, language))):
        return Compared(Kind.FIGURE, figure.text, figure.span, Outcome.FOUND)
    if figure.kind == QUANTITY and reckoned(figure, figures(whole, language)):
        return Compared(Kind.FIGURE, figure.text, figure.span, Outcome.RECKONED)
    here = [f for f in figures(nearest, language) if f.kind == figure.kind and f.unit == figure.unit]
    free = [f for f in here if not any(bears(f, m) for m in figures(claim, own))]
    if not free:
        return Compared(Kind.FIGURE, figure.text, figure.span, Outcome.ABSENT, measured=measured(figure.unit))
    if len(here) > 1:  # "48 metres long and 6 metres wide": which of them is told by the word behind
        behind = _word_behind(claim, figure.span)
        free = [f for f in free if behind and _word_behind(nearest, f.span) == behind] or free
    exact = (len(here) == 1 or len(free) == 1) and (figure.unit != "" or figure.kind != QUANTITY)
    return Compared(Kind.FIGURE, figure.text, figure.span, Outcome.CLASHING, free[0].text, exact, measured(figure.unit))


def _word_behind(text: str, span: Span) -> str:
    return next((w.text for w in words(text) if w.span.start >= span.end), "")


def _date(date: When, all_mine: Sequence[When], whole: str, nearest: str, language: str) -> Compared:
    said = dates(whole, language)
    as_figure = date.year and not date.month and any(f.value == date.year for f in figures(whole, language))
    if told(date, said) or as_figure:
        return Compared(Kind.DATE, date.text, date.span, Outcome.FOUND)
    here = [d for d in dates(nearest, language) if _same_parts(d, date)]
    free = [d for d in here if not any(compatible(d, m) for m in all_mine)]
    if not free:
        return Compared(Kind.DATE, date.text, date.span, Outcome.ABSENT)
    return Compared(Kind.DATE, date.text, date.span, Outcome.CLASHING, free[0].text, len(here) == 1)


def _same_parts(a: When, b: When) -> bool:
    """True when both state a part that the other does."""
    return any(x is not None and y is not None for x, y in zip(a.parts, b.parts, strict=True))


def _name(name: Name, whole: str, nearest: str) -> Compared:
    if in_text(name.text, whole):
        return Compared(Kind.NAME, name.text, name.span, Outcome.FOUND)
    if other := torn(name, nearest):
        return Compared(Kind.NAME, name.text, name.span, Outcome.CLASHING, other)
    return Compared(Kind.NAME, name.text, name.span, Outcome.ABSENT)
