"""Lies about names: each way changes who, where or who said it in a true sentence."""

from __future__ import annotations

import re
from random import Random

from evals.adversary_ground import Ground, World
from evals.adversary_honest import uncapped
from evals.adversary_words import exchange

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
    return exchange(rng, text, pairs)


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
