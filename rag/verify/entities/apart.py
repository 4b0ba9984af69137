"""Names whose parts a text knows, each for itself: "Mirela Dosz of the Green Alliance" of "Green Alliance candidate Mirela Dosz"."""

from __future__ import annotations

import re

from rag.referents.nouns import BODIES

_OF = re.compile(r"\s(?:of|for|from|at)\s(?:the\s)?")
_FAMILY = "brothers|sisters|siblings|twins|family|couple|cousins|triplets"
_NAMES = 2  # words of a person's name
_BETWEEN = 4  # words between a person and where he belongs
_FIRST_NAMES = 8  # words behind "the Lindqvist brothers" among which their first names stand


def known_apart(name: str, sentences: tuple[str, ...]) -> bool:
    """True for a full name and where it belongs, both in one sentence, or for one of a family that is named together."""
    joint = _OF.search(name)
    if joint is not None:
        person, body = name[: joint.start()], name[joint.end() :]
        return _person(person) and any(_beside(person, body, s) for s in sentences)
    first, _, last = name.partition(" ")
    return bool(last) and " " not in last and any(_of_family(first, last, s) for s in sentences)


def _person(name: str) -> bool:
    """True for a first and a last name: no "Health Commission", which is a body's."""
    told = name.split()
    return len(told) == _NAMES and BODIES.isdisjoint(word.casefold() for word in told)


def _beside(person: str, body: str, sentence: str) -> bool:
    """True when both stand in the sentence as written, nearly side by side and with no other name between them."""
    a, b = (re.search(rf"\b{re.escape(part)}\b", sentence) for part in (person, body))
    if a is None or b is None:
        return False
    between = sentence[min(a.end(), b.end()) : max(a.start(), b.start())]
    return len(between.split()) <= _BETWEEN and not re.search(r"[A-ZÀ-Þ;.:]", between)


def _of_family(first: str, last: str, sentence: str) -> bool:
    """True for Axel Lindqvist in "the Lindqvist brothers, Axel and Nils"."""
    plain = re.escape(last.removesuffix("'s").removesuffix("’s"))
    family = re.search(rf"\b{plain}\s(?:{_FAMILY})\b", sentence)
    if family is None:
        return False
    return first in re.findall(r"[\w'’-]+", sentence[family.end() :])[:_FIRST_NAMES]
