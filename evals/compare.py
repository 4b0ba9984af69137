"""What changed between two runs of a suite: figures, and the questions that went another way."""

from dataclasses import dataclass

from evals.saved import Row, Run
from evals.summary import MEASURES, drawn, figures, interval, resampled


@dataclass(frozen=True, slots=True)
class Change:
    """A measure before and now over the questions that both runs have; ``low``..``high`` is the paired interval of the difference."""

    name: str
    before: float
    now: float
    low: float
    high: float

    @property
    def sure(self) -> bool:
        """True when the interval leaves out no change."""
        return self.low > 0 or self.high < 0

    @property
    def moved(self) -> bool:
        """True when the figure or any part of it is another."""
        return self.before != self.now or self.low != 0 or self.high != 0

    @property
    def better(self) -> bool:
        """True when it moved the right way."""
        return (self.now > self.before) == MEASURES[self.name][1]


@dataclass(frozen=True, slots=True)
class Turned:
    """A question whose outcome changed, how, and whether for the better."""

    id: str
    question: str
    how: str
    better: bool

    @property
    def sign(self) -> str:
        """A mark for who sees no colours."""
        return "▲" if self.better else "▼"


def changes(before: Run, now: Run, seed: int = 0) -> list[Change]:
    """The figures of the questions in both runs, side by side, resampled in pairs."""
    old, new = shared(before, now)
    if not old:
        return []
    draws = drawn(len(old), seed)
    then, today = figures(old), figures(new)
    found = []
    for name in (n for n in then if n in today and not n.endswith("_ms")):
        low, high = interval(resampled(new, name, draws) - resampled(old, name, draws))
        found.append(Change(name, then[name].value, today[name].value, low, high))
    return found


# what is looked at in an answer, the gravest first, and how a change of it is told
TURNS = {
    "key_point_recall": "key points", "premise_corrected": "premise corrected", "conflict_shown": "conflict shown",
    "claim_support": "claims supported", "claims_not_checked": "claims not checked",
}  # fmt: skip


def turned(before: Run, now: Run) -> list[Turned]:
    """The questions that are now refused or answered, or whose answer says, corrects, shows or proves more or less; the worse first."""
    found = []
    for old, new in zip(*shared(before, now), strict=True):
        if old.refused != new.refused:
            how = "refused now" if new.refused else "answered now"
            found.append(Turned(new.id, new.question, how, new.refused == new.must_refuse))
            continue
        moved = [(n, a, b) for n in TURNS if (a := old.share(n)) is not None and (b := new.share(n)) not in (None, a)]
        if moved:
            how = ", ".join(f"{TURNS[name]} {a:.2f} → {b:.2f}" for name, a, b in moved)
            name, a, b = moved[0]
            found.append(Turned(new.id, new.question, how, ((b or 0.0) > a) == MEASURES[name][1]))
    return sorted(found, key=lambda turn: turn.better)


def shared(before: Run, now: Run) -> tuple[list[Row], list[Row]]:
    """The rows of both runs that asked the same question under the same id, in the order of ``now``."""
    old = {(row.id, row.question): row for row in before.rows}
    new = [row for row in now.rows if (row.id, row.question) in old]
    return [old[row.id, row.question] for row in new], new
