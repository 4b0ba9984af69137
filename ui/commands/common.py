"""What the commands share: options, how a result is printed for a program, and what a person says of a source."""

import json
from typing import Annotated, Any

import typer

from rag.common.clock import read_day
from rag.errors import UsageError
from rag.sources import Tier

SOME_SKIPPED = 3  # exit code: something could not be read, the rest is done

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")]
NoModel = Annotated[
    bool, typer.Option("--no-model", help="Quotes only, also where a model is connected (see docs/model.md).")
]

# What a person says of a source or an article
Title = Annotated[str | None, typer.Option(help="Its title, if the file does not say it.")]
Publisher = Annotated[str | None, typer.Option(help="Who published it; of a folder all that is in it.")]
Date = Annotated[str | None, typer.Option(help="When, as 2024-01-31, 2024-01 or 2024; of a folder likewise.")]
Language = Annotated[str | None, typer.Option(help="Its language, such as en, es or zh; told by itself.")]
Url = Annotated[str | None, typer.Option(help="Where it can be read, http or https; answers link to it.")]


def print_json(value: Any) -> None:
    """``value`` on standard output, as it may be read by people, too."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=1))


def full_tier(tier: str) -> str:
    """A tier as the index names it, "official statement" for "official"; what is none stays as it is."""
    try:
        return str(Tier(tier))
    except ValueError:
        return tier


def about_source(tier: str | None = None, date: str | None = None, **others: str | None) -> dict[str, object]:
    """The fields that were given; raises UsageError for a date or tier that is none. The manifest's own checks do the rest."""
    if tier is not None and full_tier(tier) not in set(Tier):
        raise UsageError(f"--tier {tier!r} is not one of primary, official, press, secondary. Write one of these.")
    if date is not None and not read_day(date):
        raise UsageError(f"--date {date!r} is no date. Write it as 2024-01-31, 2024-01 or 2024.")
    given = {"tier": full_tier(tier) if tier else tier, "published": date, **others}
    return {name: value for name, value in given.items() if value is not None}
