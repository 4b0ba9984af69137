"""BM25 over the passages of a build, each under its source's card, by bm25s; kept beside the build."""

import hashlib
import json
import re
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from rag.common.files import file_sha256
from rag.index.snapshot import Snapshot
from rag.phrases import LANGUAGES, phrase
from rag.sources import Kind, Passage, Source
from rag.text.content import MONTHS, by, initials
from rag.text.tokens import tokens

MADE_OF = "2"  # raise it when other terms are kept for a passage
_YEAR_MONTH = re.compile(r"((?:19|20)\d\d)-(\d\d)")
FOLDER = "bm25"
K1, B = 1.2, 0.75
_META = "onrecord.json"


@dataclass(frozen=True)
class Lexical:
    """Okapi BM25; ``size``: how many texts; no term scores 0 for the text of every passage."""

    model: Any  # bm25s.BM25, None where no text has a term
    size: int

    @classmethod
    def of(cls, texts: Iterable[Sequence[str]]) -> "Lexical":
        """Made of the terms of each text, in memory."""
        import bm25s  # late: slow to import

        terms = [list(one) or [""] for one in texts]  # bm25s takes no empty text: "" is a term that no question has
        if not any(one != [""] for one in terms):
            return cls(None, len(terms))
        model = bm25s.BM25(k1=K1, b=B)
        model.index(terms, show_progress=False)
        return cls(model, len(terms))

    @classmethod
    def kept(cls, folder: Path, key: str, texts: Callable[[], Iterable[Sequence[str]]]) -> "Lexical":
        """That of a build's ``folder``, made and kept there when first asked for; in memory where it cannot be kept.

        ``key``: of what the texts are made; another one makes it anew.
        """
        place = folder / FOLDER
        if found := _read(place, key):
            return found
        made = cls.of(texts())
        if made.model is not None:
            _keep(made, place, key)
        return made

    def __contains__(self, term: str) -> bool:
        return self.model is not None and term in self.model.vocab_dict

    def frequency(self, term: str) -> int:
        """How many texts have the term."""
        if term not in self:
            return 0
        at, starts = self.model.vocab_dict[term], self.model.scores["indptr"]
        return int(starts[at + 1] - starts[at]) if at + 1 < len(starts) else 0  # "" is known to bm25s and has no scores

    def idf(self, term: str) -> float:
        """How rare a term is: ln(1 + (n - df + 0.5) / (df + 0.5)); highest for a term that no text has."""
        df = self.frequency(term)
        return float(np.log1p((self.size - df + 0.5) / (df + 0.5)))

    def best(self, terms: Sequence[str], most: int, among: npt.NDArray[np.bool_] | None = None) -> dict[int, float]:
        """The ``most`` texts with the highest share of what could be scored for ``terms``, 0 to 1, by row; none without a shared term.

        ``among``: shape (size,), the texts that count; None counts all.
        """
        known = list(dict.fromkeys(term for term in terms if term in self))
        if not known:
            return {}
        scores = np.asarray(self.model.get_scores(known), np.float64)
        if among is not None:
            scores = np.where(among, scores, 0.0)
        count = min(most, len(scores))
        rows = np.argpartition(-scores, count - 1)[:count]
        full = sum(self.idf(term) for term in dict.fromkeys(terms)) * (K1 + 1)
        return {int(row): float(scores[row]) / full for row in rows if scores[row] > 0}


def _read(place: Path, key: str) -> Lexical | None:
    import bm25s

    try:
        meta = json.loads((place / _META).read_text(encoding="utf-8"))
        if meta["key"] != key or meta["sum"] != _sum(place, meta):
            return None
        return Lexical(bm25s.BM25.load(str(place)), int(meta["size"]))
    except (OSError, ValueError, KeyError):  # missing, or left by a killed process: made anew
        return None


def _sum(place: Path, meta: dict[str, Any]) -> str:
    """A hash of what is kept and of every file: what rots, too, is made anew."""
    hashes = [file_sha256(file) for file in sorted(place.iterdir()) if file.name != _META]
    return hashlib.sha256(json.dumps([meta["key"], meta["size"], hashes]).encode()).hexdigest()


def _keep(made: Lexical, place: Path, key: str) -> None:
    """Written aside and renamed: another process may open the same build."""
    try:
        aside = Path(tempfile.mkdtemp(prefix=f"{FOLDER}-", dir=place.parent))
    except OSError:
        return
    try:
        made.model.save(str(aside))
        meta: dict[str, Any] = {"key": key, "size": made.size}
        (aside / _META).write_text(json.dumps(meta | {"sum": _sum(aside, meta)}), encoding="utf-8")
        if place.exists():
            shutil.rmtree(place, ignore_errors=True)
        aside.replace(place)
    except OSError:  # a disk that is full, a folder that may not be written: it is made again next time
        shutil.rmtree(aside, ignore_errors=True)


def card(source: Source) -> str:
    """One line with everything the source may be called by; the seed also goes by our own word for it."""
    own = " ".join(phrase("the_article", language) for language in LANGUAGES) if source.kind is Kind.SEED else ""
    dates = " ".join(f"{MONTHS[int(m) - 1]} {y}" for y, m in _YEAR_MONTH.findall(source.published) if 1 <= int(m) <= 12)
    parts = (own, source.publisher, initials(source.publisher), by(source), source.title, source.published, dates)
    return ", ".join(part for part in parts if part)


def keep_terms(folder: Path, snapshot: Snapshot, passages: Iterable[Passage]) -> Lexical:
    """BM25 over a build's passages, from its ``folder``, or made and kept there."""
    sources = {source.id: source.to_source() for source in snapshot.sources}
    cards = {id_: tokens(card(source), source.language[:2]) for id_, source in sources.items()}

    def terms() -> Iterator[list[str]]:
        for passage in passages:
            language = sources[passage.source_id].language[:2]
            yield cards[passage.source_id] + tokens(passage.under_path, language)

    return Lexical.kept(folder, f"{MADE_OF} {snapshot.id} {snapshot.passages}", terms)
