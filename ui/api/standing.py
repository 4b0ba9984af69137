"""How a saved answer stands today: its claims checked again, its sources compared with what they were."""

from __future__ import annotations

from dataclasses import dataclass

from rag.common.log import log_traceback
from rag.errors import OnRecordError
from rag.index.snapshot import read_snapshot
from rag.saved.recheck import recheck
from rag.settings import Settings
from rag.types import Source, Verdict
from ui.api.saved import Kept


@dataclass(frozen=True, slots=True)
class Standing:
    """What a visitor is told; ``checked`` is False when the check itself failed, and then nothing is claimed."""

    checked: bool
    snapshot: str = ""
    worse: tuple[tuple[Verdict, Verdict], ...] = ()  # claims that stand worse than when they were saved: before, now
    changed: tuple[Source, ...] = ()  # cited sources whose stored text is another now
    gone: tuple[Source, ...] = ()  # cited sources that are no longer there
    faults: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """True when the check was made and found every claim as well supported as it was."""
        return self.checked and not self.worse and not self.faults


def standing(settings: Settings, kept: Kept) -> Standing:
    """``kept`` held against the live snapshot."""
    try:
        live = read_snapshot(settings.data_dir)
        found = recheck(settings, kept.answer)
    except OnRecordError as exc:
        log_traceback(exc)
        return Standing(False)
    hashes = {source.id: source.sha256 for source in live.sources} if live else {}
    cited = {c.source_id for claim in kept.answer.claims for c in claim.citations}
    sources = [kept.sources[source_id] for source_id in sorted(cited) if source_id in kept.sources]
    return Standing(
        checked=True,
        snapshot=found.snapshot,
        worse=found.worse,
        changed=tuple(s for s in sources if s.id in hashes and hashes[s.id] != s.sha256),
        gone=tuple(s for s in sources if s.id not in hashes),
        faults=found.faults,
    )
