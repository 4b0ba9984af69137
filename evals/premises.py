"""How often a false premise is corrected and a conflict shown, by kind, and how often one is where there is none.

    python -m evals.premises [--half check] [--suite premises_second.jsonl] [--list]

Every false premise has a twin: the same question with a premise that holds. Half of the questions are for development,
half for checking; they are about the shipped case and about two small cases of other fields, which are built on the way.
"""

import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Annotated

import typer

from evals.lines import read_lines
from evals.run import run_suite
from evals.saved import Row
from evals.schema import read_suite
from evals.small_case import Told, indexed_facts
from rag.assemble import open_parts
from rag.settings import load_settings

DATA = Path(__file__).parent / "data"
SOURCES = (DATA / "premise_sources.jsonl", DATA / "other_domains.jsonl")
SOURCES_THIRD = (DATA / "premise_sources_third.jsonl",)
CONFLICT, NO_CONFLICT = "conflict", "no conflict"  # types of questions
FALSE, SOUND = "premise_corrected", "premise_noted_unduly"  # measures


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


def sources_of(asked: Asked) -> list[Told]:
    """The sources of a case that is made."""
    return [one for path in asked.sources for one in read_lines(path, Told)]


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
    only: Annotated[str, typer.Option("--suite", help="One suite by a file name, such as premises_second.jsonl.")] = "",
    show: Annotated[bool, typer.Option("--list", help="Print every miss and false alarm with its answer.")] = False,
) -> None:
    """Ask the premise and conflict questions of both cases and print the rates by kind."""
    with tempfile.TemporaryDirectory() as home:
        for number, one_set in enumerate(SETS):
            if only and only not in one_set.suites:
                continue
            made = Path(home) / str(number)
            sources = sources_of(one_set)
            parts = indexed_facts(made, sources, no_model=False) if sources else open_parts(load_settings())
            asked = [q for name in one_set.suites for q in read_suite(DATA / name)]
            found = run_suite([q for q in asked if half in ("", q.note)], parts)
            typer.echo(f"\n{one_set.name} ({half or 'both halves'})")
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
