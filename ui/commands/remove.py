"""``onrecord remove``: sources are taken out of a case of one's own, and the index no longer answers from them."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rag.errors import OnRecordError, UsageError

if TYPE_CHECKING:
    from rag.case.remove import Reference
    from rag.ingest.build import BuildReport
    from rag.ingest.remove import Leaving, Removed
    from rag.settings import Settings


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
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen; change nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")] = False,
) -> None:
    """Take sources out of a case of your own; the index is renewed and no longer answers from them.

    Nothing is deleted: the files move to removed/ in the case's folder, with what the manifest said of them and the known
    questions that go. To put one back, add it from there. A fetched original stays where it is, unused. While the ledger
    (corpus/claims.jsonl), a dispute or a known question names a source, it is not taken out, and the lines are told.

    For example: onrecord --case bridge remove survey --dry-run, then: onrecord --case bridge remove survey

    Exit code 2: an id is wrong, or the case names the source. 3: taken out, but another file could not be read and was skipped.
    """
    from rag.index.owner import readable_snapshot
    from rag.ingest.remove import plan, remove_sources
    from rag.renew import renew
    from ui.ingest import SOME_SKIPPED, show_build
    from ui.terminal import progress

    settings: Settings = context.obj
    if settings.case is None:
        raise UsageError(
            "the shipped case keeps its sources. Ask some of them alone: onrecord ask --source ID …; or copy corpus/ and seeds/ of "
            f"{settings.home} into a folder of your own, then: onrecord --case FOLDER remove ID"
        )
    live = readable_snapshot(settings)  # raises, before the case is changed, where it could not be indexed
    if dry_run:
        planned = plan(settings, source_ids, with_questions, live)
        _print_json(planned, settings, None) if as_json else _show(planned, settings, dry=True)
        if planned.removal.refusal:
            raise UsageError(planned.removal.refusal)
        return
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
        _print_json(removed, settings, report)
    else:
        show_build(report, None, report.snapshot.skipped, settings)
        _show_way_back(removed, settings)
    raise typer.Exit(SOME_SKIPPED if report.snapshot.skipped else 0)


def _show(removed: Removed, settings: Settings, dry: bool = False) -> None:
    """What goes and where it is kept; of what is refused only the places that name it."""
    from rich.text import Text

    from ui.terminal import err, out

    removal = removed.removal
    if removal.refusal:
        for reference in (*removal.claims, *removal.disputes, *(() if removal.known else removal.questions)):
            err.print(Text(f"{reference.place} ({reference.what}): {', '.join(reference.names)}", style="yellow"))
        return
    for one in removed.leaving:
        about = _about(one)
        out.print(
            Text("would remove " if dry else "removed ")
            .append(about["id"], style="bold")
            .append(f" · {about['title']}")
        )
        told = [
            about["tier"],
            about["publisher"],
            about["published"],
            f"{one.passages} passage{'s' * (one.passages != 1)}",
        ]
        where = _whereabouts(one, settings, dry)
        out.print(Text(f"  {' · '.join(part for part in told if part)} · {where}", style="dim"))
        if one.original:
            words = f"  its fetched original stays, unused: {one.original}; audit findings on it are no longer shown"
            out.print(Text(words, style="dim"))
    if removal.known is not None:
        out.print(Text(_questions(removed, settings, dry)))
    if not removal.listed:
        words = "corpus/manifest.jsonl lists the other sources, so that they stay what they are: from then on a file counts once it is added"
        err.print(Text(words, style="yellow"))
    if removal.only_article:
        err.print(Text("corpus/ holds no other source: answers rest on the article alone", style="yellow"))
    if dry:
        out.print(Text("nothing was changed", style="dim"))


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


def _whereabouts(one: Leaving, settings: Settings, dry: bool) -> str:
    """Where the file is now, or will be."""
    if one.going.kept:
        return f"{'would lie' if dry else 'now'} in {_shown(settings, one.going.kept)}"
    stays = ", so it stays where it is" if one.going.file.exists() else ""
    return f"corpus/{one.going.line.path}: {one.going.why}{stays}"


def _questions(removed: Removed, settings: Settings, dry: bool) -> str:
    gone = len(removed.removal.dropped)
    others, would = len(removed.removal.questions) - gone, "would be " if dry else ""
    return (
        f"known questions: {gone} {would}taken out, {others} {would}left to what else answers them; "
        f"the lines as they were {'would stay' if dry else 'are'} in {_shown(settings, 'questions.jsonl')}"
    )


def _show_way_back(removed: Removed, settings: Settings) -> None:
    from rich.text import Text

    from ui.terminal import out

    kept = [one.going.kept for one in removed.leaving if one.going.kept]
    if not kept:
        return
    them = "it" if len(kept) == 1 else "them"
    way = f"{settings.command} add {' '.join(shlex.quote(_shown(settings, path)) for path in kept)}"
    out.print(Text(f"to put {them} back: {way}", style="dim"), soft_wrap=True)  # a line that can be copied


def _shown(settings: Settings, path: str) -> str:
    """A path below ``removed/`` as it is typed in a shell."""
    from rag.case.removed import REMOVED

    return str((settings.case or settings.home) / REMOVED / path)


def _print_json(removed: Removed, settings: Settings, report: BuildReport | None) -> None:
    """All of it as one object; ``report`` is missing where nothing was changed."""
    from rag.ingest.add import Added
    from ui.ingest import build_as_dict

    removal = removed.removal
    built = build_as_dict(report, Added(), report.snapshot.skipped) if report else {"changed": False}
    built.pop("added", None)
    told = {
        "dry_run": report is None,
        "refused": removal.refusal,
        "removed": [_source_as_dict(one, settings) for one in removed.leaving],
        "claims": [_reference_as_dict(one) for one in removal.claims],
        "disputes": [_reference_as_dict(one) for one in removal.disputes],
        "questions": [_reference_as_dict(one) | {"goes": one.number in removal.dropped} for one in removal.questions],
    }
    typer.echo(json.dumps(built | told, ensure_ascii=False, indent=1))


def _source_as_dict(one: Leaving, settings: Settings) -> dict[str, object]:
    return (
        _about(one)
        | one.going.line.model_dump(mode="json", exclude_defaults=True)
        | {
            "passages": one.passages,
            "kept": _shown(settings, one.going.kept) if one.going.kept else "",
            "not_kept_because": one.going.why,
            "original": str(one.original) if one.original else "",
        }
    )


def _reference_as_dict(one: Reference) -> dict[str, object]:
    return {"place": one.place, "what": one.what, "fields": list(one.fields), "names": list(one.names)}
