"""The words of a question that carry its matter, as the rows of a table are held against them, and which of them say what is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rag.content import FRAME, content, surfaces
from rag.gloss import english_of
from rag.glossary import cut, senses, synonyms
from rag.grammar.verb_forms import may_be_verb
from rag.rows.phrasing import phrasing
from rag.rows.said import MADE, OWN_WORDS, term_of, written_out
from rag.rows.table import YEAR, Table
from rag.tokens import fold, is_cjk

NAMED = 1.5  # weight of a name, a year or another number beside that of any other word
_FRAME_ES = frozenset(  # beside the frame of every question: what is said of any amount
    [
        "gente",
        "personas",
        "persona",
        "cada",
        "vez",
        "veces",
        "dinero",
        "plata",
        "cantidad",
        "tuvieron",
        "dieron",
        "hicieron",
        "llego",
        "haya",
        "habian",
        "total",
        "totales",
    ]
)
_FRAME_ZH = re.compile(
    "|".join(sorted((w for w in FRAME["zh"] if len(w) > 1), key=len, reverse=True))
    + "|(?:是|有|共|总共)?(?:多少|哪一|几)[个個所家座位名件次起人天]?|每[个個]?|历|歷|哪[所家座类類种種条條项項天]|当时|那么|情况|数据|数字"
)
_SINGLE_ZH = "".join(w for w in FRAME["zh"] if len(w) == 1) + "每哪共又只才约仅"
_VERB_ES = re.compile(r"\w+(?:ó|aron|ieron|aban?|ieran?)", re.I)
_RUN = re.compile("[㐀-鿿]+")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a question that carries its matter, and its term."""

    text: str
    key: str
    weight: float
    beside: frozenset[str] = frozenset()  # of a number: the terms next to it, which may say what it counts
    language: str = "en"
    noun: bool = False  # where it stands it is one, whatever it may be elsewhere

    @property
    def named(self) -> bool:
        """True for a name, a year or another number."""
        return self.weight > 1

    @property
    def period(self) -> bool:
        """True for a year, a month or a quarter."""
        return YEAR.fullmatch(self.text) is not None or MADE.fullmatch(self.text) is not None

    @property
    def verb(self) -> bool:
        """True for what may be a verb."""
        if self.noun:
            return False
        if self.language not in OWN_WORDS:
            return may_be_verb(self.text.lower())
        meant = senses(self.text, self.language)
        return _VERB_ES.fullmatch(self.text) is not None or any(may_be_verb(one.lower()) for one in meant)


@lru_cache(maxsize=256)
def words_of(question: str, language: str = "en", known: frozenset[str] = frozenset()) -> tuple[Word, ...]:
    """The words of a question, each once, its dates and periods in one spelling; ``known``: the words of a table in Chinese."""
    found: dict[str, Word] = {}
    told = written_out(question, language)
    beside = _beside(surfaces(told), language)
    first = next(iter(question.split()), "").strip("¿¡\"'“")
    for word in _content(told, language, known):
        term = term_of(word, language)
        if not term:
            continue
        named = any(c.isdigit() for c in word) or (word[0].isupper() and word != first)
        found.setdefault(term, Word(word, term, NAMED if named else 1.0, beside.get(word, frozenset()), language))
    return tuple(found.values())


def words_in(question: str, table: Table) -> tuple[Word, ...]:
    """The words of a question as a table is asked it: in the table's language, and of Chinese cut by the table's own words."""
    return words_of(question, table.language, table.words if table.language == "zh" else frozenset())


def asked_for(question: str, words: Sequence[Word]) -> list[int]:
    """The places of the words that say what is asked for; of Chinese, where they stand before the question's word or behind it, none."""
    language = words[0].language if words else "en"
    said = phrasing(language)
    found = said.asked.search(question)
    if found is None or language == "zh":
        return []
    wanted: set[str] = set()
    places = {word.key: n for n, word in enumerate(words)}
    for word in surfaces(written_out(question[found.end() :], language)):
        ends = said.ends.fullmatch(word) or (language == "es" and _VERB_ES.fullmatch(word))
        term = term_of(word, language)
        if language == "es" and ends and wanted.isdisjoint(places):  # "how much did it lose" asks for what is lost
            if term in places and not words[places[term]].period:
                wanted.add(term)
            continue
        if wanted and ends:
            break
        wanted.add(term)
    return [n for n, word in enumerate(words) if word.key in wanted and not (language == "es" and word.period)]


@lru_cache(maxsize=20_000)
def meanings(word: str, language: str) -> frozenset[str]:
    """The English terms that a Spanish or Chinese word may have, and those that mean the same; none of a figure, of an English word, and of
    Chinese that is no word of the glossary, whose parts may mean anything."""
    if language not in OWN_WORDS or word[:1].isdigit() or (is_cjk(word) and not (len(word) > 1 and senses(word, "zh"))):
        return frozenset()
    told = english_of(word, language, lambda term: False)
    return frozenset(told).union(*map(synonyms, told))


def _content(told: str, language: str, known: frozenset[str]) -> Iterator[str]:
    for word in content(told, language):
        if language == "zh" and is_cjk(word):
            for run in _RUN.findall(word):
                yield from _cut(run, known)
        elif language != "es" or fold(word) not in _FRAME_ES:
            yield word


def _cut(run: str, known: frozenset[str]) -> Iterator[str]:
    """The words of a run of Chinese: those of the table first, then the glossary's; of the rest what is no frame of a question."""
    for stretch, listed in cut(run, known, max(map(len, known), default=0)):
        if listed and len(stretch) > 1:
            yield stretch
            continue
        for rest in _FRAME_ZH.sub(" ", stretch).split():
            for part, named in cut(rest):
                bare = part if named and len(part) > 1 else part.strip(_SINGLE_ZH)
                if bare and bare not in FRAME["zh"] and (len(bare) > 1 or senses(bare, "zh")):
                    yield bare


def _beside(words: Sequence[str], language: str) -> dict[str, frozenset[str]]:
    """For each number the terms of the words around it: "week 2", "6 rain days"."""
    return {
        word: frozenset(term_of(one, language) for one in [*words[max(0, n - 1) : n], *words[n + 1 : n + 3]])
        for n, word in enumerate(words)
        if word.isdigit() and (language not in OWN_WORDS or not YEAR.fullmatch(word))
    }
