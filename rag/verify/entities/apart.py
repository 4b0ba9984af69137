"""Names whose parts a text knows, each for itself: "Mirela Dosz of the Green Alliance" of "Green Alliance candidate Mirela Dosz"."""

from __future__ import annotations

import re

from rag.verify.entities.names import in_text, scattered

_OF = re.compile(r"\s(?:of|for|from|at)\s(?:the\s)?")
_FAMILY = "brothers|sisters|siblings|twins|family|couple|cousins|triplets"
_FIRST_NAMES = 8  # words behind "the Lindqvist brothers" among which their first names stand


def known_apart(name: str, sentences: tuple[str, ...]) -> bool:
    """True for a full name and where it belongs, both in one sentence, or for one of a family that is named together."""
    joint = _OF.search(name)
    if joint is not None:
        person, body = name[: joint.start()], name[joint.end() :]
        return " " in person and any(_together(person, s) and _together(body, s) for s in sentences)
    first, _, last = name.partition(" ")
    return bool(last) and " " not in last and any(_of_family(first, last, s) for s in sentences)


def _together(name: str, sentence: str) -> bool:
    return in_text(name, sentence) and not scattered(name, sentence)


def _of_family(first: str, last: str, sentence: str) -> bool:
    """True for Axel Lindqvist in "the Lindqvist brothers, Axel and Nils"."""
    plain = re.escape(last.removesuffix("'s").removesuffix("’s"))
    family = re.search(rf"\b{plain}\s(?:{_FAMILY})\b", sentence)
    if family is None:
        return False
    return first in re.findall(r"[\w'’-]+", sentence[family.end() :])[:_FIRST_NAMES]
