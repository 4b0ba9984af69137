"""An invented article of evals/data; each file of them adds what is asked of it or claimed about it."""

from __future__ import annotations

from evals.lines import Line


class Article(Line):
    """What every line of such a file has."""

    id: str
    title: str
    publisher: str
    date: str
    paragraphs: tuple[str, ...]
