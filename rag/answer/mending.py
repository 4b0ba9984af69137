"""Failed sentences written again: what is asked, and how the reply is read. One call, and no more sentences than failed."""

from __future__ import annotations

import re

from rag.answer.tidy import tidy

MOST = 8  # sentences of one call
_LINE = re.compile(r"^\W{0,4}(\d{1,2})\s*[:.)]\s*(.+)$")


def mended(reply: str, count: int) -> dict[int, str]:
    """New sentences by their number from 1 to ``count``; a dropped, missing or repeated one is left out."""
    found: dict[int, str] = {}
    for line in reply.splitlines():
        match = _LINE.match(line.strip())
        if not match or not 1 <= int(match[1]) <= count or int(match[1]) in found:
            continue
        text = tidy(match[2])
        if text.strip(".*_ ").upper() != "DROP" and text:
            found[int(match[1])] = text
    return found
