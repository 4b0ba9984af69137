"""The proper names and acronyms a claim uses, and whether the evidence knows them, by any of their forms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from rag.same_word import same_word
from rag.text import READ_AGAIN, fold, is_cjk, words
from rag.tokens import CJK
from rag.types import Span
from rag.verify.entities.nations import ALSO_WORDS, COUNTRIES, in_capitals, nations

# A name in Latin letters ends where Chinese begins, which has no spaces.
_LETTER = rf"[^\W{CJK}]"
_FROM, _UP_TO = rf"(?<!{_LETTER})", rf"(?!{_LETTER})"
_CAP = rf"(?:[A-ZÀ-ÞŁŠŽ](?:{_LETTER}|['’&])*(?:\.(?=[A-Z]))?(?:[-–][A-ZÀ-Þ]{_LETTER}*)*)"
_ACRONYM = rf"(?:(?:[A-Z]\.(?:\s(?=[A-Z]\.))?){{2,}}|{_FROM}[A-Z][A-Z&]{{1,8}}{_UP_TO}|EE\.?\s?UU\.?)"
_NAME = re.compile(
    rf"(?:{_ACRONYM}|{_FROM}{_CAP})(?:[\s-]+(?:(?:of|for|the|on|de|del|la|las|los)\s+){{0,3}}(?:{_ACRONYM}|{_CAP}))*"
)
_ONLY_ACRONYM = re.compile(rf"(?:{_ACRONYM})s?$")
_PAIR = re.compile(
    r"((?:[A-ZÀ-Þ][\w'’.&-]*\s+(?:(?:of|and|for|the|on|de|del|la|y)\s+){0,2}){1,9}[A-ZÀ-Þ]?[\w'’.&-]*)\s*\(([A-Z][A-Z.&-]{1,9})\)"
)
_NOT_NAMES_WORDS = """
    january february march april may june july august september october november december jan feb mar apr jun
    jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday enero febrero marzo
    abril mayo junio julio agosto septiembre octubre noviembre diciembre lunes martes miercoles jueves viernes
    sabado domingo fy fiscal key finding findings page table figure section chapter title article annex appendix
    note no yes the a an in on at of and or but for it its this that these those there here he she they we i you
    if when while as to by from with after before since during between according citing despite although however
    also most many some all only more less few each every both what which who how why where nearly about over
    under el la los las un una en de del al y o se su sus segun para por con como pero no si usd eur kg lb mg
    percent million billion christmas easter thanksgiving halloween ramadan hanukkah
"""
_NOT_NAMES = frozenset(_NOT_NAMES_WORDS.split())
_WORLD = (*COUNTRIES, ("ceo", "chief executive", "chief executive officer"))
_WORLD_FORMS = {form for group in _WORLD for form in group}
_CHINESE_NAMES = re.compile("|".join(sorted(form for form in _WORLD_FORMS if is_cjk(form[0]) and len(form) > 1)))


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name or acronym as written in the claim."""

    text: str
    span: Span


@lru_cache(maxsize=READ_AGAIN)
def names(text: str, known: str = "") -> tuple[Name, ...]:
    """Proper names and acronyms of ``text`` in order; of Chinese names only countries.

    A lone capital word that opens a sentence counts when ``known`` (the evidence) or the text itself has it
    capitalised inside a sentence.
    """
    found: list[Name] = []
    for name, word in _written_large(text):
        start, end = name.span.start, name.span.end
        if word and not _inside_sentence(word, known, 0) and not _opens_name(word, name.text, known):
            start = start + len(word) if len(word) < len(name.text) else end
            start, end = _trimmed(text, start, end)
            if start < end:
                found.append(Name(text[start:end], Span(start, end)))
        else:
            found.append(name)
    return tuple(sorted(found, key=lambda name: name.span.start))


@lru_cache(maxsize=READ_AGAIN)
def _written_large(text: str) -> tuple[tuple[Name, str], ...]:
    """What may be a name in ``text``; beside one that opens a sentence its first word, where only another text can tell whether it is one."""
    found: list[tuple[Name, str]] = []
    for match in _NAME.finditer(text):
        start, end = _trimmed(text, match.start(), match.end())
        if start >= end:
            continue
        piece, open_ = text[start:end], ""
        if _opens_sentence(text, start) and not _ONLY_ACRONYM.match(piece):
            first = re.match(r"[\w'’.-]+", piece)
            word = re.sub(r"['’]s$", "", first.group()) if first else piece
            if (
                word.lower() not in _WORLD_FORMS
                and not _opens_with_country(piece)
                and not _inside_sentence(word, text, end)
            ):
                open_ = word
        found.append((Name(piece, Span(start, end)), open_))
    found.extend((Name(m.group(), Span(m.start(), m.end())), "") for m in _CHINESE_NAMES.finditer(text))
    return tuple(found)


def _opens_name(word: str, piece: str, known: str) -> bool:
    """True when ``known`` has ``word``, with which a name of several words opens, before another large letter."""
    return " " in piece and re.search(rf"(?<!\w){re.escape(word)} [A-Z]", known) is not None


def _opens_with_country(piece: str) -> bool:
    """True for "United States law enforcement"."""
    plain = piece.casefold()
    return any(" " in form and (plain + " ").startswith(form + " ") for form in _WORLD_FORMS)


def world_name(name: str) -> str:
    """One form for the names by which a country or union goes ("US", "United States"); other names folded."""
    plain = fold(name, accents=True).text.strip().removesuffix("'s")
    return next((group[0] for group in _WORLD if plain in group), plain)


@lru_cache(maxsize=READ_AGAIN)
def variants(name: str) -> tuple[str, ...]:
    """The name as it is and with a country or union in it by its other forms: "UN Convention" for "United Nations Convention"."""
    plain = fold(name, accents=True).text
    out = [name]
    for group in _WORLD:
        for form in group:
            if (" " in form or len(form) < 4) and (found := re.search(rf"(?<!\w){re.escape(form)}(?!\w)", plain)):
                out += [
                    f"{name[: found.start()]}{other.upper() if len(other) < 4 else other}{name[found.end() :]}"
                    for other in group
                    if other != form and other.isascii()
                ]
    return tuple(out)


def scattered(name: str, text: str) -> bool:
    """True when the words of a name of several words all stand in ``text``, but nowhere close together in this order."""
    need = [w.text.removesuffix("'s") for w in words(name) if w.text not in _NOT_NAMES and len(w.text) > 1]
    have = [w.text.removesuffix("'s") for w in words(text) if w.text not in _NOT_NAMES]
    if len(need) < 2 or any(is_cjk(w[0]) for w in need):
        return False
    for first, second in pairwise(need):
        places = [i for i, h in enumerate(have) if same_word(first, h)]
        others = [i for i, h in enumerate(have) if same_word(second, h)]
        if places and others and not any(0 < j - i <= _CLOSE for i in places for j in others):
            return True
    return False


_CLOSE = 2  # words between which those of one name stand


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without joining words, months and other capitalised non-names at its ends."""
    tokens = [m.span() for m in _TOKEN.finditer(text, start, end)]
    while tokens and _is_no_name(text[slice(*tokens[0])]):
        tokens.pop(0)
    while tokens and _is_no_name(text[slice(*tokens[-1])]):
        tokens.pop()
    return (tokens[0][0], tokens[-1][1]) if tokens else (start, start)


_TOKEN = re.compile(r"[^\s,;:]+")


@lru_cache(maxsize=READ_AGAIN)
def _is_no_name(written: str) -> bool:
    bare = fold(written, accents=True).text.rstrip(".").removesuffix("'s")
    return (bare in _NOT_NAMES and written != "UN") or len(bare) < 2 or not bare[0].isalpha()


def _opens_sentence(text: str, at: int) -> bool:
    """True when nothing but marks stands between ``at`` and the end of the sentence before."""
    while at and (text[at - 1].isspace() or text[at - 1] in _OPENING):
        at -= 1
        if text[at] in "\n\r":
            return True
    return at == 0 or text[at - 1] in _ENDING


_OPENING, _ENDING = "\"'“”‘’«»([", ".!?:。！？"


def _inside_sentence(word: str, text: str, start: int) -> bool:
    """True when ``word`` stands in ``text`` after ``start``, capitalised although it opens no sentence."""
    at = text.find(word, start)
    while at >= 0:
        if not _opens_sentence(text, at) and not text[at - 1 : at].isalnum():
            return True
        at = text.find(word, at + 1)
    return False


@lru_cache(maxsize=READ_AGAIN)
def mined_pairs(text: str) -> dict[str, str]:
    """Acronym to long name, from "Long Name (LN)", where the letters are the long name's initials in order."""
    pairs: dict[str, str] = {}
    for match in _PAIR.finditer(text):
        long, short = match.group(1).strip(), re.sub(r"[^A-Za-z]", "", match.group(2)).casefold()
        tokens = [w.text for w in words(long)]
        for first in reversed(range(len(tokens))):
            if _initials(tokens[first:], short):
                pairs[short] = " ".join(tokens[first:])
                break
    return pairs


def _initials(tokens: list[str], short: str) -> bool:
    """True when the letters of ``short`` are first letters of ``tokens`` in order, from the first token on."""
    if not tokens or not short or tokens[0][0] != short[0]:
        return False
    at = 0
    for token in tokens:
        at += at < len(short) and token[0] == short[at]
    return at == len(short)


_LONG_NAME = re.compile(rf"{_CAP}(?:\s+(?:(?:of|and|for|the|on)\s+){{0,2}}{_CAP})+")


def spelt_out(name: str, text: str) -> bool:
    """True when ``name`` is an acronym and ``text`` has the long name whose initials they are."""
    letters = re.sub(r"['’]s$", "", name).replace(".", "")
    if not re.fullmatch(r"[A-Z]{2,8}", letters):
        return False
    return any(letters == "".join(re.findall(r"\b[A-Z]", long)) for long in _LONG_NAME.findall(text))


def forms(name: str, aliases: Mapping[str, str] | None = None) -> frozenset[str]:
    """The folded forms by which ``name`` may stand in a text: itself, its acronym or long name, the world's forms."""
    plain = fold(name, accents=True).text.strip().removesuffix("'s").strip()
    short = re.sub(r"[^\w]", "", plain)
    out = {plain, short} if len(short) > 1 else {plain}
    for key, long in (aliases or {}).items():
        key, long = fold(key, accents=True).text, fold(long, accents=True).text
        if (
            key in (plain, short)
            or long == plain
            or (len(long) > 5 and long in plain)
            or (len(plain) > 8 and plain in long)
        ):
            out |= {key, long}
    for group in _WORLD:
        if plain in group or short in group:
            out |= set(group)
    return frozenset(f for f in out if f)


def in_text(name: str, text: str, aliases: Mapping[str, str] | None = None, others: Iterable[str] = ()) -> bool:
    """True when a form of ``name`` stands in ``text`` or among ``others``, or all its words do."""
    if not aliases and not others:
        return _stands_in(name, text)
    hay = " ".join([text, *others])
    return _stands(name, hay, {**mined_pairs(hay), **(aliases or {})})


@lru_cache(maxsize=4 * READ_AGAIN)
def _stands_in(name: str, text: str) -> bool:
    """True when ``text`` alone has the name; many checks ask it of one claim."""
    return _stands(name, text, mined_pairs(text))


def _by_another_form(word: str, hay: str) -> bool:
    """True when ``hay``, folded, has another form of a name of the world than ``word``: the US of "US-China" as "United States"."""
    forms_of = next((group for group in _WORLD if word in group), ())
    return any(re.search(rf"(?<!\w){re.escape(form)}(?!\w)", hay) for form in forms_of if form not in ALSO_WORDS)


def _stands(name: str, original: str, aliases: Mapping[str, str]) -> bool:
    """True when a form of the name, or each of its words, stands in the text."""
    hay = fold(original, accents=True).text
    for form in forms(name, aliases):
        if is_cjk(form[0]):
            if form in hay:
                return True
        elif form in ALSO_WORDS:
            if re.search(rf"(?<!\w){'[.] ?'.join(form.upper())}(?!\w)|(?<!\w){form.upper()}(?!\w)", original):
                return True
        elif form in hay and re.search(rf"(?<!\w){re.escape(form)}(?!\w)", hay):
            return True
    have = {w.text.removesuffix("'s") for w in words(original)}
    need = [w.text.removesuffix("'s") for w in words(name) if w.text not in _NOT_NAMES]
    if len(need) == 1 and (name.isupper() or need[0] in ALSO_WORDS):
        return need[0] in have and need[0] not in ALSO_WORDS
    return bool(need) and all(
        in_capitals(n, original) or (len(need) > 1 and _by_another_form(n, hay))
        if n in ALSO_WORDS
        else any(same_word(n, h) or (n in nations() and nations()[n] == nations().get(h)) for h in have)
        for n in need
    )
