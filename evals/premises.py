"""How often a false premise is corrected and a conflict shown, by kind, and how often one is where there is none.

    python -m evals.premises [--half check] [--list]

Every false premise has a twin: the same question with a premise that holds. Half of the questions are for development,
half for checking; they are about the shipped case and about two small cases of other fields, which are built on the way.
"""

import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import median
from typing import Annotated

import typer

from evals.lines import read_lines
from evals.run import run_suite
from evals.saved import Row
from evals.schema import Question, read_suite
from evals.small_case import Told, indexed_facts
from rag.assemble import open_parts
from rag.settings import load_settings

DATA = Path(__file__).parent / "data"
CONFLICT, NO_CONFLICT = "conflict", "no conflict"  # types of questions
FALSE, SOUND = "premise_corrected", "premise_noted_unduly"  # measures


# suites by what they are asked of: the shipped case, or one made of the sources that are named as the first suite is
SETS = {
    "the shipped case": ("premises", "conflicts"),
    "other fields": ("premises_elsewhere", "conflicts_elsewhere"),
    "the shipped case, second set": ("premises_second",),
    "the shipped case, third set": ("premises_third",),
    "two more fields, third set": ("premises_third_elsewhere", "conflicts_third"),
}


def sources_of(suites: Sequence[str]) -> list[Told]:
    """The sources of a case that is made; none for the shipped one."""
    file = DATA / f"{suites[0]}.sources.jsonl"
    return read_lines(file, Told) if file.exists() else []


def asked_in(suites: Sequence[str]) -> list[Question]:
    """The questions of suites."""
    return [question for name in suites for question in read_suite(DATA / f"{name}.jsonl")]


def table(found: Sequence[Row]) -> list[str]:
    """The rates by kind, as lines of text: right, wrong, and refused of each."""
    lines = []
    premises = [one for one in found if one.type not in (CONFLICT, NO_CONFLICT)]
    if premises:
        lines.append(f"{'false premises':16}{'corrected':>12}{'refused':>9}{'noted on a sound twin':>23}{'refused':>9}")
        kinds = [*sorted({one.type for one in premises}), "es", "zh", "all"]
        lines += [_row(kind, [one for one in premises if kind in (one.type, one.language, "all")]) for kind in kinds]
    due, none = ([one for one in found if one.type == kind] for kind in (CONFLICT, NO_CONFLICT))
    if due or none:
        lines.append(f"conflicts shown {_share(map(_shown, due))}, where there is none {_share(map(_shown, none))}")
    return lines


def _row(kind: str, rows: Sequence[Row]) -> str:
    cells = []
    for part, wide in ((FALSE, 12), (SOUND, 23)):
        mine = [one for one in rows if part in one.parts]
        cells.append(f"{_share(one.share(part) == 1 for one in mine):>{wide}}{_share(o.refused for o in mine):>9}")
    return f"{kind:16}{''.join(cells)}"


def _share(flags: Iterable[bool]) -> str:
    found = list(flags)
    return f"{sum(found)}/{len(found)}"


def _shown(row: Row) -> bool:
    """True where a conflict is."""
    return bool(row.answer["conflicts"])


def wrong(row: Row) -> bool:
    """True for a miss or a false alarm."""
    if row.type in (CONFLICT, NO_CONFLICT):
        return _shown(row) != (row.type == CONFLICT)
    return row.share(FALSE) == 0 or row.share(SOUND) == 1


def main(
    half: Annotated[str, typer.Option(help="development, check, or empty for both.")] = "",
    show: Annotated[bool, typer.Option("--list", help="Print every miss and false alarm with its answer.")] = False,
) -> None:
    """Ask the premise and conflict questions of both cases and print the rates by kind."""
    with tempfile.TemporaryDirectory() as home:
        for name, suites in SETS.items():
            sources = sources_of(suites)
            parts = (
                indexed_facts(Path(home) / name, sources, no_model=False) if sources else open_parts(load_settings())
            )
            found = run_suite([q for q in asked_in(suites) if half in ("", q.note)], parts)
            typer.echo(f"\n{name} ({half or 'both halves'})")
            typer.echo("\n".join(table(found)))
            typer.echo(f"time a question: p50 {median(one.milliseconds for one in found):.0f} ms")
            for one in filter(wrong, found if show else ()):
                told = [
                    f"{c['basis']}: {c['lower']['quote']} <> {c['higher']['quote']} ({c['reason']})"
                    for c in one.answer["conflicts"]
                ]
                typer.echo("\n    ".join([f"  {one.id} {one.type}: {one.question}", one.answer["text"], *told]))


if __name__ == "__main__":
    typer.run(main)
