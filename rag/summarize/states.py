"""Which words of a passage a brief may quote as a sentence: not a heading, a bare row, a question, or a letterhead.

A fact of a record and a row that names each of its cells state something as they are.
"""

from __future__ import annotations

import re

from rag.sentences import asks, sentences
from rag.summarize.headline import is_heading
from rag.text import content_words
from rag.types import BREAK, Kind, Passage, Source, Span
from rag.verify.values.dates import dates
from rag.verify.values.names import names
from rag.verify.values.numbers import figures

_BARE_ROW = re.compile(r"\S[^\S\n]*[|｜][^\S\n]*\S")
_CELL = re.compile(r"\S ?[:=：] ?\S")
_ENDS = re.compile(r"[.!…。！][\"'”’»)\]」』]*$")
_ANSWERS = re.compile(r"(?:yes|no|not|it|they|he|she|that|this|these|those|sí|是|不|没)(?!\w)", re.IGNORECASE)
# A line that only dates or numbers its own document.
_OF_DOCUMENT = re.compile(
    r"(?:(?:this )?(?:page|document|text|site|article)\s+)?(?:(?:was|is)\s+)?(?:(?:last|first)\s+)?"
    r"(?:updated|published|reviewed|revised|printed|posted|released|issued|modified|dated|retrieved|accessed)\b"
    r"|(?:última\s+)?(?:actualizaci[oó]n|actualizado|publicado|fecha)\b|(?:最后|最近)?(?:更新|发布|发表|修订)(?:于|时间|日期|：)",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"(?:what|how|why|who|whom|where|when|which|whether)\b", re.IGNORECASE
)  # "What is thought", a heading
_CAPTION = re.compile(
    r"(?:table|figure|fig|chart|box|annex|appendix|tabla|cuadro|figura|gr[aá]fico|anexo|表|图|圖)\.?\s*\d",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"^\s*(?:\d{1,3}(?:\.\d{1,3})*[.)]?|[A-Z][.)]|[(（]\w{1,3}[)）])\s+")
_ITEM = re.compile(r"\s*(?:[•▪‣◦●■–—*-]|\(?(?:\d{1,2}|[a-z])[.)])\s+\S")
_ANNOUNCES = re.compile(r"[:：]\s*$")
_NEAR = 60  # words between an item and what announces it
_ASIDE = re.compile(
    r"\s*[\d¹²³⁴-⁹*†‡]{0,3}\s*(?:\w+ing|before|after|of|at|see|from|for|as|net|not|in|on|with|without)\b(?! (?:is|was|are|were)\b)",
    re.IGNORECASE,
)
_SHORT = 12  # words of a line that only dates its document, or of a heading that is a clause
_PLAIN = 3  # words in small letters that a sentence has
_TELLING = 4  # content words of a sentence that names nobody and counts nothing
_CAPITALS = 0.5  # share of a line's words in capitals, from which it is a letterhead


def stating(passage: Passage, span: Span, source: Source) -> Span | None:
    """Of ``span``, in characters of the passage's own text, the stretch from its first block that states something to its last such
    block before one that does not; None where none does. A question stays before an answer that leans on it."""
    if source.kind is Kind.RECORD:
        return span
    runs: list[list[Span]] = [[]]
    asked: Span | None = None
    for block in passage.blocks():
        if not block.overlaps(span):
            continue
        part = Span(max(block.start, span.start), min(block.end, span.end))
        text = part.of(passage.text)
        if _named_row(text) if passage.of_rows else _said(passage, block, text, source.language):
            leans = not runs[-1] and asked is not None and _ANSWERS.match(text.strip())
            runs[-1] += [asked, part] if leans and asked else [part]
            asked = None
        else:
            asked = part if asks(text.strip()) else None
            runs += [[]] if runs[-1] else []
    best = max(runs, key=lambda run: sum(part.end - part.start for part in run))
    return Span(_announced_at(passage, best[0]), best[-1].end) if best else None


def _announced_at(passage: Passage, first: Span) -> int:
    """Where a quote begins whose first block is an item of a list: with what announces the list, where that is near in the passage."""
    start, text = first.start, passage.text
    if not _ITEM.match(first.of(text)):
        return start
    for block in reversed([b for b in passage.blocks() if b.end <= start]):
        if _ANNOUNCES.search(block.of(text)):
            return block.start
        if not _ITEM.match(block.of(text)) or len(text[block.start : start].split()) > _NEAR:
            return start
    return start


def _named_row(text: str) -> bool:
    """True for a row that says of its cells what they are ("Year: 2019; Tariff: 1.55")."""
    return _CELL.search(text) is not None and not _BARE_ROW.search(text)


def _said(passage: Passage, block: Span, text: str, language: str) -> bool:
    if "footnote" in passage.locator and _ASIDE.match(text):
        return False  # "2 Excluding cash": part of what it is a note to
    return states(text, language) and not is_heading(passage, block)


def states(text: str, language: str) -> bool:
    """True for a paragraph, or a sentence of one, of which a sentence states something."""
    line = _NUMBERED.sub("", text.strip())
    if not line or _BARE_ROW.search(line):
        return False
    words = line.split()
    if not _ENDS.search(line):
        if _CAPTION.match(line):
            return False
        if len(words) <= _SHORT and (_OF_DOCUMENT.match(line) or _CLAUSE.match(line)):
            return False
        letters = [w for w in words if any(map(str.isalpha, w))]
        if sum(w.isupper() and len(w) > 1 for w in letters) > _CAPITALS * len(letters):
            return False
    told = [s.of(text) for s in sentences(text, language)]
    told = [one for one in told if not asks(one)]
    if language[:2] != "en":
        return bool(told)
    return any(map(_whole, told)) and (len(told) > 1 or _telling(line, language))


def _whole(sentence: str) -> bool:
    """True for a sentence with its full stop and words in small letters: no heading, no letterhead."""
    bare = _NUMBERED.sub("", sentence.strip())
    return _ENDS.search(bare) is not None and sum(word[:1].islower() for word in bare.split()) >= _PLAIN


def _telling(line: str, language: str) -> bool:
    """False for a sentence alone that is true of anything: "Actual results may differ.", "This was agreed."."""
    return (
        len(content_words(line, language)) >= _TELLING
        or bool(figures(line, language))
        or bool(dates(line, language))
        or bool(names(line, line))
    )


def dates_itself(quote: str) -> bool:
    """True where a quote has nothing but when its own document was made."""
    return BREAK not in quote and _OF_DOCUMENT.match(quote.strip()) is not None
