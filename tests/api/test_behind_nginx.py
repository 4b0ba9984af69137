"""The configuration of docs/deploy.md, run by the real nginx where there is one (on the PATH, or in TEST_NGINX)."""

import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import httpx
import pytest
import trustme

from rag.assemble import Parts
from tests.serving import LENGTH, api_app, served, with_settings

NGINX = os.environ.get("TEST_NGINX") or shutil.which("nginx")
DEPLOY = Path(__file__).parents[2] / "docs" / "deploy.md"
TOKEN = "a token of some length"


@pytest.fixture(scope="module")
def behind(parts: Parts, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port at which nginx answers for a public server with a token, by the configuration as it is printed but for names and places."""
    if not NGINX:
        pytest.skip("no nginx here; name one in TEST_NGINX")
    folder = tmp_path_factory.mktemp("nginx")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    certificate = trustme.CA().issue_cert("ask.example.org")
    certificate.cert_chain_pems[0].write_to_path(folder / "cert.pem")
    certificate.private_key_pem.write_to_path(folder / "key.pem")
    settings = with_settings(
        parts, public=True, token=TOKEN, trusted_proxies="127.0.0.1", allowed_hosts="ask.example.org"
    )
    with served(api_app(settings)) as address:
        printed = re.search(r"```nginx\n(.*?)```", DEPLOY.read_text("utf-8"), re.DOTALL)
        assert printed
        config = (
            printed[1]
            .replace("http://127.0.0.1:7860", address)
            .replace("listen 443 ssl", f"listen 127.0.0.1:{port} ssl")
        )
        config = config.replace("/etc/ssl/ask.example.org.pem", f"{folder}/cert.pem").replace(
            "/etc/ssl/ask.example.org.key", f"{folder}/key.pem"
        )
        places = "".join(
            f"{kind}_temp_path {folder}/{kind}; " for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        config = config.replace("http {", f"http {{ {places} access_log off;", 1)
        (folder / "nginx.conf").write_text(f"pid {folder}/pid; error_log {folder}/error.log; daemon off;\n{config}")
        nginx = subprocess.Popen([NGINX, "-c", folder / "nginx.conf", "-e", folder / "error.log"])
        try:
            for _ in range(200):
                with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                    break
                time.sleep(0.05)
            yield port
        finally:
            nginx.terminate()
            nginx.wait(10)


def ask(port: int, method: str, path: str, **given: object) -> httpx.Response:
    with httpx.Client(verify=False, headers={"host": "ask.example.org"}, timeout=30) as client:
        return client.request(method, f"https://127.0.0.1:{port}{path}", **given)  # type: ignore[arg-type]


def test_it_is_answered_and_the_figures_are_behind_the_token(behind: int) -> None:
    assert "48 metres" in ask(behind, "POST", "/api/ask", json={"question": LENGTH}).text
    assert ask(behind, "GET", "/metrics").status_code == 401
    assert (
        ask(
            behind, "GET", "/metrics", headers={"host": "ask.example.org", "authorization": f"Bearer {TOKEN}"}
        ).status_code
        == 200
    )
    signed_in = ask(behind, "POST", "/login", data={"token": TOKEN})
    assert "Secure" in signed_in.headers["set-cookie"]


def test_half_open_connections_of_one_client_leave_the_others_served(behind: int) -> None:
    with ExitStack() as stack:
        for _ in range(300):
            with suppress(OSError):
                stack.enter_context(socket.create_connection(("127.0.0.1", behind), timeout=2)).sendall(b"\x16\x03\x01")
        assert ask(behind, "GET", "/healthz").status_code == 200


def test_a_book_for_a_body_is_refused_at_the_door(behind: int) -> None:
    assert ask(behind, "POST", "/api/ask", content=b"x" * 2_000_000).status_code == 413
