"""Other people's cases: small indexes of invented sources, so that the judge is not fitted to the shipped case alone.

Two kinds: sources of ``evals/data/reader/`` that the reader did not learn from, and ``evals/data/articles.jsonl``, whose
paragraphs lean on what stands before them and which nothing is fitted to.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from evals.article import Article
from evals.lines import read_lines
from evals.reader.brief import in_brief
from evals.reader.texts import About, Written, written
from evals.schema import Question
from evals.small_case import File, indexed
from rag.assemble import Parts

ARTICLES = Path(__file__).parent / "data" / "articles.jsonl"
FITTED_TO = (5, 5, 5, 15, 15)  # sources of each case
HELD_OUT = (5, 5, 15, 15)
STRANGE = 3  # questions for each source that are about something else altogether: answered by a source of no such case
BRIEF = 4  # every so manieth question is asked in a few words


class Questioned(Article):
    """A line of articles.jsonl."""

    answered: tuple[About, ...]
    unanswered: tuple[About, ...]


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A case of others: its index, opened, and what is asked of it."""

    parts: Parts
    questions: tuple[Question, ...]


def fitted_to(folder: Path) -> Iterator[Elsewhere]:
    """The cases that the judge is fitted to, made below ``folder``."""
    kept = _kept()
    return _cases(folder / "fitted", FITTED_TO, kept, kept[::-1])


def held_out(folder: Path) -> Iterator[Elsewhere]:
    """Cases of other sources that it is only tested on."""
    kept = _kept()[sum(FITTED_TO) :]
    return _cases(folder / "held-out", HELD_OUT, kept, kept[sum(HELD_OUT) :])


def _cases(
    folder: Path, sizes: Sequence[int], sources: Sequence[Written], others: Sequence[Written]
) -> Iterator[Elsewhere]:
    """A case of each size, of the next ``sources``; as many ``others`` are asked about."""
    start = 0
    for number, size in enumerate(sizes):
        yield _made(folder / str(number), sources[start : start + size], others[start : start + size])
        start += size


def articles(folder: Path) -> Iterator[Elsewhere]:
    """The articles in one case; it is only tested on."""
    yield _made(folder / "articles", read_lines(ARTICLES, Questioned))


def _kept() -> list[Written]:
    kept = [source for source in written() if source.kept]
    return Random(5).sample(kept, len(kept))  # noqa: S311 - a choice, not a secret


def _made(home: Path, sources: Sequence[Written | Questioned], others: Sequence[Written] = ()) -> Elsewhere:
    """A case of text files with a manifest, indexed as anybody's; ``others`` are asked about and not there."""
    files = []
    for source in sources:
        paragraphs = source.passages if isinstance(source, Written) else source.paragraphs
        title = source.field.capitalize() if isinstance(source, Written) else source.title
        files.append(File(f"{source.id}.txt", "\n\n".join(paragraphs), title, source.publisher, source.date))
    parts = indexed(home, files)
    asked = [question for source in sources for question in _questions(source)]
    asked += [question for source in others for question in _strange(source)]
    return Elsewhere(parts, tuple(_some_in_brief(asked)))


def _questions(source: Written | Questioned) -> Iterator[Question]:
    kinds: list[tuple[str, tuple[About, ...]]] = [("answered", source.answered), ("unanswered", source.unanswered)]
    if isinstance(source, Written):
        kinds += [("plain", source.plain), ("false-premise", source.false_premise)]
    for kind, asked in kinds:
        for number, one in enumerate(asked):
            yield Question(
                id=f"{source.id}-{kind}-{number}", question=one.text, type=kind,
                must_refuse=kind == "unanswered", must_correct_premise=kind == "false-premise",
            )  # fmt: skip


def _strange(source: Written) -> Iterator[Question]:
    for number, one in enumerate(source.plain[:STRANGE]):
        yield Question(id=f"{source.id}-strange-{number}", question=one.text, type="strange", must_refuse=True)


def _some_in_brief(asked: Sequence[Question]) -> Iterator[Question]:
    rng = Random(7)  # noqa: S311 - words left out, not secrets
    for number, question in enumerate(asked):
        words = in_brief(question.question, rng) if number % BRIEF == 0 else ""
        yield question.model_copy(update={"question": words}) if words else question
