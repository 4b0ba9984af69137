"""Briefs in the browser: a form, the brief under it as soon as it is made, and its files to take away. Plain pages, no script."""

import threading
from collections.abc import AsyncGenerator, Mapping
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response, StreamingResponse

from rag.brief import Brief, summarize, writer_for
from rag.brief.types import BODY_TIERS, ORDER, About, Scope, length_of
from rag.brief.writing import Watch
from rag.errors import OnRecordError
from rag.phrases import LANGUAGES
from rag.question import usable
from rag.types import Verdict
from ui.api.answering import Lately
from ui.api.problems import Problem, headers_of, problem_of, told
from ui.api.service import Service
from ui.brief.files import export
from ui.brief.page import page_of
from ui.brief.text import body_of
from ui.web.beside import language_of
from ui.web.html import Html, part, render

LENGTHS = ("short", "medium", "long")
MEDIA = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "json": "application/json",
}
KEPT = 16  # briefs that a model wrote, so that the files are those of the brief that was shown; a long one takes about 200 kB


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the form asks for."""

    topic: str
    length: str
    language: str


def wanted(given: Mapping[str, str], spoken: str) -> Wanted:
    """What a request asks for; an unknown length counts as medium, an unknown language as English."""
    length, language = given.get("length", ""), given.get("language", spoken)
    return Wanted(
        given.get("topic", "").strip(),
        length if length in LENGTHS else "medium",
        language if language in LANGUAGES else "en",
    )


def mount_brief(app: Any, desk: Service) -> None:
    """Serve /brief, and its files at /brief/file, in the same line as questions."""
    briefs = Briefs(desk)

    def form(asked: Wanted, language: str, making: bool = False, failed: str = "") -> Html:
        chat, there = desk.parts.chat, bool(desk.parts.index.disputes)
        writer = {"model": chat.model if chat else "", "calls": len(ORDER)}  # at most
        state = {"making": making, "failed": failed, "made": bool(asked.topic), "disputes": there}
        return render("brief.html", language, title="brief", asked=asked, lengths=LENGTHS, **writer, **state)

    def refused(asked: Wanted, language: str, exc: Exception) -> HTMLResponse:
        problem = problem_of(exc)
        return HTMLResponse(form(asked, language, failed=told(exc, language)), problem.status, headers_of(problem))

    async def page(request: Request) -> Response:
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
                yield await desk.answering.run(lambda stopped: shown(asked, language, briefs.made(asked, stopped)))
            except (OnRecordError, Problem) as exc:
                yield part("own.failed", language, told(exc, language))
            yield end + ends

        return StreamingResponse(parts(), media_type="text/html; charset=utf-8")

    async def file(request: Request) -> Response:
        language, name = language_of(request), request.query_params.get("format", "")
        asked = wanted(request.query_params, "en")
        if name not in MEDIA or not asked.topic:
            return HTMLResponse(form(asked, language), 404)
        try:
            data = await desk.answering.run(lambda stopped: export(briefs.made(asked, stopped), name))
        except (OnRecordError, Problem) as exc:
            return refused(asked, language, exc)
        # Always a download: an exported page must not run beside the chat, whatever it holds.
        headers = {"Content-Disposition": f'attachment; filename="brief.{name}"'}
        return Response(data, media_type=MEDIA[name], headers=headers)

    app.add_route("/brief", page, methods=["GET"])
    app.add_route("/brief/file", file, methods=["GET"])


class Briefs:
    """Makes briefs, and keeps the last that a model wrote; used by several threads."""

    def __init__(self, desk: Service) -> None:
        self._desk = desk
        self._kept = Lately[tuple[Wanted, str], "Brief"](KEPT)

    def made(self, asked: Wanted, stopped: threading.Event) -> Brief:
        """The brief, made now, or the one that a model wrote for the same a while ago; raises UsageError for a topic that
        cannot be used, Problem when ``stopped`` while a model writes."""
        parts = self._desk.parts
        topic, key = usable(asked.topic, parts.settings.max_question), (asked, parts.index.snapshot.id)
        if known := self._kept.get(key):
            return known
        scope = Scope(About.TOPIC, topic, "", length_of(asked.length), asked.language, BODY_TIERS)
        # Half of a reader's time: the section that is being written then has the other half to come to its end.
        writer = writer_for(scope, parts, parts.settings.answer_seconds / 2)
        brief = summarize(scope, parts, writer, watch=UntilStopped(stopped))
        if writer.model:
            self._kept.put(key, brief)
        return brief


class UntilStopped(Watch):
    """Watches a brief being written and ends it when its reader's time is over: no call is made for no one."""

    def __init__(self, stopped: threading.Event) -> None:
        self._stopped = stopped

    def section(self, place: int, count: int, heading: str) -> None:
        """Raises Problem when no one waits any more."""
        if self._stopped.is_set():
            raise Problem(504, "the brief was given up")

    def sentence(self, verdict: Verdict) -> None:
        """Raises Problem when no one waits any more; the model's connection is closed with it."""
        self.section(0, 0, "")


def shown(asked: Wanted, language: str, brief: Brief) -> Html:
    """The brief with its files to take away."""
    query = urlencode(asdict(asked))
    return part("brief_made.shown", language, tuple(MEDIA), query, body_of(page_of(brief)), brief.scope.language)
