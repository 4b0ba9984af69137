"""The interface put into an application: routes, errors, the OpenAPI description, and the gate."""

from typing import Any

from fastapi import FastAPI

from rag import __version__
from rag.assemble import Parts
from rag.live import Live
from ui.api import health, openai, page, problems, rest, signin
from ui.api.clients import Clients
from ui.api.entry import Entry
from ui.api.gate import Gate
from ui.api.service import Service, open_service

DESCRIPTION = """Ask a set of sources. Every sentence of an answer carries a verdict and a verbatim quote with its
place in a stored source. The fields of an answer are described in docs/answer.md, the rest in docs/api.md."""


def new_app() -> FastAPI:
    """An empty application that describes itself at ``/api/openapi.json`` and loads nothing from elsewhere."""
    return FastAPI(
        title="On Record",
        version=__version__,
        description=DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        redirect_slashes=False,
    )


def mount_api(app: FastAPI, live: Live) -> Service:
    """Add every route of the interface to ``app``; the chat is mounted after it, at the root."""
    desk = open_service(live)
    app.state.service = desk
    problems.install(app)
    routers = (health.router, rest.router, openai.router, page.router, signin.router)
    for router in routers:
        app.include_router(router)
    app.state.own_routes = [route for router in routers for route in router.routes]
    return desk


def add_gate(app: Any, parts: Parts, desk: Service) -> None:
    """Put the gate around everything that ``app`` holds; raises UsageError on a wrong proxy address."""
    settings = parts.settings
    clients = Clients(settings.trusted_proxies)
    app.state.entry = Entry(settings, clients)
    app.add_middleware(Gate, settings=settings, entry=app.state.entry, clients=clients, meter=desk.meter)
