"""What the owner's page does, without Gradio: documents read into a case of their own, originals fetched, cases opened."""

import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from rag.common.clock import Tick
from rag.common.log import log_traceback
from rag.errors import OnRecordError, one_line
from rag.fetch.keep import State
from rag.fetch.network import Network
from rag.fetch.run import fetch
from rag.newcase.folder import own_cases, read_documents, settings_of
from rag.renew import renew
from rag.settings import Settings
from ui.web.html import Html, part
from ui.words import own_word

Serve = Callable[["Settings"], str]  # opens a case and gives its address
_THERE = (State.FETCHED, State.UNCHANGED)


def for_the_owner(settings: Settings) -> bool:
    """True where only the user of this machine can reach the server: the page is served nowhere else."""
    from ui.api.entry import is_exposed

    return not (is_exposed(settings) or settings.public)


class Own:
    """The page of one server; ``serve`` opens another case beside it."""

    def __init__(self, settings: Settings, serve: Serve, network: Network | None = None) -> None:
        self._settings = settings
        self._serve = serve
        self._network = network  # of tests
        self._busy = threading.Lock()

    @property
    def shipped(self) -> bool:
        """True where what is given makes a case of its own, as the one at hand came with the program."""
        return self._settings.case is None

    def cases(self) -> tuple[str, ...]:
        """What was read here before."""
        return own_cases(self._settings) if self.shipped else ()

    def read(self, name: str, files: Sequence[str], article: str | None, language: str, tick: Tick) -> Html:
        """What came of the files, a line each where one could not be read, and the way to ask; the copies given to us are deleted."""
        paths, seed = [Path(file) for file in files], Path(article) if article else None
        if not paths and seed is None:
            return _told("no_file", language)

        def work() -> Html:
            given = read_documents(self._settings, name.strip(), paths, seed, tick)
            if not given.added:
                return _told("none_read", language, reasons=_without_folders(given.skipped, paths))
            report = renew(given.settings, tick)
            address = "../" if given.settings is self._settings else self._serve(given.settings)
            skipped = [*given.skipped, *report.snapshot.skipped]
            ask, count = own_word("ask", language), {"count": given.added, "passages": report.snapshot.passages}
            return _told("read", language, address, ask, _without_folders(skipped, paths), **count)

        try:
            return self._alone(work, language)
        finally:
            for path in (*paths, *([seed] if seed else [])):
                path.unlink(missing_ok=True)

    def open(self, name: str, language: str) -> Html:
        """The way to a case that was read before."""

        def work() -> Html:
            if name not in self.cases():
                return _told("no_case", language)
            address = self._serve(settings_of(self._settings, name))
            return _told("", language, address, own_word("ask_of", language, name=name))

        return self._alone(work, language)

    def originals(self, language: str, tick: Tick) -> Html:
        """Fetch what the sources were read from and index it; in a line what could not be had."""

        def work() -> Html:
            report = fetch(self._settings, [], tick, self._network)
            if report.offline:
                return _told("offline", language)
            unused = [one.reason for one in renew(self._settings, tick).snapshot.skipped]
            there = sum(one.state in _THERE for one in report.outcomes)
            left = [one for one in report.outcomes if one.state not in (*_THERE, State.NO_ADDRESS)]
            reasons = [*(f"{one.source_id}: {one.reason or one.state}" for one in left), *unused]
            counts: dict[str, Any] = {"there": there, "count": len(report.outcomes), "left": len(left)}
            return _told("fetched", language, reasons=reasons, **counts)

        return self._alone(work, language)

    def _alone(self, work: Callable[[], Html], language: str) -> Html:
        """``work`` done, one at a time; an error is one line, and the log keeps the rest."""
        if not self._busy.acquire(blocking=False):
            return _told("busy", language)
        try:
            return work()
        except (OnRecordError, OSError) as exc:
            log_traceback(exc)
            return part("own.failed", language, one_line(exc))
        finally:
            self._busy.release()


def _told(
    key: str, language: str, address: str = "", ask: str = "", reasons: Sequence[str] = (), **values: object
) -> Html:
    """A line, the way to ask, and why things were left out."""
    return part("own.told", language, own_word(key, language, **values) if key else "", address, ask, reasons)


def _without_folders(skipped: Sequence[Any], paths: Sequence[Path]) -> list[str]:
    """Why each was left out, with the names that a person gave and not the folders where they lay."""
    reasons = [one.reason for one in skipped]
    for path in paths:
        reasons = [reason.replace(str(path), path.name) for reason in reasons]
    return reasons
