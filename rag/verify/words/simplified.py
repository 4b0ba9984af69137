"""Traditional Chinese read as simplified, character for character, so that a claim in the one is compared with a source in the other."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from rag.word_tables import table

_RUN = re.compile("[\u3400-\u9fff]+")


def simplified(text: str) -> str:
    """``text`` with the simplified character for each traditional one; as long as it was, so every place in it stays."""
    return text if text.isascii() else text.translate(_to_simplified())


def as_first_written(reason: str, texts: Iterable[str]) -> str:
    """``reason`` with its Chinese words as one of ``texts`` writes them, whose simplified forms it quotes."""
    pairs = [(simplified(text), text) for text in texts if simplified(text) != text]

    def written(match: re.Match[str]) -> str:
        for plain, text in pairs:
            if (at := plain.find(match.group())) >= 0:
                return text[at : at + len(match.group())]
        return match.group()

    return _RUN.sub(written, reason) if pairs else reason


@cache
def _to_simplified() -> dict[int, str]:
    return {ord(pair[0]): pair[1] for line in table("traditional.txt") for pair in line.split()}
