"""Words that mean the same: Spanish and Chinese ones in English, Chinese names in Latin letters, English synonyms.

The multilingual embedder knows what a sentence means but seldom which word of it a passage lacks; for that the judge looks
words up, and so does the ranker. rag/data/glossary-*.txt hold one word a line and, after a tab, what it may mean, parted by
slashes; synonyms-en.txt one sense a line. They are small and of public affairs. What is not in there is compared by vectors.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container
from functools import cache

from rag.tokens import fold, is_cjk, stem, tokens
from rag.word_tables import table

LANGUAGES = ("es", "zh")
_COMMON_SURNAMES = """
王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方
石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文耿颜叶华习
"""
SURNAMES = frozenset("".join(_COMMON_SURNAMES.split()))
_STEM = "~"  # before a stem, which is never taken for a word
_RUN = re.compile("[㐀-鿿]+|[^\\W\\d_㐀-鿿]+")


def senses(word: str, language: str) -> tuple[str, ...]:
    """What ``word`` of a language may mean in English, likeliest first; () when it is not in the glossary."""
    if language not in LANGUAGES:
        return ()
    entries, low = _entries(language), word.lower()
    if is_cjk(word):
        return entries.get(word, ())
    return entries.get(low) or entries.get(low.removesuffix("s")) or entries.get(_stemmed(low, language), ())


@cache
def likeliest(language: str) -> dict[str, str]:
    """Each word of the glossary as it stands, and the likeliest of what it may mean in English."""
    return {word: meanings[0] for word, meanings in _entries(language).items() if not word.startswith(_STEM)}


def has_entry(word: str, language: str) -> bool:
    """True when the glossary has ``word`` in just this form."""
    return word.lower() in _entries(language)


def cut(run: str, words: Container[str] | None = None, longest: int = 0) -> list[tuple[str, bool]]:
    """A run of Chinese as stretches in order, each with True when it is one of ``words``, the longest of which has ``longest`` characters;
    the longest first. Without them the glossary's.

    Single characters are words only where nothing else is left of the run: they also stand inside words unknown here.
    """
    if words is None:
        words, longest = _entries("zh"), _longest("zh")
    found: list[tuple[str, bool]] = []
    rest, at = "", 0
    while at < len(run):
        size = next((n for n in range(min(longest, len(run) - at), 1, -1) if run[at : at + n] in words), 0)
        if not size:
            rest += run[at]
            at += 1
            continue
        if rest:
            found.append((rest, rest in words))
        found.append((run[at : at + size], True))
        rest, at = "", at + size
    return [*found, (rest, rest in words)] if rest else found


def latin_names(stretch: str, known: Callable[[str], bool]) -> tuple[str, str, str] | None:
    """The first Chinese name in ``stretch`` both parts of which are ``known`` words: the name, surname and given name in
    Latin letters as English texts spell them (pinyin); None when there is none."""
    for start in range(len(stretch) - 1):
        if stretch[start] not in SURNAMES:
            continue
        for size in (3, 2):
            name = stretch[start : start + size]
            if len(name) == size:
                surname, given = pinyin(name)
                if known(surname) and known(given):
                    return name, surname, given
    return None


def english_terms(text: str, language: str, known: Callable[[str], bool]) -> list[str]:
    """The index's terms for the words of ``text`` that the glossary has, all senses, and for the Chinese names in it.

    ``known`` tells of a term whether the index has it; terms that it has not are left out.
    """
    found: list[str] = []
    for run in _RUN.findall(text):
        if not is_cjk(run):
            found += [term for sense in senses(run, language) for term in terms_of(sense)]
            continue
        for stretch, in_glossary in cut(run):
            if in_glossary:
                found += [term for sense in senses(stretch, "zh") for term in terms_of(sense)]
            else:
                name = latin_names(stretch, known)
                found += name[1:] if name else ()
    return [term for term in dict.fromkeys(found) if known(term)]


@cache
def synonyms(term: str) -> frozenset[str]:
    """The index's terms for English words that ask for the same as ``term``; empty for a term of no list."""
    return _groups().get(term, frozenset())


@cache
def _groups() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for line in table("synonyms-en.txt"):
        group = frozenset(term for word in line.split(" / ") for term in terms_of(word))
        for term in group:
            found[term] = found.get(term, frozenset()) | (group - {term})
    return found


@cache
def pinyin(name: str) -> tuple[str, str]:
    """A Chinese name's surname (one character) and given name in Latin letters, small and without tones."""
    from pypinyin import lazy_pinyin  # late: it reads its tables on import

    first, *others = lazy_pinyin(name)
    return first, "".join(others)


@cache
def _entries(language: str) -> dict[str, tuple[str, ...]]:
    """Words as they stand, and those that have a stem by it too, as other forms are looked up so."""
    found: dict[str, tuple[str, ...]] = {}
    for line in table(f"glossary-{language}.txt"):
        word, meanings = line.split("\t")
        for entry in [word] if is_cjk(word) else [word.lower(), _stemmed(word.lower(), language)]:
            found[entry] = tuple(dict.fromkeys((*found.get(entry, ()), *meanings.split(" / "))))
    return found


@cache
def _longest(language: str) -> int:
    return max(len(word) for word in _entries(language))


def _stemmed(word: str, language: str) -> str:
    return _STEM + stem(word, language)


@cache
def terms_of(meaning: str) -> tuple[str, ...]:
    """The terms of a meaning as the index has them, each once."""
    # beside another word the UN is no Spanish article
    return tuple(dict.fromkeys(fold(term) for term in tokens(f"{meaning} the")))
