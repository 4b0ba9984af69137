"""A saved answer in a real browser: its marks lead to the words, it is accessible, and only the widget can be framed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

QUOTE = "The Mill Bridge is 48 metres long and 6.2 metres wide."
IN_VIEW = """() => {
  const mark = document.activeElement.querySelector('mark');
  const box = mark && mark.getBoundingClientRect();
  return box && box.top >= 0 && box.bottom <= innerHeight;
}"""


@pytest.fixture
def links(page: Page, address: str) -> dict[str, str]:
    given = page.request.post(f"{address}api/ask", data={"question": "How long is the Mill Bridge?"})
    saved = page.request.post(f"{address}api/answers", data=given.json())
    return {name: address.rstrip("/") + path for name, path in saved.json().items() if name != "id"}


def test_a_mark_shows_its_card_and_leads_to_the_words_in_their_place(
    page: Page, links: dict[str, str], problems: list[str]
) -> None:
    page.set_viewport_size({"width": 390, "height": 500})
    page.goto(links["page"])
    mark = page.locator(".or-claim", has_text=QUOTE).locator(".or-mark")
    mark.hover()
    assert QUOTE in page.locator(f"#{mark.get_attribute('aria-describedby')}").inner_text()
    mark.click()
    page.wait_for_function(IN_VIEW)
    assert page.evaluate("document.activeElement.querySelector('mark').textContent") == QUOTE
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert problems == []


def test_nothing_is_said_to_be_loading_on_the_page_of_a_saved_answer(page: Page, links: dict[str, str]) -> None:
    page.goto(links["page"])
    assert page.evaluate("getComputedStyle(document.getElementById('or-root'), '::before').content") == "none"


def test_a_wrong_address_is_accessible_and_leads_to_the_chat(page: Page, address: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page.goto(f"{address}no/such/page")
    assert Axe().run(page).violations_count == 0
    page.locator("main a").click()
    page.wait_for_selector(".or-welcome")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("which", ["page", "embed"])
def test_page_and_widget_are_accessible(page: Page, links: dict[str, str], which: str, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(links[which])
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_only_the_widget_can_be_framed_by_another_site(page: Page, links: dict[str, str], another_site: str) -> None:
    page.goto(another_site)
    for name, shown in (("embed", True), ("page", False)):
        frame = page.evaluate_handle(
            "url => new Promise(done => { const f = document.createElement('iframe'); f.src = url;"
            " f.onload = () => done(f); document.body.append(f); })",
            links[name],
        )
        inside = frame.as_element().content_frame()  # type: ignore[union-attr]
        assert inside is not None and (inside.locator(".or-claim").count() > 0) is shown, name
