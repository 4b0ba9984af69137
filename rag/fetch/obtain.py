"""One original asked for: what its address serves, or the document that the page there links as its own."""

from __future__ import annotations

from dataclasses import replace

from rag.case.originals import Original, file_stem, originals_dir
from rag.common.clock import Tick
from rag.fetch.client import Client
from rag.fetch.download import Body, Known, download
from rag.fetch.keep import keep
from rag.fetch.landing import linked_document
from rag.fetch.outcome import Failure, Outcome, Refusal, State, as_failure
from rag.fetch.part import Part, disk_errors
from rag.fetch.sniff import Kind, PageAbout, sniff
from rag.fetch.targets import Target
from rag.index.snapshot import now
from rag.settings import Settings


@as_failure()
def obtain(settings: Settings, client: Client, target: Target, url: str, held: Original | None, tick: Tick) -> Outcome:
    """Ask for ``url`` and keep what comes, or what the page about it links; raises Refusal and Failure."""
    data_dir, archived = settings.data_dir, url != target.url
    client.start(settings.fetch_total_s)
    mine = held if held and held.url == url and not held.archived else None
    ask = _Asking(settings, client, target, tick)
    try:
        came = ask(url, None if mine and mine.linked else mine, "" if archived else target.doc_type)
        linked = False
    except PageAbout as page:
        there = linked_document(ask.part.path, ask.final_url, target.title, page.expected)
        ask.part.drop()
        if not there.url:
            several = f"; it links {there.others} of them, none plainly this one" if there.others else ""
            raise Refusal(f"{page}{several}") from page
        came = ask(there.url, mine if mine and mine.linked and mine.final_url == there.url else None, target.doc_type)
        linked = True
    if came is None:
        if held is None:
            raise Failure("the server says 'unchanged' of an original that we do not hold")
        return Outcome(target.source_id, State.UNCHANGED, "", url, held.final_url, held.file, held.bytes)
    body, kind = came
    with disk_errors(ask.part.path):
        outcome = keep(
            data_dir,
            body,
            Original(
                source_id=target.source_id, url=target.url, final_url=body.final_url,
                file=f"{file_stem(target.source_id)}{kind.suffix}", sha256=ask.part.sha256, media_type=kind.media_type,
                retrieved=now(), etag=body.etag, last_modified=body.last_modified, bytes=ask.part.size, archived=archived,
                linked=linked,
            ),
        )  # fmt: skip
    if linked and outcome.state is State.FETCHED and not outcome.reason:
        return replace(outcome, reason=f"linked on that page: {body.final_url}")
    return outcome


class _Asking:
    """Asks for one original's addresses, one after the other, into one part file; ``final_url`` is what answered last."""

    def __init__(self, settings: Settings, client: Client, target: Target, tick: Tick) -> None:
        self.part = Part(originals_dir(settings.data_dir) / f"{file_stem(target.source_id)}.part")
        self.final_url = ""
        self._client, self._most_mb, self._tick = client, settings.max_file_mb, tick

    def __call__(self, url: str, held: Original | None, doc_type: str) -> tuple[Body, Kind] | None:
        """The body of ``url`` and its kind, None when it is still the one that is ``held``; raises Refusal and Failure."""
        known = Known(held.etag, held.last_modified) if held else Known()
        body = download(self._client, url, self.part, known, self._most_mb, self._on_bytes)
        if body is None:
            return None
        self.final_url = body.final_url
        try:
            return body, sniff(self.part.path, (url, body.final_url), body.content_type, doc_type)
        except PageAbout:
            raise  # the page is still needed
        except Exception:
            self.part.drop()
            raise

    def _on_bytes(self, done: int, whole: int) -> None:
        self._tick("kB", done // 1000, max(whole, done) // 1000)  # one bar for all: forty would fill the screen
