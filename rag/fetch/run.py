"""The originals of a case, one after the other: fetched, found unchanged or changed, refused or failed, each with its reason."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path, PurePosixPath
from tempfile import mkdtemp
from urllib.parse import unquote, urlsplit

import httpx

from rag.case import Case, Entry, read_case
from rag.case.folder import only_fetcher, safe_id
from rag.case.originals import Original, file_stem, originals_dir, problem_of, read_lock
from rag.common.clock import Tick
from rag.common.files import sweep_parts
from rag.errors import LoadError, UsageError
from rag.fetch.client import Body, Client, disk_errors, download
from rag.fetch.content import Kind, PageAbout, linked_document, sniff
from rag.fetch.guard import Failure, NoNetwork, Refusal, as_failure, check_url
from rag.fetch.keep import Outcome, State, accept, keep, waiting_for
from rag.fetch.network import Network
from rag.index.snapshot import now
from rag.settings import Settings

_NEEDS_A_LOOK = frozenset({State.CHANGED, State.REFUSED, State.FAILED})
_ENOUGH = 3  # so many servers that cannot be reached, and none that answers: there is no network


@dataclass(frozen=True, slots=True)
class Planned:
    """One source and what would be done about its original, in words."""

    source_id: str
    url: str
    todo: str


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


def targets(case: Case, ids: Sequence[str] = ()) -> list[Entry]:
    """The sources of ``ids``, or all, whose original is to be fetched; raises UsageError for an id that is unknown or has no address.

    Without ``ids``, documents and seeds without an address are left out: their file is the original.
    """
    entries = {entry.source.id: entry for entry in case.entries}
    for source_id in ids:
        if source_id not in entries:
            raise UsageError(f"there is no source '{source_id}'. 'onrecord sources' lists the ids.")
        if not entries[source_id].original_url:
            raise UsageError(f"the original of '{source_id}' cannot be fetched: {_why_not(entries[source_id])}.")
    if ids:
        return [entries[source_id] for source_id in dict.fromkeys(ids)]
    return [entry for entry in case.entries if entry.record or entry.original_url]


def _why_not(entry: Entry) -> str:
    return "only a copy's address is listed" if entry.source.url else "no address is listed"


def plan(settings: Settings, ids: Sequence[str]) -> list[Planned]:
    """What ``fetch`` would ask for, in order, found out without a network; raises the same errors about case and lock."""
    wanted, lock = targets(read_case(settings.home), ids), read_lock(settings.data_dir)
    return [
        Planned(one.source.id, one.original_url, _todo(one, lock.get(one.source.id), settings.data_dir))
        for one in wanted
    ]


def _todo(entry: Entry, held: Original | None, data_dir: Path) -> str:
    if not entry.original_url:
        return f"nothing: {_why_not(entry)}"
    try:
        check_url(entry.original_url)
    except Refusal as exc:
        return f"refuse: {exc}"
    if held is None:
        return "fetch"
    if problem_of(held, data_dir):
        return "fetch again: the stored file is gone or altered"
    if waiting_for(data_dir, held):
        return f"nothing new: a change waits for 'onrecord fetch --accept {entry.source.id}'"
    return f"ask whether it changed since {held.retrieved[:10]}"


def fetch(settings: Settings, ids: Sequence[str], tick: Tick, network: Network | None = None) -> Report:
    """Fetch the originals of ``ids``, or all; the index is not touched.

    Raises UsageError for an id without original, CorpusError for a wrong case, StoreError when the lock is damaged or
    cannot be written. The lock is renewed after each original: a run that is killed keeps what it has.
    """
    case, network = read_case(settings.home), network or Network()
    wanted = targets(case, ids)
    outcomes: list[Outcome] = []
    with _fetching(settings.data_dir), Client(settings, network) as client:
        sense = _Sense()
        for done, target in enumerate(wanted):
            tick("originals", done, len(wanted))
            if sense.offline and target.original_url:
                outcomes.append(_unreached(target, "not tried"))
            else:
                outcomes.append(_one(settings, client, target, sense, tick))
        tick("originals", len(wanted), len(wanted))
    offline = sense.cut_off  # a connection refused by all is no server's own trouble, one unknown name is
    before, after = (State.FAILED, State.NO_NETWORK) if offline else (State.NO_NETWORK, State.FAILED)
    return Report(tuple(replace(o, state=after) if o.state is before else o for o in outcomes), offline)


def accept_changed(settings: Settings, ids: Sequence[str]) -> Report:
    """Take the changed bodies that wait for ``ids``; needs no network. Raises UsageError when none waits."""
    with _fetching(settings.data_dir):
        return Report(tuple(accept(settings.data_dir, source_id) for source_id in dict.fromkeys(ids)))


def fetch_one(settings: Settings, url: str, folder: Path, tick: Tick, network: Network | None = None) -> Path:
    """What ``url`` serves, in a new folder inside ``folder`` under a name made of the address; raises LoadError with why not."""
    folder.mkdir(parents=True, exist_ok=True)
    own = Path(mkdtemp(dir=folder))  # many addresses end in report.html
    try:
        with as_failure(), Client(settings, network or Network()) as client:
            client.start(settings.fetch_total_s)
            came = _asked(settings, client, own / "address.part", tick, url)
            if came is None:
                raise Failure("the server says 'unchanged' of what we do not hold")
    except (Refusal, Failure) as exc:
        shutil.rmtree(own, ignore_errors=True)
        offline = "no network: " if isinstance(exc, NoNetwork) else ""
        raise LoadError(f"{url} was not added: {offline}{exc}. Or save it in your browser and add the file.") from exc
    body, kind = came
    parts = urlsplit(body.final_url)
    stem = PurePosixPath(unquote(parts.path)).stem
    return body.part.rename(own / f"{safe_id(stem if len(stem) > 1 else parts.hostname or 'page')}{kind.suffix}")


@contextmanager
def _fetching(data_dir: Path) -> Iterator[None]:
    """Hold the lock of the one process that may change the originals, and clear away what a run that was killed left."""
    folder = originals_dir(data_dir)
    with only_fetcher(folder):
        sweep_parts(folder)
        for left in folder.glob("*.part*"):
            left.unlink(missing_ok=True)
        yield


def _one(settings: Settings, client: Client, entry: Entry, sense: "_Sense", tick: Tick) -> Outcome:
    """The outcome for one source: its original, else the archived copy that the manifest names."""
    url, source_id = entry.original_url, entry.source.id
    if not url:
        return Outcome(source_id, State.NO_ADDRESS, _why_not(entry))
    locked = read_lock(settings.data_dir).get(source_id)
    held = locked is not None and not problem_of(locked, settings.data_dir)
    try:
        outcome = _obtain(settings, client, entry, url, locked if held else None, tick)
        sense.learn(None, url)
        return outcome
    except (Refusal, Failure) as exc:
        sense.learn(exc, url)
        if isinstance(exc, NoNetwork):
            return _unreached(entry, str(exc))
        state = State.REFUSED if isinstance(exc, Refusal) else State.FAILED
        reason = str(exc)
    if entry.archived and not held:
        try:
            outcome = _obtain(settings, client, entry, entry.archived, None, tick)
            return replace(outcome, reason=f"{outcome.reason or outcome.state}; the original: {reason}")
        except (Refusal, Failure) as exc:
            reason = f"{reason}; the archived copy: {exc}"
    if held and locked:
        reason += f"; the one of {locked.retrieved[:10]} stays"
    return Outcome(source_id, state, reason, url)


def _unreached(entry: Entry, reason: str) -> Outcome:
    return Outcome(entry.source.id, State.NO_NETWORK, reason, entry.original_url)


@as_failure()
def _obtain(settings: Settings, client: Client, entry: Entry, url: str, held: Original | None, tick: Tick) -> Outcome:
    """Ask for ``url`` and keep what comes, or what the page about it links; raises Refusal and Failure."""
    archived = url != entry.original_url
    client.start(settings.fetch_total_s)
    mine = held if held and held.url == url and not held.archived else None
    stem = file_stem(entry.source.id)
    part = originals_dir(settings.data_dir) / f"{stem}.part"
    ask = partial(_asked, settings, client, part, tick)
    linked = False
    try:
        came = ask(url, None if mine and mine.linked else mine, "" if archived else entry.source.doc_type)
    except PageAbout as page:
        there = linked_document(part, page.url, entry.source.title, page.expected)
        part.unlink()
        if not there:
            raise Refusal(str(page)) from page
        came = ask(there, mine if mine and mine.linked and mine.final_url == there else None, entry.source.doc_type)
        linked = True
    if came is None:
        if held is None:
            raise Failure("the server says 'unchanged' of an original that we do not hold")
        return Outcome(entry.source.id, State.UNCHANGED, "", url, held.final_url, held.file, held.bytes)
    body, kind = came
    with disk_errors(body.part):
        fetched = Original(
            entry.source.id, entry.original_url, body.final_url, f"{stem}{kind.suffix}", body.sha256, kind.media_type, now(),
            body.etag, body.last_modified, body.part.stat().st_size, archived, linked,
        )  # fmt: skip
        outcome = keep(settings.data_dir, body, fetched)
    if linked and outcome.state is State.FETCHED and not outcome.reason:
        return replace(outcome, reason=f"linked on that page: {body.final_url}")
    return outcome


def _asked(
    settings: Settings,
    client: Client,
    part: Path,
    tick: Tick,
    url: str,
    held: Original | None = None,
    doc_type: str = "",
) -> tuple[Body, Kind] | None:
    """The body of ``url`` in the file ``part`` and its kind, None when it is still the one that is ``held``; raises Refusal and Failure."""

    def on_bytes(done: int, whole: int) -> None:
        tick("kB", done // 1000, max(whole, done) // 1000)  # one bar for all: forty would fill the screen

    body = download(client, url, part, held, settings.max_file_mb, on_bytes)
    if body is None:
        return None
    try:
        return body, sniff(part, (url, body.final_url), body.content_type, doc_type)
    except PageAbout:
        raise  # the page is still needed
    except Exception:
        part.unlink()
        raise


@dataclass(slots=True)
class _Sense:
    """Whether there is a network at all, told from how the requests of one run end."""

    reached: bool = False
    sure: bool = False
    lost: set[str] = field(default_factory=set)  # servers that could not be looked up, or let nobody in

    @property
    def offline(self) -> bool:
        """True when trying the rest would be in vain."""
        return not self.reached and len(self.lost) >= _ENOUGH

    @property
    def cut_off(self) -> bool:
        """True when in the end nothing was reached; one unknown name alone does not show that."""
        return not self.reached and bool(self.lost) and (self.sure or len(self.lost) > 1)

    def learn(self, exc: Exception | None, url: str) -> None:
        """Take note of how one request ended."""
        if isinstance(exc, Failure) and not exc.connected:
            self.sure |= isinstance(exc, NoNetwork) and exc.sure
            self.lost.add(httpx.URL(url).host)
        elif not isinstance(exc, Refusal):  # a refusal may come before anything is sent
            self.reached = True
