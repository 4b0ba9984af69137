"""``onrecord add``: files and web pages become sources of a case of one's own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from rag.errors import UsageError

if TYPE_CHECKING:
    from rag.index.snapshot import Snapshot
    from rag.ingest.add import Added, Download
    from rag.settings import Settings


def add(
    context: typer.Context,
    places: Annotated[list[str], typer.Argument(metavar="URL|FILE…", help="Documents, folders or web addresses.")],
    tier: Annotated[
        str | None, typer.Option(help="primary, official, press or secondary: how close it stands to the facts.")
    ] = None,
    publisher: Annotated[str | None, typer.Option(help="Who published it; of a folder all that is in it.")] = None,
    date: Annotated[
        str | None, typer.Option(help="When, as 2024-01-31, 2024-01 or 2024; of a folder likewise.")
    ] = None,
    title: Annotated[str | None, typer.Option(help="Its title, if the file does not say it.")] = None,
    language: Annotated[str | None, typer.Option(help="Its language, such as en, es or zh; told by itself.")] = None,
    licence: Annotated[str | None, typer.Option(help="Under which licence it may be used.")] = None,
    url: Annotated[str | None, typer.Option(help="Where a file was found; answers link to it.")] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Take a file in the place of the source of its name.")
    ] = False,
    password: Annotated[
        str | None,
        typer.Option(help="Of a locked PDF, of which the case gets a copy without; asked for in a terminal."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")] = False,
) -> None:
    """Add sources to a case of your own and index them; what was there is not embedded again.

    For example: onrecord --case bridge add survey.pdf --tier primary --publisher "County Engineers" --date 2019-10-14

    A file that 'onrecord remove' has put into removed/ comes back with all that was said of it.

    Exit code 3 says that something could not be read or fetched and was skipped; the rest is added.
    """
    from rag.index.owner import readable_snapshot
    from rag.ingest.add import add_sources, take_back
    from rag.renew import renew
    from ui.commands.about import about_source
    from ui.ingest import SOME_SKIPPED, asked_password, build_as_dict, show_build
    from ui.terminal import progress

    settings: Settings = context.obj
    if settings.case is None:
        raise UsageError(
            "the shipped case takes no sources of yours. Start your own: onrecord new NAME --seed ARTICLE, "
            "then: onrecord --case NAME add …"
        )
    if not settings.home.exists():
        raise UsageError(
            f"there is no case {settings.case}. Start it with its article: onrecord new {settings.home.name} --seed ARTICLE"
        )
    if len(places) > 1 and (title or url):
        raise UsageError("--title and --url belong to one source. Add the sources one by one.")
    about = about_source(
        tier=tier, publisher=publisher, date=date, title=title, language=language, licence=licence, url=url
    )
    readable_snapshot(settings)  # raises, before the case is changed, where it could not be indexed
    with downloader(settings) as download, progress() as tick:
        added = add_sources(settings, places, about, download, replace, asked_password(password), tick)
    if not added.lines and not as_json:
        from rich.text import Text

        from ui.terminal import err

        for file in added.skipped:
            err.print(Text(f"skipped: {file.reason}", style="red"), soft_wrap=True)
        raise typer.Exit(SOME_SKIPPED)
    with progress() as tick:
        report = renew(settings, tick)
    added = take_back(settings, added, report.snapshot)
    skipped = (*added.skipped, *report.snapshot.skipped)
    if as_json:
        told = build_as_dict(report, added, skipped) | {"added": _as_dicts(added, report.snapshot)}
        typer.echo(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        _show(added, report.snapshot)
        show_build(report, None, skipped, settings)
    raise typer.Exit(SOME_SKIPPED if skipped else 0)


@contextmanager
def downloader(settings: Settings) -> Iterator[Download]:
    """What fetches an address for ``add``, into a folder that goes when it is done."""
    from rag.fetch.run import fetch_one
    from ui.terminal import progress

    with TemporaryDirectory(prefix="onrecord-") as folder, progress() as tick:
        yield lambda address: fetch_one(settings, address, Path(folder), tick)


def _show(added: Added, snapshot: Snapshot) -> None:
    from rich.text import Text

    from rag.types import Tier
    from ui.terminal import out

    passages = {source.id: source.passages for source in snapshot.sources}
    for line in added.lines:
        entry = line.line
        head = "added " if line.new else "taken as it is now: " if line.changed else "known already: "
        count = passages.get(entry.id, 0)
        out.print(Text(head).append(entry.id, style="bold").append(f" · {entry.title or Path(entry.path).stem}"))
        told = [entry.tier or "secondary", entry.publisher, entry.published, f"{count} passage{'s' * (count != 1)}"]
        folder = "seeds" if entry.tier is Tier.SEED else "corpus"  # the article itself may be given again
        out.print(Text(f"  {' · '.join(part for part in told if part)} · {folder}/{entry.path}", style="dim"))
    untold = [line.line.id for line in added.lines if line.new and not (line.line.publisher and line.line.published)]
    if untold:
        out.print(
            Text(
                f"no publisher or no date: {', '.join(untold)}. Without them no answer can say whose words these are, nor which of two "
                "figures is the later: add the file again with --publisher and --date",
                style="yellow",
            )
        )


def _as_dicts(added: Added, snapshot: Snapshot) -> list[dict[str, object]]:
    passages = {source.id: source.passages for source in snapshot.sources}
    return [
        line.line.model_dump(mode="json", exclude_defaults=True)
        | {"new": line.new, "changed": line.changed, "passages": passages.get(line.line.id, 0)}
        for line in added.lines
    ]
