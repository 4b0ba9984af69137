"""A process of its own that fetches, to be killed or starved: victim.py HOME PORT [LARGEST_FILE_BYTES]."""

import resource
import sys
from pathlib import Path

import httpcore

from rag.errors import OnRecordError
from rag.fetch.network import Network
from rag.fetch.run import fetch
from rag.settings import load_settings

home, port = Path(sys.argv[1]), int(sys.argv[2])


def connect(address: str, _port: int, timeout: float | None) -> httpcore.NetworkStream:
    assert address == "93.184.216.34"
    return httpcore.SyncBackend().connect_tcp("127.0.0.1", port, timeout)


settings = load_settings(case=home, fetch_delay_s=0, fetch_timeout_s=2, fetch_total_s=10)
network = Network(resolve=lambda host, _port: ["93.184.216.34"], connect=connect)
if len(sys.argv) > 3:
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]),) * 2)
sys.stdout.write("ready\n")
sys.stdout.flush()
try:
    for outcome in fetch(settings, [], lambda *_: None, network).outcomes:
        sys.stdout.write(f"{outcome.source_id} {outcome.state} {outcome.reason}\n")
except OnRecordError as exc:
    sys.stdout.write(f"{type(exc).__name__} {exc}\n")
