"""Characters that reorder, hide or command, shown by name, on a page or a terminal; templates in which nothing else gets through; and which
addresses may be followed."""

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

UNSEEN = re.compile(
    "[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u00ad\u200b\u2060\ufeff\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]"
)


def named(found: re.Match[str]) -> str:
    """The name of such a character."""
    return f"[U+{ord(found[0]):04X}]"


def spelled_out(value: str) -> str:
    """``value`` with reordering and control characters by name; nothing is escaped for markup."""
    return UNSEEN.sub(named, value)


def on_one_line(value: str) -> str:
    """The same on one line."""
    return spelled_out(" ".join(value.split()))


def templates(bare: Callable[[str], str], *folders: Path) -> Environment:
    """The templates of ``folders``, in which every text is made ``bare`` and then escaped for HTML, where that did not make it Markup."""

    def shown(value: object) -> object:
        text = isinstance(value, str) and not isinstance(value, Markup)
        return bare(str(value)) if text else "" if value is None else value

    return Environment(
        loader=FileSystemLoader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=shown,
    )


def web_address(url: str) -> str | None:
    """``url`` when it is a whole http or https address without a login in it, else None."""
    try:
        parts = urlsplit(url)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        return None
    return url if good and not UNSEEN.search(url) and not re.search(r"[\s\\]", url) else None
