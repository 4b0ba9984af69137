"""A body onto the disk: streamed under a cap, taken up where it broke off, or found unchanged."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import httpx

from rag.fetch.client import Client
from rag.fetch.decoding import decoded, encoding_of
from rag.fetch.outcome import Failure, Refusal
from rag.fetch.part import Note, Part, disk_errors
from rag.fetch.politeness import LONGEST_PAUSE_S, retry_after
from rag.fetch.retries import with_retries

_RANGE = re.compile(r"bytes (\d{1,18})-(\d{1,18})/(\d{1,18}|\*)")

OnBytes = Callable[[int, int], None]  # bytes so far, bytes in all (0 when unknown)


@dataclass(frozen=True, slots=True)
class Known:
    """What the server told us with the body that we hold; empty when we hold none."""

    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True)
class Body:
    """A whole body in its part file, not yet looked at."""

    part: Part
    final_url: str
    content_type: str
    etag: str
    last_modified: str


def download(client: Client, url: str, part: Part, known: Known, most_mb: int, on_bytes: OnBytes) -> Body | None:
    """The body of ``url``, or None when the server says that it is still the ``known`` one.

    Raises Refusal and Failure. A failure keeps the part when the server lets us take it up again.
    """

    def once() -> Body | None:
        return _once(client, url, part, known, most_mb, on_bytes)

    return with_retries(once, client.backend.deadline, client.backend.sleep)


def _once(client: Client, url: str, part: Part, known: Known, most_mb: int, on_bytes: OnBytes) -> Body | None:
    with disk_errors(part.path):
        note = part.resumable(url)
    headers = _conditions(known)
    if note:
        headers |= {"Range": f"bytes={part.size}-", "If-Range": note.validator}
    try:
        with client.get(url, headers) as response:
            if response.status_code == 304 and _conditions(known):
                part.drop()
                return None
            _check_status(response, asked_for_part=note is not None, part=part)
            final = str(response.url)
            resumed = response.status_code == 206
            whole = _whole_size(response, part, final, note) if resumed else _length(response)
            if whole > most_mb * 2**20:
                raise Refusal(_too_large(most_mb, whole))
            with disk_errors(part.path):
                part.remember(note if resumed else _note_of(url, response))
                _write(response, part, resumed, most_mb, whole, on_bytes)
    except Refusal:
        part.drop()
        raise
    except Failure:
        part.settle()
        raise
    if whole and part.size != whole and not encoding_of(response):
        part.drop()
        raise Failure(f"{part.size} bytes came where {whole} were announced", temporary=True)
    told = response.headers
    return Body(
        part, final, told.get("content-type", ""), _header(told.get("etag", "")), _header(told.get("last-modified", ""))
    )


def _write(response: httpx.Response, part: Part, append: bool, most_mb: int, whole: int, on_bytes: OnBytes) -> None:
    """The rest of the body into the part; raises Refusal once it is larger than allowed, whatever was announced."""
    done = part.size if append else 0
    with part.open(append) as file:
        for piece in decoded(response):
            done += len(piece)
            if done > most_mb * 2**20:
                raise Refusal(_too_large(most_mb))
            file.write(piece)
            on_bytes(done, whole)


def _check_status(response: httpx.Response, asked_for_part: bool, part: Part) -> None:
    status = response.status_code
    if status == 200 or (status == 206 and asked_for_part):
        return
    name = f"HTTP {status} {response.reason_phrase}".strip()
    if status == 416 and asked_for_part:  # the body is shorter now than what we hold
        part.drop()
        raise Failure(f"{name}: the part that we hold is no longer of use", temporary=True)
    if status == 429 or status >= 500:
        asked = retry_after(response.headers.get("retry-after", ""))
        if asked is not None and asked > LONGEST_PAUSE_S:
            raise Failure(f"{name}: the server asks to come back in {asked:.0f} s")
        raise Failure(name, temporary=True, retry_after=asked)
    hint = {401: ": a log-in is needed", 403: ": the server lets no program in", 206: ": a part that was not asked for"}
    raise Failure(name + hint.get(status, ""))


def _whole_size(response: httpx.Response, part: Part, final: str, note: Note | None) -> int:
    """The size in all that a 206 announces, 0 when it does not say; raises Failure unless it fits what we hold."""
    told = _RANGE.fullmatch(response.headers.get("content-range", "").strip())
    if not told or int(told[1]) != part.size or note is None or note.final_url != final or encoding_of(response):
        part.drop()
        raise Failure("the server goes on from another place than where we stopped", temporary=True)
    return 0 if told[3] == "*" else int(told[3])


def _length(response: httpx.Response) -> int:
    """The announced size, 0 when there is none."""
    told = response.headers.get("content-length", "")
    return int(told) if re.fullmatch(r"[0-9]{1,18}", told) else 0


def _note_of(url: str, response: httpx.Response) -> Note | None:
    """The note for taking this body up later; None where the server gives nothing to know it by again."""
    etag = _header(response.headers.get("etag", ""))
    validator = etag if etag and not etag.startswith("W/") else _header(response.headers.get("last-modified", ""))
    if not validator or encoding_of(response) or response.headers.get("accept-ranges", "").lower() == "none":
        return None
    return Note(url=url, final_url=str(response.url), validator=validator)


def _conditions(known: Known) -> dict[str, str]:
    headers = {"If-None-Match": _header(known.etag), "If-Modified-Since": _header(known.last_modified)}
    return {name: value for name, value in headers.items() if value}


def _header(value: str) -> str:
    """``value`` if it may be sent back as a header, else empty."""
    return value if len(value) <= 300 and value.isascii() and value.isprintable() else ""


def _too_large(most_mb: int, whole: int = 0) -> str:
    size = f"{whole / 2**20:.0f} MB announced, " if whole else ""
    return f"larger than allowed: {size}at most {most_mb} MB are taken (setting max_file_mb)"
