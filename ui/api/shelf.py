"""The sources and passages of an opened case, as routes and MCP tools hand them out."""

import threading
from functools import cached_property

from rag.assemble import Parts
from rag.question import usable
from rag.saved.recheck import recheck
from rag.sources import Passage
from rag.types import Answer
from rag.wire import shared
from ui.api.messages import FoundModel, PassageModel, RecheckResult, SearchResult, SourceDetail, SourceList, SourceModel
from ui.api.problems import Problem

# What is handed in to be checked: its claims are judged again, which takes time for every character.
MOST_PIECES = 100  # claims, and notes
MOST_CITATIONS = 300  # of all claims
LONGEST_PIECE = 10_000  # characters of a claim, a note or a quote
LONGEST_ANSWER = 50_000  # characters of its text, of its question, of all claims and of all notes
LONGEST_QUOTES = 200_000  # characters of all quotes: those that lie in one another count each


class Shelf:
    """Reads the stored sources of a case and nothing else. ``where`` says how ids are found to who asks for a source that is not there."""

    def __init__(self, parts: Parts, where: str = "GET /api/sources lists them") -> None:
        self._parts = parts
        self._where = where
        self.snapshot = parts.index.snapshot.id

    @cached_property
    def _models(self) -> dict[str, SourceModel]:
        index = self._parts.index
        counts = {source.id: source.passages for source in index.snapshot.sources}
        return {
            i: SourceModel(**shared(s, SourceModel), characters=len(index.source_text(i)), passages=counts[i])
            for i, s in index.sources.items()
        }

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
        found = (
            FoundModel(passage=passage_model(p), source=self._models[p.source_id], score=round(s, 4), parts=dict(parts))
            for p, s, parts in ((hit.passage, hit.score, hit.parts) for hit in hits)
        )
        return SearchResult(snapshot=self.snapshot, found=tuple(found))

    def verify(self, answer: Answer, stopped: threading.Event) -> RecheckResult:
        """``answer`` held against the live sources; raises Problem: 422 when it is larger than any of ours, 504 when ``stopped``."""
        if said := too_large(answer):
            raise Problem(422, said)

        def go_on() -> None:
            if stopped.is_set():
                raise Problem(504, "the check was given up")

        return RecheckResult.model_validate(recheck(self._parts.settings, answer, before_each=go_on).to_dict())


def too_large(answer: Answer) -> str:
    """What is larger in ``answer`` than in any of ours, as a sentence; "" when nothing is."""
    claims = [claim.text for claim in answer.claims]
    notes = [note.text for note in answer.notes]
    quotes = [citation.quote for claim in answer.claims for citation in claim.citations]
    if max(len(claims), len(notes)) > MOST_PIECES or len(quotes) > MOST_CITATIONS:
        return f"at most {MOST_PIECES} claims, {MOST_PIECES} notes and {MOST_CITATIONS} citations are checked at once"
    if max(map(len, (*claims, *notes, *quotes)), default=0) > LONGEST_PIECE:
        return f"at most {LONGEST_PIECE:,} characters of a claim, a note or a quote are checked"
    asked = (answer.question, answer.asked_as)
    if max(len(answer.text), *(sum(map(len, of)) for of in (asked, claims, notes))) > LONGEST_ANSWER:
        return f"at most {LONGEST_ANSWER:,} characters of text, question, claims and notes are checked at once"
    if sum(map(len, quotes)) > LONGEST_QUOTES:
        return f"at most {LONGEST_QUOTES:,} characters of quotes are checked at once"
    return ""


def passage_model(passage: Passage) -> PassageModel:
    """``passage`` as JSON."""
    return PassageModel(**shared(passage, PassageModel), start=passage.span.start, end=passage.span.end)
