"""Gradio as the chat has it. Left out are stubs for editors, which it writes beside its own files at every import (1.7 of 4.4 s, and two
processes at once write the same files), and its MCP server: ours is ``onrecord mcp``. Where it no longer asks as today, nothing is left out."""

import inspect
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from jinja2 import FunctionLoader

from rag.settings import Settings

ASKS = "gradio.component_meta"
# Fonts of the reader's own system: nothing is fetched from elsewhere.
SANS = ["ui-sans-serif", "system-ui", "Noto Sans", "Noto Sans CJK SC", "sans-serif"]
MONO = ["ui-monospace", "monospace"]
LOOKS_S = 0.02  # seconds between two looks of an idle page for a click
_ITS_OWN = re.compile(r'\s*<meta\s+(?:property="og:|name="twitter:)[^>]*>')
_OURS = (Path(__file__).parent / "templates" / "head.html").read_text(encoding="utf-8")


@contextmanager
def _leaner() -> Iterator[None]:
    """While the block runs, Gradio does not find the files of its components, and finds ``mcp`` not installed where it is not loaded yet."""
    found, hides = inspect.getfile, "mcp" not in sys.modules

    def getfile(thing: Any) -> str:
        if sys._getframe(1).f_globals.get("__name__") == ASKS:
            raise OSError("no stub is wanted")
        return found(thing)

    inspect.getfile = getfile  # type: ignore[assignment] # the same but for the name of its argument
    if hides:
        sys.modules["mcp"] = None  # type: ignore[assignment] # as the import system has it
    try:
        yield
    finally:
        inspect.getfile = found
        if hides:
            del sys.modules["mcp"]


with _leaner():
    import gradio as gr
    from gradio.routes import templates

__all__ = ["gr", "mount_page", "put_head"]


def put_head() -> None:
    """Make Gradio's page say what ours is, and load what is ours before anything of Gradio's."""
    folder = Path(templates.env.loader.searchpath[0]) if hasattr(templates.env.loader, "searchpath") else None
    if folder is None:  # done before
        return

    def load(name: str) -> str:
        page = (folder / name).read_text(encoding="utf-8")
        base = re.search(r"<base [^>]*/>", page)  # the address that relative ones start from
        ours = f'<head><meta charset="utf-8">{base[0] if base else ""}{_OURS}'
        return _ITS_OWN.sub("", page).replace("<head>", ours, 1)

    templates.env.loader = FunctionLoader(load)
    templates.env.cache.clear()


def mount_page(app: Any, blocks: Any, path: str, settings: Settings, **more: Any) -> None:
    """Serve ``blocks`` at ``path`` of ``app``; ``more`` goes to Gradio."""
    blocks.has_launched = (
        True  # else Gradio takes the path of any file that a request names, not only of those uploaded
    )
    # No line of Gradio's own: questions stand in the one of ``Answering``, with those of programs, and learn their place.
    blocks.queue(default_concurrency_limit=None, api_open=False)
    # Gradio looks a thousand times a second whether somebody has clicked, which costs an idle server a fifteenth of a core; on Windows it
    # looks twenty times. There is no setting for it.
    queue = blocks._queue
    queue.sleep_when_free, queue.progress_update_sleep_when_free = LOOKS_S, 0.1
    gr.mount_gradio_app(
        app,
        blocks,
        path,
        server_name=settings.host,
        server_port=settings.port,
        footer_links=[],
        run_history=False,
        allowed_paths=[],
        blocked_paths=[str(settings.data_dir)],
        show_error=False,
        ssr_mode=False,
        enable_monitoring=False,
        pwa=False,
        mcp_server=False,
        theme=gr.themes.Base(font=SANS, font_mono=MONO),  # the rest is in chat.css
        **more,
    )
