"""Whether a sentence tells what happened, or that something did not: it can be checked though it counts nothing and names nobody."""

from __future__ import annotations

import re

from rag.grammar.verb_forms import past
from rag.grammar.verbs import tokens, verbs

_HELD = frozenset(["was", "were", "had", "did", "has", "have"])
_SUPPOSED = frozenset(["could", "would", "might", "may", "should", "must", "can", "will", "shall"])
_SPANISH = re.compile(
    r"\b(?:\w{2,}(?:ó|aron|ieron)|fue(?:ron)?|era[n]?|estaba[n]?|hubo|hab[ií]a[n]?|tuvo|hizo|dijo|puso|(?:ha|han) (?:\w+[aií]do|hecho|dicho|"
    r"visto|puesto|muerto|abierto|escrito|roto|vuelto))\b",
    re.IGNORECASE,
)
_CHINESE = re.compile(r"[了曾]|已(?!知)|从未|没有|未(?:能|经|予|曾|被)|被")


def tells_what_happened(said: str, language: str) -> bool:
    """True for a sentence with a verb of the past; in Chinese with a sign that something is done or was not."""
    if language[:2] == "zh":
        return _CHINESE.search(said) is not None
    if language[:2] == "es":
        return _SPANISH.search(said) is not None
    if language[:2] != "en":
        return False
    plain, supposed_to = tokens(said), 0  # "could have been otherwise" is read as three verbs
    for verb in verbs(plain):
        own = [token.text for token in plain[verb.start : verb.end]]
        held = _HELD.intersection(own) or (len(own) == 1 and past(own[0]))
        if _SUPPOSED.intersection(own) or verb.start == supposed_to > 0:
            supposed_to = verb.end
        elif verb.kind == "finite" and held:
            return True
    return False
