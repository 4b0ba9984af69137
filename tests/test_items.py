"""A quote that announces a list brings its items, and nothing else becomes one."""

from __future__ import annotations

from pathlib import Path

import pytest

from rag.answer.draft import Pick
from rag.answer.items import with_items
from rag.ask import answer
from rag.assemble import Parts, open_parts
from rag.renew import renew
from rag.settings import load_settings
from rag.types import Span

ITEMS = [
    "1. The quay where boats of the guild are loaded at low water. It is closed on Sundays.",
    "2. The yard in which salt is weighed before it may be sold to anybody in the town.",
    "3. The toll house.",
]
FIRST = [ITEMS[0].removesuffix(" It is closed on Sundays."), *ITEMS[1:]]
INTRO = "The harbour of Marlow is divided into three parts:"
AFTER = "The mayor of Stenby opened a school in the spring."


def opened(home: Path, *paragraphs: str) -> Parts:
    (home / "corpus").mkdir()
    (home / "corpus" / "harbour.txt").write_text("\n\n".join(paragraphs), encoding="utf-8")
    settings = load_settings(case=home, data=home / "data", no_model=True, embedder="minilm")
    renew(settings)
    return open_parts(settings)


def announced(home: Path, *paragraphs: str, intro: str = INTRO, also: str = "", further: bool = False) -> list[str]:
    """What stands behind the quote of ``intro`` where ``also`` is quoted, too."""
    index = opened(home, *paragraphs).index
    text = index.source_text("harbour")

    def pick(words: str) -> Pick:
        start = text.index(words)
        passage = next(p for p in index.passages if p.span.start <= start < p.span.end)
        return Pick(passage, Span(start, start + len(words)), further)

    picks = with_items([pick(words) for words in (intro, also) if words], index, 12)
    return [pick.quote for pick in picks[1:]]


def test_an_answer_has_the_items_behind_the_quote_that_announces_them(tmp_path: Path) -> None:
    parts = opened(tmp_path, INTRO, *ITEMS, AFTER)
    given = answer("Into which parts is the harbour of Marlow divided?", parts)
    found = [citation.quote for verdict in given.verdicts for citation in verdict.claim.citations]
    at = found.index(INTRO)
    assert found[at + 1 : at + 4] == FIRST
    assert not [quote for quote in found if any(quote in other for other in found if other != quote)]


def test_items_with_marks_end_where_the_marks_do(tmp_path: Path) -> None:
    assert announced(tmp_path, INTRO, *ITEMS, AFTER) == FIRST


def test_an_item_that_is_quoted_anyhow_is_quoted_once_and_in_its_place(tmp_path: Path) -> None:
    assert announced(tmp_path, INTRO, *ITEMS, AFTER, also=ITEMS[0]) == FIRST


def test_short_paragraphs_without_marks_end_where_one_is_long(tmp_path: Path) -> None:
    items = ["The quay lies in the west.", "The yard is where salt is weighed."]
    assert announced(tmp_path, INTRO, *items, " ".join([AFTER] * 4), AFTER) == items


def test_a_further_list_is_none_of_it(tmp_path: Path) -> None:
    assert announced(tmp_path, INTRO, ITEMS[0], "2. The yard has two gates:", "3. The gate of the reeve.") == FIRST[:1]


@pytest.mark.parametrize(("intro", "further"), [(INTRO.replace(":", "."), False), (INTRO, True)])
def test_what_announces_nothing_or_is_further_brings_nothing(tmp_path: Path, intro: str, further: bool) -> None:
    assert announced(tmp_path, intro, *ITEMS, intro=intro, further=further) == []


PAGE = """<html><body><main><h1>Closure of the Lode bridges</h1><p>The county mends its bridges. Four bridges will be closed in July:</p>
<ul><li>Mill Bridge</li><li>Abbey Bridge</li><li>Long Bridge, but for carts</li><li>Foundry Bridge</li></ul>
<p>Buses go by Orrin.</p><h2>Costs</h2><p>All of it costs 2.1 million pounds.</p></main></body></html>"""
NOTICE = [
    "Boil-water notice of the Varn district",
    "The board has found bacteria in the mains. The following three towns are affected:\n- Holm\n- Sette\n- Brannik",
    "Residents should boil water for one minute.",
]


def test_names_under_the_announcements_own_heading_are_items_and_end_where_a_sentence_comes(tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "bridges.html").write_text(PAGE, encoding="utf-8")
    settings = load_settings(case=tmp_path, data=tmp_path / "data", no_model=True, embedder="minilm")
    renew(settings)
    given = answer("Which bridges will be closed in July?", open_parts(settings))
    found = [citation.quote for verdict in given.verdicts for citation in verdict.claim.citations]
    at = found.index("Four bridges will be closed in July:")
    assert found[at + 1 : at + 5] == ["Mill Bridge", "Abbey Bridge", "Long Bridge, but for carts", "Foundry Bridge"]
    assert not any("Buses" in quote for quote in found[at + 5 : at + 6]) and not any(
        "Costs" in quote for quote in found
    )


def test_names_that_may_be_the_next_heading_are_none(tmp_path: Path) -> None:
    assert announced(tmp_path, INTRO, "The quay", "The yard", "Tolls", " ".join([AFTER] * 4), AFTER) == []


def test_a_title_that_meets_most_of_a_question_hides_no_sentence_of_its_passage(tmp_path: Path) -> None:
    given = answer("Which towns are affected by the boil-water notice?", opened(tmp_path, *NOTICE))
    found = [citation.quote for verdict in given.verdicts for citation in verdict.claim.citations]
    assert found[:4] == ["The following three towns are affected:", "- Holm", "- Sette", "- Brannik"]


def test_a_heading_over_bullets_announces_them(tmp_path: Path) -> None:
    heading, *items = "What we plan for next year", "• Open the west wing", "• Sell the old lorry"
    assert announced(tmp_path, heading, *items, AFTER, intro=heading) == items
    (tmp_path / "other").mkdir()
    assert announced(tmp_path / "other", heading, AFTER, *items, intro=heading) == []
