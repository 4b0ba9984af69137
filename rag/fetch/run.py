"""The originals of a case, one after the other: fetched, found unchanged or changed, refused or failed, each with its reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import httpx
from filelock import FileLock, Timeout

from rag.case import read_case
from rag.case.originals import originals_dir, problem_of, read_lock
from rag.common.clock import Tick
from rag.common.files import sweep_parts
from rag.errors import StoreError
from rag.fetch.client import Client
from rag.fetch.keep import accept
from rag.fetch.network import Network
from rag.fetch.obtain import obtain
from rag.fetch.outcome import Failure, NoNetwork, Outcome, Refusal, State
from rag.fetch.part import drop_leftovers
from rag.fetch.sense import Sense
from rag.fetch.targets import Target, targets
from rag.settings import Settings

_NEEDS_A_LOOK = frozenset({State.CHANGED, State.REFUSED, State.FAILED})


@dataclass(frozen=True, slots=True)
class Report:
    """One outcome a source, in the case's order; ``offline`` when nothing could be reached at all."""

    outcomes: tuple[Outcome, ...]
    offline: bool = False

    @property
    def complete(self) -> bool:
        """True when nothing failed, was refused or waits for a decision."""
        return not self.offline and not any(one.state in _NEEDS_A_LOOK for one in self.outcomes)

    def count(self, state: State) -> int:
        """How many sources ended so."""
        return sum(one.state is state for one in self.outcomes)


def fetch(settings: Settings, ids: Sequence[str], tick: Tick, network: Network | None = None) -> Report:
    """Fetch the originals of ``ids``, or all; the index is not touched.

    Raises UsageError for an id without original, CorpusError for a wrong case, StoreError when the lock is damaged or
    cannot be written. The lock is renewed after each original: a run that is killed keeps what it has.
    """
    case, network = read_case(settings.home), network or Network()
    wanted = targets(case, ids)
    outcomes: list[Outcome] = []
    with only_fetcher(settings.data_dir), Client(settings, network) as client:
        sense = Sense()
        drop_leftovers(originals_dir(settings.data_dir), {target.source_id for target in targets(case)})
        for done, target in enumerate(wanted):
            tick("originals", done, len(wanted))
            if sense.offline and target.url:
                outcomes.append(_unreached(target, "not tried"))
                continue
            outcomes.append(_one(settings, client, target, sense, tick))
        tick("originals", len(wanted), len(wanted))
        sense.ask_others((httpx.URL(target.url).host for target in targets(case) if target.url), network.resolve)
    offline = sense.cut_off
    if offline:  # a connection refused by all is no server's own trouble
        outcomes = [replace(o, state=State.NO_NETWORK) if o.state is State.FAILED else o for o in outcomes]
    else:  # a name that is not known is that source's own trouble
        outcomes = [replace(o, state=State.FAILED) if o.state is State.NO_NETWORK else o for o in outcomes]
    return Report(tuple(outcomes), offline)


def accept_changed(settings: Settings, ids: Sequence[str]) -> Report:
    """Take the changed bodies that wait for ``ids``; needs no network. Raises UsageError when none waits."""
    with only_fetcher(settings.data_dir):
        return Report(tuple(accept(settings.data_dir, source_id) for source_id in dict.fromkeys(ids)))


@contextmanager
def only_fetcher(data_dir: Path) -> Iterator[None]:
    """Hold the lock of the one process that may change the originals; raises StoreError when another holds it."""
    folder = originals_dir(data_dir)
    lock = FileLock(folder / "fetch.lock")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=0)
    except Timeout as exc:
        raise StoreError(f"another process is fetching into {folder}. Wait for it, then run 'onrecord fetch'.") from exc
    except OSError as exc:
        raise StoreError(
            f"folder {folder} cannot be written ({exc.strerror}). Set ONRECORD_DATA to a folder you may write."
        ) from exc
    try:
        sweep_parts(folder)
        yield
    finally:
        lock.release()


def _one(settings: Settings, client: Client, target: Target, sense: Sense, tick: Tick) -> Outcome:
    """The outcome for one source: its original, else the archived copy that the manifest names."""
    if not target.url:
        return Outcome(target.source_id, State.NO_ADDRESS, target.why_not)
    locked = read_lock(settings.data_dir).get(target.source_id)
    held = locked is not None and not problem_of(locked, settings.data_dir)
    try:
        outcome = obtain(settings, client, target, target.url, locked if held else None, tick)
        sense.learn(None, target.url)
        return outcome
    except (Refusal, Failure) as exc:
        sense.learn(exc, target.url)
        if isinstance(exc, NoNetwork):
            return _unreached(target, str(exc))
        state = State.REFUSED if isinstance(exc, Refusal) else State.FAILED
        reason = str(exc)
    if target.archived and not held:
        try:
            outcome = obtain(settings, client, target, target.archived, None, tick)
            return replace(outcome, reason=f"{outcome.reason or outcome.state}; the original: {reason}")
        except (Refusal, Failure) as exc:
            reason = f"{reason}; the archived copy: {exc}"
    if held and locked:
        reason += f"; the one of {locked.retrieved[:10]} stays"
    return Outcome(target.source_id, state, reason, target.url)


def _unreached(target: Target, reason: str) -> Outcome:
    return Outcome(target.source_id, State.NO_NETWORK, reason, target.url)
