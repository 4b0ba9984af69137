"""The stored result of ``onrecord audit``: read here by every face, and never shown once it is stale.

``audit.json`` in the case's data folder names the sha256 of each record's stored text and of each original as they
were compared. A mark is given only while both still are what they were.
"""

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError

from rag.case.record import BETWEEN_FACTS
from rag.common.files import file_sha256, write_whole, writing
from rag.common.strict import Strict
from rag.errors import StoreError
from rag.reason import Reason
from rag.sources import Audit, AuditMark, Citation, Source
from rag.types import Answer, Verdict

NAME = "audit.json"
_State = tuple[int, int]


_REMAINDER = ".record"


def remainder_id(source_id: str) -> str:
    """The id of our record of what an original does not bear, beside the original itself."""
    return source_id + _REMAINDER


def is_remainder(source_id: str, sources: Collection[str]) -> bool:
    """True for the id of such a rest, its original being one of ``sources``."""
    return source_id.endswith(_REMAINDER) and source_id.removesuffix(_REMAINDER) in sources


class AuditedFact(Strict):
    """One fact's finding; ``start`` and ``end`` are characters of the original's text, both 0 without a sentence."""

    id: str
    text: str
    record_locator: str = Field(description="where our record says the fact stands")
    status: Audit
    reason: str = ""
    reasons: tuple[Reason, ...] = Field((), description="the reason as codes; none before December 2026")
    locator: str = Field("", description="where the sentence stands in the original")
    sentence: str = Field("", description="verbatim from the original, or empty")
    start: int = 0
    end: int = 0
    misplaced: bool = Field(False, description="confirmed, but elsewhere than the record says")

    @property
    def mark(self) -> AuditMark:
        """The same for a face."""
        return AuditMark(self.status, self.locator, self.sentence, self.reason, self.reasons)


class AuditedSource(Strict):
    """One record against its original."""

    source_id: str
    title: str
    original: str = Field(description="the fetched file; relative to the case's data folder when it lies there")
    original_sha256: str
    record_sha256: str = Field(description="of the record's stored text")
    made: str = Field(description="when, UTC")
    reader: int = Field(0, description="the version of reading and splitting; 0 before it was written down")
    problem: str = Field("", description="why the original could not be read; then no fact is checked")
    facts: tuple[AuditedFact, ...]

    @property
    def borne(self) -> tuple[AuditedFact, ...]:
        """The facts that the original speaks of: it says the same, or something else."""
        return tuple(f for f in self.facts if f.status in (Audit.CONFIRMED, Audit.DIFFERS) and f.sentence)

    @property
    def bears_nothing(self) -> bool:
        """True when the original could be read and none of the facts that were sought is in it: a landing page, say."""
        return not self.problem and not self.borne and self.count(Audit.NOT_FOUND) > 0

    @property
    def kept(self) -> tuple[str, ...]:
        """Ids of the facts that stay as our record once the original is in its place."""
        borne = {fact.id for fact in self.borne}
        return tuple(fact.id for fact in self.facts if fact.id not in borne)

    def count(self, status: Audit) -> int:
        """How many facts came to ``status``."""
        return sum(fact.status is status for fact in self.facts)


class AuditReport(Strict):
    """Every audited source, in the order of the case."""

    version: Literal[1] = 1
    sources: tuple[AuditedSource, ...] = ()

    @property
    def holds(self) -> bool:
        """True when nothing differs, nothing was sought in vain and every original could be read.

        Facts that no original states (computed, second-hand) do not count against it.
        """
        return not any(s.problem or s.count(Audit.DIFFERS) or s.count(Audit.NOT_FOUND) for s in self.sources)


def write_audit(data: Path, report: AuditReport) -> None:
    """Store ``report`` in one rename; raises StoreError when the folder cannot be written."""
    with writing(f"audit {data / NAME}", StoreError, "Check ONRECORD_DATA."):
        data.mkdir(parents=True, exist_ok=True)
        write_whole(data / NAME, report.model_dump_json(indent=1))


def read_audit(data: Path) -> AuditReport:
    """The stored report, empty when there is none; raises StoreError when it is damaged."""
    path = data / NAME
    try:
        return AuditReport.model_validate(json.loads(path.read_bytes()))
    except FileNotFoundError:
        return AuditReport()
    except OSError as exc:
        raise StoreError(f"audit {path} cannot be read ({exc.strerror}). Check its permissions.") from exc
    except (ValueError, ValidationError) as exc:
        raise StoreError(f"audit {path} is damaged or of another version. Run 'onrecord audit' again.") from exc


class AuditMarks:
    """The marks of a case as they stand now; cheap to ask, as files are read again only when they have changed."""

    def __init__(self, data: Path) -> None:
        self._data = data

    def mark(self, source: Source, fact_id: str, locator: str) -> AuditMark | None:
        """What the original says to a fact of ``source``; None when that is not known or no longer current."""
        audited = self._sources().get(source.id.removesuffix(_REMAINDER))
        if audited is None or source.sha256 not in _texts(audited) or not self._is_current(audited):
            return None
        return next((f.mark for f in audited.facts if f.id == fact_id and f.record_locator == locator), None)

    def on(self, answer: Answer, sources: Mapping[str, Source]) -> Answer:
        """The answer with the mark of every fact that it cites, and with no other mark that it had."""

        def marked(citation: Citation) -> Citation:
            source = sources.get(citation.source_id)
            mark = self.mark(source, citation.passage_id, citation.locator) if source else None
            return citation if mark == citation.audit else replace(citation, audit=mark)

        def of(verdict: Verdict) -> Verdict:
            claim = replace(verdict.claim, citations=tuple(map(marked, verdict.claim.citations)))
            return replace(verdict, claim=claim)

        return replace(
            answer,
            verdicts=tuple(map(of, answer.verdicts)),
            conflicts=tuple(replace(c, lower=marked(c.lower), higher=marked(c.higher)) for c in answer.conflicts),
        )

    def _sources(self) -> Mapping[str, AuditedSource]:
        state = _state(self._data / NAME)
        return _stored(self._data, state) if state else {}

    def _is_current(self, audited: AuditedSource) -> bool:
        path = self._data / audited.original
        state = _state(path)
        return state is not None and _hash(path, state) == audited.original_sha256


@lru_cache(maxsize=16)
def _stored(data: Path, state: _State) -> Mapping[str, AuditedSource]:
    """The stored report by source, as it was in that state; nothing when it is damaged, as a mark must not stop an answer."""
    try:
        return {s.source_id: s for s in read_audit(data).sources}
    except StoreError:
        return {}


@lru_cache(maxsize=1024)
def _hash(path: Path, state: _State) -> str:
    return file_sha256(path)


def _texts(audited: AuditedSource) -> tuple[str, str]:
    """The sha256 of the record's stored text: of the whole, and of what stays once the original is in its place."""
    kept = BETWEEN_FACTS.join(fact.text for fact in audited.facts if fact.id in audited.kept)
    return audited.record_sha256, hashlib.sha256(kept.encode()).hexdigest()


def _state(path: Path) -> _State | None:
    """What changes when a file does: its time and size; None without a file."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def not_confirmed(sources: Sequence[AuditedSource]) -> list[AuditedFact]:
    """The facts that a person should look at: all but the confirmed ones that stand where the record says."""
    return [f for s in sources for f in s.facts if f.status is not Audit.CONFIRMED or f.misplaced]
