"""The figures of a claim held against those of its evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from rag.grammar.inflection import inflected
from rag.same_word import stem
from rag.text import fold, words
from rag.types import Status
from rag.verify.figures.below_zero import told_downwards
from rag.verify.figures.counted_things import contradicted, no_noun, of_another_noun, of_other_things
from rag.verify.figures.derived import follows_from
from rag.verify.findings import Finding
from rag.verify.meaning.roles import figure_role
from rag.verify.values.dates import compatible
from rag.verify.values.numbers import Figure, figures
from rag.verify.values.rounding import Bearing, bearing, clash, same_thing
from rag.verify.values.statement import Statement
from rag.verify.values.times_of_day import HALF
from rag.verify.words.synonyms import groups, said_otherwise


def check_figures(claim: Statement, evidence: Sequence[Statement]) -> list[Finding]:
    """What speaks against the claim's figures, and what should be said of those that are borne."""
    return [finding for figure in claim.figures for finding in _check(figure, claim, evidence)]


def _check(figure: Figure, claim: Statement, evidence: Sequence[Statement]) -> list[Finding]:
    said = [(s, statement) for statement in evidence for s in statement.figures]
    borne = [(how, s, st) for s, st in said if (how := bearing(s, figure)) is not None]
    other = None if borne else _other_locale(figure, claim)
    if other is not None and any(bearing(s, other) is Bearing.EXACT for s, _ in said):
        return []
    borne = borne or list(_by_the_hour(figure, claim, said)) or list(told_downwards(figure, claim, said))
    if not borne:
        # "from 620 million dollars to 21 million": the second leaves out what the first has named
        borne = [
            (how, s, st)
            for s, st in said
            if s.scaled and not s.unit and figure.scaled and (how := bearing(s, replace(figure, unit="")))
        ]
    if not borne:
        pair = follows_from(figure, claim, evidence)
        if pair:
            x, y = pair
            return [
                Finding(
                    Status.NOT_CONFIRMED,
                    f"“{figure.said}” is not in the cited words, but follows from “{x.text}” and “{y.text}”",
                )
            ]
        open_ = _of_no_other(figure, claim, _no_wholes(figure, claim, said))
        return [_unborne(figure, _of_its_time_first(figure, claim, open_), evidence)]
    out: list[Finding] = []
    equal = next((s for how, s, _ in borne if how is Bearing.WIDER and _touches(figure, s, claim)), None)
    if equal is not None and all(how is Bearing.WIDER for how, _, _ in borne):
        return [Finding(Status.CONTRADICTED, f"the claim says {figure.qualified}, the source says {equal.qualified}")]
    rest = claim.text[figure.span.end :]
    alone = (figure.kind == "ordinal" and re.match(r"\s+(?:in|to|at|among|of)\b", rest)) or _PART_OF.match(rest)
    about = [(how, s, st) for how, s, st in borne if alone or _may_be_same(figure, s) or no_noun(s, st)]
    other = next((s for s, _ in said if s.noun and s.noun == figure.noun and clash(s, figure)), None)
    if other is not None and figure.noun not in _people() and not alone:
        # The source counts this very thing elsewhere: a word of like sense is then another thing.
        about = [(how, s, st) for how, s, st in about if s.noun in ("", figure.noun) or s.narrowed or no_noun(s, st)]
        if not about:
            return [of_another_noun(other, figure, *borne[0][1:])]
    if not about:
        mine = _measure(figure, claim)
        about = [(how, s, st) for how, s, st in borne if _measure(s, st) == mine and _named_there(figure, st, said)]
    if not about:
        other = next((s for s, _ in said if s.noun == figure.noun and clash(s, figure)), None)
        if other is not None and figure.noun not in _people():
            return [of_another_noun(other, figure, *borne[0][1:])]
        out.append(of_other_things(*borne[0][1:]))
        about = borne
    out.extend(_other_period(figure, claim, [(s, st) for _, s, st in about]))
    out.extend(_other_role(figure, claim, [(s, st) for _, s, st in about]))
    if all(how is Bearing.VAGUER for how, _, _ in about):
        s = about[0][1]
        out.append(Finding(Status.NOT_CONFIRMED, f"the claim says {figure.qualified}, the source only “{s.qualified}”"))
    elif all(how in (Bearing.ROUNDED, Bearing.CONVERTED) for how, _, _ in about):
        how, s, _ = about[0]
        if how is Bearing.ROUNDED:
            out.append(Finding(Status.SUPPORTED, f"{figure.said} is {s.said} rounded"))
        else:
            out.append(Finding(Status.SUPPORTED, f"{figure.said} is {s.said} converted"))
    if figure.mixed:
        out.append(Finding(Status.NOT_CONFIRMED, f"the figure {figure.said} is written with digits of more than one script"))
    return out


def _of_no_other(
    figure: Figure, claim: Statement, said: Sequence[tuple[Figure, Statement]]
) -> Sequence[tuple[Figure, Statement]]:
    """The figures of the evidence that no other figure of the claim tells: "1.3 million, and others 0.6" beside 1.3 alone leaves 0.6 open."""
    others = [f for f in claim.figures if f.span != figure.span and f.kind == figure.kind]
    return [(s, st) for s, st in said if not any(bearing(s, f) for f in others)]


def _no_wholes(
    figure: Figure, claim: Statement, said: Sequence[tuple[Figure, Statement]]
) -> Sequence[tuple[Figure, Statement]]:
    """The figures of the evidence without what "eight of the witnesses" may be eight of: the nine that it counts in all."""
    if not _OF_THEM.match(claim.text, figure.span.end):
        return said
    return [(s, st) for s, st in said if s.value <= figure.value or _OF_THEM.match(st.text, s.span.end)]


def _of_its_time_first(figure: Figure, claim: Statement, said: Sequence[tuple[Figure, Statement]]) -> list[Figure]:
    """The figures of the evidence, those of the claim's own date first: of a row's years, the one that is spoken of."""
    mine = claim.date_of(figure)
    if mine is None:
        return [s for s, _ in said]
    whens = [statement.date_of(s) for s, statement in said]
    same = [when is not None and compatible(when, mine) for when in whens]
    return [s for first in (True, False) for (s, _), is_same in zip(said, same, strict=True) if is_same is first]


_AT = re.compile(r"\b(?:at|by|until|till|from|since|before|after)\s+$", re.IGNORECASE)


def _by_the_hour(
    figure: Figure, claim: Statement, said: Sequence[tuple[Figure, Statement]]
) -> Iterator[tuple[Bearing, Figure, Statement]]:
    """The figures by which a bare "at seven" is told, or which only say so: of "7 pm" each tells the other's hour, one of them less."""
    for s, statement in said:
        if {figure.kind, s.kind} != {"quantity", "time"}:
            continue
        bare, time, text = (figure, s, claim.text) if s.time else (s, figure, statement.text)
        on_the_hour = not bare.unit and time.value % 60 == 0 and time.value % HALF == bare.value * 60 % HALF
        if on_the_hour and _AT.search(text[: bare.span.start]):
            yield Bearing.EXACT if s.time else Bearing.VAGUER, s, statement


_GROUPED = re.compile(r"\d{1,3}([.,'’]\d{3})+(?:[.,]\d+)?(?!\d)")
_STRICTLY = re.compile(
    r"(?:(?<!no )(?<!not )(?:more|less|fewer|greater|higher|lower) than|over|under|above|below|exceed(?:s|ed|ing)?|well over|mas de|menos de"
    r"|超过|多于|少于|不到)\s*(?:an?\s+)?\S?$"
)


_OF_THEM = re.compile(r"\s+(?:out\s+)?of\s+(?:the|its|their|his|her|our|all|these|those|them)\b", re.IGNORECASE)
_PART_OF = re.compile(r"\s+(?:out\s+)?of\s+(?:(?:the|its|their|his|her)\s+)?(?:\w+\s+)?\d")  # "251 of the 640 sites"


def _named_there(figure: Figure, statement: Statement, said: Sequence[tuple[Figure, Statement]]) -> bool:
    """True when the sentence speaks of what the figure counts, and counts no other number of it."""
    rivals = [s for s, _ in said if _may_be_same(figure, s) and s.noun and clash(s, figure)]
    here = [w.text for w in words(statement.text)]
    if any(one in _ONE and figure.noun in (noun, stem(noun)) for one, noun in pairwise(here)):
        return False  # "a whistle, two maps" has one whistle
    return not rivals and said_otherwise(figure.noun, {w.text for w in words(statement.text)})


_ONE = ("a", "an", "one", "another")
_MEASURES = re.compile(
    r"(?:inch|inche|foot|feet|yard|mile|metre|meter|kilometre|kilometer|km|centimetre|acre|hectare|gallon|litre|liter|ounce|stone)s?$"
)


def _measure(figure: Figure, statement: Statement) -> str:
    """The word of measure right behind a figure that the tables of units do not know; "" without one."""
    follow = [w.text for w in words(statement.text[figure.span.end :])[:2]]
    return next((stem(w) for w in follow if _MEASURES.match(w)), "")


def _other_locale(figure: Figure, claim: Statement) -> Figure | None:
    """The figure read by the separators of another language: 93.331 as 93331; None when that reads the same."""
    if figure.kind != "quantity" or not _GROUPED.search(figure.text):
        return None
    language = "es" if claim.language[:2] != "es" else "en"
    return next((f for f in figures(claim.text, language) if f.span.start == figure.span.start), None)


def _touches(figure: Figure, said: Figure, claim: Statement) -> bool:
    """True for "fewer than 24" where the source says 24: the words leave out the value itself."""
    before = fold(claim.text[: figure.span.start], accents=True).text
    return said.value == figure.value and _STRICTLY.search(before) is not None


@cache
def _people() -> frozenset[str]:
    """The stems of nouns for people, any of whom may be called by another one's noun: patients, members, women."""
    return frozenset(form for word in _PEOPLE.split() for form in inflected(word)) | {"person"}


_PEOPLE = """
    person people patient member worker employee resident inhabitant citizen man woman child pupil student customer passenger
    visitor tourist guest victim voter household hiker prisoner migrant refugee spectator volunteer participant case applicant
"""


def _may_be_same(a: Figure, b: Figure) -> bool:
    """True unless both name what they count and name different things."""
    return (
        a.kind == "identifier"
        or not a.noun
        or not b.noun
        or a.noun == b.noun
        or not groups(a.noun).isdisjoint(groups(b.noun))
        or (a.noun in _people() and b.noun in _people())
        or a.noun in b.narrowed
        or b.noun in a.narrowed
    )


def _unborne(figure: Figure, said: Sequence[Figure], statements: Sequence[Statement]) -> Finding:
    """Contradicted when the evidence has another value for the same thing, otherwise simply absent."""
    if figure.kind == "ordinal":
        other = next((s for s in said if s.kind == "ordinal" and same_thing(s, figure)), None)
        if any(re.search(rf"\b{re.escape(figure.text.casefold())}-\w", s.text.casefold()) for s in statements):
            return Finding(Status.SUPPORTED, f"“{figure.text}” stands in a word of the source")
        return (
            contradicted(figure, other)
            if other
            else Finding(Status.NOT_CONFIRMED, f"“{figure.text}” is not in the cited words")
        )
    for s in said:
        if {s.unit, figure.unit} == {"percent", "percentage points"} and s.value == figure.value:
            return Finding(Status.CONTRADICTED, f"{figure.said} is not {s.said}: percent and percentage points differ")
    for s in said:
        if figure.kind == "quantity" and clash(s, figure) and same_thing(s, figure):
            return contradicted(figure, s)
    hours = [s for s in said if s.time]
    if figure.time and len({s.value for s in hours}) == 1 and clash(hours[0], figure):
        return contradicted(figure, hours[0])
    # Where only one of the two names what is counted, one figure each can hardly be of two things.
    plain = [s for s in said if s.kind == "quantity" and s.unit == figure.unit]
    if figure.kind == "quantity" and len(plain) == 1 and _may_be_same(plain[0], figure) and clash(plain[0], figure):
        return contradicted(figure, plain[0])
    if figure.time:
        return Finding(Status.NOT_CONFIRMED, f"the time {figure.said} is not in the cited words")
    return Finding(Status.NOT_CONFIRMED, f"the figure {figure.said} is not in the cited words")


def _other_period(figure: Figure, claim: Statement, bearers: Sequence[tuple[Figure, Statement]]) -> list[Finding]:
    """A figure that stands beside one date in the claim and beside another in every place of the evidence."""
    mine = claim.date_of(figure)
    if mine is None:
        return []
    beside = [statement.date_of(s) for s, statement in bearers]
    theirs = [b for b in beside if b is not None]
    if len(theirs) < len(beside) or any(compatible(b, mine) for b in theirs):
        return []
    return [Finding(Status.CONTRADICTED, f"the source gives {figure.said} for {theirs[0].text}, not for {mine.text}")]


def _other_role(figure: Figure, claim: Statement, bearers: Sequence[tuple[Figure, Statement]]) -> list[Finding]:
    """A rise "by" a figure that the source gives as a rise "to" it, or "from" and "to" exchanged."""
    mine = figure_role(claim.text, figure)
    theirs = [figure_role(statement.text, s) for s, statement in bearers]
    if not mine or mine in theirs or "" in theirs:
        return []
    reason = f"the claim says “{mine} {figure.said}”, the source says “{theirs[0]} {bearers[0][0].said}”"
    return [Finding(Status.CONTRADICTED, reason)]
