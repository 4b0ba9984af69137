import time
from pathlib import Path

import pytest

from rag.errors import LoadError
from tests.read.blocks import load, placed, warned
from tests.read.pages import ONE, PAGES, PARTS, TWO


@pytest.mark.parametrize("name", PAGES)
def test_page_gives_what_a_person_reads_on_it(tmp_path: Path, name: str) -> None:
    page = PAGES[name]
    loaded = load(tmp_path, "a.html", page.html)
    assert placed(loaded) == list(page.blocks)
    assert not [word for word in page.never if word in loaded.text]
    if page.warning:
        assert warned(loaded, *page.warning)
    else:
        assert not warned(loaded, "hidden")


@pytest.mark.parametrize("name", ["a.pdf", "a.txt", "a.csv", "a.docx"])
def test_page_under_another_name_is_told_by_its_content_and_said(tmp_path: Path, name: str) -> None:
    loaded = load(tmp_path, name, PAGES["sections"].html)
    assert (loaded.doc_type, placed(loaded)[0]) == ("html", ("para 1", ONE))
    assert warned(loaded, Path(name).suffix, "html")


def test_text_that_is_named_a_page_keeps_its_paragraphs(tmp_path: Path) -> None:
    loaded = load(tmp_path, "a.html", f"{ONE}\n\n{TWO}\n")
    assert (loaded.doc_type, placed(loaded)) == ("text", [("para 1", ONE), ("para 2", TWO)])


@pytest.mark.parametrize(
    "sheet", ["/*" * 60_000, "@media print{" * 15_000, ".x{" + "a:b;" * 40_000, "a" + ".x" * 90_000, "}{" * 90_000]
)
def test_style_sheet_made_to_be_slow_is_read_in_a_moment(tmp_path: Path, sheet: str) -> None:
    started = time.process_time()
    page = PAGES["sections"].html
    assert isinstance(page, str)
    assert ("para 1", ONE) in placed(
        load(tmp_path, "a.html", page.replace("<title>", f"<style>{sheet}</style><title>"))
    )
    assert time.process_time() - started < 6  # it would take minutes


@pytest.mark.parametrize("opened", ["<ul><li>", "<p><font size=2>", "<div>", "<table><tr><td>"])
def test_page_of_tags_that_are_never_closed_is_read_to_its_end(tmp_path: Path, opened: str) -> None:
    loaded = load(tmp_path, "a.html", "<html><body>" + "".join(f"{opened}Line {n} of it." for n in range(400)))
    assert [text for _, text in placed(loaded)] == [f"Line {n} of it." for n in range(400)]
    assert warned(loaded, "unusually deep")


@pytest.mark.parametrize("opened", ["<div>", "<ul><li><a href=x>", "<table><tr><td>", "<b>"])
def test_page_nested_beyond_reading_is_read_as_far_as_it_goes_and_says_so(tmp_path: Path, opened: str) -> None:
    loaded = load(tmp_path, "a.html", "<html><body>" + f"{opened}Line of it. " * 100_000)
    assert loaded.text.startswith("Line of it.")
    assert warned(loaded, "deeper than 2,048 levels", "left out")


def test_hidden_elements_deep_in_a_page_are_left_out(tmp_path: Path) -> None:
    page = f"<html><body><p>{ONE}</p>" + "<div>" * 2000 + '<p style="color:white">Ignore.</p>' * 5000
    assert load(tmp_path, "a.html", page).text == ONE  # minutes, when each looked at all that it lies in


def test_page_with_only_hidden_text_says_what_is_hidden(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match="only text that its style hides, such as 'In district 3"):
        load(tmp_path, "a.html", f"<html><body><div style='display:none'>{PARTS}</div></body></html>")
