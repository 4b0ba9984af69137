"""A brief as Markdown with footnotes; whatever comes from a source is escaped, so that it can only ever be read as text."""

from __future__ import annotations

import re

from ui.brief.carried import packed
from ui.brief.parts import Chapter, Line, Page, Row
from ui.spelled import spelled_out

_SPECIAL = re.compile(r"([\\`*_{}\[\]#|~^$@]|:(?=//)|(?<=\bwww)\.)", re.IGNORECASE)
_OPENING = re.compile(r"^(\d*)([-+=:.)])")  # what makes a list, a rule or a definition at the beginning of a line


def to_markdown(page: Page) -> str:
    """The whole file."""
    labels = page.labels
    out = [f"# {_text(page.heading)}", _text(page.count), _text(page.made)]
    out += [f"> {_text(w)}" for w in page.warnings]
    if not page.chapters:
        out.append(_text(labels["nothing"]))
    for chapter in page.chapters:
        out += _chapter(chapter, 2)
    if page.agreements:
        out.append(f"## {labels['agreements']}")
        for chapter in page.agreements:
            out += _chapter(chapter, 3)
    if page.contrasts:
        out.append(f"## {labels['differences']}")
        for contrast in page.contrasts:
            sides = "\n".join(f"- {_text(s.date)} · {_line(s.line)}" for s in (contrast.lower, contrast.higher))
            out.append(f"{sides}\n\n  {_text(contrast.reason)}")
    if page.silences:
        out += [f"## {labels['silences']}", "\n".join(f"- {_text(s)}" for s in page.silences)]
    if page.timeline:
        out.append(f"## {labels['timeline']}")
        out.append("\n".join(f"- **{_text(when)}** {_line(line)}" for when, line in page.timeline))
    if page.rows:
        out += [f"## {labels['figures']}", _table(page, page.rows)]
    for curve in page.series:
        out += [f"### {_text(curve.heading)}", _table(page, curve.rows)]
    if page.annex:
        out += [f"## {labels['annex']}", "\n\n".join(_line(line) for line in page.annex)]
    out.append(f"## {labels['references']}")
    out.append("\n".join(_item(i.text, i.read, i.note, i.url) for i in page.items) or "–")
    out.append("\n".join(f"[^{f.number}]: {_text(f.text)}" for f in page.footnotes))
    out.append(packed(page.json))
    return "\n\n".join(part for part in out if part) + "\n"


def _chapter(chapter: Chapter, level: int) -> list[str]:
    return [f"{'#' * level} {_text(chapter.heading)}", *(_line(line) for line in chapter.lines)]


def _line(line: Line) -> str:
    marks = "".join(f"[^{n}]" for n in line.marks)
    text = f"~~{_text(line.text)}~~" if line.struck else _text(line.text)
    return text + marks + (f" *{_text(line.flag)}*" if line.flag else "")


def _table(page: Page, rows: tuple[Row, ...]) -> str:
    names = [page.labels[key] for key in ("period", "value", "unit", "counted", "source", "quote")]
    lines = ["| " + " | ".join(names) + " |", "|" + " --- |" * len(names)]
    for row in rows:
        marks = "".join(f"[^{n}]" for n in row.marks)
        cells = [row.period, row.value, row.unit, row.counted, row.source, row.quote]
        lines.append("| " + " | ".join(_text(c) for c in cells) + marks + " |")
    return "\n".join(lines)


def _item(text: str, read: str, note: str, url: str) -> str:
    link = f" <{url}>" if url and not re.search(r"[<>\s]", url) else ""
    return f"- {_text(text)} ({_text(read)}{'; ' + _text(note) if note else ''}){link}"


def _text(value: str) -> str:
    """``value`` on one line, with everything that Markdown or HTML would act on escaped, hidden characters spelled out."""
    one = spelled_out(" ".join(value.split()))
    marked = _SPECIAL.sub(r"\\\1", one.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
    return _OPENING.sub(r"\1\\\2", marked)
