"""A brief as HTML, one file that needs nothing else, and as Markdown: by templates that escape everything, so that it can only be read as text."""

import re
from pathlib import Path
from urllib.parse import quote

from markupsafe import Markup

from ui.brief.carried import packed
from ui.brief.page import Page
from ui.spelled import on_one_line, templates
from ui.web.html import Html, render

_SPECIAL = re.compile(r"([\\`*_{}\[\]#|~^$@]|:(?=//)|(?<![:/\w])/(?=/\w)|(?<=\bwww)\.)", re.IGNORECASE)
_OPENING = re.compile(r"^(\d*)([-+=:.)])")  # what makes a list, a rule or a definition at the beginning of a line


def to_html(page: Page) -> str:
    """The whole file."""
    # Inside a data block only "<" could end it; JSON may write it otherwise.
    json = page.json.replace("<", "\\u003c").replace("\u2028", "\\u2028")
    return _html("brief.html.j2", page, json=Markup(json))  # noqa: S704  # no markup is left in it


def body_of(page: Page) -> Html:
    """What the file shows, to stand in a page of the chat."""
    return _html("body.html.j2", page)


def _html(name: str, page: Page, **more: Markup) -> Html:
    return render(name, page.language, page=page, notes={note.number: note for note in page.footnotes}, **more)


def to_markdown(page: Page) -> str:
    """The whole file, with footnotes."""
    shown = _MARKDOWN.get_template("brief.md.j2").render(page=page)
    return re.sub(r"\n{3,}", "\n\n", shown).strip() + f"\n\n{packed(page.json)}\n"


def _text(value: str) -> Markup:
    """``value`` on one line, with everything that Markdown or HTML would act on escaped, hidden characters spelled out."""
    one = on_one_line(value)
    marked = _SPECIAL.sub(r"\\\1", one.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
    return Markup(_OPENING.sub(r"\1\\\2", marked))  # noqa: S704  # this is what escapes


def _address(value: str) -> Markup:
    """The address of a source between < and >, with nothing in it that would begin or end another link."""
    return Markup(re.sub(r"[\s()\[\]`*_<>\\]", lambda found: quote(found[0]), value))  # noqa: S704  # as above


_MARKDOWN = templates(_text, Path(__file__).parent / "templates")
_MARKDOWN.filters["address"] = _address
