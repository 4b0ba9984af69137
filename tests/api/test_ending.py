"""SIGTERM while answers are under way: each is finished, nothing new is begun, and the server ends by itself."""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import httpx

from rag.assemble import Parts

ROOT = Path(__file__).parents[2]
BODY = b'{"question": "How long is the Mill Bridge?"}'
LONGER_S = 2.5  # than uvicorn itself would wait


def test_answers_under_way_are_finished_on_sigterm(parts: Parts) -> None:
    settings = {"ONRECORD_DATA": str(parts.settings.data_dir), "ONRECORD_ANSWERS_AT_ONCE": "1"}
    command = [sys.executable, "-m", "ui.cli", "--case", str(parts.settings.home), "chat", "--no-open", "--port", "0"]
    server = subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, **settings}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert server.stdout is not None
    try:
        found = re.search(r"http://\S+", server.stdout.readline())
        assert found
        streams: dict[int, str] = {}
        begun = threading.Semaphore(0)  # one for each asker whom the server has heard

        def ask(number: int) -> None:
            body = {"question": f"How long is the Mill Bridge, and who says so, witness number {number}?"}
            with httpx.stream(
                "POST", f"{found[0]}api/ask", json=body, headers={"accept": "text/event-stream"}, timeout=60
            ) as reply:
                begun.release()
                for piece in reply.iter_text():
                    streams[number] = streams.get(number, "") + piece

        askers = [threading.Thread(target=ask, args=(n,)) for n in range(5)]
        with httpx.Client() as idle, idle.stream("GET", f"{found[0]}gradio_api/heartbeat/someone") as heartbeat:
            assert heartbeat.status_code == 200  # a page that lies open must not hold the server up
            for asker in askers:
                asker.start()
            assert all(begun.acquire(timeout=60) for _ in askers)  # who still knocks is turned away, and rightly
            slow = _half_asked(found[0])
            server.send_signal(signal.SIGTERM)
            time.sleep(LONGER_S)
            assert '"status":"answered"' in _other_half(slow)
            for asker in askers:
                asker.join(60)
            server.wait(30)
        ends = [streams[n].strip().rsplit("event: ", 1)[-1].split("\n")[0] for n in range(5)]
        assert set(ends) <= {"checked", "refused"}, ends
        assert any("event: queued" in text for text in streams.values())
        assert server.stderr is not None and "Traceback" not in server.stderr.read()
    finally:
        server.kill()
        server.communicate()


def _half_asked(address: str) -> socket.socket:
    """A question whose second half has not been sent yet, and which the server has begun to read."""
    host, port = address.removeprefix("http://").rstrip("/").split(":")
    slow = socket.create_connection((host, int(port)), 60)
    head = (
        f"POST /api/ask HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\nContent-Length: {len(BODY)}\r\n"
    )
    slow.sendall(head.encode() + b"Expect: 100-continue\r\n\r\n" + BODY[:10])
    assert b"100 Continue" in slow.recv(65536)  # said when the body is asked for
    return slow


def _other_half(slow: socket.socket) -> str:
    """What comes back once all is sent."""
    with slow:
        slow.sendall(BODY[10:])
        got = b""
        while piece := slow.recv(65536):
            got += piece
    return got.decode()
