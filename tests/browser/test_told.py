"""What the chat tells and keeps: refusals of the server, what was done under an answer, the language of the page."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.browser.test_chat import LENGTH, ask
from ui.web.words import word

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

JOIN = "**/gradio_api/queue/join*"


@pytest.mark.parametrize(
    ("status", "message", "login"),
    [(503, "3 <b>questions</b> are waiting already", 0), (401, "You are not signed in.", 1)],
)
def test_a_refused_question_says_why_until_the_next_one_is_taken(
    page: Page, status: int, message: str, login: int
) -> None:
    body = json.dumps({"error": {"code": "x", "message": message}})
    page.route(JOIN, lambda route: route.fulfill(status=status, content_type="application/json", body=body))
    page.fill("#or-question textarea", LENGTH)
    page.keyboard.press("Enter")
    line = page.locator("#or-refused")
    line.locator("span").wait_for(state="visible")
    assert line.locator("span").inner_text() == message and line.get_attribute("role") == "status"
    assert line.locator("a[href='./login']").count() == login
    assert page.input_value("#or-question textarea") == LENGTH
    page.unroute(JOIN)
    ask(page, LENGTH)
    assert line.text_content() == ""


@pytest.mark.parametrize("language", ["es", "zh"])
def test_too_many_questions_are_told_in_the_language_of_the_page(page: Page, language: str) -> None:
    page.locator(f'[data-language="{language}"]').click()
    page.wait_for_function("tongue => document.documentElement.lang === tongue", arg=language)
    body = json.dumps({"error": {"code": "rate_limited", "message": "too many requests; try again in 7 s"}})
    told = {"status": 429, "content_type": "application/json", "headers": {"Retry-After": "7"}, "body": body}
    page.route(JOIN, lambda route: route.fulfill(**told))  # type: ignore[arg-type]
    page.fill("#or-question textarea", LENGTH)
    page.keyboard.press("Enter")
    said = page.locator("#or-refused span")
    said.wait_for(state="visible")
    assert said.inner_text() == f"{word('too_many', language)} {word('wait', language, seconds='7')}"
    assert said.get_attribute("lang") == language


def test_a_lost_server_is_told_in_the_language_of_the_page_and_the_question_is_kept(page: Page) -> None:
    page.locator('[data-language="es"]').click()
    page.wait_for_function("() => document.documentElement.lang === 'es'")
    page.route(JOIN, lambda route: route.abort())
    page.fill("#or-question textarea", "¿Cuánto mide el puente?")
    page.keyboard.press("Enter")
    said = page.locator("#or-refused span")
    said.wait_for(state="visible")
    assert said.inner_text() == word("lost", "es") and said.get_attribute("lang") == "es"
    page.unroute(JOIN)
    page.reload()
    page.wait_for_function("() => document.querySelector('#or-question textarea')?.value === '¿Cuánto mide el puente?'")


def test_a_question_under_way_is_in_the_box_again_after_a_reload_and_an_answered_one_is_not(page: Page) -> None:
    page.evaluate(
        """() => {
            document.querySelector('#or-current').innerHTML =
                '<article class="or-turn" aria-busy="true"><h2 class="or-asked"><bdi>How <b>wide</b>?</bdi></h2></article>';
        }"""
    )
    page.reload()
    page.wait_for_function("() => document.querySelector('#or-question textarea')?.value === 'How wide?'")
    ask(page, LENGTH)
    page.reload()
    page.wait_for_selector(".or-claim")
    assert page.input_value("#or-question textarea") == ""


def test_why_there_is_no_link_stands_under_the_answer(page: Page) -> None:
    ask(page, LENGTH)
    # What the server gives for an answer from before its start; to start it anew on the same port takes the test too long.
    page.evaluate(
        """() => onrecordTurns.linked(
            Object.assign(document.createElement('div'), {innerHTML: '<p data-turn="1">Please ask again.</p>'}),
            (name, told) => told(),
        )"""
    )
    assert page.locator("#or-current .or-saved-note").inner_text() == "Please ask again."


def test_what_was_done_under_an_answer_outlasts_the_next_question(page: Page) -> None:
    ask(page, LENGTH)
    page.locator("[data-link]").click()
    link = page.locator(".or-saved-link").get_attribute("href")
    page.locator('[data-rate="down"]').click()
    page.fill(".or-comment-text", "not my")
    ask(page, "And how wide is it?")
    before = page.locator("#or-past .or-actions")
    assert before.locator(".or-saved-link").get_attribute("href") == link
    assert before.locator('[data-rate="down"]').get_attribute("aria-pressed") == "true"
    assert before.locator(".or-comment-text").is_visible()
    assert before.locator(".or-comment-text").input_value() == "not my"
    page.locator("[data-clear]").click()
    page.wait_for_selector(".or-welcome")
    ask(page, LENGTH)
    assert page.locator('.or-saved-link, [data-rate][aria-pressed="true"]').count() == 0
    page.locator("[data-link]").click()
    page.locator(".or-saved-link").wait_for()


def test_the_chosen_language_goes_along_to_the_pages_beside_and_back(page: Page) -> None:
    page.locator('[data-language="es"]').click()
    page.wait_for_function("() => document.documentElement.lang === 'es'")
    page.wait_for_timeout(500)  # the browser writes its storage after the page has changed
    page.locator(".or-bar a[href^='./ledger']").click()
    assert page.locator(".or-ledger-ways [aria-current]").get_attribute("href") == "./ledger?language=es"
    page.locator(".or-ledger-languages [lang='en']").click()
    assert page.locator("h1").inner_text() == "The article's claims"
    page.locator(".or-ledger-languages [lang='es']").click()
    page.locator(".or-ledger-ways a[href^='./article']").click()
    page.locator(".or-said-sign").first.click()
    page.locator(".or-ledger-ways a[href^='./brief']").click()
    assert page.locator("html").get_attribute("lang") == "es"
    page.locator(".or-ledger-ways a[href='./']").click()
    page.wait_for_selector(".or-welcome")
    page.wait_for_function("() => document.documentElement.lang === 'es'")
