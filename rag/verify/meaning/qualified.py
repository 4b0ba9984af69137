"""A word put into the words of the source that tells more than they do: "partly closed", "a joint inquiry"."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import cache

from rag.grammar.function_words import PREPOSITIONS
from rag.same_word import stem
from rag.text import content_words, words
from rag.types import Status
from rag.verify.findings import Finding
from rag.verify.words.synonyms import LIGHT, general, groups, said_otherwise, synonymous, unsaid
from rag.word_tables import table

_LEADS = PREPOSITIONS | {"as"}
_ONE_PHRASE = re.compile(r"[\w'’-]+(?: [a-z][\w'’-]*){1,4}")
_FRAMES = frozenset(
    ["contrast", "comparison", "addition", "general", "particular", "short", "sum", "conclusion"]
)  # "in general" tells no more


@cache
def _telling() -> tuple[frozenset[str], frozenset[str]]:
    """The words that tell more than what they stand beside: those that do so anywhere, and those that do among the source's own words."""
    sides = [line.split("|") for line in table("modifiers.txt")]
    anywhere, among = (frozenset(word for side in sides for word in side[n].split()) for n in (0, 1))
    return anywhere, among | anywhere


def check_qualified(claim: str, best: str, whole: str) -> list[Finding]:
    """A finding for the first such word of ``claim`` between two that stand side by side in ``best``, its sentence, or before or behind all
    of them; ``whole``: all the cited words, none of which says it."""
    mine, (anywhere, among) = words(claim), _telling()
    if among.isdisjoint(w.text for w in mine) and general().isdisjoint(w.text for w in content_words(claim)):
        return []
    theirs, there = words(best), {w.text for w in words(whole)}
    matcher = SequenceMatcher(None, [_kin(w.text) for w in mine], [_kin(w.text) for w in theirs], autojunk=False)
    runs = [(first, end) for tag, first, end, _, _ in matcher.get_opcodes() if tag == "delete"]
    put = {first for first, end in runs if end - first == 1}
    for at, word in enumerate(mine):
        if word.text not in (among if at in put else anywhere):
            continue
        if at + 1 < len(mine) and mine[at + 1].text[0].isdigit():
            continue  # "nearly 40": the check of figures reads it
        if not any(synonymous(word.text, other) for other in there) and unsaid(claim, [word.text], whole):
            return [Finding(Status.NOT_CONFIRMED, f"the claim says “{word.span.of(claim)}”; the source does not")]
    for first, end in runs:
        phrase = claim[mine[first].span.start : mine[end - 1].span.end]
        told = [w.text for w in content_words(phrase) if w.text not in LIGHT]
        if (
            mine[first].text not in _LEADS
            or not told
            or not general().issuperset(told)
            or not _ONE_PHRASE.fullmatch(phrase)
        ):
            continue
        if (
            _FRAMES.isdisjoint(told)
            and not any(said_otherwise(word, there) for word in told)
            and unsaid(claim, told, whole)
        ):
            return [Finding(Status.NOT_CONFIRMED, f"the claim says “{phrase}”; the source does not")]
    return []


def _kin(word: str) -> str:
    """One form for synonyms and for the two articles."""
    known = groups(word)
    return f"#{min(known)}" if known else "a" if word == "an" else stem(word)
