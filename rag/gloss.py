"""A Spanish or Chinese question word by word in English: no translation, but enough for the reader to tell what is asked.

Little words are kept, as a premise may hang on them ("not", "all", "more than", "before"), and so are the marks between clauses. Words and
set phrases stand in rag/data/gloss-es.txt and gloss-zh.txt, each as one reads it; others have the likeliest of their senses in the glossary.
"""

from __future__ import annotations

import re
from collections import ChainMap
from collections.abc import Callable
from functools import cache, lru_cache

from rag.content import MONTHS
from rag.gazetteer import places
from rag.glossary import LANGUAGES, cut, has_entry, latin_names, likeliest, senses, terms_of
from rag.language import language_of
from rag.numerals import ZH_NUMERAL, read_chinese
from rag.tokens import is_cjk, tokens
from rag.word_tables import table

MOST = 8  # words of a set phrase
_WORDS_KEPT = 50_000  # words of which it is kept what they may mean
_PIECE = re.compile(
    r"[㐀-鿿]+|\d[\d.,]*\d|\d+|[^\W\d_㐀-鿿]+(?:[-'’][^\W\d_㐀-鿿]+)*|[%$,，、;；.。?？!！:：()（）\"“”«»《》]"
)
_MARK = dict(zip("，、；;。！!？：（）“”«»《》", ',,,,...?:()""""""', strict=True))
_MONTHS = [month.capitalize() for month in MONTHS]
# "1 of April of 2019", as Spanish says it
_OF = re.compile(rf"(?:(\d) of )?\b({'|'.join(_MONTHS)})(?: of (?=[12]\d{{3}}\b))?")
# A day, a month or a year, and a number in ten thousands; "24年8月" is of this century, "24年" may as well be so many years.
_DATE = re.compile(r"(?:(?<!\d)((?:\d\d)?\d\d)年)?(?<!\d)(1[0-2]|0?[1-9])月(?:(\d{1,2})[日号號])?|(?<!\d)([12]\d{3})年")
_LARGE = re.compile(r"(\d[\d,]*(?:\.\d+)?)(百万|百萬|万|萬|亿|億|千)([多余餘]?)")
# What is written in characters: the year of a date, its month and day, and a number of two characters and more.
_YEAR = re.compile(r"[零〇一二三四五六七八九]{4}(?=年)")
_DAY = re.compile(
    r"(十[一二]?|[一二三四五六七八九])月(三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])(?=[日号號])"
)
_NUMBER = re.compile(rf"(?<![{ZH_NUMERAL}几幾])([一二两兩三四五六七八九十][{ZH_NUMERAL}]+)([多余餘]?)")
_ROUGH = re.compile(r"[一二两兩三四五六七八九]{2}|^十$")  # "二三十" is twenty or thirty
_SCALES = {"billion": 10**9, "million": 10**6}
_TIMES = {"千": 10**3, "万": 10**4, "萬": 10**4, "百万": 10**6, "百萬": 10**6, "亿": 10**8, "億": 10**8}
# Thousands and tenths as Spanish writes them.
_POINTS, _DECIMAL = re.compile(r"\d{1,3}(?:\.\d{3})+"), re.compile(r"\d+,\d\d?")
_CENTURY = 40  # two figures of a year are of this century up to here


def in_english(question: str, known: Callable[[str], bool]) -> str:
    """``question`` for a model that reads English only: as it stands, or word by word; "" in a language without a list of words."""
    language = language_of(question)
    return question if language == "en" else gloss(question, language, known)


def english_of(text: str, language: str, known: Callable[[str], bool]) -> list[str]:
    """The terms that English may have for the words of a Spanish or Chinese text: of every sense of each, of its places, and of Chinese names
    whose parts are ``known``; none of a text in another language."""
    if language not in LANGUAGES:
        return []
    found = [term for english in places(text).values() for term in terms_of(english)]
    for piece in _PIECE.findall(text):
        if not is_cjk(piece):
            found += _meanings(piece.lower(), language)
            continue
        for stretch, listed in cut(piece, _listed("zh"), _longest()):
            name = None if listed else latin_names(stretch, known)
            found += name[1:] if name else ()
            for word in [stretch] if listed else stretch:
                found += _meanings(word, "zh")
    return list(dict.fromkeys(found))


@lru_cache(maxsize=_WORDS_KEPT)
def _meanings(word: str, language: str) -> tuple[str, ...]:
    """The terms of all senses of a word; of a figure, a name and another word in Latin letters that has none its own."""
    told = [_listed(language).get(word, ""), *senses(word, language)] if word[0].isalpha() else [_figure(word)]
    own = () if is_cjk(word) else terms_of(word)
    return tuple(term for sense in told for term in terms_of(sense)) if any(told) else own


def gloss(question: str, language: str, known: Callable[[str], bool]) -> str:
    """The likeliest English for each word of the question, in its order; places by their English names, other names and figures as they are.

    ``known`` tells of a term whether the index has it, for Chinese names. A language without a list of words gives "".
    """
    if language not in LANGUAGES:
        return ""
    words = _spanish(question) if language == "es" else _chinese(question, known)
    told = re.sub(r" ([%,.?:)])", r"\1", " ".join(word for word in words if word))
    told = re.sub(r"([($]) ", r"\1", told)
    told = re.sub(r"(?:[,:] ?)+([,.?])", r"\1", told).strip(" ,.:?")
    return f"{_OF.sub(_plainly, told)}?"


def _spanish(question: str) -> list[str]:
    """The longest phrase on the list first; of words that it lacks the places, then the glossary's."""
    listed, pieces = _listed("es"), _PIECE.findall(question)
    low = [piece.lower() for piece in pieces]
    named = {_joined(name): english for name, english in places(question).items() if not has_entry(name, "es")}
    found, at = [], 0
    while at < len(pieces):
        for size in range(min(MOST, len(pieces) - at), 0, -1):
            phrase = " ".join(low[at : at + size])
            if (told := listed.get(phrase, named.get(phrase))) is not None:
                found.append(told)
                break
        else:
            found.append(_MARK.get(pieces[at]) or next(iter(senses(pieces[at], "es")), "") or _figure(pieces[at]))
        at += size
    return found


def _chinese(question: str, known: Callable[[str], bool]) -> list[str]:
    """The longest word on the list or in the glossary first, a character alone only where nothing else is left."""
    found: list[str] = []
    question = _DAY.sub(
        lambda day: f"{_value(day[1])}月{_value(day[2])}",
        _YEAR.sub(lambda year: _value(year[0]).replace(",", ""), question),
    )
    for piece in _PIECE.findall(_LARGE.sub(_written_out, _DATE.sub(_dated, question))):
        if is_cjk(piece):
            words = ChainMap(_listed("zh"), named := places(piece) | _numbers(piece))
            for stretch, listed in cut(piece, words, max([_longest(), *map(len, named)])):
                found += [words[stretch]] if listed else _left(stretch, known)
        else:
            found.append(_MARK.get(piece) or next(iter(senses(piece, "zh")), piece))
    return found


def _left(rest: str, known: Callable[[str], bool]) -> list[str]:
    """What is no word: a name that the index knows, or character by character."""
    if name := latin_names(rest, known):
        before, _, after = rest.partition(name[0])
        return [*_left(before, known), " ".join(name[1:]).title(), *_left(after, known)]
    return [_listed("zh").get(one, "") for one in rest]


def _plainly(date: re.Match[str]) -> str:
    return f"{date[1] + ' ' if date[1] else ''}{date[2]}{' ' if date[0].endswith(' of ') else ''}"


def _figure(written: str) -> str:
    """A number with the points that English gives it; anything else as it is."""
    if _POINTS.fullmatch(written):
        return written.replace(".", ",")
    return written.replace(",", ".") if _DECIMAL.fullmatch(written) else written


def _dated(found: re.Match[str]) -> str:
    year, month, day, alone = found.groups()
    if year and len(year) == 2:
        year = f"{'20' if int(year) < _CENTURY else '19'}{year}"
    return f" {' '.join(part for part in (day, month and _MONTHS[int(month) - 1], year, alone) if part)} "


def _written_out(found: re.Match[str]) -> str:
    return f" {'over ' if found[3] else ''}{float(found[1].replace(',', '')) * _TIMES[found[2]]:,.0f} "


def _numbers(run: str) -> dict[str, str]:
    """The numbers written in characters in a run of Chinese, and what each says; of one character they are words like others."""
    return {
        found[0]: f"over {value}" if found[2] else value
        for found in _NUMBER.finditer(run)
        if not _ROUGH.search(found[1]) and (value := _value(found[1]))
    }


def _value(written: str) -> str:
    """A number in characters as English writes it; "" for what is none."""
    value, _ = read_chinese(written) or (None, None)
    if value is None:
        return ""
    for name, size in _SCALES.items():
        if value >= size and not value % (size // 10):
            return f"{value / size:f} {name}"
    return f"{value:,f}"


def _joined(phrase: str) -> str:
    return " ".join(piece.lower() for piece in _PIECE.findall(phrase))


def is_translated(word: str, language: str) -> bool:
    """True for a word of the lists, which goes by another in another language; of Chinese any piece of it, of English what a word there means."""
    if is_cjk(word):
        return any(listed for _, listed in cut(word, _listed("zh"), _longest()))
    if language in LANGUAGES:
        return bool(senses(word, language)) or word.lower() in _listed(language)
    return not _all_meanings().isdisjoint(tokens(word))


@cache
def _all_meanings() -> frozenset[str]:
    """The terms of all that the words of the lists mean."""
    return frozenset(
        term for language in LANGUAGES for english in _listed(language).values() for term in tokens(english)
    )


@cache
def _listed(language: str) -> dict[str, str]:
    """The English of each word and set phrase; "" for what English leaves out."""
    lines = (line.split("\t") for line in table(f"gloss-{language}.txt"))
    return likeliest(language) | {_joined(word) if language == "es" else word: english for word, english in lines}


def as_listed(language: str) -> tuple[dict[str, str], int]:
    """The words and set phrases of the lists with their English, and the characters of the longest Chinese one."""
    return _listed(language), _longest()


@cache
def _longest() -> int:
    return max(map(len, _listed("zh")))
