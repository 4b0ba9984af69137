"""Who says it, when and where, in a form to put before a quote."""

import re
from collections.abc import Mapping

from rag.phrases import phrase
from rag.sources import Citation, Kind, Source
from rag.text.content import ACRONYM, MONTHS, MONTHS_ES
from rag.text.place_words import place_words
from rag.text.punctuation import bracketed, in_a_row, rounded
from rag.wording import Wording, as_said, wording

_ISO = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?(?![\d-])")


def said_by(
    source: Source, locator: str, language: str = "en", full: bool = True, basis: str = "", when: str | None = None
) -> str:
    """``USCC, 24 Aug 2021, p. 1``; with ``full`` the publisher is spelled out. A summary is said to be ours; ``basis``: how it was read.

    ``when``: the date for the reader, by default the source's.
    """
    when = date_of(source.published, language) if when is None else when
    text = rounded(in_a_row([publisher_of(source, language, full), when, place_words(locator, language)], language))
    how = wording(source, basis)
    return text if how is Wording.VERBATIM else text + bracketed(wording_words(how, language), language)


def wording_words(how: Wording, language: str = "en") -> str:
    """``our summary``, ``nuestro resumen``: whose words they are, for a reader."""
    return phrase(f"wording_{how.name.lower()}", language)


def who_and_when(cited: Citation, sources: Mapping[str, Source], language: str) -> str:
    """``NCHS, 30 Dec 2021``: by whom and of when the words are."""
    said = as_said(sources[cited.source_id], cited)
    return in_a_row([publisher_of(said, language, full=False), date_of(said.published, language)], language)


def publisher_of(source: Source, language: str = "en", full: bool = True) -> str:
    """The publisher's name, or its acronym when it states one and ``full`` is off; the seed is the article."""
    if source.kind is Kind.SEED:
        return phrase("the_article", language)
    acronym = ACRONYM.search(source.publisher)
    if acronym and not full:
        return acronym.group(1)
    return source.publisher or source.title or source.id


def date_of(published: str, language: str = "en") -> str:
    """``2021-08-24`` as ``24 Aug 2021``, by month or year where that is all there is; other forms as they are."""
    match = _ISO.match(published)
    if not match or published[match.end() :].lstrip().startswith(("to", ";", ",", "-", "–")):
        return published
    year, month, day = match.groups()
    if language == "zh":
        return f"{year}年" + (f"{int(month)}月" if month else "") + (f"{int(day)}日" if day else "")
    words = [str(int(day))] if day else []
    if month and 1 <= int(month) <= 12:
        place = int(month) - 1
        words.append(MONTHS_ES[place][:3] if language == "es" else MONTHS[place][:3].capitalize())
    return " ".join([*words, year])
