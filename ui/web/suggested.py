"""Questions to begin with, as the case itself ships them in ``corpus/examples.json`` or ``seeds/examples.json``, and those that may follow an
answer: known to be answered by passages that were found but not cited."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from rag.errors import CorpusError
from rag.text.sentences import sentences
from rag.types import Answer

if TYPE_CHECKING:
    from rag.index.store import Index

MOST = 3
ALIKE = 0.9  # cosine of two that ask nearly the same
LONGEST = 90  # characters: a button is read at a glance

NAME = "examples.json"


class Words(BaseModel):
    """A question and, in a few words, what asking it shows."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    question: str = Field(min_length=1, max_length=300)
    shows: str = Field("", max_length=60)


class Example(Words):
    """One example, and the same for who reads the page in a language that the case has it in."""

    en: Words | None = None
    es: Words | None = None
    zh: Words | None = None

    def within(self, language: str) -> Words:
        """The example in ``language`` where the case has it, else as it is."""
        return {"en": self.en, "es": self.es, "zh": self.zh}.get(language) or self


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    examples: tuple[Example, ...] = Field(max_length=8)


def read_examples(home: Path) -> tuple[Example, ...]:
    """The case's examples, none when it ships none; raises CorpusError naming file and field when one is wrong."""
    for path in (home / "corpus" / NAME, home / "seeds" / NAME):
        if not path.is_file():
            continue
        try:
            return _File.model_validate_json(path.read_bytes()).examples
        except ValidationError as exc:
            first = exc.errors()[0]
            field = ".".join(str(part) for part in first["loc"]) or "the whole file"
            raise CorpusError(f"{path}, field '{field}': {first['msg']}. Correct it or delete the file.") from exc
    return ()


def follow_ups(answer: Answer, index: Index, asked: Collection[str]) -> list[str]:
    """At most three known questions of the case, nearest first; none in a language that it has none in."""
    known = index.known
    cited = {c.passage_id for claim in answer.claims for c in claim.citations}
    rank = {index.row_of[h.passage.id]: place for place, h in enumerate(answer.hits) if h.passage.id in index.row_of}
    new = {row: place for row, place in rank.items() if index.passages[row].id not in cited}
    if answer.language != "en" or not new:
        return []
    told: dict[int, list[int]] = {}  # of each passage the questions that it answers, by number
    for number, row in known.links.tolist():
        if row in new and not known.wrong[number] and _reads_well(known.questions[number], asked):
            told.setdefault(new[row], []).append(number)
    kept: list[int] = []
    for _, numbers in sorted(told.items()):
        one = typical(numbers, known.vectors)
        own = np.asarray(known.vectors[[one, *kept]], np.float32)
        own /= np.linalg.norm(own, axis=1, keepdims=True)
        if len(kept) < MOST and (own[1:] @ own[0]).max(initial=0.0) < ALIKE:
            kept.append(one)
    return [known.questions[one] for one in kept]


def typical(numbers: Sequence[int], vectors: npt.NDArray[np.float32]) -> int:
    """The question nearest to the middle of all: one that most people would put so, and no odd one."""
    own = np.asarray(vectors[list(numbers)], np.float32)
    return numbers[int(np.argmax(own @ own.mean(axis=0)))]


def _reads_well(question: str, asked: Collection[str]) -> bool:
    written = question[:1].isupper() and question.endswith("?") and len(question) <= LONGEST and question.isascii()
    return written and len(sentences(question, "en")) == 1 and question.casefold() not in asked
