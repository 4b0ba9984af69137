"""Gradio, imported without the stubs for editors that it writes beside its own files at every import.

No program reads them, they take 1.7 of the 4.4 s that the import lasts, and two processes that start at once write the same
files. Where Gradio no longer asks as it does today, nothing is left out.
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


with _no_stubs():
    import gradio as gr

__all__ = ["gr"]
