"""``onrecord chat`` and ``onrecord mcp``: the sources served to people, to programs and to agents."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Annotated

import anyio
import typer

from rag.settings import Settings, load_settings
from ui.api.entry import check_exposure
from ui.terminal import progress

if TYPE_CHECKING:
    from rag.assemble import Parts

Port = Annotated[int | None, typer.Option(help="Port to listen on; 0 takes any free one.")]
Host = Annotated[str | None, typer.Option(help="Address to listen on; only this machine by default.")]
Public = Annotated[bool, typer.Option("--public", help="Serve anyone who can reach the address, no token.")]


def chat(
    context: typer.Context,
    port: Port = None,
    host: Host = None,
    open_browser: Annotated[bool, typer.Option("--open/--no-open", help="Open the chat in a browser.")] = True,
    public: Public = False,
) -> None:
    """Open the web chat on this machine, with its interface for programs beside it (docs/api.md)."""
    settings = _listening(context.obj, port, host, public)
    check_exposure(settings)  # before anything heavy is loaded
    parts = _open(settings)
    from ui.web.serve import serve

    serve(parts, open_browser)


def mcp(
    context: typer.Context,
    http: Annotated[bool, typer.Option("--http", help="Serve streamable HTTP at /mcp; the rest goes with it.")] = False,
    port: Port = None,
    host: Host = None,
    public: Public = False,
) -> None:
    """Offer ask, search, get_source and verify to an agent by the Model Context Protocol; all are read-only.

    In an agent's configuration: {"mcpServers": {"onrecord": {"command": "onrecord", "args": ["mcp"]}}}
    """
    settings = _listening(context.obj, port, host, public)
    if http:
        _over_http(settings)
    else:
        _over_stdio(settings)


def _listening(settings: Settings, port: int | None, host: str | None, public: bool) -> Settings:
    """``settings`` with what was said of where to listen and for whom."""
    changed = {"port": port, "host": host, "public": public or None}
    return load_settings(**(settings.model_dump() | {k: v for k, v in changed.items() if v is not None}))


def _open(settings: Settings) -> Parts:
    """The case with its index brought up to date; where that cannot be, the one that there is."""
    from rag.assemble import open_parts
    from rag.renew import renew_or_serve

    with progress() as tick:  # draws on standard error
        if said := renew_or_serve(settings, tick):
            sys.stderr.write(f"onrecord: {said}\n")
        return open_parts(settings)


def _over_stdio(settings: Settings) -> None:
    """Nothing but the protocol may stand on standard output, whatever a library prints while it loads."""
    protocol = os.dup(sys.stdout.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    parts = _open(settings)
    from rag.live import Live
    from ui.api.service import open_service
    from ui.mcp_server import new_mcp, serve_stdio

    server = new_mcp(open_service(Live(parts)))
    sys.stdout.flush()
    os.dup2(protocol, sys.stdout.fileno())
    os.close(protocol)
    anyio.run(serve_stdio, server)


def _over_http(settings: Settings) -> None:
    from rag.live import Live
    from ui.api.service import open_service
    from ui.mcp_server import PATH, mcp_app
    from ui.web.serve import listen, run

    check_exposure(settings)
    with listen(settings.host, settings.port) as listener:
        parts = _open(settings)
        run(mcp_app(parts, open_service(Live(parts))), settings, listener, PATH)
