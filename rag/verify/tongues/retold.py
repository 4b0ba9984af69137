"""A Spanish or Chinese source in the words of its claim: where a table says that two words or phrases say one thing, the claim's stands for
the source's, a denial inside it and all ("excusa su asistencia" for "no asistió", 不予支持 for 驳回)."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from rag.text import READ_AGAIN, fold
from rag.types import Span
from rag.verify.tongues.opposed import written
from rag.word_tables import table


@lru_cache(maxsize=READ_AGAIN)
def retold(claim: str, source: str, language: str) -> str:
    """``source`` with the claim's words for those of the same sense."""
    for pattern in _lines(language[:2]):
        mine, theirs = _found(pattern, claim), _found(pattern, source)
        if not mine or not theirs or {entry for entry, _ in mine} & {entry for entry, _ in theirs}:
            continue
        new = mine[0][1].of(claim)
        for _, span in reversed(theirs):
            source = source[: span.start] + _cased(new, span.of(source)) + source[span.end :]
    return source


def _cased(new: str, old: str) -> str:
    return new[:1].upper() + new[1:] if old[:1].isupper() else new[:1].lower() + new[1:]


def _found(pattern: re.Pattern[str], text: str) -> list[tuple[int, Span]]:
    """The words of a line in ``text``, each with the number of its entry."""
    folded = fold(text, accents=True)
    return [(m.lastindex or 0, folded.source_span(*m.span())) for m in pattern.finditer(folded.text)]


@cache
def _lines(language: str) -> tuple[re.Pattern[str], ...]:
    return tuple(_pattern(line.split(), language) for line in table(f"same-{language}.txt"))


def _pattern(forms: list[str], language: str) -> re.Pattern[str]:
    forms = sorted(forms, key=len, reverse=True)
    return re.compile("|".join(f"({written(fold(form, accents=True).text, language)})" for form in forms))
