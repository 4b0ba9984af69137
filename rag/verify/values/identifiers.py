"""Numbers that name a thing rather than count: laws, codes, compounds, reports, pages. Compared as strings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rag.text import READ_AGAIN, fold
from rag.types import Span

_LOCATOR = {
    "page": r"pages?|pp?|paginas?|pags?",
    "section": r"sections?|secs?|seccion|secciones|§§?",
    "chapter": r"chapters?|chap|capitulos?",
    "paragraph": r"paragraphs?|paras?|parrafos?|parr",
    "table": r"tables?|tablas?|cuadros?",
    "figure": r"figures?|figs?|figuras?|graficos?",
    "footnote": r"footnotes?|notes?|notas?|fn",
    "article": r"articles?|arts?|articulos?",
    "title": r"titles?|titulos?",
    "number": r"nos?|nums?|numeros?|nro",
    "annex": r"annex|appendix|anexo|apendice",
    "key finding": r"key findings?",
    "block": r"blocks?|exhibits?|slides?|items?|lines?",
}
_N = r"\d+(?:[.\-/]\d+)*[a-z]?\b"
_LABELLED = re.compile(
    "|".join(
        # "No" and "p" without a full stop are words or letters; the number must follow at once.
        rf"(?<![\w])(?P<k{i}>{alt})\s*{'[.]' if name == 'number' else '[.]?'}\s*(?P<n{i}>{_N})"
        for i, (name, alt) in enumerate(_LOCATOR.items())
    ),
    re.IGNORECASE,
)
# What stands before a number: without one of these words a text names nothing by a label, and most texts have none.
_BEFORE_NUMBER = re.compile(r"([^\W\d_]+|§)\s*[.]?\s*\d")
_LABEL = re.compile("|".join(_LOCATOR.values()) + "|findings?", re.IGNORECASE)
_CODES = re.compile(
    r"""
    https?://\S+ | www\.\S+
  | \b\d+\s+(?:U\.?\s?S\.?\s?C\.?|C\.?\s?F\.?\s?R\.?|Stat\.|F\.\s?\d?d|Fed\.\s?Reg\.)\s*(?:§+\s*)?\d[\w.\-]*
  | \b(?:Pub\.?\s?L\.?|P\.\s?L\.|Public\s+Law|Ley)\s*(?:No\.?\s*)?\d+-\d+
  | \b(?:H\.\s?R\.|H\.\s?Res\.|S\.\s?Res\.|S\.)\s*\d+\b
  | \b(?!FY|USD|EUR)[A-Z]{1,8}\d+(?:[.\-]\w+)*
  | \b(?!FY)[A-Z][A-Z]*[A-Za-z]*(?:-[A-Z]+)*-\d+(?:[.\-]\w+)*\b(?!\s*(?:percent|per\s+cent|%))
  | \b\d+(?:,\d+)*-[A-Z]{2,}\w*
  | \b\d+(?!KG|LB|MG|USD|EUR)[A-Z]{2,}\w*\b
  | 第\s*\d+\s*(?:页|章|条|节|款|段|号)
  | \[\d+(?:\s*[,-]\s*\d+)*\]
    """,
    re.VERBOSE,
)

_MAY_NAME = re.compile(r"\d|https?:|www")  # without one of these a text has no identifier


@dataclass(frozen=True, slots=True)
class Identifier:
    """A naming number: ``key`` is what two mentions of the same thing share."""

    key: str
    text: str
    span: Span


@lru_cache(maxsize=READ_AGAIN)
def identifiers(text: str) -> tuple[Identifier, ...]:
    """The identifiers of ``text`` in order, never overlapping; marks such as [1] are among them, with an empty key."""
    folded = fold(text, case=False, accents=True, spaces=False)
    if not _MAY_NAME.search(folded.text):
        return ()
    found: list[tuple[int, int, str]] = []
    names = list(_LOCATOR)
    for m in _CODES.finditer(folded.text):
        code = re.sub(r"[\s.]", "", m.group()) if not m.group().startswith(("http", "www")) else m.group()
        found.append((m.start(), m.end(), "" if m.group().startswith("[") else code.casefold()))
    labelled = any(_LABEL.fullmatch(word) for word in _BEFORE_NUMBER.findall(folded.text))
    for m in _LABELLED.finditer(folded.text) if labelled else ():
        i = next(i for i in range(len(names)) if m.group(f"n{i}"))
        if not any(s < m.end() and m.start() < e for s, e, _ in found):
            found.append((m.start(), m.end(), f"{names[i]} {m.group(f'n{i}').casefold()}"))
    out = []
    for start, end, key in sorted(found):
        span = folded.source_span(start, end)
        out.append(Identifier(key, span.of(text), span))
    return tuple(out)
