"""Briefs in the browser: a form, the brief under it as soon as it is made, and its files to take away. Plain pages, no script."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import AsyncGenerator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from rag.brief.writing import Watch
from rag.errors import OnRecordError
from rag.phrases import LANGUAGES
from rag.question import usable
from ui.api.problems import Problem, headers_of, problem_of
from ui.web.beside import language_of
from ui.web.html import Html, part, render
from ui.web.told import told

if TYPE_CHECKING:
    from rag.brief import Brief, Scope
    from rag.types import Verdict
    from ui.api.service import Service

LENGTHS = ("short", "medium", "long")
FILES = ("docx", "pdf", "html", "md", "json")
MEDIA = {
    "html": "text/html; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "json": "application/json",
}
KEPT = 16  # briefs that a model wrote, so that the files are those of the brief that was shown; a long one takes about 200 kB


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the form asks for; unknown lengths and languages count as the first."""

    topic: str
    length: str
    language: str

    @property
    def query(self) -> str:
        """The same for a link."""
        return urlencode({"topic": self.topic, "length": self.length, "language": self.language})


def wanted(given: Mapping[str, str], spoken: str) -> Wanted:
    """What a request asks for."""
    length, language = given.get("length", ""), given.get("language", spoken)
    return Wanted(
        given.get("topic", "").strip(),
        length if length in LENGTHS else "medium",
        language if language in LANGUAGES else "en",
    )


def mount_brief(app: Any, desk: Service) -> None:
    """Serve /brief, and its files at /brief/file, in the same line as questions."""
    from starlette.responses import HTMLResponse, Response, StreamingResponse

    desk_briefs = Briefs(desk)

    def form(asked: Wanted, language: str, making: bool = False, failed: str = "") -> Html:
        from rag.brief.types import ORDER  # how many calls a model takes at most is said before they are made

        told = {
            "model": desk_briefs.model,
            "calls": len(ORDER),
            "lengths": LENGTHS,
            "made": bool(asked.topic),
            "making": making,
        }
        there = bool(desk.parts.index.disputes)
        return render("brief.html", language, asked=asked, failed=failed, title="brief", disputes=there, **told)

    def refused(asked: Wanted, language: str, exc: Exception) -> HTMLResponse:
        problem = problem_of(exc)
        return HTMLResponse(form(asked, language, failed=told(exc, language)), problem.status, headers_of(problem))

    async def page(request: Any) -> Response:
        language = language_of(request)
        asked = wanted(request.query_params, language)
        if not asked.topic:
            return HTMLResponse(form(asked, language))
        try:
            usable(asked.topic, desk.parts.settings.max_question)
            desk.answering.line.check_room()
        except (OnRecordError, Problem) as exc:
            return refused(asked, language, exc)
        begins, end, ends = str(form(asked, language, making=True)).rpartition("</main>")

        async def parts() -> AsyncGenerator[str, None]:
            """The form at once, the brief when it is made."""
            yield begins
            try:
                brief = await desk.answering.run(lambda stopped: desk_briefs.made(asked, stopped))
                yield shown(asked, language, brief)
            except (OnRecordError, Problem) as exc:
                yield part("own.failed", language, told(exc, language))
            yield end + ends

        return StreamingResponse(parts(), media_type="text/html; charset=utf-8")

    async def file(request: Any) -> Response:
        asked, name = wanted(request.query_params, "en"), request.query_params.get("format", "")
        if name not in MEDIA or not asked.topic:
            return HTMLResponse(form(asked, language_of(request)), 404)

        def work(stopped: threading.Event) -> bytes:
            from ui.brief.save import export

            return export(desk_briefs.made(asked, stopped), name)

        try:
            data = await desk.answering.run(work)
        except (OnRecordError, Problem) as exc:
            return refused(asked, language_of(request), exc)
        # Always a download: an exported page must not run beside the chat, whatever it holds.
        headers = {"Content-Disposition": f'attachment; filename="brief.{name}"'}
        return Response(data, media_type=MEDIA[name], headers=headers)

    app.add_route("/brief", page, methods=["GET"])
    app.add_route("/brief/file", file, methods=["GET"])


class Briefs:
    """Makes briefs, and keeps the last that a model wrote; used by several threads."""

    def __init__(self, desk: Service) -> None:
        self._desk = desk
        self._kept: OrderedDict[tuple[Wanted, str], Brief] = OrderedDict()
        self._lock = threading.Lock()

    @property
    def model(self) -> str:
        """The name of the model that writes here, "" without one."""
        chat = self._desk.parts.chat
        return chat.model if chat else ""

    def made(self, asked: Wanted, stopped: threading.Event) -> Brief:
        """The brief, made now, or the one that a model wrote for the same a while ago; raises UsageError for a topic that
        cannot be used, Problem when ``stopped`` while a model writes."""
        from rag.brief import summarize, writer_for

        parts = self._desk.parts
        scope, key = _scope(asked, parts.settings.max_question), (asked, parts.index.snapshot.id)
        with self._lock:
            if key in self._kept:
                return self._kept[key]
        # Half of a reader's time: the section that is being written then has the other half to come to its end.
        writer = writer_for(scope, parts, parts.settings.answer_seconds / 2)
        brief = summarize(scope, parts, writer, watch=UntilStopped(stopped))
        if writer.model:
            with self._lock:
                self._kept[key] = brief
                while len(self._kept) > KEPT:
                    self._kept.popitem(last=False)
        return brief


class UntilStopped(Watch):
    """Watches a brief being written and ends it when its reader's time is over: no call is made for no one."""

    def __init__(self, stopped: threading.Event) -> None:
        self._stopped = stopped

    def begins(self, calls: int, model: str) -> None:
        """The page has said so before."""

    def section(self, place: int, count: int, heading: str) -> None:
        """Raises Problem when no one waits any more."""
        if self._stopped.is_set():
            raise Problem(504, "the brief was given up")

    def sentence(self, verdict: Verdict) -> None:
        """Raises Problem when no one waits any more; the model's connection is closed with it."""
        self.section(0, 0, "")


def _scope(asked: Wanted, longest: int) -> Scope:
    from rag.brief.types import BODY_TIERS, About, Scope, length_of

    topic = usable(asked.topic, longest)
    return Scope(About.TOPIC, topic, "", length_of(asked.length), asked.language, BODY_TIERS)


def shown(asked: Wanted, language: str, brief: Brief) -> Html:
    """The brief with its files to take away."""
    from ui.brief.html import body_of
    from ui.brief.page import page_of

    return part("brief_made.shown", language, FILES, asked.query, body_of(page_of(brief)), brief.scope.language)
