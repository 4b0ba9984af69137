from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from axe_playwright_python.base import AxeResults
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

LENGTH = "How long is the Mill Bridge?"
QUOTE = "The Mill Bridge is 48 metres long and 6.2 metres wide."
SILENT = "What is the boiling point of mercury in kelvin?"
DONE = "([n]) => document.querySelectorAll('.or-turn').length > n && !document.querySelector('[aria-busy]')"
IN_VIEW = """() => {
  const mark = document.querySelector('#or-panel mark').getBoundingClientRect();
  const box = document.getElementById('or-side').getBoundingClientRect();
  const head = document.querySelector('.or-source-head').getBoundingClientRect();
  return mark.top >= head.bottom && mark.bottom <= Math.min(box.bottom, innerHeight);
}"""


def ask(page: Page, question: str) -> None:
    before = page.locator(".or-turn").count()
    page.fill("#or-question textarea", question)
    page.keyboard.press("Enter")
    page.wait_for_function(DONE, arg=[before])


def test_answer_shows_marks_verdicts_and_their_count(page: Page, problems: list[str]) -> None:
    ask(page, LENGTH)
    claims = page.locator(".or-claim")
    assert claims.count() >= 1
    assert page.locator(".or-claim .or-mark").count() >= claims.count()
    assert page.locator(".or-claim .or-verdict").first.inner_text().strip() == "supported"
    assert f"{claims.count()} sentence" in page.locator(".or-headline").inner_text()
    assert page.locator(".or-claim", has_text=QUOTE).count() == 1
    assert problems == []


def test_hovering_a_mark_shows_quote_source_tier_and_date(page: Page) -> None:
    ask(page, LENGTH)
    mark = page.locator(".or-claim", has_text=QUOTE).locator(".or-mark")
    mark.hover()
    card = page.locator(f"#{mark.get_attribute('aria-describedby')}")
    card.wait_for(state="visible")
    for words in (QUOTE, "Primary source", "14 Oct 2019", "Lenn County Engineers' Office"):
        assert words in card.inner_text()
    page.mouse.move(2, 2)
    card.wait_for(state="hidden")


def test_click_on_a_mark_opens_the_source_at_the_very_sentence(page: Page) -> None:
    ask(page, LENGTH)
    page.locator(".or-claim", has_text=QUOTE).locator(".or-mark").click()
    highlighted = page.locator("#or-panel mark")
    highlighted.wait_for()
    assert highlighted.inner_text() == QUOTE
    page.wait_for_function(IN_VIEW)
    panel = page.locator("#or-panel").inner_text()
    for words in ("Primary source", "Our record of this source", "14 Oct 2019", "p. 2, table 1"):
        assert words in panel
    link = page.locator(".or-original-link")
    assert link.get_attribute("rel") == "noopener noreferrer" and link.get_attribute("target") == "_blank"


def test_sources_that_differ_stand_side_by_side(page: Page) -> None:
    ask(page, LENGTH)
    card = page.locator(".or-conflict").first
    sides = card.locator(".or-side")
    assert sides.count() == 2
    first, second = (sides.nth(i).bounding_box() for i in range(2))
    assert first and second and first["y"] == second["y"] and first["x"] < second["x"]
    assert "Primary source" in sides.nth(0).inner_text() and "48 metres" in sides.nth(0).inner_text()
    assert "Examined article" in sides.nth(1).inner_text() and "84 metres" in sides.nth(1).inner_text()


def test_silence_is_a_refusal_with_passages_that_open(page: Page) -> None:
    ask(page, SILENT)
    assert "The sources do not say" in page.locator(".or-note").inner_text()
    assert page.locator(".or-claim").count() == 0
    near = page.locator(".or-near")
    assert near.count() >= 1
    words = near.first.locator(".or-near-text").inner_text()
    near.first.click()
    page.locator("#or-panel mark").first.wait_for()
    assert "".join(page.locator("#or-panel mark").all_inner_texts()).split() == words.split()


def test_follow_up_is_understood_from_the_question_before(page: Page) -> None:
    ask(page, LENGTH)
    ask(page, "And how wide is it?")
    assert "Mill Bridge" in page.locator("#or-current .or-understood").inner_text()
    assert page.locator("#or-past .or-turn").count() == 1


def test_an_empty_box_asks_nothing_and_gets_the_cursor(page: Page) -> None:
    box = page.locator("#or-question textarea")
    box.fill("   ")
    box.press("Enter")
    box.blur()
    page.locator("#or-send").click()
    assert box.evaluate("box => box === document.activeElement")
    ask(page, LENGTH)
    assert page.locator(".or-turn").count() == 1
    assert page.locator(".or-error").count() == 0


def test_a_question_of_nothing_that_can_be_seen_gives_the_one_line(page: Page) -> None:
    ask(page, "\u200b\u200b")
    assert "There is nothing to look for yet" in page.locator(".or-error").inner_text()


def test_question_that_is_too_long_gives_the_one_line(page: Page) -> None:
    ask(page, "why " * 600)
    assert "at most 2,000 can be asked" in page.locator(".or-error").inner_text()
    assert page.input_value("#or-question textarea") == "why " * 600  # to be shortened
    assert "Traceback" not in page.content()


def test_new_conversation_forgets_the_old_one(page: Page) -> None:
    ask(page, LENGTH)
    page.locator("[data-clear]").click()
    page.wait_for_selector(".or-welcome")
    assert page.locator(".or-turn").count() == 0
    ask(page, "And how wide is it?")
    assert page.locator(".or-understood").count() == 0


def test_hostile_questions_stay_text_and_nothing_leaves_the_page(
    page: Page, requests: list[str], problems: list[str], address: str
) -> None:
    hostile = [
        "<script>window.hit=1</script><img src=x onerror=window.hit=1> how long is the Mill Bridge?",
        "![x](http://evil.example/x.png) [y](javascript:window.hit=1) how long is the Mill Bridge?",
        "${window.hit=1} {{constructor.constructor('window.hit=1')()}} $x$ how long is the Mill Bridge?",
    ]
    for question in hostile:
        ask(page, question)
        assert page.locator("#or-current .or-asked bdi").inner_text() == question
    page.locator("#or-current .or-mark, #or-current .or-near").first.click()
    page.locator("#or-panel mark").first.wait_for()
    assert page.evaluate("window.hit") is None
    assert page.locator("#or-root script, #or-root img").count() == 0
    assert [url for url in requests if not url.startswith((address, "data:"))] == []
    assert problems == []


def test_browser_is_told_to_keep_the_page_to_itself(page: Page, address: str) -> None:
    headers = page.request.get(address).headers
    assert "default-src 'self'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    blocked = page.evaluate("fetch('http://evil.example/').then(() => 'out', () => 'blocked')")
    assert blocked == "blocked"
    for door in ("gradio_api/info", "gradio_api/file=/etc/passwd", "docs"):
        assert page.request.get(address + door).status == 404
    assert page.request.get(address, headers={"Host": "evil.example"}).status == 400
    assert page.locator("footer").filter(visible=True).count() == 0


def test_keyboard_alone_opens_and_closes_the_panel(page: Page) -> None:
    ask(page, LENGTH)
    for _ in range(30):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.classList.contains('or-mark')"):
            break
    mark = page.locator(".or-mark:focus")
    assert page.locator(f"#{mark.get_attribute('aria-describedby')}").is_visible()
    page.keyboard.press("Enter")
    page.locator("#or-panel mark").wait_for()
    assert page.evaluate("document.getElementById('or-panel').contains(document.activeElement)")
    page.keyboard.press("Escape")
    page.locator("#or-panel").wait_for(state="hidden")
    assert page.evaluate("document.activeElement.classList.contains('or-mark')")


def test_screen_reader_hears_the_count_and_the_answer(page: Page) -> None:
    assert page.locator("#or-live").get_attribute("aria-live") == "polite"
    ask(page, LENGTH)
    page.wait_for_function("document.getElementById('or-live').textContent.includes('supported')")
    assert QUOTE in (page.locator("#or-live").text_content() or "")


class TestPhone:
    @pytest.fixture
    def phone(self) -> bool:
        return True

    def test_nothing_scrolls_sideways_and_the_panel_is_a_sheet(self, page: Page) -> None:
        ask(page, LENGTH)
        page.locator(".or-how summary").click()
        for box in ("document.documentElement", "document.getElementById('or-scroll')"):
            assert page.evaluate(f"{box}.scrollWidth <= {box}.clientWidth"), box
        side = page.locator("#or-side")
        assert not side.is_visible()
        page.locator(".or-claim", has_text=QUOTE).locator(".or-mark").click()
        page.locator("#or-panel mark").wait_for()
        page.wait_for_function(IN_VIEW)
        sheet = side.bounding_box()
        assert sheet and sheet["width"] == 390 and sheet["y"] + sheet["height"] == 844
        assert page.evaluate("document.getElementById('or-side').scrollWidth") <= 390
        page.locator("#or-panel .or-close").click()
        side.wait_for(state="hidden")

    def test_sources_open_from_the_header(self, page: Page) -> None:
        page.locator("[data-shelf]").click()
        page.locator(".or-book").first.wait_for(state="visible")
        page.locator(".or-book").first.click()
        page.locator("#or-panel .or-source").wait_for()
        assert page.locator("#or-panel .or-line").count() >= 1


def test_reload_keeps_the_conversation_until_it_is_cleared(page: Page) -> None:
    ask(page, LENGTH)
    page.wait_for_selector(".or-actions")
    page.wait_for_function("() => Object.keys(localStorage).some((key) => key.startsWith('onrecord-talk'))")
    page.reload()
    page.wait_for_selector(".or-turn")
    assert QUOTE in page.locator(".or-claim").first.inner_text()
    page.locator("button[data-clear]").click()
    page.wait_for_selector(".or-welcome")
    page.wait_for_timeout(500)  # the browser writes its storage after the page has changed
    page.reload()
    page.wait_for_selector(".or-welcome")


def test_each_tab_has_a_conversation_of_its_own_which_a_reload_keeps(page: Page, address: str) -> None:
    ask(page, LENGTH)
    second = page.context.new_page()
    second.goto(address)
    second.wait_for_selector(".or-welcome")
    assert second.locator(".or-turn").count() == 0
    ask(second, SILENT)
    for tab, asked in ((page, LENGTH), (second, SILENT)):
        tab.reload()
        tab.wait_for_selector(".or-turn")
        assert tab.locator(".or-asked bdi").all_inner_texts() == [asked]
    second.locator("button[data-clear]").click()
    second.wait_for_selector(".or-welcome")
    page.reload()
    page.wait_for_selector(".or-turn")
    assert page.locator(".or-asked bdi").all_inner_texts() == [LENGTH]


def test_the_conversation_is_there_when_the_only_tab_was_closed(page: Page, address: str) -> None:
    ask(page, LENGTH)
    page.wait_for_function("() => Object.keys(localStorage).some((key) => key.startsWith('onrecord-talk'))")
    page.close()
    later = page.context.new_page()
    later.goto(address)
    later.wait_for_selector(".or-turn")
    assert later.locator(".or-asked bdi").all_inner_texts() == [LENGTH]


def test_another_reader_sees_nothing_of_this_conversation(page: Page, browser: Browser, address: str) -> None:
    ask(page, LENGTH)
    other = browser.new_context()
    second = other.new_page()
    second.goto(address)
    second.wait_for_selector(".or-welcome")
    assert second.locator(".or-turn").count() == 0
    other.close()


def test_a_source_switched_off_does_not_answer(page: Page) -> None:
    page.locator('[data-scope="source:survey-2019"]').click()
    page.wait_for_selector(".or-chosen")
    ask(page, LENGTH)
    page.locator(".or-how summary").click()
    assert "Lenn County Engineers' Office" not in page.locator(".or-turn").inner_text()
    page.locator('[data-scope="all"]').click()
    page.wait_for_selector(".or-chosen", state="detached")
    ask(page, LENGTH)
    assert page.locator(".or-claim", has_text=QUOTE).count() == 1


QUICKLY = """([find, ids]) => ids.forEach((id, n) => setTimeout(() =>
    document.querySelector(find.replace("ID", id)).click(), 8 * n))"""


def test_what_is_clicked_while_the_last_click_is_under_way_is_not_lost(page: Page) -> None:
    ids = ["survey-2019", "council-minutes-2020", "mayor-2020", "society-leaflet"]
    page.evaluate(QUICKLY, [".or-book[data-source='ID']", ids])
    page.wait_for_function(
        "id => document.querySelector('#or-panel .or-source')?.dataset.key.startsWith(id + ':')", arg=ids[-1]
    )
    page.locator("#or-panel .or-close").click()
    page.evaluate(QUICKLY, ["[data-scope='source:ID']", ids])
    for one in ids:
        page.wait_for_selector(f'[data-scope="source:{one}"][aria-checked="false"]')


AT_ONCE = """asked => {
  const box = document.querySelector('#or-question textarea');
  box.value = asked;
  box.dispatchEvent(new Event('input', {bubbles: true}));
  const press = () => document.querySelector('[aria-busy]') ? requestAnimationFrame(press)
    : document.getElementById('or-send').click();
  press();
}"""


def test_a_question_asked_the_moment_an_answer_stands_is_not_lost(page: Page) -> None:
    for round_ in (0, 2, 4):
        page.fill("#or-question textarea", LENGTH)
        page.keyboard.press("Enter")
        page.wait_for_function("n => document.querySelectorAll('.or-turn').length > n", arg=round_)
        page.evaluate(AT_ONCE, SILENT)
        page.wait_for_function(DONE, arg=[round_ + 1])
    assert page.locator(".or-asked bdi").all_inner_texts() == [LENGTH, SILENT] * 3


@pytest.mark.parametrize(("code", "ask_word"), [("es", "Preguntar"), ("zh", "提问")])
def test_the_page_changes_its_language_and_remembers(page: Page, code: str, ask_word: str) -> None:
    page.locator(f'[data-language="{code}"]').click()
    page.wait_for_function("([words]) => document.getElementById('or-send')?.innerText.includes(words)", arg=[ask_word])
    page.wait_for_timeout(500)  # the browser writes its storage after the page has changed
    page.reload()
    page.wait_for_function("([words]) => document.getElementById('or-send')?.innerText.includes(words)", arg=[ask_word])


def test_ask_again_and_edit_take_up_the_question(page: Page) -> None:
    ask(page, LENGTH)
    page.locator("[data-edit]").click()
    assert page.input_value("#or-question textarea") == LENGTH
    page.locator("[data-again]").click()
    page.wait_for_function(DONE, arg=[1])
    assert page.locator(".or-asked").count() == 2


def test_copy_gives_the_answer_with_its_sources(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ask(page, LENGTH)
    page.locator("[data-copy]").click()
    page.wait_for_function("() => document.querySelector('[data-copy] span').textContent === 'Copied'")
    copied = page.evaluate("() => navigator.clipboard.readText()")
    assert QUOTE in copied
    assert "Lenn County Engineers' Office" in copied


def test_save_downloads_the_conversation(page: Page) -> None:
    ask(page, LENGTH)
    with page.expect_download() as download:
        page.locator("button.or-bar-button[data-save]").click()
    assert QUOTE in download.value.path().read_text(encoding="utf-8")


def test_a_thumb_opens_a_comment_and_is_thanked_for(page: Page) -> None:
    ask(page, LENGTH)
    page.locator('[data-rate="down"]').click()
    page.fill(".or-comment-text", "not my bridge")
    page.locator("[data-comment]").click()
    page.wait_for_function("() => document.getElementById('or-live').textContent.includes('noted')")
    assert page.locator('[data-rate="down"]').get_attribute("aria-pressed") == "true"


@pytest.mark.parametrize("phone", [False, True])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_accessibility_rule_is_broken(page: Page, scheme: str, phone: bool) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    found = [_broken(Axe().run(page, options=WCAG))]
    ask(page, LENGTH)
    page.locator('[data-rate="up"]').click()
    found.append(_broken(Axe().run(page, options=WCAG)))
    page.locator(".or-claim .or-mark").first.click()
    page.locator("#or-panel mark").wait_for()
    found.append(_broken(Axe().run(page, options=WCAG)))
    assert found == [[], [], []]


WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


def _broken(results: AxeResults) -> list[str]:
    return [
        f"{rule['id']}: {[node['target'] for node in rule['nodes']][:3]}" for rule in results.response["violations"]
    ]
