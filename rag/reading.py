"""The passages of an index as the reader reads them beside a question: each under its source's heading, in English.

A question or a passage in Spanish or Chinese is read word by word in English.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from rag.bridge import bridges, read_in_english
from rag.content import by, keys
from rag.gloss import in_english
from rag.headed import headed
from rag.models.reader import LANGUAGE, SILENT, Shares, reader
from rag.referents.nouns import TITLES
from rag.store import Index

FIRST = 5  # hits of a question, the best, whose reading tells whether the sources answer: ten tell no more
SUREST = 6.0  # log-odds beyond which a share says no more
PART = "read"  # of a hit's score: what the reader adds to it
READ = 1.0  # of the log-odds, on the ranker's scale of standard scores
EVEN = READ * SUREST  # what one gains that is as likely to speak of it as not, or cannot be read; a silent one nothing
FORM = "form"  # of a hit's score: what it loses by its form
KNOWN = "known"  # of a hit's score: what answered a question like it
BESIDE = (PART, FORM, KNOWN)  # the parts that tell nothing of how near its words are
UNSURE = 0.5
# "FY2020" is one piece to the reader, and no year.
_FISCAL = re.compile(r"\bFY\s?['’]?(19|20)?(\d\d)(?!\d)", re.IGNORECASE)
SHORT = 2  # letters of what is no name: "J.", "Jr."


class Reading:
    """Call it with a question and rows of the index; it only reads, and the same pair only once.

    ``known`` tells of a term whether the index has it.
    """

    def __init__(self, index: Index, known: Callable[[str], bool]) -> None:
        self._index = index
        self._known = known
        # Of documents that it cannot read nothing is asked.
        self._readable = np.array([_readable(index.sources[p.source_id].language) for p in index.passages], bool)
        self._authors = {source.id: _named(by(source)) for source in index.sources.values()}
        self._rows = np.array([p.of_rows for p in index.passages], bool)
        if self._readable.any():
            reader()  # loaded now, so that the first question need not wait for it

    def __call__(self, question: str, rows: Sequence[int]) -> Shares:
        """Shape (rows, 3): the shares "answers", "silent" and "denies" of each passage; NaN where it was not read."""
        shares = np.full((len(rows), 3), np.nan)
        asked = in_english(question, self._known)
        mine = [place for place, row in enumerate(rows) if self._readable[row]]
        if asked and mine:
            texts = [spelled(self.text(rows[place], asked)) for place in mine]
            shares[mine] = reader().questions(spelled(asked), texts)
        # It learnt from prose: that it finds no answer in the rows of a table tells nothing.
        shares[self._rows[np.asarray(rows, np.intp)] & (shares[:, SILENT] > UNSURE)] = np.nan
        return shares

    def spoken(self, question: str, rows: Sequence[int]) -> npt.NDArray[np.float64]:
        """Shape (rows,): the log-odds that each passage is not silent on the question; 0 where it was not read."""
        silent = self(question, rows)[:, SILENT]
        return np.nan_to_num(_odds(silent), nan=0.0)

    def text(self, row: int, asked: str) -> str:
        """What is read of a passage: its source's heading as far as it bears on ``asked``, and its own words."""
        passage = self._index.passages[row]
        source = self._index.sources[passage.source_id]
        told = read_in_english(passage.text, source.language) or passage.text
        path = f" {passage.path}." if passage.path else ""
        return f"{headed(source, asked, self._authors[source.id])}.{path} {told}"


def _readable(language: str) -> bool:
    return language[:2] == LANGUAGE or bridges(language)


def spelled(text: str) -> str:
    """``text`` with its fiscal years in words, as the reader knows them."""
    return _FISCAL.sub(lambda found: f"fiscal year {found[1] or 20}{found[2]}", text)


def _named(authors: str) -> frozenset[str]:
    """The terms of names, without titles and initials."""
    words = [word for word in authors.split() if word.strip(",.").lower() not in TITLES]
    return frozenset(term for term in keys(" ".join(words)) if len(term) > SHORT)


def spoken_of(shares: Shares) -> float:
    """The logarithm of the summed odds that the passages are not silent on the question; 0 where none was read."""
    silent = shares[~np.isnan(shares[:, SILENT]), SILENT]
    if not len(silent):
        return 0.0
    return float(np.log(np.exp(_odds(silent)).sum()))


def _odds(silent: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """The log-odds against silence, SUREST at most either way."""
    with np.errstate(divide="ignore"):
        return np.asarray(np.clip(np.log1p(-silent) - np.log(silent), -SUREST, SUREST))
