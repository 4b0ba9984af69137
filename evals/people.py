"""How questions fare that people ask who do not know the sources: is the first quote an answer, is what nothing answers refused?

    python -m evals.people [CASE ...] [--half check] [--list]

``evals/data/people/`` has eight invented cases of some 150 facts each, many of them about nearly the same thing, and for each the
questions of authors who played the public; ``shipped`` and ``shipped_check`` are such questions to the shipped case. The
development cases may be looked at; of the check half only totals are read.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated

import typer

from evals.lines import Half, Line, read_lines
from evals.make_corpus import format_record
from evals.run import run_suite
from evals.saved import Row
from evals.schema import Question, read_suite
from evals.summary import MEASURES
from rag.assemble import Parts, open_parts
from rag.corpus.record import Fact, FrontMatter
from rag.renew import renew
from rag.settings import load_settings
from rag.types import Tier

FOLDER = Path(__file__).parent / "data" / "people"
SHIPPED = "shipped"  # asked of the shipped case
CASES = {
    Half.DEVELOPMENT: ("floods", "scooters", "fishing", "poultry", "railway", "parts", SHIPPED),
    Half.CHECK: ("smoke", "schools", "shipped_check"),
}
SHOWN = ("first_quote", "first_three", "mrr@10", "recall@10", "answerable_refused", "refusal_recall", "premise_corrected", "premise_noted_unduly")  # fmt: skip
_TIERS = {"official": Tier.OFFICIAL}


class Told(Line):
    """A source of a case: what it is and the facts that a record of it holds; of the seed its paragraphs."""

    id: str
    publisher: str
    title: str
    date: str
    tier: str
    facts: tuple[str, ...]


def suite_of(case: str) -> tuple[Question, ...]:
    """What is asked of a case."""
    return read_suite(FOLDER / f"{case}.jsonl")


def opened(case: str, folder: Path) -> Parts:
    """The case below ``folder``, made and indexed as a person's own would be; the shipped one from its own data folder."""
    if case.startswith(SHIPPED):
        settings = load_settings(no_model=True)
    else:
        home = folder / case
        _write(home, read_lines(FOLDER / f"{case}.sources.jsonl", Told))
        settings = load_settings(case=home, data=home / "data", no_model=True)
    renew(settings)
    return open_parts(settings)


def _write(home: Path, sources: Iterable[Told]) -> None:
    """A case folder: a record for each source, and the seed as a document."""
    for kind in ("corpus/records", "seeds"):
        (home / kind).mkdir(parents=True)
    lines: dict[str, list[dict[str, str]]] = {"corpus": [], "seeds": []}
    for source in sources:
        if source.tier == Tier.SEED:
            text = "\n\n".join(source.facts) + "\n"
            (home / "seeds" / f"{source.id}.txt").write_text(text, encoding="utf-8")
            about = {"title": source.title, "publisher": source.publisher, "published": source.date, "tier": "seed"}
            lines["seeds"].append(_line(source.id, f"{source.id}.txt", text) | about)
            continue
        tier = _TIERS.get(source.tier) or Tier(source.tier)
        front = FrontMatter(
            id=source.id, title=source.title, publisher=source.publisher, published=source.date, tier=tier
        )
        facts = [Fact(text=f, id=f"{source.id}-f{n:02}", basis="read") for n, f in enumerate(source.facts, 1)]
        text = format_record(front, facts)
        (home / "corpus/records" / f"{source.id}.md").write_text(text, encoding="utf-8")
        lines["corpus"].append(_line(source.id, f"records/{source.id}.md", text))
    for kind, told in lines.items():
        (home / kind / "manifest.jsonl").write_text("".join(f"{json.dumps(line)}\n" for line in told), encoding="utf-8")


def _line(name: str, path: str, text: str) -> dict[str, str]:
    return {"id": name, "path": path, "sha256": hashlib.sha256(text.encode()).hexdigest()}


def table(rows: dict[str, Sequence[Row]]) -> str:
    """Markdown: a line for each case and one for all, the shares of SHOWN with what they are of."""
    lines = [f"| case | {' | '.join(MEASURES[name][0] for name in SHOWN)} |", "|---|" + "---:|" * len(SHOWN)]
    every = [row for some in rows.values() for row in some]
    for case, some in (*rows.items(), ("all", every)):
        cells = []
        for name in SHOWN:
            parts = [row.parts[name] for row in some if name in row.parts]
            over = sum(below for _, below in parts)
            cells.append(f"{sum(above for above, _ in parts) / over:.3f} ({over:.0f})" if over else "–")
        lines.append(f"| {case} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _wrong(row: Row) -> bool:
    return any(row.parts.get(name, (1.0, 1.0))[0] == 0 for name in ("first_quote", "refusal_recall"))


def main(
    cases: Annotated[list[str] | None, typer.Argument(help="Which; without any all of the half.")] = None,
    half: Annotated[Half, typer.Option(help="Which cases.")] = Half.DEVELOPMENT,
    show: Annotated[bool, typer.Option("--list", help="Also each question that goes wrong; development only.")] = False,
) -> None:
    """Ask the questions and print how they fared."""
    rows: dict[str, Sequence[Row]] = {}
    with tempfile.TemporaryDirectory(prefix="onrecord-people-") as folder:
        for case in cases or CASES[half]:
            rows[case] = run_suite(suite_of(case), opened(case, Path(folder)))
            for row in rows[case] if show and case in CASES[Half.DEVELOPMENT] else ():
                if _wrong(row):
                    quotes = [c["passage_id"] for claim in row.answer["claims"] for c in claim["citations"]][:4]
                    said = "refused" if row.refused else f"quotes {' '.join(quotes)}"
                    typer.echo(f"{case}/{row.id} [{row.type}] {row.question}\n    {row.confidence:.2f}, {said}")
    typer.echo(table(rows))


if __name__ == "__main__":
    typer.run(main)
