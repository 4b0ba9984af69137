"""What became of the sources of a saved answer since it was made: each by name, and whether its quotes still stand."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rag.errors import StoreError
from rag.index.snapshot import Snapshot, SnapshotSource
from rag.index.stored import StoredTexts
from rag.types import Answer, Citation, Kind


class Change(StrEnum):
    """What happened to a source between two snapshots."""

    NONE = "unchanged"
    CHANGED = "changed"  # its file has other bytes and gives another text
    REREAD = "read again"  # the same source, read otherwise: by a newer reader, or from the original and not a record
    REMOVED = "removed"
    UNKNOWN = "not known"  # the answer's snapshot is not remembered here: no one can say


@dataclass(frozen=True, slots=True)
class Since:
    """One cited source: what happened to it, and of how many of its quotes the words are there now."""

    id: str
    title: str
    change: Change
    quotes: int
    in_place: int  # letter for letter where the answer says
    elsewhere: int  # letter for letter at another place of the source

    @property
    def told(self) -> str:
        """One sentence for a person."""
        name = f"“{self.title}” ({self.id})" if self.title else self.id
        if self.change is Change.REMOVED:
            return f"{name} was removed since; its {_quotes(self.quotes)} cannot be looked up"
        verb = {Change.CHANGED: "has changed since", Change.REREAD: "was read again since"}.get(
            self.change, "may have changed since"
        )
        gone = self.quotes - self.in_place - self.elsewhere
        counts = [(self.in_place, "in place"), (self.elsewhere, "moved"), (gone, "gone")]
        return f"{name} {verb}: of {_quotes(self.quotes)} " + ", ".join(f"{n} {what}" for n, what in counts if n)


def since(answer: Answer, texts: StoredTexts, then: Snapshot | None) -> tuple[Since, ...]:
    """Every cited source in the order of its first citation, compared with ``then``, the snapshot the answer names where it is remembered."""
    was = {source.id: source for source in then.sources} if then else None
    now = {source.id: source for source in texts.snapshot.sources}
    cited: dict[str, list[Citation]] = {}
    for claim in answer.claims:
        for citation in claim.citations:
            cited.setdefault(citation.source_id, []).append(citation)
    same = answer.snapshot == texts.snapshot.id
    found = []
    for id_, citations in cited.items():
        before, after = (was or {}).get(id_), now.get(id_)
        change = Change.NONE if same and after else _change(before, after, was is not None)
        text = _text(texts, id_)
        places = [c.span.of(text) == c.quote for c in citations]
        moved = [not there and c.quote in text for c, there in zip(citations, places, strict=True)]
        known = after or before
        found.append(Since(id_, known.title if known else "", change, len(citations), sum(places), sum(moved)))
    return tuple(found)


def _text(texts: StoredTexts, source_id: str) -> str:
    """The stored text as it is now, empty when it is gone or damaged: then its quotes are gone too."""
    try:
        return texts.source_text(source_id)
    except StoreError:
        return ""


def _change(before: SnapshotSource | None, after: SnapshotSource | None, remembered: bool) -> Change:
    if after is None:
        return Change.REMOVED if before or not remembered else Change.UNKNOWN
    if before is None:
        return Change.UNKNOWN
    if before.sha256 == after.sha256:
        return Change.NONE
    reread = before.file_sha256 == after.file_sha256 or (before.kind, after.kind) == (Kind.RECORD, Kind.DOCUMENT)
    return Change.REREAD if reread else Change.CHANGED


def _quotes(count: int) -> str:
    return f"{count} quote{'s' * (count != 1)}"
