"""One address of somebody's choosing as a local file, under the same guard as every original."""

from __future__ import annotations

import shutil
from pathlib import Path, PurePosixPath
from tempfile import mkdtemp
from urllib.parse import unquote, urlsplit

from rag.case.folder import safe_id
from rag.common.clock import Tick
from rag.errors import LoadError
from rag.fetch.client import Client
from rag.fetch.download import Known, OnBytes, download
from rag.fetch.network import Network
from rag.fetch.outcome import Failure, NoNetwork, Refusal, as_failure
from rag.fetch.part import Part
from rag.fetch.sniff import sniff
from rag.settings import Settings


def fetch_one(settings: Settings, url: str, folder: Path, tick: Tick, network: Network | None = None) -> Path:
    """What ``url`` serves, in a new folder inside ``folder`` under a name made of the address; raises LoadError with why not."""
    folder.mkdir(parents=True, exist_ok=True)
    own = Path(mkdtemp(dir=folder))  # many addresses end in report.html
    part = Part(own / "address.part")
    try:
        with as_failure(), Client(settings, network or Network()) as client:
            client.start(settings.fetch_total_s)
            body = download(client, url, part, Known(), settings.max_file_mb, _bytes(tick))
            if body is None:
                raise Failure("the server says 'unchanged' of what we do not hold")
            kind = sniff(part.path, (url, body.final_url), body.content_type)
    except (Refusal, Failure) as exc:
        shutil.rmtree(own, ignore_errors=True)
        offline = "no network: " if isinstance(exc, NoNetwork) else ""
        raise LoadError(f"{url} was not added: {offline}{exc}. Or save it in your browser and add the file.") from exc
    file = own / f"{_name(body.final_url)}{kind.suffix}"
    part.path.replace(file)
    part.drop()
    return file


def _bytes(tick: Tick) -> OnBytes:
    return lambda done, whole: tick("kB", done // 1000, max(whole, done) // 1000)


def _name(url: str) -> str:
    """The last telling part of the address's path, else its host."""
    parts = urlsplit(url)
    stem = PurePosixPath(unquote(parts.path)).stem
    return safe_id(stem if len(stem) > 1 else parts.hostname or "page")
