"""How long until the chat can be written in: from opening the address to the input's first paint, in a real browser."""

from __future__ import annotations

import os
import shutil

import numpy as np

from evals.bench.load import running

INPUT = "#or-question textarea:enabled"
WAIT_MS = 60_000


def measure(runs: int, url: str) -> dict[str, object]:
    """The figures of ``runs`` visits, each with an empty cache; raises RuntimeError without a browser to drive."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError as exc:
        raise RuntimeError("playwright is not installed: pip install playwright") from exc
    chromium = shutil.which("chromium")
    if chromium is None:
        raise RuntimeError("no chromium on this machine: apt-get install chromium")
    first, took = 0.0, []
    with running(url, True) as (address, _), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for visit in range(runs + 1):
            context = browser.new_context()
            page = context.new_page()
            page.goto(address, wait_until="commit")
            page.wait_for_selector(INPUT, timeout=WAIT_MS)
            seconds = float(page.evaluate("performance.now()")) / 1000
            context.close()
            if visit:
                took.append(seconds)
            else:
                first = seconds
        browser.close()
    return {
        "visits to the warm server": runs,
        "first visit, s": round(first, 2),
        "p50, s": round(float(np.percentile(took, 50)), 2),
        "longest, s": round(max(took), 2),
        "machine's load at the end": round(os.getloadavg()[0], 1),
        "cores": os.cpu_count() or 0,
    }
