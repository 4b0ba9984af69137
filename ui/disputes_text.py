"""The disputes in the terminal."""

from __future__ import annotations

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from rag.lists.disputes import DisputeEntry, Disputes, DisputeSide
from ui.ledger_text import show_fact
from ui.terminal import out


def show_disputes(disputes: Disputes, whole: bool, command: str, about: str = "") -> None:
    """Print the matters with what each side says in a few words; ``whole`` adds the sources' own words and the reason. ``command``: how
    onrecord is called for this case; ``about``: the source that those shown have on a side."""
    if whole:
        for entry in disputes.entries:
            _show_entry(entry)
        return
    if disputes.entries:
        out.print(_table(disputes))
    size = len(disputes.entries)
    of_source = f" with {about} on a side" if about else ""
    out.print(Text(f"{size or 'no'} dispute{'s' * (size != 1)}{of_source}", style="bold"))
    if disputes.entries:
        one = f"One in full: {command} disputes {disputes.entries[0].id}"
        out.print(Text(one, style="dim"), soft_wrap=True)  # a line that can be copied


def _table(disputes: Disputes) -> Table:
    """A row a dispute, a line for each side of it."""
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    table.add_column(style="bold", no_wrap=True)
    table.add_column(ratio=4)
    table.add_column(ratio=5)
    for entry in disputes.entries:
        sides = Text("\n").join(_said(side) for side in entry.sides)
        table.add_row(entry.id, Text(entry.matter), sides)
    return table


def _said(side: DisputeSide) -> Text:
    """The editor's few words, and that the article says so where it does."""
    return Text(f"- {side.says}").append(" (the article)" if side.of_article else "", style="red")


def _show_entry(entry: DisputeEntry) -> None:
    out.print(Text(f"{entry.id} ", style="bold").append(entry.matter))
    out.print(Padding(Text("An editor's judgement: ", style="dim").append(entry.reason, style="default"), (0, 0, 0, 2)))
    for side in entry.sides:
        said = Text(side.says, style="bold")
        if side.of_article:
            said.append(" · the article under examination is on this side", style="red not bold")
        out.print(Padding(said, (1, 0, 0, 0)))
        for fact in side.facts:
            show_fact(fact)
        for source in side.unread:
            out.print(Padding(Text(f"{source.title} ({source.id}) cannot be read.", style="dim"), (0, 0, 0, 2)))
    out.print()
