"""``onrecord diff``: which sentences of a brief or an answer no longer hold, which are new, and why."""

from pathlib import Path
from typing import Annotated

import typer

from rag.ask import answer
from rag.assemble import open_parts
from rag.brief import Brief, summarize
from rag.saved.diff import Change, Diff, Saved, against_live, between
from rag.settings import Settings
from rag.types import Answer
from ui.brief.files import load, saved
from ui.commands.common import AsJson, print_json
from ui.terminal import progress, show


def diff(
    context: typer.Context,
    old: Annotated[Path, typer.Argument(help="A brief or an answer, as JSON or as an export that carries it.")],
    new: Annotated[
        Path | None, typer.Argument(help="The later one.", show_default="made again from the sources as they are now")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Say which sentences no longer hold after the sources changed; exit code 1 when there is one.

    Example: onrecord diff brief-march.json brief-june.json
    """
    settings: Settings = context.obj
    before = load(old).given
    if new is not None:
        found = between(saved(before), saved(load(new).given))
    else:
        found = against_live(saved(before), _again(settings, before), settings)
    print_json(found.to_dict()) if as_json else _show(found)
    raise typer.Exit(0 if found.holds else 1)


def _again(settings: Settings, before: Answer | Brief) -> Saved:
    """The same brief or answer made again from the live sources."""
    with progress() as tick:
        parts = open_parts(settings, tick)
        if isinstance(before, Brief):
            return saved(summarize(before.scope, parts))
        return saved(answer(before.question, parts))


def _show(found: Diff) -> None:
    counts = [f"{n} {change}" for change in Change if (n := sum(s.change is change for s in found.sentences))]
    show("differing", found=found, counts=", ".join(counts))
