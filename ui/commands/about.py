"""What a person says of a source on the command line, as fields of its manifest line."""

from __future__ import annotations

from rag.common.clock import read_day
from rag.errors import UsageError
from rag.types import Tier


def full_tier(tier: str) -> str:
    """A tier as the index names it, "official statement" for "official"; what is none stays as it is."""
    try:
        return str(Tier(tier))
    except ValueError:
        return tier


def about_source(
    *,
    tier: str | None = None,
    publisher: str | None = None,
    date: str | None = None,
    title: str | None = None,
    language: str | None = None,
    licence: str | None = None,
    url: str | None = None,
) -> dict[str, object]:
    """The fields that were given; raises UsageError for a date or tier that is none. The manifest's own checks do the rest."""
    if tier is not None and full_tier(tier) not in set(Tier):
        raise UsageError(f"--tier {tier!r} is not one of primary, official, press, secondary. Write one of these.")
    if date is not None and not read_day(date):
        raise UsageError(f"--date {date!r} is no date. Write it as 2024-01-31, 2024-01 or 2024.")
    given = {
        "tier": full_tier(tier) if tier else tier,
        "publisher": publisher,
        "published": date,
        "title": title,
        "language": language,
        "licence": licence,
        "url": url,
    }
    return {name: value for name, value in given.items() if value is not None}
