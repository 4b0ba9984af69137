"""A brief in the terminal: 80 columns, plain, every sentence with its mark and verdict."""

from __future__ import annotations

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ui.brief.parts import Line, Page, Row
from ui.terminal import MARKS, SEED_MARK, led, out


def show_brief(page: Page) -> None:
    """Print ``page`` as a person reads it."""
    labels = page.labels
    out.print(Text(page.heading, style="bold"))
    out.print(Text(page.count))
    for warning in page.warnings:
        out.print(Text(f"! {warning}", style="yellow"))
    if not page.chapters:
        out.print(Text(labels["nothing"]))
    for chapter in page.chapters:
        _heading(chapter.heading)
        for line in chapter.lines:
            _line(line)
    if page.agreements:
        _heading(labels["agreements"])
        for chapter in page.agreements:
            out.print(Text(f" {chapter.heading}", style="bold"))
            for line in chapter.lines:
                _line(line, 2)
    if page.contrasts:
        _heading(labels["differences"])
    for contrast in page.contrasts:
        table = Table(expand=True, show_header=True, header_style="dim")
        for side in (contrast.lower, contrast.higher):
            table.add_column(Text(side.date), ratio=1)
        table.add_row(_text(contrast.lower.line), _text(contrast.higher.line))
        table.caption = Text(contrast.reason)
        out.print(table)
    if page.silences:
        _heading(labels["silences"])
        for silence in page.silences:
            out.print(Padding(Text(f"– {silence}"), (0, 0, 0, 1)))
    if page.timeline:
        _heading(labels["timeline"])
        table = Table.grid(padding=(0, 2))
        table.add_column(style="bold", max_width=20)
        table.add_column(ratio=1)
        for when, line in page.timeline:
            table.add_row(Text(when), _text(line))
        out.print(Padding(table, (0, 0, 0, 1)))
    if page.rows:
        _heading(labels["figures"])
        _rows(page, page.rows)
    for curve in page.series:
        out.print(Text(curve.heading, style="bold"))
        _rows(page, curve.rows)
    if page.annex:
        _heading(labels["annex"])
        for line in page.annex:
            _line(line)
    _heading(labels["references"])
    for item in page.items:
        text = Text(f"{item.text} ({item.read})").append(f" {item.url}" if item.url else "", style="dim")
        out.print(Padding(text, (0, 0, 0, 1)))
    out.print(Text(page.made, style="dim"))


def _heading(text: str) -> None:
    out.print()
    out.print(Text(text, style="bold cyan"))


def _line(line: Line, indent: int = 1) -> None:
    mark, style = SEED_MARK if line.seed else MARKS[line.status]
    out.print(Padding(led(Text(mark, style=style), _text(line)), (0, 0, 0, indent)))


def _text(line: Line) -> Text:
    text = Text(line.text, style="strike" if line.struck else "")
    text.append("".join(f" [{n}]" for n in line.marks), style="bold")
    return text.append(f" {line.flag}", style="red") if line.flag else text


def _rows(page: Page, rows: tuple[Row, ...]) -> None:
    table = Table(expand=True)
    for key, ratio in (("period", None), ("value", None), ("unit", None), ("counted", 2), ("source", 2)):
        table.add_column(page.labels[key], ratio=ratio, justify="right" if key == "value" else "left")
    for row in rows:
        marks = "".join(f" [{n}]" for n in row.marks)
        table.add_row(*(Text(v) for v in (row.period, row.value, row.unit, row.counted, row.source + marks)))
    out.print(table)
