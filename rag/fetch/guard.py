"""What may be asked for at all: plain http(s) addresses on public machines; and the errors that end a fetch early.

An address in a manifest or a redirect is written by others. Followed blindly it would reach this machine's own
services, the router or a cloud's metadata, with this machine's rights.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

import httpx

from rag.common.log import log_traceback
from rag.errors import OnRecordError


class _Ended(OnRecordError):
    """A reason may repeat a stranger's words: nothing in it may steer a terminal."""

    def __init__(self, reason: str) -> None:
        super().__init__("".join(c if c.isprintable() else "�" for c in reason))


class Refusal(_Ended):
    """This must not or cannot be an original: trying again would not help."""


class Failure(_Ended):
    """The original did not come. ``temporary`` failures are worth another try, after ``retry_after`` seconds if set."""

    connected = True  # False where no connection came about: a firewall may refuse for a server

    def __init__(self, reason: str, temporary: bool = False, retry_after: float | None = None) -> None:
        super().__init__(reason)
        self.temporary = temporary
        self.retry_after = retry_after


class NoConnection(Failure):
    """The server, or something on the way to it, refuses or says nothing; worth another try."""

    connected = False

    def __init__(self, reason: str) -> None:
        super().__init__(reason, temporary=True)


class NoNetwork(Failure):
    """The name could not be looked up or no route leads there; ``sure`` when it is the machine that is cut off."""

    connected = False

    def __init__(self, reason: str, sure: bool = False) -> None:
        super().__init__(reason)
        self.sure = sure


@contextmanager
def as_failure() -> Iterator[None]:
    """Turns what nobody foresaw into a Failure: one server must not end the fetch of the others. The log keeps the traceback."""
    try:
        yield
    except OnRecordError:
        raise
    except Exception as exc:
        log_traceback(exc)
        raise Failure(f"a defect of onrecord ({type(exc).__name__}); the log has the details") from exc


PORTS = frozenset({80, 443, 8080, 8443})  # where web servers listen; elsewhere a request could speak to other services
LONGEST_URL = 2000

# Written out rather than left to ipaddress.is_global, whose answers differ between Python versions.
_NOT_PUBLIC_4 = tuple(
    IPv4Network(net)
    for net in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
        "224.0.0.0/4", "240.0.0.0/4",
    )
)  # fmt: skip
_PUBLIC_6 = IPv6Network("2000::/3")  # all that is handed out; mapped, NAT64, local and multicast lie outside
_NOT_PUBLIC_6 = tuple(
    IPv6Network(net)
    for net in (
        "2001::/23",  # protocol assignments; Teredo, which carries an IPv4 address
        "2001:db8::/32", "3fff::/20",  # documentation
        "2002::/16",  # 6to4, which carries an IPv4 address
    )
)  # fmt: skip


def check_url(text: str) -> httpx.URL:
    """``text`` as an address that may be asked for; raises Refusal. A name is checked again once it is looked up."""
    try:
        url = httpx.URL(text)
        host, port = url.raw_host.decode("ascii"), url.port
    except (httpx.InvalidURL, ValueError, UnicodeError) as exc:
        raise Refusal(f"{shown(text)} is not a web address") from exc
    if url.scheme not in ("http", "https"):
        raise Refusal(f"{shown(text)}: only http and https are fetched, not '{shown(url.scheme) or 'no scheme'}'")
    if not host or len(text) > LONGEST_URL:
        raise Refusal(f"{shown(text)} {'is longer than any web address should be' if host else 'names no server'}")
    if url.userinfo:
        raise Refusal(
            f"{url.scheme}://…@{shown(host)} carries a user name or password; addresses with them are not fetched"
        )
    if port is not None and port not in PORTS:
        raise Refusal(f"{shown(text)}: port {port} is not one of the web's ({', '.join(map(str, sorted(PORTS)))})")
    literal_address(host)
    return url.copy_with(fragment=None)


def literal_address(host: str) -> str | None:
    """The address when ``host`` is one and public, None when it is a name; raises Refusal for any other address.

    127.1, 0x7f.0.0.1, 017700000001 and 2130706433 are addresses to a resolver, so whatever ends in a number must
    be four plain decimal numbers.
    """
    bare = host.removeprefix("[").removesuffix("]")
    numeric = re.fullmatch(r"(?i)\d+|0x[0-9a-f]*", bare.rstrip(".").rpartition(".")[2]) is not None
    if ":" not in bare and not numeric:
        if not re.fullmatch(r"(?i)[a-z0-9._\-]+", bare):
            raise Refusal(
                f"'{shown(host)}' is not a web address: a server's name has letters, digits, '.' and '-' only"
            )
        return None
    try:
        address = ip_address(bare)
    except ValueError as exc:
        raise Refusal(f"'{shown(host)}' is an address in a form that hides where it leads") from exc
    if not is_public(address):
        raise Refusal(f"{shown(host)} is not a public address")
    return str(address)


def check_addresses(host: str, addresses: Sequence[str]) -> None:
    """Raises Refusal unless every address that ``host`` resolves to is public: one bad answer spoils them all."""
    for text in addresses:
        try:
            fine = is_public(ip_address(text))
        except ValueError:  # e.g. fe80::1%eth0 where zones are not understood
            fine = False
        if not fine:
            raise Refusal(f"{shown(host)} leads to {shown(text)}, which is not a public address")


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """True for an address of the open internet; anything that only carries another address inside is none."""
    if isinstance(address, IPv4Address):
        return not any(address in net for net in _NOT_PUBLIC_4)
    return address.scope_id is None and address in _PUBLIC_6 and not any(address in net for net in _NOT_PUBLIC_6)


def check_redirect(before: httpx.URL, after: httpx.URL) -> None:
    """Raises Refusal when a redirect gives up encryption: what comes then may be anybody's."""
    if before.scheme == "https" and after.scheme == "http":
        raise Refusal(f"{shown(str(before))} redirects from https to plain http ({shown(str(after))})")


def shown(text: str, most: int = 90) -> str:
    """``text`` for one line of a message: printable, cut when long."""
    plain = "".join(c if c.isprintable() else "�" for c in text)
    return plain if len(plain) <= most else plain[: most - 1] + "…"
