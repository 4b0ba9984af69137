"""Sentences of a text that is still growing: each is handed out once, when it is certain that it has closed.

A sentence has closed when a word of the next one stands there, or its line has ended. Marks after the full stop
belong to the sentence before; nothing is cut between quotation marks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rag.answer.marks import masked
from rag.text.sentences import sentences

_LETTER = re.compile(r"[^\W\d_]")
_WORD_BEGUN = re.compile(r"[^\W_]+[^\w]|[^\W_]{12}|[\u3400-\u9fff]{2}")
_UNFINISHED_MARK = re.compile(r"[\[【［〔(（][^\]】］〕)）\n]{0,60}$")
_ENDED = re.compile(r"[.!?。！？][”\"»」』)]*(?:\s*[\[【［〔(（][^\]】］〕)）\n]{1,30}[\]】］〕)）])*\s*$")
_OPENS, _CLOSES = "“«「『", "”»」』"
LONGEST = 2000  # characters; a sentence that never ends is cut here


@dataclass(frozen=True, slots=True)
class Closed:
    """A sentence as written, where it ends in the text so far, and whether it opens a paragraph."""

    text: str
    upto: int
    opens: bool


class Closing:
    """Fed with pieces of text, gives the sentences that have closed."""

    def __init__(self, language: str = "en") -> None:
        self._language = language
        self._open = ""
        self._done = 0
        self._opens = True

    def feed(self, piece: str) -> list[Closed]:
        """The sentences that this piece closes, in order."""
        self._open += piece
        found = []
        while (end := self._end()) is not None:
            if closed := self._take(end):
                found.append(closed)
        return found

    def rest(self, whole: bool = False) -> Closed | None:
        """What is left when nothing more comes: the last sentence; with ``whole`` only when it came to its end."""
        if whole and not _ENDED.search(self._open):
            return None
        return self._take(len(self._open))

    def _take(self, end: int) -> Closed | None:
        text, self._open = self._open[:end], self._open[end:]
        self._done += end
        lead = text[: len(text) - len(text.lstrip())]
        opens = self._opens or "\n" in lead
        self._opens = "\n" in text[len(text.rstrip()) :]
        return Closed(text.strip(), self._done, opens) if _LETTER.search(text) else None

    def _end(self) -> int | None:
        """Where the first open sentence has ended for certain; None while it may go on."""
        text = self._open[: 2 * LONGEST]  # no sentence is longer: a text without end must not be read again each time
        start = len(text) - len(text.lstrip())
        line = text.find("\n", start)
        whole = text if line < 0 else text[:line]
        if line >= 0 and not _LETTER.search(whole):
            return line + 1
        for end in self._bounds(whole):
            tail = text[end : len(whole)]
            if not _LETTER.search(masked(whole)[:end]) or _inside_quotes(whole[:end]):
                continue
            if line >= 0 or (_WORD_BEGUN.match(tail.lstrip("“«「『\"'(¿¡ ")) and not _UNFINISHED_MARK.match(tail)):
                return end
            return None
        if line >= 0:
            return line + 1
        return LONGEST if len(text) > LONGEST else None

    def _bounds(self, text: str) -> list[int]:
        """Where one sentence of ``text`` ends and the next begins, marks counted to the sentence before."""
        return [span.start for span in sentences(masked(text), self._language)[1:]]


def _inside_quotes(text: str) -> bool:
    """True when a quotation mark is still open at the end of ``text``."""
    opened = sum(text.count(c) for c in _OPENS) - sum(text.count(c) for c in _CLOSES)
    return opened > 0 or text.count('"') % 2 == 1
