"""A saved answer held against the stored sources again, with no model at hand: an answer is its own proof."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, TypeVar

from rag.case import reasons_of
from rag.index.snapshot import Snapshot, SnapshotSource, built_snapshot
from rag.index.stored import StoredTexts
from rag.reason import Code
from rag.saved.held import Held, text_of
from rag.saved.notes import ours, strange_lead
from rag.settings import Settings
from rag.sources import Citation, Kind
from rag.types import Answer, Claim, Note, Verdict
from rag.verify.checking import evidence_for
from rag.verify.verdict import verify_all

_Piece = TypeVar("_Piece", Claim, Note)


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
        count = f"{self.quotes} quote{'s' * (self.quotes != 1)}"
        if self.change is Change.REMOVED:
            return f"{name} was removed since; its {count} cannot be looked up"
        verbs = {Change.CHANGED: "has changed since", Change.REREAD: "was read again since"}
        gone = self.quotes - self.in_place - self.elsewhere
        counts = [(self.in_place, "in place"), (self.elsewhere, "moved"), (gone, "gone")]
        told = ", ".join(f"{n} {what}" for n, what in counts if n)
        return f"{name} {verbs.get(self.change, 'may have changed since')}: of {count} {told}"


@dataclass(frozen=True, slots=True)
class Recheck:
    """Each claim's verdict as saved and as found now, and what else is wrong with the file."""

    snapshot: str
    pairs: tuple[tuple[Verdict, Verdict], ...]
    warnings: tuple[str, ...]  # worth knowing; does not make the answer wrong
    faults: tuple[str, ...]  # the text is not what the claims say it is, or what stands beside them is not the index's
    sources: tuple[Since, ...] = ()  # the cited ones, and what became of each

    @property
    def worse(self) -> tuple[tuple[Verdict, Verdict], ...]:
        """The claims that are less well supported than was said: before, now."""
        return tuple(
            (before, now)
            for before, now in self.pairs
            if not (now.status is before.status or now.status.borne or _by_model(before, now))
            if _held(before) or not _held(now)
        )

    @property
    def holds(self) -> bool:
        """True when every claim is at least as well supported as was said and the text hides nothing."""
        return not self.faults and not self.worse

    def to_dict(self) -> dict[str, Any]:
        """Plain data for ``--json``."""
        return {
            "holds": self.holds,
            "snapshot": self.snapshot,
            "claims": [
                {
                    "text": now.claim.text,
                    "was": before.status,
                    "verdict": now.status,
                    "reason": now.reason,
                    "sources": list(dict.fromkeys(citation.source_id for citation in now.claim.citations)),
                }
                for before, now in self.pairs
            ],
            "sources": [asdict(source) for source in self.sources],
            "warnings": self.warnings,
            "faults": self.faults,
        }


def recheck(
    settings: Settings,
    answer: Answer,
    own: Callable[[Note, Answer], bool] | None = None,
    before_each: Callable[[], None] = lambda: None,
) -> Recheck:
    """Verify every claim of ``answer`` against the live snapshot, and hold what it shows beside them against it, too;
    raises StoreError when there is none.

    ``own``: whether a note is what the product says by itself; any other is a fault. By default those of an answer.
    ``before_each`` is called before every claim and note; what it raises ends the check.
    """
    snapshot = built_snapshot(settings)
    texts = StoredTexts(settings.data_dir, snapshot)
    now = verify_all(_each(answer.claims, before_each), evidence_for(answer.claims, texts))
    held = Held(settings.data_dir, answer, texts)
    sources = _since(answer, texts, held.then.snapshot if held.then else None)
    warnings = []
    if answer.snapshot != snapshot.id:
        warnings.append(f"the answer was made from snapshot {answer.snapshot}, the sources are now at {snapshot.id}")
        warnings += [source.told for source in sources if source.change is not Change.NONE]
        if all(source.change is Change.NONE for source in sources):
            warnings.append("none of the sources it cites has changed since")
    pairs = tuple(zip(answer.verdicts, now, strict=True))
    if read := sum(_by_model(before, after) for before, after in pairs):
        warnings.append(
            f"of {read} claims a model read the support, which is not asked again: our check leaves them open"
        )
    lists = [one.sources for one in (texts, held.then) if one]
    ledger, disputes = (texts.ledger(), texts.disputes()) if answer.snapshot == snapshot.id else (None, None)
    own = own or (lambda note, answer: ours(note, answer, [one.values() for one in lists], ledger, disputes))
    amiss = list(dict.fromkeys(held.amiss()))
    warnings += [one.told for one in amiss if one.changed]
    reasons = (reason for one in (*texts.ledger(), *texts.disputes()) for reason in reasons_of(one))
    strange = strange_lead(answer, lists, reasons)
    faults = [
        *_faults(answer, own, before_each),
        *(one.told for one in amiss if not one.changed),
        *filter(None, [strange]),
    ]
    return Recheck(snapshot.id, pairs, tuple(warnings), tuple(faults), sources)


def sound(settings: Settings, answer: Answer) -> Answer:
    """``answer`` without what it shows beside its claims that does not hold today; raises StoreError without an index."""
    return Held(settings.data_dir, answer, StoredTexts(settings.data_dir, built_snapshot(settings))).sound()


def _since(answer: Answer, texts: StoredTexts, then: Snapshot | None) -> tuple[Since, ...]:
    """Every cited source in the order of its first citation, compared with ``then``, the snapshot the answer names where it is remembered."""
    was, now = ({source.id: source for source in one.sources} if one else {} for one in (then, texts.snapshot))
    cited: dict[str, list[Citation]] = {}
    for claim in answer.claims:
        for citation in claim.citations:
            cited.setdefault(citation.source_id, []).append(citation)
    found = []
    for id_, citations in cited.items():
        before, after = was.get(id_), now.get(id_)
        text = text_of(texts, id_) or ""
        places = [c.span.of(text) == c.quote for c in citations]
        moved = [not there and c.quote in text for c, there in zip(citations, places, strict=True)]
        known, change = after or before, _change(before, after)
        found.append(Since(id_, known.title if known else "", change, len(citations), sum(places), sum(moved)))
    return tuple(found)


def _change(before: SnapshotSource | None, after: SnapshotSource | None) -> Change:
    if after is None:
        return Change.REMOVED
    if before is None:
        return Change.UNKNOWN
    if before.sha256 == after.sha256:
        return Change.NONE
    reread = before.file_sha256 == after.file_sha256 or (before.kind, after.kind) == (Kind.RECORD, Kind.DOCUMENT)
    return Change.REREAD if reread else Change.CHANGED


def _by_model(before: Verdict, now: Verdict) -> bool:
    """True where a model, which is not here, read the evidence as support and nothing that code compares is amiss."""
    raised = any(one.code is Code.READ for one in before.reasons)
    return raised and all(one.code is Code.OPEN for one in now.reasons)


def _held(verdict: Verdict) -> bool:
    """False for a sentence that is shown struck: what found it wanting may be the model's judge, which is not here."""
    return not verdict.status.struck


def _each(pieces: Iterable[_Piece], before: Callable[[], None]) -> Iterator[_Piece]:
    for piece in pieces:
        before()
        yield piece


def _faults(answer: Answer, own: Callable[[Note, Answer], bool], before_each: Callable[[], None]) -> list[str]:
    """Claims and notes that are not where they say in the text, text that belongs to neither, and notes not our own."""
    faults = [
        f"the note at {note.span.start} is none of our own words: {note.text[:60]!r}"
        for note in _each(answer.notes, before_each)
        if not own(note, answer)
    ]
    covered = [False] * len(answer.text)
    pieces: tuple[Claim | Note, ...] = (*answer.claims, *answer.notes)
    for piece in pieces:
        if piece.span.end > len(answer.text) or piece.span.of(answer.text) != piece.text:
            faults.append(f"the text does not hold at {piece.span.start}: {piece.text[:60]!r}")
            continue
        covered[piece.span.start : piece.span.end] = [True] * (piece.span.end - piece.span.start)
    stray = "".join(c for c, inside in zip(answer.text, covered, strict=True) if not inside).strip()
    if stray:
        faults.append(f"the text holds words that belong to no claim: {stray[:60]!r}")
    return faults
