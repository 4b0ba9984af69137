"""What is asked about the years of a span, or about every year: each year is found alone, and its best passage stands for it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from rag.answer.judge import Ground, Judge
from rag.answer.periods import years
from rag.answer.timeline import SERIES, asks_course, asks_ends, asks_timeline, asks_yearly, date_key
from rag.reading import EVEN, PART
from rag.rows.named import row_confidence
from rag.types import Hit
from rag.verify.questions.span_of_years import LEAST, MOST, asks_latest, each_year, since_of, span_of
from rag.verify.values.numbers import figures

Hits = tuple[Hit, ...]
TOGETHER = 2  # passages that tell a series: one alone is found anyway
LONGEST = 400  # characters of a question that is asked again for each year: ten of 2,000 take half a minute
NEWEST = 3  # years that are told where the newest is asked for
ALONE = 2.0  # what a passage gains, on the ranker's scale, that tells of the one year and no other
MOSTLY = 0.7  # share of the passages with a figure from which the others are left out
_WRITTEN = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class ByYear:
    """Finds and judges a question on each year alone; ``named``: ids of the sources whose publisher or author it names."""

    find: Callable[[str], Hits]
    judge: Judge
    named: Collection[str] = ()

    def __call__(self, question: str, ground: Ground, hits: Hits) -> tuple[Ground, Hits]:
        """The ground and the passages for a question on several years, the best of each first and marked with its place.

        Where it asks for the newest, the years stand the other way round. As they are where the question is on no such years or too long
        to be asked again for each, where
        the whole is answered but unsurely, where one passage tells both ends of the span, where a row of a table answers, where
        the whole is answered and the years are told by no figures ("What was said of it from 2018 to 2023?"), and where
        fewer than LEAST years are told, or all by one passage. Of a view, a policy or a law only the two ends are asked, and both
        must be told.
        """
        if row_confidence(hits) or (ground.enough and not ground.sure):
            return ground, hits
        asked, latest = _asked(question, hits), asks_latest(question)
        if any(len(one) > LONGEST for one in asked.values()):
            return ground, hits
        of_whole = hits if ground.enough else ()
        told = {
            year: of
            for year, one in asked.items()
            if (of := self._told(year, one) or self._among(year, of_whole, ground))
        }
        if asked and not span_of(question):  # it names no end: as long as a further year is told
            for year in range(max(asked) + 1, min(asked) + MOST):
                of = self._told(year, each_year(question, [year])[year])
                if of is None:
                    break
                told[year] = of
        figured = {year for year, (hit, _) in told.items() if figures(hit.passage.text)}
        if len(figured) >= MOSTLY * len(told):  # a series of figures: what has none is of something else
            told = {year: of for year, of in told.items() if year in figured}
        elif ground.enough and not latest and not _of_every_year(question) and not asks_ends(question):
            return ground, hits
        if latest:
            told = dict(sorted(told.items())[-NEWEST:])
        passages = {hit.passage.id for hit, _ in told.values()}
        if not passages or (not latest and (len(told) < min(LEAST, len(asked)) or len(passages) < TOGETHER)):
            return ground, hits
        most = max(hit.score for hit in (*hits[:1], *(hit for hit, _ in told.values())))
        first: dict[str, Hit] = {}
        for _, (hit, _) in sorted(told.items(), reverse=latest):
            place = float(len(first) + 1)
            first.setdefault(hit.passage.id, replace(hit, score=most, parts={**hit.parts, SERIES: place}))
        rest = [hit for hit in hits if hit.passage.id not in first]
        if not ground.enough:
            ground = min((alone for _, alone in told.values()), key=lambda one: one.confidence)
        named = span_of(question) or since_of(question)
        untold = tuple(str(year) for year in asked if named and year not in told)
        return replace(ground, untold=untold), (*first.values(), *rest)[: max(len(hits), len(first))]

    def _told(self, year: int, question: str) -> tuple[Hit, Ground] | None:
        """The best passage on one year and the ground for it; None where the passages found do not surely answer."""
        found = self.find(question)
        ground = self.judge.judge(question, found)
        best = self._best(year, found) if ground.enough and ground.sure else None
        return (best, ground) if best else None

    def _among(self, year: int, hits: Sequence[Hit], ground: Ground) -> tuple[Hit, Ground] | None:
        """The best of what was found for all years that begins with ``year``, and the ground for them."""
        best = self._best(year, _leading(year, hits))
        return (best, ground) if best else None

    def _best(self, year: int, hits: Sequence[Hit]) -> Hit | None:
        """The passage that tells of ``year``: one that begins with it before one that comes to it, then one of a source named."""
        mine = [hit for hit in hits if _spoken(hit) and year in years(hit.passage.text)]
        return max(_leading(year, mine) or mine, key=lambda hit: self._place(year, hit), default=None)

    def _place(self, year: int, hit: Hit) -> tuple[bool, float]:
        return hit.passage.source_id in self.named, hit.score + ALONE * (years(hit.passage.text) == {year})


def _asked(question: str, hits: Hits) -> dict[int, str]:
    """The question on each year that it is about, by year; none where it is about no series."""
    if span := span_of(question):
        first, last, _, _ = span
        ends = {str(first), str(last)}
        whole = any(_spoken(hit) and ends <= set(_WRITTEN.findall(hit.passage.text)) for hit in hits)
        wanted = _of_every_year(question)
        if whole and not wanted:
            return {}
        return each_year(question, [first, last] if asks_ends(question) and not wanted else range(first, last + 1))
    since, latest = since_of(question), asks_latest(question)
    if not asks_yearly(question) and not (since and asks_course(question)) and not latest:
        return {}
    told = [hit.passage.text for hit in hits if _spoken(hit)]
    begun = [since[0]] if since else sorted(key[0] for text in told if (key := date_key(text)))
    last = max((year for text in told for year in years(text)), default=0)
    if latest and last:
        return each_year(question, range(last - NEWEST + 1, last + 1))
    if not begun or last - begun[0] + 1 < LEAST:
        return {}
    return each_year(question, range(max(begun[0], last - MOST + 1), last + 1))


def _of_every_year(question: str) -> bool:
    """True when ``question`` wants each year told, or events in their order."""
    return asks_yearly(question) or asks_timeline(question)


def _leading(year: int, hits: Sequence[Hit]) -> list[Hit]:
    return [hit for hit in hits if (date_key(hit.passage.text) or (0,))[0] == year]


def _spoken(hit: Hit) -> bool:
    """True unless the reader finds the passage silent."""
    return hit.parts.get(PART, EVEN) >= EVEN
