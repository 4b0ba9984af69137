"""A claim in another language than its source: figures, dates and names are compared, the words are not.

So it is never supported: what agrees is left unchecked, and only what surely stands otherwise, or nowhere, is struck. A name may go by another
word in the other language ("Ministerio de Sanidad" for "health ministry"), and a small number by no number ("en dos ocasiones" for "twice").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from rag.bridge import bridged, sounds, spelled_in_latin
from rag.gazetteer import is_country, places
from rag.gloss import english_of, is_translated
from rag.text import content_words, guess_language, words
from rag.tokens import fold, is_cjk, tokens
from rag.types import Status
from rag.verify.entities.names import in_text, names
from rag.verify.figures.figured import check_counted
from rag.verify.findings import Finding
from rag.verify.old_sources import Evidence
from rag.verify.values.dates import bears
from rag.verify.values.statement import read

_LIKE = 0.7  # of the letters of two spellings of one name: "Numea", "Nouméa"; "Fiyi" and "Fiji" have 0.75
_ROMAN = re.compile(r"[IVXLC]+")
_OF_WHAT = "counts something else"  # as the two languages' nouns always differ
_DIGIT = re.compile(r"\d")


def across(text: str, evidence: Evidence) -> bool:
    """True when a claim and the words it cites are in two languages."""
    return guess_language(text, evidence.language) != guess_language(evidence.text, evidence.language)


def translated(quote: str, text: str, evidence: Evidence) -> bool:
    """True for a quote in the language of its claim and not of the source: letter for letter it cannot stand there."""
    return across(text, evidence) and across(quote, evidence)


def check_across(text: str, evidence: Evidence, sources: Sequence[str]) -> list[Finding]:
    """What the figures, dates and names of a claim say; UNCHECKED when they agree. ``sources``: the whole texts of what it cites."""
    language = guess_language(text, evidence.language)
    found = [*_counted(text, language, evidence), *_names(text, language, evidence, sources)]
    agree = f"figures, dates and names agree, but the source is in another language ({evidence.language})"
    return found or [Finding(Status.UNCHECKED, agree)]


def _unchecked(finding: Finding) -> Finding:
    return replace(finding, status=Status.UNCHECKED)


def _counted(text: str, language: str, evidence: Evidence) -> Iterator[Finding]:
    """What is found of figures and dates: nothing where each stands somewhere in the cited words, as what it is of cannot be told across
    languages; and a number in words may be told by none."""
    if _all_there(text, language, evidence):
        return
    for finding in check_counted(text, evidence, language):
        spelled = finding.status is Status.NOT_CONFIRMED and not _DIGIT.search(finding.reason)
        unsure = spelled or finding.status is Status.NOT_CONFIRMED
        if finding.status is not Status.SUPPORTED and _OF_WHAT not in finding.reason:
            yield _unchecked(finding) if unsure else finding


def _all_there(text: str, language: str, evidence: Evidence) -> bool:
    claim, said = read(text, language), [read(s, evidence.language) for s in evidence.sentences]
    values = {figure.value for statement in said for figure in statement.figures}
    dates = [date for statement in said for date in statement.dates]
    return all(f.value in values for f in claim.figures) and all(
        any(bears(d, own) for d in dates) for own in claim.dates
    )


def _names(text: str, language: str, evidence: Evidence, sources: Sequence[str]) -> Iterator[Finding]:
    """A finding for each name that the cited words do not have, under its English name either; of what may go by another name a mild one."""
    spoken = guess_language(evidence.text, evidence.language)
    have = frozenset((*tokens(evidence.text), *bridged(evidence.text, spoken)))
    latin = spelled_in_latin(evidence.text, spoken)
    # Chinese has no spaces: the name of a city may be the beginning of another (罗马, 罗马涅)
    english = {name: told for name, told in places(text).items() if not is_cjk(name) or is_country(told)}
    for name in dict.fromkeys([*(n.text for n in names(text, evidence.text)), *english]):
        told = english.get(name, name)
        if any(in_text(form, evidence.text, None, evidence.names) for form in (name, told)):
            continue
        strange = [w.text for w in content_words(name, language) if not sounds(w.text, latin)]
        strange = [word for word in strange if not _said(word, language, evidence.text, have)]
        if strange and not _ROMAN.fullmatch(name):
            elsewhere = any(in_text(form, source) for source in sources for form in (name, told))
            known = name not in english and any(is_translated(word, language) for word in strange)
            reason = f"“{name}” is not in the cited words"
            yield Finding(Status.UNCHECKED if elsewhere or known else Status.NOT_CONFIRMED, reason)


def _said(word: str, language: str, evidence: str, have: frozenset[str]) -> bool:
    """True when the cited words have the word, nearly spelled so, or one of its meanings, or mean it themselves."""
    if any(term in have for term in (fold(word), *tokens(word), *english_of(word, language, have.__contains__))):
        return True
    plain = fold(word)
    return any(SequenceMatcher(None, plain, fold(w.text)).ratio() >= _LIKE for w in words(evidence))
