"""Requests as a stranger's server sees them: guarded at every hop, polite, honest about who asks; and a body onto the disk, under a cap."""

import hashlib
import os
import re
import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType, TracebackType

import httpcore
import httpx

from rag import __version__
from rag.case.originals import Original
from rag.fetch.guard import Failure, Refusal, check_redirect, check_url, shown
from rag.fetch.manners import AGENT, LARGEST, LONGEST_PAUSE_S, Answer, Politeness, Robots, retry_after, with_retries
from rag.fetch.network import Deadline, GuardedBackend, GuardedTransport, Network
from rag.settings import Settings

MOST_REDIRECTS = 5
_ENCODINGS = frozenset({"", "identity", "gzip", "x-gzip", "deflate"})  # sent by some servers although we ask for none
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_NOTHING: Mapping[str, str] = MappingProxyType({})
OnBytes = Callable[[int, int], None]  # bytes so far, bytes in all (0 when unknown)
_HINTS = {401: ": a log-in is needed", 403: ": the server lets no program in", 206: ": a part that was not asked for"}


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

    def __enter__(self) -> "Client":
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


@dataclass(frozen=True, slots=True)
class Body:
    """A whole body in the file ``part``, not yet looked at."""

    part: Path
    final_url: str
    content_type: str
    etag: str
    last_modified: str

    @property
    def sha256(self) -> str:
        """Of the file's bytes."""
        with self.part.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()


def download(
    client: Client, url: str, part: Path, held: Original | None, most_mb: int, on_bytes: OnBytes
) -> Body | None:
    """The body of ``url``, or None when the server says that it is still the one that is ``held``; raises Refusal and Failure."""

    def once() -> Body | None:
        try:
            return _once(client, url, part, held, most_mb, on_bytes)
        except (Refusal, Failure):
            part.unlink(missing_ok=True)
            raise

    return with_retries(once, client.backend.deadline, client.backend.sleep)


def _once(client: Client, url: str, part: Path, held: Original | None, most_mb: int, on_bytes: OnBytes) -> Body | None:
    told = {"If-None-Match": held.etag, "If-Modified-Since": held.last_modified} if held else {}
    conditions = {name: header for name, value in told.items() if (header := _header(value))}
    with client.get(url, conditions) as response:
        if response.status_code == 304 and conditions:
            return None
        _check_status(response)
        headers = response.headers
        length = headers.get("content-length", "")
        whole = int(length) if re.fullmatch(r"[0-9]{1,18}", length) else 0
        if whole > most_mb * 2**20:
            raise Refusal(_too_large(most_mb, whole))
        with disk_errors(part):
            size = _write(response, part, most_mb, whole, on_bytes)
    if whole and size != whole and "content-encoding" not in headers:
        raise Failure(f"{size} bytes came where {whole} were announced", temporary=True)
    etag, modified = _header(headers.get("etag", "")), _header(headers.get("last-modified", ""))
    return Body(part, str(response.url), headers.get("content-type", ""), etag, modified)


def _write(response: httpx.Response, part: Path, most_mb: int, whole: int, on_bytes: OnBytes) -> int:
    """The bytes that were written; raises Refusal once they are more than allowed, whatever was announced."""
    done = 0
    with part.open("wb") as file:
        for piece in response.iter_bytes():  # of what came at a time, unfolded
            done += len(piece)
            if done > most_mb * 2**20:
                raise Refusal(_too_large(most_mb))
            file.write(piece)
            on_bytes(done, whole)
        file.flush()
        os.fsync(file.fileno())
    return done


def _check_status(response: httpx.Response) -> None:
    status = response.status_code
    if status == 200:
        return
    name = f"HTTP {status} {response.reason_phrase}".strip()
    if status == 429 or status >= 500:
        asked = retry_after(response.headers.get("retry-after", ""))
        if asked is not None and asked > LONGEST_PAUSE_S:
            raise Failure(f"{name}: the server asks to come back in {asked:.0f} s")
        raise Failure(name, temporary=True, retry_after=asked)
    raise Failure(name + _HINTS.get(status, ""))


def _header(value: str) -> str:
    """``value`` if it may be sent back as a header, else empty."""
    return value if len(value) <= 300 and value.isascii() and value.isprintable() else ""


def _too_large(most_mb: int, whole: int = 0) -> str:
    size = f"{whole / 2**20:.0f} MB announced, " if whole else ""
    return f"larger than allowed: {size}at most {most_mb} MB are taken (setting max_file_mb)"


@contextmanager
def disk_errors(part: Path) -> Iterator[None]:
    """Turns errors of the disk into ours; what was written of the part is dropped to give its room back."""
    try:
        yield
    except OSError as exc:
        part.unlink(missing_ok=True)
        raise Failure(
            f"{part.name} cannot be written: {exc.strerror or exc}. Free the disk, or set ONRECORD_DATA elsewhere"
        ) from exc
