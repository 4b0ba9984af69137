from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.hostile import hostile_case
from tests.differing import with_disputes
from tests.model.scripted import Server, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

ROOT = Path(__file__).parents[2]
CASE = ROOT / "tests" / "data" / "tiny_corpus"
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WAIT_MS = 30_000  # for a machine that does much else


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium")
    if chromium is None:
        reason = "no chromium on this machine: apt-get install chromium"
        if os.environ.get("ONRECORD_REQUIRE_BROWSER") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield opened
        opened.close()


def with_a_series(home: Path) -> Path:
    """The small case with its disputes and one more source, with a figure for each year."""
    with_disputes(Path(shutil.copytree(CASE, home)))
    data = "\n\n".join(
        f"The Lenn ferry carried {count} passengers in {year}."
        for year, count in ((2016, "38,400"), (2017, "41,200"), (2018, "45,900"), (2019, "44,100"), (2020, "61,700"))
    ).encode()
    (home / "corpus" / "ferry.txt").write_bytes(data)
    entry = {
        "id": "ferry-counts",
        "path": "ferry.txt",
        "sha256": hashlib.sha256(data).hexdigest(),
        "title": "Passenger counts of the Lenn ferry",
        "publisher": "Lenn Ferry Company",
        "published": "2021",
        "url": "https://ashcombe.example/ferry",
        "tier": "primary",
        "doc_type": "table",
    }
    with (home / "corpus" / "manifest.jsonl").open("a", encoding="utf-8") as manifest:
        manifest.write(json.dumps(entry) + "\n")
    return home


@contextmanager
def started(case: Path, data: Path, **settings: str) -> Iterator[str]:
    """The real server on a free port for as long as the block runs; its one line tells where it is."""
    own = {"ONRECORD_DATA": str(data), "ONRECORD_EMBEDDER": "minilm", **settings}
    command = [sys.executable, "-m", "ui.cli", "--case", str(case), "chat", "--no-open", "--port", "0"]
    server = subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, **own}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert server.stdout is not None and server.stderr is not None
    line = server.stdout.readline()
    if "http://" not in line:
        server.kill()
        pytest.fail(f"the chat did not start: {line}{server.stderr.read()}")
    try:
        yield line.split()[4]
    finally:
        server.send_signal(signal.SIGINT)
        left = server.communicate(timeout=20)
    assert server.returncode == 0, f"Ctrl+C did not end the chat cleanly: {left}"
    assert "Traceback" not in left[1]


@pytest.fixture(scope="session")
def address(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The small case with a series, served once a worker."""
    home = tmp_path_factory.mktemp("served")
    with started(with_a_series(home / "case"), home / "data") as where:
        yield where


@pytest.fixture(scope="session")
def model() -> Iterator[Server]:
    with serving() as running:
        yield running


@pytest.fixture(scope="session")
def hostile(browser: Browser, model: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The hostile case, served with a model that writes what the test wants, one answer at a time."""
    home = tmp_path_factory.mktemp("hostile")
    settings = {"OPENAI_BASE_URL": model.url, "ONRECORD_REWRITE": "0", "ONRECORD_JUDGE": "off", "ONRECORD_RETRIES": "0"}
    with started(hostile_case(home / "case"), home / "data", **settings, ONRECORD_ANSWERS_AT_ONCE="1") as where:
        yield where


@pytest.fixture
def requests() -> list[str]:
    """Every address the page asked for."""
    return []


@pytest.fixture
def problems() -> list[str]:
    """What the page's console complained of."""
    return []


@pytest.fixture
def phone() -> bool:
    return False


@pytest.fixture(scope="session")
def visitors(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[bool], BrowserContext]]:
    """A visitor with a desktop's screen and one with a phone's; what a browser has loaded once it need not load again."""
    opened: dict[bool, BrowserContext] = {}

    def visitor(phone: bool) -> BrowserContext:
        if phone not in opened:
            size: ViewportSize = {"width": 390, "height": 844} if phone else {"width": 1280, "height": 900}
            opened[phone] = browser.browser_type.launch_persistent_context(
                tmp_path_factory.mktemp("visitor"),  # a profile on disk: one in memory compiles the scripts every time
                executable_path=shutil.which("chromium"), args=FLAGS,
                viewport=size, has_touch=phone, locale="en-GB", reduced_motion="reduce",
            )  # fmt: skip
            opened[phone].set_default_timeout(WAIT_MS)
        return opened[phone]

    yield visitor
    for context in opened.values():
        context.close()


@pytest.fixture
def tab(
    visitors: Callable[[bool], BrowserContext], address: str, requests: list[str], problems: list[str], phone: bool
) -> Iterator[Page]:
    """An empty tab in the browser of a visitor who was never there before."""
    context = visitors(phone)
    first, opened = context.pages[0], context.new_page()  # the first is its window, which stays
    kept = {"origin": address, "storageTypes": "cookies,local_storage,indexeddb,session_storage"}
    context.new_cdp_session(opened).send("Storage.clearDataForOrigin", kept)
    opened.on("request", lambda request: requests.append(request.url))
    opened.on("pageerror", lambda error: problems.append(str(error)))
    opened.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    yield opened
    for left in context.pages:
        if left is not first:
            left.close()
    context.clear_permissions()


@pytest.fixture
def page(tab: Page, address: str) -> Page:
    """The chat in such a tab."""
    tab.goto(address)
    tab.wait_for_selector(".or-welcome")
    return tab


@pytest.fixture
def another_site() -> Iterator[str]:
    """A page of another origin; on this machine, as browsers keep the wide web's pages from local servers."""
    from http.server import BaseHTTPRequestHandler, HTTPServer

    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("content-type", "text/html")
            self.end_headers()
            self.wfile.write(b"<title>x</title><p>another site")

        def log_message(self, format: str, *args: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Site) as site:
        threading.Thread(target=site.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{site.server_port}/"
        site.shutdown()
