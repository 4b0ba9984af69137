"""Our search beside LlamaIndex's dense + BM25 fusion on a set of paragraphs with questions, same embedder, one run."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from rag.errors import UsageError
from rag.index.snapshot import Snapshot, SnapshotSource
from rag.index.store import Index, create_collection, open_index, to_node
from rag.index.stored import write_judgements, write_text
from rag.index.tables import Tables, save_tables
from rag.ingest.reuse import Reusing, embed, known_table
from rag.models.embedder import Embedder, choose_embedder
from rag.retrieve.search import Search
from rag.types import Kind, Passage, Source, Span, Tier

TOP = 10


def compare(file: Path, every: int) -> dict[str, float]:
    """nDCG@10 and recall@1 of both systems over every ``every``-th question of a SQuAD-format file.

    Each paragraph is a document of its own; the paragraph a question was written for is the one right answer.
    """
    data = json.loads(file.read_text(encoding="utf-8"))["data"]
    language = next((part for part in reversed(file.stem.split(".")) if len(part) == 2), "en")
    paragraphs = [paragraph for article in data for paragraph in article["paragraphs"]]
    asked = [(qa["question"], f"d{i}") for i, p in enumerate(paragraphs) for qa in p["qas"]][::every]
    embedder = choose_embedder("auto")
    with tempfile.TemporaryDirectory(prefix="onrecord-bench-") as folder:
        index = _index(Path(folder), [p["context"] for p in paragraphs], language, embedder)
        search = Search(index, embedder)
        ours = [[hit.passage.id for hit in search.find(question, TOP).hits] for question, _ in asked]
        theirs = _fusion(index, embedder, [question for question, _ in asked], language)
    right = [gold for _, gold in asked]
    return {
        "questions": len(asked),
        "ours nDCG@10": _ndcg(ours, right),
        "fusion nDCG@10": _ndcg(theirs, right),
        "ours recall@1": _first(ours, right),
        "fusion recall@1": _first(theirs, right),
    }


def _index(folder: Path, texts: Sequence[str], language: str, embedder: Embedder) -> Index:
    """An index with one passage a text, built with the product's own pieces."""
    read = []
    build = folder / "builds" / "bench"
    sources = []
    for i, text in enumerate(texts):
        source = Source(f"d{i}", "", tier=Tier.SECONDARY, kind=Kind.DOCUMENT, language=language)
        source = replace(source, sha256=write_text(build, text))
        read.append((source, [Passage(f"d{i}", f"d{i}", text, Span(0, len(text)))]))
        sources.append(_described(source))
    reusing = Reusing(embedder)
    embedded = embed(read, reusing, lambda stage, done, total: None)
    vectors = embedded.vectors.all()
    nodes = [to_node(p, read[i][0], i, vectors[i]) for i, p in enumerate(embedded.passages)]
    create_collection(build, "bench", nodes, lambda count: None)
    save_tables(build, Tables({}, known_table((), (), {}, reusing, lambda done, total: None)))
    write_judgements(build, [], ())
    snapshot = Snapshot(
        id="bench",
        key="bench",
        created="",
        build="bench",
        collection="bench",
        embedder=embedder.id,
        dim=embedder.dim,
        passages=len(nodes),
        sources=tuple(sources),
    )
    return open_index(folder, snapshot)


def _described(source: Source) -> SnapshotSource:
    return SnapshotSource(
        id=source.id,
        title="",
        tier=source.tier,
        kind=source.kind,
        language=source.language,
        sha256=source.sha256,
        file="",
        file_sha256="",
        passages=1,
    )


def _fusion(index: Index, embedder: Embedder, questions: Sequence[str], language: str) -> list[list[str]]:
    """LlamaIndex's QueryFusionRetriever in reciprocal-rank mode over its vector index and its BM25Retriever."""
    from llama_index.core import VectorStoreIndex
    from llama_index.core.base.embeddings.base import BaseEmbedding
    from llama_index.core.llms.mock import MockLLM
    from llama_index.core.retrievers import QueryFusionRetriever

    try:
        from llama_index.retrievers.bm25 import BM25Retriever
    except ImportError as exc:
        # Not among our requirements: it asks for an older PyStemmer than we use, though it runs with ours.
        raise UsageError(
            "LlamaIndex's BM25 retriever is not installed. Run: pip install --no-deps llama-index-retrievers-bm25"
        ) from exc

    class Ours(BaseEmbedding):
        """The same embedder behind LlamaIndex's interface."""

        def _get_query_embedding(self, query: str) -> list[float]:
            return embedder.questions([query])[0].tolist()  # type: ignore[no-any-return]  # numpy's tolist

        def _get_text_embedding(self, text: str) -> list[float]:
            return embedder.passages([text])[0].tolist()  # type: ignore[no-any-return]  # numpy's tolist

        async def _aget_query_embedding(self, query: str) -> list[float]:
            return self._get_query_embedding(query)

    import Stemmer

    vectors = VectorStoreIndex.from_vector_store(index.vector_store, embed_model=Ours())
    nodes = [to_node(p, index.sources[p.source_id], i) for i, p in enumerate(index.passages)]
    stemmer = Stemmer.Stemmer({"es": "spanish"}.get(language, "english"))
    lexical = BM25Retriever.from_defaults(nodes=nodes, similarity_top_k=30, stemmer=stemmer, language=language)
    fusion = QueryFusionRetriever(
        [vectors.as_retriever(similarity_top_k=30), lexical],
        llm=MockLLM(),
        num_queries=1,
        mode="reciprocal_rerank",
        similarity_top_k=TOP,
        use_async=False,
    )
    return [[item.node.node_id for item in fusion.retrieve(question)] for question in questions]


def _ndcg(ranked: Sequence[Sequence[str]], right: Sequence[str]) -> float:
    import ir_measures
    from ir_measures import Qrel, ScoredDoc, nDCG

    qrels = [Qrel(str(i), doc, 1) for i, doc in enumerate(right)]
    run = [ScoredDoc(str(i), doc, -float(k)) for i, docs in enumerate(ranked) for k, doc in enumerate(docs)]
    return round(float(ir_measures.calc_aggregate([nDCG @ TOP], qrels, run)[nDCG @ TOP]), 4)


def _first(ranked: Sequence[Sequence[str]], right: Sequence[str]) -> float:
    return round(sum(docs[:1] == [gold] for docs, gold in zip(ranked, right, strict=True)) / len(right), 4)
