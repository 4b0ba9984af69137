"""A body onto the disk, streamed under a cap, or found unchanged."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from rag.case.originals import Original
from rag.fetch.client import Client
from rag.fetch.guard import Failure, Refusal
from rag.fetch.manners import LONGEST_PAUSE_S, retry_after, with_retries

OnBytes = Callable[[int, int], None]  # bytes so far, bytes in all (0 when unknown)

_HINTS = {401: ": a log-in is needed", 403: ": the server lets no program in", 206: ": a part that was not asked for"}


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
