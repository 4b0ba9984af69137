"""Whether a conflict between quotes bears on what was asked, and not only on something else that they tell."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.content import MONTHS, content, key, keys
from rag.question import language_of
from rag.text import words
from rag.tokens import fold, is_cjk
from rag.types import Conflict
from rag.verify.conflicts.compare import Difference
from rag.verify.values.numbers import figures
from rag.verify.values.units import GRAMS, METRES
from rag.verify.words.counted import noun_class
from rag.verify.words.synonyms import groups

# Questions for a time, a person or a place: a difference in figures is no answer to them.
_NO_FIGURE = re.compile(
    r"^\W*(?:when|who|whom|whose|where|on (?:what|which) (?:day|date)|cuándo|quién|quiénes|dónde)\b|何时|什么时候|谁",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_TIMES = frozenset(["second", "minute", "hour", "day", "week", "month", "year"])
_PERSON = noun_class("people")
_MONEY = frozenset(["USD", "EUR", "GBP", "CNY"])
# What a question asks for a measure of, and the units and nouns that measure it; other figures that differ are about something else.
_MEASURES: tuple[tuple[re.Pattern[str], frozenset[str]], ...] = tuple(
    (re.compile(rf"\b(?:{asks})\b", re.IGNORECASE), frozenset(units))
    for asks, units in (
        (r"what time|what hour|o'clock", ()),
        (r"how (?:fast|quickly)|what speed|at what speed", ("knot", "mph", "kph", "kilometre", "km", "miles", "m")),
        (r"how (?:far|tall|wide|high|deep|thick|broad)|what (?:length|width|height|depth|distance)", METRES),
        (r"how (?:old|long ago)|what age", ("years", "months", "weeks", "days")),
        (r"how (?:heavy)|how much (?:do|does|did) (?:\w+ ){1,5}weigh|what weight", GRAMS),
    )
)


def bears_on(question: str, quotes: Sequence[str], conflict: Conflict) -> bool:
    """True unless what the best quote answers of the question stands on neither side of the conflict.

    ``quotes``: the words the answer quotes, best first. A word of the question that the best has and both sides lack tells
    that the conflict is about something else, and so does a name that any has; words of another language tell nothing.
    """
    language = language_of(question)
    if conflict.basis == "figures" and _NO_FIGURE.search(question):
        return False
    if language != "en":
        return True
    asked = [w for w in content(question, language) if not is_cjk(w)]
    sides = f"{conflict.lower.quote} {conflict.higher.quote}"
    best = _of_the_year(question, quotes)
    for word in asked:
        name = word[0].isupper() and not question.startswith(word) and fold(word) not in MONTHS
        tells = name or (_YEAR.fullmatch(word) and not conflict.by_editor)
        told = quotes if tells else best[: not conflict.by_editor]  # an editor's were matched to it before
        if not has(word, sides) and any(has(word, quote) for quote in told):
            return False
    return True


def _of_the_year(question: str, quotes: Sequence[str]) -> Sequence[str]:
    """The quotes from the first on that does not name other years alone than the question."""
    asked = set(_YEAR.findall(question))
    fit = (n for n, quote in enumerate(quotes) if not asked or not (own := set(_YEAR.findall(quote))) or own & asked)
    return quotes[next(fit, 0) :]


def speaks_of(question: str, sides: Sequence[str]) -> bool:
    """True unless ``question`` asks by words outside names of which neither side has one: "What was the vote on the mill?" beside two values of
    the mill. English only."""
    if language_of(question) != "en":
        return True
    asked = [
        w for w in content(question, "en") if not (w[0].isupper() and not question.startswith(w)) and not w.isdigit()
    ]
    return not asked or any(has(word, side) for word in asked for side in sides)


def is_asked(question: str, difference: Difference, sides: Sequence[str]) -> bool:
    """True unless the question counts another thing, or asks of another year, than the figures that differ."""
    asked = {int(year) for year in re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", question)}
    if asked and difference.years and not asked & difference.years:
        return False
    counts = re.search(r"\bhow many (?:of the |of |the )?([a-z]+)(?: ([a-z]+))?", question, re.IGNORECASE)
    if difference.kind != "figures":
        return True
    if not _measures(question, difference):
        return False
    if counts is None:
        return True
    if (
        (first := counts[1].casefold().rstrip("s")) in _TIMES
        and difference.unit
        and difference.unit.rstrip("s") != first
    ):
        return False  # "how many days" is not about minutes
    if not difference.noun:
        return True
    wanted = {noun_class(word.casefold()) for word in counts.groups() if word}
    said = {noun_class(w.text) for w in words(question)}
    others = {f.noun for side in sides for f in figures(side) if f.noun != difference.noun}
    return difference.noun in said or not wanted & others


def _measures(question: str, difference: Difference) -> bool:
    """False where the question asks for a measure of another kind, or gives figures, none of which is of the kind that differs."""
    mine = {difference.unit, difference.noun} - {""}
    asked = [units for pattern, units in _MEASURES if pattern.search(question)]
    if asked:
        return any(mine & units for units in asked)
    given = [f for f in figures(question) if f.kind == "quantity" and (f.unit or f.noun)]
    money = difference.unit in _MONEY and any(f.unit in _MONEY for f in given)
    people = not difference.unit and any(
        not f.unit and _PERSON in (f.noun, difference.noun) for f in given
    )  # passengers
    return not given or money or people or any(mine & {f.unit, f.noun} for f in given)


def has(word: str, text: str) -> bool:
    """True when ``text`` has the word, a form or a synonym of it."""
    term = key(word)
    if term in keys(text):
        return True
    if word[0].isupper() and len(term) > 3:  # China, Chinese
        return any(o[:4] == term[:4] and abs(len(o) - len(term)) <= 3 for o in keys(text))
    lines = groups(fold(word))
    return bool(lines) and any(not lines.isdisjoint(groups(fold(w))) for w in content(text))
