"""The proper names of a text in Latin letters, and countries in any of three languages (CLDR's, by Babel): does another text have them?"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from rag.sources import Span
from rag.text.fold import READ_AGAIN, fold, is_cjk, stop_words, words
from rag.verify.values.dates import LANGUAGES, calendar, dates

_LATIN = r"[^\W\d_\u3400-\u9fff]"
_CAPITAL = rf"(?<!{_LATIN})[A-ZÀ-ÖØ-Þ](?:{_LATIN}|['’&.](?={_LATIN}))*(?![\w-]*\d)"
_RUN = re.compile(rf"{_CAPITAL}(?:[ \u00a0-]{_CAPITAL})*")
_ENDS = '.!?:。！？：\n"“«「'


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name or acronym as written."""

    text: str
    span: Span

    @property
    def words(self) -> tuple[str, ...]:
        """Its words, folded."""
        return tuple(w.text.removesuffix("'s") for w in words(self.text))


@lru_cache(maxsize=READ_AGAIN)
def names(text: str, known: str = "") -> tuple[Name, ...]:
    """The runs of capitalised words of ``text``, and countries in Chinese; dates and function words are none.

    A capital that opens a sentence says nothing by itself: such a word counts where more capitals follow it, where it is
    an acronym, or where ``text`` or ``known`` has it capitalised inside a sentence.
    """
    whens = [d.span for d in dates(text)]
    found: list[Name] = []
    for match in _RUN.finditer(text):
        start, end = match.span()
        while start < end:
            first = re.match(_CAPITAL, text[start:end])
            size = first.end() if first else end - start
            word = text[start : start + size]
            more = start + size < end
            opens = _opens(text, start)
            if _function_word(word) or (
                opens and not more and not word.isupper() and not any(_inside(word, t) for t in (text, known))
            ):
                start = start + size + more
                continue
            break
        span = Span(start, end) if start < end else None
        if span and end - start > 1 and not any(span.overlaps(w) for w in whens):
            found.append(Name(span.of(text), span))
    if not text.isascii() and any(map(is_cjk, text)):
        found += [Name(m.group(), Span(*m.span())) for m in _countries_zh().finditer(text)]
    return tuple(sorted(found, key=lambda name: name.span.start))


def in_text(name: str, text: str) -> bool:
    """True when ``text`` has the name: all its words, its letters as initials, its long form, or its country in another language."""
    folded = fold(name, accents=True).text.removesuffix("'s")
    if code := _country_of().get(folded):
        return any(_stands(form, text) for form in _forms()[code])
    have = _words_of(text)
    mine = [w.text.removesuffix("'s") for w in words(name)]
    if mine and all(w in have for w in mine):
        return True
    if len(mine) == 1 and name.isupper():
        return any(_initials(n.text) == folded for n in names(text))
    return len(mine) > 1 and _initials(name) in have


def torn(name: Name, text: str) -> str:
    """A name of ``text`` that shares a word with ``name`` where both have a word of their own ("Ann Lee", "Ann Roe"); "" without one."""
    mine, have = set(name.words), _words_of(text)
    strange = {w for w in mine if w not in have}
    if len(mine) < 2 or not strange or strange == mine:
        return ""
    return next((n.text for n in names(text) if set(n.words) & mine and set(n.words) - mine), "")


@lru_cache(maxsize=READ_AGAIN)
def _words_of(text: str) -> frozenset[str]:
    return frozenset(w.text.removesuffix("'s") for w in words(text))


def _initials(name: str) -> str:
    """ "ec" of "European Commission"."""
    return "".join(part[0] for part in re.split(r"[\s-]+", name) if part[:1].isupper()).casefold()


def _function_word(word: str) -> bool:
    folded = fold(word, accents=True).text
    return not word.isupper() and (folded in calendar() or any(folded in stop_words(code) for code in ("en", "es")))


def _opens(text: str, at: int) -> bool:
    """True where a sentence, a quote or the text begins."""
    before = text[:at].rstrip(" \t\u00a0'‘([")
    return not before or before[-1] in _ENDS


def _inside(word: str, text: str) -> bool:
    """True when ``word`` stands in ``text`` with its capital although it opens no sentence there."""
    return any(not _opens(text, m.start()) for m in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", text))


def _stands(form: str, text: str) -> bool:
    if is_cjk(form[0]):
        return form in text
    if len(form) < 4:  # an acronym: "US", never "us"
        return re.search(rf"(?<!\w){'[.]?'.join(form.upper())}(?!\w)", text) is not None
    return re.search(rf"(?<!\w){re.escape(form)}(?!\w)", fold(text, accents=True).text) is not None


@cache
def _forms() -> dict[str, frozenset[str]]:
    """By its code, the folded names of a country in English, Spanish and Chinese."""
    from babel import Locale  # late: reads its tables

    out: dict[str, set[str]] = {}
    for code in LANGUAGES:
        for territory, name in Locale(code).territories.items():
            if territory.isalpha():
                out.setdefault(territory, set()).add(fold(str(name), accents=True).text)
    for territory, more in {"US": {"us", "usa"}, "GB": {"uk"}, "UN": {"un", "onu"}, "EU": {"eu", "ue"}}.items():
        out.setdefault(territory, set()).update(more)
    return {code: frozenset(forms) for code, forms in out.items()}


@cache
def _country_of() -> dict[str, str]:
    return {form: code for code, forms in _forms().items() for form in forms}


@cache
def _countries_zh() -> re.Pattern[str]:
    forms = sorted((f for f in _country_of() if is_cjk(f[0]) and len(f) > 1), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, forms)))
