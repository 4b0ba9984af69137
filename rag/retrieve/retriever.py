"""The LlamaIndex retriever over our own ranking: a question in, scored nodes out, best first."""

from __future__ import annotations

from collections.abc import Collection

from llama_index.core.callbacks import CallbackManager
from llama_index.core.retrievers import BaseRetriever
from llama_index.core.schema import NodeWithScore, QueryBundle

from rag.retrieve.ranker import Ranker
from rag.store import to_scored_node


class RecordRetriever(BaseRetriever):
    """Hands the ranker's hits to LlamaIndex as nodes, with the score's parts and sentences noted on them."""

    def __init__(self, ranker: Ranker, top_k: int, only: Collection[str] = ()) -> None:
        self._ranker = ranker
        self._top_k = top_k
        self._only = only
        # An own callback manager, or LlamaIndex would read its global Settings.
        super().__init__(callback_manager=CallbackManager([]))

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        index = self._ranker.index
        hits = self._ranker.rank(query_bundle.query_str, self._top_k, self._only)
        return [to_scored_node(hit, index.sources[hit.passage.source_id], index.row_of[hit.passage.id]) for hit in hits]
