"""The frame of the chat: what stands there while it loads, its menu, a new conversation taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.test_chat import WCAG, _broken

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


LOADING = """() => {
  const composer = document.getElementById('or-composer');
  if (!composer || document.querySelector('.or-bar')) return false;
  return getComputedStyle(composer).opacity === '0' && !/Textbox|Run/.test(document.body.innerText);
}"""


def test_while_the_page_loads_no_nameless_form_is_shown(tab: Page, address: str) -> None:
    tab.route("**/gradio_api/queue/**", lambda route: None)  # an answer that does not come
    tab.goto(address)
    tab.wait_for_function(LOADING)
    assert tab.locator("#or-question textarea").get_attribute("placeholder") == "Ask about the sources"


def test_a_source_that_is_not_used_can_still_be_read(page: Page) -> None:
    page.locator('[data-scope="source:survey-2019"]').click()
    page.wait_for_selector(".or-unused")
    assert page.locator(".or-unused .or-book").first.evaluate("e => getComputedStyle(e).opacity") == "1"
    from axe_playwright_python.sync_playwright import Axe

    assert _broken(Axe().run(page, options=WCAG)) == []
