"""Lies about dates: each way changes the year, the fiscal year or the day of a true sentence."""

from __future__ import annotations

import re
from random import Random

from evals.adversary_ground import Ground, World
from evals.adversary_honest import uncapped
from evals.adversary_words import MONTHS, YEAR, exchange

_DAY = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(MONTHS)})\b")

_FISCAL = re.compile(r"\bFY ?((?:20)\d\d)\b|\b[Ff]iscal (?:years? )?(20\d\d)\b")

_CALENDAR = re.compile(r"\b[Ii]n ((?:19|20)\d\d)\b(?! to|-| and)")


def other_year(rng: Random, g: Ground, text: str, world: World) -> str | None:
    """Another calendar year."""
    spots = [m for m in YEAR.finditer(text) if not _FISCAL.search(text[max(0, m.start() - 14) : m.end()])]
    return _shift_year(rng, text, spots)


def other_fiscal_year(rng: Random, g: Ground, text: str, world: World) -> str | None:
    """Another fiscal year."""
    spots = [m for f in _FISCAL.finditer(text) for m in YEAR.finditer(text, f.start(), f.end())]
    spots = spots or list(re.finditer(r"(?<=FY)20\d\d", text))
    return _shift_year(rng, text, spots)


def fiscal_for_calendar(rng: Random, g: Ground, text: str, world: World) -> str | None:
    """In fiscal year 2021 for in 2021."""
    return (
        _CALENDAR.sub(lambda m: f"{m.group()[:2]} fiscal year {m.group(1)}", text, count=1)
        if _CALENDAR.search(text)
        else None
    )


def calendar_for_fiscal(rng: Random, g: Ground, text: str, world: World) -> str | None:
    """2021 for FY2021."""
    return _FISCAL.sub(lambda m: m.group(1) or m.group(2), text, count=1) if _FISCAL.search(text) else None


def other_day(rng: Random, g: Ground, text: str, world: World) -> str | None:
    """Another day or month."""
    spots = list(_DAY.finditer(text))
    if not spots:
        return None
    spot = rng.choice(spots)
    day, month = int(spot.group(1)), spot.group(2)
    if rng.random() < 0.5:
        return text[: spot.start()] + f"{day % 28 + 1} {month}" + text[spot.end() :]
    return (
        text[: spot.start()] + f"{day} {MONTHS[(MONTHS.index(month) + rng.randint(1, 11)) % 12]}" + text[spot.end() :]
    )


def date_added(rng: Random, g: Ground, text: str, world: World) -> str | None:
    """A date from nowhere."""
    when = f"{rng.choice(MONTHS)} {rng.choice((1997, 2003, 2011, 2026))}"
    return f"{text[:-1]} in {when}." if rng.random() < 0.5 else f"In {when} {uncapped(text)}"


def dates_exchanged(rng: Random, g: Ground, text: str, world: World) -> str | None:
    """Two years of one sentence in each other's place."""
    spots = list(YEAR.finditer(text))
    pairs = [
        (a, b)
        for i, a in enumerate(spots)
        for b in spots[i + 1 :]
        if a.group() != b.group() and text[a.end() : b.start()] not in ("-", " to ")
    ]
    pairs = [(a, b) for a, b in pairs if " and " not in text[a.end() : b.start()][:5]]
    return exchange(rng, text, pairs)


def _shift_year(rng: Random, text: str, spots: list[re.Match[str]]) -> str | None:
    if not spots:
        return None
    spot = rng.choice(spots)
    named = {int(y) for y in YEAR.findall(text)}
    # A year between two that the sentence names may lie in a range of it.
    years = [int(spot.group()) + by for by in (-11, -3, -2, -1, 1, 2, 3, 11)]
    years = [y for y in years if y not in named and not (len(named) > 1 and min(named) < y < max(named))]
    if not years:
        return None
    year = rng.choice(years)
    return text[: spot.start()] + str(year) + text[spot.end() :]
