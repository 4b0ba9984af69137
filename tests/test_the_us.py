"""A question typed without capitals means the country by "the us", and nobody by it elsewhere."""

from __future__ import annotations

import pytest

from rag.text.tokens import tokens


@pytest.mark.parametrize("text", ["the us congress", "The US Congress", "u.s. congress", "the U.S. congress"])
def test_the_country_is_one_term_however_it_is_typed(text: str) -> None:
    assert tokens(text)[0] == "usa"


@pytest.mark.parametrize("text", ["it told us so", "let us see", "the use of it", "the user", "among us"])
def test_the_pronoun_and_longer_words_are_no_country(text: str) -> None:
    assert "usa" not in tokens(text)
