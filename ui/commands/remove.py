"""``onrecord remove``: sources are taken out of a case of one's own, and the index no longer answers from them."""

import shlex
from pathlib import Path
from typing import Annotated

import typer

from rag.case.remove import REMOVED
from rag.errors import OnRecordError, UsageError
from rag.index.snapshot import readable_snapshot
from rag.ingest.add import Leaving, Removed, remove_sources
from rag.renew import renew
from rag.settings import Settings
from ui.commands.common import SOME_SKIPPED, AsJson, print_json
from ui.commands.ingest import build_as_dict, show_build
from ui.terminal import progress, say, show, warn


def remove(
    context: typer.Context,
    source_ids: Annotated[
        list[str], typer.Argument(metavar="SOURCE_ID…", help="Sources to take out; 'onrecord sources' lists the ids.")
    ],
    with_questions: Annotated[
        bool,
        typer.Option(
            "--with-questions", help="Take them out of the known questions, too: those that nothing else answers go."
        ),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Take sources out of a case of your own; the index is renewed and no longer answers from them.

    Nothing is deleted: the files move to removed/ in the case's folder, with what the manifest said of them and the known
    questions that go. To put one back, add it from there. A fetched original stays where it is, unused. While the ledger
    (corpus/claims.jsonl), a dispute or a known question names a source, it is not taken out, and the lines are told.

    For example: onrecord --case bridge remove survey

    Exit code 2: an id is wrong, or the case names the source. 3: taken out, but another file could not be read and was skipped.
    """
    settings: Settings = context.obj
    if settings.case is None:
        raise UsageError(
            "the shipped case keeps its sources. Ask some of them alone: onrecord ask --source ID …; or copy corpus/ and seeds/ of "
            f"{settings.home} into a folder of your own, then: onrecord --case FOLDER remove ID"
        )
    live = readable_snapshot(settings)  # raises, before the case is changed, where it could not be indexed
    removed = remove_sources(settings, source_ids, with_questions, live)
    if not as_json:
        _show(removed, settings)
    try:
        with progress() as tick:
            report = renew(settings, tick)
    except OnRecordError as exc:
        said = f"{', '.join(source_ids)}: taken out of the case, but the index still answers from it: {exc} Then run '{settings.command} ingest'."
        raise type(exc)(said) from exc
    if as_json:
        print_json(build_as_dict(report, report.snapshot.skipped) | _as_dict(removed, settings))
    else:
        show_build(report, report.snapshot.skipped, settings)
        if kept := [shlex.quote(_shown(settings, one.going.kept)) for one in removed.leaving if one.going.kept]:
            back = f"to put {'it' if len(kept) == 1 else 'them'} back: {settings.command} add {' '.join(kept)}"
            say(back, "dim", whole=True)
    raise typer.Exit(SOME_SKIPPED if report.snapshot.skipped else 0)


def _show(removed: Removed, settings: Settings) -> None:
    """What went and where it is kept."""
    leaving = []
    for one in removed.leaving:
        going = one.going
        stays = ", so it stays where it is" if going.file.exists() else ""
        missing = f"corpus/{going.line.path}: {going.why}{stays}"
        leaving.append((_about(one), one, f"now in {_shown(settings, going.kept)}" if going.kept else missing))
    show("removed", leaving=leaving, removal=removed.removal, kept=_shown(settings, "questions.jsonl"))
    if not removed.removal.listed:
        warn(
            "corpus/manifest.jsonl lists the other sources, so that they stay what they are: from then on a file counts once it is added"
        )
    if removed.removal.only_article:
        warn("corpus/ holds no other source: answers rest on the article alone")


def _about(one: Leaving) -> dict[str, str]:
    """What is known of a source: by its line, else by the index, which has read the record."""
    line, indexed = one.going.line, one.indexed
    return {
        "id": line.id,
        "title": line.title or (indexed.title if indexed else Path(line.path).stem),
        "tier": str(line.tier or (indexed.tier if indexed else "secondary")),
        "publisher": line.publisher or (indexed.publisher if indexed else ""),
        "published": line.published or (indexed.published if indexed else ""),
    }


def _shown(settings: Settings, path: str) -> str:
    """A path below ``removed/`` as it is typed in a shell."""
    return str((settings.case or settings.home) / REMOVED / path)


def _as_dict(removed: Removed, settings: Settings) -> dict[str, object]:
    """What went, and the known questions that named it, for a program."""
    removal = removed.removal
    return {
        "removed": [
            _about(one)
            | one.going.line.model_dump(mode="json", exclude_defaults=True)
            | {
                "passages": one.passages,
                "kept": _shown(settings, one.going.kept) if one.going.kept else "",
                "not_kept_because": one.going.why,
                "original": str(one.original) if one.original else "",
            }
            for one in removed.leaving
        ],
        "questions": [
            {"place": one.place, "what": one.what, "names": list(one.names), "goes": one.number in removal.dropped}
            for one in removal.questions
        ],
    }
