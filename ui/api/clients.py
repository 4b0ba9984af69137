"""Who is asking: the address of the connection, or the one a trusted proxy names; and how much one client may ask."""

import ipaddress
import math
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from contextvars import ContextVar
from typing import Any
from urllib.parse import parse_qsl

from rag.errors import UsageError

CLIENT = ContextVar("client", default="")  # who is served in this context, as ``rate_key`` names them
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
LOCAL = ("127.0.0.1", "localhost", "::1")
CLIENTS = 50_000  # remembered; the longest unseen is forgotten first, and by then its bucket is full again
# In questions. Whatever is not named here costs nothing.
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


class Clients:
    """Believes forwarding headers of trusted proxies only."""

    def __init__(self, trusted: Iterable[str]) -> None:
        """Addresses or networks; raises UsageError naming one that is neither."""
        self._trusted: list[Network] = []
        for name in trusted:
            try:
                self._trusted.append(ipaddress.ip_network(name, strict=False))
            except ValueError as exc:
                raise UsageError(
                    f"trusted proxy '{name}' is no address or network. Set ONRECORD_TRUSTED_PROXIES like 10.0.0.0/8."
                ) from exc

    def is_proxy(self, address: str) -> bool:
        """True when ``address`` is one of the trusted proxies."""
        found = _address(address)
        return found is not None and any(found in network for network in self._trusted)

    def of(self, scope: Mapping[str, Any]) -> str:
        """The client's address: the last one in ``X-Forwarded-For`` that is no trusted proxy, if a proxy asks."""
        peer = str((scope.get("client") or ("unknown",))[0])
        if not self.is_proxy(peer):
            return peer
        chain = [part.strip() for part in header(scope, b"x-forwarded-for").split(",") if part.strip()]
        for address in reversed(chain):
            if _address(address) is None:
                return peer
            if not self.is_proxy(address):
                return address
        return peer

    def from_proxy(self, scope: Mapping[str, Any]) -> bool:
        """True when the connection itself is a trusted proxy's."""
        return self.is_proxy(str((scope.get("client") or ("",))[0]))


def header(scope: Mapping[str, Any], name: bytes) -> str:
    """All values of a header joined by commas, "" when there is none."""
    return ", ".join(value.decode("latin-1") for key, value in scope["headers"] if key.lower() == name)


def rate_key(address: str) -> str:
    """What is counted as one client: an IPv4 address, or the /64 network that one IPv6 customer holds."""
    found = _address(address)
    if isinstance(found, ipaddress.IPv6Address):
        return str(ipaddress.ip_network(f"{found}/64", strict=False))
    return address


def _address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        found = ipaddress.ip_address(text)
    except ValueError:
        return None
    return (found.ipv4_mapped or found) if isinstance(found, ipaddress.IPv6Address) else found


class Buckets:
    """A token bucket for each client. ``take`` gives 0 when it may go on, else the seconds until it may."""

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate = per_minute / 60
        self._full = max(5.0, per_minute / 2)  # at once
        self._clock = clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, client: str, cost: float = 1.0) -> int:
        """Seconds to wait, rounded up; nothing is taken from a client that has to wait."""
        now = self._clock()
        left, seen = self._left.pop(client, (self._full, now))
        left = min(self._full, left + (now - seen) * self._rate)
        wait = 0 if left >= cost else math.ceil((cost - left) / self._rate)
        self._left[client] = (left if wait else left - cost, now)
        while len(self._left) > CLIENTS:
            self._left.popitem(last=False)
        return wait


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
    return any(name == "topic" and value.strip() for name, value in given)
