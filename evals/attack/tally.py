"""What a part of the campaign tried and what went wrong, kept between runs, and the table that docs/security.md shows."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from evals.lines import markdown

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

    def keep(self, folder: Path) -> None:
        """Write it down, in a file of its own: parts may run side by side."""
        folder.mkdir(parents=True, exist_ok=True)
        self._file(folder).write_text(json.dumps(vars(self), indent=1), encoding="utf-8")

    def recall(self, folder: Path) -> None:
        """Go on where an earlier run left it, if there was one."""
        if self._file(folder).is_file():
            before = json.loads(self._file(folder).read_text(encoding="utf-8"))
            self.tried, self.bad, self.examples = before["tried"], Counter(before["bad"]), before["examples"]

    def _file(self, folder: Path) -> Path:
        return folder / f"{self.name.replace(' ', '-')}.json"


def table(tallies: Iterable[Tally], head: str) -> str:
    """The table as Markdown under one line that says when and how it was made."""
    rows = []
    for one in tallies:
        of = "" if one.done else f" of {one.goal:,}"
        rows.append([f"{one.name}: {one.what}", f"{one.tried:,}{of}", *(str(one.bad[kind]) for kind in KINDS)])
    return f"{head}\n\n{markdown(['attack', 'tried', *KINDS], rows)}"


def write_into(page: Path, told: str) -> None:
    """Put ``told`` between the marks of ``page``; raises ValueError when it has none."""
    text = page.read_text(encoding="utf-8")
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"{page} has no place for the table: {BEGIN} … {END}")
    page.write_text(f"{before}{BEGIN}\n{told}\n{END}{after}", encoding="utf-8")
