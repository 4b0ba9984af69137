"""What the reader learns from: pairs of a question or claim and a passage, from sources that we wrote for it.

``evals/data/reader/*.jsonl``, a source a line: three to six passages with questions that they answer, near misses that they
do not, questions that take something wrong for granted, and claims that follow, go further or contradict. None is about
the matter of the shipped case. A sixth of the sources, by hash of their id, is kept for checking.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from pydantic import BaseModel, ConfigDict

from evals.reader.brief import in_brief
from evals.reader.plain import plain
from rag.models.reader import ANSWERS, DENIES, SILENT
from rag.sentences import sentences
from rag.tokens import tokens

FOLDER = Path(__file__).parents[1] / "data" / "reader"
QUESTION, CLAIM = 0, 1
BEARS, OPEN, CONTRADICTS = range(3)  # of a claim; those of a question are the reader's
NOT_BORNE = 3  # of a claim: left open or contradicted, and it is not known which
ONE_IN = 6  # sources kept for checking
SILENT_TOO = 0.4  # share of the questions by rule that are set beside another sentence as well
BRIEFLY = 0.25  # share of the questions that are set beside their passage once more, cut down to a few words
TELLING = 8  # words of a source, the most frequent, that its title is made of
WITH_HEADING = 0.85  # share of the passages that stand under their source's heading, as they do in the product
_LONG = re.compile(r"\b[A-Z]?[a-z]{5,}\b")


@dataclass(frozen=True, slots=True)
class Pair:
    """A question or claim beside a passage, and what is right: an index of the reader's shares, or NOT_BORNE."""

    first: str
    second: str
    task: int
    label: int


class About(BaseModel):
    """A question or claim, and the place of the passage that it is about.

    ``sound``: of a question that takes something wrong for granted, the same put right, which the passage answers.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    text: str
    by: int | None = None
    sound: str = ""


class Written(BaseModel):
    """A source of the folder."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    field: str
    publisher: str
    date: str
    passages: tuple[str, ...]
    answered: tuple[About, ...]
    plain: tuple[About, ...] = ()  # answered too, and asked in the passage's own words
    broad: tuple[About, ...] = ()  # answered in a main part
    unanswered: tuple[About, ...]
    false_premise: tuple[About, ...]
    entailed: tuple[About, ...] = ()
    neutral: tuple[About, ...] = ()
    contradicted: tuple[About, ...] = ()

    @property
    def kept(self) -> bool:
        """True for a source that is only checked on."""
        return zlib.crc32(self.id.encode()) % ONE_IN == 0


def written(folder: Path = FOLDER) -> list[Written]:
    """Every source of the folder, in order."""
    lines = (line for file in sorted(folder.glob("*.jsonl")) for line in file.read_text(encoding="utf-8").splitlines())
    return [Written.model_validate_json(line) for line in lines if line]


def pairs(sources: Sequence[Written], seed: int = 3) -> list[Pair]:
    """The pairs of the sources; questions are also set beside passages of the same source that are not about them."""
    rng = Random(seed)  # noqa: S311 - examples, not secrets
    return [pair for source in sources for pair in _of(source, rng)]


def _of(source: Written, rng: Random) -> Iterator[Pair]:
    for pair in _in_full(source, rng):
        yield pair
        brief = in_brief(pair.first, rng) if pair.task == QUESTION and rng.random() < BRIEFLY else ""
        if brief:
            yield Pair(brief, pair.second, QUESTION, pair.label)


def _nearest(question: About, passages: Sequence[str]) -> int:
    """The place of the passage that has most of the question's words: the one it nearly answers."""
    if question.by is not None:
        return question.by
    asked = set(tokens(question.text))
    return max(range(len(passages)), key=lambda place: len(asked & set(tokens(passages[place]))))


def _in_full(source: Written, rng: Random) -> Iterator[Pair]:
    head = heading_of(source, rng)
    seen = [(head if rng.random() < WITH_HEADING else "") + passage for passage in source.passages]
    kinds = (
        (source.answered, QUESTION, ANSWERS),
        (source.plain, QUESTION, ANSWERS),
        (source.broad, QUESTION, ANSWERS),
        ([About(text=x.sound, by=x.by) for x in source.false_premise if x.sound], QUESTION, ANSWERS),
        (source.false_premise, QUESTION, DENIES),
        (source.entailed, CLAIM, BEARS),
        (source.neutral, CLAIM, OPEN),
        (source.contradicted, CLAIM, CONTRADICTS),
    )
    for told, task, label in kinds:
        yield from (Pair(x.text, seen[x.by or 0], task, label) for x in told)
    for question in source.unanswered:
        near = _nearest(question, source.passages)
        other = rng.choice([place for place in range(len(seen)) if place != near])
        yield from (Pair(question.text, seen[place], QUESTION, SILENT) for place in (near, other))
    for task, label, drawn in (
        (QUESTION, SILENT, [*rng.sample(source.answered, 3), *source.plain[:2], *rng.sample(source.false_premise, 1)]),
        (CLAIM, OPEN, [*source.entailed[:1], *source.contradicted[:1]]),
    ):
        for x in drawn:
            yield Pair(x.text, rng.choice([p for i, p in enumerate(seen) if i != (x.by or 0)]), task, label)
    yield from _by_rule(source, head, rng)


def heading_of(source: Written, rng: Random) -> str:
    """Publisher, a title most often, and date, as the product heads a passage: the title tells the subject and answers nothing."""
    words = Counter(w for passage in source.passages for w in _LONG.findall(passage))
    about = [w for w, _ in words.most_common(TELLING)]
    told = rng.sample(about, min(len(about), rng.randint(1, 3)))
    field = f"{source.field[:1].upper()}{source.field[1:]}"
    title = rng.choice(
        ("", field, f"{field}: {' and '.join(told)}", f"{', '.join(told)}: {source.field}", f"{' '.join(told)} report")
    )
    return ", ".join(part for part in (source.publisher, title, source.date) if part) + ". "


def _by_rule(source: Written, head: str, rng: Random) -> Iterator[Pair]:
    """Plain questions made of single sentences, each beside its sentence and some beside another."""
    told = [span.of(passage) for passage in source.passages for span in sentences(passage, "en")]
    for sentence in told:
        question = plain(sentence, rng)
        if question:
            yield Pair(question, head + sentence, QUESTION, ANSWERS)
            if rng.random() < SILENT_TOO:
                yield Pair(question, head + rng.choice([s for s in told if s != sentence]), QUESTION, SILENT)
