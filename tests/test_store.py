"""The store and the one door out of LlamaIndex."""

from __future__ import annotations

from pathlib import Path

import pytest
from llama_index.core.schema import NodeWithScore, TextNode

from rag.assemble import Parts
from rag.errors import StoreError
from rag.store import create_collection, to_hits, to_node, to_passages, to_scored_node
from rag.types import Hit, Kind, Passage, Sentence, Source, Span, Tier


def test_passage_survives_the_way_through_llama_index() -> None:
    passage = Passage("p1", "s", "words", Span(4, 9), "p. 3", "read")
    hit = Hit(passage, 1.5, {"words": 1.5}, (Sentence(Span(4, 9), 0.5),))
    assert to_hits([to_scored_node(hit, Source("s", "Title", tier=Tier.PRIMARY), 0)]) == [hit]


def test_foreign_node_without_a_span_is_refused() -> None:
    with pytest.raises(StoreError, match="carries no span"):
        to_passages([NodeWithScore(node=TextNode(text="hello"), score=1.0)])


def test_metadata_is_never_part_of_the_text_that_is_embedded_or_shown() -> None:
    node = to_node(Passage("p1", "s", "words", Span(4, 9), "p. 3"), Source("s", "Title"), 0)
    assert node.get_content(metadata_mode="all") == "words" or "p. 3" not in node.get_content(metadata_mode="embed")
    assert node.get_content(metadata_mode="embed") == "words"
    assert node.get_content(metadata_mode="llm") == "words"


def test_more_nodes_than_chroma_takes_at_once_are_stored(tmp_path: Path) -> None:
    import numpy as np

    source = Source("s", "Title", kind=Kind.DOCUMENT)
    count = 5600  # Chroma takes 5,461 in one write
    vectors = np.random.default_rng(7).normal(size=(count, 4)).astype(np.float32)
    nodes = [to_node(Passage(f"p{i}", "s", "x", Span(i, i + 1)), source, i, vectors[i]) for i in range(count)]
    written: list[int] = []
    create_collection(tmp_path, "many", nodes, written.append)
    assert sum(written) == count


def test_unknown_source_is_named(parts: Parts) -> None:
    with pytest.raises(StoreError, match="'nobody'"):
        parts.index.source_text("nobody")
