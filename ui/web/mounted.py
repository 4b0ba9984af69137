"""A page of Gradio's at a path of the application, with nothing of Gradio's that ours do not need."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rag.settings import Settings

# Fonts of the reader's own system: nothing is fetched from elsewhere.
SANS = ["ui-sans-serif", "system-ui", "Noto Sans", "Noto Sans CJK SC", "sans-serif"]
MONO = ["ui-monospace", "monospace"]
LOOKS_S = 0.02  # seconds between two looks of an idle page for a click


def mount_page(app: Any, blocks: Any, path: str, settings: Settings, **more: Any) -> None:
    """Serve ``blocks`` at ``path`` of ``app``; ``more`` goes to Gradio."""
    from ui.web.loaded import gr

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
