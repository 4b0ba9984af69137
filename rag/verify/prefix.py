"""The words before a quote, "USCC, 24 Aug 2021, p. 1:": do they name the source that is cited, and its date?"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rag.marks import MARK, rounded
from rag.place_words import shown_forms
from rag.same_word import same_word
from rag.text import blanked, content_words, words
from rag.types import Citation
from rag.verify.entities.names import in_text, names
from rag.verify.speakers.attribution import attribution, is_speaker
from rag.verify.values.dates import bears, compatible, dates
from rag.verify.values.identifiers import identifiers
from rag.verify.words.negation import negations

# Words that say where in the source, or that the quote is from our record; they name nobody.
_PLACE_WORDS_WORDS = """
    record records p pp page pages para paragraph paragraphs section sec chapter title block abstract landing
    key finding findings table figure footnote note annex appendix summary fact facts row rows line lines sheet
    slide column date dated published pagina paginas parrafo seccion capitulo tabla registro resumen article
    press release brief statement account item undated articulo hallazgos clave says said writes wrote states stated reports reported according notes
    noted dice dijo segun afirma informa fecha
"""
_PLACE_WORDS = frozenset(_PLACE_WORDS_WORDS.split())
_OWN_WORDS = re.compile(
    r"our record(?: of)?|nuestro registro(?: de)?|本站记录|the article|el artículo|该文章", re.IGNORECASE
)
_COUNTERS = re.compile(r"[第页段节行表]")


@dataclass(frozen=True, slots=True)
class PrefixCheck:
    """``only``: nothing but names, dates and places stands there; ``wrong``: what contradicts the source, or ""."""

    only: bool
    wrong: str = ""


def check_prefix(
    prefix: str,
    citation: Citation,
    names_of_source: tuple[str, ...],
    published: str,
    language: str,
    around: str = "",
) -> PrefixCheck:
    """What the words before a quote say of its source, held against the source itself; no words say nothing wrong.

    ``around``: the words of the source beside the quote; a speaker named there may be named in the prefix.
    """
    text = MARK.sub(" ", prefix)  # a place may end in a quotation mark: section 'Results'
    said = (*names_of_source, *map(rounded, names_of_source), published, *shown_forms(citation.locator))
    for own in sorted(said, key=len, reverse=True):
        if own.strip():
            text = re.sub(rf"(?<!\w){re.escape(own)}(?!\w)", " ", text, flags=re.IGNORECASE)
    rest = _OWN_WORDS.sub(" ", text.strip(" \t\n:：,，“”\"«»‘’'—–-"))
    wrong = _wrong_date(rest, published, language) or _wrong_place(rest, citation.locator)
    rest = _COUNTERS.sub(
        " ", blanked(rest, [i.span for i in identifiers(rest)] + [d.span for d in dates(rest, language)])
    )
    strangers = [
        n.text
        for n in names(f"x {rest}")
        if not is_speaker(n.text, names_of_source)
        and not in_text(n.text, around)
        and not all(w.text in _PLACE_WORDS for w in words(n.text))
    ]
    if not wrong and strangers:
        wrong = f"attributed to the wrong source: “{strangers[0]}” is not {_first(names_of_source)}"
    named = {w.text for name in (*names_of_source, *strangers, _speaker_beside(around)) for w in words(name)}
    only = not negations(rest, language) and all(
        w.text in _PLACE_WORDS or any(same_word(w.text, n) for n in named) for w in content_words(rest, language)
    )
    return PrefixCheck(only, wrong)


def _speaker_beside(around: str) -> str:
    """The words beside a quote that may name who speaks: names, and what is said with them ("said Holt, the head of the school")."""
    told = attribution(around)
    spoken = around[told.span.start : told.span.end + _TITLE] if told else ""
    return " ".join([*(n.text for n in names(f"x {around}")), spoken])


_TITLE = 80  # characters behind a speaker's name in which stands what he is


def _wrong_date(text: str, published: str, language: str) -> str:
    """The date in the prefix that is not the source's own."""
    own = dates(published)
    for when in dates(text, language):
        if own and not any(bears(o, when) or compatible(o, when) for o in own):
            return f"attributed to the wrong source: dated {when.text}, the source is of {published}"
    return ""


def _wrong_place(text: str, locator: str) -> str:
    """The page or paragraph in the prefix that is not the citation's."""
    own = {i.key for form in shown_forms(locator) for i in identifiers(form) if i.key}
    kinds = {_kind(key) for key in own}
    for place in identifiers(text):
        if place.key and _kind(place.key) in kinds and place.key not in own:
            return f"attributed to the wrong place: “{place.text}”, the citation is of {locator}"
    return ""


def _kind(key: str) -> str:
    """What is counted: "page" of "page 3", 第页 of 第3页."""
    return re.sub(r"\d+", "", key) if key.startswith("第") else key.split()[0]


def _first(names_of_source: tuple[str, ...]) -> str:
    return names_of_source[0] if names_of_source else "the cited source"
