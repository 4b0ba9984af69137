"""Gradio, imported without what the chat has no use for.

Stubs for editors, that it writes beside its own files at every import: no program reads them, they take 1.7 of the 4.4 s that the import
lasts, and two processes that start at once write the same files. The Model Context Protocol, by which it could serve a page to agents: ours
is ``onrecord mcp``, and a sixth of what is left goes into it. Where Gradio no longer asks as it does today, nothing is left out.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

ASKS = "gradio.component_meta"


@contextmanager
def _no_stubs() -> Iterator[None]:
    """While the block runs, Gradio does not find the files of its components, and leaves their stubs as they are."""
    found = inspect.getfile

    def getfile(thing: Any) -> str:
        if sys._getframe(1).f_globals.get("__name__") == ASKS:
            raise OSError("no stub is wanted")
        return found(thing)

    inspect.getfile = getfile  # type: ignore[assignment] # the same but for the name of its argument
    try:
        yield
    finally:
        inspect.getfile = found


@contextmanager
def _hidden(name: str) -> Iterator[None]:
    """While the block runs, a module that is not loaded yet cannot be, as if it were not installed."""
    if name in sys.modules:
        yield
        return
    sys.modules[name] = None  # type: ignore[assignment] # as the import system has it
    try:
        yield
    finally:
        del sys.modules[name]


with _no_stubs(), _hidden("mcp"):
    import gradio as gr
    from gradio.routes import templates

__all__ = ["gr", "templates"]
