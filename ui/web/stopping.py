"""One answer at a time in a tab, and Stop means stop: no frame under way may cover what Stop showed.

Gradio ends the stopped generator a moment after the click; a frame made in that moment would come last and keep the page busy for ever.
It also counts an answer as under way for a moment after its last frame; a question asked in that moment must not be lost, so
whether a tab is busy is told here, by what its reader sees.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from ui.web.talk import Frame


@dataclass
class _Run:
    ending: Frame | None = None  # what Stop showed
    busy: bool = True  # until the reader has been given the last frame


@dataclass
class Stopping:
    """The answers under way, one a browser tab; lives in one event loop."""

    _runs: dict[str, _Run] = field(default_factory=dict)

    async def until_stopped(self, tab: str, frames: AsyncIterator[Frame]) -> AsyncIterator[Frame]:
        """``frames`` as they come; after ``stop`` its own frame in the place of the next one, and nothing more.

        A ``tab`` without a name is none that could be told from another: its frames come as they are.
        """
        if not tab:
            async for frame in frames:
                yield frame
            return
        run: _Run = _Run()
        self._runs[tab] = run
        try:
            async for frame in frames:
                if self._runs.get(tab) is not run:  # another question was asked since
                    return
                if run.ending is not None:
                    yield run.ending
                    return
                run.busy = frame.busy
                yield frame
        finally:
            if self._runs.get(tab) is run:
                del self._runs[tab]

    def stop(self, tab: str, ending: Frame) -> Frame:
        """``ending``, which also ends the answer under way in ``tab``, if there is one."""
        run = self._runs.get(tab)
        if run is not None:
            run.ending, run.busy = ending, False
        return ending

    def busy(self, tab: str) -> bool:
        """True while an answer under way in ``tab`` has more to show."""
        run = self._runs.get(tab)
        return run is not None and run.busy
