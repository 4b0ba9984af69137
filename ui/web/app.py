"""The page: a conversation on the left, the sources on the right, put together from Gradio parts.

Gradio carries the events; every piece of HTML is ours, escaped in ``nodes``. No text is rendered as Markdown.
"""

from __future__ import annotations

from asyncio import to_thread
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rag.phrases import LANGUAGES
from ui.web.loaded import gr
from ui.web.nodes import text
from ui.web.page import Desk, Page
from ui.web.stopping import Stopping
from ui.web.talk import Frame, Talk
from ui.web.words import spoken_by, word

if TYPE_CHECKING:
    from rag.live import Live

STATIC = Path(__file__).parent / "static"
STYLE = '<link rel="stylesheet" href="./onrecord/chat.css">'
SCRIPT = "".join(
    f'<script src="./onrecord/{name}.js"></script>'
    for name in ("refused", "kept", "turns", "inturn", "back", "count", "chat")
)
# Gradio listens for the event names it finds quoted in this line.
BIND = "onrecord.bind(element, trigger, watch, ['cite', 'example', 'again', 'clear', 'undo', 'scope', 'rate', 'link', 'language'])"


def build_blocks(live: Live, desk: Desk) -> gr.Blocks:
    """The page for an opened case; raises CorpusError when the case's examples are wrong."""
    page = Page(live, desk)
    stopping: Stopping[Frame] = Stopping()

    def frame_of(language: str, only: frozenset[str]) -> list[Any]:
        """Everything but the conversation, in a language."""
        return [
            str(page.header(language)),
            str(page.shelf(language, only)),
            gr.Textbox(placeholder=word("placeholder", language), label=word("placeholder", language)),
            gr.Button(word("ask", language)),
            gr.Button(word("stop", language)),
            word("fineprint", language),
        ]

    async def begin(only: frozenset[str], tongue: str, browser: Any, request: gr.Request) -> list[Any]:
        language = _language(tongue, request)
        talk = await page.restored(browser)
        shown = page.so_far(talk, language)
        return [*frame_of(language, only), *_shown(shown)]

    def speak(only: frozenset[str], talk: Talk, before: Talk, event: gr.EventData) -> list[Any]:
        language = str(_field(event, "code"))
        if language not in LANGUAGES:
            return [gr.skip()] * 8
        welcome = gr.skip() if talk.shown else str(page.welcome(language, bool(before.shown)))
        return [language, welcome, *frame_of(language, only)]

    async def answer(
        typed: str, talk: Talk, only: frozenset[str], tongue: str, event: gr.EventData, request: gr.Request
    ) -> AsyncGenerator[list[Any], None]:
        if stopping.busy(_tab(request)):  # one at a time; what was typed stays in the box
            yield [gr.skip()] * 8
            return
        language = _language(tongue, request)
        clicked = page.example(_number(event, "index"), language) or str(_field(event, "question") or "")
        question = clicked or typed or ""
        # Only what was taken leaves the box, and once: the next question may be typed by now.
        box = gr.skip() if clicked or page.too_long(question) else ""
        async with aclosing(page.respond(question, talk, only, language)) as frames:
            async for frame in stopping.until_stopped(_tab(request), frames):
                keep = gr.skip() if frame.busy else await to_thread(page.kept, frame.talk)
                yield [*_shown(frame), keep, box]
                box = gr.skip()

    def halt(talk: Talk, tongue: str, request: gr.Request) -> list[Any]:
        return _shown(stopping.stop(_tab(request), page.stop(talk, _language(tongue, request))))

    def clear(talk: Talk, before: Talk, tongue: str, request: gr.Request) -> list[Any]:
        before = replace(talk, asked="") if talk.shown else before  # an empty one is not worth bringing back
        shown = stopping.stop(_tab(request), page.cleared(before, _language(tongue, request)))
        return [*_shown(shown), [], "", before]

    async def undo(before: Talk, tongue: str, request: gr.Request) -> list[Any]:
        shown = page.so_far(before, _language(tongue, request))
        return [*_shown(shown), await to_thread(page.kept, before), Talk()]

    def show(tongue: str, event: gr.EventData, request: gr.Request) -> str:
        place = (_number(event, "start"), _number(event, "end"))
        return str(page.source(str(_field(event, "source")), *place, _language(tongue, request)))

    def scope(only: frozenset[str], tongue: str, event: gr.EventData, request: gr.Request) -> list[Any]:
        only = page.switched(only, str(_field(event, "what")))
        return [only, str(page.shelf(_language(tongue, request), only))]

    def rate(talk: Talk, tongue: str, event: gr.EventData, request: gr.Request) -> str:
        given = (_number(event, "turn"), str(_field(event, "rating")), str(_field(event, "comment") or ""))
        return str(text(page.rated(talk, *given, _language(tongue, request))))

    def link(talk: Talk, tongue: str, event: gr.EventData, request: gr.Request) -> list[Any]:
        told = page.linked(talk, _number(event, "turn"), _language(tongue, request))
        return [str(text(told.said)), str(told.html)]

    with gr.Blocks(title="On Record", analytics_enabled=False, fill_width=True) as blocks:
        talk, before, only = gr.State(Talk()), gr.State(Talk()), gr.State(frozenset())
        # What a browser keeps is the reader's own; the key only lets it be read again after a restart.
        tongue = gr.BrowserState("", storage_key="onrecord-language", secret="onrecord")  # noqa: S106 - guards nothing
        browser = gr.BrowserState([], storage_key=page.storage_key, secret="onrecord")  # noqa: S106 - guards nothing
        with gr.Row(elem_id="or-root"):
            head = _html("or-head", "onrecord.speaks(element, watch)")
            with gr.Column(elem_id="or-talk"):
                with gr.Column(elem_id="or-scroll"):
                    past = _html("or-past", "onrecord.past(element, watch)")
                    current = _html("or-current", "onrecord.follow(element, watch)")
                with gr.Column(elem_id="or-composer"):
                    with gr.Row(elem_id="or-ask-row"):
                        # Named before the page knows its language, else they are called "Textbox" and "Run" until then.
                        box = gr.Textbox(
                            elem_id="or-question", label=word("placeholder"), placeholder=word("placeholder"),
                            lines=1, max_lines=6, container=False, autofocus=True,
                        )  # fmt: skip
                        send = gr.Button(word("ask"), elem_id="or-send", variant="primary")
                        cancel = gr.Button(word("stop"), elem_id="or-stop", visible=False)
                    fine = _html("or-fineprint")
            with gr.Column(elem_id="or-side"):
                books = _html("or-books", "onrecord.shelf(element, watch)")
                source = _html("or-panel", BIND)
        linked = _html("or-linked", "onrecordTurns.linked(element, watch)")
        aloud = _html("or-aloud", "onrecord.speak(element, watch)")

        quiet = {"show_progress": "hidden", "api_visibility": "private"}
        frame = [head, books, box, send, cancel, fine]
        said = [talk, past, current, aloud, send, cancel]
        asking = [box, talk, only, tongue]
        tabs, key = "(await import(new URL('./onrecord/tabs.js', document.baseURI)))", page.storage_key
        own = f"async (only, tongue, last) => [only, tongue, await {tabs}.own('{key}', last)]"
        keep = f"async (talk) => {tabs}.keep('{key}', talk)"
        blocks.load(begin, [only, tongue, browser], [*frame, *said], js=own, **quiet)
        # Gradio drops a click while one of its kind is under way, or has just ended, unless it may be "multiple".
        each = {**quiet, "trigger_mode": "multiple"}
        typed = gr.on([box.submit, send.click], answer, asking, [*said, browser, box], **each)
        picked = source.example(answer, asking, [*said, browser, box], **each)
        again = source.again(answer, asking, [*said, browser, box], **each)
        stops = {"cancels": [typed, picked, again], **quiet}
        cancel.click(halt, [talk, tongue], said, **stops)
        undoing = source.undo(undo, [before, tongue], [*said, browser, before], **quiet)
        clearing = source.clear(clear, [talk, before, tongue], [*said, browser, linked, before], **stops)
        for changed in (typed, picked, again, undoing, clearing):  # what the browser is given, its tab keeps too
            changed.then(None, browser, None, js=keep, **quiet)
        # What builds on the state of the click before waits for it, here and in the page.
        source.cite(show, tongue, source, **each)
        source.scope(scope, [only, tongue], [only, books], concurrency_limit=1, **each)
        source.link(link, [talk, tongue], [aloud, linked], **each)
        source.rate(rate, [talk, tongue], aloud, **each)
        source.language(speak, [only, talk, before], [tongue, current, *frame], concurrency_limit=1, **each)
    return blocks


def _html(elem_id: str, js: str = "") -> gr.HTML:
    # The scripts are loaded once and in order, however many parts ask for them, and before their own line runs.
    return gr.HTML("", elem_id=elem_id, head=SCRIPT if js else None, js_on_load=js or None, apply_default_css=False)


def _shown(frame: Frame) -> list[Any]:
    """The frame in the order of ``said``."""
    return [
        frame.talk,
        str(frame.past),
        str(frame.current),
        str(text(frame.aloud)),
        gr.Button(visible=not frame.busy),
        gr.Button(visible=frame.busy),
    ]


def _language(tongue: str, request: gr.Request) -> str:
    """The language chosen on the page, else the browser's."""
    return tongue if tongue in LANGUAGES else spoken_by(request.headers.get("accept-language", ""))


def _tab(request: gr.Request) -> str:
    return request.session_hash or ""


def _field(event: gr.EventData, name: str) -> object:
    """A field of what the page sent, None when it sent something else."""
    data = event._data
    return data.get(name) if isinstance(data, dict) else None


def _number(event: gr.EventData, name: str) -> int | None:
    """A count or offset the page sent; anything but a plain number is None."""
    value = str(_field(event, name))
    return int(value) if value.isascii() and value.isdigit() and len(value) < 12 else None
