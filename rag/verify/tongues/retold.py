"""A Spanish or Chinese source in the words of its claim: where a table says that two words or phrases say one thing, the claim's stands for
the source's, a denial inside it and all ("excusa su asistencia" for "no asistió", 不予支持 for 驳回)."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from rag.grammar.tables import table
from rag.text import READ_AGAIN, fold
from rag.types import Span
from rag.verify.tongues.pieces import stemmed


@lru_cache(maxsize=READ_AGAIN)
def retold(claim: str, source: str, language: str) -> str:
    """``source`` with the claim's words for those of the same sense."""
    for pattern in _lines(language[:2]):
        mine, theirs = _found(pattern, claim), _found(pattern, source)
        if not mine or not theirs:
            continue
        have = {_form(span.of(source), language) for span in theirs}
        new = next((span.of(claim) for span in mine if _form(span.of(claim), language) not in have), None)
        if new is None or (len(mine) > 1 and any(_form(s.of(claim), language) in have for s in mine)):
            continue
        for span in reversed(theirs):
            source = source[: span.start] + _cased(new, span.of(source)) + source[span.end :]
    return source


def _form(word: str, language: str) -> str:
    plain = fold(word, accents=True).text
    return plain if language[:2] == "zh" else " ".join(map(stemmed, plain.split()))


def _cased(new: str, old: str) -> str:
    return new[:1].upper() + new[1:] if old[:1].isupper() else new[:1].lower() + new[1:]


def _found(pattern: re.Pattern[str], text: str) -> list[Span]:
    folded = fold(text, accents=True)
    return [folded.source_span(*m.span()) for m in pattern.finditer(folded.text)]


@cache
def _lines(language: str) -> tuple[re.Pattern[str], ...]:
    return tuple(_pattern(line.split(), language) for line in table(f"same-{language}.txt"))


def _pattern(forms: list[str], language: str) -> re.Pattern[str]:
    forms = sorted(forms, key=len, reverse=True)
    if language == "zh":
        return re.compile("|".join(map(re.escape, forms)))
    told = []
    for form in (fold(f, accents=True).text for f in forms):
        if "_" in form:
            told.append(
                r"\s+".join(
                    re.escape(word.rstrip("*=")) + (r"\w*" if word.endswith("*") else "") for word in form.split("_")
                )
            )
        else:
            told.append(re.escape(form.rstrip("=")) + ("" if form.endswith("=") else r"\w*"))
    return re.compile(rf"(?<!\w)(?:{'|'.join(told)})(?!\w)")
