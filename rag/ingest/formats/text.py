"""Plain text files: their paragraphs, and lines that stand by themselves though no blank line parts them.

An editor that wraps a paragraph fills its lines. So where the next line's first word had room on a line, its writer ended it there.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from rag.ingest.clean import CJK, Part, clean_block, drop_web_furniture, join_known_compounds
from rag.ingest.formats.encodings import decode
from rag.ingest.formats.reading import Outline, Path, Reading
from rag.sources import HEADING, ITEM

_HARD_WRAP = 120  # columns; a longer line was not broken by an editor, so it is a paragraph of its own
_STAMP = re.compile(r"[\[(]?\d{1,4}(?:[-/.]\d{1,2}[-/.]\d{1,4}|[:h]\d\d|年\d)")  # a date or a time of day in figures
_LOG = 3  # lines that begin with one, from which a text is taken for a log
_FULL = 0.8  # of the block's longest line; a wrapped line is seldom shorter
_FULL_WIDTH = re.compile(f"[{CJK}\u3000-\u303f\uff01-\uff5e]")
_CHINESE = re.compile(f"[{CJK}]")
_IN_PIECES = re.compile(f"[{CJK}]\\s+[{CJK}\\d]")  # "审判长 何志远": Chinese prose has no blanks
_GOES_ON = re.compile(r"[,;:(–—-]$|[，；、：（]$")
_CLOSED = re.compile(r"[.!?…。\uff01？][\"'”’»)\]」』]*$")
_ITEM = re.compile(r"[（(][一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}、")
BULLET = re.compile(r"[-*•▪‣–]\s+\S|\d{1,3}[.)]\s+\S")
_NUMBERED = re.compile(r"(?:\d{1,2}((?:\.\d{1,2}){0,3})[.)]?|[IVX]{1,5}[.)])\s+[^\W\d_]")
# "Source: https://..." too
_ADDRESS = re.compile(r"(?:[^\W\d_]{1,20}[:：]\s*)?<?(?:https?://|www\.)\S+", re.IGNORECASE)
_HEADING = 100  # columns of a line that may be a heading
_STOPS = re.compile(r"[.!?…;:,。！？；：，、][\"'”’»)\]」』]*$")
_MOST_ON_TOP = 4  # lines of a title with what stands under it


def read_text(data: bytes, name: str) -> Reading:
    """Paragraphs of a plain text, "para 1" onwards; raises LoadError when it is not text."""
    decoded = decode(data, name)
    found = [Part(p) for p in paragraphs(join_known_compounds(decoded.text)) if clean_block(p)]
    kept = drop_web_furniture(found)
    gone = len(found) - len(kept)
    outline = Outline()
    for part in kept:
        for n, piece in enumerate(in_pieces(part.text)):
            outline.paragraph(piece, goes_on=n > 0)
    parts = under_headings(outline.parts)
    return Reading(
        tuple(parts),
        title=next((clean_block(part.text) for part in parts if part.form == HEADING), ""),
        warnings=decoded.warnings
        + ((f"{gone} sign-up, share or rights line(s) around the text were left out",) if gone else ()),
    )


def paragraphs(text: str) -> list[str]:
    """Paragraphs of ``text``: set apart by blank lines, or one a line where lines are too long to be wrapped."""
    found: list[str] = []
    for chunk in re.split(r"\n[^\S\n]*\n\s*", re.sub(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]", "\n", text)):
        lines = chunk.split("\n")
        if any(columns(line) > _HARD_WRAP for line in lines):
            found += lines
            continue
        start = 0
        for i in range(1, len(lines) + 1):
            if i == len(lines) or BULLET.match(lines[i].lstrip()):
                found.append("\n".join(lines[start:i]))
                start = i
    return found


def in_pieces(paragraph: str) -> list[str]:
    """A paragraph as blank lines make it, cut at the lines that stand by themselves. All pieces have its place: who counts the paragraphs
    of a text counts what blank lines part."""
    lines = paragraph.split("\n")
    stamped = [at for at, line in enumerate(lines) if _STAMP.match(line)]
    # What goes on with an entry of a log belongs to it, however short its line is.
    starts = {*stamped, *set_apart(lines[: stamped[0]])} if len(stamped) >= _LOG else set_apart(lines)
    bounds = [0, *sorted(starts - {0}), len(lines)]
    return ["\n".join(lines[start:end]) for start, end in pairwise(bounds)]


def set_apart(lines: Sequence[str]) -> set[int]:
    """The places in ``lines``, a block without blank lines, before which a new paragraph begins."""
    widths = [columns(line.strip()) for line in lines]
    longest = max(widths, default=0)
    # A few lines that close no sentence are no prose: a title, who wrote it, and when.
    on_top = len(lines) <= _MOST_ON_TOP and not any(_CLOSED.search(line.rstrip()) for line in lines)
    return {
        at
        for at in range(1, len(lines))
        if (on_top and not lines[at].strip()[:1].islower())
        or _parted(lines[at - 1].strip(), lines[at].strip(), widths[at - 1], longest)
    }


def under_headings(parts: Sequence[Part]) -> list[Part]:
    """``parts`` with headings and items of lists named so, and what stands under each heading.

    A heading is a short line without a stop with a paragraph somewhere below it; of several in a row the first is one, the others (a byline,
    a date) only where they are numbered.
    """
    texts = [clean_block(part.text) for part in parts]
    short = [_may_head(text) for text in texts]
    last = max((at for at, one in enumerate(short) if not one), default=0)
    found: list[Part] = []
    path = Path()
    for at, (part, text) in enumerate(zip(parts, texts, strict=True)):
        depth = _depth(text)
        first = at == 0 or not short[at - 1]
        if short[at] and at < last and (first if depth is None else depth != _depth(texts[at + 1])):
            path.heading(text, depth or 1)
            found.append(part._replace(path=path.above(), form=HEADING))
        else:
            found.append(part._replace(path=str(path), form=ITEM if BULLET.match(text) else ""))
    return found


def _depth(text: str) -> int | None:
    """1 of "2 Findings", 2 of "2.1 Costs"; None without a number."""
    numbered = _NUMBERED.match(text)
    if numbered is None or any(map(str.isdigit, text[numbered.end() :])):  # "12 May 2020"
        return None
    return 1 + (numbered[1] or "").count(".")


def _may_head(text: str) -> bool:
    return (
        0 < columns(text) <= _HEADING
        and not _STOPS.search(text)
        and not (BULLET.match(text) and not _NUMBERED.match(text))
        and any(map(str.isalpha, text))
        and not _ADDRESS.fullmatch(text)
        and not _STAMP.match(text)
    )


def columns(line: str) -> int:
    """Width of a line, a CJK character counting two."""
    return len(line) + len(_FULL_WIDTH.findall(line))


def _parted(line: str, following: str, width: int, longest: int) -> bool:
    """True when ``line`` ends where it does because its writer ended it."""
    if not line or not following or following[0].islower() or _GOES_ON.search(line):
        return False
    if (
        (line.isupper() or _NUMBERED.match(line) or _ITEM.match(line))
        or _ITEM.match(following)
        or (_CHINESE.search(line) and (_alone(line) or _alone(following)))
    ):
        return True
    first = following[0] if _CHINESE.match(following) else following.split()[0]
    return width + 1 + columns(first) <= _FULL * longest


def _alone(line: str) -> bool:
    """True for a Chinese line in pieces, which is no prose."""
    return _IN_PIECES.search(line) is not None and not re.search("[。，；]", line)
