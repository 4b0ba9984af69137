"""The chat as a server on this machine: one line says where it is, Ctrl+C ends it."""

from __future__ import annotations

import os
import socket
import sys
import threading
import webbrowser
from contextvars import Context
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rag.errors import UsageError

if TYPE_CHECKING:
    from rag.assemble import Parts
    from rag.settings import Settings
    from ui.api.server import Server

ENDS_S = 5  # seconds that the server of another case has to end


def serve(parts: Parts, open_browser: bool) -> None:
    """Serve the chat until Ctrl+C; raises UsageError when the address or port cannot be had."""
    from ui.api.entry import check_exposure

    settings = parts.settings
    check_exposure(settings)
    # First: a taken port should not cost the seconds of loading.
    with listen(settings.host, settings.port) as listener:
        app = web_app(parts)
        threading.Thread(target=app.state.ledger, daemon=True).start()  # takes seconds the first time, and nobody waits
        try:
            # On Linux without a screen a text browser would take over the terminal.
            screen = sys.platform != "linux" or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
            run(app, settings, listener, "/", open_browser and bool(screen))
        finally:
            app.state.beside.end()


def run(app: Any, settings: Settings, listener: socket.socket, place: str, open_browser: bool = False) -> None:
    """Say where ``app`` is, at ``place`` of the server, and serve it until Ctrl+C."""
    from ui.api.entry import said_of_exposure
    from ui.api.server import new_server

    address = address_of(listener, settings.host)
    server = new_server(app, settings)
    sys.stdout.write(f"On Record is at {address.rstrip('/')}{place} (Ctrl+C stops it)\n")
    sys.stdout.flush()
    sys.stderr.write(said_of_exposure(settings))
    if open_browser:
        webbrowser.open(address)
    try:
        server.run(sockets=[listener])
    except KeyboardInterrupt:  # uvicorn has shut down by now and hands the signal on
        return


def web_app(parts: Parts) -> Any:
    """The whole application: the interface, the chat with its static files, and the guards around all of it."""
    from fastapi.staticfiles import StaticFiles

    from rag.live import Live
    from ui.api.mount import add_gate, mount_api, new_app
    from ui.web.app import build_blocks
    from ui.web.beside import follow_disputes, follow_ledger, mount_pages
    from ui.web.brief_mount import mount_brief
    from ui.web.guard import Guard
    from ui.web.html import STATIC
    from ui.web.loaded import mount_page, put_head
    from ui.web.own import Own, for_the_owner
    from ui.web.own_page import mount_own

    live, ledger = Live(parts), follow_ledger(parts.settings)
    app = new_app()
    app.mount("/onrecord", StaticFiles(directory=STATIC))
    desk = mount_api(app, live)
    own = for_the_owner(parts.settings)
    mount_pages(app, live.parts, ledger, follow_disputes(parts.settings), own)
    mount_brief(app, desk)
    app.state.ledger = ledger
    app.state.beside = Beside()
    if own:
        mount_own(app, parts.settings, Own(parts.settings, app.state.beside), bool(parts.index.disputes))
    put_head()  # not css=: Gradio rewrites that, and what it makes of :root and media queries does not hold
    mount_page(app, build_blocks(live, desk, ledger), "/", parts.settings)
    add_gate(app, parts, desk)
    app.add_middleware(Guard)
    return app


class Beside:
    """Serves other cases from this process, each at an address of its own, until ``end``."""

    def __init__(self) -> None:
        self._served: dict[Path, str] = {}
        self._running: list[tuple[Server, threading.Thread]] = []
        self._lock = threading.Lock()

    def __call__(self, settings: Settings) -> str:
        """The address of the chat of a case, which is indexed; served now, where it is not yet."""
        from rag.assemble import open_parts
        from ui.api.server import new_server

        with self._lock:
            if settings.home not in self._served:
                listener = listen(settings.host, 0)
                # In a context of its own: what asks for it runs in an event of Gradio's, in which no page can be built.
                app = Context().run(web_app, open_parts(settings))
                server = new_server(app, settings)
                thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
                thread.start()
                self._running.append((server, thread))
                self._served[settings.home] = address_of(listener, settings.host)
            return self._served[settings.home]

    def end(self) -> None:
        """End the servers: the threads that work for them would keep the process alive."""
        for server, _ in self._running:
            server.should_exit = True
        for _, thread in self._running:
            thread.join(ENDS_S)


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens on ``host`` and ``port`` (0: any free one); raises UsageError naming the next step."""
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
    except OSError as exc:
        raise UsageError(f"address '{host}' cannot be listened on ({exc}). Check --host or ONRECORD_HOST.") from exc
    try:
        both = family == socket.AF_INET6 and socket.has_dualstack_ipv6()
        return socket.create_server(address, family=family, backlog=128, dualstack_ipv6=both)
    except OSError as exc:
        raise UsageError(
            f"port {port} on {host} cannot be used ({os.strerror(exc.errno) if exc.errno else exc}). "
            "Stop the other program, or take another port: onrecord chat --port 0."
        ) from exc


def address_of(listener: socket.socket, host: str) -> str:
    """Where a browser on this machine finds the chat."""
    name = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104 - all addresses, only translated here
    return f"http://{name}:{listener.getsockname()[1]}/"
