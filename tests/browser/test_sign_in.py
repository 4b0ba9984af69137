"""Signing in with a real browser: it says where a form comes from, and another site's page cannot send one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import CASE, WAIT_MS, started

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

TOKEN = "a token of some length"
FORM = """([where, token]) => {
  const form = document.createElement('form');
  form.method = 'post';
  form.action = where;
  const field = document.createElement('input');
  field.name = 'token';
  field.value = token;
  form.append(field);
  document.body.append(form);
  form.submit();
}"""


@pytest.fixture(scope="module")
def shut(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The small case behind a token."""
    with started(CASE, tmp_path_factory.mktemp("shut"), ONRECORD_TOKEN=TOKEN) as where:
        yield where


@pytest.fixture
def stranger(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="en-GB", reduced_motion="reduce")
    context.set_default_timeout(WAIT_MS)
    yield context.new_page()
    context.close()


def test_who_knows_the_token_signs_in_and_out(shut: str, stranger: Page) -> None:
    stranger.goto(shut)
    assert stranger.url == f"{shut}login"
    stranger.get_by_label("Token").fill("not the token")
    stranger.get_by_role("button").click()
    assert "That is not the token." in stranger.get_by_role("alert").inner_text()
    stranger.get_by_label("Token").fill(TOKEN)
    stranger.get_by_role("button").click()
    stranger.wait_for_selector(".or-welcome")
    stranger.get_by_role("button", name="Sign out").click()
    stranger.wait_for_url(f"{shut}login")
    assert stranger.context.cookies() == []


def test_a_form_of_another_site_signs_nobody_in(shut: str, stranger: Page, another_site: str) -> None:
    for origin in (another_site, "about:blank"):  # the second has none: "Origin: null"
        page = stranger.context.new_page()
        page.goto(origin)
        with page.expect_response(f"{shut}login") as told:
            page.evaluate(FORM, [f"{shut}login", TOKEN])
        assert told.value.status == 403, origin
    assert stranger.context.cookies() == []
