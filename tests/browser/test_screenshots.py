"""Pictures of the main states, written to the folder that ONRECORD_SCREENSHOTS names: for people to look at."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.test_chat import LENGTH, QUOTE, SILENT, ask
from tests.browser.test_pages import YEARLY

if TYPE_CHECKING:
    from playwright.sync_api import Page

FOLDER = os.environ.get("ONRECORD_SCREENSHOTS", "")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not FOLDER, reason="no folder for screenshots: set ONRECORD_SCREENSHOTS"),
]
PAGES = {"ledger": "ledger", "disputes": "disputes", "article": "article", "brief": "brief?topic=the+Mill+Bridge"}


def shot(page: Page, name: str) -> None:
    """A picture of what a reader sees now."""
    page.mouse.move(2, 2)
    page.wait_for_timeout(250)
    page.screenshot(path=Path(FOLDER) / f"{name}.png")


def open_mark(page: Page) -> None:
    page.locator(".or-claim", has_text=QUOTE).locator(".or-mark").click()
    page.locator("#or-panel mark").wait_for()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_desktop(page: Page, address: str, scheme: str) -> None:
    tail = "" if scheme == "light" else "-dark"
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    shot(page, f"welcome{tail}")
    ask(page, LENGTH)
    shot(page, f"answer{tail}")
    page.locator(".or-conflict").first.scroll_into_view_if_needed()
    shot(page, f"conflict{tail}")
    open_mark(page)
    shot(page, f"source{tail}")
    page.keyboard.press("Escape")
    ask(page, SILENT)
    shot(page, f"refusal{tail}")
    ask(page, YEARLY)
    page.locator(".or-series").scroll_into_view_if_needed()
    shot(page, f"series{tail}")
    for name, place in PAGES.items():
        page.goto(address + place)
        shot(page, f"{name}{tail}")


def test_in_spanish(page: Page) -> None:
    page.locator('[data-language="es"]').click()
    page.wait_for_function("() => document.getElementById('or-send')?.innerText.includes('Preguntar')")
    shot(page, "welcome-es")
    ask(page, "¿Cuánto mide el puente?")
    shot(page, "answer-es")


class TestPhone:
    @pytest.fixture
    def phone(self) -> bool:
        return True

    def test_phone(self, page: Page, address: str) -> None:
        shot(page, "welcome-phone")
        ask(page, LENGTH)
        shot(page, "answer-phone")
        page.locator(".or-conflict").first.scroll_into_view_if_needed()
        shot(page, "conflict-phone")
        open_mark(page)
        shot(page, "source-phone")
        for name, place in PAGES.items():
            page.goto(address + place)
            shot(page, f"{name}-phone")
