"""A statement out of a question: "did the harvest fall" says that the harvest fell."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rag.grammar.function_words import ADVERBS, DETERMINERS, SAME
from rag.grammar.irregular import line_of
from rag.grammar.verb_forms import base, past

_OWNED = DETERMINERS | ADVERBS | {"to", "of"}
_DOUBLED = re.compile(r"(?:^[a-z]{0,2}[^aeiou][aeiou][bdgmnprt]|(?:mit|fer|cur|pel))$")
_ENDS_IN_S = ("s", "sh", "ch", "x", "z", "o")
_AUXILIARY = {"do": "did", "have": "had", "get": "got"}  # ``past`` takes these for none
_WORD = re.compile(r"[A-Za-z][\w'’-]*")


def stated(question: str, text: str, point: str) -> tuple[str, str]:
    """``text``, a part of the question behind "did" or "does", with its verb in that form, and ``point`` with it.

    Unchanged where it is not clear which word is the verb.
    """
    if opened := re.search(rf"\bhow (?=(?:much|many)\b){re.escape(text)}", question, re.IGNORECASE):
        return opened[0], point  # without its first word it is no English
    asked = re.search(rf"\b(did|does)(?:n['’]t)?\s+{re.escape(text)}", question, re.IGNORECASE)
    if asked is None:
        return text, point
    found = list(_WORD.finditer(text))
    before = [""] + [m.group().casefold() for m in found]
    bare = [m for m, led in zip(found, before, strict=False) if m.start() and base(m.group()) and led not in _OWNED]
    if len(bare) != 1:
        return text, point
    (verb,) = bare
    said = _past(verb.group()) if asked[1].casefold() == "did" else _third(verb.group())
    return text[: verb.start()] + said + text[verb.end() :], re.sub(rf"\b{verb.group()}\b", said, point)


def finite(words: Iterable[str]) -> frozenset[str]:
    """The forms in which ``stated`` may tell those of ``words`` that are verbs."""
    return frozenset(form for word in words if base(word) for form in (_past(word), _third(word)))


def _past(verb: str) -> str:
    """The past form of a verb in its base form."""
    if verb in SAME:
        return verb
    if verb in _AUXILIARY:
        return _AUXILIARY[verb]
    irregular = next((form for form in line_of(verb)[1:3] if past(form)), "")  # "go, goes, went"
    if irregular:
        return irregular
    if verb.endswith("e"):
        return f"{verb}d"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return f"{verb[:-1]}ied"
    return f"{verb}{verb[-1] if _DOUBLED.search(verb) else ''}ed"


def _third(verb: str) -> str:
    """The form in -s of a verb in its base form."""
    if verb == "have":
        return "has"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return f"{verb[:-1]}ies"
    return f"{verb}es" if verb.endswith(_ENDS_IN_S) else f"{verb}s"
