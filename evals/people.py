"""How questions fare that people ask who do not know the sources: is the first quote an answer, is what nothing answers refused?

    python -m evals.people [CASE ...] [--half check] [--list]

``evals/data/people/`` has invented cases of some 120 to 150 facts or paragraphs each, many of them about nearly the same thing, and
for each the questions of authors who played the public; ``shipped`` and ``shipped_check`` are such questions to the shipped case.
The judge learns from LEARNT; by the development half weights are chosen, and it may be looked at; of the check half only totals are read.
"""

import tempfile
from collections.abc import Container, Iterable, Sequence
from itertools import chain
from pathlib import Path
from typing import Annotated

import typer

from evals.lines import Half, markdown, read_lines
from evals.run import run_suite
from evals.saved import Row
from evals.schema import Question, read_suite
from evals.small_case import Told, indexed_facts
from evals.summary import MEASURES, figures
from rag.assemble import Parts, open_parts
from rag.renew import renew
from rag.settings import load_settings

FOLDER = Path(__file__).parent / "data" / "people"
SHIPPED = "shipped"  # asked of the shipped case
LEARNT = (
    "floods", "scooters", "fishing", "poultry", "railway", "pipes", "ferries", "measles", "prisons", "mines", "hospitals",
    "launches", "bees", "workers", "power", "parcels", "spirits", "wolves", "museum", "batteries", "harbour", "ballots", "orchards",
    "tunnels", "vaccines", "forests", "exams", "water", "shipped_learnt",
)  # fmt: skip
CASES = {
    Half.DEVELOPMENT: ("parts", "stadiums", SHIPPED),
    Half.CHECK: ("rents", "ivory", "smoke", "schools", "bank", "shipped_check"),
}
OTHER_TONGUES = ("canal", "clinic", "kiln", "parcel")  # sources in Spanish or Chinese; in no half, asked by name
SHOWN = ("first_quote", "first_three", "mrr@10", "recall@10", "answerable_refused", "refusal_recall", "premise_corrected", "premise_noted_unduly")  # fmt: skip


def suite_of(case: str) -> tuple[Question, ...]:
    """What is asked of a case."""
    return read_suite(FOLDER / f"{case}.jsonl")


def opened(case: str, folder: Path) -> Parts:
    """The case below ``folder``, made and indexed as a person's own would be; the shipped one from its own data folder."""
    if case.startswith(SHIPPED):
        settings = load_settings(no_model=True)
        renew(settings)
        return open_parts(settings)
    return indexed_facts(folder / case, read_lines(FOLDER / f"{case}.sources.jsonl", Told))


def table(rows: dict[str, Sequence[Row]]) -> str:
    """Markdown: a line for each case and one for all, the shares of SHOWN with how many questions they are of."""
    told = []
    for case, asked in (*rows.items(), ("all", list(chain(*rows.values())))):
        found = figures(asked)
        told.append([case, *(f"{found[n].value:.3f} ({found[n].questions})" if n in found else "–" for n in SHOWN)])
    return markdown(["case", *(MEASURES[name][0] for name in SHOWN)], told)


def ask(asked: Iterable[tuple[str, Sequence[Question], Parts]], listed: Container[str]) -> dict[str, Sequence[Row]]:
    """The rows of cases, by name, each given with its questions and opened; of those ``listed`` each question that goes wrong is printed:
    whose first quote is no answer, or that is answered though nothing does."""
    rows: dict[str, Sequence[Row]] = {}
    for case, questions, parts in asked:
        rows[case] = run_suite(questions, parts)
        for row in filter(_wrong, rows[case] if case in listed else ()):
            quotes = [c["passage_id"] for claim in row.answer["claims"] for c in claim["citations"]][:4]
            said = "refused" if row.refused else f"quotes {' '.join(quotes)}"
            typer.echo(f"{case}/{row.id} [{row.type}] {row.question}\n    {row.confidence:.2f}, {said}")
    return rows


def _wrong(row: Row) -> bool:
    return 0 in (row.share("first_quote"), row.share("refusal_recall"))


def main(
    cases: Annotated[list[str] | None, typer.Argument(help="Which; without any all of the half.")] = None,
    half: Annotated[Half, typer.Option(help="Which cases.")] = Half.DEVELOPMENT,
    show: Annotated[bool, typer.Option("--list", help="Also each question that goes wrong; development only.")] = False,
) -> None:
    """Ask the questions and print how they fared."""
    names = cases or CASES[half]
    with tempfile.TemporaryDirectory(prefix="onrecord-people-") as folder:
        asked = ((case, suite_of(case), opened(case, Path(folder))) for case in names)
        rows = ask(asked, set(names) - set(CASES[Half.CHECK]) if show else ())
    typer.echo(table(rows))


if __name__ == "__main__":
    typer.run(main)
