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
from rag.question import usable
from ui.api.problems import Problem, headers_of, problem_of
from ui.web.brief_page import brief_page
from ui.web.frame import frame, language_of
from ui.web.nodes import Attributes, Html, el, join
from ui.web.told import told
from ui.words import ledger_word

if TYPE_CHECKING:
    from rag.brief import Brief, Scope
    from rag.types import Verdict
    from ui.api.service import Service

LENGTHS = ("short", "medium", "long")
LANGUAGES = {"en": "English", "es": "Español", "zh": "中文"}
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

    from ui.api.problems import Problem

    desk_briefs = Briefs(desk)

    def form(asked: Wanted, language: str, *under: Html) -> str:
        return form_page(asked, language, desk_briefs.model, bool(desk.parts.index.disputes), *under)

    def refused(asked: Wanted, language: str, exc: Exception) -> HTMLResponse:
        problem = problem_of(exc)
        return HTMLResponse(form(asked, language, _failed(exc, language)), problem.status, headers_of(problem))

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
        making = el("p", {"class": "or-making", "role": "status"}, ledger_word("brief_making", language))
        begins, end, ends = form(asked, language, making).rpartition("</main>")

        async def parts() -> AsyncGenerator[str, None]:
            """The form at once, the brief when it is made."""
            yield begins
            try:
                brief = await desk.answering.run(lambda stopped: desk_briefs.made(asked, stopped))
                yield shown(asked, language, brief)
            except (OnRecordError, Problem) as exc:
                yield _failed(exc, language)
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
    return Scope(About.TOPIC, topic, "", length_of(asked.length), asked.language, BODY_TIERS, "", "")


def _failed(exc: Exception, language: str) -> Html:
    return el("p", {"class": "or-error", "role": "alert"}, told(exc, language))


def shown(asked: Wanted, language: str, brief: Brief) -> Html:
    """The brief with its files to take away."""
    from ui.brief.page import page_of

    return join(files(asked, language), brief_page(page_of(brief)))


def form_page(asked: Wanted, language: str, model: str = "", disputes: bool = False, *under: Html) -> str:
    """The form filled in as asked, and what stands ``under`` it; ``model``: who writes."""
    how = ledger_word("brief_how", language)
    if model:  # how many calls that takes at most is said before they are made
        from rag.brief.types import ORDER

        how = ledger_word("brief_model", language, model=model, calls=len(ORDER))
    heading = el("h1", {}, ledger_word("brief", language)), el("p", {"class": "or-ledger-intro"}, how)
    body = join(heading, _form(asked, language), *under)
    return frame(body, language, "brief", disputes, made=bool(asked.topic))


def _form(asked: Wanted, language: str) -> Html:
    def choice(name: str, options: Mapping[str, str], chosen: str) -> Html:
        listed = [el("option", {"value": key, "selected": key == chosen}, said) for key, said in options.items()]
        label = el("span", {}, ledger_word(f"brief_{name}", language))
        return el("label", {}, label, el("select", {"name": name}, listed))

    topic: Attributes = {
        "type": "text", "name": "topic", "value": asked.topic, "maxlength": "400", "required": True,
        "placeholder": ledger_word("brief_example", language),
    }  # fmt: skip
    label = el("span", {}, ledger_word("brief_topic", language))
    return el(
        "form",
        {"class": "or-brief-form", "action": "./brief", "method": "get"},
        el("label", {"class": "or-brief-topic"}, label, el("input", topic)),
        choice("length", {one: ledger_word(f"brief_{one}", language) for one in LENGTHS}, asked.length),
        choice("language", LANGUAGES, asked.language),
        el("button", {"type": "submit"}, ledger_word("brief_make", language)),
    )


def files(asked: Wanted, language: str) -> Html:
    """The brief in each format."""
    links = [
        el("li", {}, el("a", {"href": f"./brief/file?format={name}&{asked.query}"}, name.upper()))
        for name in ("docx", "pdf", "html", "md", "json")
    ]
    taken = el("span", {}, ledger_word("brief_take", language))
    return el("nav", {"class": "or-brief-files"}, taken, el("ul", {}, links))
