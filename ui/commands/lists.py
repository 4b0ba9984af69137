"""``onrecord ledger`` and ``disputes``: what editors judged, as text, as a page or as data; and ``sources``: what the index holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from rag.answer.said_by import date_of
from rag.errors import StoreError, UsageError
from rag.index.snapshot import live_snapshot
from rag.lists.deciding import DecidingFact
from rag.lists.disputes import DisputeEntry, Disputes, open_disputes
from rag.lists.ledger import STATUSES, Ledger, LedgerEntry, open_ledger
from rag.settings import Settings
from rag.types import AuditMark
from ui.brief.save import save
from ui.commands.common import AsJson, counted, print_json
from ui.reasons import audit_line
from ui.terminal import AUDIT_STYLE, FINDING_STYLE, TIER_STYLE, say, warn
from ui.terminal import out as screen
from ui.web.beside import as_document

Out = Annotated[Path | None, typer.Option(help="File to write: .html or .json.")]
_BASIS = {"computed": "computed from the facts", "code disagrees": "code disagrees", "editor": "an editor's judgement"}
_ISO = re.compile(r"\d{4}(?:-\d{2}){0,2}")


def sources(context: typer.Context, as_json: AsJson = False) -> None:
    """List the sources of the index with tier, date and how each was read."""
    snapshot = live_snapshot(context.obj)
    if snapshot is None:
        raise StoreError(f"no index in {context.obj.data_dir}. Run 'onrecord ingest' first.")
    if as_json:
        print_json(snapshot.model_dump(mode="json"))
        return
    for source in sorted(snapshot.sources, key=lambda source: (source.tier.rank, source.id)):
        date = _ISO.match(source.published)
        about = [source.publisher, date.group() if date else "", counted(source.passages, "passage")]
        say(source.title, "bold")
        line = Text(source.id, style="cyan").append(f" · {source.tier}", style=TIER_STYLE[source.tier])
        say(line.append("".join(f" · {part}" for part in about if part), style="not bold dim"), indent=2)
    for skipped in snapshot.skipped:
        say(f"skipped: {skipped.reason}", "red")
    held = f"{len(snapshot.sources)} sources · {snapshot.passages} passages"
    say(f"snapshot {snapshot.id} · {held} · {snapshot.embedder} · made {snapshot.created}", "dim")


def ledger(
    context: typer.Context,
    claim_id: Annotated[str | None, typer.Argument(help="One claim in full, such as c01.")] = None,
    status: Annotated[
        str | None,
        typer.Option(help="Only: contradicted, 'partly supported', supported, 'not addressed' or opinion."),
    ] = None,
    out: Out = None,
    as_json: AsJson = False,
) -> None:
    """The article's claims: status, its own words, and the facts that decide each.

    Example: onrecord ledger --out ledger.html
    """
    settings: Settings = context.obj
    _check(out)
    found = open_ledger(settings, claim_id or "", status or "")
    if _written(found, out, as_json, "claim"):
        return
    counts = ", ".join(f"{len(found.of(s))} {s}" for s in STATUSES if found.of(s))
    computed = sum(entry.basis == "computed" for entry in found.entries)
    said = f"{counted(len(found.entries), 'claim')}: {counts}; {computed} computed from the facts"
    if claim_id is not None:
        for entry in found.entries:
            _show_claim(entry)
        say(said, "bold")
        return
    rows = []
    for entry in (entry for one in STATUSES for entry in found.of(one)):
        claim = Text(entry.claim)
        if entry.basis == "code disagrees":
            claim.append(f"\ncode disagrees: {entry.computed}", style="red")
        rows.append((entry.id, Text(entry.status, style=FINDING_STYLE[entry.status]), claim))
    _show_rows(rows, (None, 1), said, f"{settings.command} ledger")


def disputes(
    context: typer.Context,
    dispute_id: Annotated[str | None, typer.Argument(metavar="ID", help="One in full, such as d01.")] = None,
    about: Annotated[
        str | None,
        typer.Option(
            metavar="SOURCE_ID", help="Only those in which this source (id as in 'onrecord sources') is on a side."
        ),
    ] = None,
    out: Out = None,
    as_json: AsJson = False,
) -> None:
    """Where the sources differ: each matter, what every side says in its own words, and an editor's reason.

    They are written in corpus/disputes.jsonl (docs/disputes.md); answers on one of these matters show both sides. Without ID: a line a side.

    Examples: onrecord disputes d01; onrecord disputes --about SOURCE_ID; onrecord disputes --out disputes.html
    """
    settings: Settings = context.obj
    _check(out)
    found = open_disputes(settings, dispute_id or "", about or "")
    if _written(found, out, as_json, "dispute"):
        return
    if dispute_id is not None:
        for entry in found.entries:
            _show_dispute(entry)
        return
    rows = []
    for entry in found.entries:
        sides = (Text(f"- {s.says}").append(" (the article)" if s.of_article else "", style="red") for s in entry.sides)
        rows.append((entry.id, Text(entry.matter), Text("\n").join(sides)))
    said = f"{len(rows) or 'no'} dispute{'s' * (len(rows) != 1)}{f' with {about} on a side' if about else ''}"
    _show_rows(rows, (4, 5), said, f"{settings.command} disputes")


def _check(out: Path | None) -> None:
    """Raise UsageError for a file that cannot be written so, before the work is done."""
    if out and out.suffix.lower() not in (".html", ".json"):
        raise UsageError(f"{out} ends in none of .html, .json. Name it so.")


def _written(found: Ledger | Disputes, out: Path | None, as_json: bool, thing: str) -> bool:
    """Whether ``found`` was wanted as a file, a page where it is called so, or else as JSON; done then."""
    told = found.model_dump_json(indent=1)
    if out:
        save(f"{as_document(found) if out.suffix.lower() == '.html' else told}\n".encode(), out)
        warn(f"{counted(len(found.entries), thing)} in {out}", "")
    elif as_json:
        typer.echo(told)
    return bool(out or as_json)


def _show_rows(rows: Sequence[tuple[str, Text, Text]], widths: tuple[int | None, int], said: str, command: str) -> None:
    """Print a table, what is ``said`` of all its rows, and how one of them is seen in full."""
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    table.add_column(style="bold", no_wrap=True)
    for width in widths:
        table.add_column(ratio=width, no_wrap=width is None)
    for row in rows:
        table.add_row(*row)
    if rows:
        screen.print(table)
    say(said, "bold")
    if rows:
        say(f"One in full: {command} {rows[0][0]}", "dim", whole=True)


def _show_claim(entry: LedgerEntry) -> None:
    say(Text(f"{entry.id} ", style="bold").append(entry.claim))
    line = Text(entry.status, style=FINDING_STYLE[entry.status])
    if entry.basis in _BASIS:
        told = "" if entry.basis == "editor" else f": {entry.computed}"
        line.append(f" ({_BASIS[entry.basis]}{told})", style="red" if entry.basis == "code disagrees" else "dim")
    say(line, indent=2)
    say(entry.reason, indent=2)
    if entry.evidence_leans:
        say(f"The evidence leans {entry.evidence_leans}.", indent=2)
    for said in entry.seed:
        say()
        say(Text(f"article, {said.locator}: ", style="red").append(f"“{said.text}”"), indent=2)
    say()
    for fact in entry.facts:
        _show_fact(fact)
    if not entry.facts:
        say("No fact on record decides it.", "dim", 2)
    say()


def _show_dispute(entry: DisputeEntry) -> None:
    say(Text(f"{entry.id} ", style="bold").append(entry.matter))
    say(Text("An editor's judgement: ", style="dim").append(entry.reason, style="default"), indent=2)
    for side in entry.sides:
        said = Text(side.says, style="bold")
        if side.of_article:
            said.append(" · the article under examination is on this side", style="red not bold")
        say()
        say(said)
        for fact in side.facts:
            _show_fact(fact)
        for source in side.unread:
            say(f"{source.title} ({source.id}) cannot be read.", "dim", 2)
    say()


def _show_fact(fact: DecidingFact) -> None:
    """Print what decides: tier, source, date and place, the words, the link, and what the original says."""
    place = ", ".join(p for p in (fact.publisher or fact.title, date_of(fact.published), fact.locator) if p)
    words = fact.text if fact.kind == "record" else f"“{fact.text}”"
    say(Text(str(fact.tier), style=TIER_STYLE[fact.tier]).append(f" · {place}", style="dim"), indent=2)
    say(Text(words).append(f" ({fact.id})", style="dim"), indent=2)
    if fact.url:
        say(fact.url, "dim", 2)
    if fact.audit:
        mark = AuditMark(fact.audit.status, fact.audit.locator, fact.audit.sentence, fact.audit.reason)
        say(audit_line(mark), AUDIT_STYLE[mark.status], 4)
