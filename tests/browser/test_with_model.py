"""The chat while a slow model writes: Stop, a place in the line, two readers at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import CASE, WAIT_MS, started
from tests.model.scripted import Reply, Server, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

LENGTH = "How long is the Mill Bridge?"
VOTE = "When was the bridge closed to vehicles?"
QUICK = Reply("The Mill Bridge is 48 metres long and 6.2 metres wide [1].")
SLOW = Reply(QUICK.text, delay=2.0)
RESTS = "n => document.querySelectorAll('.or-turn').length === n && !document.querySelector('[aria-busy]')"


@pytest.fixture(scope="module")
def model() -> Iterator[Server]:
    with serving() as running:
        yield running


@pytest.fixture(scope="module")
def address(browser: Browser, model: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    settings = {"OPENAI_BASE_URL": model.url, "ONRECORD_ANSWERS_AT_ONCE": "1", "ONRECORD_REWRITE": "0"}
    with started(CASE, tmp_path_factory.mktemp("slow"), **settings) as where:
        yield where


@pytest.fixture
def second(browser: Browser, address: str) -> Iterator[Page]:
    """Another reader."""
    context = browser.new_context(locale="es-ES", reduced_motion="reduce")
    context.set_default_timeout(WAIT_MS)
    page = context.new_page()
    page.goto(address)
    page.wait_for_selector(".or-welcome")
    yield page
    context.close()


def begin(page: Page, question: str) -> None:
    page.fill("#or-question textarea", question)
    page.keyboard.press("Enter")


def test_stop_leaves_one_line_and_the_next_question_is_answered(page: Page, model: Server) -> None:
    model.says(SLOW)
    begin(page, LENGTH)
    page.locator(".or-turn[aria-busy]").wait_for()
    page.locator("#or-stop").click()
    page.wait_for_function(RESTS, arg=1)
    assert page.locator(".or-error").all_inner_texts() == ["Stopped before the answer was checked."]
    assert page.locator(".or-claim").count() == 0
    assert page.locator("#or-send").is_visible() and not page.locator("#or-stop").is_visible()
    model.says(QUICK)
    begin(page, LENGTH)
    page.wait_for_function(RESTS, arg=2)
    assert page.locator("#or-current .or-claim").count() == 1


def test_what_is_typed_while_an_answer_is_under_way_stays_and_can_be_asked_after_it(page: Page, model: Server) -> None:
    model.says(SLOW)
    begin(page, LENGTH)
    page.locator(".or-turn[aria-busy]").wait_for()
    page.wait_for_function("() => document.querySelector('#or-question textarea').value === ''")
    page.keyboard.type(VOTE)
    page.keyboard.press("Enter")  # not taken while the first is under way
    page.wait_for_function(RESTS, arg=1)
    assert page.input_value("#or-question textarea") == VOTE
    model.says(QUICK)
    page.keyboard.press("Enter")
    page.wait_for_function(RESTS, arg=2)
    assert page.locator("#or-current .or-asked bdi").inner_text() == VOTE
    assert page.input_value("#or-question textarea") == ""


def test_a_key_held_down_and_a_double_click_ask_once(page: Page, model: Server) -> None:
    model.says(QUICK)
    page.fill("#or-question textarea", LENGTH)
    page.keyboard.down("Enter")
    page.wait_for_function(RESTS, arg=1)
    page.keyboard.down("Enter")  # the key repeats; the box is empty by now
    page.keyboard.up("Enter")
    page.fill("#or-question textarea", VOTE)
    page.locator("#or-send").hover()
    page.mouse.down(click_count=2)
    page.mouse.up(click_count=2)
    page.wait_for_timeout(500)  # another question would be on the page by now
    assert page.locator(".or-asked bdi").all_inner_texts() == [LENGTH]
    assert page.input_value("#or-question textarea") == VOTE


def test_who_waits_sees_the_place_and_each_gets_the_own_answer(page: Page, second: Page, model: Server) -> None:
    model.says(SLOW)
    begin(page, LENGTH)
    page.get_by_text("Reading").first.wait_for()
    begin(second, VOTE)
    second.wait_for_function(
        "() => document.querySelector('.or-progress')?.textContent.includes('Su lugar en la fila: 1')"
    )
    second.wait_for_function("() => document.getElementById('or-live').textContent.includes('Su lugar en la fila: 1')")
    model.says(QUICK)
    for reader, own, other in ((page, LENGTH, VOTE), (second, VOTE, LENGTH)):
        reader.wait_for_function(RESTS, arg=1)
        shown = reader.locator("#or-scroll").inner_text()
        assert own in shown and other not in shown
        assert reader.locator(".or-claim").count() >= 1


def test_who_leaves_the_line_holds_nobody_up(page: Page, second: Page, model: Server) -> None:
    model.says(SLOW)
    begin(page, LENGTH)
    page.get_by_text("Reading").first.wait_for()
    begin(second, VOTE)
    second.get_by_text("Su lugar en la fila").first.wait_for()
    second.locator("#or-stop").click()
    second.wait_for_function(RESTS, arg=1)
    assert second.locator(".or-error").count() == 1
    page.wait_for_function(RESTS, arg=1)
    assert len(model.requests) > 0 and VOTE not in model.task(-1)
