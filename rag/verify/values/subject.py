"""What a figure is said of: the head noun of its clause and the name it belongs to ("the Mill Bridge in Ashcombe is")."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rag.same_word import same_word
from rag.text import Word, content_words, is_cjk, words
from rag.verify.entities.names import in_text, names

_EDGE_WORDS = """
    of in at on near by for from with to between over across under as than is are was were be been being has have had
    measures measured measure stands stood spans spanned weighs weighed reaches reached runs remains remained which who
    de del en sobre por para con es son era eran fue como mide miden media tiene tienen tenia pesa pesan alcanza que
"""
_EDGES = frozenset(_EDGE_WORDS.split())
_CLAUSE = re.compile(
    r"[;:。；：]|[.!?]\s|\b(?:that|whereas|while|but|mientras|pero)\b|\b(?:dice|afirma|señala|indica|dijo|que dice) que\b"
)
_ASIDE = re.compile(r"\([^()]*\)|,[^,]*,")
_OPENING = re.compile(
    r"\s*(?:in|at|on|according to|by|for|with|after|before|en|segun|según|con|tras)\b[^,]*,", re.IGNORECASE
)
_ZH_TAIL = re.compile(r"(?:全?[长宽高深厚重]度?|重量|面积|效力|强度|约|为|是|达|有|的|共)+$")


@dataclass(frozen=True, slots=True)
class Subject:
    """``head``: folded noun; ``name``: the proper name it ends, or ""; ``rest``: the clause from the head on."""

    head: str
    name: str = ""
    rest: str = ""


def subject(text: str, start: int, end: int, language: str = "en") -> Subject | None:
    """The subject of the figure at ``start``..``end``; None when only a pronoun or nothing stands there."""
    before = text[:start]
    if any(is_cjk(c) for c in before[-12:]):
        return _chinese(before)
    found = _of(_OPENING.sub("", _ASIDE.sub(" ", _last_clause(before))), language)
    if found or not re.match(r"\s*(?:at|with|con|a)?\s*\S*\s*$", before, re.IGNORECASE):
        return found
    after = re.search(r",\s*(.+)", text[end:])  # "At 48 metres long, the bridge ..."
    return _of(after.group(1), language) if after else None


def same_subject(a: Subject, b: Subject) -> bool:
    """True when both have one head noun and, as far as they are named, one name and one place."""
    if not same_word(a.head, b.head):
        return False
    if a.name and b.name and not (in_text(a.name, b.name) or in_text(b.name, a.name)):
        return False
    only_a = [n for n in names(a.rest) if not in_text(n.text, b.rest)]
    only_b = [n for n in names(b.rest) if not in_text(n.text, a.rest)]
    return not (only_a and only_b)


def _last_clause(before: str) -> str:
    cuts = [m.end() for m in _CLAUSE.finditer(before)]
    return before[cuts[-1] :] if cuts else before


def _of(clause: str, language: str) -> Subject | None:
    """The last noun (Spanish: the first) before the first preposition, comma or verb."""
    content = {w.span.start: w for w in content_words(clause, language)}
    run: list[Word] = []
    for word in words(clause):
        comma = bool(run) and "," in clause[run[-1].span.end : word.span.start]
        if run and (word.text in _EDGES or comma):
            break
        if word.span.start in content and word.text not in _EDGES:
            run.append(content[word.span.start])
    if not run:
        return None
    head = run[0] if language[:2] == "es" else run[-1]
    # The clause lacks what came before it, so its first capital may be a name in the middle of a sentence.
    name = next((n.text for n in names(clause, clause) if n.span.start <= head.span.start < n.span.end), "")
    return Subject(head.text, name, clause[head.span.end :])


def _chinese(before: str) -> Subject | None:
    """The last two characters before the words of measure."""
    piece = _ZH_TAIL.sub("", re.split(r"[，。；：,;]", before)[-1].rstrip())
    return Subject(piece[-2:]) if len(piece) >= 2 else None
