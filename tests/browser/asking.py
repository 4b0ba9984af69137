"""What several browser tests do: ask and wait for the answer, hear axe."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

LENGTH = "How long is the Mill Bridge?"
QUOTE = "The Mill Bridge is 48 metres long and 6.2 metres wide."
SILENT = "What is the boiling point of mercury in kelvin?"
DONE = """n => document.querySelectorAll('#or-chat :is(.or-answer, .or-error)').length >= n
  && !document.querySelector('[aria-busy="true"]') && document.body.dataset.busy === undefined"""


def ask(page: Page, question: str) -> None:
    """Type ``question``, press Enter and wait until its answer stands."""
    before = page.locator("#or-chat .or-asked").count()
    page.fill("#or-question textarea", question)
    page.press("#or-question textarea", "Enter")
    page.wait_for_function(DONE, arg=before + 1)


def asked(page: Page) -> list[str]:
    """The questions of the conversation on the page."""
    return page.locator("#or-chat .or-asked bdi").all_inner_texts()


def broken(page: Page) -> list[str]:
    """The rules of accessibility that the page breaks, each with the first element that does."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found]
