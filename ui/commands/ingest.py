"""``onrecord ingest`` and ``onrecord add``: the index brought up to date, and sources added to a case of one's own."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from rag.errors import UsageError
from rag.fetch.run import fetch_one
from rag.index.snapshot import Skipped, readable_snapshot
from rag.ingest.add import add_sources, take_back
from rag.ingest.build import BuildReport
from rag.renew import renew
from rag.settings import Settings
from ui.commands.common import SOME_SKIPPED, AsJson, Date, Language, Publisher, Title, Url, about_source, print_json
from ui.spelled import spelled_out
from ui.terminal import progress, show, warn


def ingest(
    context: typer.Context,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Build again even when nothing changed.")] = False,
    as_json: AsJson = False,
) -> None:
    """Bring the index up to date with the case's files.

    Exit code 3 says that a file could not be read and was skipped; the rest is indexed.
    """
    settings: Settings = context.obj
    with progress() as tick:
        report = renew(settings, tick, rebuild)
    skipped = report.snapshot.skipped
    if as_json:
        print_json(build_as_dict(report, skipped))
    else:
        show_build(report, skipped, settings)
    raise typer.Exit(SOME_SKIPPED if skipped else 0)


def add(
    context: typer.Context,
    places: Annotated[list[str], typer.Argument(metavar="URL|FILE…", help="Documents, folders or web addresses.")],
    tier: Annotated[
        str | None, typer.Option(help="primary, official, press or secondary: how close it stands to the facts.")
    ] = None,
    publisher: Publisher = None,
    date: Date = None,
    title: Title = None,
    language: Language = None,
    licence: Annotated[str | None, typer.Option(help="Under which licence it may be used.")] = None,
    url: Url = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Take a file in the place of the source of its name.")
    ] = False,
    password: Annotated[
        str | None,
        typer.Option(help="Of a locked PDF, of which the case gets a copy without; asked for in a terminal."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Add sources to a case of your own and index them; what was there is not embedded again.

    For example: onrecord --case bridge add survey.pdf --tier primary --publisher "County Engineers" --date 2019-10-14

    A case that is not there is started, without an article. A file that 'onrecord remove' has put into removed/ comes back with all that
    was said of it.

    Exit code 3 says that something could not be read or fetched and was skipped; the rest is added.
    """
    settings: Settings = context.obj
    if settings.case is None:
        raise UsageError(
            "the shipped case takes no sources of yours. Name a folder for your own: onrecord --case NAME add …, "
            "or start one from an article: onrecord new NAME --seed ARTICLE"
        )
    if len(places) > 1 and (title or url):
        raise UsageError("--title and --url belong to one source. Add the sources one by one.")
    about = about_source(
        tier=tier, publisher=publisher, date=date, title=title, language=language, licence=licence, url=url
    )
    fresh = not settings.home.exists()
    readable_snapshot(settings)  # raises, before the case is changed, where it could not be indexed
    with TemporaryDirectory(prefix="onrecord-") as folder, progress() as tick:

        def download(address: str) -> Path:
            return fetch_one(settings, address, Path(folder), tick)

        added = add_sources(settings, places, about, download, replace, asked_password(password), tick)
    if not added.lines and not as_json:
        _show_skipped(added.skipped)
        raise typer.Exit(SOME_SKIPPED)
    with progress() as tick:
        report = renew(settings, tick)
    added = take_back(settings, added, report.snapshot)
    skipped = (*added.skipped, *report.snapshot.skipped)
    passages = {source.id: source.passages for source in report.snapshot.sources}
    if as_json:
        told = [
            line.line.model_dump(mode="json", exclude_defaults=True)
            | {"new": line.new, "changed": line.changed, "passages": passages.get(line.line.id, 0)}
            for line in added.lines
        ]
        print_json(build_as_dict(report, skipped) | {"added": told})
    else:
        new = [one.line for one in added.lines if one.new]
        untold = [line.id for line in new if not (line.publisher and line.published)]
        started = settings.home if fresh else ""
        show("added", started=started, added=added.lines, passages=passages, untold=untold)
        show_build(report, skipped, settings)
    raise typer.Exit(SOME_SKIPPED if skipped else 0)


def asked_password(given: str | None) -> Callable[[Path], str]:
    """What tells the password of a locked file: the one that was ``given``, or whoever sits at the terminal; else ""."""

    def ask(path: Path) -> str:
        if given is not None or not (sys.stdin.isatty() and sys.stderr.isatty()):
            return given or ""
        told = f"password of {spelled_out(path.name)}"
        return str(typer.prompt(told, "", hide_input=True, show_default=False, err=True))

    return ask


def show_build(report: BuildReport, skipped: Sequence[Skipped], settings: Settings) -> None:
    """Print what was built and what was skipped."""
    s = report.snapshot
    _show_skipped(skipped)
    for source in s.sources if report.changed else ():
        for warning in source.warnings:
            warn(f"{source.file}: {warning}")
    for line in s.left_out if report.changed else ():
        warn(f"prepared answer {line}")
    if report.damaged:
        warn(f"the index was damaged and is made anew: {report.damaged}")
    show("built", report=report, made=s, folder=settings.data_dir)


def build_as_dict(report: BuildReport, skipped: Sequence[Skipped]) -> dict[str, object]:
    """The same as plain data for ``--json``."""
    s = report.snapshot
    return {
        "changed": report.changed,
        "damaged": report.damaged,
        "seconds": round(report.seconds, 2),
        "snapshot": s.id,
        "sources": len(s.sources),
        "passages": s.passages,
        "embedder": s.embedder,
        "embedded": report.embedded,
        "reused": report.reused,
        "skipped": [file.model_dump() for file in skipped],
        "left_out": list(s.left_out),
    }


def _show_skipped(skipped: Sequence[Skipped]) -> None:
    for file in skipped:
        warn(f"skipped: {file.reason}", "red", whole=True)
