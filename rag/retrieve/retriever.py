"""The search as a LlamaIndex retriever: a question in, scored nodes out, best first."""

from __future__ import annotations

from collections.abc import Collection

from llama_index.core.callbacks import CallbackManager
from llama_index.core.retrievers import BaseRetriever
from llama_index.core.schema import NodeWithScore, QueryBundle

from rag.index.store import to_scored_node
from rag.retrieve.search import Search


class RecordRetriever(BaseRetriever):
    """Hands what the search finds to LlamaIndex, the parts of each score noted on its node; ``only``: of these sources."""

    def __init__(self, search: Search, top_k: int, only: Collection[str] = ()) -> None:
        self._search, self._top_k, self._only = search, top_k, only
        # An own callback manager, or LlamaIndex would read its global Settings.
        super().__init__(callback_manager=CallbackManager([]))

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        index = self._search.index
        hits = self._search.find(query_bundle.query_str, self._top_k, self._only).hits
        return [to_scored_node(hit, index.sources[hit.passage.source_id], index.row_of[hit.passage.id]) for hit in hits]
