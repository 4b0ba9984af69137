"""Figures of one thing in two years, or of two things, from which it can be read which is more though no word tells it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from rag.content import content, keys
from rag.letters import small
from rag.tokens import is_cjk
from rag.verify.premises.beside import MET, Beside
from rag.verify.premises.poles import FALLS, RISES
from rag.verify.premises.units import Unit
from rag.verify.values.numbers import Figure
from rag.verify.values.statement import read

_BOUND = re.compile(r"\b(?:after|before|since|until|by) (?:\w+ )?(?:FY ?)?(?:19|20)\d\d", re.IGNORECASE)
_UP = re.compile(r"\b(?:longer|higher|larger|bigger|double[ds]?|triple[ds]?|more)\b", re.IGNORECASE)
_DOWN = re.compile(r"\b(?:shorter|lower|smaller|halve[ds]?|fewer|less)\b", re.IGNORECASE)


def other_way(case: Beside) -> Unit | None:
    """The unit with the later figure, when the premise says that it rose and the figures fell, or the other way round."""
    up, down = _says(case, RISES, _UP), _says(case, FALLS, _DOWN)
    asked = sorted(case.asked_years)
    if up == down or not 1 <= len(asked) <= 2:
        return None
    if _BOUND.search(case.premise.text):
        return _all_later(case, up) if len(asked) == 1 else None
    last = asked[-1]
    first = asked[0] if len(asked) == 2 else last - 1
    told = _told(case)
    for unit, later, year in told:
        if year != last:
            continue
        within = [row for row in told if row[0] is unit and _alike(row[1], later)]
        rows = within if first in {y for _, _, y in within} else told
        earlier = [(u, f) for u, f, y in rows if y == first and u.heading == unit.heading and _alike(f, later)]
        same = [f for u, f, y in rows if y == last and u.heading == unit.heading and _alike(f, later)]
        worded = any(
            u.own & (RISES if up else FALLS) and last in u.own_years and case.share(u) >= case.share(unit) - 0.15
            for u in case.units
        )
        alone = len({f.value for _, f in earlier}) == 1 and len(same) == 1 and not worded
        if alone and earlier[0][1].value != later.value and (later.value > earlier[0][1].value) == down:
            return unit
    return None


def _all_later(case: Beside, up: bool) -> Unit | None:
    """Of "kept rising after 2020": the unit of the next year, when its figure and all later ones are below that of 2020."""
    bound = re.search(r"\b(?:after|since) (?:FY ?)?((?:19|20)\d\d)", case.premise.text, re.IGNORECASE)
    if bound is None:
        return None
    told = _told(case)
    for unit, base, year in told:
        rows = [(u, f, y) for u, f, y in told if u.heading == unit.heading and _alike(f, base)]
        later = sorted(((y, u, f) for u, f, y in rows if y > int(bound[1])), key=lambda row: row[0])
        worded = any(
            u.own & (RISES if up else FALLS)
            and case.share(u) >= case.share(unit) - 0.15
            and any(y > int(bound[1]) for y in u.own_years)
            for u in case.units
        )
        clear = not worded and year == int(bound[1]) and later and len({y for _, _, y in rows}) == len(rows)
        if clear and all((f.value < base.value) == up and f.value != base.value for _, _, f in later):
            return later[0][1]
    return None


def other_multiple(case: Beside) -> tuple[str, Unit] | None:
    """The word that tells how many times as much it became, and the unit of the later figure, when that is far off."""
    found = _FOLD.search(case.premise.text)
    asked = sorted(case.asked_years)
    if found is None or len(asked) != 2:
        return None
    word = small(found.group())
    times = _TIMES.get(word) or Decimal(found[1] or _COUNTS[small(found[2])])
    least = re.search(r"\b(?:more than|over|at least) $", case.premise.text[: found.start()]) is not None
    told = _told(case)
    witness: Unit | None = None
    for unit, later, year in told:
        earlier = [f for u, f, y in told if y == asked[0] and u.heading == unit.heading and _alike(f, later)]
        same = [f for u, f, y in told if y == asked[1] and u.heading == unit.heading and _alike(f, later)]
        if (
            year != asked[1]
            or not len({f.value for f in earlier}) == len({f.value for f in same}) == 1
            or not earlier[0].value
        ):
            continue
        ratio = later.value / earlier[0].value
        if times * _LOOSE <= ratio and (least or ratio <= times / _LOOSE):
            return None
        witness = witness or unit
    return (found.group(), witness) if witness else None


_TIMES: dict[str, Decimal | int] = {
    "doubled": 2,
    "double": 2,
    "doubling": 2,
    "tripled": 3,
    "triple": 3,
    "trebled": 3,
    "quadrupled": 4,
    "quadruple": 4,
}
_TIMES |= {"halved": Decimal("0.5"), "halve": Decimal("0.5"), "halving": Decimal("0.5")}
_COUNTS = {w: n for n, w in enumerate("two three four five six seven eight nine ten".split(), 2)}  # noqa: SIM905 - a line
_FOLD = re.compile(
    rf"\b(?:{'|'.join(_TIMES)}|(?:(\d+)|({'|'.join(_COUNTS)}))(?:-?fold| times))\b(?! (?:as|more|the) likely)",
    re.IGNORECASE,
)
_LOOSE = Decimal("0.75")  # "doubled" is said of what rose by eight tenths


def not_more(case: Beside) -> Unit | None:
    """The unit that ranks two things the other way round than the premise ("gas supplied more than wind"), in words or by
    the figures of both."""
    found = _MORE.search(case.premise.text) or _OVER.search(case.premise.text)
    if found is None:
        return None
    mid = found["mid"].strip() if "mid" in found.re.groupindex else ""
    one, other = (_first(part, case) for part in (mid if _PREPOSED.match(mid) else found["one"], found["other"]))
    if not one or not other or one == other:
        return None
    up = _up(found)
    for unit in case.units:
        if not case.of_its_time(unit):
            continue
        for said in _MORE.finditer(unit.text):
            here = [_has(thing, said["one"]) - _has(thing, said["other"]) for thing in (one, other)]
            if (here == [1, -1] and _up(said) != up) or (here == [-1, 1] and _up(said) == up):
                return unit if case.share(unit) >= MET else None
        a, b = _figure_of(one, other, unit), _figure_of(other, one, unit)
        if a and b and _one_measure(a, b) and (a.value < b.value if up else a.value > b.value):
            return unit
    return None


def _up(found: re.Match[str]) -> bool:
    return found["more"].casefold() not in _SMALLER


def _has(thing: str, text: str) -> int:
    return int(re.search(rf"(?<!\w){re.escape(thing)}(?!\w)", text, re.IGNORECASE) is not None)


_PREPOSED = re.compile(r"(?:on|in|at|by|for|to|from|with|of|among) ", re.IGNORECASE)
# "Red wine outsold white wine".
_OVER = re.compile(
    r"^(?P<one>[^,;.]+?) (?P<more>outs[eo]l[ld]s?|outnumber(?:s|ed)?|outweigh(?:s|ed)?|exceed(?:s|ed)?|surpass(?:es|ed)?|overt[ao]kes?|overtook)"
    r" (?P<other>[^,;.]+)",
    re.IGNORECASE,
)
_SMALLER = frozenset(("fewer", "less", "lower", "smaller", "shorter", "lighter", "cheaper"))
_MORE = re.compile(
    r"(?:^|[,;.] |\band )(?P<one>[^,;.]+?)\b(?P<more>more|higher|larger|greater|bigger|longer|heavier|fewer|less|lower|smaller|shorter|lighter|cheaper)\b"
    r"(?P<mid>[^,;.]*?) than (?:in |at |on |by |for |of |the |its |those |that )*(?P<other>[^,;.]+)",
    re.IGNORECASE,
)


def _first(text: str, case: Beside) -> str:
    """The first name or word of matter in ``text``."""
    named = [n.text for n in case.names if n.text in text]
    return min([*named, *[w for w in content(text) if not w[0].isdigit()]], key=text.find, default="")


def _figure_of(thing: str, other: str, unit: Unit) -> Figure | None:
    """The first figure behind the only mention of ``thing``, unless ``other`` or another clause stands between."""
    found = list(re.finditer(rf"(?<!\w){re.escape(thing)}(?!\w)", unit.text, re.IGNORECASE))
    behind = [f for f in unit.figures if found and f.span.start >= found[0].end()]
    before = [
        f
        for f in unit.figures
        if found and re.fullmatch(r" (?:on|for|to|from|in|by|at) (?:the )?", unit.text[f.span.end : found[0].start()])
    ]
    if len(found) == 1 and before:
        return before[-1]
    if len(found) != 1 or not behind:
        return None
    between = unit.text[found[0].end() : behind[0].span.start]
    return None if re.search(rf"[;.]|(?<!\w){re.escape(other)}(?!\w)", between, re.IGNORECASE) else behind[0]


def _one_measure(a: Figure, b: Figure) -> bool:
    """True when both are in one unit and count one thing, or the second leaves out what the first told ("and gas 29")."""
    return (not b.unit and not b.noun) or (
        a.unit == b.unit and (a.unit == "percent" or not a.noun or not b.noun or a.noun == b.noun)
    )


# "27 more than in the summer before", "twice as many as in 2008".
_MORE_THAN_BEFORE = re.compile(
    r"\b(?:(?P<up>more|higher|larger|greater)|fewer|less|lower|smaller) than (?:in |at |on )?(?:(?:the |a )?[a-z ]{0,24}(?:before|earlier|previous(?:ly)?|last)\b"
    r"|(?:FY ?)?(?:19|20)\d\d)|\b(?:(?P<up3>up)|down) from \d|\b(?:(?P<up2>twice|three times|four times) as (?:many|much|high|large)|half as (?:many|much|high|large)) as (?:in|the|at) ",
    re.IGNORECASE,
)


def against_before(case: Beside) -> Unit | None:
    """The unit that tells by comparison with before that it rose, where the premise says that it fell, or the other way."""
    up, down = _says(case, RISES, _UP), _says(case, FALLS, _DOWN)
    if up == down:
        return None
    for unit in case.units:
        said = _MORE_THAN_BEFORE.search(unit.text)
        near = said and case.share(unit) >= max(MET, case.best() - 0.15) and case.of_its_time(unit)
        if (
            said
            and near
            and bool(said["up"] or said["up2"] or said["up3"]) == down
            and not unit.own & (RISES if up else FALLS)
        ):
            return unit
    return None


def _told(case: Beside) -> list[tuple[Unit, Figure, int]]:
    """The figures with a year of the units that are nearest to the premise."""
    return [(unit, figure, year) for unit in case.units if case.share(unit) >= MET for figure, year in _dated(unit)]


def _says(case: Beside, pole: frozenset[str], more: re.Pattern[str]) -> bool:
    text = case.premise.text
    said = keys(text)
    return more.search(text) is not None or any(w in (text if is_cjk(w) else said) for w in pole)


def _dated(unit: Unit) -> Iterator[tuple[Figure, int]]:
    """The quantities of a unit that stand beside one year; the only year of a unit with one figure is its year."""
    statement = read(unit.text)
    for figure in unit.figures:
        when = statement.date_of(figure)
        if when is not None and when.year and not when.until:
            yield figure, when.year


def _alike(a: Figure, b: Figure) -> bool:
    return a.unit == b.unit and a.noun == b.noun and a.unit not in ("percent", "times")
