"""A brief in the terminal: its Markdown as rich shows it, with marks in the place of footnotes; before that, how a model writes it."""

from __future__ import annotations

from rich.markdown import Markdown

from rag.brief.types import Brief
from rag.brief.writing import Watch
from rag.settings import Settings
from ui.brief.carried import BEGINS
from ui.brief.markdown import to_markdown
from ui.brief.page import page_of
from ui.terminal import out, warn


def show_brief(brief: Brief) -> None:
    """Print ``brief`` as a person reads it."""
    text = to_markdown(page_of(brief)).partition(BEGINS)[0]
    out.print(Markdown(text.replace("\n[^", "\n\n[^").replace("[^", "\\[")))  # what sources say holds no bare "["


class Watching(Watch):
    """What a person sees on standard error while a model writes: its price first, then each section."""

    def __init__(self, settings: Settings, host: str) -> None:
        self._retries = settings.retries
        self._host = host

    def begins(self, calls: int, model: str) -> None:
        """``gpt-4.1-mini at api.openai.com writes this brief, in 7 calls at most ...``"""
        again = f"; a request that fails is sent again {self._retries} times at most" if self._retries else ""
        warn(f"{model} at {self._host} writes this brief, in {calls} calls at most, one a section{again}.", "")
        warn("Every sentence is checked. --no-model keeps to quotes.", "")

    def section(self, place: int, count: int, heading: str) -> None:
        """``3/7 How much and how many``"""
        warn(f"{place}/{count} {heading}", "bold")
