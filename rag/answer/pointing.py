"""The sentences around a passage that points back to them: one that opens with a pronoun or a demonstrative, in any of our languages."""

import re

from rag.index.store import Index
from rag.phrases import table
from rag.sources import Passage
from rag.text.sentences import sentences

_WORDS = sorted(" ".join(table("words.tsv")["opening"].values()).split(), key=len, reverse=True)
_POINTS = re.compile(rf"\W*(?:{'|'.join(_WORDS)})(?![a-zà-ÿ])", re.IGNORECASE)
_BACK = 3  # sentences among which the one that it points to is looked for
_SHORT = 60  # characters of a passage that gets the sentence behind it, too


def points_back(text: str) -> bool:
    """True for words that open with a pronoun or a demonstrative."""
    return _POINTS.match(text) is not None


def around(passage: Passage, index: Index) -> tuple[str, str]:
    """The sentence before a passage that points back, the nearest that does not itself, and behind a short one the next; "" for none."""
    if not points_back(passage.text):
        return "", ""
    row, language = index.row_of[passage.id], index.sources[passage.source_id].language[:2]
    before, after = (_sentences(at, passage.source_id, language, index) for at in (row - 1, row + 1))
    named = [one for one in before[-_BACK:] if not points_back(one)]
    return (named or [""])[-1], after[0] if after and len(passage.text) <= _SHORT else ""


def _sentences(row: int, source_id: str, language: str, index: Index) -> list[str]:
    """Those of the passage at ``row``; none where that is of another source."""
    if not 0 <= row < len(index.passages) or index.passages.source_of(row) != source_id:
        return []
    text = index.passages[row].text
    return [span.of(text) for span in sentences(text, language)]
