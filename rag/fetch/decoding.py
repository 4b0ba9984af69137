"""A body without its transfer compression, in pieces of bounded size however much a small one unfolds to."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

import httpx

from rag.fetch.guard import shown
from rag.fetch.outcome import Failure, Refusal

PIECE = 64 * 1024  # bytes

_GZIP_OR_ZLIB = 47  # zlib's code for "either, by its header"


def encoding_of(response: httpx.Response) -> str:
    """The compression of the body, empty when there is none; raises Refusal for one that was not asked for."""
    named = response.headers.get("content-encoding", "").strip().lower()
    if named in ("", "identity"):
        return ""
    if named in ("gzip", "x-gzip", "deflate"):
        return "gzip"  # sent by some servers although we ask for none
    raise Refusal(f"the server compresses with '{shown(named, 30)}', which was not asked for")


def decoded(response: httpx.Response) -> Iterator[bytes]:
    """The body in pieces of at most PIECE bytes; raises Failure when the compression is damaged or cut off."""
    if not encoding_of(response):
        yield from response.iter_raw()  # with a size given, httpx would keep back what came before a cut
        return
    unzip = zlib.decompressobj(_GZIP_OR_ZLIB)
    try:
        for raw in response.iter_raw():
            while raw:
                if unzip.eof:  # another member follows
                    unzip = zlib.decompressobj(_GZIP_OR_ZLIB)
                yield unzip.decompress(raw, PIECE)
                raw = unzip.unconsumed_tail or unzip.unused_data
        while piece := unzip.decompress(b"", PIECE) if not unzip.eof else b"":
            yield piece
    except zlib.error as exc:
        raise Failure(f"the compressed body is damaged ({exc})", temporary=True) from exc
    if not unzip.eof:
        raise Failure("the compressed body was cut off", temporary=True)
