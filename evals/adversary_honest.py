"""Honest ways to say what a sentence says: each takes the sentence and gives other words for it, or None."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from evals.adversary_ground import Ground
from evals.adversary_words import MONTHS
from rag.tokens import NUMBER_NAMES

# General words, one sense each; the verifier has a table of its own.
_SYNONYMS_LINES = """
    shows:demonstrates  begin:start  began:started  big:large  buy:purchase  bought:purchased  help:assist
    ended:finished  get:obtain  got:obtained  whole:entire  often:frequently  need:require  needs:requires
    about:roughly  nearly:almost  rose:increased  fell:declined  grew:increased  shrank:declined  show:demonstrate
    largest:biggest  main:principal  mainly:chiefly  weak:feeble  wrong:mistaken  many:numerous  also:too  said:stated
    called:termed  caused:produced  used:employed  gave:provided  gives:provides  kept:retained  near:close_to
    children:kids  pupils:students  illicit:illegal  illegal:unlawful  deaths:fatalities  chief:main  use:employ
    during:throughout  banned:prohibited  stopped:halted  answer:reply  before:prior_to  after:following  part:portion
    seized:confiscated  allowed:permitted  law:statute  rules:regulations  joint:shared  important:significant
    agreed:consented  asked:requested  chose:selected  found:discovered  opened:inaugurated  closed:shut
    counted:tallied  bought:acquired  sell:vend  harmful:damaging  quickly:rapidly  recent:latest  total:overall
"""
SYNONYMS: dict[str, list[str]] = {}
for _pair in _SYNONYMS_LINES.split():
    _word, _other = _pair.split(":")
    SYNONYMS.setdefault(_word, []).append(_other.replace("_", " "))

_REPORTED = re.compile(
    r"^(?:It|The (?:brief|report|release|board|society|institute|committee|release|paper)) (says?|reports?|finds?|states?)(?: that)? (?=\w)"
)
_SPELLED = {"US": "United States", "UN": "United Nations", "UK": "United Kingdom", "EU": "European Union"}
_NUMBER = re.compile(r"(?<![\w.,$€£/-])\d{1,3}(?:,\d{3})+(?![\w%]|[.,]\d|-\d)")
_SMALL = re.compile(
    r"(?<![\w.,$€£/:-])([2-9]|[1-9]\d)(?= [a-z]{3,}\b)(?! (?:percent|million|billion|January|February|March|April|May|June|July))"
)
_DAY = re.compile(
    r"(?<![-–])\b(\d{1,2}) (January|February|March|April|May|June|July|August|September|October|November|December) (\d{4})\b"
)
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_PASSIVE = re.compile(
    r"^(?P<a>(?:The |[A-Z])[\w .'-]{1,50}?) (?P<v>seized|designated|banned|approved|recommended|recorded|bought|drained|"
    r"destroyed|lowered|opened|counted|awarded|charged|sanctioned|named) (?P<o>[^,;:]{4,70}?)"
    r"(?P<rest>(?: (?:in|on|at|for|from|under|during|since) [^,;:]*)?)\.$"
)
_LEADING = re.compile(
    r"^(?P<when>(?:In|On|By|Since) (?:\d{1,2} )?(?:[A-Z][a-z]+ )?\d{4}),? (?P<rest>(?:the |a |[A-Z]|\d)[^;:]+)\.$"
)
_TRAILING = re.compile(r"^(?P<rest>[^,;:]+?) (?P<when>(?:in|on|by|since) (?:\d{1,2} )?(?:[A-Z][a-z]+ )?\d{4})\.$")
_WHILE = re.compile(r"^(?P<a>[^,;:]+),? (?P<w>while|whereas) (?P<b>[^,;:]+)\.$")

Honest = Callable[[Random, Ground, str], str | None]


def attributed(rng: Random, ground: Ground, text: str) -> str:
    """According to its publisher, with the sentence's own "It says" taken away."""
    bare = _REPORTED.sub("", text)
    name = _the(ground.publisher)
    return f"According to {name}, {uncapped(bare)}"


def reporting_verb(rng: Random, ground: Ground, text: str) -> str:
    """The publisher says, states or reports that ..."""
    verb = rng.choice(("says", "states", "reports", "notes", "writes"))
    name = _the(ground.publisher)
    return f"{name[0].upper()}{name[1:]} {verb} that {uncapped(_REPORTED.sub('', text))}"


def synonym(rng: Random, ground: Ground, text: str) -> str | None:
    """One general word in place of another."""
    spots = [m for m in re.finditer(r"\b[a-z]+\b", text) if m.group() in SYNONYMS]
    if not spots:
        return None
    spot = rng.choice(spots)
    return text[: spot.start()] + rng.choice(SYNONYMS[spot.group()]) + text[spot.end() :]


def spelled_out(rng: Random, ground: Ground, text: str) -> str | None:
    """US as United States, FY2020 as fiscal year 2020, percent as %."""
    done = re.sub(r"\b(US|UN|UK|EU)\b(?![-.])", lambda m: _SPELLED[m.group()], text)
    done = re.sub(r"\bFY ?(\d{4})\b", r"fiscal year \1", done)
    done = re.sub(r"(?<=\d) percent\b(?! point)", "%", done)
    return None if done == text else done


def other_separators(rng: Random, ground: Ground, text: str) -> str | None:
    """14,069 as 14 069, 14.069, 14'069 or 14069."""
    return _figure(rng, text, lambda n: n.replace(",", rng.choice(("\u202f", "\u00a0", ".", "’", ""))))


def other_digits(rng: Random, ground: Ground, text: str) -> str | None:
    """Full-width or Arabic digits of the same value."""
    zero = rng.choice((0xFF10, 0x0660, 0x06F0))
    return _figure(rng, text, lambda n: "".join(chr(zero + int(c)) if c.isdigit() else c for c in n))


def in_words(rng: Random, ground: Ground, text: str) -> str | None:
    """A number spelled out."""
    if spots := list(_SMALL.finditer(text)):
        spot = rng.choice(spots)
        return text[: spot.start()] + spelled(int(spot.group())) + text[spot.end() :]
    return _figure(rng, text, lambda n: spelled(int(n.replace(",", ""))) if len(n) < 9 else n)


def rounded(rng: Random, ground: Ground, text: str) -> str | None:
    """14,069 as about 14,000."""
    return _figure(rng, text, _about, unwidened=True)


def other_date(rng: Random, ground: Ground, text: str) -> str | None:
    """24 August 2021 as August 24, 2021, 2021-08-24 or 24 Aug. 2021."""
    spots = list(_DAY.finditer(text))
    if not spots:
        return None
    spot = rng.choice(spots)
    day, month, year = spot.groups()
    form = rng.choice(
        (f"{month} {day}, {year}", f"{year}-{MONTHS.index(month) + 1:02}-{int(day):02}", f"{day} {month[:3]}. {year}")
    )
    return text[: spot.start()] + form + text[spot.end() :]


def passive(rng: Random, ground: Ground, text: str) -> str | None:
    """X seized Y as Y was seized by X."""
    match = _PASSIVE.match(text)
    if match is None:
        return None
    thing = match["o"]
    head = thing.split(" of ")[0].split(" in ")[0]
    be = "were" if head.endswith("s") or " and " in thing else "was"
    return f"{thing[0].upper()}{thing[1:]} {be} {match['v']} by {uncapped(match['a'])}{match['rest']}."


def reordered(rng: Random, ground: Ground, text: str) -> str | None:
    """The date from the front to the end or back, or the halves of a "while" exchanged."""
    if match := _LEADING.match(text):
        return f"{capped(match['rest'])} {uncapped(match['when'])}."
    if match := _WHILE.match(text):
        return f"{capped(match['b'])}, {match['w']} {uncapped(match['a'])}."
    if (match := _TRAILING.match(text)) and len(re.findall(r"\b(?:19|20)\d\d\b", text)) == 1:
        return f"{capped(match['when'])}, {uncapped(match['rest'])}."
    return None


WAYS: dict[str, Honest] = {
    "attribution in front": attributed,
    "reporting verb": reporting_verb,
    "synonym": synonym,
    "abbreviation spelled out": spelled_out,
    "other thousands separator": other_separators,
    "digits of another script": other_digits,
    "number in words": in_words,
    "rounded with about": rounded,
    "other date format": other_date,
    "passive": passive,
    "clauses reordered": reordered,
}


def spelled(number: int) -> str:
    """A number below a million in English words."""
    if number < 20:
        return NUMBER_NAMES[number]
    if number < 100:
        rest = number % 10
        return _TENS[number // 10 - 2] + (f"-{NUMBER_NAMES[rest]}" if rest else "")
    size, name = (1000, "thousand") if number >= 1000 else (100, "hundred")
    rest = number % size
    joint = " and " if rest and size == 100 else " "
    return f"{spelled(number // size)} {name}" + (f"{joint}{spelled(rest)}" if rest else "")


def capped(text: str) -> str:
    """With a capital."""
    return text[:1].upper() + text[1:]


def uncapped(text: str) -> str:
    """Without the capital that only opens a sentence."""
    first = re.match(r"[A-Z][a-z]*", text)
    plain = first and first.group() in _OPENERS
    return text[0].lower() + text[1:] if plain else text


_OPENERS = frozenset(
    [
        "The",
        "A",
        "An",
        "In",
        "On",
        "By",
        "Since",
        "It",
        "Its",
        "This",
        "That",
        "These",
        "Those",
        "Most",
        "Many",
        "Some",
        "All",
        "Only",
        "About",
        "Nearly",
        "No",
        "Of",
        "After",
        "Before",
        "While",
        "Growers",
        "Nurses",
        "Inspectors",
        "Pupils",
        "Girls",
        "Volunteers",
        "Astronomers",
        "Tickets",
        "Engineers",
        "Unions",
        "Loans",
        "Exports",
        "Property",
        "Citing",
        "Announced",
        "Signed",
        "Inside",
        "Without",
        "Same",
        "Synthetic",
        "Overdose",
        "Median",
        "Witnesses",
        "Council",
        "Container",
        "Dredging",
        "People",
        "Work",
        "Seizures",
        "Deaths",
        "Control",
        "Controls",
        "Witnesses",
        "Officials",
        "One",
        "Two",
        "Three",
    ]
)


def _the(publisher: str) -> str:
    return publisher if publisher.startswith(("The ", "the ")) else f"the {publisher}"


def _figure(rng: Random, text: str, change: Callable[[str], str], unwidened: bool = False) -> str | None:
    widened = r"(?:about|over|than|nearly|least|almost|roughly|under|to|above|passed|exceeded|below|the|per) $"
    spots = [m for m in _NUMBER.finditer(text) if not (unwidened and re.search(widened, text[: m.start()]))]
    if not spots:
        return None
    spot = rng.choice(spots)
    return text[: spot.start()] + change(spot.group()) + text[spot.end() :]


def _about(number: str) -> str:
    value = int(number.replace(",", ""))
    step = 10 ** (len(str(value)) - 2)
    return f"about {round(value / step) * step:,}"
