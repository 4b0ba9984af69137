"""The report of an eval in a real browser: offline, narrow, and with hostile words in it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from evals.report import write_report
from evals.saved import Header, Row, Run

if TYPE_CHECKING:
    from playwright.sync_api import Browser

HOSTILE = "<script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\"> ](javascript:1)"


def row(name: str, points: float) -> Row:
    claims = [
        {"text": f"{HOSTILE} {verdict}.", "verdict": verdict, "reason": HOSTILE, "citations": []}
        for verdict in ("supported", "not confirmed", "contradicted", "not checked")
    ]
    answer = {"asked_as": HOSTILE, "notes": [{"text": HOSTILE}], "claims": claims, "conflicts": [], "nearest": []}
    return Row(
        id=name, question=f"{name} {HOSTILE}", type=HOSTILE, language="en", must_refuse=name == "c", refused=False,
        confidence=0.5, milliseconds=20, parts={"key_point_recall": (points, 1.0)}, answer=answer,
    )  # fmt: skip


def test_the_report_stands_alone_and_nothing_in_it_acts(browser: Browser, tmp_path: Path) -> None:
    header = Header(suite="s.jsonl", suite_sha256="0", snapshot="a", embedder="e", mode="quote", version="1")
    before = Run(header=header, rows=(row("a", 1), row("b", 0), row("c", 1)))
    now = Run(header=header, rows=(row("a", 0), row("b", 1), row("c", 1)))
    files = write_report(tmp_path, now, before)
    context = browser.new_context(
        viewport={"width": 390, "height": 900},
        offline=True,
    )
    page = context.new_page()
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.on("requestfailed", lambda request: told.append(request.url))
    page.goto(files["html"].as_uri() + "#a")
    assert page.evaluate("document.getElementById('a').closest('details').open")  # a link to a question opens it
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    assert page.title() == "s.jsonl: 3 questions"
    assert page.evaluate("document.scripts.length + document.images.length") == 0
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    text = page.inner_text("body")
    assert "Worse: 1 question" in text and "Better: 1 question" in text
    assert "3 ? not checked (in no average)" in " ".join(text.split())
    assert page.locator("svg").count() == 2
    assert told == []
    context.close()
