"""The chat in a real browser: the answer first, a mark that opens its passage, conversations of one's own, keyboard, languages."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from tests.browser.asking import LENGTH, QUOTE, SILENT, ask, asked, broken
from ui.words import word

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

BESIDE = ("ledger", "disputes", "article", "sources", "brief", "brief?topic=the+Mill+Bridge", "own/")
FITS = "document.documentElement.scrollWidth <= innerWidth"
ACTIVE = "document.activeElement"


def test_the_answer_comes_first_then_three_pieces_and_a_mark_opens_its_passage(
    page: Page, requests: list[str], problems: list[str]
) -> None:
    ask(page, LENGTH)
    card = page.locator(".or-answer")
    assert (
        QUOTE in card.locator(".or-lead, .or-piece").first.inner_text() or "48" in card.locator(".or-lead").inner_text()
    )
    assert 1 <= card.locator(":scope > .or-pieces > .or-piece").count() <= 3
    assert card.locator(".or-differ").count() >= 1
    card.locator(f".or-mark:near(:text('{QUOTE}'))").first.click()
    page.locator("#or-panel mark").first.wait_for()
    assert page.locator("#or-panel mark").first.inner_text() in (QUOTE, *card.locator(".or-passage").all_inner_texts())
    page.wait_for_function(f"{ACTIVE}.matches('#or-panel h2')")
    assert page.locator(".or-original-link").first.get_attribute("rel") == "noopener noreferrer"
    page.keyboard.press("Escape")
    page.wait_for_function(f"{ACTIVE}.matches('.or-mark')")
    assert {url.split("/")[2] for url in requests if not url.startswith(("data:", "blob:"))} == {page.url.split("/")[2]}
    assert problems == []


def test_no_summary_stands_between_quotation_marks(page: Page) -> None:
    ask(page, LENGTH)
    for piece in page.locator(".or-piece, .or-side").filter(has=page.locator(".or-whose-our-summary")).all():
        assert "“" not in (piece.locator(".or-passage").text_content() or "")


def test_silence_is_said_and_a_follow_up_is_understood(page: Page) -> None:
    ask(page, SILENT)
    assert page.locator(".or-answer .or-piece").count() == 0
    ask(page, LENGTH)
    ask(page, "And how wide is it?")
    assert "Mill Bridge" in page.locator(".or-understood").inner_text()
    ask(page, "why " * 600)
    assert "at most 2,000" in page.locator(".or-error").inner_text()
    assert page.input_value("#or-question textarea") == "why " * 600  # to be shortened


def test_only_the_new_turn_travels(page: Page) -> None:
    received: list[float] = []
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    network.on("Network.loadingFinished", lambda data: received.append(data["encodedDataLength"]))  # on the wire
    for turn in range(7):
        page.wait_for_timeout(300)  # what the turn before still brings
        received.clear()
        ask(page, f"{LENGTH} {turn}")
    page.wait_for_timeout(300)
    sys.stderr.write(f"payload of turn 7: {sum(received):,.0f} bytes\n")
    assert 0 < sum(received) <= 60_000


def test_each_tab_and_each_reader_has_conversations_of_their_own(page: Page, browser: Browser, address: str) -> None:
    ask(page, LENGTH)
    page.fill("#or-question textarea", "typed, not asked")
    page.reload()
    page.wait_for_selector(".or-answer")
    assert asked(page) == [LENGTH]
    page.wait_for_function("document.querySelector('#or-question textarea').value === 'typed, not asked'")
    tab = page.context.new_page()
    tab.goto(address)
    tab.wait_for_selector(".or-welcome")  # a new tab begins anew, and the list has the other
    tab.locator("#or-talks .toggle-button").click()
    tab.locator("#or-list li button").first.click()
    tab.wait_for_selector(".or-answer")
    tab.locator("#or-new").click()
    tab.wait_for_selector(".or-welcome")
    tab.locator("#or-list li button").last.click()  # deleted
    tab.wait_for_function("!document.querySelector('#or-list li')")
    other = browser.new_context()
    stranger = other.new_page()
    stranger.goto(address)
    stranger.wait_for_selector(".or-welcome")
    assert stranger.locator("#or-list li").count() == 0 and LENGTH not in (stranger.locator("#or-chat").inner_text())
    other.close()


def test_asked_again_taken_back_rated_and_what_may_come_next(page: Page) -> None:
    ask(page, LENGTH)
    ask(page, SILENT)
    with page.expect_response(lambda response: "queue/join" in response.url):
        page.locator("#or-chat").get_by_role("button", name="Ask again").click()
    page.locator("#or-chat").get_by_role("button", name="Take back the last question").click()  # under way or not
    page.wait_for_function(f"document.querySelector('#or-question textarea').value === '{SILENT}'")
    page.wait_for_timeout(500)  # nothing of it comes after
    assert asked(page) == [LENGTH] and page.evaluate("document.body.dataset.busy === undefined")
    page.locator("#or-chat").get_by_role("button", name="Helpful", exact=True).click()
    page.locator("#or-toast", has_text="Thank you, noted.").wait_for()
    page.locator("[data-edit]").click()
    assert page.input_value("#or-question textarea") == LENGTH


def test_only_the_sources_that_are_ticked_answer_until_all_are_asked(page: Page) -> None:
    page.locator("[data-shelf]").click()
    page.locator("#or-only input").last.check()  # the article
    assert broken(page) == []
    page.keyboard.press("Escape")
    ask(page, LENGTH)
    assert page.locator(".or-scope").count() == 1 and QUOTE not in page.locator(".or-answer").inner_text()
    page.locator("[data-everywhere]").click()
    page.wait_for_function(
        "document.querySelectorAll('.or-answer').length === 2 && document.body.dataset.busy === undefined"
    )
    assert page.locator(".or-answer").last.locator(".or-scope").count() == 0
    assert page.locator("#or-only input:checked").count() == 0


def test_what_the_article_gets_wrong_is_a_line_each_that_opens(page: Page) -> None:
    ask(page, "What does the article get wrong?")
    rows = page.locator(".or-answer .or-row")
    assert rows.count() >= 3 and not rows.first.locator("blockquote").first.is_visible()
    rows.first.locator("summary").first.focus()
    page.keyboard.press("Enter")
    assert rows.first.locator("blockquote").first.is_visible()
    assert broken(page) == [] and page.evaluate(FITS)


def test_the_link_is_copied_and_leads_another_reader_to_the_answer_alone(
    page: Page, browser: Browser, another_site: str
) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ask(page, LENGTH)
    page.locator("[data-link]").click()
    link = page.locator("#or-toast a").get_attribute("href") or ""
    page.wait_for_function("async link => await navigator.clipboard.readText() === link", arg=link)
    page.locator("[data-copy]").click()
    page.wait_for_function("async words => (await navigator.clipboard.readText()).includes(words)", arg=QUOTE)
    context = browser.new_context()
    other = context.new_page()
    other.goto(link)
    assert QUOTE in other.locator("main").inner_text() and broken(other) == []
    assert other.locator("textarea, input, [data-ask], [data-link]").count() == 0
    other.goto(another_site)
    for place, framed in ((link.replace("/a/", "/embed/"), True), (link, False)):
        inside = other.evaluate_handle(
            "url => new Promise(done => { const f = document.createElement('iframe'); f.src = url;"
            " f.onload = () => done(f); document.body.append(f); })",
            place,
        ).as_element()
        frame = inside.content_frame() if inside else None
        assert frame is not None and (frame.locator(".or-answer").count() > 0) is framed
    context.close()


@pytest.mark.parametrize(("phone", "scheme"), [(False, "light"), (True, "dark")])
def test_keyboard_and_axe_on_every_page(
    page: Page, address: str, problems: list[str], phone: bool, scheme: str
) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # a literal there
    assert broken(page) == []
    ask(page, LENGTH)
    page.evaluate(
        "document.querySelector('a[href], button, textarea, [tabindex]').focus()"
    )  # the first stop of the page
    page.keyboard.press("Enter")  # leads past the bar
    for _ in range(4):
        page.keyboard.press("Tab")
        if page.evaluate(f"{ACTIVE}.matches('.or-mark')"):
            break
    assert page.evaluate(f"{ACTIVE}.matches('.or-mark')")
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    assert broken(page) == []
    page.keyboard.press("Enter")
    page.locator("#or-panel mark").first.wait_for()
    assert broken(page) == []
    assert page.evaluate(FITS)
    page.keyboard.press("Escape")
    page.set_viewport_size({"width": 320, "height": 256})  # 1280 by 1024 at 400 %
    page.wait_for_function(FITS)
    assert problems == []
    for place in BESIDE:
        page.goto(address + place)
        page.locator("a[href='#text'], a[href='#or-own']").first.wait_for(state="attached")  # leads past the bar
        page.locator("p.loading").wait_for(state="detached")  # Gradio's own, before it has drawn
        assert page.evaluate(FITS) and broken(page) == [], place


@pytest.mark.parametrize("code", ["es", "zh"])
def test_the_frame_is_in_the_language_of_the_page(page: Page, address: str, code: str) -> None:
    page.goto(f"{address}?language={code}")
    page.wait_for_selector(f".or-bar[lang={code}]")
    assert page.evaluate("document.documentElement.lang") == code
    ask(page, {"es": "¿Cuánto mide el puente?", "zh": "大桥有多长？"}[code])
    for key in ("its_retry", "its_undo", "its_like", "its_dislike"):
        assert page.locator("#or-chat").get_by_role("button", name=word(key, code), exact=True).count() >= 1
    shown = page.locator("body").inner_text()
    for key in ("ask", "sources", "how", "do_copy", "do_link"):
        assert word(key, code) in shown and word(key) not in shown


def test_on_paper_stands_the_whole_conversation_and_nothing_to_press(page: Page) -> None:
    ask(page, LENGTH)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    for one in ("#or-composer", "#or-head", ".or-actions"):
        assert page.locator(one).first.is_hidden()
    assert page.locator("#or-chat details:not([open])").count() == 0


def test_browser_is_told_what_the_page_is_and_to_keep_it_to_itself(page: Page, address: str) -> None:
    head = page.request.get(address)
    assert "frame-ancestors 'none'" in head.headers["content-security-policy"]
    assert "gradio-app/gradio" not in head.text() and 'content="Gradio"' not in head.text()
    assert page.title().endswith("On Record") and "share.png" in head.text()
    assert page.request.get(f"{address}onrecord/share.png").ok
