"""Where Chroma searches: in this process, at a Chroma server, or at Chroma Cloud, as ``ONRECORD_CHROMA`` says.

A collection at a server belongs to one build and goes with it; its name and address stand in the build's folder before it is made, so
that a killed build leaves nothing behind for long.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rag.errors import StoreError, UsageError, one_line
from rag.settings import CLOUD, Settings

NOTE = "chroma.json"  # in a build's folder: where its collection is
LONGEST = 16_384  # bytes of a text that Chroma Cloud takes


@dataclass(frozen=True, slots=True)
class Server:
    """A Chroma server; ``address`` is a URL or "cloud". What is secret is in no message and no repr."""

    address: str
    token: str = field(default="", repr=False)
    tenant: str = ""
    database: str = ""

    def client(self) -> Any:
        """A client of it; raises StoreError when it does not answer."""
        import chromadb
        from chromadb.config import Settings as Options

        # no file of the folder one works in steers Chroma
        options = Options(_env_file=None, anonymized_telemetry=False)
        try:
            if self.address == CLOUD:
                return chromadb.CloudClient(
                    tenant=self.tenant or None, database=self.database or None, api_key=self.token, settings=options
                )
            return chromadb.HttpClient(
                host=self.address,
                ssl=self.address.startswith("https://"),
                headers={"Authorization": f"Bearer {self.token}", "X-Chroma-Token": self.token} if self.token else {},
                settings=options,
                tenant=self.tenant or chromadb.DEFAULT_TENANT,
                database=self.database or chromadb.DEFAULT_DATABASE,
            )
        except Exception as exc:  # Chroma raises ValueError for a server that is down, and others for a refused token
            raise self.trouble(exc) from None

    def trouble(self, exc: BaseException) -> StoreError:
        """What went wrong there, in one line without secrets."""
        told = _told(exc)
        step = "Check the settings that begin with ONRECORD_CHROMA."
        if "CERTIFICATE" in told or isinstance(exc, FileNotFoundError):
            step = "Check ONRECORD_CHROMA; SSL_CERT_FILE names the certificates of an authority of your own."
        if self.token:
            told = told.replace(self.token, "…")
        return StoreError(f"Chroma at {self.address} does not do what it is asked ({told[:200]}). {step}")


def _told(exc: BaseException) -> str:
    """What went wrong, by the error of the network where there is one: Chroma hides it behind others without a word of it."""
    import httpx

    one: BaseException | None = exc
    while one is not None:
        if isinstance(one, httpx.HTTPStatusError):
            return f"HTTP {one.response.status_code} {one.response.reason_phrase}"
        if isinstance(one, httpx.TransportError):
            return one_line(one)
        if isinstance(one, json.JSONDecodeError):
            return "what answers there is no Chroma server"
        one = one.__context__
    return one_line(exc)


def server_of(settings: Settings) -> Server | None:
    """The server that the settings name; None where Chroma runs in this process. Raises UsageError for Chroma Cloud without its key."""
    if not settings.chroma:
        return None
    token = settings.chroma_token.get_secret_value() if settings.chroma_token else ""
    if settings.chroma == CLOUD and not token:
        raise UsageError("Chroma Cloud asks for a key. Set ONRECORD_CHROMA_TOKEN.")
    return Server(settings.chroma, token, settings.chroma_tenant, settings.chroma_database)


def note(folder: Path, server: Server | None, collection: str) -> None:
    """Keep in a build's folder where its collection is about to be made."""
    if server:
        (folder / NOTE).write_text(json.dumps({"at": server.address, "collections": [collection]}), encoding="utf-8")


def drop(folders: Iterable[Path], server: Server | None) -> None:
    """Delete the collections that builds in ``folders`` have at ``server``; what does not go is left there and logged."""
    if server is None:
        return
    for folder in folders:
        try:
            told = json.loads((folder / NOTE).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            continue
        for name in told["collections"] if told["at"] == server.address else ():
            try:
                with closing(server.client()) as client:
                    client.delete_collection(name)
            except Exception as exc:  # gone already, or the server is away
                logging.getLogger(__name__).info("a collection was not deleted: %s", one_line(exc)[:200])
