"""Forty hostile strings through question, source, ledger and model, in a real browser whose CSP is switched off.

What holds without the policy holds by escaping alone; that the policy is sent is tested in test_chat.py.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from tests.browser.asking import ask, asked
from tests.browser.conftest import WAIT_MS
from tests.browser.hostile import LONG, STRINGS
from tests.model.scripted import Reply, Server
from ui.spelled import spelled_out

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Dialog, Page

pytestmark = pytest.mark.browser

ASKED = "How long is the Mill Bridge?"
OURS = ".or-asked, .or-answer, .or-growing, .or-error, .or-welcome, .example, #or-panel, #or-books, #or-head, #or-list, #or-root, .or-ledger main"
# Notes every element under our own root that could act, also those that stand for a moment while an answer grows.
WATCH = """
window.acting = [];
// What we draw; Gradio's own buttons beside it hold pictures with styles.
window.ours = '$OURS';
window.look = (top) => {
  const bad = 'script, iframe, img, image, object, embed, base, link, style, video, audio, source, meta, foreignObject';
  for (const e of [top, ...top.querySelectorAll('*')]) {
    const why = [...e.attributes].filter((a) =>
      /^on|^srcdoc$|^formaction$/i.test(a.name) || /^\\s*(javascript|data|vbscript):/i.test(a.value) && /href|src|action/i.test(a.name)
      || a.name === 'href' && e.href && !/^https?:\\/\\/(127\\.0\\.0\\.1:|ashcombe\\.example\\/)/.test(e.href));
    if (e.matches(bad) || why.length) window.acting.push(e.outerHTML.slice(0, 200));
  }
};
new MutationObserver((changes) => {
  for (const change of changes)
    for (const node of change.addedNodes)
      if (node.nodeType === 1 && node.closest(window.ours)) window.look(node);
}).observe(document, { childList: true, subtree: true });
""".replace("$OURS", OURS)


@dataclass
class Watched:
    """A page, and all that it did besides."""

    page: Page
    address: str
    asked_for: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    def anew(self) -> None:
        """A tab of its own, in which nothing was asked."""
        self.page.close()
        self.page = self.page.context.new_page()
        self.listen()
        self.page.goto(self.address)
        self.page.wait_for_selector(".or-welcome")

    def listen(self) -> None:
        """Note what the page does besides."""

        def opened(dialog: Dialog) -> None:
            self.dialogs.append(dialog.message)
            dialog.dismiss()

        self.page.on("dialog", opened)
        self.page.on("request", lambda request: self.asked_for.append(request.url))
        self.page.on("pageerror", lambda error: self.failed.append(str(error)))

    def assert_quiet(self) -> None:
        """No script ran, nothing left the page, and no element of ours can act."""
        self.page.wait_for_timeout(100)  # a handler that was to run has run by now
        assert self.page.locator(OURS).count() >= 1
        self.page.evaluate("document.querySelectorAll(window.ours).forEach(window.look)")
        assert self.page.evaluate("window.acting") == []
        assert self.page.evaluate("window.hit") is None
        assert self.page.url.startswith(self.address)
        assert self.dialogs == [] and self.failed == []
        assert [url for url in self.asked_for if not url.startswith((self.address, "data:", "blob:"))] == []


@pytest.fixture(scope="module")
def watched(browser: Browser, hostile: str) -> Iterator[Watched]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce", bypass_csp=True)
    context.set_default_timeout(WAIT_MS)
    context.add_init_script(WATCH)
    seen = Watched(context.new_page(), hostile)
    seen.listen()
    yield seen
    context.close()


@pytest.fixture
def chat(watched: Watched) -> Watched:
    watched.anew()
    return watched


def says(model: Server, *pieces: str) -> None:
    """Answer with a sentence that stands, and these; in few and large chunks."""
    text = "\n\n".join(
        ["The Mill Bridge is 84 metres long [1].", *pieces]
    )  # as the article has it, which is found first
    first = {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "scripted"}
    deltas = [{"content": text[at : at + 500_000]} for at in range(0, len(text), 500_000)]
    chunks = [first | {"choices": [{"index": 0, "delta": d, "finish_reason": None}]} for d in deltas]
    chunks.append(first | {"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]})
    raw = "".join(f"data: {json.dumps(chunk)}\n\n" for chunk in chunks) + "data: [DONE]\n\n"
    model.says(Reply(raw=raw.encode()))


def test_questions_and_what_a_model_writes_stay_text(chat: Watched, model: Server) -> None:
    says(model)
    for at in range(0, len(STRINGS), 20):
        question = f"{ASKED} {' '.join(STRINGS[at : at + 20])}"
        ask(chat.page, question)
        shown = chat.page.locator("#or-chat .or-asked bdi").last.text_content()
        assert shown == spelled_out(question if len(question) <= 400 else question[:400].rstrip() + " …")
    says(model, *(f"It is called {s} by some [1]." for s in STRINGS))
    chat.anew()  # what is asked alone is answered for itself
    ask(chat.page, ASKED)
    assert "It is called" in (chat.page.locator(".or-answer").last.text_content() or "")
    ask(chat.page, LONG[:200_000])
    assert "characters" in chat.page.locator(".or-error").inner_text()
    chat.assert_quiet()


def test_a_word_of_a_megabyte_from_the_model_neither_breaks_nor_widens_the_page(chat: Watched, model: Server) -> None:
    says(model, f"It is {LONG} long [1].")
    ask(chat.page, ASKED)
    assert chat.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    chat.assert_quiet()


def test_sources_stay_text_in_front_answer_panel_list_and_saved_page(chat: Watched, model: Server) -> None:
    page = chat.page
    assert "onerror=window.hit=1" in (page.locator("#or-chat").text_content() or "")  # the string is there, as words
    chat.assert_quiet()
    says(model)
    ask(page, ASKED)
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    page.locator(".or-answer [data-source]").first.click()
    page.locator("#or-panel mark").first.wait_for()
    chat.assert_quiet()
    page.keyboard.press("Escape")
    page.locator("[data-link]").click()
    link = page.locator("#or-toast a").get_attribute("href") or ""
    for source in ("record-0", "record-1", "record-2", "record-3", "plain", "seed"):
        page.goto(f"{chat.address}?source={source}")
        page.locator("#or-panel .or-source").wait_for()
        assert page.locator("#or-only input").count() == 6
        chat.assert_quiet()
    for place in (link, link.replace("/a/", "/embed/")):
        page.goto(place)
        assert page.locator(".or-answer").count() == 1
        chat.assert_quiet()


@pytest.mark.parametrize(
    "place",
    ["ledger", "disputes", "article", "sources", f"brief?length=short&topic={quote('the Mill Bridge ' + STRINGS[3])}"],
)
def test_pages_beside_the_chat_stay_text(watched: Watched, place: str) -> None:
    watched.page.goto(f"{watched.address}{place}", timeout=3 * WAIT_MS)  # a brief is made while its page loads
    words = watched.page.locator("main").text_content() or ""
    assert "onerror=window.hit=1" in words  # the string is there, as words
    watched.assert_quiet()


def test_nothing_of_an_answer_under_way_comes_after_it_was_taken_back_or_left(chat: Watched, model: Server) -> None:
    page, slow = chat.page, Reply("The Mill Bridge is 48 metres long [1]. " * 60, pace=0.02)
    says(model)
    ask(page, ASKED)
    for left in ("taken back", "left"):
        model.says(slow)
        page.fill("#or-question textarea", "How wide is it?")
        page.press("#or-question textarea", "Enter")
        page.locator(".or-growing").wait_for()
        if left == "taken back":
            page.locator("#or-chat").get_by_role("button", name="Take back the last question").last.click()
            page.wait_for_function("document.querySelector('#or-question textarea').value === 'How wide is it?'")
        else:
            page.locator("#or-new").evaluate("button => button.click()")
            page.locator(".or-welcome").wait_for()
        page.wait_for_timeout(800)
        assert asked(page) == ([ASKED] if left == "taken back" else []) and page.locator(".or-growing").count() == 0
    says(model)
    ask(page, ASKED)  # and the box asks again
    assert asked(page) == [ASKED]
