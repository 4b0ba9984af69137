"""``python local_server.py WEIGHTS PORT``: llama.cpp's OpenAI-compatible server with a small model, on loopback."""

from __future__ import annotations

import sys
import time

import xllamacpp


def main(weights: str, port: int) -> None:
    """Serve until killed."""
    params = xllamacpp.CommonParams()
    params.model.path = weights
    params.hostnames = ["127.0.0.1"]
    params.port = port
    params.n_ctx = 4096
    params.n_parallel = 1
    params.cpuparams.n_threads = 2
    params.cpuparams_batch.n_threads = 2
    server = xllamacpp.Server(params)  # it serves as long as this name holds it
    while server:
        time.sleep(3600)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
