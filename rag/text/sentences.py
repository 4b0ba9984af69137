"""Sentences of a text as spans, in any of the languages sentencex knows; those of a long place that meet a claim."""

import re
from collections.abc import Sequence
from itertools import pairwise

from rag.sources import Span
from rag.text.tokens import tokens

# Characters: sentencex takes time with their square, and a megabyte without a full stop took half an hour.
WINDOW = 4_000
_ASKS = re.compile(r"[?？][\"'”’»)\]」』]*$")
_NO_END = re.compile(
    r"(?:^|\s)(?:[B-DF-HJ-NP-TV-XZ][b-df-hj-np-tv-xz]{1,3}\.|^\w{1,4}\.)\s*$"
)  # "Ms.", which says nothing alone
# Ends that sentencex passes over: before a figure or a Latin letter in Chinese, and where a bracket closes.
_ENDS = re.compile(
    r"[。！？]+[”」』）)\]】»\"]*(?=[^\s。！？，、；：”」』）)\]】»\"\[⁰¹²³⁴-⁹])|[.!?][”»)\]’]+(?=\s+[\"“«(¿¡$€£¥]?[^\Wa-zà-ÿ_])|(?<=\.\.)\.(?=\s+\d)"
)
_GOES_ON = re.compile(r"\s*[、，；：,;)）”」』]")
_COUNTS = re.compile(
    r"(?i:\b(?:vol|nos?|núms?|arts?|figs?|secs?|ch|cap|págs?|pp?|paras?|approx|aprox|ca?|vs))\.$"
)  # "Vol. 2"
_OPENS, _CLOSES = "“«「『（", "”»」』）"
_MARK = re.compile(r"[⁰¹²³⁴-⁹,]*[⁰¹²³⁴-⁹]\s+")  # of a footnote: it stands behind what it is a note to
LONG = 400  # characters; a place of more is not quoted whole
_ADDS = 2  # words of the claim that a neighbouring sentence has to bring in
_LEADS_ON = re.compile(r"[:：][\"'”’)\]]*$")


def sentences(text: str, language: str = "en") -> list[Span]:
    """Spans of the sentences of ``text``, in order, without the white space around them.

    Everything that is not white space lies in exactly one span. Empty or blank text gives no spans.
    """
    import sentencex  # late: loads a compiled library

    spans: list[Span] = []
    start = at = 0  # of the sentence that goes on, and of what is still to be cut
    while at < len(text):
        window = text[at : at + WINDOW]
        pieces = [part for piece in sentencex.segment(language, window) for part in _cut(piece)]
        if at + WINDOW < len(text) and len(pieces) > 1:
            pieces = pieces[:-1]  # its end may lie behind the window: it begins the next one
        done = 0
        for piece in pieces:
            begins = window.index(piece, done)
            if mark := _MARK.match(piece) if spans and not text[start : at + begins].strip() else None:
                start = at + begins + mark.end()
                spans[-1] = Span(spans[-1].start, at + begins + len(mark[0].rstrip()))
            done = begins + len(piece)
            if not (_NO_END.search(text[start : at + done]) or _goes_on(text, start, at + done)):
                spans += stripped(text, start, at + done)
                start = at + done
        at += done or len(window)
    return [*spans, *stripped(text, start, len(text))]


def _cut(piece: str) -> list[str]:
    """A piece of sentencex cut at the ends it passed over, none of them inside quotation marks or brackets."""
    borders = [0, *(m.end() for m in _ENDS.finditer(piece) if not inside_quotes(piece[: m.end()])), len(piece)]
    return [piece[start:end] for start, end in pairwise(borders) if start < end]


def _goes_on(text: str, start: int, end: int) -> bool:
    """True where what stands behind ``end`` cannot begin a sentence: a comma, or the number of "Vol. 2"."""
    behind = text[end : end + 8]
    return bool(_GOES_ON.match(behind) or (behind.lstrip()[:1].isdigit() and _COUNTS.search(text[start:end].rstrip())))


def inside_quotes(text: str) -> bool:
    """True when a quotation mark or a Chinese bracket is still open at the end of ``text``."""
    opened = sum(text.count(c) for c in _OPENS) - sum(text.count(c) for c in _CLOSES)
    return opened > 0 or text.count('"') % 2 == 1


def leads_on(text: str) -> bool:
    """True for words that end with a colon, whatever closes behind it: they announce what follows."""
    return _LEADS_ON.search(text) is not None


def asks(text: str) -> bool:
    """True for words that end with a question mark, whatever closes behind it."""
    return _ASKS.search(text) is not None


def stripped(text: str, start: int, end: int) -> list[Span]:
    """[start, end) without its surrounding white space; none when nothing is left."""
    piece = text[start:end]
    left, right = start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
    return [Span(left, right)] if left < right else []


def decisive(told: str, text: str, blocks: Sequence[Span], language: str) -> Span:
    """The stretch of one of ``blocks``, spans of ``text``, that shares most words with ``told``: the claim and the reason for its status.

    Of a block of over LONG characters it is the sentence that shares most, with neighbours that add to it; where none shares a word,
    its first. ``blocks`` must not be empty.
    """
    wanted = set(tokens(told, language))
    block = max(blocks, key=lambda span: len(wanted & set(tokens(span.of(text), language))))
    if block.end - block.start <= LONG:
        return block
    spans = [span.shifted(block.start) for span in sentences(block.of(text), language)]
    shared = [wanted & set(tokens(span.of(text), language)) for span in spans]
    first = last = max(range(len(spans)), key=lambda n: len(shared[n]))
    have = shared[first]
    while have:
        beside = [n for n in (first - 1, last + 1) if 0 <= n < len(spans) and len(shared[n] - have) >= _ADDS]
        fits = [n for n in beside if spans[max(n, last)].end - spans[min(n, first)].start <= LONG]
        if not fits:
            break
        best = max(fits, key=lambda n: len(shared[n] - have))
        first, last, have = min(best, first), max(best, last), have | shared[best]
    return Span(spans[first].start, spans[last].end)
