"""The claim ledger and the disputes in the terminal."""

from __future__ import annotations

from rich.table import Table
from rich.text import Text

from rag.answer.said_by import date_of
from rag.lists.deciding import DecidingFact
from rag.lists.disputes import DisputeEntry, Disputes, DisputeSide
from rag.lists.ledger import STATUSES, Ledger, LedgerEntry
from rag.types import AuditMark
from ui.reasons import audit_line
from ui.terminal import AUDIT_STYLE, FINDING_STYLE, TIER_STYLE, out, say

_BASIS = {"computed": "computed from the facts", "code disagrees": "code disagrees", "editor": "an editor's judgement"}


def show_ledger(ledger: Ledger, whole: bool, command: str) -> None:
    """Print the claims by status; ``whole`` adds the article's words and all that decides, else a line a claim. ``command``: how onrecord is
    called for this case."""
    if whole:
        for entry in ledger.entries:
            _show_claim(entry)
    else:
        out.print(_claims(ledger))
    counts = ", ".join(f"{len(ledger.of(s))} {s}" for s in STATUSES if ledger.of(s))
    size = len(ledger.entries)
    computed = sum(entry.basis == "computed" for entry in ledger.entries)
    say(f"{size} claim{'s' * (size != 1)}: {counts}; {computed} computed from the facts", "bold")
    if ledger.entries and not whole:
        say(f"One in full: {command} ledger {ledger.entries[0].id}", "dim", whole=True)


def show_disputes(disputes: Disputes, whole: bool, command: str, about: str = "") -> None:
    """Print the matters with what each side says in a few words; ``whole`` adds the sources' own words and the reason. ``about``: the source
    that those shown have on a side."""
    if whole:
        for entry in disputes.entries:
            _show_dispute(entry)
        return
    if disputes.entries:
        out.print(_matters(disputes))
    size = len(disputes.entries)
    say(f"{size or 'no'} dispute{'s' * (size != 1)}{f' with {about} on a side' if about else ''}", "bold")
    if disputes.entries:
        say(f"One in full: {command} disputes {disputes.entries[0].id}", "dim", whole=True)


def _claims(ledger: Ledger) -> Table:
    """A row a claim, by status; what code has against a status stands under the claim."""
    table = _grid()
    table.add_column(no_wrap=True)
    table.add_column(ratio=1)
    for status in STATUSES:
        for entry in ledger.of(status):
            claim = Text(entry.claim)
            if entry.basis == "code disagrees":
                claim.append(f"\ncode disagrees: {entry.computed}", style="red")
            table.add_row(entry.id, Text(status, style=FINDING_STYLE[status]), claim)
    return table


def _matters(disputes: Disputes) -> Table:
    """A row a dispute, a line for each side of it."""
    table = _grid()
    table.add_column(ratio=4)
    table.add_column(ratio=5)
    for entry in disputes.entries:
        sides = (Text(f"- {s.says}").append(" (the article)" if s.of_article else "", style="red") for s in entry.sides)
        table.add_row(entry.id, Text(entry.matter), Text("\n").join(sides))
    return table


def _grid() -> Table:
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    table.add_column(style="bold", no_wrap=True)
    return table


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
        _show_side(side)
    say()


def _show_side(side: DisputeSide) -> None:
    said = Text(side.says, style="bold")
    if side.of_article:
        said.append(" · the article under examination is on this side", style="red not bold")
    say()
    say(said)
    for fact in side.facts:
        _show_fact(fact)
    for source in side.unread:
        say(f"{source.title} ({source.id}) cannot be read.", "dim", 2)


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
