"""The pages beside the chat in a real browser: lines that open, paper without folds, one source alone, documents given to the owner's page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.asking import ask, broken

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def test_a_claim_is_a_line_that_opens_and_on_paper_all_are_open(tab: Page, address: str, problems: list[str]) -> None:
    tab.goto(f"{address}ledger?language=en")
    assert (
        tab.locator("main")
        .inner_text()
        .startswith("The article's claims\n\n7 claims: 2 contradicted, 1 only partly right")
    )
    assert tab.locator(".or-row").count() == 7 and not tab.locator("#c01").is_visible()
    tab.locator(".or-row").first.locator("summary").first.click()
    assert "The old Mill Bridge in Ashcombe" in tab.locator("#c01 blockquote").first.inner_text()
    tab.goto(f"{address}article?language=en")
    tab.locator("a[href$='#c06']").click()  # a mark of the article opens its claim
    assert tab.locator("#c06").is_visible() and not tab.locator("#c02").is_visible()
    tab.emulate_media(media="print")
    assert tab.locator("#c02").bounding_box() and (tab.locator("#c02").bounding_box() or {})["height"] > 50
    assert problems == []


def test_a_source_is_found_and_asked_alone(tab: Page, address: str) -> None:
    tab.goto(f"{address}sources?language=en")
    tab.fill("input[name=q]", "passenger ferry")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**q=passenger**")
    assert tab.locator(".or-sources li").count() == 1
    assert broken(tab) == []
    tab.locator(".or-sources-ask").last.click()
    tab.wait_for_selector(".or-welcome")
    ask(tab, "How many passengers did the Lenn ferry carry in 2020?")
    assert "1 of" in tab.locator(".or-scope").inner_text()


def test_documents_given_to_the_browser_can_be_asked(tab: Page, address: str, tmp_path: Path) -> None:
    good, bad = tmp_path / "tower.md", tmp_path / "bad.pdf"
    good.write_text("# The clock tower\n\nThe clock tower of Lenn is 31 metres high.", encoding="utf-8")
    bad.write_bytes(b"no pdf at all")
    tab.goto(f"{address}own/?language=en")
    tab.locator("#or-own input[type=file]").first.set_input_files([good, bad])
    tab.get_by_text("bad.pdf").or_(tab.get_by_text("bad")).first.wait_for()
    assert broken(tab) == []
    tab.get_by_role("button", name="Read them").click()
    tab.locator(".or-own-said").wait_for()
    assert "1 read" in tab.locator(".or-own-said").inner_text()
    assert tab.locator(".or-own-skipped li").all_inner_texts()[0].startswith("bad.pdf")
    tab.click(".or-own-ask")
    tab.wait_for_selector(".or-welcome")
    ask(tab, "How high is the clock tower of Lenn?")
    assert "31 metres" in tab.locator(".or-answer").inner_text()
