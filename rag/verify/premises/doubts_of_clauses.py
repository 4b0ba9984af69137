"""A premise that joins what stands in two clauses of one sentence: the date, the doer or the place of the other one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.content import content, key, keys
from rag.tokens import fold
from rag.verify.entities.names import Name, in_text, names
from rag.verify.premises.beside import Beside
from rag.verify.premises.doubt import CLOSE, SIDE, Doubt, one_form
from rag.verify.premises.poles import POLE_KEYS
from rag.verify.premises.units import Unit
from rag.verify.values.dates import When, compatible, dates

_CUT = re.compile(
    r";\s|,\s(?!\d)|\b(?=(?:after|before|and|but|while|whereas|although|when|until|since|against)\b)", re.IGNORECASE
)
_NO_NAME = frozenset(
    ("it", "he", "she", "they", "we", "i", "this", "that", "these", "those", "the", "a", "an", "its", "which")
)
_NUMBER = re.compile(r"\d[\d.,]*(?:-\d[\d.,]*)?")


def parts_of(text: str) -> list[str]:
    """``text`` cut at its conjunctions, commas and semicolons."""
    return [part.strip() for part in _CUT.split(text) if part and part.strip()]


def other_clause(case: Beside) -> Doubt | None:
    """The date or the doer belongs, in the unit that tells of it, to another clause than the deed."""
    if not case.complete:
        return None
    for unit in case.units:
        parts = parts_of(unit.text)
        share = case.share(unit)
        if len(parts) < 2 or share < CLOSE:
            continue
        if any(case.share(o) >= share - SIDE and o is not unit and _dated(case, o) for o in case.units):
            continue
        if (
            point := _other_date(case, parts)
            or _other_doer(case, unit, parts)
            or _crossed(case, unit, parts)
            or _other_deed(case, parts)
        ):
            return Doubt(point, unit, True)
    return None


def _other_date(case: Beside, parts: Sequence[str]) -> str:
    """The premise's only date, when it stands in a clause that shares no word with the premise and the deed has another."""
    asked = [d for d in case.dates if d.year and not d.until]
    if len(asked) != 1 or case.figures or case.premise.of_persons:
        return ""
    when = asked[0]
    own = [p for p in parts if any(_one_time(d, when) for d in dates(p))]
    others = [p for p in parts if p not in own and dates(p) and not any(_one_time(d, when) for d in dates(p))]
    deeds = [w for w in _words(case) if any(_is_verb(w, p) for p in others)]
    if not own or not others or not deeds:
        return ""
    return "" if any(_has(w, p) for w in _words(case) for p in own) else when.text


def _dated(case: Beside, unit: Unit) -> bool:
    """True when the unit has a date of the premise."""
    return any(_one_time(d, w) for d in unit.dates for w in case.dates if w.year)


def _one_time(a: When, b: When) -> bool:
    return a.year is not None and compatible(a, b)


def _other_doer(case: Beside, unit: Unit, parts: Sequence[str]) -> str:
    """The name before the premise's verb, when the unit's clause with that verb has another name before it."""
    if not case.names:
        return ""
    doer = case.names[0]
    rest = case.premise.text[doer.span.end :]
    after = content(rest)
    if not after or not rest.lstrip().startswith(after[0]) or rest.startswith(("'s", "’s")) or "'s" in doer.text:
        return ""
    if _DEED.match(rest.lstrip()[len(after[0]) :]):
        return ""  # "Chinese banks laundering money" or "involved": what is called after the name does it
    having = [p for p in parts if _is_verb(after[0], p)]
    if len(having) != 1 or in_text(doer.text, having[0]) or not in_text(doer.text, unit.text):
        return ""
    told = _before_verb(after[0], having[0])
    return doer.text if told and not in_text(told, case.premise.text) else ""


_DEED = re.compile(r" (?:\w{2,}ing|\w{3,}ed|is|are|was|were|has|have|had|do|does|did|will|would|can|could)\b")


def _before_verb(verb: str, part: str) -> str:
    """The name that ends right before the verb, an auxiliary between at most; "" without one."""
    found = re.search(
        rf"((?:[A-Z][\w'’-]+ )+)(?:(?:had|has|have|was|were|will|would|also|then) )*{_form(verb, part)}\b", part
    )
    told = found[1].strip() if found else ""
    return "" if fold(told.split(" ")[0]) in _NO_NAME else told


def _form(verb: str, part: str) -> str:
    """The form of the verb that stands in ``part``."""
    return next((w for w in re.findall(r"[^\W\d_]+", part) if one_form(verb, w) and w[0].islower()), r"(?!)")


def _crossed(case: Beside, unit: Unit, parts: Sequence[str]) -> str:
    """The second of two names that the premise ties together and the unit puts in two clauses, each beside another."""
    if len(case.names) != 2 or unit.text.count(" and ") + unit.text.count(" while ") + unit.text.count(";") < 1:
        return ""
    a, b = sorted(case.names, key=lambda n: n.span.start)
    if re.search(r"\b(?:and|or)\b|,", case.premise.text[a.span.end : b.span.start]):
        return ""
    with_a = [p for p in parts if in_text(a.text, p)]
    with_b = [p for p in parts if in_text(b.text, p)]
    if len(with_a) != 1 or len(with_b) != 1 or with_a == with_b:
        return ""
    beside_a, beside_b = _others(with_a[0], (a, b), case), _others(with_b[0], (a, b), case)
    return b.text if beside_a and beside_b and not set(beside_a) & set(beside_b) else ""


def _other_deed(case: Beside, parts: Sequence[str]) -> str:
    """The name behind the premise's verb, when the clause with that verb has another name and its own has another verb."""
    for name in case.names:
        verbs = [w for w in content(case.premise.text[: name.span.start]) if sum(_is_verb(w, p) for p in parts) == 1]
        here = [p for p in parts if in_text(name.text, p)]
        if len(verbs) != 1 or len(here) != 1 or _is_verb(verbs[0], here[0]):
            continue
        deed = next(p for p in parts if _is_verb(verbs[0], p))
        places = {f" {m}" for m in re.findall(r"\b(?:in|at|to|from|on|with|for|by) ([A-Z][\w-]+)", deed)}
        place = re.search(rf"\b(in|at|to|from|on|with|for|by) {re.escape(name.text)}", here[0])
        if places and place and _PAST.search(here[0]) and not any(m in case.premise.text for m in places):
            return name.text
    return ""


_PAST = re.compile(r"\b(?!(?:after|before)\b)\w{3,}ed\b")


def _others(part: str, known: Sequence[Name], case: Beside) -> list[str]:
    """The names of a clause that the premise does not have."""
    return [n.text for n in names(f"x {part}") if not any(in_text(k.text, n.text) for k in known)
            and not in_text(n.text, case.premise.text)]  # fmt: skip


def _words(case: Beside) -> list[str]:
    return [*case.full, *(n.text for n in case.names)]


def _has(word: str, part: str) -> bool:
    return (
        (bool(key(word)) and key(word) in keys(part))
        or in_text(word, part)
        or any(one_form(word, w) for w in re.findall(r"[^\W\d_]+", part))
    )


def _is_verb(word: str, part: str) -> bool:
    """True when ``part`` has a form of the word other than its own, or ends as verbs do: "suspended" for "suspend"."""
    return any(
        one_form(word, w) and w[0].islower() and (w != fold(word) or key(word) in POLE_KEYS or w.endswith("ed"))
        for w in re.findall(r"[^\W\d_]+", part)
    )


def bound_to(case: Beside, unit: Unit, pole: frozenset[str], other: frozenset[str]) -> bool | None:
    """Of a unit with words of both poles: True when the premise's figures and years stand in the clauses of ``pole``,
    False when they stand in those of ``other``; None when that tells nothing."""
    asked = set(_NUMBER.findall(case.premise.text))
    mine, theirs = set(), set()
    for part in parts_of(unit.text):
        told = {n.rstrip(".,") for n in _NUMBER.findall(part)} & asked
        mine |= told if keys(part) & pole else set()
        theirs |= told if keys(part) & other else set()
    if len(mine - theirs) == len(theirs - mine):
        return None
    return len(mine - theirs) > len(theirs - mine)
