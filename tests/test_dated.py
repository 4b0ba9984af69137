"""A day in figures is read as a date before words are judged, in the order of the question's language."""

from __future__ import annotations

import pytest

from rag.dated import dated
from rag.verify.values.dates import dates


@pytest.mark.parametrize(
    ("question", "read"),
    [
        ("¿Qué se botó el 03/09/1998?", "¿Qué se botó el 3 de septiembre de 1998?"),
        ("¿Quién vino el 3-9-1998?", "¿Quién vino el 3 de septiembre de 1998?"),
        ("¿Quién vino el 03.09.1998?", "¿Quién vino el 3 de septiembre de 1998?"),
        ("¿Qué ocurrió el 1998-09-03?", "¿Qué ocurrió el 3 de septiembre de 1998?"),
        ("What sank on 3/9/1998?", "What sank on 9 March 1998?"),
        ("What sank on 23/9/1998?", "What sank on 23 September 1998?"),
        ("What sank on 1998-09-23?", "What sank on 23 September 1998?"),
        ("1998/9/23谁来了？", "1998年9月23日谁来了？"),
        ("23.9.1998谁来了？", "1998年9月23日谁来了？"),
    ],
)
def test_a_day_in_figures_is_written_out(question: str, read: str) -> None:
    assert dated(question) == read


@pytest.mark.parametrize(
    "question",
    [
        "¿Qué dice la Ley 3/1998?",
        "¿Qué dice la sentencia 412/2022?",
        "What does EN-23-09-1998-B say?",
        "What does /1998/09/23/page say?",
        "¿Qué pasó el 45/13/1998?",
        "Was it 1998-99?",
    ],
)
def test_what_is_no_day_stays(question: str) -> None:
    assert dated(question) == question


@pytest.mark.parametrize("text", ["el 23-09-1998", "el 23.9.1998", "el 23/09/1998", "1998/9/23", "1998-09-23"])
def test_the_same_is_read_as_a_date_where_claims_are_held_against_sources(text: str) -> None:
    assert [when.parts for when in dates(text, "es")] == [(1998, 9, 23)]


def test_a_version_is_no_date() -> None:
    assert not dates("release 1.2.3 of 4.5")
