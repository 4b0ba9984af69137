"""Letters that LiteParse passes over inside of a word ("O chain"), as those of a ligature, put back from the words that PDFium draws on the page."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from rag.ingest.formats.pdf_unseen import Drawn

_MOST = 3  # letters of a ligature
_WORD = re.compile(r"[^\W\d_]{3,}")


def put_back(page: Any, drawn: Drawn) -> None:
    """Give the blocks and cells of a page the letters of the drawn words that they lack."""
    words = lost_words(page, drawn)
    for part in _parts(page) if words else ():
        part.text = mended(part.text, words)


def lost_words(page: Any, drawn: Drawn) -> dict[str, str]:
    """The drawn words that were not read whole, by what may be left of them, the longest first; not where two words fit."""
    text = " ".join(drawn.text.split())
    read = "\n".join(item.text for item in page.text_items)
    if not Counter(filter(str.isalpha, text)) - Counter(filter(str.isalpha, read)):
        return {}
    found: dict[str, set[str]] = {}
    for word in Counter(_WORD.findall(text)) - Counter(_WORD.findall(read)):
        for torn in _torn(word):
            found.setdefault(torn, set()).add(word)
    once = {torn: words.pop() for torn, words in found.items() if len(words) == 1}
    return {torn: once[torn] for torn in sorted(once, key=len, reverse=True) if not _alone(torn).search(text)}


def mended(text: str, words: Mapping[str, str]) -> str:
    """``text`` with each of the lost ``words`` put back."""
    for torn, word in words.items():
        text = _alone(torn).sub(word, text) if torn in text else text
    return text


def _torn(word: str) -> Iterator[str]:
    """What may be left of a word: without up to three letters in a row, with or without a blank in their place."""
    for start in range(len(word)):
        for end in range(start + 1, min(start + _MOST, len(word)) + 1):
            before, behind = word[:start], word[end:]
            if len(before + behind) > 1:
                yield before + behind
                if before and behind:
                    yield f"{before} {behind}"


def _alone(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")


def _parts(page: Any) -> Iterator[Any]:
    """The blocks and cells that have text."""
    for block in page.blocks or ():
        cells = [cell for row in [block.header or [], *(block.rows or [])] for cell in row]
        yield from (part for part in (block, *cells) if part.text)
