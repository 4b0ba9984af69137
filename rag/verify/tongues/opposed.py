"""A Spanish or Chinese word put for its opposite: both stand in the place that the claim is about, and neither text has the other side there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from rag.text import content_words, fold
from rag.types import Span, Status
from rag.verify.findings import Finding
from rag.verify.tongues.pieces import clauses, matter, nearest, stemmed
from rag.verify.words.negation import negations
from rag.word_tables import table

_ZH_NOT = re.compile(r"[不未没无非]有?予?$")


@dataclass(frozen=True, slots=True)
class _Line:
    """The two sides of a pair as one pattern over folded text, the longer words first; the group tells the side."""

    pattern: re.Pattern[str]

    def sides(self, text: str) -> tuple[Span | None, Span | None]:
        """Where the first word of either side stands in ``text``: "不合格" is no "合格"."""
        folded = fold(text, accents=True)
        found: list[Span | None] = [None, None]
        for match in self.pattern.finditer(folded.text):
            side = 0 if match.lastgroup and match.lastgroup.startswith("a") else 1
            found[side] = found[side] or folded.source_span(*match.span())
        return found[0], found[1]


def check_opposed(claim: str, source: str, language: str) -> list[Finding]:
    """A finding for the first word of ``claim`` whose opposite stands in the clause of ``source`` that tells the same."""
    for piece in clauses(claim, language):
        told = piece.of(claim)
        place = nearest(told, source, language)
        if place is None:
            continue
        here = place.of(source)
        if pair := opposites(told, here, language):
            rest = matter(told.replace(pair[0], " "), language)
            if not rest or rest & matter(here.replace(pair[1], " "), language):
                return [_said(pair)]
        if (pair := opposites(told, source, language)) and _beside(told, pair[0], language) & _beside(
            source, pair[1], language
        ):
            return [_said(pair)]
    return []


def _said(pair: tuple[str, str]) -> Finding:
    return Finding(Status.CONTRADICTED, f"the claim says “{pair[0]}”, the source says “{pair[1]}”")


def _beside(text: str, word: str, language: str) -> frozenset[str]:
    """The words of matter right before and right behind ``word``, marked with their side."""
    at = text.find(word)
    if language[:2] == "zh":
        return frozenset(
            f"{side} {pair}"
            for side, pair in (("<", text[max(0, at - 2) : at]), (">", text[at + len(word) :][:2]))
            if len(pair) == 2
        )
    before = [w.text for w in content_words(text[:at], language)][-1:]
    behind = [w.text for w in content_words(text[at + len(word) :], language)][:1]
    return frozenset([*(f"< {stemmed(w)}" for w in before), *(f"> {stemmed(w)}" for w in behind)])


def opposites(a: str, b: str, language: str) -> tuple[str, str] | None:
    """The words of ``a`` and ``b`` on the two sides of a pair, as written, where each text has one side only and denies it alike."""
    for line in _lines(language[:2]):
        mine, theirs = line.sides(a), line.sides(b)
        for side in (0, 1):
            x, y = mine[side], theirs[1 - side]
            if (
                x
                and y
                and not mine[1 - side]
                and not theirs[side]
                and _denied(a, x, language) == _denied(b, y, language)
            ):
                return x.of(a), y.of(b)
    return None


def _denied(text: str, word: Span, language: str) -> bool:
    """True when a denial stands right before the word, or in a Spanish text anywhere before it in its clause."""
    if language[:2] == "zh":
        return _ZH_NOT.search(text[max(0, word.start - 3) : word.start]) is not None
    return any(cue.span.end <= word.start for cue in negations(text, language))


@cache
def _lines(language: str) -> tuple[_Line, ...]:
    found = []
    for line in table(f"opposites-{language}.txt"):
        one, other = (side.split() for side in line.split("|"))
        told = sorted([*((form, "a") for form in one), *((form, "b") for form in other)], key=lambda f: -len(f[0]))
        groups = "|".join(f"(?P<{side}{n}>{written(form, language)})" for n, (form, side) in enumerate(told))
        found.append(_Line(re.compile(groups)))
    return tuple(found)


def written(form: str, language: str) -> str:
    """The pattern of an entry of a table: in Spanish the beginning of a word, or the word itself before "="."""
    if language == "zh":
        return re.escape(form)
    if "_" in form:
        words = r"\s+".join(
            re.escape(word.rstrip("*")) + (r"\w*" if word.endswith("*") else "") for word in form.split("_")
        )
    else:
        words = re.escape(form.rstrip("=")) + ("" if form.endswith("=") else r"\w*")
    return rf"(?<!\w){words}(?!\w)"
