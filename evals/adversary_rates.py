"""How many lies escape and how many honest claims are struck, by way and by family, and the table of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rag.types import Claim, Status
from rag.verify.verifier import EvidenceSource, verify

_GRAVE = (
    Status.SUPPORTED,
    Status.PARTLY,
    Status.UNCHECKED,
    Status.UNCITED,
    Status.UNSUPPORTED,
    Status.CONTRADICTED,
    Status.BAD_REFERENCE,
)


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim with what the verifier said of it and of its honest twin; ``twin_status`` is empty without a twin."""

    way: str
    family: str
    claim: Claim
    status: Status
    reason: str
    twin_status: str = ""

    @property
    def failed(self) -> bool:
        """An honest claim that is not supported, or a lie that escaped.

        A lie is caught when its verdict is worse than its twin's: only then is it the lie that lowered it.
        """
        if self.family == "honest":
            return not self.status.borne
        if self.status.borne:
            return True
        return bool(self.twin_status) and _GRAVE.index(self.status) <= _GRAVE.index(Status(self.twin_status))

    @property
    def struck(self) -> bool:
        """True when a reader would see it struck out."""
        return self.status.struck


@dataclass(frozen=True, slots=True)
class Rates:
    """Shares of 1: lies that escaped in the families of fact and in all, honest claims lowered and struck."""

    strict: float
    overall: float
    lowered: float
    struck: float


def judge(way: str, family: str, claim: Claim, twin: Claim | None, sources: Mapping[str, EvidenceSource]) -> Judged:
    """The claim and its twin verified."""
    verdict = verify(claim, sources)
    theirs = verify(twin, sources).status.value if twin else ""
    return Judged(way, family, claim, verdict.status, verdict.reason, theirs)


def rates(judged: Sequence[Judged]) -> Rates:
    """The four rates; 0 where there is nothing to count."""
    lies = [j for j in judged if j.family != "honest"]
    honest = [j for j in judged if j.family == "honest"]
    strict = [j for j in lies if j.family != "meaning"]
    return Rates(
        _share([j.failed for j in strict]),
        _share([j.failed for j in lies]),
        _share([j.failed for j in honest]),
        _share([j.struck for j in honest]),
    )


def rate_table(sets: Mapping[str, Sequence[Judged]]) -> str:
    """A Markdown table: a line a way, a pair of columns a set; lies that escape, honest claims that are lowered."""
    head = [
        "| way | family | " + " | ".join(f"{name}: escaped" for name in sets) + " |",
        "|---|---|" + "---:|" * len(sets),
    ]
    cells: dict[tuple[str, str], dict[str, list[bool]]] = defaultdict(lambda: defaultdict(list))
    for name, judged in sets.items():
        for j in judged:
            cells[j.family, j.way][name].append(j.failed)
    rows = [
        f"| {way} | {family} | " + " | ".join(_cell(by_set.get(name, [])) for name in sets) + " |"
        for (family, way), by_set in cells.items()
        if family != "honest"
    ]
    honest = [
        f"| {way} | " + " | ".join(_cell(by_set.get(name, [])) for name in sets) + " |"
        for (family, way), by_set in cells.items()
        if family == "honest"
    ]
    both = {name: rates(judged) for name, judged in sets.items()}
    totals = [
        ("figures, dates, names, quotes and marks: escaped", "strict"), ("all lies: escaped", "overall"),
        ("honest claims not fully supported", "lowered"), ("honest claims struck", "struck"),
    ]  # fmt: skip
    summary = ["| rate | " + " | ".join(sets) + " |", "|---|" + "---:|" * len(sets)]
    summary += [
        f"| {label} | " + " | ".join(f"{getattr(r, field):.1%}" for r in both.values()) + " |"
        for label, field in totals
    ]
    honest_head = [
        "| honest way | " + " | ".join(f"{name}: lowered" for name in sets) + " |",
        "|---|" + "---:|" * len(sets),
    ]
    return "\n".join([*summary, "", *head, *rows, "", *honest_head, *honest])


def _cell(failed: Sequence[bool]) -> str:
    return f"{sum(failed)}/{len(failed)}" if failed else "–"


def _share(flags: Sequence[bool]) -> float:
    return sum(flags) / len(flags) if flags else 0.0
