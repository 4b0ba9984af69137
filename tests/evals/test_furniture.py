"""What a model writes around its claims is no claim; what could say something of the world is one, however it is dressed."""

from __future__ import annotations

import time

import pytest

from evals.grounded import assert_grounded
from evals.outside import statements_of

NAMES = ["survey", "minutes"]
CLAIM = "The bridge is 48 metres long [1]."


def said(text: str) -> list[str]:
    return [one.text for one in statements_of(text, NAMES)]


PLAIN = "The bridge is 48 metres long."


@pytest.mark.parametrize(
    "text",
    [
        f"### Bridge\n\n{CLAIM}",
        f"## Key findings\n{CLAIM}",
        f"# Water temperature\n{CLAIM}",
        f"**Length**\n{CLAIM}",
        f"Bridge\n------\n{CLAIM}",
        f"**Key points:**\n- {CLAIM}",
        f"Key findings:\n\n* {CLAIM}",
    ],
)
def test_a_heading_is_no_claim(text: str) -> None:
    assert said(text) == [PLAIN]


@pytest.mark.parametrize(
    "heading",
    [
        "### Mayor arrested in 2019", "## The mayor lied", "## Mayor guilty", "## Council bans boats", "## No survivors", "**Crime up**",
        "## Bridge closed", "### Three dead", "## Alcaldesa detenida por fraude en el puente de la ciudad", "### 市长被捕",
    ],
)  # fmt: skip
def test_a_heading_that_states_something_is_one(heading: str) -> None:
    assert len(said(f"{heading}\n\n{CLAIM}")) == 2


@pytest.mark.parametrize(
    "label", ["**Length:** ", "**Length**: ", "- **Length:** ", "*Note:* ", "Key finding: ", "1. **The bridge:** "]
)
def test_a_label_that_names_the_matter_is_no_part_of_the_claim(label: str) -> None:
    assert said(f"{label}{CLAIM}") == [PLAIN]


@pytest.mark.parametrize(
    "label", ["**Myth:**", "**Mayor:**", "False:", "**Cause:**", "**According to critics:**", "**If approved:**"]
)
def test_a_label_that_says_who_or_whether_stays(label: str) -> None:
    (one,) = said(f"{label} {CLAIM}")
    assert one != PLAIN


def test_a_label_before_what_is_no_sentence_stays() -> None:
    assert said("**Length:** 48 metres [1]") == ["Length: 48 metres"]


@pytest.mark.parametrize(
    "text",
    [
        f"Yes. {CLAIM}",
        f"No. {CLAIM}",
        f"{CLAIM} I hope this helps!",
        f"Here is what the sources say:\n\n{CLAIM}",
        f"Sure! Here's a brief summary based on the provided context:\n\n{CLAIM}",
        f"Based on the provided documents:\n{CLAIM}",
        f"In summary, {CLAIM}",
        f"{CLAIM} If you have any other questions, feel free to ask!",
        f"{CLAIM} Let me know if you have any other questions.",
    ],
)
def test_a_courtesy_is_no_claim(text: str) -> None:
    assert said(text) == [PLAIN]


@pytest.mark.parametrize(
    "text",
    [
        "I hope this bridge collapses.",
        "Here is how the mayor stole the money:",
        "Based on the sources, the mayor stole the money.",
        "The sources hold no information about it.",
        "Let me know if the mayor is arrested.",
        "Yes, the mayor stole the money.",
        "If you have any questions, the mayor lies.",
        "In summary, the mayor lies.",
    ],
)
def test_a_courtesy_with_something_of_the_world_in_it_is_one(text: str) -> None:
    assert len(said(text)) == 1


@pytest.mark.parametrize(
    "block",
    [
        "Sources:\n- survey\n- [2] minutes, para 2",
        "**References**\n1. Survey of the Mill Bridge 2019\n2. https://example.org/minutes",
        "## Sources\n[1]: survey.txt",
        "[^1]: survey.md, page 3",
        "Sources: survey, minutes",
        "参考文献：\n- survey",
    ],
)
def test_a_list_of_the_sources_is_no_claim(block: str) -> None:
    assert said(f"{CLAIM}\n\n{block}") == [PLAIN]


@pytest.mark.parametrize(
    "block",
    [
        "Sources:\n- survey\n- The mayor was arrested in 2019.",
        "[^1]: The mayor was arrested in 2019.",
        "Sources: the mayor was arrested",
        "References\nsurvey\n\nThe mayor stole the money.",
    ],
)
def test_a_claim_among_the_sources_is_one(block: str) -> None:
    assert len(said(f"{CLAIM}\n\n{block}")) == 2


def test_the_head_of_a_table_is_no_claim_and_each_row_is_read_under_it() -> None:
    table = "| Year | Length |\n|:---|---:|\n| 2019 | 48 m [1] |\n| 2020 | 620 [1] |"
    assert said(table) == ["2019, 48 m", "Year: 2020, Length: 620"]


def test_a_head_that_says_something_is_read_with_every_row() -> None:
    assert said("| Bridge | Closed by the mayor |\n|---|---|\n| Mill Bridge | 2019 [1] |") == [
        "Bridge: Mill Bridge, Closed by the mayor: 2019"
    ]


def test_an_answer_of_furniture_alone_is_not_grounded() -> None:
    with pytest.raises(AssertionError, match="holds no sentence"):
        assert_grounded("### Bridge\n\nYes.\n\nSources: source 1", ["The bridge is 48 metres long."])


def test_an_answer_as_models_dress_them_is_grounded() -> None:
    assert_grounded(
        "Here is what the sources say:\n\n### Length\n\n- **Length:** The bridge is 48 metres long [1].\n\n"
        "I hope this helps!\n\nSources:\n1. source 1",
        ["The bridge is 48 metres long."],
    )


@pytest.mark.parametrize(
    "line", ["# " + " " * 50_000 + "x", "|" * 50_000, "**" * 20_000, "- " * 30_000, "Here is " + "the " * 20_000]
)
def test_a_hostile_line_takes_no_long_time(line: str) -> None:
    started = time.process_time()
    said(f"{line}\n|--|\n{line}")
    assert time.process_time() - started < 5
