from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.sentences import sentences


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("On Tuesday, Aug. 24, it fell. Then it rose.", "en", ["On Tuesday, Aug. 24, it fell.", "Then it rose."]),
        ("The U.S. report came late. He left.", "en", ["The U.S. report came late.", "He left."]),
        ("It cost 3.5 million.\r\n\r\nNobody paid!", "en", ["It cost 3.5 million.", "Nobody paid!"]),
        ("¿Cómo fue? Nadie lo sabe.", "es", ["¿Cómo fue?", "Nadie lo sabe."]),
        ("他离开了。第二句！", "zh", ["他离开了。", "第二句！"]),
        ("Cafe\u0301 opened 😀. It closed.", "en", ["Cafe\u0301 opened 😀.", "It closed."]),
        (" \n\t", "en", []),
        ("", "en", []),
    ],
)
def test_sentences_by_hand(text: str, language: str, expected: list[str]) -> None:
    assert [span.of(text) for span in sentences(text, language)] == expected


@given(st.text(), st.sampled_from(["en", "es", "zh", "ja", "fr", "de", "pt", "no such language"]))
def test_every_visible_character_is_in_exactly_one_sentence(text: str, language: str) -> None:
    spans = sentences(text, language)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(span.of(text) == span.of(text).strip() for span in spans)
    covered = {i for span in spans for i in range(span.start, span.end)}
    assert all(c.isspace() for i, c in enumerate(text) if i not in covered)
