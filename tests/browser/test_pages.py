"""The chat's series, link and keyboard, and the pages beside it: what they show, on a phone, in the dark, to axe."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.test_chat import DONE, IN_VIEW, LENGTH, QUOTE, WCAG, _broken, ask

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

YEARLY = "How many passengers did the Lenn ferry carry each year?"
BESIDE = ("ledger", "disputes", "article", "brief", "brief?topic=the+Mill+Bridge")


def test_a_series_is_drawn_and_its_marks_open_the_source(page: Page) -> None:
    ask(page, YEARLY)
    rows = page.locator(".or-series tbody tr")
    assert rows.locator("th").all_inner_texts() == ["2016", "2017", "2018", "2019", "2020"]
    bars = [bar.bounding_box() for bar in rows.locator("path").all()]
    widths = [bar["width"] for bar in bars if bar]
    assert len({bar["x"] for bar in bars if bar}) == 1  # they begin at one line
    assert len(widths) == 5 and widths[0] < widths[1] < widths[2] < widths[4]
    rows.last.locator(".or-mark").click()
    page.locator("#or-panel mark").first.wait_for()
    assert "61,700 passengers in 2020" in page.locator("#or-panel").inner_text()


def test_the_link_leads_another_reader_to_the_answer_and_to_nothing_else(page: Page, browser: Browser) -> None:
    ask(page, LENGTH)
    page.locator("[data-link]").click()
    link = page.locator(".or-saved-link").get_attribute("href") or ""
    assert "/a/" in link
    context = browser.new_context()
    other = context.new_page()
    other.goto(link)
    assert other.locator(".or-claim", has_text=QUOTE).count() == 1
    assert LENGTH in other.locator("body").inner_text()
    assert other.locator("textarea, input, [data-again], [data-rate], [data-link]").count() == 0
    context.close()


def test_keyboard_alone_asks_reads_the_source_and_comes_back(page: Page) -> None:
    page.wait_for_function("document.activeElement.tagName === 'TEXTAREA'")  # one may write at once
    page.keyboard.type(LENGTH)
    page.keyboard.press("Enter")
    page.wait_for_function(DONE, arg=[0])
    for _ in range(40):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.closest('.or-claim') && document.activeElement.matches('.or-mark')"):
            break
    page.keyboard.press("Enter")
    page.locator("#or-panel mark").wait_for()
    page.wait_for_function(IN_VIEW)
    page.keyboard.press("Escape")
    page.wait_for_function("document.activeElement.matches('.or-mark')")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate(
            "document.activeElement.tagName === 'TEXTAREA' && document.activeElement.closest('#or-question')"
        ):
            break
    page.keyboard.type("And how wide is it?")
    page.keyboard.press("Enter")
    page.wait_for_function(DONE, arg=[1])
    assert page.locator("#or-current .or-understood").count() == 1


@pytest.mark.parametrize("phone", [False, True])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_beside_the_chat_are_accessible_and_fit(
    tab: Page, address: str, problems: list[str], scheme: str, phone: bool
) -> None:
    # A chat that is left while it loads would tell of its own broken-off requests.
    from axe_playwright_python.sync_playwright import Axe

    tab.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    for place in BESIDE:
        tab.goto(address + place)
        assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth"), place
        assert _broken(Axe().run(tab, options=WCAG)) == [], place
    assert problems == []


class TestPhone:
    @pytest.fixture
    def phone(self) -> bool:
        return True

    @pytest.mark.parametrize("code", ["en", "es", "zh"])
    def test_the_bar_holds_its_buttons_in_every_language(self, page: Page, code: str) -> None:
        page.locator(f'[data-language="{code}"]').click()
        page.locator(f'[data-language="{code}"][aria-pressed="true"]').wait_for()
        assert page.locator(".or-bar").evaluate("e => e.scrollWidth <= e.clientWidth")
        spill = "all => all.filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.textContent)"
        assert page.locator(".or-bar-button").evaluate_all(spill) == []


def test_dark_is_dark_everywhere(page: Page, address: str) -> None:
    page.emulate_media(color_scheme="dark")
    for place in ("", *BESIDE):
        page.goto(address + place)
        page.wait_for_selector(".or-welcome, main")
        ground = "e => getComputedStyle(e).backgroundColor.match(/[0-9.]+/g).slice(0, 3).map(Number)"
        assert max(page.locator("#or-root, body.or-ledger").first.evaluate(ground)) < 70, place


def test_what_is_typed_as_soon_as_the_page_takes_it_is_not_lost(page: Page, address: str) -> None:
    """How soon that is: ``python -m evals.bench page``."""
    page.goto(address, wait_until="commit")
    box = page.locator("#or-question textarea:enabled")
    box.fill(LENGTH)
    page.wait_for_load_state("load")
    assert box.input_value() == LENGTH
    box.press("Enter")
    page.wait_for_function(DONE, arg=[0])
    assert QUOTE in page.locator(".or-claim").first.inner_text()
