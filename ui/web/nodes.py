"""The only way text becomes HTML here: elements built one by one, everything escaped.

``el("p", {"class": "quote"}, text)`` escapes ``text``; what is already ``Html`` stays as it is. Tags, attributes
and link schemes outside the lists below raise ValueError, so a slip in our own code cannot open a hole.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from ui.spelled import UNSEEN, spelled_out


class Html(str):
    """Markup made by ``el``; a plain ``str`` is text."""

    __slots__ = ()


Child = Html | str | None | Iterable["Child"]
Attributes = Mapping[str, str | bool | None]

_TAGS = """
    a article aside b bdi blockquote button cite dd details div dl dt form h1 h2 h3 header input label li main mark nav ol
    option p path s section select small span strong summary svg table tbody td textarea th thead tr ul
"""
TAGS = frozenset(_TAGS.split())
VOID = frozenset({"path", "input"})
_ATTRIBUTE = re.compile(
    r"(?:class|id|type|title|lang|dir|role|tabindex|popover(?:target(?:action)?)?|datetime|scope|href(?:lang)?|open|rel|target|hidden|disabled"
    r"|placeholder|maxlength|rows|action|method|name|value|selected|required|viewBox|preserveAspectRatio|d|focusable|(?:aria|data)-[a-z-]+)"
)
# A place on one of our own pages: nothing that could name another host or a scheme.
_OWN_PLACE = re.compile(
    r"#[\w.-]{1,120}|\.\./|\./[a-z]{0,20}(?:\?language=(?:en|es|zh)(?:&(?:only|source)=[\w.%~-]{1,200})?)?(?:#[\w.-]{1,120})?|\./a/[\w-]{1,64}|\./brief/file\?[\w=&%.+~-]{1,20000}"
)


def text(value: str) -> Html:
    """``value`` as text: markup characters escaped, reordering and control characters spelled out."""
    return Html(html.escape(spelled_out(value), quote=True))


def el(tag: str, attributes: Attributes | None = None, *children: Child) -> Html:
    """One element; attributes that are None or False are left out, True ones stand alone."""
    if tag not in TAGS:
        raise ValueError(f"el: tag '{tag}' is not in TAGS")
    head = "".join(_attribute(tag, name, value) for name, value in (attributes or {}).items())
    if tag in VOID:
        return Html(f"<{tag}{head}/>")
    return Html(f"<{tag}{head}>{join(*children)}</{tag}>")


def join(*children: Child) -> Html:
    """Children one after the other; text is escaped, None is left out."""
    return Html("".join(_flat(children)))


def web_address(url: str) -> str | None:
    """``url`` when it is a whole http or https address without a login in it, else None."""
    try:
        parts = urlsplit(url)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        return None
    return url if good and not UNSEEN.search(url) and not re.search(r"[\s\\]", url) else None


def _flat(children: Iterable[Child]) -> Iterable[str]:
    for child in children:
        if child is None:
            continue
        if isinstance(child, Html):
            yield child
        elif isinstance(child, str):
            yield text(child)
        else:
            yield from _flat(child)


def _attribute(tag: str, name: str, value: str | bool | None) -> str:
    if not _ATTRIBUTE.fullmatch(name):
        raise ValueError(f"el: attribute '{name}' on <{tag}> is not allowed")
    if value is None or value is False:
        return ""
    if value is True:
        return f" {name}"
    if name == "action" and not _OWN_PLACE.fullmatch(value):
        raise ValueError(f"el: action '{value}' is no place of our own")
    if name == "href" and not _OWN_PLACE.fullmatch(value) and web_address(value) is None:
        raise ValueError(f"el: href '{value}' is neither an http(s) address nor a place on our own pages")
    return f' {name}="{text(value)}"'
