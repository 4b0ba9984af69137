"""From a question to passages, best first: candidates from the engines, of which the judge puts the first twenty in order."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from rag.index.store import Index
from rag.models.calibration import calibration
from rag.models.embedder import Embedder
from rag.models.judge import SILENT, Shares, judge
from rag.retrieve.candidates import Candidate, Candidates, Told
from rag.sources import Hit, Kind, Passage, Source
from rag.text.content import ACRONYM, ASIDE, SEED

_YEAR = re.compile(r"(?:19|20)\d\d")
# "FY2020" is one piece to a model's tokenizer, and no year.
_FISCAL = re.compile(r"\bFY\s?['’]?(19|20)?(\d\d)(?!\d)", re.IGNORECASE)


def spelled(text: str) -> str:
    """``text`` with its fiscal years in words: FY2022 and FY22 are fiscal year 2022."""
    return _FISCAL.sub(lambda found: f"fiscal year {found[1] or 20}{found[2]}", text)


def seen(passage: Passage, source: Source) -> str:
    """What the judge reads of a passage. Every word of a heading costs time on every passage."""
    return spelled(f"{short(source)}. {passage.under_path}")


@lru_cache(maxsize=4096)
def short(source: Source) -> str:
    """Publisher, by its acronym where it states one, title and year; "the article" for the seed."""
    if source.kind is Kind.SEED:
        return SEED
    acronym, year = ACRONYM.search(source.publisher), _YEAR.search(source.published)
    parts = (acronym[1] if acronym else source.publisher, ASIDE.sub("", source.title), year[0] if year else "")
    return ", ".join(part for part in parts if part)


REACH = 20  # candidates that the judge reads, at most
LONG = 300  # characters from which a question takes up the judge's room, and half as many are read
LEAD = 3  # passages that go before the article under examination
SUREST = 6.0  # log-odds beyond which a share says no more
READ = "read"  # of a hit's score: what the judge adds to it
REMEMBERED = 256  # questions whose vectors are kept


@dataclass(frozen=True, slots=True)
class Found:
    """Passages, best first, what the judge makes of the first of them, and what the known questions tell.

    ``shares``: shape (read hits, 3), as of ``Judge.questions``; it may be shorter than ``hits``. ``further``: those behind, for a model.
    """

    hits: tuple[Hit, ...]
    shares: Shares
    known: Told
    further: tuple[Hit, ...] = ()

    @property
    def read(self) -> tuple[Hit, ...]:
        """The hits that the judge has read, best first."""
        return self.hits[: len(self.shares)]

    @property
    def shown(self) -> tuple[Hit, ...]:
        """All that whoever writes the answer gets to see."""
        return (*self.hits, *self.further)


NOTHING = Found((), np.zeros((0, 3)), Told({}))


class Search:
    """Ranks the passages of an index; built once, then it only reads."""

    def __init__(self, index: Index, embedder: Embedder) -> None:
        self.index = index
        self.embedder = embedder
        self._order = calibration().order_for(embedder.id)
        self.candidates = Candidates(index, self._order)
        self.vector = lru_cache(maxsize=REMEMBERED)(self._embed)
        if index.passages:
            judge().load()  # loaded now, so that the first question need not wait for it

    def find(self, question: str, top_k: int, only: Collection[str] = (), reach: int = REACH, most: int = 0) -> Found:
        """The best ``top_k`` passages, the first ``reach`` candidates read by the judge, and further ones up to ``most`` in all;
        ``only``: of these sources, none named means all."""
        if not self.index.passages:
            return NOTHING
        found, told = self.candidates.find(question, self.vector(question), only, known=True)
        reach = min(reach, REACH // 2) if len(question) > LONG else reach
        near = found[:reach]
        shares = self.read(question, [self.index.passages[one.row] for one in near])
        gained = self._order.placed.read * odds(shares[:, SILENT])
        hits = [self._hit(one, float(more)) for one, more in zip(near, gained, strict=True)]
        order = behind(
            sorted(range(len(hits)), key=lambda n: -hits[n].score), [one.seed for one in near], 1 - shares[:, SILENT]
        )
        rest = (self._hit(one) for one in found[reach : max(top_k, most)])
        ranked = (*(hits[n] for n in order), *rest)
        return Found(ranked[:top_k], shares[order[:top_k]], told, ranked[top_k:most])

    def rank(self, question: str, top_k: int, only: Collection[str] = (), known: bool = True) -> list[Hit]:
        """The best ``top_k`` by the engines alone: nothing is read. ``known``: known questions count."""
        if not self.index.passages:
            return []
        found, _ = self.candidates.find(question, self.vector(question), only, known, deep=top_k)
        return [self._hit(one) for one in found[:top_k]]

    def read(self, question: str, passages: Sequence[Passage]) -> Shares:
        """What the judge makes of each passage under its source's heading: shape (passages, 3)."""
        texts = [seen(passage, self.index.sources[passage.source_id]) for passage in passages]
        return judge().questions(spelled(question), texts) if texts else np.zeros((0, 3))

    def likeness(self, text: str, others: Sequence[str]) -> list[float]:
        """The cosine of ``text`` with each of ``others``, all as questions."""
        return [float(self.vector(text) @ self.vector(one)) for one in others]

    def _hit(self, one: Candidate, gained: float | None = None) -> Hit:
        by = self._order.chosen if gained is None else self._order.placed
        parts = one.parts(by) | ({} if gained is None else {READ: gained})
        told = {name: round(value, 4) for name, value in parts.items()}
        return Hit(self.index.passages[one.row], sum(parts.values()), told)

    def _embed(self, question: str) -> npt.NDArray[np.float32]:
        text = spelled(question)
        kept = self.index.judged.get(text)
        return np.asarray(self.embedder.questions([text])[0], np.float32) if kept is None else kept


def behind(order: Sequence[int], seeds: Sequence[bool], spoken: npt.NDArray[np.float64]) -> list[int]:
    """``order`` with the article under examination behind the first LEAD passages of other sources that speak to the question: what is not so
    never opens an answer before what it rests on."""
    others = [n for n in order if not seeds[n]]
    speaking = [n for n in others if spoken[n] >= calibration().about][:LEAD]
    least = others.index(speaking[-1]) + 1 if speaking else 0
    placed = others
    for place, n in enumerate(order):
        if seeds[n]:
            at = max(place, least)
            placed = [*placed[:at], n, *placed[at:]]
            least = at + 1
    return placed


def odds(silent: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """The log-odds against silence, SUREST at most either way."""
    with np.errstate(divide="ignore"):
        return np.asarray(np.clip(np.log1p(-silent) - np.log(silent), -SUREST, SUREST))
