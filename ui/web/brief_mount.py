"""Briefs in the browser: a form, the brief under it, and its files to take away. Plain pages, no script."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from rag.errors import EmptyQuestion, OnRecordError, TooLong
from ui.web.brief_page import brief_page
from ui.web.frame import frame, language_of
from ui.web.ledger_words import ledger_word
from ui.web.nodes import Attributes, Html, el, join
from ui.web.told import told

if TYPE_CHECKING:
    import threading

    from rag.brief import Brief, Scope
    from ui.api.service import Service
    from ui.web.brief_kept import Kept

LENGTHS = ("short", "medium", "long")
LANGUAGES = {"en": "English", "es": "Español", "zh": "中文"}
MEDIA = {
    "html": "text/html; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "json": "application/json",
}


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
    from starlette.responses import HTMLResponse, Response

    from ui.api.problems import Problem, headers_of, problem_of
    from ui.web.brief_kept import Kept

    kept = Kept()

    def made(asked: Wanted, stopped: threading.Event) -> Brief:
        return make(asked, desk, kept, stopped)

    def shown(asked: Wanted, language: str, brief: Brief | None = None, said: str = "") -> str:
        return form_page(asked, language, brief, said, model_of(desk), bool(desk.parts.index.disputes))

    def refused(asked: Wanted, language: str, exc: Exception) -> HTMLResponse:
        problem = problem_of(exc)
        said = told(exc, language) if isinstance(exc, EmptyQuestion | TooLong) else problem.message
        return HTMLResponse(shown(asked, language, said=said), problem.status, headers_of(problem))

    async def page(request: Any) -> Response:
        language = language_of(request)
        asked = wanted(request.query_params, language)
        if not asked.topic:
            return HTMLResponse(shown(asked, language))
        try:
            brief = await desk.answering.run(lambda stopped: made(asked, stopped))
        except (OnRecordError, Problem) as exc:
            return refused(asked, language, exc)
        return HTMLResponse(shown(asked, language, brief))

    async def file(request: Any) -> Response:
        asked, name = wanted(request.query_params, "en"), request.query_params.get("format", "")
        if name not in MEDIA or not asked.topic:
            return HTMLResponse(shown(asked, language_of(request)), 404)
        try:
            data = await desk.answering.run(lambda stopped: exported(made(asked, stopped), name))
        except (OnRecordError, Problem) as exc:
            return refused(asked, language_of(request), exc)
        # Always a download: an exported page must not run beside the chat, whatever it holds.
        headers = {"Content-Disposition": f'attachment; filename="brief.{name}"'}
        return Response(data, media_type=MEDIA[name], headers=headers)

    app.add_route("/brief", page, methods=["GET"])
    app.add_route("/brief/file", file, methods=["GET"])


def make(asked: Wanted, desk: Service, kept: Kept, stopped: threading.Event) -> Brief:
    """The brief, made now, or the one that a model wrote for the same a while ago; raises UsageError for a topic that
    cannot be used, Problem when ``stopped`` while a model writes."""
    from rag.brief import summarize, writer_for
    from ui.web.brief_kept import UntilStopped

    parts = desk.parts
    scope = _scope(asked, parts.settings.max_question)
    key = (asked, parts.index.snapshot.id)
    if brief := kept.get(key):
        return brief
    # Half of a reader's time: the section that is being written then has the other half to come to its end.
    writer = writer_for(scope, parts, parts.settings.answer_seconds / 2)
    brief = summarize(scope, parts, writer, watch=UntilStopped(stopped))
    if writer.model:
        kept.put(key, brief)
    return brief


def model_of(desk: Service) -> str:
    """The name of the model that writes here, "" without one."""
    chat = desk.parts.chat
    return chat.model if chat else ""


def exported(brief: Brief, name: str) -> bytes:
    """The brief as a file; raises UsageError when what a format needs is not installed."""
    from ui.brief.save import export

    return export(brief, name)


def _scope(asked: Wanted, longest: int) -> Scope:
    from rag.brief.types import BODY_TIERS, About, Scope, length_of
    from rag.question import usable

    return Scope(
        About.TOPIC, usable(asked.topic, longest), "", length_of(asked.length), asked.language, BODY_TIERS, "", ""
    )


def form_page(
    asked: Wanted,
    language: str,
    brief: Brief | None = None,
    said: str = "",
    model: str = "",
    disputes: bool = False,
) -> str:
    """The form filled in as asked, and under it the brief or the line that says why there is none; ``model``: who writes."""
    body: list[Html | None] = [
        el("h1", {}, ledger_word("brief", language)),
        el("p", {"class": "or-ledger-intro"}, _how(model, language)),
        _form(asked, language),
        el("p", {"class": "or-error", "role": "alert"}, said) if said else None,
    ]
    if brief is not None:
        from ui.brief.page import page_of

        body += [_files(asked, language), brief_page(page_of(brief))]
    return frame(join(body), language, "brief", disputes, made=bool(asked.topic))


def _how(model: str, language: str) -> str:
    """What a brief is made of; with a model who writes it and how many calls that takes at most, before they are made."""
    if not model:
        return ledger_word("brief_how", language)
    from rag.brief.types import ORDER

    return ledger_word("brief_model", language, model=model, calls=len(ORDER))


def _form(asked: Wanted, language: str) -> Html:
    def choice(name: str, options: Mapping[str, str], chosen: str) -> Html:
        listed = [
            el("option", {"value": value, "selected": value == chosen}, shown) for value, shown in options.items()
        ]
        return el(
            "label", {}, el("span", {}, ledger_word(f"brief_{name}", language)), el("select", {"name": name}, listed)
        )

    lengths = {one: ledger_word(f"brief_{one}", language) for one in LENGTHS}
    topic: Attributes = {
        "type": "text", "name": "topic", "value": asked.topic, "maxlength": "400", "required": True,
        "placeholder": ledger_word("brief_example", language),
    }  # fmt: skip
    return el(
        "form",
        {"class": "or-brief-form", "action": "./brief", "method": "get"},
        el(
            "label",
            {"class": "or-brief-topic"},
            el("span", {}, ledger_word("brief_topic", language)),
            el("input", topic),
        ),
        choice("length", lengths, asked.length),
        choice("language", LANGUAGES, asked.language),
        el("button", {"type": "submit"}, ledger_word("brief_make", language)),
    )


def _files(asked: Wanted, language: str) -> Html:
    links = [
        el("li", {}, el("a", {"href": f"./brief/file?format={name}&{asked.query}"}, name.upper()))
        for name in ("docx", "pdf", "html", "md", "json")
    ]
    return el(
        "nav", {"class": "or-brief-files"}, el("span", {}, ledger_word("brief_take", language)), el("ul", {}, links)
    )
