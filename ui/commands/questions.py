"""``onrecord questions``: a case's known questions, and more of them by a connected model."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from rag.asking.run import CONNECT, Run, Standing, check_ready, standing, write_questions
from rag.errors import UsageError
from rag.models.endpoint import EndpointError
from rag.settings import Settings
from ui.answer_words import spent
from ui.commands.common import AsJson, counted, print_json
from ui.terminal import progress, say

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
    limit: Annotated[
        int | None,
        typer.Option(min=1, help="With --write: passages asked about.", show_default="all that have none"),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Count the known questions of the case (corpus/questions.jsonl): they say where to look and what to be silent on.

    With --write a model (docs/model.md) writes more, one call a passage. What it writes is held against the index, which drops
    most of its slips; each line says by which model it is. Look them over and delete what is wrong. A run that is
    broken off goes on where it was.

    Example: onrecord --case bridge questions --write --limit 20
    """
    settings: Settings = context.obj
    if not write and limit is not None:
        raise UsageError(f"--limit goes with --write: {settings.command} questions --write")
    broken: BaseException | None = None
    if write:
        check_ready(settings)
    run = Run() if write else None
    with progress() as tick:
        now = standing(settings, tick)
        if run:
            try:
                write_questions(settings, now, run, limit, tick)
            except (EndpointError, KeyboardInterrupt) as exc:  # what was written before that stays, and is told
                broken = exc
            if run.kept and not isinstance(broken, KeyboardInterrupt):
                now = standing(settings, tick)
    print_json(_as_dict(now, run)) if as_json else _show(now, run, settings)
    if broken:
        raise broken


def _show(now: Standing, run: Run | None, settings: Settings) -> None:
    if run:
        say(f"asked about {counted(run.asked, 'passage')}: {counted(run.kept.total(), 'question')} kept", "green")
        lost = {"passages without a reply": run.failed, "passages too long for the model's window": run.too_long}
        for what, count in {**run.dropped, **lost}.items():
            if count:
                say(f"  {what}: {count}", "yellow")
        say(spent(run.usage), "dim")
    kinds, without, held = now.kinds, len(now.without), len(now.index.passages)
    told = ", ".join(f"{kinds[kind]:,} {words}" for kind, words in KINDS.items())
    say(f"{len(now.questions):,} known questions: {told}")
    if kinds["lost"]:
        say(f"{kinds['lost']:,} name no passage of the index", "yellow")
    if now.by:
        say("written by a model: " + ", ".join(f"{count:,} by {by}" for by, count in now.by.items()))
    say(f"{without:,} of {counted(held, 'passage')} have none")
    if without and not run:
        say(_more(settings), "dim")


def _more(settings: Settings) -> str:
    """How to get more of them."""
    if settings.case is None:
        return "write more into corpus/questions.jsonl; into a case of your own a model writes them (docs/your-own-case.md)"
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
        "run": None,
    }
    if run is None:
        return found
    counts = {"asked": run.asked, "failed": run.failed, "too_long": run.too_long}
    kept = {"kept": dict(run.kept), "dropped": dict(run.dropped), "usage": asdict(run.usage)}
    return found | {"run": counts | kept}
