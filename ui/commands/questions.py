"""``onrecord questions``: a case's known questions, and more of them by a connected model."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from rag.errors import UsageError

if TYPE_CHECKING:
    from rag.asking.run import Run
    from rag.asking.standing import Standing
    from rag.settings import Settings

PER_PASSAGE, MOST = 6, 30
KINDS = {
    "answered": "answered",
    "false_premise": "with a wrong premise",
    "unanswered": "that the sources do not answer",
}


def questions(
    context: typer.Context,
    write: Annotated[
        bool, typer.Option("--write", help="Have the connected model write some for each passage that has none.")
    ] = False,
    per_passage: Annotated[
        int | None, typer.Option(min=1, max=MOST, help="Questions asked for a passage.", show_default=str(PER_PASSAGE))
    ] = None,
    limit: Annotated[
        int | None, typer.Option(min=1, help="Passages asked about, at most.", show_default="all that have none")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")] = False,
) -> None:
    """Count the known questions of the case (corpus/questions.jsonl): they say where to look and what to be silent on.

    With --write a model (docs/model.md) writes more, one call a passage. What it writes is held against the index, which drops
    most of its slips; each line says by which model it is. Look them over and delete what is wrong. A run that is
    broken off goes on where it was.

    Example: onrecord --case bridge questions --write --limit 20
    """
    from rag.asking.standing import check_ready, standing
    from rag.models.endpoint import EndpointError
    from ui.terminal import progress

    settings: Settings = context.obj
    if not write and (per_passage is not None or limit is not None):
        raise UsageError(f"--per-passage and --limit go with --write: {settings.command} questions --write")
    run: Run | None = None
    broken: BaseException | None = None
    if write:
        from rag.asking.run import Run, write_questions

        check_ready(settings)
        run = Run()
    with progress() as tick:
        now = standing(settings, tick)
        if run:
            try:
                write_questions(settings, now, run, per_passage or PER_PASSAGE, limit, tick)
            except (EndpointError, KeyboardInterrupt) as exc:  # what was written before that stays, and is told
                broken = exc
            if run.kept and not isinstance(broken, KeyboardInterrupt):
                now = standing(settings, tick)
    if as_json:
        typer.echo(json.dumps(_as_dict(now, run), ensure_ascii=False, indent=1))
    else:
        _show(now, run, settings)
    if broken:
        raise broken


def _show(now: Standing, run: Run | None, settings: Settings) -> None:
    from rich.text import Text

    from ui.terminal import out, spent

    if run:
        out.print(
            Text(f"asked about {_n(run.asked, 'passage')}: {_n(run.kept.total(), 'question')} kept", style="green")
        )
        for what, count in (
            *run.dropped.items(),
            ("passages without a reply", run.failed),
            ("passages too long for the model's window", run.too_long),
        ):
            if count:
                out.print(Text(f"  {what}: {count}", style="yellow"))
        out.print(Text(spent(run.usage), style="dim"))
    kinds, without, held = now.kinds, len(now.without), len(now.index.passages)
    told = ", ".join(f"{kinds[kind]:,} {words}" for kind, words in KINDS.items())
    out.print(Text(f"{len(now.questions):,} known questions: {told}"))
    if kinds["lost"]:
        out.print(Text(f"{kinds['lost']:,} name no passage of the index", style="yellow"))
    if now.by:
        out.print(Text("written by a model: " + ", ".join(f"{count:,} by {by}" for by, count in now.by.items())))
    out.print(Text(f"{without:,} of {_n(held, 'passage')} have none"))
    if without and not run:
        out.print(Text(_more(settings), style="dim"))


def _more(settings: Settings) -> str:
    """How to get more of them."""
    if settings.case is None:
        return "write more into corpus/questions.jsonl; into a case of your own a model writes them (docs/your-own-case.md)"
    from rag.asking.standing import CONNECT

    command = f"{settings.command} questions --write"
    if settings.writes:
        return f"more: {command} has {settings.model} write some for each of these"
    return f"more: write them into corpus/questions.jsonl (docs/your-own-case.md), or {CONNECT} and run {command}"


def _as_dict(now: Standing, run: Run | None) -> dict[str, object]:
    """The same as plain data for ``--json``; ``run`` is null without ``--write``."""
    found: dict[str, object] = {
        "questions": len(now.questions),
        **now.kinds,
        "by": now.by,
        "passages": len(now.index.passages),
        "passages_without": len(now.without),
    }
    if run is None:
        return found | {"run": None}
    counts = {"asked": run.asked, "failed": run.failed, "too_long": run.too_long}
    told = {"kept": dict(run.kept), "dropped": dict(run.dropped), "usage": asdict(run.usage)}
    return found | {"run": counts | told}


def _n(count: int, what: str) -> str:
    return f"{count:,} {what}{'s' * (count != 1)}"
