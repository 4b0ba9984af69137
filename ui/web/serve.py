"""The chat as a server on this machine: one line says where it is, Ctrl+C ends it."""

from __future__ import annotations

import os
import socket
import sys
import webbrowser
from typing import TYPE_CHECKING, Any

from rag.errors import UsageError

if TYPE_CHECKING:
    from rag.assemble import Parts

LOCAL = ("127.0.0.1", "localhost", "::1")


def serve(parts: Parts, open_browser: bool) -> None:
    """Serve the chat until Ctrl+C; raises UsageError when the address or port cannot be had."""
    settings = parts.settings
    listener = listen(settings.host, settings.port)  # first: a taken port should not cost the seconds of loading
    import uvicorn

    with listener:
        address = address_of(listener, settings.host)
        config = uvicorn.Config(web_app(parts), log_level="warning", timeout_graceful_shutdown=2)
        server = uvicorn.Server(config)
        sys.stdout.write(f"On Record is at {address} (Ctrl+C stops it)\n")
        sys.stdout.flush()
        if open_browser and _has_display():
            webbrowser.open(address)
        try:
            server.run(sockets=[listener])
        except KeyboardInterrupt:  # uvicorn has shut down by now and hands the signal on
            return


def web_app(parts: Parts) -> Any:
    """The whole application: the page, its two static files, and the guard around both."""
    import gradio as gr
    from fastapi import FastAPI
    from fastapi.staticfiles import StaticFiles
    from starlette.middleware.trustedhost import TrustedHostMiddleware

    from rag.live import Live
    from ui.web.app import STATIC, STYLE, build_blocks
    from ui.web.article_page import mount_article
    from ui.web.guard import Guard
    from ui.web.ledger_page import follow_ledger, mount_ledger
    from ui.web.theme import theme

    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.mount("/onrecord", StaticFiles(directory=STATIC))
    live, ledger = Live(parts), follow_ledger(parts.settings)
    mount_ledger(app, ledger)
    mount_article(app, live.parts, ledger)
    gr.mount_gradio_app(
        app,
        build_blocks(live),
        "/",
        server_name=parts.settings.host,
        server_port=parts.settings.port,
        footer_links=[],
        run_history=False,
        allowed_paths=[],
        blocked_paths=[str(parts.settings.data_dir)],
        show_error=False,
        ssr_mode=False,
        enable_monitoring=False,
        pwa=False,
        mcp_server=False,
        theme=theme(),
        head=STYLE,  # not css=: Gradio rewrites that, and what it makes of :root and media queries does not hold
    )
    if parts.settings.host in LOCAL:
        # Another site's name pointed at this machine must not reach the chat from the reader's own browser.
        app.add_middleware(TrustedHostMiddleware, allowed_hosts=[*LOCAL, "[::1]", "["])
    app.add_middleware(Guard)
    return app


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens on ``host`` and ``port`` (0: any free one); raises UsageError naming the next step."""
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        listener = socket.socket(family, socket.SOCK_STREAM)
    except OSError as exc:
        raise UsageError(f"address '{host}' cannot be listened on ({exc}). Check --host or ONRECORD_HOST.") from exc
    try:
        if os.name == "posix":  # elsewhere this would let two servers share the port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(128)
    except OSError as exc:
        listener.close()
        raise UsageError(
            f"port {port} on {host} cannot be used ({exc.strerror or exc}). "
            "Stop the other program, or take another port: onrecord chat --port 0."
        ) from exc
    return listener


def address_of(listener: socket.socket, host: str) -> str:
    """Where a browser on this machine finds the chat."""
    name = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104 - all addresses, only translated here
    return f"http://{name}:{listener.getsockname()[1]}/"


def _has_display() -> bool:
    """False on a Linux machine without a screen, where a text browser would take over the terminal."""
    if sys.platform.startswith("linux"):
        return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    return True
