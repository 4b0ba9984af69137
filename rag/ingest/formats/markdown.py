"""Markdown files: headings as sections, links and images as their text, tables as statements."""

import html
import re
from collections.abc import Iterator
from datetime import date

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from rag.ingest.clean import clean_block
from rag.ingest.formats.encodings import decode
from rag.ingest.formats.reading import Outline, Reading, beginning
from rag.sources import HEADING, ITEM

_DEEPEST = 100  # quotes and lists within one another
_UNSHOWN = re.compile(r"<!--|<(script|style|template|svg)\b", re.IGNORECASE)  # what begins it
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,1000}>")
_BOX = re.compile(r"\[[ xX]\]\s+")  # of a list of tasks


def read_markdown(data: bytes, name: str) -> Reading:
    """Headings, paragraphs, list items and table rows of a Markdown file; raises LoadError when it is not text."""
    decoded = decode(data, name)
    lines = re.sub(r"\r\n?", "\n", decoded.text.removeprefix("\ufeff")).split("\n")
    front, lines = _front_matter(lines)
    reader = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable(["table", "strikethrough"])
    outline, warnings = Outline(), list(decoded.warnings)
    tokens = iter(reader.parse("\n".join(lines)))
    items = 0  # lists around the place
    for token in tokens:
        items += {"list_item_open": 1, "list_item_close": -1}.get(token.type, 0)
        if token.type == "heading_open":
            outline.heading(_shown(next(tokens)), int(token.tag[1]))
        elif token.type == "inline":
            outline.paragraph(_BOX.sub("", _shown(token), count=1), form=ITEM if items else "")
        elif token.type in ("fence", "code_block"):
            outline.paragraph(token.content)
        elif token.type == "table_open":
            outline.table(list(_rows(tokens)), heads=1)
        elif token.type == "html_block":
            if "<!--" in token.content and "-->" not in token.content:
                said = " ".join(token.content.split())
                warnings.append(
                    f"a comment that never ends hides the rest of the file, which was left out: {beginning(said)!r}"
                )
            outline.paragraph(html.unescape(_TAG.sub("", _seen(token.content))))
    first = next((part.text for part in outline.parts if part.form == HEADING), "")
    dated = front.get("date", "") or front.get("published", "")
    return Reading(outline.all(), clean_block(front.get("title", "") or first), dated, tuple(warnings))


def _seen(text: str) -> str:
    """``text`` without comments, scripts and styles; each kind is looked for to the end of the text but once."""
    said, at, endless = [], 0, set()
    for found in _UNSHOWN.finditer(text):
        name = (found[1] or "").lower()
        if found.start() < at or name in endless:
            continue
        end = re.compile(rf"</{name}\s*>" if name else "-->", re.IGNORECASE).search(text, found.end())
        if end or not name:  # a comment that never ends hides the rest
            said.append(text[at : found.start()])
            at = end.end() if end else len(text)
        else:
            endless.add(name)
    return "".join([*said, text[at:]])


def _shown(inline: Token) -> str:
    """The text a reader sees: no targets, tags, emphasis or escapes; code as it is written."""
    said: list[str] = []
    for one in inline.children or ():
        if one.type == "image":
            said.append(_shown(one))
        elif one.type in ("softbreak", "hardbreak"):
            said.append("\n")
        elif one.type != "html_inline":
            said.append(one.content)
    return "".join(said)


def _rows(tokens: Iterator[Token]) -> Iterator[list[str]]:
    """The cells of a table, row by row, up to its end."""
    row: list[str] = []
    for token in tokens:
        if token.type == "table_close":
            return
        if token.type == "tr_open":
            row = []
        elif token.type == "inline":
            row.append(_shown(token))
        elif token.type == "tr_close":
            yield row


def _front_matter(lines: list[str]) -> tuple[dict[str, str], list[str]]:
    """What stands between the first two "---" lines, read as YAML, and the lines after it; only its plain values."""
    if not lines or lines[0].rstrip() != "---":
        return {}, lines
    end = next((i for i, line in enumerate(lines[1:], 1) if line.rstrip() in ("---", "...")), 0)
    if not end:
        return {}, lines
    try:
        front = yaml.safe_load("\n".join(lines[1:end]))
    except (yaml.YAMLError, ValueError, RecursionError):  # ValueError: a date that is none
        front = None
    # A list may hold itself a million times over, in a few lines.
    plain = front.items() if isinstance(front, dict) else ()
    return {str(k): str(v) for k, v in plain if v and isinstance(v, str | int | float | date)}, lines[end + 1 :]
