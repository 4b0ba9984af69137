"""What a person sees on standard error while a model writes a brief: its price first, then each section and sentence."""

from __future__ import annotations

from rich.padding import Padding
from rich.text import Text

from rag.brief.writing import Watch, unmarked
from rag.settings import Settings
from rag.types import Verdict
from ui.terminal import MARKS, err


class Watching(Watch):
    """Prints as the brief grows; nothing goes to standard output."""

    def __init__(self, settings: Settings, host: str) -> None:
        self._retries = settings.retries
        self._host = host

    def begins(self, calls: int, model: str) -> None:
        """``gpt-4.1-mini at api.openai.com writes this brief, in 7 calls at most ...``"""
        again = f"; a request that fails is sent again {self._retries} times at most" if self._retries else ""
        err.print(
            Text(f"{model} at {self._host} writes this brief, in {calls} calls at most, one a section{again}."),
            Text("Every sentence is checked. --no-model keeps to quotes."),
            sep="\n",
        )

    def section(self, place: int, count: int, heading: str) -> None:
        """``3/7 How much and how many``"""
        err.print(Text(f"{place}/{count} {heading}", style="bold"))

    def sentence(self, verdict: Verdict) -> None:
        """The sentence with its verdict, and the reason where it is not supported."""
        mark, style = MARKS[verdict.status]
        reason = "" if verdict.status.borne else f" ({verdict.status}: {verdict.reason})"
        text, _ = unmarked(verdict.claim.text)  # its numbers count the section's quotes; the brief gives its own
        line = Text(f"{mark} ", style=style).append(text, style="default").append(reason, style="dim")
        err.print(Padding(line, (0, 0, 0, 1)))
