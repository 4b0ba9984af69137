"""Where two statements on one point differ: in figures, in the date of an event, or in what they deny.

Made for showing conflicts between sources, so it keeps silent when in doubt.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag.sentences import sentences
from rag.text import Word, content_words, guess_language, same_word, well_formed, words
from rag.verify.coverage import coverage, has_word
from rag.verify.dates import When, compatible
from rag.verify.names import in_text, names
from rag.verify.negation import hedges
from rag.verify.numbers import Figure
from rag.verify.opposites import SENSE, opposed
from rag.verify.paraphrase import unlike
from rag.verify.rounding import bearing, clash
from rag.verify.statement import Statement, read

_LONGEST = 4000  # characters of a statement; longer ones are no single point
_HALF = 0.5  # share of the shorter statement's words that both must have
_NEARLY_ALL = 0.75
_PART_OF = re.compile(
    r"(?<!\w)(?:of which|of whom|of these|of those|among them|de los cuales|de las cuales|de ellos)(?!\w)|其中"
)
_EVENTS_WORDS = """
    founded created established born died signed released published announced dated enacted adopted approved
    launched issued opened closed sentenced arrested convicted indicted elected appointed took effect introduced
    passed scheduled fundada fundado creada creado firmo firmado firmada publico publicado publicada anuncio
    aprobo aprobado murio nacio entro vigor 成立 发布 公布 签署 宣布 生效 列管
"""
_EVENTS = frozenset(_EVENTS_WORDS.split())


@dataclass(frozen=True, slots=True)
class Difference:
    """``kind``: figures, dates or negation; ``reason``: in words, with what each side says."""

    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class _Point:
    """Two statements with their content words outside figures and dates, and how many they share."""

    a: Statement
    b: Statement
    words_a: list[Word]
    words_b: list[Word]

    @property
    def share(self) -> float:
        """Of the statement with fewer words."""
        return max(self.found / max(1, min(len({w.text for w in s}) for s in (self.words_a, self.words_b))), 0.0)

    @property
    def share_of_longer(self) -> float:
        """Of the statement with more words."""
        return self.found / max(1, max(len({w.text for w in s}) for s in (self.words_a, self.words_b)))

    @property
    def found(self) -> int:
        """Words of the shorter that the longer has."""
        short, long = sorted((self.words_a, self.words_b), key=len)
        return coverage(short, {w.text for w in long}).found


def differ(a: str, b: str, language: str = "en") -> Difference | None:
    """How two statements on the same point differ; None when they agree, speak of different things, or in doubt.

    Statements in two languages are not compared.
    """
    if max(len(a), len(b)) > _LONGEST:
        return None
    code = guess_language(a, language)
    if not a.strip() or not b.strip() or guess_language(b, language) != code:
        return None
    one, two = read(a, code), read(b, code)
    point = _Point(one, two, _bare(one), _bare(two))
    if point.share < _HALF or point.found < 2 or _elsewhere(a, b):
        return None
    return _figures(point) or _dates(point) or _negation(point)


def contradicts(statement: str, evidence: str, language: str = "en") -> Difference | None:
    """How any sentence of ``evidence`` differs from ``statement``; None when none does.

    A sentence of the evidence that bears the statement out silences the others.
    """
    found: Difference | None = None
    for span in sentences(well_formed(evidence), language):
        sentence = span.of(evidence)
        difference = differ(statement, sentence, language)
        if difference is None and _agrees(statement, sentence, language):
            return None
        found = found or difference
    return found


def _agrees(statement: str, sentence: str, language: str) -> bool:
    """True when nearly all words of the statement, and all its figures, stand in the sentence."""
    one, two = read(statement, language), read(sentence, language)
    if any(not any(bearing(s, f) for s in two.figures) for f in one.figures):
        return False
    if any(not any(compatible(s, d) for s in two.dates) for d in one.dates):
        return False
    return coverage(_bare(one), {w.text for w in content_words(sentence, language)}).share >= _NEARLY_ALL


def _bare(statement: Statement) -> list[Word]:
    """Content words outside figures and dates."""
    spans = [f.span for f in statement.figures] + [d.span for d in statement.dates]
    return [
        w
        for w in content_words(statement.text, statement.language)
        if not any(s.start < w.span.end and w.span.start < s.end for s in spans)
    ]


def _elsewhere(a: str, b: str) -> bool:
    """True when each names someone or some place that the other does not."""
    only_a = [n for n in names(a, b) if not in_text(n.text, b)]
    only_b = [n for n in names(b, a) if not in_text(n.text, a)]
    return bool(only_a) and bool(only_b)


def _same_period(a: Sequence[When], b: Sequence[When]) -> bool:
    """True unless both give dates and one that the fewer give fits none of the others."""
    fewer, more = sorted((a, b), key=len)
    return all(any(compatible(x, y) for y in more) for x in fewer)


def _figures(point: _Point) -> Difference | None:
    """The one figure of each that counts the same thing, when no reading makes them agree."""
    if _PART_OF.search(point.a.text.casefold()) or _PART_OF.search(point.b.text.casefold()):
        return None
    for x in point.a.figures:
        rivals = [y for y in point.b.figures if _comparable(x, y)]
        mine = [f for f in point.a.figures if _comparable(f, x)]
        if len(rivals) != 1 or len(mine) != 1 or not clash(x, rivals[0]):
            continue
        y = rivals[0]
        when_x, when_y = point.a.date_of(x), point.b.date_of(y)
        apart = not compatible(when_x, when_y) if when_x and when_y else not _same_period(point.a.dates, point.b.dates)
        if not apart and not any(bearing(f, x) for f in point.b.figures):
            return Difference("figures", f"{_said(x)} against {_said(y)}")
    return None


def _comparable(x: Figure, y: Figure) -> bool:
    """True when both count the same thing, narrowed in the same way."""
    if x.kind != "quantity" or y.kind != "quantity" or not (x.unit == y.unit or clash(x, y)):
        return False
    if x.unit != y.unit and x.noun != y.noun:
        return False
    if x.noun != y.noun or (not x.noun and x.unit in ("", "percent", "times")):
        return x.unit == y.unit == "percent" and not x.noun and not y.noun
    return _narrowed_alike(x, y)


def _narrowed_alike(x: Figure, y: Figure) -> bool:
    return all(any(same_word(m, n) for n in y.narrowed) for m in x.narrowed) and all(
        any(same_word(m, n) for n in x.narrowed) for m in y.narrowed
    )


def _said(figure: Figure) -> str:
    """The figure with its qualifier and what it counts, as far as the text names it."""
    widened = figure.qualifier and figure.qualifier != "range"
    return f"{figure.qualifier} {figure.text}" if widened else figure.text


def _dates(point: _Point) -> Difference | None:
    """Two dates of one event: nearly the same words, a word for an event, one date each."""
    if len(point.a.dates) != 1 or len(point.b.dates) != 1 or point.a.figures or point.b.figures:
        return None
    x, y = point.a.dates[0], point.b.dates[0]
    if x.fiscal or y.fiscal or x.until or y.until or compatible(x, y) or point.share < _NEARLY_ALL:
        return None
    events = {w.text for w in words(point.a.text)} & _EVENTS & {w.text for w in words(point.b.text)}
    chinese = [e for e in _EVENTS if not e.isascii() and e in point.a.text and e in point.b.text]
    return Difference("dates", f"{x.text} against {y.text}") if events or chinese else None


def _negation(point: _Point) -> Difference | None:
    """What one denies and the other does not, or opposite words on the same matter."""
    a, b, language = point.a.text, point.b.text, point.a.language
    if point.found < 3 or point.share_of_longer < _HALF or not _same_period(point.a.dates, point.b.dates):
        return None
    if hedges(a) or hedges(b):
        return None
    mine, theirs = unlike(a, b, language)
    pair = opposed(a, b)
    if pair and mine == theirs and _rest_shared(point, pair):
        return Difference("negation", f"“{pair[0]}” against “{pair[1]}”")
    if mine != theirs and not pair:
        word = min(mine ^ theirs)
        first, second = ("denied", "affirmed") if word in mine else ("affirmed", "denied")
        return Difference("negation", f"“{word}”: {first} by the one, {second} by the other")
    return None


def _rest_shared(point: _Point, pair: tuple[str, str]) -> bool:
    """True when the subject beside the opposite words is shared: nearly all other words of the shorter."""
    short, long = sorted((point.words_a, point.words_b), key=len)
    rest = [w for w in short if w.text not in SENSE and w.text not in {p.casefold() for p in pair}]
    have = {w.text for w in long}
    return sum(has_word(w.text, have) for w in rest) >= max(2, _NEARLY_ALL * len(rest))
