"""What every export of a brief shows: plain strings, in the parts of its page."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence; ``flag`` is its verdict and reason, in brackets, when that is not "supported"."""

    text: str
    marks: tuple[int, ...]
    flag: str
    claim: int
    struck: bool  # must not be taken for borne out


@dataclass(frozen=True, slots=True)
class Footnote:
    """Where a mark leads."""

    number: int
    source: str  # publisher, title, date and place in it
    quote: str
    words: str  # the same between quotation marks where they are the source's own
    read: str  # whose words they are
    text: str  # for the foot of a page: the source, whose words, and the quote where a sentence with this mark does not hold it


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading and its sentences."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a difference with the date of its source."""

    date: str
    line: Line


@dataclass(frozen=True, slots=True)
class Contrast:
    """Two sentences that differ; ``reason`` says who judged it."""

    lower: Side
    higher: Side
    reason: str


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the figures table, all cells filled."""

    value: str
    unit: str
    period: str
    counted: str
    source: str
    quote: str  # between quotation marks where it is the source's own
    marks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Curve:
    """A series: what is counted, and its points in order of time."""

    heading: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of the source list; ``url`` is http(s) or empty."""

    text: str
    read: str
    note: str
    url: str


@dataclass(frozen=True, slots=True)
class Page:
    """Everything an export shows, in order; ``labels`` are the headings in the brief's language."""

    title: str
    heading: str  # the title behind the word for a brief
    language: str
    made: str
    count: str
    warnings: tuple[str, ...]
    chapters: tuple[Chapter, ...]
    agreements: tuple[Chapter, ...]
    contrasts: tuple[Contrast, ...]
    silences: tuple[str, ...]
    timeline: tuple[tuple[str, Line], ...]
    rows: tuple[Row, ...]
    series: tuple[Curve, ...]
    annex: tuple[Line, ...]
    footnotes: tuple[Footnote, ...]
    items: tuple[Item, ...]
    labels: dict[str, str]
    json: str  # the brief itself, carried by every export
