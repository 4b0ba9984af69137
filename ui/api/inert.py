"""Text of documents and models that nobody's screen acts on: no link, picture or tag, whether it is shown as Markdown, as HTML or bare.

What is written between is ours. Letters stay readable: only the one character that would begin something is escaped.
Emphasis, headings and lists stay, as they load nothing and lead nowhere. Quotes stand verbatim in the structured field.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from ui.spelled import spelled_out

_TAG = r"<(?![\s\d=])"  # "p < 0.05" and "<5" open none
_TARGET = r"(?<=\])[(:]"  # [x](address), and [x]: address, without which [x] is no link
_ADDRESS = r"(?<=[A-Za-z]):(?=//)|(?<=\bwww)\.|(?<=\w)@(?=\w)"  # many clients make links of bare addresses
_LIVE = re.compile(f"{_TAG}|{_TARGET}|{_ADDRESS}", re.IGNORECASE)
_LIVE_IN_ADDRESS = re.compile(f"{_TAG}|{_TARGET}")
# In JSON "url" is what the case's owner gives as a source's address, and may be followed.
_LIVE_IN_JSON = re.compile(rf'<|{_TARGET}|(?<!"url":"http)(?<!"url":"https)(?:{_ADDRESS})', re.IGNORECASE)


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
