"""What a question says beside its premise that one passage alone decides: where an event was, whose words it quotes, that some voted no,
in which year a law was signed.

English, and certain of itself: the same event, the same words or the same vote has to stand in the passage.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from rag.content import MONTHS
from rag.gazetteer import is_country, places
from rag.text import words
from rag.tokens import fold
from rag.verify.figures.elapsed import WEEKDAYS
from rag.verify.meaning.votes import was_divided
from rag.verify.premises.doubt import Outright
from rag.verify.premises.extremes import other_extreme
from rag.verify.premises.flatly import denied_flatly
from rag.verify.premises.units import Unit, years
from rag.verify.speakers.attribution import attribution

_EVENT = (
    "dinner|lunch|banquet|breakfast|meeting|summit|conference|talks|hearing|ceremony|signing|trial|speech|rally|wedding|festival|match|"
    "game|concert|exhibition|workshop|session|debate|inauguration|forum|assembly|protest|battle|interview|negotiations"
)
_DAYS = "|".join((*(month.capitalize() for month in MONTHS), *WEEKDAYS))
_PLACE = rf"(?-i:(?!(?:{_DAYS})\b)[A-Z][\w'’]*(?:(?:[ -]|-a-)(?:(?:of|de|la|los|del) )?(?!(?:{_DAYS})\b)[A-Z][\w'’]*)*)"
_HELD = r"(?:took place|takes place|was held|were held|happened|occurred|was|were|convened|met|opened|ended)"
# What tells of one event that was; whose it is stands before.
_ONE = r"(?:\b(?:the|that|this|their|his|its) |(?<=['’]s )|(?<=['’] ))(?:[\w'’-]+ ){0,3}?"
_ASKED_IN = re.compile(rf"{_ONE}(?P<event>{_EVENT}) (?:in|at) (?P<place>{_PLACE})", re.I)
_ASKED_NEAR = re.compile(rf"{_ONE}(?P<event>{_EVENT}) (?:in|at) $", re.I)  # the place in small letters
_ASKED_OF = re.compile(rf"\b(?:the|that|this) (?:(?:19|20)\d\d )?(?P<place>{_PLACE}) (?P<event>{_EVENT})\b", re.I)
_PARTIES = re.compile(r"[A-Z]\w*-[A-Z]\w*")  # "the Arden-Morvia dinner" says who dined
_TOLD_IN = re.compile(
    rf"\b(?P<event>{_EVENT}) (?:of \d{{1,2}} \w+ |on \d{{1,2}} \w+ )?(?:(?:\d{{4}} )?{_HELD} (?:[\w]+ ){{0,3}}?)?(?:in|at) (?:the )?(?P<place>{_PLACE})", re.I
)  # fmt: skip
_QUOTED = re.compile(r"(?:(?<=\s)|^)['‘“\"«](?P<words>[^'‘’“”\"«»?]{4,80})['’”\"»]")
_VERB = (
    r"(?:calls?|called|describes?|described|dub(?:s|bed)|labell?(?:s|ed)?|says?|said|say|tells?|told|warn(?:s|ed)?|refer(?:s|red)? to|brand(?:s|ed)?|term(?:s|ed)?|"
    r"promis\w+|claim(?:s|ed)?|declar\w+|denounc\w+|condemn\w+|prais\w+)"
)
_NAME = r"[A-Z][\w.'’-]*(?: (?:(?:of|de|van|von|bin) )?(?:the )?[A-Z][\w.'’-]*)*"
_ASKS = "Why|What|When|Where|Who|How|Which|Did|Does|Do|Is|Was|Were|Are|Has|Have|Had|In|On|At|After|Before|And|But|So|The|If|Since"
_SPEAKER = re.compile(rf"(?<![\w'’])(?P<who>(?!(?:{_ASKS})\b){_NAME})(?:,[^,]*,)?(?: \w+){{0,4}}? {_VERB}\b")
_TITLES = frozenset(("mr", "mrs", "ms", "dr", "president", "senator", "minister", "of", "the", "de", "van", "von"))
_NO = re.compile(
    r"\b(?:which|who|whose|what|how many)\b[^?]*\b(?:voted? (?:no|against)|opposed|object(?:ed)? to|dissent\w*|abstain\w*)\b",
    re.I,
)
_VOTE = re.compile(r"\b(?:voted? (?:no|against)|opposed|objected|dissent\w*|abstain\w*)\b", re.I)
_STATE = r"(?:law|in force|in effect|effective|on the books|illegal|banned|controlled|scheduled|active|official)"
_SINCE = re.compile(
    rf"\b(?:the )?(?P<name>{_NAME}) (?:has|have) been (?:an? |the )?{_STATE}\b.{{0,20}}? since (?:\w+ )?(?P<year>(?:19|20)\d\d)"
)
_BEGUN = re.compile(
    r"\b(?:dated|signed|enacted|passed|became law|took effect|takes effect|in force|effective|adopted|approved)\b", re.I
)
_LAW = r"(?:[A-Z][\w.'’-]* (?:(?:of|on|for|and|to|the) )*){1,7}(?:Act|Law|Bill|Treaty|Order|Ordinance|Statute|Decree)\b"
_SIGNED_IN = re.compile(
    rf"\b(?:(?!(?:{_ASKS})\b){_NAME} )?(?:[Ss]ign(?:ed)?|[Ee]nact(?:ed)?) (?:the )?(?P<name>{_LAW})(?: into law)? (?:in|on) (?:\w+ )?(?:\d{{1,2}},? )?(?P<year>(?:19|20)\d\d)\b"
)
_SIGNED = re.compile(r"\b(?:dated|signed|enacted|became law)\b", re.I)
_ALL = re.compile(r"\bunanimous(?:ly)?\b", re.I)


def outright(question: str, units: Sequence[Unit]) -> Outright | None:
    """What ``question`` has wrong, of all that the checks below look for; None where nothing is."""
    return next((found for check in CHECKS if (found := check(question, units))), None)


def _other_venue(question: str, units: Sequence[Unit]) -> Outright | None:
    """It puts an event in a place where no passage has it, and one says where it was."""
    event, place, whole = _venue(question)
    if not place or re.search(r"['’]s?$", place):
        return None
    asked, there = years(question), [unit for unit in units if _has(unit.text, place)]
    if any(_has(unit.text, event) for unit in there):
        return None
    for unit in units:
        if there and not asked & unit.years:
            continue  # named for something else, the place may be of another such event, unless the year tells which is meant
        for told in _TOLD_IN.finditer(unit.text):
            same = fold(told["event"]) == fold(event) and _of_its_time(question, unit)
            if same and is_country(told["place"]) == is_country(place):  # a town may be in that country
                return Outright(whole, place, unit)
    return None


def _venue(question: str) -> tuple[str, str, str]:
    """An event that ``question`` speaks of, the place it puts it in, and the words that say so; empty where it puts none anywhere."""
    found = _ASKED_IN.search(question) or _ASKED_OF.search(question)
    if found and not _PARTIES.fullmatch(found["place"]):
        return found["event"], found["place"], found[0]
    for written in places(question) if question.islower() else ():
        start = question.index(written)
        if found := _ASKED_NEAR.search(question[:start]):
            return found["event"], written, f"{found[0]}{written}"
    return "", "", ""


def _other_speaker(question: str, units: Sequence[Unit]) -> Outright | None:
    """It gives quoted words to one speaker, and the only passages that have them to another."""
    quoted = next((q for q in _QUOTED.finditer(question) if len(q["words"]) >= _LONG or " " in q["words"]), None)
    said = _SPEAKER.search(question[: quoted.start()]) if quoted else None
    if quoted is None or said is None:
        return None
    having = [unit for unit in units if _plain(quoted["words"]) in _plain(unit.text)]
    name = _last_name(said["who"])
    if not having or not name or any(_has(f"{unit.heading} {unit.authors} {unit.text}", name) for unit in having):
        return None
    told = [unit for unit in having if (who := attribution(unit.text)) and not who.generic and who.who[:1].isupper()]
    return Outright(question[said.start() : quoted.end()], said["who"], told[0]) if told else None


def _none_against(question: str, units: Sequence[Unit]) -> Outright | None:
    """It asks who voted no, and the vote was unanimous."""
    asked = _NO.search(question)
    vote = _VOTE.search(question) if asked else None
    if asked is None or vote is None:
        return None
    if any(was_divided(unit.text) for unit in units[:_FIRST]):
        return None  # unanimous was another vote
    unit = next((u for u in units[:_FIRST] if _ALL.search(u.text) and _of_its_time(question, u)), None)
    return Outright(asked[0], vote[0], unit) if unit else None


def _not_yet(question: str, units: Sequence[Unit]) -> Outright | None:
    """It says that a law or a rule has been in force since a year, and the passage that names it dates it later."""
    asked = _SINCE.search(question)
    if asked is None:
        return None
    for unit in units[:_FIRST]:
        if _has(unit.text, asked["name"]) and _BEGUN.search(unit.text) and len(unit.own_years) == 1:
            return Outright(asked[0], asked["year"], unit) if min(unit.own_years) > int(asked["year"]) else None
    return None


def _other_year(question: str, units: Sequence[Unit]) -> Outright | None:
    """It says that a law was signed in a year, and the only passages that date its signing give another."""
    asked = _SIGNED_IN.search(question)
    if asked is None:
        return None
    dated = [u for u in units if _has(u.text, asked["name"]) and _SIGNED.search(u.text) and len(u.own_years) == 1]
    if not dated or any(int(asked["year"]) in unit.own_years for unit in dated):
        return None
    return Outright(asked[0], asked["year"], dated[0])


CHECKS: tuple[Callable[[str, Sequence[Unit]], Outright | None], ...] = (
    _other_venue,
    _other_speaker,
    _none_against,
    other_extreme,
    denied_flatly,
    _not_yet,
    _other_year,
)
_LONG = 9  # letters of a single quoted word that is nobody's by chance
_FIRST = 3  # units, the best, of which one tells of the vote that is meant


def _of_its_time(question: str, unit: Unit) -> bool:
    asked = years(question)
    return not asked or not unit.own_years or bool(asked & unit.own_years)


def _has(text: str, name: str) -> bool:
    """True when every word of ``name`` stands in ``text``."""
    there = {fold(word.text) for word in words(text)}
    return all(fold(word.text) in there for word in words(name))


def _last_name(who: str) -> str:
    """By what one goes: of "Robert Patterson of the DEA" the name Patterson, of a body its last word."""
    person = re.split(r" (?:of|from|at) ", who)[0]
    said = [word for word in re.findall(r"[\w'’-]+", person) if fold(word) not in _TITLES]
    return re.sub(r"['’]s$", "", said[-1]) if said else ""


def _plain(text: str) -> str:
    return f" {' '.join(word.text for word in words(text))} "
