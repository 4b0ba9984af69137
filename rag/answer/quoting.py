"""The answer without a model: a LlamaIndex response synthesizer that only picks and quotes, and invents nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from llama_index.core.base.response.schema import Response
from llama_index.core.callbacks import CallbackManager
from llama_index.core.indices.prompt_helper import ChatPromptHelper, PromptHelper
from llama_index.core.llms.mock import MockLLM
from llama_index.core.prompts.mixin import PromptDictType
from llama_index.core.response_synthesizers import BaseSynthesizer
from llama_index.core.schema import NodeWithScore, QueryBundle, QueryType

from rag.answer.differing import Whole
from rag.answer.draft import Correction, Doubt, Draft, Writer
from rag.answer.items import with_items
from rag.answer.listed import Listed
from rag.answer.select import Selector
from rag.answer.succeeded import with_successor
from rag.answer.tallied import with_tally
from rag.answer.whole import whole
from rag.store import Index, to_hits
from rag.types import NoteKind


@dataclass
class Asked(QueryBundle):
    """A question for the query engine, with its language and what to say first: of a false premise, or of the sources."""

    language: str = "en"
    premise: Correction | Doubt | None = None
    unsure: str = ""
    named: str = ""
    untold: str = ""
    listed: Listed | None = None
    examined: Whole | None = None


class QuotingSynthesizer(BaseSynthesizer):
    """Makes an answer of verbatim sentences; the draft with claims and spans is in ``metadata["draft"]``."""

    def __init__(self, selector: Selector, index: Index) -> None:
        self._selector = selector
        self._index = index
        self._sources = index.sources
        # A mock model and an own callback manager: given none, LlamaIndex reaches for OpenAI and global Settings.
        # And helpers that count words: nothing is prompted, and its own would load a tokenizer, a tenth of what a start takes.
        super().__init__(
            llm=MockLLM(), callback_manager=CallbackManager([]),
            prompt_helper=PromptHelper(tokenizer=str.split), chat_prompt_helper=ChatPromptHelper(tokenizer=str.split),
        )  # fmt: skip

    def synthesize(
        self,
        query: QueryType,
        nodes: list[NodeWithScore],
        additional_source_nodes: Sequence[NodeWithScore] | None = None,
        **response_kwargs: Any,
    ) -> Response:
        """The draft of an answer from ``nodes``; without nodes an empty draft, never a made-up text."""
        asked = query if isinstance(query, Asked) else Asked(str(query))
        draft = self._draft(asked, nodes)
        return Response(draft.text, source_nodes=nodes, metadata={"draft": draft})

    async def asynthesize(
        self,
        query: QueryType,
        nodes: list[NodeWithScore],
        additional_source_nodes: Sequence[NodeWithScore] | None = None,
        **response_kwargs: Any,
    ) -> Response:
        """The same; there is nothing to wait for."""
        return self.synthesize(query, nodes, additional_source_nodes, **response_kwargs)

    def _draft(self, asked: Asked, nodes: Sequence[NodeWithScore]) -> Draft:
        writer = Writer(asked.language)
        if asked.examined:
            writer.note(asked.examined.kind, asked.examined.note(asked.language))
        picks = asked.examined.picks if asked.examined else self._selector.select(asked.query_str, to_hits(nodes))
        if asked.listed and (
            said := asked.listed.note(asked.language, [self._sources[p.passage.source_id] for p in picks])
        ):
            writer.note(NoteKind.LISTED, said)
        writer.opening(asked.premise, asked.unsure, asked.named, asked.untold)
        if asked.premise:
            picks = asked.premise.first(picks, self._selector.most)
        if not asked.examined:
            picks = with_successor(picks, self._index, asked.query_str, self._selector.most)
            picks = with_items(whole(picks, self._index), self._index, self._selector.most)
            picks = with_tally(picks, self._index, asked.query_str, self._selector.most)
        writer.quotes(picks, self._sources)
        return writer.draft()

    def get_response(self, query_str: str, text_chunks: Sequence[str], **response_kwargs: Any) -> str:
        """Texts without their places cannot be quoted; raises TypeError."""
        raise TypeError("QuotingSynthesizer quotes nodes with spans: call synthesize(), not get_response()")

    async def aget_response(self, query_str: str, text_chunks: Sequence[str], **response_kwargs: Any) -> str:
        """As ``get_response``."""
        return self.get_response(query_str, text_chunks, **response_kwargs)

    def _get_prompts(self) -> PromptDictType:
        return {}

    def _update_prompts(self, prompts: PromptDictType) -> None:
        """There are no prompts without a model."""
