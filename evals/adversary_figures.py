"""Lies about figures: each way changes a digit, a scale, a unit or a bound of a true sentence."""

from __future__ import annotations

import re
from random import Random

from evals.adversary_ground import Ground, World
from evals.adversary_words import MONTHS, YEAR, exchange

_NUMERAL = re.compile(r"(?<![\w.,/-])\d+(?:,\d{3})*(?:\.\d+)?(?![\w/]|[.,]\d|-\d|-[a-z])")

_WIDENED = re.compile(
    r"(?:about|over|than|nearly|least|almost|roughly|under|to|of|per|in|by|since|Table|No\.?|Title|section|Key) $",
    re.IGNORECASE,
)

_EXCHANGED_UNITS = (
    (r"(?<=\d) lb\b", " kg"), (r"(?<=\d) kg\b", " lb"), (r"(?<=\d) (?:pounds)\b", " tonnes"), (r"\$(?=\d)", "€"),
    (r"\bdollars\b", "yuan"), (r"\byuan\b", "dollars"), (r"\beuros\b", "dollars"), (r"(?<=\d) tonnes\b", " pounds"),
    (r"(?<=\d) kilometres\b", " miles"), (r"(?<=\d) km\b", " miles"), (r"(?<=\d) metres\b", " feet"), (r"(?<=\d) days\b", " weeks"),
    (r"(?<=\d) months\b", " years"), (r"(?<=\d) years\b", " months"), (r"(?<=\d) percent\b(?! point)", " per 1,000"),
    (r"(?<=\d) milligrams?\b|(?<=\d) mg\b", " grams"), (r"\bper 100,000\b", "per 10,000"), (r"(?<=\d)%", " per 1,000"),
)  # fmt: skip


def digit_off(rng: Random, g: Ground, text: str, world: World) -> str | None:
    """One digit of a figure changed."""
    spots = [m for m in _NUMERAL.finditer(text) if not YEAR.fullmatch(m.group()) and not _dated(text, m)]
    if not spots:
        return None
    spot = rng.choice(spots)
    at = rng.choice([i for i, c in enumerate(spot.group()) if c.isdigit()])
    old = spot.group()[at]
    new = rng.choice([d for d in "123456789" if d != old])
    return text[: spot.start() + at] + new + text[spot.start() + at + 1 :]


def wrong_scale(rng: Random, g: Ground, text: str, world: World) -> str | None:
    """Million for thousand, billion for million, thousand for nothing."""
    for word, other in (("million", "billion"), ("billion", "million"), ("thousand", "million")):
        if re.search(rf"\b{word}\b", text):
            return re.sub(rf"\b{word}\b", other, text, count=1)
    spots = [m for m in _NUMERAL.finditer(text) if not YEAR.fullmatch(m.group()) and not _dated(text, m)]
    if not spots:
        return None
    spot = rng.choice(spots)
    return text[: spot.end()] + rng.choice((" thousand", " million")) + text[spot.end() :]


def points(rng: Random, g: Ground, text: str, world: World) -> str | None:
    """Percentage points for percent."""
    spots = list(re.finditer(r"(?<=\d) ?(?:percent\b|%)(?! points?)", text))
    if not spots:
        return None
    spot = rng.choice(spots)
    return text[: spot.start()] + " percentage points" + text[spot.end() :]


def figures_exchanged(rng: Random, g: Ground, text: str, world: World) -> str | None:
    """Two figures of one sentence in each other's place."""
    spots = [m for m in _NUMERAL.finditer(text) if not YEAR.fullmatch(m.group()) and not _dated(text, m)]
    pairs = [(a, b) for i, a in enumerate(spots) for b in spots[i + 1 :] if a.group() != b.group()]
    return exchange(rng, text, pairs)


def unit_changed(rng: Random, g: Ground, text: str, world: World) -> str | None:
    """Kilograms for pounds, yuan for dollars, feet for metres."""
    fits = [(p, new) for p, new in _EXCHANGED_UNITS if re.search(p, text)]
    if not fits:
        return None
    pattern, new = rng.choice(fits)
    return re.sub(pattern, new, text, count=1)


def figure_added(rng: Random, g: Ground, text: str, world: World) -> str | None:
    """A figure from nowhere."""
    return f"{text[:-1]}, {rng.randint(13, 87)} {rng.choice(('of them abroad', 'percent of the total', 'cases in one week'))}."


def bound_turned(rng: Random, g: Ground, text: str, world: World) -> str | None:
    """More than for less than, up to for at least."""
    turned = {
        "more than": "less than",
        "over": "under",
        "at least": "at most",
        "up to": "at least",
        "nearly": "well over",
        "under": "over",
        "less than": "more than",
    }
    found = list(re.finditer(rf"\b({'|'.join(turned)}) (?=\$?\d)(?!\d+ (?:{'|'.join(MONTHS)}))", text))
    if found:
        spot = rng.choice(found)
        return text[: spot.start()] + turned[spot.group(1)] + " " + text[spot.end() :]
    spots = [m for m in _NUMERAL.finditer(text) if "," in m.group() and not _WIDENED.search(text[: m.start()])]
    if not spots:
        return None
    spot = rng.choice(spots)
    return text[: spot.start()] + rng.choice(("less than ", "fewer than ")) + text[spot.start() :]


def _dated(text: str, match: re.Match[str]) -> bool:
    """True for the day of a date and for what only numbers a page or law."""
    if re.match(rf"\s?(?:{'|'.join(MONTHS)})\b", text[match.end() :]):
        return True
    return re.search(
        rf"(?:{'|'.join(MONTHS)}|Table|Title|section|No\.|p\.|finding|to|and|between|-) $", text[: match.start()]
    ) is not None and (
        re.match(rf"(?: and \d+)? (?:{'|'.join(MONTHS)})", text[match.end() :]) is not None
        or re.search(rf"(?:{'|'.join(MONTHS)}|Table|Title|section|No\.|p\.|finding) $", text[: match.start()])
        is not None
    )
