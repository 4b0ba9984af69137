"""The title of a plain text: its first lines, but not those that only say what kind of paper it is or where its writer sits."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.ingest.clean import Part, clean_block

_KINDS = re.compile(
    r"(?:(?:(?:press|news|media|internal|open|official|public|verbatim) )?(?:release|memorandum|memo|letter|statement|notice|transcript|report|minutes)"
    r"|(?:not )?for immediate (?:release|publication)|embargoed\b.*|under embargo\b.*|(?:strictly )?confidential|draft|by (?:e-?mail|post|fax|hand)"
    r"|nota de prensa|comunicado(?: de prensa| oficial)?|para (?:su )?(?:publicación|difusión) inmediata|memorando|memorándum|carta(?: abierta)?|acta|informe"
    r"|confidencial|borrador|新闻稿|新闻通稿|即时发布|公告|通知|通报|声明|备忘录|会议纪要|公开信)[.:!。：]?",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"[^\W\d_][^\d,;:]{2,50} (?!(?:1[5-9]|20)\d\d)\d{1,4} ?[a-z]?(?:[-/]\d{1,4})?,\s+(?:[A-Z\d-]{2,8} )*[^\W\d_][^\d]*"
    r"|\d{1,5}[a-z]? [^\W\d_][^\d,]*,.*|(?:P\. ?O\. ?|PO )box \d.*|(?:tel|phone|fax|e-?mail|teléfono|电话|地址)\.?\s*[:：].*|\S+@\S+|(?:https?://|www\.)\S+",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"(?:.* )?(?:meeting|part|no\.?|number|volume|vol\.?|version|session|chapter|section|annex|issue|edition|phase|day|article|item|"
    r"reunión|sesión|número|parte|anexo|capítulo|artículo|january|february|march|april|may|june|july|august|september|october|november|december) \d",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"(?:subject|re|regarding|concerning|asunto|referencia|主题|事由|关于)\s*[:：]\s*(\S.*)", re.IGNORECASE
)
_LABEL = re.compile(
    r"(?:to|from|date|cc|attn\.?|de|para|fecha|a la atención|发件人|收件人|日期)\b\s*[:：.]?\s", re.IGNORECASE
)
_FOUND_AT = re.compile(  # "Source: https://..." too
    r"(?:[^\W\d_]{1,20}[:：]\s*)?<?(?:https?://|www\.)[^\s<>]+>?", re.IGNORECASE
)
_NEAR = 8  # blocks from the top in which a better line is looked for
_STOPS = ".!?。！？:;,，；："


def title_of(parts: Sequence[Part]) -> str:
    """The first paragraph when it reads like a heading: short, unpunctuated, with text below it. Where it only names the kind of paper or is
    a letter's head, what the paper says that it is about, or the heading behind it, or what it has besides."""
    if len(parts) < 2:
        return ""
    lines = [line.strip() for line in parts[0].text.split("\n") if line.strip()]
    kept = [
        line
        for n, line in enumerate(lines)
        if not _KINDS.fullmatch(line) and not _FOUND_AT.fullmatch(line) and not (n and _is_address(line))
    ]
    first = _heading(parts[0].text)
    headed = any(_is_address(p.text.strip()) for p in parts[1:3] if p.locator == parts[0].locator)
    if len(kept) == len(lines) and not headed:
        return first
    near = parts[:_NEAR]
    subject = next(
        (m[1].rstrip(" .") for p in near for line in p.text.split("\n") if (m := _SUBJECT.match(line.strip()))), ""
    )
    if subject and len(subject) <= 120:
        return " ".join(clean_block(subject).split())
    if own := _heading("\n".join(kept)):
        return own
    behind = (_heading(part.text) for part in near[1:] if not any(map(_is_apart, part.text.split("\n"))))
    return next(filter(None, behind), first)


def _heading(text: str) -> str:
    told = clean_block(text)
    return told if 0 < len(told) <= 120 and len(told.split()) <= 15 and told[-1] not in _STOPS else ""


def _is_address(line: str) -> bool:
    return _ADDRESS.fullmatch(line) is not None and not _COUNTED.match(line)


def _is_apart(line: str) -> bool:
    """True for a line that is no title behind the paper's kind: a kind, an address, an addressee, a mere day with its place."""
    line = line.strip()
    return bool(
        _KINDS.fullmatch(line)
        or _is_address(line)
        or _LABEL.match(line)
        or re.fullmatch(r"(?:[^\d,]{1,40}, )?\d{1,2}\.? [^\W\d_]+ \d{4}", line)
    )
