"""The footnotes of a page, taken out of its tree so that they do not run into its text."""

from __future__ import annotations

import re
from typing import Any

from rag.ingest.clean import clean_block

_CONTAINERS = (
    "//*[@role='doc-footnote' or @role='doc-endnote'] | "
    "//*[@role='doc-endnotes' or contains(concat(' ', normalize-space(@class), ' '), ' footnotes ')]//li"
)
_MARK = re.compile(r"\s*(?:[\[(]\s*)?(\d{1,3}|[a-z]|[*†‡§]{1,3})\s*(?:[\])]\s*)?", re.I)
_BACK = re.compile(r"[\s↩↑^⤴︎\ufe0e\ufe0f]+|\s*(back|return)( to (text|top|content))?\s*", re.I)
_LONGEST = 2_000  # characters; what is longer is a section that a mark happens to point to
_HOLDERS = ("li", "p", "div", "dd", "tr", "aside", "td", "section")


def take_notes(tree: Any) -> list[str]:
    """The footnotes in their order, removed from ``tree``: what raised marks in the text point to, or is named so."""
    found: dict[Any, None] = dict.fromkeys(tree.xpath(_CONTAINERS))
    links = tree.xpath("//sup//a[starts-with(@href, '#')] | //a[starts-with(@href, '#')][sup]")
    named = (
        {name: one for one in tree.xpath("//*[@id or @name]") for name in (one.get("id"), one.get("name"))}
        if links
        else {}
    )
    for link in links:
        target = named.get(link.get("href")[1:])
        if target is not None and _MARK.fullmatch(link.text_content()):
            note = _holder(target)
            if note is not None and note not in found and not _contains(note, link):
                found[note] = None
    order = {element: at for at, element in enumerate(tree.iter())} if len(found) > 1 else {}
    notes: list[str] = []
    for note in sorted(found, key=lambda element: order.get(element, 0)):
        if any(ancestor in found for ancestor in note.iterancestors()):
            continue
        text = _said(note)
        if 0 < len(text) <= _LONGEST:
            notes.append(text)
            note.drop_tree()
    return notes


def _holder(target: Any) -> Any:
    """The element that holds the whole note ``target`` stands in or is."""
    for element in (target, *target.iterancestors()):
        if element.tag in _HOLDERS:
            return element
        if element.tag in ("body", "article", "main"):
            return None
    return None


def _contains(note: Any, link: Any) -> bool:
    return any(ancestor is note for ancestor in link.iterancestors())


def _said(note: Any) -> str:
    """The words of a note without the links that lead back to its mark."""
    for link in note.xpath(".//a[starts-with(@href, '#')]"):
        if _BACK.fullmatch(link.text_content()) or (
            link.getprevious() is None and _MARK.fullmatch(link.text_content())
        ):
            link.drop_tree()
    return " ".join(clean_block(note.text_content()).split()).lstrip("↑^ ")
