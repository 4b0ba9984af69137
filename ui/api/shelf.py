"""The sources and passages of an opened case, as routes and MCP tools hand them out."""

from __future__ import annotations

import threading
from functools import cached_property
from typing import TYPE_CHECKING

from rag.question import usable
from rag.saved.recheck import recheck
from rag.types import Answer
from ui.api.messages import (
    RecheckResult,
    SearchResult,
    SourceDetail,
    SourceList,
    SourceModel,
    found_model,
    passage_model,
    source_model,
)
from ui.api.problems import Problem
from ui.api.sizes import too_large

if TYPE_CHECKING:
    from rag.assemble import Parts


class Shelf:
    """Reads only; nothing but the stored sources of the case is reachable through it. ``where`` says to who asks for a source that is
    not there how ids are found."""

    def __init__(self, parts: Parts, where: str = "GET /api/sources lists them") -> None:
        self._parts = parts
        self._where = where
        self.snapshot = parts.index.snapshot.id

    @cached_property
    def _models(self) -> dict[str, SourceModel]:
        index = self._parts.index
        counts = {source.id: source.passages for source in index.snapshot.sources}
        return {i: source_model(s, len(index.source_text(i)), counts[i]) for i, s in index.sources.items()}

    def sources(self) -> SourceList:
        """All sources of the snapshot."""
        return SourceList(snapshot=self.snapshot, sources=tuple(self._models.values()))

    def source(self, source_id: str) -> SourceDetail:
        """One source with its passages; raises Problem (404)."""
        model = self._model(source_id)
        own = tuple(map(passage_model, self._parts.index.passages.of_source(source_id)))
        return SourceDetail(snapshot=self.snapshot, source=model, passages=own)

    def text(self, source_id: str) -> str:
        """The stored text of a source; raises Problem (404)."""
        self._model(source_id)
        return self._parts.index.source_text(source_id)

    def _model(self, source_id: str) -> SourceModel:
        if source_id not in self._models:
            raise Problem(404, f"there is no source with this id; {self._where}")
        return self._models[source_id]

    def search(self, query: str, limit: int) -> SearchResult:
        """The passages nearest to ``query``, best first; raises UsageError when it is empty or too long."""
        asked = usable(query, self._parts.settings.max_question)
        hits = self._parts.search.rank(asked, limit)
        return SearchResult(snapshot=self.snapshot, found=tuple(found_model(h, self._models) for h in hits))

    def verify(self, answer: Answer, stopped: threading.Event) -> RecheckResult:
        """``answer`` held against the live sources; raises Problem (422) when it is larger than any of ours, and (504) when it
        is ``stopped``: it is looked for before each claim."""
        if said := too_large(answer):
            raise Problem(422, said)

        def go_on() -> None:
            if stopped.is_set():
                raise Problem(504, "the check was given up")

        return RecheckResult.model_validate(recheck(self._parts.settings, answer, before_each=go_on).to_dict())
