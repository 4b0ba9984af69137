"""Gradio as the chat has it: imported and served without what we have no use for, under a head of our own.

Left out are stubs for editors, that it writes beside its own files at every import: no program reads them, they take 1.7 of the 4.4 s that the
import lasts, and two processes that start at once write the same files. And the Model Context Protocol, by which it could serve a page to
agents: ours is ``onrecord mcp``, and a sixth of what is left goes into it. Where Gradio no longer asks as it does today, nothing is left out.
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import FunctionLoader

if TYPE_CHECKING:
    from rag.settings import Settings

ASKS = "gradio.component_meta"
# Fonts of the reader's own system: nothing is fetched from elsewhere.
SANS = ["ui-sans-serif", "system-ui", "Noto Sans", "Noto Sans CJK SC", "sans-serif"]
MONO = ["ui-monospace", "monospace"]
LOOKS_S = 0.02  # seconds between two looks of an idle page for a click
TITLE = "On Record"
SAYS = "Ask a set of sources. The answer comes first, with the words it rests on, each one click from its place in the source."
_ITS_OWN = re.compile(r'\s*<meta\s+(?:property="og:|name="twitter:)[^>]*>')
_OURS = f"""
<meta name="description" content="{SAYS}">
<meta property="og:type" content="website">
<meta property="og:title" content="{TITLE}">
<meta property="og:description" content="{SAYS}">
<meta property="og:image" content="{{{{ config.get('root', '') }}}}/onrecord/share.png">
<meta name="twitter:card" content="summary_large_image">
<link rel="stylesheet" href="./onrecord/chat.css">
<link rel="stylesheet" href="./onrecord/ledger.css">
<script src="./onrecord/chat.js"></script>
"""


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

__all__ = ["gr", "mount_page", "put_head"]


def put_head() -> None:
    """Make Gradio's page say what ours is, and load what is ours before anything of Gradio's."""
    folder = Path(templates.env.loader.searchpath[0]) if hasattr(templates.env.loader, "searchpath") else None
    if folder is None:  # done before
        return

    def load(name: str) -> str:
        page = (folder / name).read_text(encoding="utf-8")
        return _ITS_OWN.sub("", page).replace("<head>", "<head>" + '<meta charset="utf-8">' + _after_base(page), 1)

    templates.env.loader = FunctionLoader(load)
    templates.env.cache.clear()


def _after_base(page: str) -> str:
    """Ours, behind the address that relative ones start from."""
    base = re.search(r"<base [^>]*/>", page)
    return (base[0] if base else "") + _OURS


def mount_page(app: Any, blocks: Any, path: str, settings: Settings, **more: Any) -> None:
    """Serve ``blocks`` at ``path`` of ``app``; ``more`` goes to Gradio."""
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
