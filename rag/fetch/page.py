"""What a web page shows: its headings and its words, without scripts and styles."""

from __future__ import annotations

import codecs
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

READ = 2_000_000  # bytes of a page that are looked at


@dataclass(frozen=True, slots=True)
class Page:
    """The title and first-rank headings, and the text of the body, white space made one."""

    headings: tuple[str, ...]
    text: str
    own: int = field(compare=False)  # characters of the text that stand in no link or menu


def read_page(path: Path) -> Page | None:
    """The page at ``path``, as far as its first READ bytes show it; None when it is no page at all."""
    tree = _tree(path)
    if tree is None:
        return None
    for tag in tree.xpath("//script|//style|//noscript|//template"):
        tag.drop_tree()
    body = tree.find("body")
    headings = tuple(_words(tag) for tag in tree.xpath("//title|//h1"))
    if body is None:
        return Page(headings, "", 0)
    text = _words(body)
    for tag in body.xpath(".//a[@href]|.//nav|.//header|.//footer"):
        tag.drop_tree()
    return Page(headings, text, len(_words(body)))


def read_links(path: Path) -> list[tuple[str, str, str]]:
    """The links of the page at ``path``: address as written, words, declared media type; none when it is no page."""
    tree = _tree(path)
    if tree is None:
        return []
    return [
        (a.get("href"), f"{_words(a)} {a.get('title', '')} {a.get('aria-label', '')}".strip(), a.get("type", ""))
        for a in tree.xpath("//a[@href]")
    ]


def shows_the_same(one: Path, other: Path) -> bool:
    """True when two pages differ only in what a reader does not see; False when that cannot be told."""
    if max(one.stat().st_size, other.stat().st_size) > READ:
        return False
    page = read_page(one)
    return page is not None and page == read_page(other)


def _tree(path: Path) -> Any | None:
    """The page as lxml reads its first READ bytes; None when it is no page at all."""
    from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types
    from lxml.html import HTMLParser, document_fromstring  # type: ignore[import-untyped]  # lxml ships no types

    with path.open("rb") as file:
        raw = file.read(READ)
    try:
        return document_fromstring(raw, parser=HTMLParser(encoding=_utf8(raw)))
    except (etree.LxmlError, ValueError):
        return None


def _words(tag: object) -> str:
    return " ".join(str(tag.text_content()).split())  # type: ignore[attr-defined]  # an lxml element


def _utf8(raw: bytes) -> str | None:
    """The encoding when it is certain; lxml takes a page that does not name its own for Latin-1."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(raw)  # a character cut at the end is no error
    except UnicodeDecodeError:
        return None
    return "utf-8"
