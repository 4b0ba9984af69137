"""``onrecord mcp``: the sources as tools for an agent, over standard input and output or over HTTP."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rag.assemble import Parts
    from rag.settings import Settings

EPILOG = 'In an agent\'s configuration: {"mcpServers": {"onrecord": {"command": "onrecord", "args": ["mcp"]}}}'


def mcp(
    context: typer.Context,
    http: Annotated[bool, typer.Option("--http", help="Serve streamable HTTP at /mcp instead.")] = False,
    port: Annotated[int | None, typer.Option(help="With --http: port to listen on; 0 takes any free one.")] = None,
    host: Annotated[str | None, typer.Option(help="With --http: address; only this machine by default.")] = None,
    public: Annotated[bool, typer.Option("--public", help="With --http: serve anyone, without a token.")] = False,
) -> None:
    """Offer ask, search, get_source and verify to an agent by the Model Context Protocol; all are read-only."""
    from rag.settings import load_settings

    settings: Settings = context.obj
    changed = {"port": port, "host": host, "public": public or None}
    settings = load_settings(**(settings.model_dump() | {k: v for k, v in changed.items() if v is not None}))
    if http:
        _over_http(settings)
    else:
        _over_stdio(settings)


def _open(settings: Settings) -> Parts:
    from rag.assemble import open_parts
    from rag.renew import renew_or_serve
    from ui.terminal import progress

    with progress() as tick:  # draws on standard error
        if said := renew_or_serve(settings, tick):
            sys.stderr.write(f"onrecord: {said}\n")
        return open_parts(settings)


def _over_stdio(settings: Settings) -> None:
    """Nothing but the protocol may stand on standard output, whatever a library prints while it loads."""
    import os

    import anyio

    protocol = os.dup(sys.stdout.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    parts = _open(settings)
    from rag.live import Live
    from ui.api.service import open_service
    from ui.mcp_server import new_mcp
    from ui.mcp_stdio import serve_stdio

    server = new_mcp(open_service(Live(parts)))
    sys.stdout.flush()
    os.dup2(protocol, sys.stdout.fileno())
    os.close(protocol)
    anyio.run(serve_stdio, server)


def _over_http(settings: Settings) -> None:
    from ui.api.entry import check_exposure, said_of_exposure
    from ui.web.serve import address_of, listen

    check_exposure(settings)
    listener = listen(settings.host, settings.port)
    with listener:
        parts = _open(settings)
        from rag.live import Live
        from ui.api.ending import limits_of, new_server
        from ui.api.service import open_service
        from ui.mcp_server import PATH, mcp_app

        desk = open_service(Live(parts))
        app = mcp_app(parts, desk)
        server = new_server(app, app.state.under_way, settings.answer_seconds, limits_of(settings))
        sys.stdout.write(f"On Record is at {address_of(listener, settings.host).rstrip('/')}{PATH} (Ctrl+C stops it)\n")
        sys.stdout.flush()
        sys.stderr.write(said_of_exposure(settings))
        try:
            server.run(sockets=[listener])
        except KeyboardInterrupt:
            return
