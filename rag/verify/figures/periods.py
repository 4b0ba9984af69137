"""The dates of a claim held against those of its evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rag.types import Status
from rag.verify.findings import Finding
from rag.verify.values.dates import When, bears, compatible


def check_dates(
    claimed: Sequence[When], said: Sequence[When], published: Sequence[When] = (), beside: Sequence[When] = ()
) -> list[Finding]:
    """What speaks against the claim's dates. ``published``: of the source; it lends its year to a date without one. ``beside``: all the
    claim's dates: of two, one of which the source tells, the other is not gainsaid by that."""
    own_year = next((p.year for p in published if p.year), None)
    evidence = [s for when in said for s in _with_year(when, own_year)]
    evidence += [replace(s, year=e[0], month=e[1], day=e[2], until=None) for s in said if s.until for e in s.ends]
    return [finding for when in claimed if (finding := _check(when, evidence, _of_no_other(when, beside, said)))]


def _of_no_other(when: When, beside: Sequence[When], said: Sequence[When]) -> Sequence[When]:
    """The source's dates that no other date of the claim tells, where one does: "from 2020 to 2023" beside 2020 alone leaves 2023 open."""
    return [s for s in said if not any(other != when and bears(s, other) for other in beside)]


def _with_year(when: When, year: int | None) -> list[When]:
    """The date as written and, when it names no year, also in the year of publication."""
    return [when] if when.year or when.fiscal or year is None else [when, replace(when, year=year)]


def _check(when: When, evidence: Sequence[When], said: Sequence[When]) -> Finding | None:
    if any(bears(e, when) for e in evidence):
        return None
    if when.until and all(
        any(bears(e, replace(when, year=y, month=m, day=d, until=None)) for e in evidence) for y, m, d in when.ends
    ):
        return None
    near = next((e for e in said if compatible(e, when)), None)
    if near is not None:
        return Finding(Status.NOT_CONFIRMED, f"the claim's date {when.text} is more exact than the source's {near.text}")
    fiscal = next((e for e in said if e.fiscal != when.fiscal and e.year == when.year), None)
    if fiscal is not None:
        return Finding(
            Status.CONTRADICTED,
            f"the claim says {when.text}, the source says {fiscal.text}: a fiscal year is not the calendar year",
        )
    alike = [e for e in said if e.fiscal == when.fiscal]
    if alike:
        return Finding(
            Status.CONTRADICTED, f"the claim says {when.text}, the source says {', '.join(e.text for e in alike[:3])}"
        )
    return Finding(Status.NOT_CONFIRMED, f"the date {when.text} is not in the cited words")
