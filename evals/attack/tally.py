"""What a part of the campaign tried and what went wrong, kept between runs, and the table that docs/security.md shows."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

KINDS = ("aborts", "hangs", "tracebacks", "live payloads", "lost saves", "wrong conclusions", "other")
BEGIN, END = "<!-- written by make attack -->", "<!-- end -->"
KEPT = 20  # examples of what went wrong


@dataclass
class Tally:
    """One row: of ``goal`` tries so many were made; ``bad`` counts what went wrong by kind, ``examples`` say how to see it again."""

    name: str
    what: str
    goal: int
    tried: int = 0
    bad: Counter[str] = field(default_factory=Counter)
    examples: list[str] = field(default_factory=list)

    @property
    def done(self) -> bool:
        """Whether there is nothing left to try."""
        return self.tried >= self.goal

    def note(self, kind: str, example: str) -> None:
        """Count one thing that went wrong."""
        self.bad[kind if kind in KINDS else "other"] += 1
        if len(self.examples) < KEPT:
            self.examples.append(f"{self.name}: {kind}: {example[:300]}")


class Tallies:
    """The rows of a campaign in a file, so that it can be run in pieces."""

    def __init__(self, file: Path) -> None:
        self._file = file
        kept = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else []
        self.rows = {one["name"]: Tally(**one | {"bad": Counter(one["bad"])}) for one in kept}

    def row(self, name: str, what: str, goal: int) -> Tally:
        """The row of this name as an earlier run left it, with what is asked of it now."""
        self.rows[name] = Tally(name, what, goal, *self._before(name))
        return self.rows[name]

    def keep(self) -> None:
        """Write them down."""
        self._file.parent.mkdir(parents=True, exist_ok=True)
        self._file.write_text(json.dumps([vars(one) for one in self.rows.values()], indent=1), encoding="utf-8")

    def _before(self, name: str) -> tuple[int, Counter[str], list[str]]:
        one = self.rows.get(name)
        return (one.tried, one.bad, one.examples) if one else (0, Counter(), [])


def table(tallies: Iterable[Tally], head: str) -> str:
    """The table as Markdown under one line that says when and how it was made."""
    lines = [head, "", f"| attack | tried | {' | '.join(KINDS)} |", f"|---|---:|{'---:|' * len(KINDS)}"]
    for one in tallies:
        counts = " | ".join(str(one.bad[kind]) for kind in KINDS)
        of = "" if one.done else f" of {one.goal:,}"
        lines.append(f"| {one.name}: {one.what} | {one.tried:,}{of} | {counts} |")
    return "\n".join(lines)


def write_into(page: Path, told: str) -> None:
    """Put ``told`` between the marks of ``page``; raises ValueError when it has none."""
    text = page.read_text(encoding="utf-8")
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"{page} has no place for the table: {BEGIN} … {END}")
    page.write_text(f"{before}{BEGIN}\n{told}\n{END}{after}", encoding="utf-8")
