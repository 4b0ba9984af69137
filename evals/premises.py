"""How often a false premise is corrected and a conflict shown, by kind, and how often one is where there is none.

    python -m evals.premises [--half check] [--suite premises_second.jsonl] [--list]

Every false premise has a twin: the same question with a premise that holds. Half of the questions are for development,
half for checking; they are about the shipped case and about two small cases of other fields, which are built on the way.
"""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
import yaml

from evals.schema import Question, read_suite
from rag.ask import answer
from rag.assemble import Parts, open_parts
from rag.settings import Settings, load_settings
from rag.types import NoteKind

DATA = Path(__file__).parent / "data"
SOURCES = (DATA / "premise_sources.jsonl", DATA / "other_domains.jsonl")
SOURCES_THIRD = (DATA / "premise_sources_third.jsonl",)
CONFLICT, NO_CONFLICT = "conflict", "no conflict"


@dataclass(frozen=True, slots=True)
class Asked:
    """Suites that are asked of one case: the shipped one, or one made of ``sources``."""

    name: str
    suites: tuple[str, ...]
    sources: tuple[Path, ...] = ()


SETS = (
    Asked("the shipped case", ("premises.jsonl", "conflicts.jsonl")),
    Asked("other fields", ("premises_elsewhere.jsonl", "conflicts_elsewhere.jsonl"), SOURCES),
    Asked("the shipped case, second set", ("premises_second.jsonl",)),
    Asked("the shipped case, third set", ("premises_third.jsonl",)),
    Asked("two more fields, third set", ("premises_third_elsewhere.jsonl", "conflicts_third.jsonl"), SOURCES_THIRD),
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one question: a premise note, a conflict, a refusal; ``text`` for a person who looks."""

    question: Question
    noted: bool
    conflict: bool
    refused: bool
    milliseconds: float
    text: str


def write_case(home: Path, sources: Sequence[Path] = SOURCES) -> Path:
    """A case folder at ``home`` with a record for each line of ``sources``; its path."""
    records = home / "corpus" / "records"
    records.mkdir(parents=True)
    for line in (line for path in sources for line in path.read_text(encoding="utf-8").splitlines()):
        told = json.loads(line)
        facts = told.pop("facts")
        head = {"title": told["id"], "licence": "ours", **told}
        body = [
            f"{n}. {fact}\n   - id: {told['id']}-f{n:02d} | basis: read | read_at:  | locator: fact {n}"
            for n, fact in enumerate(facts, 1)
        ]
        text = f"---\n{yaml.safe_dump(head, sort_keys=False, allow_unicode=True)}---\n" + "\n".join(body) + "\n"
        (records / f"{told['id']}.md").write_text(text, encoding="utf-8")
    return home


def outcomes(questions: Sequence[Question], parts: Parts) -> Iterator[Outcome]:
    """Each question through the path that serves people."""
    for question in questions:
        started = time.perf_counter()
        reply = answer(question.question, parts)
        took = (time.perf_counter() - started) * 1000
        noted = any(note.kind is NoteKind.PREMISE for note in reply.notes)
        told = [reply.text, *(f"{c.basis}: {c.lower.quote} <> {c.higher.quote} ({c.reason})" for c in reply.conflicts)]
        yield Outcome(question, noted, bool(reply.conflicts), reply.refused, took, "\n    ".join(told))


def table(found: Sequence[Outcome]) -> list[str]:
    """The rates by kind, as lines of text: right, wrong, and refused of each."""
    lines = []
    premises = [o for o in found if o.question.type not in (CONFLICT, NO_CONFLICT)]
    if premises:
        lines.append(f"{'false premises':16}{'corrected':>12}{'refused':>9}{'noted on a sound twin':>23}{'refused':>9}")
        kinds = [*sorted({o.question.type for o in premises}), "es", "zh", "all"]
        lines += [
            _row(kind, [o for o in premises if kind in (o.question.type, o.question.language, "all")]) for kind in kinds
        ]
    conflicts = [o for o in found if o not in premises]
    if conflicts:
        due = [o for o in conflicts if o.question.type == CONFLICT]
        none = [o for o in conflicts if o.question.type == NO_CONFLICT]
        lines.append(
            f"conflicts shown {_share([o.conflict for o in due])}, where there is none {_share([o.conflict for o in none])}"
        )
    return lines


def _row(kind: str, rows: Sequence[Outcome]) -> str:
    false = [o for o in rows if o.question.must_correct_premise]
    sound = [o for o in rows if not o.question.must_correct_premise]
    cells = (
        (_share([o.noted for o in false]), 12), (_share([o.refused for o in false]), 9),
        (_share([o.noted for o in sound]), 23), (_share([o.refused for o in sound]), 9),
    )  # fmt: skip
    return f"{kind:16}" + "".join(f"{text:>{width}}" for text, width in cells)


def _share(flags: Sequence[bool]) -> str:
    return f"{sum(flags)}/{len(flags)}"


def settings_of(asked: Asked, home: Path) -> Settings:
    """Those of the shipped case, or of a case that is written to ``home``."""
    if not asked.sources:
        return load_settings()
    return load_settings(case=write_case(home / "case", asked.sources), data=home / "data")


def wrong(outcome: Outcome) -> bool:
    """True for a miss or a false alarm."""
    question = outcome.question
    if question.type in (CONFLICT, NO_CONFLICT):
        return outcome.conflict != (question.type == CONFLICT)
    return outcome.noted != question.must_correct_premise


def main(
    half: Annotated[str, typer.Option(help="development, check, or empty for both.")] = "",
    only: Annotated[str, typer.Option("--suite", help="One suite by a file name, such as premises_second.jsonl.")] = "",
    show: Annotated[bool, typer.Option("--list", help="Print every miss and false alarm with its answer.")] = False,
) -> None:
    """Ask the premise and conflict questions of both cases and print the rates by kind."""
    with tempfile.TemporaryDirectory() as home:
        for number, one_set in enumerate(SETS):
            if only and only not in one_set.suites:
                continue
            parts = open_parts(settings_of(one_set, Path(home) / str(number)))
            asked = [q for name in one_set.suites for q in read_suite(DATA / name)]
            answer(asked[0].question, parts)  # the first answer of a process also loads things
            found = list(outcomes([q for q in asked if half in ("", q.note)], parts))
            typer.echo(f"\n{one_set.name} ({half or 'both halves'})")
            typer.echo("\n".join(table(found)))
            times = sorted(o.milliseconds for o in found)
            typer.echo(f"time a question: p50 {times[len(times) // 2]:.0f} ms")
            for one in found:
                if show and wrong(one):
                    typer.echo(f"  {one.question.id} {one.question.type}: {one.question.question}\n    {one.text}")


if __name__ == "__main__":
    typer.run(main)
