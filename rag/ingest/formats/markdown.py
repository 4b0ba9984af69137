"""Markdown files: headings as sections, links and images as their text, tables as statements."""

from __future__ import annotations

import html
import re

from rag.ingest.clean import clean_block
from rag.ingest.formats.reading import Outline, Reading
from rag.ingest.formats.text import decode

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_ATX = re.compile(r" {0,3}(#{1,6})(?:\s+(.*?))?(?:\s+#+)?\s*$")
_SETEXT = re.compile(r" {0,3}(=+|-{2,})\s*$")
_RULE = re.compile(r" {0,3}([-*_])(?:\s*\1){2,}\s*$")
_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])\s+(?:\[[ xX]\]\s+)?")
_DIVIDER = re.compile(r"\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$")
_DEFINITION = re.compile(r" {0,3}\[[^\]\n]+\]:\s*\S+.*$")
_UNSHOWN = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style|template|svg)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_INLINE = (
    (
        re.compile(
            r"!?\[((?:[^\[\]]|\[[^\[\]]{0,200}\]){0,1000})\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+[\"'(][^\n]*?[\"')])?\)"
        ),
        r"\1",
    ),
    (re.compile(r"!?\[([^\[\]]{1,1000})\]\[[^\[\]]{0,200}\]"), r"\1"),
    (re.compile(r"<((?:https?|mailto):[^<>\s]+)>"), r"\1"),
    (re.compile(r"</?[a-zA-Z][^<>]{0,1000}>"), ""),
    (re.compile(r"(`+)(.{1,1000}?)\1"), r"\2"),
    (re.compile(r"(?<![\w*])(\*{1,3})(?=\S)([^*\n]+?)(?<=\S)\1(?!\*)"), r"\2"),
    (re.compile(r"(?<![\w_])(_{1,3})(?=\S)([^_\n]+?)(?<=\S)\1(?![\w_])"), r"\2"),
    (re.compile(r"(\*\*)(?=\S)([^*\n]+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"~~(?=\S)([^~\n]{1,1000})(?<=\S)~~"), r"\1"),
    (re.compile(r"\\([!-/:-@\[-`{-~])"), r"\1"),
)


def read_markdown(data: bytes, name: str) -> Reading:
    """Headings, paragraphs, list items and table rows of a Markdown file; raises LoadError when it is not text."""
    decoded = decode(data, name)
    lines = re.sub(r"\r\n?", "\n", decoded.text.removeprefix("\ufeff")).split("\n")
    front, lines = _front_matter(lines)
    walk = _Walk()
    for line in _UNSHOWN.sub("", "\n".join(lines)).split("\n"):
        walk.line(line)
    walk.close()
    title = str(front.get("title") or "") or walk.first_heading
    return Reading(
        tuple(walk.outline.parts),
        clean_block(title),
        str(front.get("date") or front.get("published") or ""),
        decoded.warnings,
    )


class _Walk:
    """Goes down the lines once; what a line belongs to is known when the next one is seen."""

    def __init__(self) -> None:
        self.outline = Outline()
        self.first_heading = ""
        self._held: list[str] = []  # lines of the paragraph, list item or table being read
        self._fence = ""

    def line(self, line: str) -> None:
        """Take the next line."""
        if self._fence:
            if line.strip() and set(line.strip()) == {self._fence[0]} and len(line.strip()) >= len(self._fence):
                self._fence = ""
                self._flush(as_written=True)
            else:
                self._held.append(line)
            return
        while re.match(r" {0,3}>", line):
            line = re.sub(r"^ {0,3}> ?", "", line)
        heading = _ATX.match(line)
        if fence := _FENCE.match(line):
            self._flush()
            self._fence = fence[1]
        elif heading:
            self._flush()
            self._heading(heading[2] or "")
        elif self._held and len(self._held) == 1 and _SETEXT.match(line) and "|" not in self._held[0]:
            self._heading(self._held.pop())
        elif not line.strip() or _RULE.match(line) or _DEFINITION.match(line):
            self._flush()
        elif item := _ITEM.match(line):
            self._flush()
            self._held.append(line[item.end() :])
        else:
            self._held.append(line)

    def close(self) -> None:
        """Take the end of the file; a fence left open ends there."""
        self._flush(as_written=bool(self._fence))

    def _heading(self, text: str) -> None:
        title = _inline(text)
        self.first_heading = self.first_heading or title
        self.outline.heading(title)

    def _flush(self, as_written: bool = False) -> None:
        held, self._held = self._held, []
        if len(held) > 1 and not as_written and "|" in held[0] and _DIVIDER.match(held[1]) and "-" in held[1]:
            self.outline.table([_cells(row) for row in (held[0], *held[2:])])
        elif held:
            text = "\n".join(held)
            self.outline.paragraph(text if as_written else _inline(text))


def _inline(text: str) -> str:
    """The text a reader sees: no targets, tags, emphasis or escapes."""
    for pattern, shown in _INLINE:
        text = pattern.sub(shown, text)
    return html.unescape(text)


def _cells(row: str) -> list[str]:
    inner = re.sub(r"^\||(?<!\\)\|$", "", row.strip())
    return [_inline(cell) for cell in re.split(r"(?<!\\)\|", inner)]


def _front_matter(lines: list[str]) -> tuple[dict[str, object], list[str]]:
    """What stands between the first two "---" lines, read as YAML, and the lines after it."""
    if not lines or lines[0].rstrip() != "---":
        return {}, lines
    end = next((i for i, line in enumerate(lines[1:], 1) if line.rstrip() in ("---", "...")), 0)
    if not end:
        return {}, lines
    import yaml

    try:
        front = yaml.safe_load("\n".join(lines[1:end]))
    except (yaml.YAMLError, ValueError):  # ValueError: a date that is none
        front = None
    return (front if isinstance(front, dict) else {}), lines[end + 1 :]
