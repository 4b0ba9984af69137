"""The ledger's page in a real browser: reached from the chat, on a phone without sideways scrolling."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("phone", [False, True])
def test_ledger_is_reached_from_the_chat_and_fits_the_screen(
    page: Page, requests: list[str], problems: list[str], phone: bool
) -> None:
    header = page.locator(".or-bar")
    assert header.evaluate("e => e.scrollWidth <= e.clientWidth")  # the link leaves room for the other buttons
    page.click("a[href^='./ledger']")
    page.wait_for_selector("#c01")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert page.locator(".or-ledger-claim").count() == 7
    assert page.locator("#c01 blockquote").first.inner_text().startswith("“The old Mill Bridge in Ashcombe")
    side, facts = page.locator("#c01 .or-ledger-side").all()
    beside = (side.bounding_box() or {})["y"] == (facts.bounding_box() or {})["y"]
    assert beside is not phone  # side by side, or one under the other
    page.click("a[href='#opinion']")
    assert page.locator("#c06").is_visible()
    assert {url.split("/")[2] for url in requests if not url.startswith("data:")} == {page.url.split("/")[2]}
    assert problems == []
