"""``python -m evals.bench speed``, ``ingest``, ``many``, ``reading``, ``model``, ``load``, ``page``, ``brief``, ``eval``, ``suite FILE`` and ``retrieval FILE…``."""

from __future__ import annotations

import json
import platform
from pathlib import Path
from typing import Annotated

import typer

from rag.errors import OnRecordError
from rag.settings import load_settings

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
def many(
    passages: Annotated[int, typer.Option(help="How many to generate.", min=1000)] = 100_000,
    questions: Annotated[int, typer.Option(help="How many are asked.", min=10)] = 80,
    as_json: AsJson = False,
) -> None:
    """Open an index of very many passages with random vectors, and answer from it."""
    from evals.bench.many import measure

    _show(measure(passages, questions), as_json)


@app.command()
def model(as_json: AsJson = False, runs: Annotated[int, typer.Option(help="Questions to ask.")] = 30) -> None:
    """Time what we add to a model's first token and to each sentence, against an endpoint with a fixed delay."""
    from evals.bench.model import measure

    _show(measure(runs), as_json)


@app.command()
def retrieval(
    files: Annotated[
        list[Path], typer.Argument(help="Question sets in SQuAD's JSON format, one a language (xx.json).")
    ],
    every: Annotated[int, typer.Option(help="Take every Nth question.")] = 3,
    as_json: AsJson = False,
) -> None:
    """nDCG@10 and recall@1 of our ranker and of LlamaIndex's dense + BM25 reciprocal-rank fusion, same embedder, one run."""
    from evals.bench.retrieval import compare

    _show({file.name: compare(file, every) for file in files}, as_json)


@app.command()
def reading(as_json: AsJson = False, runs: Annotated[int, typer.Option(help="Alternating runs of each.")] = 15) -> None:
    """Speed of reading PDF, HTML and CSV beside the libraries' own bare extraction, on files made in this run."""
    from evals.bench.reading import compare as compare_reading

    _show(compare_reading(runs), as_json)


@app.command()
def brief(
    topic: Annotated[str, typer.Argument(help="As in 'onrecord summarize'.")] = "fentanyl from China, 2013-2021",
    runs: Annotated[int, typer.Option(min=1, help="Repeats.")] = 3,
    as_json: AsJson = False,
) -> None:
    """Time a long brief of the shipped case."""
    from evals.bench.brief import measure

    _show(measure(topic, runs), as_json)


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


@app.command(name="eval")
def eval_(
    questions: Annotated[int, typer.Option(min=10, help="How many.")] = 1000,
    seed: Annotated[int, typer.Option(help="Of the questions made by template.")] = 0,
    as_json: AsJson = False,
) -> None:
    """Time 'onrecord eval' on a long suite, kill it midway, resume it, and compare the scores byte for byte."""
    from evals.bench.eval import measure

    _show(measure(questions, seed), as_json)


@app.command()
def suite(
    file: Annotated[Path, typer.Argument(help="Where to write it, as JSONL.")],
    questions: Annotated[int, typer.Option(min=1, help="How many.")] = 1000,
    seed: Annotated[int, typer.Option(help="Of the questions made by template.")] = 0,
) -> None:
    """Write the suite that 'eval' runs: the shipped one, and questions by template from the words of the index."""
    from evals.bench.thousand import write_suite
    from rag.assemble import open_parts

    made = write_suite(file, open_parts(load_settings(no_model=True)), questions, seed)
    typer.echo(f"{file}: {len(made)} questions")


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
