"""The claim ledger in the terminal."""

from __future__ import annotations

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from rag.answer.said_by import date_of
from rag.lists.deciding import DecidingFact
from rag.lists.ledger import STATUSES, Ledger, LedgerEntry
from rag.types import AuditMark
from ui.audit_line import audit_line
from ui.terminal import AUDIT_STYLE, FINDING_STYLE, TIER_STYLE, out

_BASIS = {"computed": "computed from the facts", "code disagrees": "code disagrees", "editor": "an editor's judgement"}


def show_ledger(ledger: Ledger, whole: bool, command: str) -> None:
    """Print the claims by status; ``whole`` adds the article's words and all that decides, else a line a claim. ``command``: how onrecord is
    called for this case."""
    if whole:
        for entry in ledger.entries:
            _show_entry(entry)
    else:
        out.print(_table(ledger))
    counts = ", ".join(f"{len(ledger.of(s))} {s}" for s in STATUSES if ledger.of(s))
    size = len(ledger.entries)
    computed = sum(entry.basis == "computed" for entry in ledger.entries)
    out.print(Text(f"{size} claim{'s' * (size != 1)}: {counts}; {computed} computed from the facts", style="bold"))
    if not whole:
        one = f"One in full: {command} ledger {ledger.entries[0].id}" if ledger.entries else ""
        out.print(Text(one, style="dim"), soft_wrap=True)  # a line that can be copied


def _table(ledger: Ledger) -> Table:
    """A row a claim, by status; what code has against a status stands under the claim."""
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    table.add_column(style="bold", no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(ratio=1)
    for status in STATUSES:
        for entry in ledger.of(status):
            claim = Text(entry.claim)
            if entry.basis == "code disagrees":
                claim.append(f"\ncode disagrees: {entry.computed}", style="red")
            table.add_row(entry.id, Text(status, style=FINDING_STYLE[status]), claim)
    return table


def _show_entry(entry: LedgerEntry) -> None:
    out.print(Text(f"{entry.id} ", style="bold").append(entry.claim))
    line = Text(entry.status, style=FINDING_STYLE[entry.status])
    if entry.basis in _BASIS:
        told = "" if entry.basis == "editor" else f": {entry.computed}"
        line.append(f" ({_BASIS[entry.basis]}{told})", style="red" if entry.basis == "code disagrees" else "dim")
    out.print(Padding(line, (0, 0, 0, 2)))
    out.print(Padding(Text(entry.reason), (0, 0, 0, 2)))
    if entry.evidence_leans:
        out.print(Padding(Text(f"The evidence leans {entry.evidence_leans}."), (0, 0, 0, 2)))
    for said in entry.seed:
        out.print(Padding(Text(f"article, {said.locator}: ", style="red").append(f"“{said.text}”"), (1, 0, 0, 2)))
    out.print()
    for fact in entry.facts:
        show_fact(fact)
    if not entry.facts:
        out.print(Padding(Text("No fact on record decides it.", style="dim"), (0, 0, 0, 2)))
    out.print()


def show_fact(fact: DecidingFact) -> None:
    """Print what decides: tier, source, date and place, the words, the link, and what the original says."""
    place = ", ".join(p for p in (fact.publisher or fact.title, date_of(fact.published), fact.locator) if p)
    words = fact.text if fact.kind == "record" else f"“{fact.text}”"
    text = (
        Text(str(fact.tier), style=TIER_STYLE[fact.tier])
        .append(f" · {place}", style="dim")
        .append(f"\n{words}", style="default")
        .append(f" ({fact.id})", style="dim")
        .append(f"\n{fact.url}" if fact.url else "", style="dim")
    )
    out.print(Padding(text, (0, 0, 0, 2)))
    if fact.audit:
        mark = AuditMark(fact.audit.status, fact.audit.locator, fact.audit.sentence, fact.audit.reason)
        out.print(Padding(Text(audit_line(mark), style=AUDIT_STYLE[mark.status]), (0, 0, 0, 4)))
