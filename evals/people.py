"""How questions fare that people ask who do not know the sources: is the first quote an answer, is what nothing answers refused?

    python -m evals.people [CASE ...] [--half check] [--list]

``evals/data/people/`` has invented cases of some 120 to 150 facts or paragraphs each, many of them about nearly the same thing, and
for each the questions of authors who played the public; ``shipped`` and ``shipped_check`` are such questions to the shipped case.
The judge learns from LEARNT; by the development half weights are chosen, and it may be looked at; of the check half only totals are read.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Annotated

import typer

from evals.lines import Half, Line, read_lines
from evals.run import run_suite
from evals.saved import Row
from evals.schema import Question, read_suite
from evals.small_case import File, format_record, opened_at, write_files, write_records
from evals.summary import MEASURES, figures
from rag.assemble import Parts, open_parts
from rag.case.record import Fact, FrontMatter
from rag.renew import renew
from rag.settings import load_settings
from rag.text.fold import guess_language
from rag.types import BREAK, Tier

Cases = Annotated[list[str] | None, typer.Argument(help="Which; without any all of the half.")]
WhichHalf = Annotated[Half, typer.Option(help="Which cases.")]
Listed = Annotated[bool, typer.Option("--list", help="Also each question that goes wrong; development only.")]

FOLDER = Path(__file__).parent / "data" / "people"
SHIPPED = "shipped"  # asked of the shipped case
LEARNT = (
    "floods", "scooters", "fishing", "poultry", "railway", "pipes", "ferries", "measles", "prisons", "mines", "hospitals",
    "launches", "bees", "workers", "power", "parcels", "spirits", "wolves", "museum", "batteries", "harbour", "ballots", "orchards",
    "tunnels", "vaccines", "forests", "exams", "water", "shipped_learnt",
)  # fmt: skip
CASES = {
    Half.DEVELOPMENT: ("parts", "rents", "ivory", "stadiums", SHIPPED),
    Half.CHECK: ("smoke", "schools", "bank", "shipped_check"),
}
OTHER_TONGUES = ("canal", "clinic", "kiln", "parcel")  # sources in Spanish or Chinese; in no half, asked by name
SHOWN = ("first_quote", "first_three", "mrr@10", "recall@10", "answerable_refused", "refusal_recall", "premise_corrected", "premise_noted_unduly")  # fmt: skip


class Told(Line):
    """A source of a case: what it is and the facts that a record of it holds; of the seed its paragraphs."""

    id: str
    publisher: str
    title: str
    date: str
    tier: Tier
    facts: tuple[str, ...]

    @property
    def of_seed(self) -> bool:
        """True for the seed, which is a document and no record."""
        return self.tier is Tier.SEED

    def as_record(self) -> str:
        """The record's file."""
        language = guess_language(" ".join(self.facts))
        front = FrontMatter(
            id=self.id, title=self.title, publisher=self.publisher, published=self.date, tier=self.tier, language=language,
            facts_language=language,
        )  # fmt: skip
        facts = (Fact(text=f, id=f"{self.id}-f{n:02}", basis="read") for n, f in enumerate(self.facts, 1))
        return format_record(front, facts)


def suite_of(case: str) -> tuple[Question, ...]:
    """What is asked of a case."""
    return read_suite(FOLDER / f"{case}.jsonl")


def opened(case: str, folder: Path) -> Parts:
    """The case below ``folder``, made and indexed as a person's own would be; the shipped one from its own data folder."""
    if case.startswith(SHIPPED):
        settings = load_settings(no_model=True)
        renew(settings)
        return open_parts(settings)
    home = folder / case
    sources = read_lines(FOLDER / f"{case}.sources.jsonl", Told)
    seeds = [
        File(f"{s.id}.txt", BREAK.join(s.facts), s.title, s.publisher, s.date, s.tier) for s in sources if s.of_seed
    ]
    write_files(home / "seeds", seeds)
    write_records(home / "corpus", [(s.id, s.as_record()) for s in sources if not s.of_seed])
    return opened_at(home)


def table(rows: dict[str, Sequence[Row]]) -> str:
    """Markdown: a line for each case and one for all, the shares of SHOWN with how many questions they are of."""
    lines = [f"| case | {' | '.join(MEASURES[name][0] for name in SHOWN)} |", "|---|" + "---:|" * len(SHOWN)]
    for case, asked in (*rows.items(), ("all", list(chain(*rows.values())))):
        found = figures(asked)
        cells = [f"{found[n].value:.3f} ({found[n].questions})" if n in found else "–" for n in SHOWN]
        lines.append(f"| {case} | {' | '.join(cells)} |")
    return "\n".join(lines)


def wrongly(case: str, rows: Sequence[Row]) -> Iterator[str]:
    """Each question whose first quote is no answer, or that is answered though nothing does, and what was said."""
    for row in filter(_wrong, rows):
        quotes = [c["passage_id"] for claim in row.answer["claims"] for c in claim["citations"]][:4]
        said = "refused" if row.refused else f"quotes {' '.join(quotes)}"
        yield f"{case}/{row.id} [{row.type}] {row.question}\n    {row.confidence:.2f}, {said}"


def _wrong(row: Row) -> bool:
    return any(row.parts.get(name, (1.0, 1.0))[0] == 0 for name in ("first_quote", "refusal_recall"))


def main(
    cases: Cases = None,
    half: WhichHalf = Half.DEVELOPMENT,
    show: Listed = False,
) -> None:
    """Ask the questions and print how they fared."""
    rows: dict[str, Sequence[Row]] = {}
    with tempfile.TemporaryDirectory(prefix="onrecord-people-") as folder:
        for case in cases or CASES[half]:
            rows[case] = run_suite(suite_of(case), opened(case, Path(folder)))
            for line in wrongly(case, rows[case]) if show and case not in CASES[Half.CHECK] else ():
                typer.echo(line)
    typer.echo(table(rows))


if __name__ == "__main__":
    typer.run(main)
