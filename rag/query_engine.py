"""The whole product as a LlamaIndex query engine, and its search as a retriever, for others' agents and pipelines."""

import asyncio
from collections.abc import Collection
from typing import Any

from llama_index.core.base.base_query_engine import BaseQueryEngine
from llama_index.core.base.response.schema import Response
from llama_index.core.callbacks import CallbackManager
from llama_index.core.prompts.mixin import PromptMixinType
from llama_index.core.retrievers import BaseRetriever
from llama_index.core.schema import NodeWithScore, QueryBundle

from rag.ask import answer
from rag.assemble import Parts
from rag.index.store import Index, to_node, to_scored_node
from rag.live import Live
from rag.retrieve.search import Search
from rag.types import Answer
from rag.wire import to_model


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


class OnRecordQueryEngine(BaseQueryEngine):
    """Answers in sentences that carry a verdict and a quote each, or refuses; given ``Live``, from the index as it is by then."""

    def __init__(self, parts: Parts | Live, callback_manager: CallbackManager | None = None) -> None:
        self._given = parts
        # An own callback manager where none is given, or LlamaIndex would read its global Settings.
        super().__init__(callback_manager=callback_manager or CallbackManager([]))

    @property
    def retriever(self) -> RecordRetriever:
        """What finds the passages, to be used alone."""
        parts = self._parts
        return RecordRetriever(parts.search, parts.settings.top_k, parts.only)

    def retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        """The passages found for a question, best first; nothing is judged."""
        found: list[NodeWithScore] = self.retriever.retrieve(query_bundle)
        return found

    @property
    def _parts(self) -> Parts:
        return self._given.parts() if isinstance(self._given, Live) else self._given

    def _query(self, query_bundle: QueryBundle) -> Response:
        """The answer or refusal as text, its passages as nodes, and all of it in ``metadata["answer"]`` as ``ask --json`` prints it;
        raises UsageError for a question that is empty or too long."""
        parts = self._parts
        reply = answer(query_bundle.query_str, parts)
        told: dict[str, Any] = to_model(reply, parts.index.sources).model_dump(mode="json")
        metadata = {"answer": told, "status": reply.status, "snapshot": reply.snapshot}
        return Response(reply.text, source_nodes=_nodes(reply, parts.index), metadata=metadata)

    async def _aquery(self, query_bundle: QueryBundle) -> Response:
        """The same, in a thread of its own: it computes, and the loop goes on meanwhile."""
        return await asyncio.to_thread(self._query, query_bundle)

    def _get_prompt_modules(self) -> PromptMixinType:
        """There are no prompts to change: an answer is checked whatever writes it."""
        return {}


def _nodes(reply: Answer, index: Index) -> list[NodeWithScore]:
    """What was found, best first, then what is quoted beside it and has no score; of a refusal only what is nearest."""
    sources = index.sources
    hits = reply.nearest if reply.refused else reply.hits
    found = {hit.passage.id: hit for hit in hits}
    nodes = [to_scored_node(hit, sources[hit.passage.source_id], index.row_of[at]) for at, hit in found.items()]
    cited = dict.fromkeys(citation.passage_id for claim in reply.claims for citation in claim.citations)
    for at in cited:
        if at not in found and at in index.row_of:
            passage = index.passages[index.row_of[at]]
            node = to_node(passage, sources[passage.source_id], index.row_of[at])
            nodes.append(NodeWithScore(node=node, score=None))
    return nodes
