"""BM25 is kept beside a build, made again for another one, and never a reason to fail."""

from pathlib import Path

import numpy as np
import pytest

from rag.index.lexical import Lexical

TEXTS = [["mill", "bridg"], ["mayor"], []]


def test_what_is_kept_is_read_again_and_another_key_makes_it_anew(tmp_path: Path) -> None:
    made: list[int] = []

    def texts() -> list[list[str]]:
        made.append(1)
        return TEXTS

    first = Lexical.kept(tmp_path, "a", texts)
    again = Lexical.kept(tmp_path, "a", texts)
    Lexical.kept(tmp_path, "b", texts)
    assert len(made) == 2
    assert again.best(["bridg"], 3) == first.best(["bridg"], 3)
    assert list(first.best(["bridg"], 3)) == [0]


def test_a_damaged_file_is_made_again(tmp_path: Path) -> None:
    Lexical.kept(tmp_path, "a", lambda: TEXTS)
    (tmp_path / "bm25" / "onrecord.json").write_text("{")
    assert Lexical.kept(tmp_path, "a", lambda: TEXTS).size == 3


def test_only_texts_with_a_shared_term_are_found() -> None:
    lexical = Lexical.of(TEXTS)
    assert lexical.best(["unheard"], 3) == {}
    assert lexical.best(["mill", "mayor"], 3, np.array([False, True, True])).keys() == {1}
    assert lexical.frequency("mill") == 1 and lexical.frequency("unheard") == 0
    assert lexical.idf("") >= lexical.idf("mill")


def test_a_share_is_of_all_that_could_be_scored() -> None:
    told = Lexical.of([["mill", "bridg"]]).best(["mill", "unheard"], 1)
    assert 0 < told[0] < 1


@pytest.mark.parametrize("texts", [[], [[]]])
def test_nothing_to_index_finds_nothing(texts: list[list[str]]) -> None:
    assert Lexical.of(texts).best(["mill"], 3) == {}
