"""``python -m evals.bench speed``, ``ingest``, ``reading``, ``model``, ``load`` and ``page``."""

from __future__ import annotations

import json
import platform
from typing import Annotated

import typer

from rag.errors import OnRecordError

app = typer.Typer(
    no_args_is_help=True, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False, help=__doc__
)
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")]


@app.command()
def speed(as_json: AsJson = False, runs: Annotated[int, typer.Option(help="Repeats of each command.")] = 5) -> None:
    """Time start-up, ingestion and answers of the shipped case in fresh processes, and their memory."""
    from evals.bench.speed import measure

    figures = {"machine": f"{platform.machine()} {platform.system()}, Python {platform.python_version()}"} | measure(
        runs
    )
    _show(figures, as_json)


@app.command()
def ingest(
    passages: Annotated[int, typer.Option(help="How many to generate.", min=50)] = 10_000,
    embedder: Annotated[str, typer.Option(help="e5 (ten times slower) or minilm.")] = "minilm",
    as_json: AsJson = False,
) -> None:
    """Ingest generated passages beside the bare embedder on the same texts: rates, their ratio, peak memory."""
    from evals.bench.ingest import measure

    _show(measure(passages, embedder), as_json)


@app.command()
def model(as_json: AsJson = False, runs: Annotated[int, typer.Option(help="Questions to ask.")] = 30) -> None:
    """Time what we add to a model's first token and to each sentence, against an endpoint with a fixed delay."""
    from evals.bench.model import measure

    _show(measure(runs), as_json)


@app.command()
def reading(as_json: AsJson = False, runs: Annotated[int, typer.Option(help="Alternating runs of each.")] = 15) -> None:
    """Speed of reading PDF, HTML and CSV beside the libraries' own bare extraction, on files made in this run."""
    from evals.bench.reading import compare as compare_reading

    _show(compare_reading(runs), as_json)


@app.command()
def load(
    askers: Annotated[int, typer.Option(min=1, help="How many ask at the same time, each without a pause.")] = 50,
    minutes: Annotated[float, typer.Option(min=0.05, help="For how long.")] = 5,
    pause: Annotated[float, typer.Option(min=0, help="Seconds an asker reads before the next question.")] = 0,
    url: Annotated[str, typer.Option(help="A running server; default: one is started for this run.")] = "",
    remembered: Annotated[bool, typer.Option(help="The started server may give a known answer again.")] = True,
    as_json: AsJson = False,
) -> None:
    """Ask a server the suite's questions from many askers at once: errors, times, and its memory as it goes."""
    from evals.bench.load import measure

    _show(measure(askers, minutes * 60, pause, url, remembered), as_json)


@app.command()
def page(
    visits: Annotated[int, typer.Option(min=1, help="Visits to the warm server, each with an empty cache.")] = 10,
    url: Annotated[str, typer.Option(help="A running server; default: one is started for this run.")] = "",
    as_json: AsJson = False,
) -> None:
    """Time from opening the chat to its input, in Chromium; needs the development packages."""
    from evals.bench.page import measure

    _show(measure(visits, url), as_json)


def _show(figures: dict[str, object], as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps(figures, indent=1))
        return
    for name, value in figures.items():
        typer.echo(f"{name:<34} {value}")


if __name__ == "__main__":
    try:
        app()
    except OnRecordError as exc:  # one line for a person, as the command line gives it
        typer.echo(f"bench: {exc}", err=True)
        raise SystemExit(2) from exc
