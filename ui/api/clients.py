"""Who is asking: the address of the connection, or the one a trusted proxy names."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable, Mapping
from typing import Any

from rag.errors import UsageError

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
LOCAL = ("127.0.0.1", "localhost", "::1")


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
