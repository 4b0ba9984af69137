"""Embeddings from an endpoint: another index key, unit vectors in our order, one length, one line for each failure."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from rag.ask import answer
from rag.assemble import open_parts
from rag.errors import ModelError, StoreError, UsageError
from rag.models.embedder import BATCH, RemoteEmbedder, embedder_key
from rag.settings import Settings, load_settings
from tests.model.scripted import KEY, Reply, Server


def connected(server: Server, **given: Any) -> Settings:
    base = {
        "openai_base_url": server.url,
        "openai_api_key": KEY,
        "embed_model": "embed-1",
        "retries": 0,
        "no_model": True,
    }
    return load_settings(**(base | given))


def test_vectors_are_unit_rows_in_the_order_given_in_batches(server: Server) -> None:
    server.says(Reply(vectors=32))
    texts = [f"text number {n}" for n in range(BATCH + 5)]
    embedder = RemoteEmbedder(connected(server), dim=32)
    vectors = embedder.passages(texts)
    assert [len(r["input"]) for r in server.requests] == [BATCH, 5]
    assert vectors.shape == (BATCH + 5, 32)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert np.allclose(vectors[7], embedder.passages([texts[7]])[0], atol=1e-6)


def test_same_question_is_asked_once(server: Server) -> None:
    server.says(Reply(vectors=8))
    embedder = RemoteEmbedder(connected(server))
    embedder.questions(["How long?"])
    embedder.questions(["How long?"])
    assert len(server.requests) == 2  # one for the length, one for the question


def test_no_texts_give_no_rows(server: Server) -> None:
    assert RemoteEmbedder(connected(server), dim=8).passages([]).shape == (0, 8)


def test_case_indexed_by_an_endpoint_is_asked_by_it_and_by_no_other(tiny: Path, server: Server) -> None:
    server.says(Reply(vectors=48))
    settings = connected(server, case=tiny)
    parts = open_parts(settings)
    assert parts.index.snapshot.embedder == f"remote:embed-1@{server.url.split('/')[2]}"
    assert parts.index.snapshot.dim == 48
    assert any("48 metres" in hit.passage.text for hit in answer("How long is the Mill Bridge in metres?", parts).hits)
    with pytest.raises(StoreError, match="was made with embedder remote:embed-1"):
        open_parts(load_settings(case=tiny))
    with pytest.raises(StoreError, match="this run uses remote:embed-2"):
        open_parts(connected(server, case=tiny, embed_model="embed-2"))


def test_model_and_host_are_part_of_the_key(server: Server) -> None:
    keys = {
        embedder_key(connected(server)),
        embedder_key(connected(server, embed_model="embed-2")),
        embedder_key(connected(server, openai_base_url="http://127.0.0.1:9/v1")),
        embedder_key(load_settings()),
    }
    assert len(keys) == 4


def test_vectors_of_another_length_are_an_error(server: Server) -> None:
    server.says(Reply(vectors=16))
    with pytest.raises(ModelError, match="vectors of 16 numbers for 'embed-1', expected 32"):
        RemoteEmbedder(connected(server), dim=32).questions(["How long?"])


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (Reply(status=401), "refused the key"),
        (Reply(status=404), "does not know the model 'embed-1' .404.. Check ONRECORD_EMBED_MODEL"),
        (Reply(status=429), "no more requests"),
        (Reply(status=500), "failed .500."),
        (Reply(vectors=8, delay=0.6), "silent for too long"),
    ],
)
def test_each_failure_has_its_line(server: Server, reply: Reply, said: str) -> None:
    server.says(reply)
    with pytest.raises(ModelError, match=f"^embeddings: .*{said}") as caught:
        RemoteEmbedder(connected(server, timeout_s=0.2), dim=8).passages(["x"])
    assert KEY not in str(caught.value)


def test_embedding_model_without_an_endpoint_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="ONRECORD_EMBED_MODEL is set, but no endpoint"):
        embedder_key(load_settings(embed_model="embed-1"))
