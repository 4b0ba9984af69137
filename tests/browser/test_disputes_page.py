"""The page of the disputes in a real browser: reached from the chat, sides next to each other or under each other on a phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [960, 1100])
def test_the_bar_holds_its_buttons_on_a_narrow_desk(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.locator('[data-language="es"]').click()  # the longest words
    page.locator('[data-language="es"][aria-pressed="true"]').wait_for()
    assert page.locator(".or-bar").evaluate("e => e.scrollWidth <= e.clientWidth")
    assert page.locator(".or-bar > a[href^='./disputes']").is_visible() is (width > 1080)


@pytest.mark.parametrize("phone", [False, True])
def test_disputes_are_reached_from_the_chat_and_fit_the_screen(
    page: Page, requests: list[str], problems: list[str], phone: bool
) -> None:
    assert page.locator(".or-bar").evaluate("e => e.scrollWidth <= e.clientWidth")
    if phone:  # where the bar has no room for it, its menu has
        page.locator('[popovertarget="or-menu"]').first.click()
    page.locator("a[href^='./disputes']").filter(visible=True).click()
    page.wait_for_selector("#d02")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert page.locator(".or-ledger-bar").evaluate("e => e.scrollWidth <= e.clientWidth")
    article, survey = page.locator("#d02 .or-ledger-side").all()
    assert "The article under examination" in article.inner_text()
    assert "48 metres" in survey.inner_text()
    beside = (article.bounding_box() or {})["y"] == (survey.bounding_box() or {})["y"]
    assert beside is not phone
    page.locator(".or-differ-list summary").click()
    page.click(".or-differ-list a[href='#d02']")
    assert page.locator("#d02").is_visible()
    assert {url.split("/")[2] for url in requests if not url.startswith("data:")} == {page.url.split("/")[2]}
    assert problems == []


def test_every_page_of_the_whole_server_leads_there(page: Page) -> None:
    home = page.url.rstrip("/")
    for place in ("ledger", "article", "brief"):
        page.goto(f"{home}/{place}?language=en")
        assert page.locator('a[href="./disputes?language=en"]').count() == 1
