"""What clients send and get, apart from answers themselves (those are ``rag.wire``)."""

from typing import Annotated

from pydantic import ConfigDict, Field

from rag.common.strict import Strict
from rag.question import Turn
from rag.question.in_full import DEEP
from rag.saved.recheck import Since
from rag.sources import Kind, Tier

LONGEST = 20_000  # characters of one text of a conversation; a question's own limit is ONRECORD_MAX_QUESTION
EXAMPLE = "Who wrote the August 2021 report?"


class Exchange(Strict):
    """One earlier question of the conversation and what was answered."""

    question: str = Field(max_length=LONGEST)
    answer: str = Field("", max_length=LONGEST)


class AskRequest(Strict):
    """A question, with the conversation before it, oldest first; the last few of a long one count."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"question": EXAMPLE, "history": []}]})

    question: str = Field(max_length=LONGEST)
    history: tuple[Annotated[str, Field(max_length=LONGEST)] | Exchange, ...] = ()

    def turns(self) -> tuple[Turn, ...]:
        """The conversation in the product's own words."""
        return tuple(Turn(h) if isinstance(h, str) else Turn(h.question, h.answer) for h in self.history[-DEEP:])


class SearchRequest(Strict):
    """What to find, and how many passages at most."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"query": "who wrote the report", "limit": 3}]})

    query: str = Field(max_length=LONGEST)
    limit: int = Field(10, ge=1, le=50)


class SavedLinks(Strict):
    """Where a saved answer is, from the root of this server."""

    id: str
    page: str = Field(description="for people: read-only, checked again at each visit")
    json_: str = Field(alias="json", description="for programs: the answer as it was saved")
    embed: str = Field(description="a page that other sites may frame")


class SourceModel(Strict):
    """What a source says of itself; ``sha256`` is of its stored text."""

    id: str
    title: str
    publisher: str
    authors: tuple[str, ...]
    published: str
    url: str
    tier: Tier
    kind: Kind
    licence: str
    language: str
    doc_type: str
    note: str
    sha256: str
    characters: int = Field(description="length of the stored text")
    passages: int


class PassageModel(Strict):
    """A stretch of the stored text: ``stored_text[start:end] == text``."""

    id: str
    text: str
    start: int
    end: int
    locator: str
    basis: str


class SourceList(Strict):
    """The sources of the live snapshot."""

    snapshot: str
    sources: tuple[SourceModel, ...]


class SourceDetail(Strict):
    """A source with its passages in order."""

    snapshot: str
    source: SourceModel
    passages: tuple[PassageModel, ...]


class FoundModel(Strict):
    """A passage that was found, its source, its score and what that was summed from."""

    passage: PassageModel
    source: SourceModel
    score: float
    parts: dict[str, float]


class SearchResult(Strict):
    """Passages, best first."""

    snapshot: str
    found: tuple[FoundModel, ...]


class RecheckedClaim(Strict):
    """A claim with its verdict as the answer has it and as found now."""

    text: str
    was: str
    verdict: str
    reason: str
    sources: tuple[str, ...] = Field(description="ids of the sources it cites")


class RecheckResult(Strict):
    """An answer held against the live sources again."""

    holds: bool
    snapshot: str
    claims: tuple[RecheckedClaim, ...]
    sources: tuple[Since, ...] = Field(description="the cited ones, and what became of each")
    warnings: tuple[str, ...]
    faults: tuple[str, ...] = Field(description="where the text is not what its claims and notes say it is")
