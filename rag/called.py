"""Which sources are meant by what people call them: "the Brookings report", "the 2020 threat assessment", "the article".

Every word must stand in what the list says of a source (publisher and its initials, title, authors, date, kind): one that
does not means another document, and none is given.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from rag.content import content, initials, key, keys
from rag.letters import small
from rag.tokens import stem
from rag.types import Kind, Source, Tier

# What a document is called in general: it need not stand in the list, but chooses among those that fit the other words.
_DOCUMENT_WORDS = """
    report brief briefing study paper piece post blog article story statement release assessment primer letter memo note
    document publication dataset factsheet announcement notice remarks speech survey minutes leaflet book chapter interview
    transcript update review analysis order act statute law bill page website record source seed
"""
_DOCUMENT = frozenset(stem(word, "en") for word in _DOCUMENT_WORDS.split())
_ARTICLE = frozenset(stem(word, "en") for word in ("article", "seed", "story"))
_WORD = re.compile(r"[^\W_]+")
_LETTER = re.compile(r"(?<=[a-z] )[A-HJ-Z](?![\w.&'’])")  # of "Monitor B" the letter, of "J. B. Ray" none
TITLE = 0.5  # share of a title's words from which it is named without a word like "report"
TIERS = {
    "primary": Tier.PRIMARY,
    "official": Tier.OFFICIAL,
    "press": Tier.PRESS,
    "news": Tier.PRESS,
    "secondary": Tier.SECONDARY,
}


def called(
    words: str, sources: Sequence[Source], meant: Collection[str] = (), made: bool = False
) -> tuple[Source, ...]:
    """The sources that ``words`` name; none where that is not certain.

    ``meant``: ids of those that "the report" refers to in this case, where it refers to any. ``made``: what is named was
    written or published, so that one word of a title will do where no other source has it.
    """
    said = keys(words)
    kinds = said & _DOCUMENT
    rest = {t for word in content(words) for t in keys(word)} - _DOCUMENT
    if not rest:
        seeds = tuple(s for s in sources if s.kind is Kind.SEED)
        return seeds if kinds & _ARTICLE else _of_kind(kinds, [s for s in sources if s.id in meant], sources)
    letters = {small(letter) for letter in _LETTER.findall(words)}
    fit = [s for s in sources if rest <= _said_of(s) and letters <= {small(word) for word in _WORD.findall(_told(s))}]
    if kinds and (mine := [s for s in fit if s.id in meant]):
        return tuple(mine)  # "that August 2021 report"
    if not kinds and not (made and len(fit) == 1):
        fit = [s for s in fit if rest <= keys(s.doc_type) or _titled(s, rest)]
    named = [s for s in fit if kinds <= keys(f"{s.title} {s.doc_type}")]
    return tuple(named or fit)


def made_by(words: str, sources: Sequence[Source]) -> tuple[Source, ...]:
    """The sources whose publisher, in full or by its initials, or one of whose authors has all of ``words`` in the name."""
    said = {t for word in content(words) for t in keys(word)}
    names = [(s, (f"{s.publisher} {initials(s.publisher)}", *s.authors)) for s in sources]
    return tuple(s for s, made in names if said and any(said <= keys(name) and _in_name(words, name) for name in made))


def of_tier(word: str, sources: Sequence[Source]) -> tuple[Source, ...]:
    """The sources of the tier that ``word`` names."""
    return tuple(s for s in sources if s.tier is TIERS[small(word)])


def _in_name(words: str, name: str) -> bool:
    """True unless ``words`` tell of another: of "Monitor B" or "the monitor" no Monitoring Board, by its letter and by its form."""
    there = {_singular(word) for word in _WORD.findall(name)}
    if not {letter.lower() for letter in _LETTER.findall(words)} <= there:
        return False
    forms = {key(word): word for word in there}
    asked = (_singular(word) for word in _WORD.findall(words))
    return not any(word not in there and key(word) in forms and _made_of(word, forms[key(word)]) for word in asked)


def _made_of(word: str, other: str) -> bool:
    """True where one of two words of a stem is formed of the other: "monitor" and "monitoring"."""
    return any(word.endswith(ending) is not other.endswith(ending) for ending in ("ing", "ed"))


def _singular(word: str) -> str:
    return small(word).removesuffix("s")


def _of_kind(kinds: Collection[str], meant: Sequence[Source], sources: Sequence[Source]) -> tuple[Source, ...]:
    """Those that "the report" refers to, or the only one that is called a report."""
    only = [s for s in sources if kinds and set(kinds) <= keys(f"{s.title} {s.doc_type}")]
    return tuple(meant) if meant and kinds else tuple(only) if len(only) == 1 else ()


def _said_of(source: Source) -> frozenset[str]:
    """The terms of all that the list says of a source."""
    return keys(_told(source))


def _told(source: Source) -> str:
    about = (
        source.publisher,
        initials(source.publisher),
        source.title,
        *source.authors,
        source.published,
        source.doc_type,
    )
    return " . ".join(about)


def _titled(source: Source, words: Collection[str]) -> bool:
    """True when ``words`` are several and make up much of the title."""
    return len(words) > 1 and len(_title(source) & set(words)) >= TITLE * len(_title(source))


def _title(source: Source) -> frozenset[str]:
    return frozenset(t for word in content(source.title) for t in keys(word))
