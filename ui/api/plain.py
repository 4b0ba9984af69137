"""An answer as plain text: what leads, sentences with [n] and doubts, differences, sources. No screen acts on what in it is not ours: of a link,
picture or tag the one character that would begin it is escaped, be it shown as Markdown, as HTML or bare."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from rag.sources import Source
from rag.types import Answer
from rag.wording import marked
from ui.reasons import doubt_words
from ui.shown import FIRST, differences, evidence, in_passage, lead_line, said, source_of
from ui.spelled import spelled_out
from ui.words import word
from ui.written import against, in_sentences

_TAG = r"<(?![\s\d=])"  # "p < 0.05" and "<5" open none
_TARGET = r"(?<=\])[(:]"  # [x](address), and [x]: address, without which [x] is no link
_ADDRESS = (
    r"(?<=[A-Za-z]):(?=//)|(?<![:/\w])/(?=/\w)|(?<=\bwww)\.|(?<=\w)@(?=\w)"  # many clients make links of bare addresses
)
_LIVE = re.compile(f"{_TAG}|{_TARGET}|{_ADDRESS}", re.IGNORECASE)
_LIVE_IN_ADDRESS = re.compile(f"{_TAG}|{_TARGET}")
# In JSON "url" is what the case's owner gives as a source's address, and may be followed.
_LIVE_IN_JSON = re.compile(rf'<|{_TARGET}|(?<!"url":"http)(?<!"url":"https)(?:{_ADDRESS})', re.IGNORECASE)


def pieces(answer: Answer, sources: Mapping[str, Source]) -> list[str]:
    """The text in pieces as they may be sent one by one; joined they are the whole."""
    own = answer.lead is not None and answer.lead.claim is None and answer.text.startswith(answer.lead.text)
    first = "" if answer.refused or own or in_sentences(answer) else lead_line(answer, sources)
    out = inert([f"{first}\n\n"] if first else [])
    out += inert(
        _text(answer, sources)
        + ["\n\n" + "\n".join(lines) for lines in differences(answer, sources, evidence(answer, sources))]
    )
    lines: dict[int, str] = {}
    for citation in (c for claim in answer.claims for c in claim.citations):
        source = source_of(citation, sources)
        told = inert([f"{said(citation, sources, answer.language)} · {source.title}"])
        parts = [*told, inert_address(source.url)]
        lines.setdefault(citation.number, f"[{citation.number}] " + " · ".join(part for part in parts if part))
    listed = "\n".join(lines[number] for number in sorted(lines))
    return out + ([f"\n\n{word('sources', answer.language)}:\n{listed}"] if listed else [])


def _text(answer: Answer, sources: Mapping[str, Source]) -> list[str]:
    """The answer's own text, cut behind each claim and note, with what is to be doubted of a claim; the first quotes in their passages, in which
    the deciding words are between asterisks."""
    doubted = {v.claim.span.start: v for v in answer.verdicts if not v.status.borne}
    cuts = sorted({v.claim.span.end for v in answer.verdicts} | {n.span.end for n in answer.notes})
    quoted = answer.verdicts[:FIRST] if answer.mode == "quote" else ()
    first = {v.claim.span.end: v.claim.citations for v in quoted}
    out: list[str] = []
    at = 0
    for cut in [*cuts, len(answer.text)]:
        if cut <= at:
            continue
        doubt = next((f" ({doubt_words(doubted[s], answer.language)})" for s in sorted(doubted) if at <= s < cut), "")
        text = answer.text[at:cut]
        for citation in first.get(cut, ()):
            source = source_of(citation, sources)
            before, words, behind = in_passage(citation, source)
            whole = f"{before}**{words}**{behind}" if len(before + behind) > len("“”") else before + words + behind
            text = text.replace(marked(citation.quote, source), whole, 1)
        struck = next((v for v in doubted.values() if v.status.struck and at <= v.claim.span.start < cut), None)
        if struck and in_sentences(answer):
            beside = "".join(f"\n{told}" for told in against(struck, sources, answer.language))
            text, doubt = text.replace(struck.claim.text, f"~~{struck.claim.text}~~"), doubt + beside
        out.append(text + doubt)
        at = cut
    return out


def inert(pieces: Sequence[str]) -> list[str]:
    """``pieces`` of one text, each escaped with an eye on the one before and after it: what is cut in two is live when joined."""
    pieces = [spelled_out(piece) for piece in pieces]
    escaped = {m.start(): _escape(m[0]) for m in _LIVE.finditer("".join(pieces))}
    out, at = [], 0
    for piece in pieces:
        out.append("".join(escaped.get(at + n, char) for n, char in enumerate(piece)))
        at += len(piece)
    return out


def inert_address(address: str) -> str:
    """The address of a source, which may be a link, and nothing else."""
    return _LIVE_IN_ADDRESS.sub(lambda m: _escape(m[0]), spelled_out(address))


def inert_json(value: Any) -> str:
    """``value`` as JSON that reads back the same, letter for letter, and is as harmless as ``inert`` where it is shown as it is."""
    told = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _LIVE_IN_JSON.sub(lambda m: f"\\u{ord(m[0]):04x}", told)


def _escape(char: str) -> str:
    """No backslash of the document's own can stand before one of these and undo it."""
    return "&lt;" if char == "<" else f"\\{char}"
