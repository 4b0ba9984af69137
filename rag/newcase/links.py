"""The web addresses that an article's HTML links to; its text shows only their words."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

MOST = 200


def links_of(file: Path) -> tuple[str, ...]:
    """The http(s) addresses of an HTML file's links, each once, in order; none for other files or broken HTML."""
    if file.suffix.lower() not in (".html", ".htm"):
        return ()
    from lxml import html  # type: ignore[import-untyped]  # lxml ships no types

    try:
        tree = html.fromstring(file.read_bytes())
    except (OSError, ValueError, html.etree.LxmlError):
        return ()
    # A page's menus lead away from the story: where it marks its article, only that counts.
    inside = tree.xpath("//article//a/@href") or tree.xpath("//main//a/@href") or tree.xpath("//a/@href")
    found = dict.fromkeys(address for href in inside if (address := _web(str(href))))
    return tuple(found)[:MOST]


def _web(href: str) -> str:
    """``href`` when it leads to the web and stays on one line, else ""."""
    href = href.strip()
    try:
        parts = urlsplit(href)
        fine = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return ""
    return href if fine and len(href) <= 2_000 and not any(c.isspace() or c in "<>\"'`" for c in href) else ""
