"""The owner's page: documents given to the browser, and the originals at one press. Gradio's own parts, served to this machine alone."""

from collections.abc import Callable
from typing import Any

from starlette.responses import RedirectResponse
from starlette.staticfiles import StaticFiles

from rag.case import SUFFIXES
from rag.common.clock import Tick
from rag.settings import Settings
from ui.web.beside import language_of
from ui.web.html import STATIC, part
from ui.web.loaded import gr, mount_page
from ui.web.own import Own
from ui.words import own_word

PLACE = "/own"
STYLE = '<link rel="stylesheet" href="./onrecord/ledger.css">'
# The page is in the language of its head.
NAMED = """watch("value", () => {
  document.documentElement.lang = element.querySelector("[lang]").lang;
})"""
_STAGES = {"adding": "reading", "reading": "reading", "audit": "reading", "originals": "getting", "kB": "getting"}


def build_own(own: Own, disputes: bool = False) -> gr.Blocks:
    """The page; ``disputes``: whether the case has any. Every sentence on it is ours and escaped, and no text of a file is shown."""

    def before_now() -> dict[str, Any]:
        cases = list(own.cases())
        return {"choices": cases, "visible": bool(cases)}

    def named(language: str) -> list[dict[str, Any]]:
        """What the parts of the page say, in their order."""
        before = before_now()
        return [
            {"value": str(part("own.head", language, disputes=disputes, title="own"))},
            {"label": own_word("name", language), "visible": own.shipped},
            {"label": own_word("files", language)},
            {"label": own_word("article", language), "visible": own.shipped},
            {"value": own_word("go", language)},
            before | {"label": own_word("before", language)},
            {"value": own_word("open", language), "visible": before["visible"]},
            {"value": str(part("own.originals", language))},
            {"value": own_word("get", language)},
        ]

    def begin(request: gr.Request) -> list[Any]:
        return [gr.update(**one) for one in named(language_of(request))]

    def read(
        name: str,
        files: list[str] | None,
        article: str | None,
        request: gr.Request,
        progress: gr.Progress = gr.Progress(),  # noqa: B008 - so Gradio finds it
    ) -> list[Any]:
        language = language_of(request)
        told = own.read(name or "", files or [], article, language, _tick(progress, language))
        before = before_now()
        return [str(told), None, None, gr.update(**before), gr.update(visible=before["visible"])]

    def again(name: str | None, request: gr.Request) -> str:
        return str(own.open(name or "", language_of(request)))

    def get(request: gr.Request, progress: gr.Progress = gr.Progress()) -> str:  # noqa: B008 - as above
        language = language_of(request)
        return str(own.originals(language, _tick(progress, language)))

    title, given = f"{own_word('own')} · On Record", {"file_types": list(SUFFIXES), "type": "filepath", "height": 160}
    says = iter(named("en"))
    with gr.Blocks(title=title, analytics_enabled=False, delete_cache=(3600, 3600)) as blocks:
        head = gr.HTML(**next(says), elem_id="or-own-head", js_on_load=NAMED, apply_default_css=False)
        with gr.Column(elem_id="or-own"):
            name = gr.Textbox(**next(says), max_length=80)
            files = gr.File(**next(says), **given, file_count="multiple")
            article = gr.File(**next(says), **given)
            go = gr.Button(**next(says), variant="primary")
            result = gr.HTML("", elem_id="or-own-result", apply_default_css=False, min_height=60)
            before = gr.Dropdown(**next(says), value=None)
            opens = gr.Button(**next(says))
            opened = gr.HTML("", apply_default_css=False)
            originals = gr.HTML(**next(says), apply_default_css=False)
            gets = gr.Button(**next(says))
            got = gr.HTML("", elem_id="or-own-got", apply_default_css=False, min_height=60)
        quiet = {"api_visibility": "private"}
        parts = [head, name, files, article, go, before, opens, originals, gets]
        blocks.load(begin, None, parts, show_progress="hidden", **quiet)
        results = [result, files, article, before, opens]
        go.click(read, [name, files, article], results, show_progress_on=result, **quiet)
        opens.click(again, before, opened, **quiet)
        gets.click(get, None, got, **quiet)
    return blocks


def mount_own(app: Any, settings: Settings, own: Own, disputes: bool = False) -> None:
    """Serve the page at /own of ``app``, with uploads of at most the size of a readable file."""
    app.add_route(PLACE, lambda request: RedirectResponse(f".{PLACE}/?{request.url.query}"), methods=["GET"])
    app.mount(f"{PLACE}/onrecord", StaticFiles(directory=STATIC))  # what the page asks for beside itself
    mount_page(app, build_own(own, disputes), PLACE, settings, head=STYLE, max_file_size=settings.max_file_mb * 2**20)


def _tick(progress: Callable[..., Any], language: str) -> Tick:
    """The bar of the page, told by what is at work."""

    def tick(stage: str, done: int, total: int) -> None:
        told = own_word(_STAGES.get(stage, "indexing"), language)
        progress((min(done, total), total) if total else None, desc=told, unit="")

    return tick
