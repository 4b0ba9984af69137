"""The LlamaIndex query engine of the quoting mode; only our own types go in and come out."""

from __future__ import annotations

from collections.abc import Sequence

from llama_index.core.callbacks import CallbackManager
from llama_index.core.query_engine import RetrieverQueryEngine
from llama_index.core.retrievers import BaseRetriever

from rag.answer.draft import Draft
from rag.answer.quoting import Asked, QuotingSynthesizer
from rag.answer.select import Selector
from rag.store import Index, to_hits, to_scored_node
from rag.types import Hit


class QuotingEngine:
    """A retriever and the quoting synthesizer behind LlamaIndex's ``RetrieverQueryEngine``."""

    def __init__(self, index: Index, retriever: BaseRetriever, selector: Selector) -> None:
        self._index = index
        self._engine = RetrieverQueryEngine(
            retriever=retriever,
            response_synthesizer=QuotingSynthesizer(selector, index.sources),
            callback_manager=CallbackManager([]),
        )

    def find(self, question: str) -> tuple[Hit, ...]:
        """The passages found for ``question``, best first."""
        return tuple(to_hits(self._engine.retrieve(Asked(question))))

    def quote(self, question: str, hits: Sequence[Hit], language: str = "en", premise: str = "") -> Draft:
        """An answer made of quotes from ``hits``, opening with the correction of ``premise`` when there is one."""
        index = self._index
        nodes = [
            to_scored_node(hit, index.sources[hit.passage.source_id], index.row_of[hit.passage.id]) for hit in hits
        ]
        asked = Asked(question, language=language, premise=premise)
        draft: Draft = self._engine.synthesize(asked, nodes).metadata["draft"]
        return draft
