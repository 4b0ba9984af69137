"""The sheet of sources on a narrow screen: the focus is in it, all else rests, and both end with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.test_chat import LENGTH, QUOTE, ask

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

INSIDE = "id => document.getElementById(id).contains(document.activeElement)"
SEEN = """() => {
  const mark = document.querySelector('#or-panel mark');
  const lines = mark ? [...mark.getClientRects()] : [];
  const shown = (r) => mark.contains(document.elementFromPoint(r.left + r.width / 2, r.top + r.height / 2));
  return lines.length > 0 && lines.every(shown);
}"""
RESTS = "() => ['or-head', 'or-talk'].map((id) => document.getElementById(id).inert)"


@pytest.fixture
def phone() -> bool:
    return True


@pytest.fixture
def moving(page: Page) -> Page:
    """A reader who did not ask for stillness: the sheet slides in."""
    page.emulate_media(reduced_motion="no-preference")
    return page


def test_the_focus_goes_into_the_shelf_and_all_else_rests(moving: Page) -> None:
    moving.locator("[data-shelf]").click()
    moving.wait_for_function(INSIDE, arg="or-books")
    assert moving.evaluate(RESTS) == [True, True]
    side = moving.locator("#or-side")
    assert (side.get_attribute("role"), side.get_attribute("aria-modal")) == ("dialog", "true")
    moving.keyboard.press("Escape")
    assert moving.evaluate(RESTS) == [False, False]
    assert moving.evaluate("document.activeElement.matches('[data-shelf]')")


def test_the_focus_goes_into_a_source_also_when_it_was_read_before(moving: Page) -> None:
    ask(moving, LENGTH)
    for _ in range(2):
        moving.locator("#or-current .or-mark").first.click()
        moving.wait_for_function(INSIDE, arg="or-panel")
        moving.keyboard.press("Escape")
        moving.wait_for_function("() => getComputedStyle(document.getElementById('or-side')).visibility === 'hidden'")


def test_the_shelf_opens_at_its_top(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 300})
    page.locator("[data-shelf]").click()
    page.locator(".or-book").first.click()
    page.locator("#or-panel .or-source").wait_for()
    page.evaluate("document.getElementById('or-side').scrollTop = 150")
    page.keyboard.press("Escape")
    page.locator("[data-shelf]").click()
    page.locator("#or-books h2").wait_for(state="visible")
    assert page.evaluate("document.getElementById('or-side').scrollTop") == 0


def test_a_tablet_turned_with_the_sheet_open_can_be_written_on(page: Page) -> None:
    page.set_viewport_size({"width": 820, "height": 1180})
    ask(page, LENGTH)
    page.locator("#or-current .or-mark").first.click()
    page.locator("#or-panel mark").wait_for()
    page.set_viewport_size({"width": 1180, "height": 820})
    page.wait_for_function("() => !document.getElementById('or-talk').inert")
    assert page.evaluate(RESTS) == [False, False]
    side = page.locator("#or-side")
    assert (side.get_attribute("role"), side.get_attribute("aria-modal")) == (None, None)
    page.set_viewport_size({"width": 820, "height": 1180})
    page.wait_for_function(INSIDE, arg="or-side")
    page.wait_for_function(f"() => ({RESTS})().every((rests) => rests)")


@pytest.mark.parametrize(("width", "height"), [(390, 844), (844, 390), (320, 256), (1280, 420)])
def test_the_quoted_words_are_seen_on_a_short_screen_too(page: Page, width: int, height: int) -> None:
    page.set_viewport_size({"width": width, "height": height})
    ask(page, LENGTH)
    page.locator(".or-claim", has_text=QUOTE).locator(".or-mark").click()
    page.wait_for_function(SEEN)
    page.locator("#or-panel .or-close").click()
    page.wait_for_function("() => !document.getElementById('or-root').dataset.panel")


def test_a_new_conversation_begins_at_its_first_line_where_the_old_one_can_be_brought_back(page: Page) -> None:
    ask(page, LENGTH)
    page.evaluate("document.getElementById('or-scroll').scrollTop = 9999")
    page.locator("[data-clear]").click()
    page.wait_for_selector(".or-welcome")
    page.wait_for_function("() => document.getElementById('or-scroll').scrollTop === 0")
    assert page.locator("[data-undo]").is_visible()


def test_the_parts_of_a_score_stand_under_their_passage_in_the_width_there_is(page: Page) -> None:
    ask(page, LENGTH)
    page.locator("#or-current .or-how summary").click()
    parts = page.locator("#or-current .or-hits small").first
    assert parts.bounding_box()["width"] > 200  # type: ignore[index]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
