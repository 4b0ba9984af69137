"""A model's text as it comes: sentences that have closed, without Markdown's signs, and the passages that their marks cite.

A sentence has closed when a word of the next one stands there, or its line has ended. Marks after the full stop belong to the sentence
before; nothing is cut between quotation marks. Read as marks are ``[1]``, ``[1, 2]``, ``[1-3]``, ``[Source 1]``, ``[^1]``, ``[[1]]``,
``【1†source】``, ``［１］``, ``[1](address)``, ``(Source 1)``, ``(1)`` at the end of a sentence and superscripts after a word; not ``m²``, ``10⁶``,
``[2021]``, nor anything between quotation marks.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rag.answer.speech import Unsaid
from rag.sources import Span
from rag.text.fold import blanked
from rag.text.sentences import inside_quotes, sentences

_BULLET = re.compile(r"^\s*(?:(?:[-*•·–]|#{1,6}|>|\d{1,2}[.)])\s+)+")
_IMAGE = re.compile(r"!\[([^\]]*)\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_LETTER = re.compile(r"[^\W\d_]")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_WEAK = re.compile(r"(?<![\w*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\w*])")
_CODE = re.compile(r"`([^`\n]*)`")


def tidy(text: str) -> str:
    """``text`` on one line without bullets, headings, emphasis, code signs, links and images."""
    text = _BULLET.sub("", " ".join(text.split()))
    text = _LINK.sub(_worded, _IMAGE.sub(r"\1", text))
    text = _WEAK.sub(r"\1", _STRONG.sub(r"\2", text))
    return " ".join(_CODE.sub(r"\1", text).split())


def _worded(link: re.Match[str]) -> str:
    """The words of a link; [1](address) is a mark and is read as one."""
    return link[1] if _LETTER.search(link[1]) else link[0]


_NAME = r"(?:(?:sources?|passages?|refs?\.?|references?|documents?|docs?|fuentes?|pasajes?|来源|段落|资料)\s*[:#]?\s*|[\^#])?"
_NUMBERS = rf"{_NAME}\d{{1,3}}(?:\s*(?:[,;、，&+–—~-]|and|y|to|和|至|到)\s*{_NAME}\d{{1,3}})*"
_BRACKET = (
    rf"(?:\[\[?|[【［〔])\s*(?P<in>{_NUMBERS})\s*(?:[†‡|][^\]】］〕]{{0,40}})?(?:\]\]?|[】］〕])(?:\([^()\s]*\))?"
)
_CALLED = _NAME[:-1]  # a mark's name must stand where brackets are round: "(Source 3)"
_NAMED = rf"[(（]\s*(?:(?:see|cf\.?|véase|ver|参见|见)\s*)?(?P<named>{_CALLED}\d{{1,3}}(?:\s*(?:[,;、，&+–—~-]|and|y|to|和|至|到)\s*{_NAME}\d{{1,3}})*)\s*[)）]"
_ROUND = r"[(（]\s*(?P<round>\d{1,2}(?:\s*[,;–-]\s*\d{1,2})*)\s*[)）](?=\s*(?:[.!?。！？]|$))"
_SUPER = r"(?<=[a-z]{4}|[.,;!?”\"»)\]。，！？」])(?P<super>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}(?:[⁻˒,‚][⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2})*)"
_SUPER_ALONE = _SUPER.replace("[a-z]{4}|", "")  # look-behind needs one width
MARK = re.compile(
    rf"{_BRACKET}|{_NAMED}|{_ROUND}|{_SUPER_ALONE}|(?<=[a-z]{{4}})(?P<word>[⁰¹²³⁴⁵⁶⁷⁸⁹]{{1,2}})", re.IGNORECASE
)
_BLANK_BEFORE_STOP = re.compile(r" +(?=[.!?。！？])")  # no splitter expects a space there
_GAP = re.compile(r"\s*[\[【［]\s*[-–—−]\s*[\]】］]\s*([.!?。！？]?)\s*$")
_RANGE = re.compile(r"(\d{1,3})\s*(?:[–—~-]|to|至|到)\s*(?:[a-z]+\s*)?(\d{1,3})", re.IGNORECASE)
_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻˒‚", "0123456789-,,")
_QUOTED = re.compile(r"“[^”]*”|«[^»]*»|「[^」]*」|『[^』]*』|\"[^\"]*\"")
_AT_END = re.compile(r"(?P<stop>[.!?。！？…]+[”\"»」』)]*)?(?P<marks>(?:\s*\[\d+\])+)\s*(?P<late>[.!?。！？]*)\s*$")
_NUMBERED = re.compile(r"^\W{0,4}(\d{1,2})\**\s*[:.)：]\s*(.+)$")
MOST = 20  # passages of a range; more is a slip of the model


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence with its marks as ``[n]`` and the ``numbers`` they give, each once, in order."""

    text: str
    numbers: tuple[int, ...]


def read_marks(text: str) -> Marked:
    """The sentence with every mark spelled ``[n]``; marks after the full stop move before it."""
    numbers: list[int] = []

    def plain(match: re.Match[str]) -> str:
        mine = _numbers(match)
        numbers.extend(n for n in mine if n not in numbers)
        return "".join(f"[{n}]" for n in mine)

    out, at = [], 0
    for match in _marks(text):
        before = text[at : match.start()]
        out += [before, " " if before and not before[-1].isspace() and not before.endswith("]") else "", plain(match)]
        at = match.end()
    joined = "".join([*out, text[at:]])
    return Marked(
        _before_the_stop(re.sub(r"(\[\d+\])\s*(?:[,;]|and|&|y|和)?\s*(?=\[\d+\])", r"\1", joined)), tuple(numbers)
    )


def with_marks(text: str, numbers: Iterable[int]) -> str:
    """``text`` with a mark for each number before its full stop."""
    return _before_the_stop(f"{text} {''.join(f'[{n}]' for n in numbers)}")


def without_gap_mark(text: str) -> str:
    """``text`` without the mark of a note on what the passages do not say; as it is where it has none."""
    return " ".join(_GAP.sub(r"\1", text).split()) if _GAP.search(text) else text


def masked(text: str) -> str:
    """``text`` with its marks blanked out, of the same length, so that a splitter sees sentences only; zeros before a full stop."""
    out = blanked(text, (Span(*match.span()) for match in _marks(text)))
    return _BLANK_BEFORE_STOP.sub(lambda match: "0" * len(match[0]), out)


def _marks(text: str) -> list[re.Match[str]]:
    """The marks of ``text`` that stand between no quotation marks."""
    quoted = [m.span() for m in _QUOTED.finditer(text)]
    return [m for m in MARK.finditer(text) if not any(start < m.start() < end - 1 for start, end in quoted)]


def _numbers(match: re.Match[str]) -> list[int]:
    inner = next(
        group for group in (match["in"], match["named"], match["round"], match["super"], match["word"]) if group
    )
    inner = inner.translate(_SUPERSCRIPT)
    found: list[int] = []
    for first, last in _RANGE.findall(inner):
        low, high = int(first), int(last)
        found += range(low, min(high, low + MOST) + 1) if low <= high else [low, high]
    found += [int(n) for n in re.findall(r"\d+", _RANGE.sub(" ", inner))]
    return list(dict.fromkeys(found))


def _before_the_stop(text: str) -> str:
    """``… kg. [1]`` as ``… kg [1].``; a stop inside a closing quotation mark stays where it is."""
    match = _AT_END.search(text)
    if not match:
        return text.strip()
    stop, marks = match["stop"] or "", "".join(match["marks"].split())
    head = text[: match.start()].rstrip()
    if stop and stop[-1] in ".!?。！？…":
        return f"{head} {marks}{stop}"
    return f"{head}{stop} {marks}{match['late']}"


_WORD_BEGUN = re.compile(r"[$€£¥]?[^\W_]+[^\w]|[^\W_]{12}|\d*[A-Za-z]?[\u3400-\u9fff]{2}")
_UNFINISHED_MARK = re.compile(r"[\[【［〔(（][^\]】］〕)）\n]{0,60}$")
_ENDED = re.compile(r"[.!?。！？][”\"»」』)]*(?:\s*[\[【［〔(（][^\]】］〕)）\n]{1,30}[\]】］〕)）])*\s*$")
LONGEST = 2000  # characters; a sentence that never ends is cut here


def numbered(reply: str, count: int) -> Iterator[tuple[int, str]]:
    """The lines of a reply on ``count`` numbered things, each with the place of its thing from 0."""
    for line in reply.splitlines():
        match = _NUMBERED.match(line.strip())
        if match and 1 <= int(match[1]) <= count:
            yield int(match[1]) - 1, match[2]


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

    def forget(self) -> None:
        """Leave what is open: it was not said."""
        self._done += len(self._open)
        self._open, self._opens = "", True

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
        # Marks are counted to the sentence before.
        for end in (span.start for span in sentences(masked(whole), self._language)[1:]):
            tail = text[end : len(whole)]
            if not _LETTER.search(masked(whole)[:end]) or inside_quotes(whole[:end]):
                continue
            if line >= 0 or (_WORD_BEGUN.match(tail.lstrip("“«「『\"'(（¿¡ ")) and not _UNFINISHED_MARK.match(tail)):
                return end
            return None
        if line >= 0:
            return line + 1
        return LONGEST if len(text) > LONGEST else None


def read_pieces(pieces: Iterable[str | Unsaid], language: str) -> Iterator[str | Closed | Unsaid]:
    """Each piece, and the sentences it closes; what ends the pieces is raised once the last whole sentence was given.

    A sentence that was left open then is not given: no one knows how it would have ended.
    """
    closing, broken = Closing(language), None
    try:
        for piece in pieces:
            yield piece
            if isinstance(piece, Unsaid):
                closing.forget()
            else:
                yield from closing.feed(piece)
    except Exception as exc:
        broken = exc
    if rest := closing.rest(whole=broken is not None):
        yield rest
    if broken is not None:
        raise broken
