"""What a part of the campaign tried and what went wrong, and the table that docs/security.md shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

KINDS = ("aborts", "hangs", "tracebacks", "live payloads", "lost saves", "wrong conclusions", "other")
BEGIN, END = "<!-- written by make attack -->", "<!-- end -->"
KEPT = 20  # examples of what went wrong


@dataclass
class Tally:
    """One row: ``bad`` counts what went wrong by kind, ``examples`` say how to see it again."""

    name: str
    what: str
    tried: int = 0
    bad: Counter[str] = field(default_factory=Counter)
    examples: list[str] = field(default_factory=list)

    def note(self, kind: str, example: str) -> None:
        """Count one thing that went wrong."""
        self.bad[kind if kind in KINDS else "other"] += 1
        if len(self.examples) < KEPT:
            self.examples.append(f"{self.name}: {kind}: {example[:300]}")


def table(tallies: Iterable[Tally], head: str) -> str:
    """The table as Markdown under one line that says when and how it was made."""
    lines = [head, "", f"| attack | tried | {' | '.join(KINDS)} |", f"|---|---:|{'---:|' * len(KINDS)}"]
    for one in tallies:
        counts = " | ".join(str(one.bad[kind]) for kind in KINDS)
        lines.append(f"| {one.name}: {one.what} | {one.tried:,} | {counts} |")
    return "\n".join(lines)


def write_into(page: Path, told: str) -> None:
    """Put ``told`` between the marks of ``page``; raises ValueError when it has none."""
    text = page.read_text(encoding="utf-8")
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"{page} has no place for the table: {BEGIN} … {END}")
    page.write_text(f"{before}{BEGIN}\n{told}\n{END}{after}", encoding="utf-8")
