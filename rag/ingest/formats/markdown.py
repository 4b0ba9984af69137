"""Markdown files: headings as sections, links and images as their text, tables as statements."""

from __future__ import annotations

import html
import re
from datetime import date

from rag.ingest.clean import clean_block
from rag.ingest.formats.reading import Outline, Reading, beginning
from rag.ingest.formats.text import decode
from rag.types import ITEM

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_ATX = re.compile(r" {0,3}(#{1,6})(?:\s+(.*?))?(?:\s+#+)?\s*$")
_SETEXT = re.compile(r" {0,3}(=+|-{2,})\s*$")
_RULE = re.compile(r" {0,3}([-*_])(?:\s*\1){2,}\s*$")
_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])\s+(?:\[[ xX]\]\s+)?")
_DIVIDER = re.compile(r"\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$")
_DEFINITION = re.compile(r" {0,3}\[[^\]\n]+\]:\s*\S+.*$")
_CODE = (
    r"(?<![`\\])(?P<ticks>`+)(?!`)(?P<said>(?:(?!\n[^\S\n]*\n).){1,1000}?)(?<!`)(?P=ticks)(?!`)"  # within a paragraph
)
_SPAN = re.compile(_CODE, re.DOTALL)
_HELD = re.compile("\0(\\d+)\0")  # where a code span stands while the rest is read; no file that is read holds a NUL
_STARTS = re.compile(  # of what a page made of it would not show, and of the code that only looks so
    rf"^(?: {{0,3}}> ?)*+ {{0,3}}(?P<fence>`{{3,}}|~{{3,}})|{_CODE}|(?P<comment>(?P<first>^ {{0,3}})?<!--)|<(?P<tag>script|style|template|svg)\b",
    re.DOTALL | re.IGNORECASE | re.MULTILINE,
)
_ENDS = {tag: re.compile(rf"</{tag}\s*>", re.IGNORECASE) for tag in ("script", "style", "template", "svg")} | {
    "": re.compile("-->")  # of a comment
}
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
    text, unclosed = _seen("\n".join(lines))
    for line in text.split("\n"):
        walk.line(line)
    walk.close()
    title = front.get("title", "") or walk.first_heading
    return Reading(
        walk.outline.all(),
        clean_block(title),
        front.get("date", "") or front.get("published", ""),
        decoded.warnings + unclosed,
    )


def _seen(text: str) -> tuple[str, tuple[str, ...]]:
    """``text`` without what a page made of it would not show, and a warning where a comment hides all the rest.

    What is never closed stays, so that a tag named in a sentence does not take the text behind it along.
    """
    kept: list[str] = []
    warnings: tuple[str, ...] = ()
    endless: set[str] = set()  # searched for once: a file of nothing but openings must not take minutes
    done = at = 0
    while start := _STARTS.search(text, at):
        at = start.end()
        if fence := start["fence"]:
            closing = re.compile(rf"^[^\S\n]*{fence}{fence[0]}*[^\S\n]*$", re.MULTILINE).search(text, at)
            at = closing.end() if closing else len(text)
        elif start["comment"] or start["tag"]:
            name = (start["tag"] or "").lower()
            end = None if name in endless else _ENDS[name].search(text, at)
            if end:
                kept.append(text[done : start.start()])
                done = at = end.end()
                continue
            endless.add(name)
            if start["first"] is not None:
                kept.append(text[done : start.start()])
                said = " ".join(text[start.start() :].split())
                warnings = (
                    f"a comment that never ends hides the rest of the file, which was left out: {beginning(said)!r}",
                )
                done = at = len(text)
    return "".join([*kept, text[done:]]), warnings


class _Walk:
    """Goes down the lines once; what a line belongs to is known when the next one is seen."""

    def __init__(self) -> None:
        self.outline = Outline()
        self.first_heading = ""
        self._held: list[str] = []  # lines of the paragraph, list item or table being read
        self._item = False  # what is held is an item of a list
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
            self._heading(heading[2] or "", len(heading[1]))
        elif self._held and len(self._held) == 1 and _SETEXT.match(line) and "|" not in self._held[0]:
            self._heading(self._held.pop(), 1 if "=" in line else 2)
        elif not line.strip() or _RULE.match(line) or _DEFINITION.match(line):
            self._flush()
        elif item := _ITEM.match(line):
            self._flush()
            self._item = True
            self._held.append(line[item.end() :])
        else:
            self._held.append(line)

    def close(self) -> None:
        """Take the end of the file; a fence left open ends there."""
        self._flush(as_written=bool(self._fence))

    def _heading(self, text: str, level: int) -> None:
        title = _inline(text)
        self.first_heading = self.first_heading or title
        self.outline.heading(title, level)

    def _flush(self, as_written: bool = False) -> None:
        held, self._held = self._held, []
        form, self._item = ITEM if self._item else "", False
        if len(held) > 1 and not as_written and "|" in held[0] and _DIVIDER.match(held[1]) and "-" in held[1]:
            self.outline.table([_cells(row) for row in (held[0], *held[2:])], heads=1)
        elif held:
            text = "\n".join(held)
            self.outline.paragraph(text if as_written else _inline(text), form=form)


def _inline(text: str) -> str:
    """The text a reader sees: no targets, tags, emphasis or escapes; code as it is written."""
    held: list[str] = []

    def hold(match: re.Match[str]) -> str:
        held.append(match["said"])
        return f"\0{len(held) - 1}\0"

    text = _SPAN.sub(hold, text)
    for pattern, shown in _INLINE:
        text = pattern.sub(shown, text)
    return _HELD.sub(lambda match: held[int(match[1])], html.unescape(text))


def _cells(row: str) -> list[str]:
    inner = re.sub(r"^\||(?<!\\)\|$", "", row.strip())
    return [_inline(cell) for cell in re.split(r"(?<!\\)\|", inner)]


def _front_matter(lines: list[str]) -> tuple[dict[str, str], list[str]]:
    """What stands between the first two "---" lines, read as YAML, and the lines after it; only its plain values."""
    if not lines or lines[0].rstrip() != "---":
        return {}, lines
    end = next((i for i, line in enumerate(lines[1:], 1) if line.rstrip() in ("---", "...")), 0)
    if not end:
        return {}, lines
    import yaml

    try:
        front = yaml.safe_load("\n".join(lines[1:end]))
    except (yaml.YAMLError, ValueError, RecursionError):  # ValueError: a date that is none
        front = None
    # A list may hold itself a million times over, in a few lines.
    plain = front.items() if isinstance(front, dict) else ()
    return {str(k): str(v) for k, v in plain if v and isinstance(v, str | int | float | date)}, lines[end + 1 :]
