"""The LlamaIndex retriever over our own ranking: a question in, scored nodes out, best first."""

from __future__ import annotations

from collections.abc import Collection

from llama_index.core.callbacks import CallbackManager
from llama_index.core.retrievers import BaseRetriever
from llama_index.core.schema import NodeWithScore, QueryBundle

from rag.casual import plain
from rag.retrieve.ranker import Ranker
from rag.retrieve.reorder import REACH, Spoken, reordered
from rag.rows.named import Rows
from rag.store import to_scored_node


class RecordRetriever(BaseRetriever):
    """Hands the ranker's hits, the first put in order by the reader and by their form and before them rows of tables that the question names, to
    LlamaIndex as nodes, with their scores' parts noted on them."""

    def __init__(
        self, ranker: Ranker, spoken: Spoken, suits: Spoken, rows: Rows, top_k: int, only: Collection[str] = ()
    ) -> None:
        self._ranker = ranker
        self._spoken = spoken
        self._suits = suits
        self._rows = rows
        self._top_k = top_k
        self._only = only
        # An own callback manager, or LlamaIndex would read its global Settings.
        super().__init__(callback_manager=CallbackManager([]))

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        index = self._ranker.index
        question = plain(query_bundle.query_str)
        hits = self._ranker.rank(question, max(self._top_k, REACH), self._only)
        rows = [index.row_of[hit.passage.id] for hit in hits]
        hits = reordered(question, hits, rows, self._spoken, self._suits)[: self._top_k]
        hits = self._rows.first(question, hits, self._only)
        return [to_scored_node(hit, index.sources[hit.passage.source_id], index.row_of[hit.passage.id]) for hit in hits]
