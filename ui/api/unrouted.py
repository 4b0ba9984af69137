"""What no route under /api or /v1 answers: a wrong method where there is a route for another, else nothing at all."""

from __future__ import annotations

from collections.abc import Iterable

from fastapi import Request
from starlette.routing import BaseRoute, Match, Route

from ui.api.problems import Problem

METHODS = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"]


def unrouted(request: Request, routes: Iterable[BaseRoute], nothing: Problem) -> Problem:
    """405 naming the methods of those ``routes`` and of the application's own that the path fits, else ``nothing``."""
    fitting = [
        route
        for route in (*request.app.routes, *routes)
        if isinstance(route, Route) and route.matches(request.scope)[0] is Match.PARTIAL
    ]
    methods = {method for route in fitting for method in route.methods or ()}
    allowed = ", ".join(
        sorted(methods | ({"HEAD"} if "GET" in methods else set()))
    )  # whose GET is answered, ui.api.heads
    if not allowed:
        return nothing
    return Problem(405, f"{request.method} is not answered here, {allowed} is", allow=allowed)
