"""A brief in the terminal: its Markdown as rich shows it, with marks in the place of footnotes."""

from __future__ import annotations

from rich.markdown import Markdown

from rag.brief.types import Brief
from ui.brief.carried import BEGINS
from ui.brief.markdown import to_markdown
from ui.brief.page import page_of
from ui.terminal import out


def show_brief(brief: Brief) -> None:
    """Print ``brief`` as a person reads it."""
    text = to_markdown(page_of(brief)).partition(BEGINS)[0]
    out.print(Markdown(text.replace("\n[^", "\n\n[^").replace("[^", "\\[")))  # what sources say holds no bare "["
