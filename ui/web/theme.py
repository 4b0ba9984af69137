"""Gradio's theme with the fonts of the reader's own system: nothing is fetched from elsewhere."""

from __future__ import annotations

from typing import Any

SANS = [
    "ui-sans-serif",
    "system-ui",
    "-apple-system",
    "Segoe UI",
    "Roboto",
    "Noto Sans",
    "Noto Sans CJK SC",
    "sans-serif",
]
MONO = ["ui-monospace", "SFMono-Regular", "Menlo", "Consolas", "monospace"]


def theme() -> Any:
    """A plain theme; colours and layout are in ``static/chat.css``."""
    from ui.web.loaded import gr

    return gr.themes.Base(font=SANS, font_mono=MONO)
