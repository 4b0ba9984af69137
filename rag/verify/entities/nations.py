"""The countries and unions that a text names, by any of their names or by who and what comes from there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from rag.text import READ_AGAIN, fold, is_cjk
from rag.types import Span
from rag.word_tables import table

# Those that go by several forms in the languages read here.
COUNTRIES = (
    ("us", "u.s.", "usa", "u.s.a.", "united states", "america", "american", "americans", "estados unidos", "ee.uu.",
     "ee. uu.", "eeuu", "estadounidense", "estadounidenses", "美国", "美"),
    ("uk", "u.k.", "united kingdom", "britain", "british", "reino unido", "英国"),
    ("un", "u.n.", "united nations", "naciones unidas", "onu", "联合国"),
    ("eu", "e.u.", "european union", "union europea", "ue", "欧盟"),
    ("china", "chinese", "beijing", "prc", "pekin", "chino", "chinos", "chinas", "中国", "中方", "北京"),
    ("mexico", "mexican", "mexicans", "mexicano", "mexicana", "mexicanos", "mexicanas", "墨西哥"),
    ("india", "indian", "indians", "indio", "印度"),
    ("canada", "canadian", "canadiense", "加拿大"),
    ("russia", "russian", "rusia", "ruso", "rusa", "俄罗斯"),
    ("spain", "spanish", "espana", "espanol", "espanola", "西班牙"),
    ("germany", "german", "alemania", "aleman", "alemana", "德国"),
    ("france", "french", "francia", "frances", "francesa", "法国"),
    ("japan", "japanese", "japon", "japones", "japonesa", "日本"),
)  # fmt: skip
ALSO_WORDS = {"us", "un", "ue", "eu", "uk"}  # as names they are written in capitals


@cache
def nations() -> dict[str, str]:
    """For the folded names of countries and of who comes from there, the country, as far as only English names it."""
    return {form: line.split()[0] for line in table("demonyms.txt") for form in line.split()}


@lru_cache(maxsize=READ_AGAIN)
def nations_in(text: str) -> tuple[str, ...]:
    """One form for each, in the order in which they are named first: china, us in "the Chinese embassy in the US"."""
    return tuple(dict.fromkeys(country for country, _ in _namings(text)))


def naming(country: str, text: str) -> list[Span]:
    """Where ``text`` names a country, in order; ``country``: the form that ``nations_in`` gives."""
    return [span for named, span in _namings(text) if named == country]


def _namings(text: str) -> Iterator[tuple[str, Span]]:
    """Each country that ``text`` names, and where."""
    pattern, of = _every()
    folded = fold(text, accents=True)
    for m in pattern.finditer(folded.text):
        if m.group() not in ALSO_WORDS or in_capitals(m.group(), text):
            yield of[m.group()], folded.source_span(m.start(), m.end())


def in_capitals(form: str, text: str) -> bool:
    """True when ``form`` stands in ``text`` as a word of capitals."""
    return re.search(rf"(?<!\w){form.upper()}(?!\w)", text) is not None


@cache
def _every() -> tuple[re.Pattern[str], dict[str, str]]:
    """A pattern of every form, the longest first, and what each stands for."""
    of = nations() | {form: group[0] for group in COUNTRIES for form in group}
    forms = sorted(of, key=len, reverse=True)
    return re.compile("|".join(form if is_cjk(form[0]) else rf"(?<!\w){re.escape(form)}(?!\w)" for form in forms)), of
