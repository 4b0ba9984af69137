"""What a request costs of a client's questions, and whether it asks for a brief, the dearest there is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

# Whatever is not named here costs nothing.
COSTS = (
    ("POST", "/api/ask", 1.0),
    ("POST", "/v1/chat/completions", 1.0),
    ("POST", "/gradio_api/queue/join", 0.5),  # a question, but also each look into a source
    ("POST", "/mcp", 0.5),  # a question, but also the greeting and the list of tools
    ("POST", "/login", 1.0),
    ("POST", "/api/", 0.5),
    ("GET", "/api/", 0.1),
    ("GET", "/a/", 0.2),
    ("GET", "/embed/", 0.2),
)
BRIEF = 2.0  # what it is shown as and its five files fit into what one may ask at once by default
_BRIEF_OF = ("topic", "source", "claims")  # without one of them there is the form alone


def cost_of(scope: Mapping[str, Any]) -> float:
    """How many questions the request counts as."""
    if asks_for_brief(scope):
        return BRIEF
    method = "GET" if scope["method"] == "HEAD" else scope["method"]  # the same work, only not sent
    return next((c for m, path, c in COSTS if m == method and scope["path"].startswith(path)), 0.0)


def asks_for_brief(scope: Mapping[str, Any]) -> bool:
    """True for /brief and its files when they are to be made of something."""
    if not scope["path"].startswith("/brief"):
        return False
    given = parse_qsl(scope.get("query_string", b"").decode("latin-1"))
    return any(name in _BRIEF_OF and value.strip() for name, value in given)
