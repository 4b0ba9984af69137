"""The frame of the chat: what stands there while it loads, its menu, a new conversation taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.test_chat import LENGTH, QUOTE, SILENT, WCAG, _broken, ask

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

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


def test_what_some_of_the_sources_did_not_answer_is_asked_of_all_at_one_press(page: Page) -> None:
    page.locator('[data-scope="source:survey-2019"]').click()
    page.wait_for_selector(".or-chosen")
    ask(page, LENGTH)
    assert page.locator(".or-scope").count() == 1 and page.locator(".or-claim", has_text=QUOTE).count() == 0
    page.locator("[data-everywhere]").click()
    page.locator(".or-claim", has_text=QUOTE).wait_for()
    assert page.locator(".or-chosen").count() == 0
    assert page.locator(".or-turn").last.locator("[data-everywhere]").count() == 0


def offered(page: Page) -> list[str]:
    """What can be pressed in the bar, and in its menu once that is open."""
    if page.locator('[popovertarget="or-menu"]:not([data-save])').is_visible():
        page.locator('[popovertarget="or-menu"]:not([data-save])').click()
    found = page.locator(".or-bar :is(a, button)").filter(visible=True)
    return [one.get_attribute("href") or next(iter(NAMES & _attributes(one)), "") for one in found.all()]


NAMES = {"data-save", "data-clear", "data-shelf"}


def _attributes(one: Locator) -> set[str]:
    return set(one.evaluate("e => e.getAttributeNames()"))


@pytest.mark.parametrize("width", [320, 390, 640, 844, 900, 1000, 1280])
def test_all_that_the_bar_leads_to_is_in_reach_at_every_width(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    reached = offered(page)
    for one in ("./ledger?language=en", "./disputes?language=en", "./brief?language=en", "data-save", "data-clear"):
        assert reached.count(one) == 1, (one, reached)
    assert page.locator(".or-bar").evaluate("e => e.scrollWidth <= e.clientWidth")


@pytest.mark.parametrize("width", [320, 861, 930, 1024])
def test_the_bar_of_a_language_with_longer_words_runs_off_no_edge(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    page.locator('[data-language="es"]').click()
    page.wait_for_function("() => document.documentElement.lang === 'es'")
    assert page.locator(".or-bar").evaluate("e => e.scrollWidth <= e.clientWidth")
    assert page.locator('[data-language="zh"]').evaluate("e => e.getBoundingClientRect().right <= innerWidth")


class TestPhone:
    @pytest.fixture
    def phone(self) -> bool:
        return True

    def test_a_conversation_is_saved_from_the_menu(self, page: Page) -> None:
        ask(page, LENGTH)
        page.locator('[popovertarget="or-menu"]').first.click()
        with page.expect_download() as saved:
            page.locator("#or-menu [data-save]").click()
        assert saved.value.suggested_filename == "on-record.txt"
        page.locator("#or-menu").wait_for(state="hidden")

    def test_the_open_menu_breaks_no_rule_of_accessibility(self, page: Page) -> None:
        from axe_playwright_python.sync_playwright import Axe

        page.locator('[popovertarget="or-menu"]').first.click()
        assert _broken(Axe().run(page, options=WCAG)) == []


def test_a_cleared_conversation_can_be_brought_back(page: Page) -> None:
    ask(page, LENGTH)
    page.locator('[data-rate="down"]').click()
    page.locator("button[data-clear]").click()
    page.wait_for_function("() => document.getElementById('or-live').textContent.includes('cleared')")
    page.locator("button[data-clear]").click()  # once more: there is nothing new to forget
    page.wait_for_timeout(300)
    page.locator("button[data-undo]").click()
    page.wait_for_selector(".or-turn")
    assert QUOTE in page.locator(".or-claim").first.inner_text()
    assert page.locator('[data-rate="down"]').get_attribute("aria-pressed") == "true"
    ask(page, "And how wide is it?")
    assert page.locator("#or-current .or-understood").count() == 1
    page.wait_for_timeout(500)  # the browser writes its storage after the page has changed
    page.reload()
    page.wait_for_selector("#or-past .or-turn")


def test_what_is_asked_after_clearing_takes_the_offer_away(page: Page) -> None:
    ask(page, LENGTH)
    page.locator("button[data-clear]").click()
    page.wait_for_selector("button[data-undo]")
    ask(page, SILENT)
    assert page.locator("button[data-undo]").count() == 0


OPEN = "() => document.getElementById('or-root').dataset.panel"


def test_back_closes_the_open_source_and_stays_in_the_conversation(page: Page) -> None:
    ask(page, LENGTH)
    page.locator("#or-current .or-mark").first.click()
    page.locator("#or-panel mark").first.wait_for()
    page.go_back()
    page.wait_for_function(f"() => !({OPEN})()")
    assert page.locator(".or-turn").count() == 1


def test_a_panel_closed_and_opened_at_once_is_still_closed_by_back(page: Page) -> None:
    before = page.evaluate("history.length")
    page.evaluate("""() => {
      const [one, other] = document.querySelectorAll('#or-books .or-book');
      one.click();
      document.dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape'}));
      other.click();
    }""")
    page.wait_for_function("() => document.querySelector('#or-panel .or-source') && history.state === 'onrecord-panel'")
    assert page.evaluate(OPEN) == "source" and page.evaluate("history.length") == before + 1
    page.go_back()
    page.wait_for_function(f"() => !({OPEN})()")
    assert page.evaluate("history.state") is None


def test_where_to_say_more_is_seen_as_soon_as_a_thumb_is_pressed(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 420})
    ask(page, LENGTH)
    thumb = page.locator('#or-current [data-rate="down"]')
    thumb.evaluate("e => e.scrollIntoView({block: 'end'})")
    thumb.click()
    page.wait_for_function("""() => {
      const form = document.querySelector('.or-comment:not([hidden])')?.getBoundingClientRect();
      return form && form.bottom <= document.getElementById('or-composer').getBoundingClientRect().top + 1;
    }""")


def test_what_is_typed_is_counted_when_it_comes_near_the_end(page: Page) -> None:
    box, count = page.locator("#or-question textarea"), page.locator("#or-count")
    box.fill("why " * 100)
    assert count.count() == 0
    box.fill("why " * 450)
    assert count.inner_text() == "1,800 / 2,000"
    box.fill(f"{LENGTH}" + " " * 1980)
    assert count.inner_text() == f"{len(LENGTH) + 1980:,} / 2,000"
    assert "or-over" in (count.get_attribute("class") or "")
    box.press("Enter")  # spaces do not count for the server
    page.wait_for_selector("#or-current .or-claim")
    page.wait_for_function("() => !document.getElementById('or-count')")


def test_on_paper_stands_the_whole_conversation_and_nothing_to_press(page: Page) -> None:
    ask(page, LENGTH)
    ask(page, SILENT)
    page.emulate_media(media="print")
    for one in ("#or-side", "#or-composer", ".or-languages", ".or-actions >> nth=0"):
        assert page.locator(one).is_hidden()
    whole = "() => document.getElementById('or-scroll').getBoundingClientRect()"
    reach = page.evaluate(f"() => [({whole})().height, document.getElementById('or-scroll').scrollHeight]")
    assert reach[0] > reach[1] - 1 > page.evaluate("innerHeight")
    assert page.locator(".or-claim").first.is_visible() and page.locator(".or-turn").count() == 2
