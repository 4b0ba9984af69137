"""``onrecord questions``: a case's known questions, and more of them by a connected model."""

from dataclasses import asdict
from typing import Annotated

import typer

from rag.asking.run import CONNECT, Run, Standing, check_ready, standing, write_questions
from rag.errors import UsageError
from rag.models.endpoint import EndpointError
from rag.settings import Settings
from ui.answer_words import spent
from ui.commands.common import AsJson, print_json
from ui.terminal import progress, show


def questions(
    context: typer.Context,
    write: Annotated[
        bool, typer.Option("--write", help="Have the connected model write some for each passage that has none.")
    ] = False,
    limit: Annotated[
        int | None, typer.Option(min=1, help="With --write: passages asked about.", show_default="all that have none")
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
    if as_json:
        print_json(_as_dict(now, run))
    else:
        used = spent(run.usage) if run else ""
        show("questions", now=now, run=run, spent=used, settings=settings, connect=CONNECT)
    if broken:
        raise broken


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
