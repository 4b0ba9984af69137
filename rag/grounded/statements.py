"""The sentences of an answer that claim something, each with the texts it cites, whatever the form of the answer.

Form claims nothing: headings, rules, labels of tables, lists of sources, links, tags, marks. It is told by itself alone; words are never
read. A row of a table is read under its head: "Year: 2021, Catch: 400".
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from rag.answer.model_text import MARK, Closing, read_marks, tidy

_HEADING = re.compile(r"^\s*#{1,6}\s+\S.*$|^\s*(\*\*|__)[^*_]+\1[:：]?\s*$|^\s*\*\*[^*_]+[:：]\*\*\s*$")
_UNDERLINE = re.compile(r"^\s*(?:=+|-{3,}|\*{3,}|_{3,})\s*$")
_TABLE_RULE = re.compile(r"^\s*\|?(?:\s*:?-{2,}:?\s*\|)+(?:\s*:?-{2,}:?\s*)?$")
_LABEL = re.compile(r"^(\s*(?:(?:[-*•·–>]|\d{1,2}[.)])\s+)*)(\*\*|__)[^*_\n]{1,60}?(?:[:：]\2|\2\s*[:：])\s+(?=\S)")
_BULLET = re.compile(r"^\s*(?:[-*•·–>]\s+|\d{1,3}[.)]\s+)*")
_REFERENCE = re.compile(r"^\s*(?:[-*•·–]\s+)?(?:\[\^?\w{1,20}\]:?|\d{1,3}[.)]|【\d+[^】]*】)\s*")
_ADDRESS = re.compile(
    r"<?(?:https?://|www\.)[^\s<>()]+>?|[\w./-]+\.(?:txt|md|markdown|pdf|html?|docx?|csv|tsv|json|xlsx?)\b",
    re.IGNORECASE,
)
_LINK = re.compile(r"!?\[[^\]\n]*[^\]\n.!?。！？]\]\([^()\s]+(?:\s+\"[^\"\n]*\")?\)")  # and no sentence in it
_TAG = re.compile(r"</?\s*[a-z][^<>\n]{0,200}>", re.IGNORECASE)
_RAISED = re.compile(r"<sup>\s*\[?(\d{1,3})\]?\s*</sup>", re.IGNORECASE)  # the mark of a footnote in HTML
_AROUND = re.compile(
    r"[(\[（]\s*(?:(?:see|see also|cf\.?|source|via|véase|fuente|参见|见|来源)[:：]?)?\s*[,;|]?\s*[)\]）]",
    re.IGNORECASE,
)  # what stood between brackets was taken off
_WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence without its marks, and the ids of the texts it cites, in order; none when it cites nothing."""

    text: str
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outside:
    """An answer of another system; ``texts`` are those it brings along, by id."""

    id: str
    question: str
    statements: tuple[Statement, ...]
    texts: Mapping[str, str] = field(default_factory=dict)


def statements_of(text: str, sources: list[str] | None, everything: tuple[str, ...] = ()) -> tuple[Statement, ...]:
    """The sentences of ``text``: mark n cites the n-th of ``sources``; without ``sources`` each cites ``everything``.

    What claims nothing (headings, courtesies, lists of the sources) is none of them.
    """
    closing = Closing()
    sentences = [*closing.feed(without_form(text, (*(sources or ()), *everything))), closing.rest()]
    found = []
    for sentence in (s.text for s in sentences if s is not None):
        marked = read_marks(without_addresses(tidy(sentence)))
        plain = unmarked(marked.text)
        if plain and not says_nothing(plain):
            named = dict(enumerate(sources or (), 1))  # of any other number an id that no text has
            cites = everything if sources is None else tuple(named.get(n, f"[{n}]") for n in marked.numbers)
            found.append(Statement(plain, cites))
    return tuple(found)


def unmarked(text: str) -> str:
    """A sentence without its marks and the brackets that held them."""
    return re.sub(r" +([.,。，])", r"\1", " ".join(_AROUND.sub(" ", MARK.sub(" ", text)).split()))


def without_form(text: str, names: Collection[str] = ()) -> str:
    """``text`` line by line without what is form; ``names``: how the texts that it may cite are called."""
    known = {name.casefold() for name in names}
    lines, kept = _RAISED.sub(r"[\1]", text).split("\n"), list[str]()
    columns: list[str] = []  # of the table that is read
    for number, line in enumerate(lines):
        following = lines[number + 1] if number + 1 < len(lines) else ""
        columns = columns if "|" in line else []
        if columns:
            kept += [] if _TABLE_RULE.match(line) else [_row(line, columns)]
        elif "|" in line and _TABLE_RULE.match(following):
            columns = _cells(line)
        elif _HEADING.match(line) or _UNDERLINE.match(line) or (_UNDERLINE.match(following) and line.strip()):
            kept.append("")
        elif not _is_reference(line, known):
            kept.append(_TAG.sub(" ", _LABEL.sub(r"\1", line)))
    return "\n".join(kept)


def without_addresses(sentence: str) -> str:
    """A sentence without the addresses in it and the brackets that held them."""
    return " ".join(_AROUND.sub(" ", _ADDRESS.sub(" ", sentence)).split())


def says_nothing(sentence: str) -> bool:
    """True for what has no word but its marks, and for words that only lead on to what follows: they end with a colon."""
    bare = MARK.sub(" ", sentence).strip()
    return not _WORD.search(bare) or bare.endswith((":", "："))


def _is_reference(line: str, names: Collection[str]) -> bool:
    """True for an entry of a list of sources: behind its bullet or mark nothing but links, an address, or the name of a text."""
    opened = _REFERENCE.match(line)
    rest = line[opened.end() :] if opened else _BULLET.sub("", line)
    if not rest.strip():
        return opened is not None
    if _LINK.search(rest) and not _WORD.search(_LINK.sub("", rest)):
        return True
    bare = _ADDRESS.sub("", rest)
    if bare != rest and len(bare.split()) <= len(rest.split()) - 1 and not re.search(r"[.!?。！？]\s", bare):
        return opened is not None or not _WORD.search(bare)
    return rest.strip(' .,;:-"“”').casefold() in names


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def _row(line: str, columns: Sequence[str]) -> str:
    """A row as it is meant: each cell under the head of its column."""
    pairs = [(head, cell) for head, cell in zip_longest(columns, _cells(line), fillvalue="") if cell]
    return ", ".join(f"{head}: {cell}" if head else cell for head, cell in pairs)
