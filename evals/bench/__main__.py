"""``python -m evals.bench speed``, ``many`` and ``load``."""

import json
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

    _show(measure(runs), as_json)


@app.command()
def many(
    passages: Annotated[int, typer.Option(help="How many to generate.", min=1000)] = 100_000,
    questions: Annotated[int, typer.Option(help="How many are asked.", min=10)] = 80,
    as_json: AsJson = False,
) -> None:
    """Build and open an index of very many passages with random vectors, and answer from it."""
    from evals.bench.many import measure

    _show(measure(passages, questions), as_json)


@app.command()
def load(
    askers: Annotated[int, typer.Option(min=1, help="How many ask at the same time, each without a pause.")] = 50,
    minutes: Annotated[float, typer.Option(min=0.05, help="For how long.")] = 5,
    as_json: AsJson = False,
) -> None:
    """Ask a server the suite's questions from many askers at once: errors, times, and its memory as it goes."""
    from evals.bench.load import measure

    _show(measure(askers, minutes * 60), as_json)


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
