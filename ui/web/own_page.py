"""The owner's page: documents given to the browser, and the originals at one press. Gradio's own parts, served to this machine alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from rag.case import SUFFIXES
from rag.common.clock import Tick
from ui.web.beside import language_of
from ui.web.html import STATIC, part
from ui.web.loaded import gr, mount_page
from ui.web.own import Own
from ui.words import own_word

if TYPE_CHECKING:
    from rag.settings import Settings

PLACE = "/own"
STYLE = '<link rel="stylesheet" href="./onrecord/ledger.css">'
# The page is in the language of its head.
NAMED = """watch("value", () => {
  document.documentElement.lang = element.querySelector("[lang]").lang;
})"""
_STAGES = {"adding": "reading", "reading": "reading", "audit": "reading", "originals": "getting", "kB": "getting"}


def build_own(own: Own, disputes: bool = False) -> gr.Blocks:
    """The page; ``disputes``: whether the case has any. Every sentence on it is ours and escaped, and no text of a file is shown."""

    def begin(request: gr.Request) -> list[Any]:
        language = language_of(request)
        cases = own.cases()
        return [
            _head(language, disputes),
            gr.Textbox(label=own_word("name", language), visible=own.shipped),
            gr.File(label=own_word("files", language)),
            gr.File(label=own_word("article", language), visible=own.shipped),
            gr.Button(own_word("go", language)),
            gr.Dropdown(label=own_word("before", language), choices=list(cases), visible=bool(cases)),
            gr.Button(own_word("open", language), visible=bool(cases)),
            str(part("own.originals", language)),
            gr.Button(own_word("get", language)),
        ]

    def read(
        name: str,
        files: list[str] | None,
        article: str | None,
        request: gr.Request,
        progress: gr.Progress = gr.Progress(),  # noqa: B008 - so Gradio finds it
    ) -> list[Any]:
        language = language_of(request)
        told = own.read(name or "", files or [], article, language, _tick(progress, language))
        cases = list(own.cases())
        shown = bool(cases)
        return [str(told), None, None, gr.Dropdown(choices=cases, visible=shown), gr.Button(visible=shown)]

    def again(name: str | None, request: gr.Request) -> str:
        return str(own.open(name or "", language_of(request)))

    def get(request: gr.Request, progress: gr.Progress = gr.Progress()) -> str:  # noqa: B008 - as above
        language = language_of(request)
        return str(own.originals(language, _tick(progress, language)))

    kinds = list(SUFFIXES)
    with gr.Blocks(
        title=f"{own_word('own')} · On Record", analytics_enabled=False, delete_cache=(3600, 3600)
    ) as blocks:
        head = gr.HTML(_head("en", disputes), elem_id="or-own-head", js_on_load=NAMED, apply_default_css=False)
        with gr.Column(elem_id="or-own"):
            name = gr.Textbox(label=own_word("name"), max_length=80, visible=own.shipped)
            files = gr.File(
                label=own_word("files"), file_count="multiple", file_types=kinds, type="filepath", height=160
            )
            article = gr.File(
                label=own_word("article"), file_types=kinds, type="filepath", height=160, visible=own.shipped
            )
            go = gr.Button(own_word("go"), variant="primary")
            result = gr.HTML("", elem_id="or-own-result", apply_default_css=False, min_height=60)
            before = gr.Dropdown(
                label=own_word("before"), choices=list(own.cases()), value=None, visible=bool(own.cases())
            )
            opens = gr.Button(own_word("open"), visible=bool(own.cases()))
            opened = gr.HTML("", apply_default_css=False)
            originals = gr.HTML(str(part("own.originals", "en")), apply_default_css=False)
            gets = gr.Button(own_word("get"))
            got = gr.HTML("", elem_id="or-own-got", apply_default_css=False, min_height=60)
        quiet = {"api_visibility": "private"}
        blocks.load(
            begin,
            None,
            [head, name, files, article, go, before, opens, originals, gets],
            show_progress="hidden",
            **quiet,
        )
        go.click(
            read, [name, files, article], [result, files, article, before, opens], show_progress_on=result, **quiet
        )
        opens.click(again, before, opened, **quiet)
        gets.click(get, None, got, **quiet)
    return blocks


def mount_own(app: Any, settings: Settings, own: Own, disputes: bool = False) -> None:
    """Serve the page at /own of ``app``, with uploads of at most the size of a readable file."""
    from starlette.responses import RedirectResponse
    from starlette.staticfiles import StaticFiles

    app.add_route(PLACE, lambda request: RedirectResponse(f".{PLACE}/?{request.url.query}"), methods=["GET"])
    app.mount(f"{PLACE}/onrecord", StaticFiles(directory=STATIC))  # what the page asks for beside itself
    mount_page(app, build_own(own, disputes), PLACE, settings, head=STYLE, max_file_size=settings.max_file_mb * 2**20)


def _head(language: str, disputes: bool) -> str:
    return str(part("own.head", language, disputes=disputes, title="own"))


def _tick(progress: Callable[..., Any], language: str) -> Tick:
    """The bar of the page, told by what is at work."""

    def tick(stage: str, done: int, total: int) -> None:
        told = own_word(_STAGES.get(stage, "indexing"), language)
        progress((min(done, total), total) if total else None, desc=told, unit="")

    return tick
