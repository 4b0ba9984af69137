"""The page: a conversation on the left, the sources on the right, put together from Gradio parts.

Gradio carries the events; every piece of HTML is ours, escaped in ``nodes``. No text is rendered as Markdown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import gradio as gr

from rag.ask import ask
from rag.types import Event, Passage, Span
from ui.web.examples import read_examples
from ui.web.nodes import Html, text
from ui.web.panel import source_panel
from ui.web.shelf import shelf
from ui.web.talk import Ask, Frame, Talk, respond, stop
from ui.web.welcome import header, welcome
from ui.web.words import spoken_by, word

if TYPE_CHECKING:
    from rag.assemble import Parts

STATIC = Path(__file__).parent / "static"
STYLE = '<link rel="stylesheet" href="./onrecord/chat.css">'
SCRIPT = '<script src="./onrecord/chat.js"></script>'
# Gradio listens for the event names it finds quoted in this line.
BIND = "onrecord.bind(element, trigger, watch, ['cite', 'example', 'clear'])"


def build_blocks(parts: Parts, answering: Ask | None = None) -> gr.Blocks:
    """The page for an opened case; ``answering`` stands in for ``rag.ask``; raises CorpusError on wrong examples."""
    examples = read_examples(parts.settings.home)
    sources = parts.index.sources
    passages: dict[str, list[Passage]] = defaultdict(list)
    for passage in parts.index.passages:
        passages[passage.source_id].append(passage)
    counts = {source_id: len(own) for source_id, own in passages.items()}

    def engine(question: str, history: Any) -> Iterator[Event]:
        return answering(question, history) if answering else ask(question, parts, history)

    def begin(request: gr.Request) -> list[Any]:
        language = _language(request)
        return [
            header(language, len(sources)),
            welcome(language, len(sources), examples),
            shelf(sources.values(), counts, language),
            gr.Textbox(placeholder=word("placeholder", language), label=word("placeholder", language)),
            gr.Button(word("ask", language)),
            gr.Button(word("stop", language)),
            word("fineprint", language),
        ]

    def answer(typed: str, talk: Talk, event: gr.EventData, request: gr.Request) -> Iterator[list[Any]]:
        picked = _number(event, "index")
        question = examples[picked].question if picked is not None and picked < len(examples) else typed or ""
        for frame in respond(question, talk, engine, sources, _language(request)):
            yield [*_shown(frame), ""]

    def halt(talk: Talk, request: gr.Request) -> list[Any]:
        return _shown(stop(talk, _language(request)))

    def clear(request: gr.Request) -> list[Any]:
        page = welcome(_language(request), len(sources), examples)
        return _shown(Frame(Talk(), Html(), page, False, ""))

    def show(event: gr.EventData, request: gr.Request) -> str:
        source = sources.get(str(_field(event, "source")))
        if source is None:
            return ""
        start, end = _number(event, "start"), _number(event, "end")
        span = Span(start, end) if start is not None and end is not None and start < end else None
        return source_panel(source, parts.index.source_text(source.id), span, passages[source.id], _language(request))

    with gr.Blocks(title="On Record", analytics_enabled=False, fill_width=True) as blocks:
        talk = gr.State(Talk())
        with gr.Row(elem_id="or-root"):
            head = _html("or-head")
            with gr.Column(elem_id="or-talk"):
                with gr.Column(elem_id="or-scroll"):
                    past = _html("or-past")
                    current = _html("or-current", "onrecord.follow(element, watch)")
                with gr.Column(elem_id="or-composer"):
                    with gr.Row(elem_id="or-ask-row"):
                        box = gr.Textbox(elem_id="or-question", lines=1, max_lines=6, container=False, autofocus=True)
                        send = gr.Button(elem_id="or-send", variant="primary")
                        cancel = gr.Button(elem_id="or-stop", visible=False)
                    fine = _html("or-fineprint")
            with gr.Column(elem_id="or-side"):
                books = _html("or-books")
                source = _html("or-panel", BIND)
        aloud = _html("or-aloud", "onrecord.speak(element, watch)")

        quiet = {"show_progress": "hidden", "api_visibility": "private"}
        page = [talk, past, current, aloud, send, cancel]
        blocks.load(begin, None, [head, current, books, box, send, cancel, fine], **quiet)
        typed = gr.on([box.submit, send.click], answer, [box, talk], [*page, box], **quiet)
        picked = source.example(answer, [box, talk], [*page, box], **quiet)
        cancel.click(halt, [talk], page, cancels=[typed, picked], **quiet)
        source.clear(clear, None, page, cancels=[typed, picked], **quiet)
        source.cite(show, None, source, **quiet)
    return blocks


def _html(elem_id: str, js: str = "") -> gr.HTML:
    # The script is loaded once, however many parts ask for it, and before their own line runs.
    return gr.HTML("", elem_id=elem_id, head=SCRIPT if js else None, js_on_load=js or None, apply_default_css=False)


def _shown(frame: Frame) -> list[Any]:
    """The frame in the order of ``page``."""
    return [
        frame.talk,
        str(frame.past),
        str(frame.current),
        str(text(frame.aloud)),
        gr.Button(visible=not frame.busy),
        gr.Button(visible=frame.busy),
    ]


def _language(request: gr.Request) -> str:
    return spoken_by(request.headers.get("accept-language", ""))


def _field(event: gr.EventData, name: str) -> object:
    """A field of what the page sent, None when it sent something else."""
    data = event._data
    return data.get(name) if isinstance(data, dict) else None


def _number(event: gr.EventData, name: str) -> int | None:
    """A count or offset the page sent; anything but a plain number is None."""
    value = str(_field(event, name))
    return int(value) if value.isascii() and value.isdigit() and len(value) < 12 else None
