"""Which sentences of a brief or an answer no longer hold, which are new, and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from rag.index.snapshot import built_snapshot
from rag.index.stored import StoredTexts
from rag.settings import Settings
from rag.sources import Source
from rag.types import Claim, Verdict
from rag.verify.checking import evidence_for
from rag.verify.verdict import verify_all


class Change(StrEnum):
    """What became of a sentence."""

    HOLDS = "holds"
    MOVED = "holds, the quote moved"
    FAILS = "no longer holds"
    LEFT_OUT = "holds, not used any more"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Saved:
    """A brief or an answer as a file holds it; ``sources`` is empty for an answer, which lists none."""

    verdicts: tuple[Verdict, ...]
    snapshot: str
    sources: Mapping[str, Source] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with what became of it and why."""

    text: str
    change: Change
    reason: str


@dataclass(frozen=True, slots=True)
class Diff:
    """The sentences of the old file in order, then the new ones."""

    old: str  # snapshot ids
    new: str
    sentences: tuple[Sentence, ...]

    @property
    def holds(self) -> bool:
        """True when every sentence of the old file still holds."""
        return not any(s.change is Change.FAILS for s in self.sentences)

    def to_dict(self) -> dict[str, Any]:
        """Plain data for ``--json``."""
        counts = {change.value: sum(s.change is change for s in self.sentences) for change in Change}
        return {
            "holds": self.holds,
            "old_snapshot": self.old,
            "new_snapshot": self.new,
            "counts": counts,
            "sentences": [{"text": s.text, "change": s.change, "reason": s.reason} for s in self.sentences],
        }


def against_live(old: Saved, new: Saved | None, settings: Settings) -> Diff:
    """``old`` held against the live sources, and against ``new`` for what is left out or new; raises StoreError when
    there is no index."""
    snapshot = built_snapshot(settings)
    texts = StoredTexts(settings.data_dir, snapshot)
    claims = [v.claim for v in old.verdicts]
    now = verify_all(claims, evidence_for(claims, texts))
    said = [
        _became(before, after, old, texts.sources, texts, new) for before, after in zip(old.verdicts, now, strict=True)
    ]
    return Diff(old.snapshot, snapshot.id, (*said, *_new(old, new)))


def between(old: Saved, new: Saved) -> Diff:
    """``old`` held against another file alone: a sentence holds when the other has it with the same or a better verdict, and is not used
    any more where its sources' texts are the same."""
    by_quotes = {_quotes(v.claim): v for v in new.verdicts}
    said = []
    for before in old.verdicts:
        after = by_quotes.get(_quotes(before.claim))
        if after is None:
            changed = _changed(before.claim, old.sources, new.sources)
            fails, why = bool(changed) or not (old.sources and new.sources), "the other file does not have it"
            why = f"the text of '{changed[0]}' changed and {why}" if changed else why
            said.append(Sentence(before.claim.text, Change.FAILS if fails else Change.LEFT_OUT, why))
        elif after.status is before.status or after.status.borne:
            said.append(Sentence(before.claim.text, Change.HOLDS, ""))
        else:
            said.append(Sentence(before.claim.text, Change.FAILS, f"was {before.status}, now {after.status}"))
    return Diff(old.snapshot, new.snapshot, (*said, *_new(old, new)))


def _became(
    before: Verdict,
    after: Verdict,
    old: Saved,
    sources: Mapping[str, Source],
    texts: StoredTexts,
    new: Saved | None,
) -> Sentence:
    """One sentence of the old file against the live sources."""
    claim = before.claim
    if after.status is before.status or after.status.borne:
        used = new is None or _quotes(claim) in {_quotes(v.claim) for v in new.verdicts}
        return Sentence(claim.text, Change.HOLDS if used else Change.LEFT_OUT, "")
    gone = [c.source_id for c in claim.citations if c.source_id not in sources]
    if gone:
        return Sentence(claim.text, Change.FAILS, f"source '{gone[0]}' is no longer among the sources")
    if claim.citations and all(c.quote in texts.source_text(c.source_id) for c in claim.citations):
        return Sentence(claim.text, Change.MOVED, "the source's text changed around the quote")
    changed = _changed(claim, old.sources, sources)
    why = f"the text of '{changed[0]}' changed; " if changed else ""
    return Sentence(claim.text, Change.FAILS, f"{why}{after.status}: {after.reason}")


def _new(old: Saved, new: Saved | None) -> list[Sentence]:
    known = {_quotes(v.claim) for v in old.verdicts}
    fresh = [v for v in new.verdicts if _quotes(v.claim) not in known] if new else []
    return [Sentence(v.claim.text, Change.NEW, "not in the old file") for v in fresh]


def _changed(claim: Claim, old: Mapping[str, Source], new: Mapping[str, Source]) -> list[str]:
    """The cited sources whose texts are others in the two."""
    ids = (c.source_id for c in claim.citations if c.source_id in old and c.source_id in new)
    return [i for i in ids if old[i].sha256 != new[i].sha256]


def _quotes(claim: Claim) -> tuple[tuple[str, str], ...]:
    """What makes two sentences the same: the quotes they rest on, or their words when they rest on none."""
    return tuple(sorted((c.source_id, c.quote) for c in claim.citations)) or (("", claim.text),)
