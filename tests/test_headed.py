"""The heading above a passage as the reader reads it."""

from __future__ import annotations

import pytest

from rag.headed import headed
from rag.types import Kind, Source, Tier

SURVEY = Source(
    id="survey", title="Survey of Wells (WS-18-205)", publisher="Water Office (formerly Harbour Board)", tier=Tier.PRIMARY,
    published="2021-03-24 (day not seen)", authors=("Ana J. Ortega",), kind=Kind.RECORD, language="en",
)  # fmt: skip
AUTHORS = frozenset({"ana", "ortega"})


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("How many wells are dry?", "Water Office, Survey of Wells, 2021"),
        ("What does WS-18-205 count?", "Water Office, Survey of Wells (WS-18-205), 2021"),
        ("What did the Harbour Board count?", "Water Office (formerly Harbour Board), Survey of Wells, 2021"),
        ("What was said in March 2021?", "Water Office, Survey of Wells, 2021-03-24 (day not seen)"),
        ("When were the wells dry?", "Water Office, Survey of Wells, 2021-03-24 (day not seen)"),
        ("What did Ortega count?", "Water Office, Ana J. Ortega, Survey of Wells, 2021"),
    ],
)
def test_an_aside_the_day_and_the_authors_stand_where_the_question_bears_on_them(question: str, expected: str) -> None:
    assert headed(SURVEY, question, AUTHORS) == expected


def test_what_is_all_aside_stays() -> None:
    bare = Source(id="x", title="(untitled)", publisher="", tier=Tier.PRIMARY, kind=Kind.RECORD)
    assert headed(bare, "Anything?", ()) == "(untitled)"


def test_the_seed_is_called_the_article() -> None:
    seed = Source(id="seed", title="A Story (updated)", publisher="The Paper", tier=Tier.SEED, kind=Kind.SEED)
    assert headed(seed, "What does the story say?", ()) == "the article"
