"""Lies about figures, dates, names and who said it: each way changes one of them in a true sentence."""

from __future__ import annotations

import re
from random import Random

from evals.adversary_ground import Ground, World
from evals.adversary_honest import uncapped
from rag.content import MONTHS

_MONTHS = [month.capitalize() for month in MONTHS]
_NUMERAL = re.compile(r"(?<![\w.,/-])\d+(?:,\d{3})*(?:\.\d+)?(?![\w/]|[.,]\d|-\d|-[a-z])")
_WIDENED = re.compile(
    r"(?:about|over|than|nearly|least|almost|roughly|under|to|of|per|in|by|since|Table|No\.?|Title|section|Key) $",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<![\d,.])(?:19|20)\d\d(?![\d,%]|\.\d)")
_DAY = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(_MONTHS)})\b")
_FISCAL = re.compile(r"\bFY ?((?:20)\d\d)\b|\b[Ff]iscal (?:years? )?(20\d\d)\b")
_CALENDAR = re.compile(r"\b[Ii]n ((?:19|20)\d\d)\b(?! to|-| and)")
_PLACES = [
    "Canada",
    "Brazil",
    "Portugal",
    "Kenya",
    "Vietnam",
    "Poland",
    "Chile",
    "Norway",
    "Ohio",
    "Texas",
    "Lisbon",
    "Nairobi",
    "Oslo",
]
_PEOPLE = ["Martin Keller", "Joan Whitfield", "Peter Osei", "Clara Jensen", "Tom Bradshaw", "Aiko Tanaka"]
_BODIES = [
    "the Meridian Institute",
    "the Office of Rural Affairs",
    "the Daily Courier",
    "the Baltic Press Agency",
    "the Ruskin Foundation",
]
_NAME = re.compile(r"(?<![\w.])(?:[A-Z][a-z]{2,}(?: [A-Z][a-z]+){0,2}|[A-Z]{2,5})(?![\w]|\.\w|-)")
_COUNTRY = re.compile(
    r"\b(?:China|Mexico|India|Canada|Denmark|Norway|Japan|Telm|Selby|Aldene|Riga|Sarn|Marlow|Hong Kong|Ashcombe|United States|San Diego|Tucson)\b"
)
_NOT_A_NAME = frozenset(
    [
        "The",
        "This",
        "That",
        "These",
        "Those",
        "In",
        "On",
        "At",
        "By",
        "From",
        "Its",
        "Most",
        "Many",
        "Some",
        "All",
        "Only",
        "About",
        "Nearly",
        "For",
        "And",
        "But",
        "January",
        "February",
        "March",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "According",
        "Citing",
        "Without",
        "Synthetic",
        "Inside",
        "Announced",
        "Signed",
        "Overdose",
        "Total",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
        "Final",
        "Same",
        "Table",
        "Title",
        "Public",
        "Law",
        "Under",
        "Number",
        "Median",
    ]
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
    spots = [m for m in _NUMERAL.finditer(text) if not _YEAR.fullmatch(m.group()) and not _dated(text, m)]
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
    spots = [m for m in _NUMERAL.finditer(text) if not _YEAR.fullmatch(m.group()) and not _dated(text, m)]
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
    spots = [m for m in _NUMERAL.finditer(text) if not _YEAR.fullmatch(m.group()) and not _dated(text, m)]
    pairs = [(a, b) for i, a in enumerate(spots) for b in spots[i + 1 :] if a.group() != b.group()]
    return _exchange(rng, text, pairs)


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
    found = list(re.finditer(rf"\b({'|'.join(turned)}) (?=\$?\d)(?!\d+ (?:{'|'.join(_MONTHS)}))", text))
    if found:
        spot = rng.choice(found)
        return text[: spot.start()] + turned[spot.group(1)] + " " + text[spot.end() :]
    spots = [m for m in _NUMERAL.finditer(text) if "," in m.group() and not _WIDENED.search(text[: m.start()])]
    if not spots:
        return None
    spot = rng.choice(spots)
    return text[: spot.start()] + rng.choice(("less than ", "fewer than ")) + text[spot.start() :]


def other_year(rng: Random, g: Ground, text: str, world: World) -> str | None:
    """Another calendar year."""
    spots = [m for m in _YEAR.finditer(text) if not _FISCAL.search(text[max(0, m.start() - 14) : m.end()])]
    return _shift_year(rng, text, spots)


def other_fiscal_year(rng: Random, g: Ground, text: str, world: World) -> str | None:
    """Another fiscal year."""
    spots = [m for f in _FISCAL.finditer(text) for m in _YEAR.finditer(text, f.start(), f.end())]
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
        text[: spot.start()] + f"{day} {_MONTHS[(_MONTHS.index(month) + rng.randint(1, 11)) % 12]}" + text[spot.end() :]
    )


def date_added(rng: Random, g: Ground, text: str, world: World) -> str | None:
    """A date from nowhere."""
    when = f"{rng.choice(_MONTHS)} {rng.choice((1997, 2003, 2011, 2026))}"
    return f"{text[:-1]} in {when}." if rng.random() < 0.5 else f"In {when} {uncapped(text)}"


def dates_exchanged(rng: Random, g: Ground, text: str, world: World) -> str | None:
    """Two years of one sentence in each other's place."""
    spots = list(_YEAR.finditer(text))
    pairs = [
        (a, b)
        for i, a in enumerate(spots)
        for b in spots[i + 1 :]
        if a.group() != b.group() and text[a.end() : b.start()] not in ("-", " to ")
    ]
    pairs = [(a, b) for a, b in pairs if " and " not in text[a.end() : b.start()][:5]]
    return _exchange(rng, text, pairs)


def names_swapped(rng: Random, g: Ground, text: str, world: World) -> str | None:
    """Two names of the sentence in each other's place."""
    start = text.index(",") if text.startswith("According to") else 0
    inside = " ".join(o.text[1:] for o in world.grounds)
    # A capital that opens the sentence is a name only when other sentences have it inside.
    spots = [
        m
        for m in _NAME.finditer(text, start)
        if m.group().split()[0] not in _NOT_A_NAME and m.group() not in g.publisher
    ]
    spots = [m for m in spots if re.search(rf"(?<=[a-z,] ){re.escape(m.group().split()[0])}\b", inside)]
    pairs = [(a, b) for i, a in enumerate(spots) for b in spots[i + 1 :] if a.group() != b.group()]
    pairs = [
        (a, b) for a, b in pairs if {a.group(), b.group()} not in ({"US", "United States"}, {"UN", "United Nations"})
    ]
    # "A and B" in the other order is no lie, nor is "A or B" or a list.
    pairs = [
        (a, b)
        for a, b in pairs
        if not re.search(r"^(?:,| and\b| or\b|,? ?\()", text[a.end() : b.start()])
        and len(text[a.end() : b.start()]) > 4
    ]
    return _exchange(rng, text, pairs)


def name_replaced(rng: Random, g: Ground, text: str, world: World) -> str | None:
    """A name that the source does not have."""
    start = text.index(",") if text.startswith("According to") else 0
    spots = [m for m in _NAME.finditer(text, start) if m.group().split()[0] not in _NOT_A_NAME]
    spots = [m for m in spots if m.start() > 0 or m.group() in g.text[1:] or " " in m.group() or m.group().isupper()]
    if not spots:
        return None
    spot = rng.choice(spots)
    new = (
        rng.choice(("OKRA", "BRT", "NVLA"))
        if spot.group().isupper()
        else rng.choice(_PEOPLE if " " in spot.group() else _PLACES)
    )
    return text[: spot.start()] + new + text[spot.end() :]


def place_changed(rng: Random, g: Ground, text: str, world: World) -> str | None:
    """Another place."""
    spots = list(_COUNTRY.finditer(text))
    if not spots:
        return f"{text[:-1]} in {rng.choice(_PLACES)}."
    spot = rng.choice(spots)
    return text[: spot.start()] + rng.choice([p for p in _PLACES if p not in g.text]) + text[spot.end() :]


def other_speaker(rng: Random, g: Ground, text: str, world: World) -> str | None:
    """Said by somebody else than the source."""
    who = rng.choice(_BODIES)
    bare = re.sub(r"^According to .+?, (?=[a-zA-Z0-9])", "", text)
    return (
        f"According to {who}, {uncapped(bare)}"
        if rng.random() < 0.5
        else f"{who[0].upper()}{who[1:]} says that {uncapped(bare)}"
    )


def _dated(text: str, match: re.Match[str]) -> bool:
    """True for the day of a date and for what only numbers a page or law."""
    if re.match(rf"\s?(?:{'|'.join(_MONTHS)})\b", text[match.end() :]):
        return True
    return re.search(
        rf"(?:{'|'.join(_MONTHS)}|Table|Title|section|No\.|p\.|finding|to|and|between|-) $", text[: match.start()]
    ) is not None and (
        re.match(rf"(?: and \d+)? (?:{'|'.join(_MONTHS)})", text[match.end() :]) is not None
        or re.search(rf"(?:{'|'.join(_MONTHS)}|Table|Title|section|No\.|p\.|finding) $", text[: match.start()])
        is not None
    )


def _shift_year(rng: Random, text: str, spots: list[re.Match[str]]) -> str | None:
    if not spots:
        return None
    spot = rng.choice(spots)
    named = {int(y) for y in _YEAR.findall(text)}
    # A year between two that the sentence names may lie in a range of it.
    years = [int(spot.group()) + by for by in (-11, -3, -2, -1, 1, 2, 3, 11)]
    years = [y for y in years if y not in named and not (len(named) > 1 and min(named) < y < max(named))]
    if not years:
        return None
    year = rng.choice(years)
    return text[: spot.start()] + str(year) + text[spot.end() :]


def _exchange(rng: Random, text: str, pairs: list[tuple[re.Match[str], re.Match[str]]]) -> str | None:
    if not pairs:
        return None
    a, b = rng.choice(pairs)
    return text[: a.start()] + b.group() + text[a.end() : b.start()] + a.group() + text[b.end() :]
