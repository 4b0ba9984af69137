"""The chat while a slow model writes: Stop, what is typed meanwhile, two readers at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.browser.asking import DONE, LENGTH, asked
from tests.browser.conftest import CASE, WAIT_MS, started
from tests.model.scripted import Reply, Server, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

VOTE = "When was the bridge closed to vehicles?"
QUICK = Reply("The Mill Bridge is 48 metres long and 6.2 metres wide [1].")
SLOW = Reply(QUICK.text, delay=2.0)


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
    page.press("#or-question textarea", "Enter")


def test_stop_leaves_one_line_and_what_is_typed_meanwhile_is_asked_after_it(page: Page, model: Server) -> None:
    model.says(SLOW)
    begin(page, LENGTH)
    page.locator("[aria-busy=true]").wait_for()
    page.wait_for_function("document.querySelector('#or-question textarea').value === ''")
    page.keyboard.type(VOTE)
    page.keyboard.press("Enter")  # not taken while the first is under way
    page.locator("#or-question .stop-button").click()
    page.wait_for_function(DONE, arg=1)
    assert page.locator(".or-error").all_inner_texts() == ["Stopped before the answer was checked."]
    assert page.input_value("#or-question textarea") == VOTE
    model.says(QUICK)
    page.press("#or-question textarea", "Enter")
    page.wait_for_function(DONE, arg=2)
    assert asked(page) == [LENGTH, VOTE] and page.locator(".or-answer").count() == 1


def test_who_waits_sees_the_place_and_each_gets_the_own_answer(page: Page, second: Page, model: Server) -> None:
    model.says(SLOW)
    begin(page, LENGTH)
    page.get_by_text("were read").or_(page.get_by_text("Reading")).first.wait_for()
    begin(second, VOTE)
    second.wait_for_function(
        "() => document.querySelector('.or-progress')?.textContent.includes('Su lugar en la fila: 1')"
    )
    model.says(QUICK)
    for reader, own in ((page, LENGTH), (second, VOTE)):
        reader.wait_for_function(DONE, arg=1)
        assert asked(reader) == [own] and reader.locator(".or-answer").count() == 1
