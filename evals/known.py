"""Complete the shipped case's known questions, ``corpus/questions.jsonl``, and write what saves its build time: its vectors,
``corpus/vectors.npz``, and which prepared answers hold, ``corpus/answers.proved.json``.

    python -m evals.known

The file is an editor's, and its lines stay as they are. Those that the judge learns from and that it lacks are added: what the public
might ask of the shipped case, and twins: pairs in nearly the same words, of which the second is answered (evals/data/README.md). All are by authors who saw the case's facts and no suite. Run it
again after a change to these, to a record or to the ledger: what is embedded already is not embedded again.
"""

import json
import tempfile
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path

import typer
from rich.progress import Progress

from evals.lines import read_lines
from evals.people import FOLDER, SHIPPED, suite_of
from rag.answer.proving import read_proved, write_proved
from rag.case import QUESTIONS, KnownQuestion, read_case
from rag.case.editors import worded
from rag.common.files import write_whole
from rag.common.strict import Strict
from rag.ingest.vectors import bring_along, known_vectors
from rag.renew import renew
from rag.settings import load_settings

HOME = Path(__file__).parents[1]
SUFFIX = ".twins.jsonl"


class Kind(StrEnum):
    """What is amiss with the first of two."""

    FALSE_PREMISE = "false-premise"
    UNANSWERABLE = "unanswerable"


class Side(Strict):
    """A question, the passages that answer it (or show what is wrong with it), and those that come near: of an unanswerable
    one such as look like an answer, of the others such as a fair judge might call one."""

    question: str
    evidence: tuple[str, ...] = ()
    near: tuple[str, ...] = ()


class Twins(Side):
    """A question that is wrong about something or has no answer, and its twin, which is answered."""

    id: str
    kind: Kind
    twin: Side


def twins_of(case: str) -> list[Twins]:
    """The pairs that are asked of a case; none where nobody wrote any."""
    file = FOLDER / f"{case}{SUFFIX}"
    return read_lines(file, Twins) if file.exists() else []


def completed(written: Iterable[KnownQuestion]) -> Iterable[KnownQuestion]:
    """What an editor has ``written``, then the questions to the shipped case that the judge learns from, each once."""
    found: dict[str, KnownQuestion] = {}
    for question in (*written, *_public(), *_twins()):
        found.setdefault(worded(question.question), question)
    return found.values()


def _public() -> Iterator[KnownQuestion]:
    for asked in suite_of(f"{SHIPPED}_learnt"):
        if asked.must_refuse or asked.evidence:
            by = () if asked.must_refuse else asked.evidence
            yield KnownQuestion(question=asked.question, answered_by=by, false_premise=asked.must_correct_premise)


def _twins() -> Iterator[KnownQuestion]:
    for pair in twins_of(SHIPPED):
        wrong = pair.kind is Kind.FALSE_PREMISE
        yield KnownQuestion(question=pair.question, answered_by=pair.evidence if wrong else (), false_premise=wrong)
        yield KnownQuestion(question=pair.twin.question, answered_by=pair.twin.evidence)


def main() -> None:
    """Write the files and say how many questions there are of each kind."""
    lines = (
        json.dumps(one.model_dump(exclude_defaults=True), ensure_ascii=False)
        for one in completed(read_case(HOME).questions)
    )
    write_whole(HOME / "corpus" / QUESTIONS, "".join(f"{line}\n" for line in lines))
    with tempfile.TemporaryDirectory(prefix="onrecord-known-") as data, Progress() as bars:
        bar = bars.add_task("")
        settings = load_settings(case=HOME, data=Path(data), embedder="e5")
        built = renew(
            settings, lambda stage, done, total: bars.update(bar, description=stage, completed=done, total=total)
        )
        bring_along(HOME / "corpus", known_vectors(settings.data_dir, built.snapshot))
        write_proved(HOME / "corpus", read_proved(built.snapshot.build_dir(settings.data_dir)))
    read = read_case(HOME).questions
    silent, wrong = sum(not q.answered_by for q in read), sum(q.false_premise for q in read)
    typer.echo(f"{len(read)} questions: {silent} that the sources are silent on, {wrong} with a false premise")
    for line in built.snapshot.left_out:
        typer.echo(line)
    typer.echo(f"embedded {built.embedded} new texts, {built.reused} were known")


if __name__ == "__main__":
    typer.run(main)
