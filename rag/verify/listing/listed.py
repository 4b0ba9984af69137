"""What a list of figures says of one thing in it: of "62 percent came from Mexico, 21 from China", that 21 percent came from China.

The verb stands once, before the list or in its first part, and each part has a figure and the thing that it is of. A claim about one of the
things is compared with what the list says of that one alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rag.grammar.function_words import PREPOSITIONS
from rag.grammar.verbs import acting
from rag.text import READ_AGAIN, STOP_EN, words
from rag.types import Span
from rag.verify.values.statement import read
from rag.verify.words.synonyms import all_named

_CUT = re.compile(r"(?P<opens>:)\s+|,\s+(?:and\s+|but\s+|or\s+|while\s+)?|;\s+(?:and\s+)?|\s+(?:and|but|while)\s+")
_REST = re.compile(r"\bthe (?:rest|remainder)\b", re.IGNORECASE)
_LED = "|".join(sorted(PREPOSITIONS))
_BEHIND = re.compile(rf"\s*(?P<noun>(?:(?!(?:{_LED})\b)[\w'’-]+\s+){{0,3}}?)(?P<led>{_LED})\s+(?P<thing>\S.*)")
_OF = re.compile(r"\s*(?P<noun>)(?P<led>of)\s+(?P<thing>\S.*)")
_NUMERAL = re.compile(r"\D?[\d.,]+(?:\s(?:hundred|thousand|million|billion|trillion))?")
_MORE = re.compile(rf"[,;]|(?<=\w) (?:{_LED}) ")  # behind it stands what a thing is told by besides: "schools in 2018"
# "118 more than in 2021" is no part of a list.
_COMPARED = re.compile(r"\b(?:more|less|fewer|higher|lower|up|down|than)\b")
_RANGE = re.compile(r"\b(?:between|from)\s+$", re.IGNORECASE)
_FILLER = re.compile(
    r"^(?:(?:by|about|some|nearly|almost|roughly|around|only|just|another|the other|over|at|with)\s+)+",
    re.IGNORECASE,
)
_OF_ALL = re.compile(r"(?:out )?of |among ", re.IGNORECASE)  # "Of the 36 bridges inspected, 20 were found sound"
_OF_THEM = re.compile(r"\bof (?:the |its |their |all )?$", re.IGNORECASE)
_MOST = 40  # figures of a sentence, beyond which it is a table rather than a list


@dataclass(frozen=True, slots=True)
class Item:
    """A thing of a list, and the sentence as it says it of that alone."""

    thing: str
    reading: str


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a list: its text, its one figure in it, what that is in ("euros", or ""), and its verb."""

    text: str
    figure: Span
    unit: str
    verb: Span | None

    @property
    def before(self) -> str:
        """The words before the figure, without "about" and the like."""
        return _FILLER.sub("", self.text[: self.figure.start].strip() + " ").strip()

    @property
    def after(self) -> str:
        """What stands behind the figure."""
        return self.text[self.figure.end :]


def of_listed(claim: str, sentence: str) -> str:
    """What ``sentence`` says of the one thing of its list that ``claim`` names; ``sentence`` itself where there is none, or more than one."""
    return only_named(claim, _items(sentence), sentence)


def only_named(claim: str, items: Sequence[Item], sentence: str) -> str:
    """The reading of the one of ``items`` that ``claim`` names; ``sentence`` where it names none or more than one, or has more than one figure."""
    if not items or len([f for f in read(claim).figures if f.kind == "quantity"]) > 1:
        return sentence
    mine = {w.text for w in words(claim)}
    named = [item for item in items if all_named(_MORE.split(item.thing.strip())[0], mine)]
    return named[0].reading if len(named) == 1 else sentence


@lru_cache(maxsize=READ_AGAIN)
def _items(sentence: str) -> tuple[Item, ...]:
    """The things of the list in a sentence; none where it has no list of two things or more."""
    parts, intro, tail = _parts(sentence)
    if len(parts) < 2:
        return ()
    first, others = parts[0], parts[1:]
    if _RANGE.search(first.text[: first.figure.start]):
        return ()
    found: list[Item] = []
    for part in others:
        pair = _own_verb(first, part) or _behind(first, part) or _before(first, part)
        if pair is None:
            return ()
        found.append(Item(pair[1], f"{intro}{pair[2]}{tail}"))
        if len(found) == 1:
            found.insert(0, Item(pair[0], f"{intro}{first.text}{tail}"))
    return tuple(found)


def _parts(sentence: str) -> tuple[list[_Part], str, str]:
    """The parts of the list, what stands before it and what behind it."""
    amounts = [(f.span, f.text) for f in read(sentence).figures if f.kind == "quantity"]
    amounts += [(Span(m.start(), m.end()), "") for m in _REST.finditer(sentence)]
    if not 1 < len(amounts) <= _MOST:
        return [], "", ""
    finite = acting(sentence)
    cuts = [m for m in _CUT.finditer(sentence) if not any(a.start < m.start() < a.end for a, _ in amounts)]
    starts, ends = [0, *(m.end() for m in cuts)], [*(m.start() for m in cuts), len(sentence.rstrip(" .!?"))]
    opens = [False, *(m["opens"] is not None for m in cuts)]
    found: list[tuple[int, int]] = []  # where each part begins and ends
    for start, stop, anew in zip(starts, ends, opens, strict=True):
        here = [a for a, _ in amounts if start <= a.start < stop]
        acts = any(start <= v.start < stop for v in finite)
        if anew and len(found) < 2:
            found = []  # "The choir has 48 members: 21 come from Vikna, ..."
        if not found:
            if here and acts and _one_amount(sentence, here) and not _OF_ALL.match(sentence, start):
                found.append((start, stop))
        elif not here and not acts:  # "from Mexico and Peru"
            found[-1] = (found[-1][0], stop)
        elif here and _one_amount(sentence, here):
            found.append((start, stop))
        else:
            break
    if not found:
        return [], "", ""
    parts = [_part(sentence, start, stop, amounts, finite) for start, stop in found]
    return parts, sentence[: found[0][0]], sentence[found[-1][1] :]


def _one_amount(sentence: str, here: Sequence[Span]) -> bool:
    """True for one figure, and for "half of the 60 refugees": any other says of how many it is."""
    return all(_OF_THEM.search(sentence[: a.start]) for a in here[1:])


def _part(sentence: str, start: int, stop: int, amounts: Sequence[tuple[Span, str]], finite: Sequence[Span]) -> _Part:
    """The part that begins and ends there, with its first figure and its first verb."""
    figure, text = next((a, text) for a, text in amounts if start <= a.start < stop)
    numeral = _NUMERAL.match(text)
    verb = next((v.shifted(-start) for v in finite if start <= v.start < stop), None)
    return _Part(sentence[start:stop], figure.shifted(-start), text[numeral.end() :] if numeral else "", verb)


def _own_verb(first: _Part, part: _Part) -> tuple[str, str, str] | None:
    """ "40 are nurses, 30 took leave": each figure is the subject of a verb of its own."""
    if (
        first.verb is None
        or part.verb is None
        or part.before
        or len(words(part.text[part.figure.end : part.verb.start])) > 1
    ):
        return None
    if first.figure.start > first.verb.start or part.figure.start > part.verb.start:
        return None
    same = first.verb.of(first.text) == part.verb.of(part.text)
    return _said_of(first, same), _said_of(part, same), part.text


def _said_of(part: _Part, same: bool) -> str:
    """What a part says of its figure: with its verb, unless all have the ``same``."""
    verb = part.verb
    return part.text[verb.end if same else verb.start :] if verb else ""


def _behind(first: _Part, part: _Part) -> tuple[str, str, str] | None:
    """ "62 percent came from Mexico, 21 percent from China": the things stand behind one and the same preposition."""
    match = _BEHIND.fullmatch(part.after) or _OF.fullmatch(part.after)
    if (
        match is None
        or _COMPARED.search(match["noun"])
        or part.before
        or (part.verb and part.verb.start < part.figure.end + match.start("thing"))
    ):
        return None
    led = f" {match['led']} "
    at = first.text.rfind(led)
    if at < first.figure.end or (first.verb and at < first.verb.start):
        return None
    lead, thing = first.text[: at + len(led)], first.text[at + len(led) :]
    if match["noun"]:  # "40 dogs in York" for "300 people in Leeds"
        ends = first.verb.start if first.verb and first.verb.start > first.figure.end else at + 1
        lead = f"{lead[: first.figure.end]} {match['noun']}{lead[ends:]}"
    return thing, match["thing"], _with_figure(first, part, lead) + match["thing"]


def _before(first: _Part, part: _Part) -> tuple[str, str, str] | None:
    """ "Ghana received 12 million euros, Togo 7 million": the things stand where the subject does; or, in "it gives 2020 as 12 and 2019 as 7",
    before one and the same word."""
    if part.verb is not None or not part.before or len(words(part.after)) > 1 or first.verb is None:
        return None
    if first.figure.start < first.verb.end:
        return None
    figure = _with_figure(first, part, first.text)[first.figure.start :]
    between = _FILLER.sub("", first.text[first.verb.end : first.figure.start].strip() + " ").strip()
    if not between:
        return first.text[: first.verb.start], part.before, f"{part.before} {first.verb.of(first.text)} {figure}"
    thing, _, led = part.before.rpartition(" ")
    own, _, its = between.rpartition(" ")
    if not thing or led != its or led not in STOP_EN:
        return None
    return own, thing, f"{first.text[: first.verb.end]} {part.before} {figure}"


def _with_figure(first: _Part, part: _Part, text: str) -> str:
    """``text``, which begins as the first part does, with the figure of the other one, in the first one's unit where that has none."""
    figure, its = part.figure.of(part.text), first.figure.of(first.text)
    if not part.unit and _NUMERAL.fullmatch(figure):
        figure += first.unit
    if its.endswith(" of") and not figure.endswith(" of"):
        figure += " of"
    return f"{text[: first.figure.start]}{figure}{text[first.figure.end :]}"
