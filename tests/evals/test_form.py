"""What is form in another system's answer is no claim, and never a bad reference by itself."""

import pytest

from rag.grounded.statements import statements_of

CLAIM = "The bridge is 48 metres long"


def told(text: str) -> list[str]:
    return [s.text for s in statements_of(text, ["survey", "minutes"])]


@pytest.mark.parametrize(
    "text",
    [
        f"## Length\n\n{CLAIM} [1].",
        f"**Length**\n{CLAIM} [1].",
        f"Length\n------\n{CLAIM} [1].",
        f"- **Length:** {CLAIM} [1].",
        f"{CLAIM} [1] (https://a.example/b).",
        f"{CLAIM} 【1†source】.",
        f"{CLAIM}[^1].\n\n[^1]: https://a.example/b",
        f"<cite>{CLAIM}</cite> [1].",
        f"{CLAIM} [1].\n\nSources:\n1. https://a.example/b\n- survey",
        f"Here is what I found:\n{CLAIM} [1].",
        f"{CLAIM} [1].\n\n---\n",
        f"{CLAIM} [1].\n\n[Read more](https://a.example/b)",
        f'{CLAIM} [1].\n\n- [The minutes](https://a.example/b "minutes") | [Map](https://a.example/c)',
    ],
)
def test_form_is_stripped(text: str) -> None:
    assert told(text) == [f"{CLAIM}."]


def test_words_of_a_link_stay() -> None:
    assert told(f"{CLAIM}, says the [survey](https://a.example).") == [f"{CLAIM}, says the survey."]


def test_sentence_that_is_a_link_is_a_claim() -> None:
    assert told(f"[{CLAIM}.](https://a.example)") == [f"{CLAIM}."]


def test_row_of_a_table_is_read_under_its_head() -> None:
    assert told("| Year | Catch |\n|---|---|\n| 2021 | 400 |") == ["Year: 2021, Catch: 400"]


@pytest.mark.parametrize(
    "mark",
    [
        "(Source 1)",
        "(Doc 1, Doc 2)",
        "(see [2])",
        "（来源1）",
        "(Fuente 2)",
        "<sup>1</sup>",
        "【1†source】",
        "[^1]",
        "(cf. ref. 1)",
    ],
)
def test_mark_in_any_spelling_is_no_word_of_a_claim(mark: str) -> None:
    assert told(f"{CLAIM} {mark}.") == [f"{CLAIM}."]


def test_bracket_with_words_of_its_own_stays() -> None:
    assert told(f"{CLAIM} (see the survey of 1998).") == [f"{CLAIM} (see the survey of 1998)."]
    assert told(f"{CLAIM} (two lanes).") == [f"{CLAIM} (two lanes)."]
