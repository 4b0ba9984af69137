"""Who may come in: everyone on this machine; beyond it who knows the token, or whom a trusted proxy has signed in."""

import hashlib
import hmac
import ipaddress
import re
import time
from collections.abc import Mapping
from typing import Any

from starlette.requests import cookie_parser

from rag.errors import UsageError
from rag.settings import Settings
from ui.api.clients import LOCAL, Clients, header

COOKIE = "onrecord_session"
FIGURES = "/metrics"
SHARED = ("/a/", "/embed/")  # saved answers
_TIME = re.compile(r"[0-9]{1,12}")  # seconds since 1970
LASTS_S = 30 * 24 * 3600  # a sign-in, wherever its cookie is kept
_BEHIND_S = 300  # by so much the clock may be put back and nobody is signed out
SHORTEST_TOKEN = 16  # characters


def is_local(host: str) -> bool:
    """True for the addresses and names of this machine alone."""
    try:
        return host in LOCAL or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def is_exposed(settings: Settings) -> bool:
    """True when others than this machine's user can reach the server, be it through a proxy."""
    return not is_local(settings.host) or bool(settings.trusted_proxies or settings.allowed_hosts)


def check_exposure(settings: Settings) -> None:
    """Raise UsageError when the server would be open to others and nobody said that it should."""
    token = settings.token.get_secret_value() if settings.token else ""
    if settings.token and len(token) < SHORTEST_TOKEN:
        raise UsageError(
            f"the token has {len(token)} characters, {SHORTEST_TOKEN} are needed. Set ONRECORD_TOKEN to a long random "
            "text, such as openssl rand -hex 24 makes."
        )
    if not (token.isascii() and token.isprintable() and token == token.strip()):
        raise UsageError(
            "the token has a character that is not ASCII, or begins or ends with a blank: no program could send it. Set "
            "ONRECORD_TOKEN to letters and digits, such as openssl rand -hex 24 makes."
        )
    if settings.auth_header and not settings.trusted_proxies:
        raise UsageError(
            f"auth_header '{settings.auth_header}' would be believed from anyone. "
            "Set ONRECORD_TRUSTED_PROXIES to the addresses of your sign-in proxy."
        )
    Clients(settings.trusted_proxies)
    if is_exposed(settings) and not (settings.token or settings.auth_header or settings.public):
        raise UsageError(
            f"host '{settings.host}' can be reached by others. Set ONRECORD_TOKEN, or ONRECORD_AUTH_HEADER with "
            "ONRECORD_TRUSTED_PROXIES, or say --public to serve anyone. See docs/api.md."
        )


def said_of_exposure(settings: Settings) -> str:
    """Lines for who starts a server that is open to anyone; "" where it is not."""
    if not settings.public:
        return ""
    told = "--public: anyone may ask; /metrics and saved answers need the token\n" if settings.token else ""
    if not settings.trusted_proxies:
        told += (
            "--public: put a proxy in front, which bounds the connections of all clients together and speaks TLS "
            "(docs/deploy.md); this server bounds those of each client\n"
        )
    return told


class Entry:
    """Tells for each request whether it may come in."""

    def __init__(self, settings: Settings, clients: Clients) -> None:
        self._token = settings.token.get_secret_value().encode() if settings.token else b""
        self._header = settings.auth_header.lower().encode()
        self._clients = clients
        self._public = settings.public
        self._public_answers = settings.public_answers
        self.takes_token = bool(self._token)

    def lets_in(self, scope: Mapping[str, Any]) -> bool:
        """True for who has shown the token, or whom a trusted proxy names; for others as far as the settings open a path to them."""
        if self._by_proxy(scope) or self._by_token(scope) or self._by_cookie(scope):
            return True
        knows_some = self.takes_token or bool(self._header)
        if scope["path"].startswith(SHARED):
            return self._public_answers or not knows_some
        if scope["path"] == FIGURES:
            return not (self._public or knows_some)
        return self._public or not knows_some

    def offers_wrong(self, scope: Mapping[str, Any]) -> bool:
        """True when a token is sent along and it is not ours; where none is set there is no wrong one."""
        kind = header(scope, b"authorization").partition(" ")[0].lower()
        return self.takes_token and kind == "bearer" and not self._by_token(scope)

    def knows(self, token: str) -> bool:
        """True for the token; the comparison takes the same time for every wrong one."""
        return bool(self._token) and hmac.compare_digest(_digest(_bytes(token)), _digest(self._token))

    def cookie(self) -> str:
        """What the cookie holds: when it was given, and our signature; not the token itself, and nothing without it."""
        return self._signed(str(int(time.time())))

    def _signed(self, given: str) -> str:
        return f"{given}.{hmac.new(self._token, f'onrecord session {given}'.encode(), hashlib.sha256).hexdigest()}"

    def _by_proxy(self, scope: Mapping[str, Any]) -> bool:
        return bool(self._header) and self._clients.from_proxy(scope) and bool(header(scope, self._header).strip())

    def _by_token(self, scope: Mapping[str, Any]) -> bool:
        kind, _, value = header(scope, b"authorization").partition(" ")
        return kind.lower() == "bearer" and self.knows(value.strip())

    def _by_cookie(self, scope: Mapping[str, Any]) -> bool:
        """True for a cookie that we signed, while it lasts: whoever copied one is not let in for good."""
        found = cookie_parser(header(scope, b"cookie")).get(COOKIE, "")  # whatever the others of this host hold
        given = found.partition(".")[0]
        if not self._token or not _TIME.fullmatch(given):
            return False
        signed = hmac.compare_digest(_bytes(found), _bytes(self._signed(given)))
        return signed and -_BEHIND_S <= time.time() - int(given) <= LASTS_S


def _bytes(value: str) -> bytes:
    return value.encode("utf-8", "surrogatepass")  # half a character can be sent, and is as wrong as any other


def _digest(value: bytes) -> bytes:
    return hashlib.sha256(value).digest()
