"""The page, put together from Gradio's parts: a Chatbot of our cards, a sidebar of conversations, another where sources are read. The server
sends the newest turn alone, as JSON, and the page puts it in its place. Every piece of HTML is ours, escaped by its templates."""

from asyncio import to_thread
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from typing import Any

from rag.lists.ledger import Ledger
from rag.live import Live
from ui.api.clients import CLIENT, Clients, rate_key
from ui.api.service import Service
from ui.web.beside import language_of
from ui.web.html import part
from ui.web.loaded import gr
from ui.web.page import Page
from ui.web.talk import Frame, Stopping, Talk
from ui.words import word

# Gradio listens for the event names it finds quoted in this line.
BIND = "onrecord.bind(element, trigger, watch, ['cite', 'ask', 'everywhere', 'link'])"
LISTS = "onrecord.lists(element, trigger, ['choose'])"
PUT = "(chat, turn) => onrecord.put(chat, turn)"


def build_blocks(live: Live, desk: Service, ledger: Callable[[], Ledger | None]) -> gr.Blocks:
    """The page for an opened case and the ledger of its article; raises CorpusError when the case's examples are wrong."""
    page = Page(live, desk, ledger)
    stopping, clients = Stopping(), Clients(live.settings.trusted_proxies)

    async def begin(given: Any, request: gr.Request) -> list[Any]:
        language = language_of(request)
        only, shown = (page.known(str(request.query_params.get(name, ""))) for name in ("only", "source"))
        talk = await page.restored(given)
        examples = [{"text": question} for question in page.examples(language)]
        asks = word("placeholder", language)
        frame = [
            str(page.header(language)),
            gr.Chatbot(placeholder=str(page.welcome(language)), examples=examples),
            gr.Textbox(placeholder=asks, label=asks, submit_btn=word("ask", language)),
            gr.Button(word("new", language)),
            str(page.source(shown[0], None, None, language)) if shown else "",
            gr.Sidebar(open=bool(shown)),
            str(part("chat.side_head", language)),
            gr.CheckboxGroup(page.choices(language), value=only, label=word("choose", language)),
        ]
        return [*frame, talk, {"all": await to_thread(page.messages, talk)}]

    async def stream(
        question: str, talk: Talk, only: list[str], request: gr.Request, empty: bool = True
    ) -> AsyncGenerator[list[Any], None]:
        """The states of an answer; ``empty``: it was typed, and leaves the box where it can be asked."""
        if stopping.busy(request.session_hash or ""):  # one at a time; what was typed stays in the box
            yield [gr.skip()] * 3
            return
        heads = [(name.encode(), value.encode("latin-1", "replace")) for name, value in request.headers.items()]
        CLIENT.set(rate_key(clients.of({"client": request.client, "headers": heads})))  # Gradio's queue knows none
        language = language_of(request)
        box = _box(language, busy=True, value="" if empty and not page.too_long(question) else None)
        async with aclosing(page.respond(question, talk, frozenset(only), language)) as frames:
            async for frame in stopping.until_stopped(request.session_hash or "", frames):
                if not frame.busy:
                    box = _box(language, busy=False)
                kept = "" if frame.busy else await to_thread(page.kept, frame)
                yield [frame.talk, _turn(frame, kept), box]
                box = gr.skip()

    async def pressed(
        talk: Talk, only: list[str], event: gr.EventData, request: gr.Request
    ) -> AsyncGenerator[list[Any], None]:
        """An example or a question of ours; without either the one at its place, answered anew."""
        question, turn = _clicked(event), (_number(event, "index") or 0) // 2
        if not question and turn < len(talk.said):
            question, talk = talk.said[turn].question, talk.before(turn + 1)
        async with aclosing(stream(question, talk, only, request, empty=False)) as states:
            async for state in states:
                yield state

    async def everywhere(talk: Talk, event: gr.EventData, request: gr.Request) -> AsyncGenerator[list[Any], None]:
        """Asked once more of all sources, which then all are in use."""
        async with aclosing(stream(_clicked(event), talk, [], request, empty=False)) as states:
            async for state in states:
                yield [*state, []]

    def halt(talk: Talk, request: gr.Request) -> list[Any]:
        language = language_of(request)
        frame = page.stop(talk, talk.asked, language)
        stopping.stop(request.session_hash or "", frame)
        return [frame.talk, _turn(frame), _box(language, busy=False)]

    async def opened(given: Any, request: gr.Request) -> list[Any]:
        """Another conversation of this browser, or an empty one."""
        stopping.stop(request.session_hash or "")
        talk = await page.restored(given)
        told = {"all": await to_thread(page.messages, talk), "opened": True}
        return [talk, told, _box(language_of(request), busy=False)]

    def undo(talk: Talk, request: gr.Request) -> list[Any]:
        """Without the last turn, finished or under way, whose question is in the box again."""
        stopping.stop(request.session_hash or "")
        kept = talk.said if talk.asked else talk.said[:-1]
        question = talk.asked or (talk.said[-1].question if talk.said else "")
        box = _box(language_of(request), busy=False, value=question)
        return [Talk(kept), {"cut": len(kept)}, box]

    def show(event: gr.EventData, request: gr.Request) -> list[Any]:
        place = (_number(event, "start"), _number(event, "end"))
        return [str(page.source(str(_field(event, "source")), *place, language_of(request))), gr.Sidebar(open=True)]

    def rate(talk: Talk, data: gr.LikeData, request: gr.Request) -> dict[str, str]:
        place = data.index if isinstance(data.index, int) else data.index[0]
        rating = {True: "up", False: "down"}.get(data.liked, "")  # "" where a thumb was taken back
        return {"say": page.rated(talk, place // 2 + 1, rating, language_of(request))}

    def link(talk: Talk, event: gr.EventData, request: gr.Request) -> dict[str, str]:
        linked = page.linked(talk, _number(event, "turn"), language_of(request))
        return {"say": linked.said, "copy": linked.place}

    with gr.Blocks(title=page.title, analytics_enabled=False, fill_width=True) as blocks:
        talk = gr.State(Talk())
        head = gr.HTML("", elem_id="or-head", js_on_load="onrecord.speaks(element, watch)", apply_default_css=False)
        with gr.Sidebar(elem_id="or-talks", open=False, width=280):
            new = gr.Button(word("new"), elem_id="or-new")
            talks = gr.HTML("", elem_id="or-list", js_on_load=LISTS, apply_default_css=False)
        chat = gr.Chatbot(
            elem_id="or-chat", show_label=False, container=False, height=None, autoscroll=False, layout="bubble",
            render_markdown=False, latex_delimiters=[], buttons=[], allow_tags=False, placeholder="", examples=[],
        )  # fmt: skip
        with gr.Group(elem_id="or-composer"):
            # Named before the page knows its language, else it is called "Textbox" until then.
            box = gr.Textbox(
                elem_id="or-question", label=word("placeholder"), placeholder=word("placeholder"), submit_btn=word("ask"),
                lines=1, max_lines=6, container=False, autofocus=True,
            )  # fmt: skip
        with gr.Sidebar(elem_id="or-side", open=False, position="right", width=440) as side:
            source = gr.HTML("", elem_id="or-panel", js_on_load=BIND, apply_default_css=False)
            with gr.Group(elem_id="or-books"):
                books = gr.HTML("", apply_default_css=False)
                only = gr.CheckboxGroup(elem_id="or-only", container=False)
        turn, said = gr.JSON(visible="hidden"), gr.JSON(visible="hidden")

        quiet = {"show_progress": "hidden", "api_visibility": "private"}
        begins = f"() => [onrecord.begin('{page.storage_key}', {page.room})]"
        frame = [head, chat, box, new, source, side, books, only]
        blocks.load(begin, talks, [*frame, talk, turn], js=begins, **quiet)
        turn.change(None, [chat, turn], chat, js=PUT, **quiet)
        said.change(None, said, None, js="(said) => onrecord.told(said)", **quiet)
        # Gradio drops a click while one of its kind is under way, or has just ended, unless it may be "multiple".
        each = {**quiet, "trigger_mode": "multiple"}
        out = [talk, turn, box]
        asks = [box.submit(stream, [box, talk, only], out, **each)]
        asks += [event(pressed, [talk, only], out, **each) for event in (chat.example_select, chat.retry, source.ask)]
        asks.append(source.everywhere(everywhere, talk, [*out, only], **each))
        box.stop(halt, talk, out, cancels=asks, **quiet)
        new.click(opened, talks, out, js="() => [onrecord.open('')]", cancels=asks, **quiet)
        talks.choose(opened, talks, out, js="() => [onrecord.given()]", cancels=asks, **quiet)
        chat.undo(undo, talk, out, cancels=asks, **quiet)
        chat.like(rate, talk, said, **each)
        source.cite(show, None, [source, side], **each)
        source.link(link, talk, said, **each)
    return blocks


def _turn(frame: Frame, kept: str = "") -> dict[str, Any]:
    """The newest turn as the page's script takes it."""
    return {
        "n": frame.turn, "asked": str(frame.question), "body": str(frame.body), "busy": frame.busy, "aloud": frame.aloud, "kept": kept,
    }  # fmt: skip


def _box(language: str, busy: bool, value: str | None = None) -> gr.Textbox:
    """The box with Ask, or while an answer grows with Stop; without a ``value`` what is typed there stays."""
    ask, stop = word("ask", language), word("stop", language)
    return gr.Textbox(
        submit_btn=not busy and ask, stop_btn=busy and stop, **({} if value is None else {"value": value})
    )


def _field(event: gr.EventData, name: str) -> object:
    """A field of what the page sent, None when it sent something else."""
    data = event._data
    return data.get(name) if isinstance(data, dict) else None


def _clicked(event: gr.EventData) -> str:
    """The question of what was pressed: an example, or a button of ours; "" where it was typed."""
    value = _field(event, "value")
    chosen = value.get("text") if isinstance(value, dict) else _field(event, "question")
    return chosen if isinstance(chosen, str) else ""


def _number(event: gr.EventData, name: str) -> int | None:
    """A count or offset the page sent; anything but a plain number is None."""
    value = str(_field(event, name))
    return int(value) if value.isascii() and value.isdigit() and len(value) < 12 else None
