"""A passage that opens with a pronoun is shown with the sentence it points back to; one that stands by itself is shown alone."""

from pathlib import Path

import pytest

from evals.small_case import Told, indexed_facts
from rag.answer.pointing import around, points_back
from rag.models.prompts import Shown, to_write
from rag.sources import Tier

LONG = (
    "It was widened at the cost of the county in the years after the war, by two lanes and a path on its southern side."
)
FACTS = (
    "The Long Bridge was built by the county. Masons worked on it.",
    LONG,
    "That cost 4,000 pounds.",
    "The toll house stands on the west bank.",
)


@pytest.mark.parametrize(
    "text",
    [
        "It cost 5 pounds.",
        "“They left,” he said.",
        "This was more.",
        "Esto costó más.",
        "Él lo negó.",
        "Su precio subió.",
        "它于2019年开放。",
        "这是第一座。",
    ],
)
def test_pronouns_and_demonstratives_of_three_languages_point_back(text: str) -> None:
    assert points_back(text)


@pytest.mark.parametrize(
    "text", ["Items cost more.", "The bridge is long.", "Thistles grow.", "Estaba cerrado.", "El puente.", "大桥很长。"]
)
def test_words_that_only_begin_like_one_do_not(text: str) -> None:
    assert not points_back(text)


def test_sentence_pointed_to_is_found_past_one_that_points_itself_and_a_short_passage_gets_the_next(
    tmp_path: Path,
) -> None:
    source = Told(id="b", publisher="P", title="Bridge", date="2020", tier=Tier.PRIMARY, facts=FACTS)
    index = indexed_facts(tmp_path, [source]).index
    told = {passage.text: around(passage, index) for passage in index.passages}
    assert told[LONG] == ("Masons worked on it.", "")
    assert told["That cost 4,000 pounds."] == (
        "",
        "The toll house stands on the west bank.",
    )  # "It" before it names nothing
    assert told["The toll house stands on the west bank."] == ("", "")


def test_sentences_around_are_shown_once_and_marked_as_no_passage() -> None:
    before = Shown(1, "A source", "primary", "The bridge is old. Masons built it.", at=0)
    after = Shown(2, "A source", "primary", "It is long.", at=40, before="Masons built it.", after="A house is near.")
    beside, alone = to_write("q", [before, after], "en", 8).task, to_write("q", [after], "en", 8).task
    assert "[2] It is long. (after it: A house is near.)\n" in beside
    assert "[2] It is long. (before it: Masons built it.) (after it: A house is near.)\n" in alone
