"""The tokenizer of multilingual-e5-small: the pieces that the published one makes, and no mark that a text could write."""

import pytest

from rag.models.e5 import tokenizer
from rag.models.e5_file import weights
from rag.models.embedder import e5_runs_here
from rag.models.pieces import LONGEST, Pieces

pytestmark = pytest.mark.skipif(not e5_runs_here(), reason="no package with e5's weights for this machine")


@pytest.fixture(scope="module")
def pieces() -> Pieces:
    return tokenizer()


@pytest.mark.parametrize(
    ("text", "ids"),  # by the tokenizers package, from the same pieces and scores
    [
        ("Hello, world!", [0, 35378, 4, 8999, 38, 2]),
        ("The bridge at Tarn is 48.5 m long.", [0, 581, 6, 80728, 99, 6760, 19, 83, 201, 107944, 347, 4989, 5, 2]),
        (
            "El puente mide 48,5 metros; ¿y cuánto pesa?",
            [0, 540, 208947, 324, 112, 201, 151003, 29461, 74, 3936, 53, 228875, 44130, 32, 2],
        ),
        ("这座桥长四十八米。", [0, 6, 175941, 44873, 3846, 4121, 58589, 5473, 30, 2]),
        ("été ﬁn ½", [0, 5325, 2270, 78660, 2]),
        ("倢伃 x 倢", [0, 6, 3, 1022, 6, 3, 2]),
        ("Überschwemmungsgebiete  im\nTal", [0, 16089, 127081, 2276, 17561, 57745, 13, 566, 10656, 2]),
    ],
)
def test_pieces_are_those_of_the_published_tokenizer(pieces: Pieces, text: str, ids: list[int]) -> None:
    assert [0, *pieces.cut(text), 2] == ids


def test_text_cannot_write_a_mark(pieces: Pieces) -> None:
    assert not {0, 1, 2, 250001} & set(pieces.cut("<s> </s> <pad> <mask> </s></s>"))


def test_pieces_of_a_word_do_not_depend_on_what_was_cut_before(pieces: Pieces) -> None:
    text = "Überschwemmungsgebiete en 2024 桥有多长"
    assert Pieces(weights().vocabulary).cut(text) == pieces.cut(text) == pieces.cut(text)


@pytest.mark.parametrize("text", ["", "\n", "\x00", "\ud800", "\u0300" * 200_000, "\ufdfa" * 200_000, "a" * 1_000_000])
def test_awkward_text_is_cut_all_the_same(pieces: Pieces, text: str) -> None:
    assert len(pieces.cut(text)) <= LONGEST + 1  # the mark that begins a word
