"""Whose deed a verb tells: the subject of each verb of a sentence, from the words since the verb before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rag.grammar.function_words import (
    AMOUNTS,
    CONJUNCTIONS,
    COUNTS,
    OF_ANOTHER,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVE,
    STOPS,
    SUBORDINATE,
)
from rag.grammar.verbs import Token, Verb, plural, separates
from rag.verify.words.predicate import Predicate, matter

STRONG = frozenset([";", ":"])


@dataclass(frozen=True, slots=True)
class Subject:
    """The tokens of a subject, the word that joins its clause, whether it stays open."""

    tokens: tuple[Token, ...]
    joint: str
    open: bool = False
    inherited: Predicate | None = None


def subject_of(segment: list[Token], verb: Verb, before: list[Predicate], pending: list[list[Token]]) -> Subject:
    """The subject of a verb; ``segment``: the tokens since the verb before it, ``pending``: subjects whose verb is to come."""
    earlier = tuple(Token(w, False) for p in before for w in p.words)
    last = before[-1] if before else None
    segment = _with_apposition(segment) if before else _without_opening(segment)
    texts = [t.text for t in segment]
    if verb.kind == "ing":
        if not before and texts[-1:] == [","] and matter(segment):
            pending.append(segment)  # "Albright, writing for the majority, rejected"
        return Subject(earlier, texts[-1] if texts else "", True, last)
    if verb.kind == "to":
        own = tuple(segment)
        if last and last.passive and last.verb in OF_ANOTHER:
            return Subject((), "to", last.open, last)
        if last and last.verb in OF_ANOTHER and matter(own):
            return Subject(own, "to")
        return Subject((*earlier, *own), "to", True)
    if not before and texts and texts[-1] == "," and matter(segment) and verb.end - verb.start == 1:
        pending.append(segment)  # "The painting, thought to be lost, is"
        return Subject(tuple(segment), ",")
    cut = next((i for i in reversed(range(len(segment))) if _cuts(texts, i, bool(before))), None)
    if cut is None:
        if before and pending:
            return Subject(tuple(pending.pop()), "")
        if last and last.joint in RELATIVE and last.joint != "that":
            return Subject((*earlier, *segment), "", True)
        pronoun = any(t in PRONOUNS for t in texts)
        return Subject(tuple(segment), "") if matter(segment) else Subject(earlier, "", pronoun or bool(before))
    joint, left, after = texts[cut], segment[:cut], segment[cut + 1 :]
    if joint in RELATIVE:
        while left and left[-1].text in STOPS:
            left = left[:-1]  # "The museum, which the family founded, was sold"
        begun = max((i + 1 for i in range(len(left)) if separates(left[i].text)), default=-1 if before else 0)
        if begun >= 0 and matter(left[begun:]):
            pending.append(left[begun:])  # its own verb is to come
    if after and _some_of_them(after):
        return Subject((*_of_many((*earlier, *left)), *after), joint, True)
    if after and (after[-1].text in PRONOUNS or (not matter(after) and any(t.text in PRONOUNS for t in after))):
        return Subject((*earlier, *left), joint, True)
    if matter(after):
        return Subject((*_listed(left, joint), *after), joint)
    if joint in RELATIVE:
        opened = max((i for i in range(len(left)) if separates(left[i].text) and left[i].text not in STOPS), default=-1)
        return Subject(tuple(left[opened + 1 :]) or earlier, joint, not matter(left))
    if joint in CONJUNCTIONS and last and last.kind == "finite" and last.joint not in RELATIVE:
        leans = not last.subject  # "It was lifted out in pieces and is kept"
        if not last.open or leans:
            return Subject((), joint, last.open, last)
    if pending:
        return Subject(tuple(pending.pop()), joint)
    return Subject((*earlier, *left), joint, True)


def _with_apposition(segment: list[Token]) -> list[Token]:
    """The tokens without the commas around who somebody is, "although the mayor, Ilse Kern, had asked", or without a phrase put in."""
    if len(segment) < 3 or segment[-1].text != ",":
        return segment
    opened = next((i for i in reversed(range(len(segment) - 1)) if separates(segment[i].text)), None)
    if opened is None or segment[opened].text != ",":
        return segment
    name = segment[opened + 1 : -1]
    if name and name[0].text in PREPOSITIONS and matter(segment[:opened]):
        return segment[:opened]  # "; Line 3, from the docks to Fairmead, followed"
    named = 0 < len(name) <= _LONGEST_NAME and all(token.capital for token in name)
    return [*segment[:opened], *name] if named and matter(segment[:opened]) else segment


_LONGEST_NAME = 4  # words
_OPENS = PREPOSITIONS | {"after", "before", "as"}


def _without_opening(segment: list[Token]) -> list[Token]:
    """The tokens of a first subject without the phrase before it: "After hours of talks, the union", "In its report the panel"."""
    if not segment or segment[0].text not in _OPENS:
        return segment
    comma = next((i for i, t in enumerate(segment) if t.text == ","), None)
    if comma is not None:
        return segment if segment[0].text in PREPOSITIONS or not matter(segment[comma + 1 :]) else segment[comma + 1 :]
    begun = [i for i, t in enumerate(segment) if i > 1 and t.text in ("the", "a", "an") and matter(segment[i - 1 : i])]
    return segment[begun[-1] :] if begun and matter(segment[begun[-1] :]) else segment


def _some_of_them(told: Sequence[Token]) -> bool:
    """True for "93 percent of them", "six"; two of them, or both, may be what a list names one by one."""
    own = matter(told)
    of_them = [t.text for t in told[-2:]] == ["of", "them"]
    counted = {w for w in own if w in COUNTS or w in AMOUNTS or w[0].isdigit()}
    return bool(counted) and counted == own and (of_them or len(told) == 1) and not own & {"two", "2", "pair", "couple"}


def _cuts(texts: list[str], at: int, behind_verb: bool) -> bool:
    """True where a clause begins: at a joining word, or between two verbs at an "and" or a stop."""
    if texts[at] in RELATIVE:
        return at > 0 or behind_verb or texts[at] != "that"
    if texts[at] in SUBORDINATE:
        return texts[at] not in ("than", "as", "so")
    return texts[at] in STRONG or (behind_verb and (texts[at] in CONJUNCTIONS or texts[at] in STOPS))


def _listed(left: list[Token], joint: str) -> tuple[Token, ...]:
    """What an "and" before the last of several subjects joins to it: the words since the joint or stop before."""
    if joint not in ("and", "or", ","):
        return ()
    opened = max((i for i in range(len(left)) if separates(left[i].text)), default=None)
    if opened is None:
        return ()
    return (*_listed(left[:opened], left[opened].text), *left[opened + 1 :])


def _of_many(told: Sequence[Token]) -> tuple[Token, ...]:
    """What "93 percent of them" may be of: of the words before it those in the plural, where there are any."""
    return tuple(t for t in told if plural(t) and t.text not in COUNTS) or tuple(told)
