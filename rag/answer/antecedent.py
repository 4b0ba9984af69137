"""What "it", "he" or "they" of a follow-up stands for, where the question before leaves no doubt, put in its place.

"Who is Ana Ruiz?" and then "Was she arrested?" asks "Was Ana Ruiz arrested?"; "Who wrote the 2021 report?" and then "When was it
published?" asks that of the report. English only; where two things may be meant, or what happened, nothing is put in.
"""

from __future__ import annotations

import re

from rag.pointing import pointers

_NAMED = r"(?:the |an? )?[\w.&'’-]+(?: (?:of |and |for |the )*[\w.&'’-]+){0,5}"
_ABOUT_ONE = re.compile(
    rf"\W*(?P<who>who|what) (?P<is>is|was|are|were) (?P<thing>{_NAMED}?)(?: (?:about|known for))?\W*",
    re.IGNORECASE,
)
_POINTS = frozenset(
    [
        "it",
        "this",
        "that",
        "these",
        "those",
        "he",
        "she",
        "they",
        "him",
        "her",
        "them",
        "there",
        "here",
        "one",
        "his",
        "its",
        "their",
    ]
)
_PRONOUN = re.compile(
    r"(?P<before>\b(?:is|was|are|were|do|does|did|has|have|had|can|could|will|would|should) )(?P<pronoun>it|he|she|they)\b",
    re.IGNORECASE,
)
_PERSONS = ("he", "she")
# What happened, rather than what was asked about: "Was it a typing error?"
_WHAT_HAPPENED = re.compile(r"\b(?:was|were) (?:it|they) an? ", re.IGNORECASE)


def spelled_out(question: str, before: str, document: re.Pattern[str]) -> str:
    """``question`` with its one pronoun replaced by what ``before`` asked about; "" where that is not clear. ``document``: a pattern of
    what is called a report, a brief, an article."""
    found = list(_PRONOUN.finditer(question))
    pronoun = found[0]["pronoun"].lower() if len(found) == 1 else ""
    if pronoun not in pointers(question) or _WHAT_HAPPENED.search(question):
        return ""
    thing = _asked_about(before, pronoun) or _only_document(before, pronoun, document)
    if not thing:
        return ""
    return question[: found[0].start("pronoun")] + thing + question[found[0].end() :]


def _asked_about(before: str, pronoun: str) -> str:
    """The one thing or person that ``before`` asks about and nothing else, if ``pronoun`` can mean it."""
    asked = _ABOUT_ONE.fullmatch(before)
    if asked is None or any(word.lower() in _POINTS for word in asked["thing"].split()):
        return ""
    person = asked["who"].lower() == "who"
    several = asked["is"].lower() in ("are", "were")
    fits = pronoun in _PERSONS if person and not several else pronoun == ("they" if several else "it")
    return asked["thing"] if fits else ""


def _only_document(before: str, pronoun: str, document: re.Pattern[str]) -> str:
    told = [match[0] for match in document.finditer(before)] if pronoun == "it" else []
    return told[0] if len(told) == 1 else ""
