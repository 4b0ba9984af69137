"""One request as a stranger's server sees it: guarded at every hop, polite, and honest about who asks."""

from __future__ import annotations

import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType, TracebackType

import httpcore
import httpx

from rag import __version__
from rag.fetch.guard import Failure, Refusal, check_redirect, check_url, shown
from rag.fetch.manners import AGENT, LARGEST, Answer, Politeness, Robots
from rag.fetch.network import Deadline, GuardedBackend, GuardedTransport, Network
from rag.settings import Settings

MOST_REDIRECTS = 5
_ENCODINGS = frozenset({"", "identity", "gzip", "x-gzip", "deflate"})  # sent by some servers although we ask for none
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_NOTHING: Mapping[str, str] = MappingProxyType({})


class Client:
    """Asks servers for originals, one at a time. ``deadline`` covers what is done for one of them."""

    def __init__(self, settings: Settings, network: Network) -> None:
        self.backend = GuardedBackend(network)
        self.backend.deadline.now = network.now
        self._polite = Politeness(settings.fetch_delay_s, network.now, network.sleep)
        self._robots = Robots(self._ask_robots, self._polite.slow_down)
        contact = f" (+{settings.fetch_contact})" if settings.fetch_contact else ""
        self._http = httpx.Client(
            transport=GuardedTransport(self.backend, network.certificates()),
            trust_env=False,  # neither proxies nor .netrc: the guard must see the real destination
            follow_redirects=False,  # each hop is checked here
            timeout=httpx.Timeout(settings.fetch_timeout_s),
            headers={
                "User-Agent": f"{AGENT}/{__version__}{contact}",
                "Accept": "text/html,application/pdf,text/csv,text/plain,*/*;q=0.5",
                "Accept-Encoding": "identity",  # a few kilobytes can unfold to gigabytes
            },
        )

    def start(self, seconds: float) -> None:
        """The next original: its time starts, and no cookie of another's is kept."""
        self.backend.deadline.start(seconds)
        self._http.cookies.clear()

    @contextmanager
    def get(self, url: str, headers: Mapping[str, str] = _NOTHING) -> Iterator[httpx.Response]:
        """The final response of ``url``, its body unread; raises Refusal or Failure, also while it is read."""
        with self._walk(url, headers, robots=True) as response, plain_errors(response.url.host, self.backend.deadline):
            yield response

    @contextmanager
    def _walk(self, url: str, headers: Mapping[str, str], robots: bool) -> Iterator[httpx.Response]:
        """Follow redirects by hand: every address on the way passes the guard, robots.txt and the pause."""
        address, seen = check_url(url), []
        while True:
            if robots:
                self._robots.check(address)
            seen.append(str(address))
            response = self._send(address, headers)
            try:
                if response.status_code not in _REDIRECTS or "location" not in response.headers:
                    named = response.headers.get("content-encoding", "").strip().lower()
                    if named not in _ENCODINGS:  # what is packed twice unfolds without end
                        raise Refusal(f"the server compresses with '{shown(named, 30)}', which was not asked for")
                    yield response
                    return
                address = self._next(address, response.headers["location"], seen)
            finally:
                response.close()

    def _send(self, address: httpx.URL, headers: Mapping[str, str]) -> httpx.Response:
        host = address.host
        self._polite.wait(host, max(0.0, self.backend.deadline.left))
        self.backend.deadline.cap(None)
        try:
            with plain_errors(host, self.backend.deadline):
                return self._http.send(self._http.build_request("GET", address, headers=dict(headers)), stream=True)
        finally:
            self._polite.asked(host)

    def _next(self, address: httpx.URL, location: str, seen: list[str]) -> httpx.URL:
        try:
            target = address.join(location)
        except (httpx.InvalidURL, ValueError) as exc:
            raise Refusal(f"{shown(str(address))} redirects to {shown(location)}, which is no web address") from exc
        try:
            after = check_url(str(target))
        except Refusal as exc:
            raise Refusal(f"redirected: {exc}") from exc
        check_redirect(address, after)
        if len(seen) > MOST_REDIRECTS:
            circle = str(after) in seen
            raise Refusal(
                f"{shown(seen[0])} redirects {'in a circle' if circle else f'more than {MOST_REDIRECTS} times'}"
            )
        return after

    def _ask_robots(self, url: str) -> Answer:
        with (
            self._walk(url, _NOTHING, robots=False) as response,
            plain_errors(response.url.host, self.backend.deadline),
        ):
            body = bytearray()
            for chunk in response.iter_bytes():
                body += chunk
                if len(body) > LARGEST:
                    break
            return Answer(response.status_code, bytes(body[:LARGEST]))

    def __enter__(self) -> Client:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, exc: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.close()


@contextmanager
def plain_errors(host: str, deadline: Deadline) -> Iterator[None]:
    """Turns the wire's errors into ours, in words for a person."""
    name = shown(host)
    try:
        yield
    except (httpcore.TimeoutException, httpx.TimeoutException) as exc:
        if deadline.left <= 0:
            raise deadline.over() from exc
        raise Failure(f"{name} fell silent", temporary=True) from exc
    except httpcore.ConnectError as exc:
        cause = exc.__cause__ or exc.__context__
        if isinstance(cause, ssl.SSLCertVerificationError):
            raise Refusal(f"the certificate of {name} does not hold: {cause.verify_message}") from exc
        raise Failure(f"{name} does not speak TLS that we trust", temporary=False) from exc
    except httpcore.NetworkError as exc:
        raise Failure(f"{name} closed the connection", temporary=True) from exc
    except (httpcore.ProtocolError, httpcore.UnsupportedProtocol, httpx.HTTPError, httpx.InvalidURL) as exc:
        raise Failure(f"{name} broke off or broke the rules of HTTP: {shown(str(exc))}", temporary=True) from exc
