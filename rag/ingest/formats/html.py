"""Web pages: the main text as trafilatura finds it, from a tree that holds only what a reader would see."""

from __future__ import annotations

import re
from copy import deepcopy
from functools import cache
from typing import Any

from rag.errors import LoadError
from rag.ingest.clean import clean_block, drop_web_furniture
from rag.ingest.formats.html_notes import take_notes
from rag.ingest.formats.html_tables import caption_of, header_rows, open_tables
from rag.ingest.formats.html_tree import (
    MENUS,
    content_of,
    frame_body,
    is_block,
    name_headings,
    parse,
    raise_marks,
    remove_unshown,
    show_unscripted,
    unlinked_length,
    wrap_loose_text,
)
from rag.ingest.formats.reading import Outline, Reading, beginning
from rag.ingest.formats.text import decode, left_out
from rag.types import ITEM

_CHARSET = re.compile(
    rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w.:-]{1,40})|<\?xml[^>]{0,100}encoding=[\"']([\w.:-]{1,40})", re.I
)
_SUBSET = re.compile(
    r"<(?:(!DOCTYPE)\s[^<>\[\]]{0,1000}\[|[a-z])", re.I
)  # or the first tag, behind which there is none
_SUBSET_ENDS = re.compile(r"\][ \t\r\n]{0,20}>")
_MAIN_SHARE = 0.3  # of the page's text; below it the main text was not found
_LINKED = 0.7  # of a line's letters; with more it is a link, and a short one is a way to another page
_SHORT = 200  # characters
# "发布时间：2024-04-22", "Fecha de publicación: 2023-03-12": a date that a page shows with a label, and no element names.
_LABELLED_DATE = re.compile(
    r"(?:发布时间|发布日期|發布時間|發佈時間|發布日期|发表时间|Fecha de publicación|Publicado(?: el)?)\s*[:：]?\s*"
    r"((?:19|20)\d\d)[-/.年]\s?(1[0-2]|0?[1-9])[-/.月]\s?(3[01]|[12]\d|0?[1-9])(?!\d)"
)
_LABEL_LINE = 200  # characters of a line that only says when
_DATES = ("article:published_time", "datepublished", "date", "dc.date", "dcterms.date", "citation_publication_date")


def read_html(data: bytes, name: str) -> Reading:
    """Headings, paragraphs, list items and table rows of a page's main text; raises LoadError when it is not text."""
    match = _CHARSET.search(data[:4096])
    declared = next((g.decode() for g in match.groups() if g), "") if match else ""
    decoded = decode(data, name, declared)
    tree, usual, whole = parse(_without_subset(decoded.text), name)
    title, published = _title(tree), _published(tree)
    unscripted = show_unscripted(tree)
    name_headings(tree)
    hidden = remove_unshown(tree)
    notes = take_notes(tree)
    raise_marks(tree)
    outline, warnings = Outline(), decoded.warnings + _hidden_said(hidden)
    if unscripted:
        warnings += ("the page is made by scripts; what it holds for browsers without them was read",)
    if not whole:
        warnings += ("its tags nest deeper than 2,048 levels; the text from there on was left out",)
    if not usual:
        # Trafilatura, and a look at what each text stands in, would take minutes on a page that is made to be slow.
        _all_text(tree, outline)
        warnings += (
            "its tags nest unusually deep or a stretch of it is unusually long; the page was read from top to bottom",
        )
    else:
        unlinked = unlinked_length(content_of(tree))
        wrap_loose_text(tree)
        open_tables(tree)
        _main_text(tree, outline)
        if sum(len(part.text) for part in outline.parts) <= _MAIN_SHARE * unlinked:
            # On short or unusual pages trafilatura finds nothing, or one paragraph of many.
            outline = Outline()
            links = _all_text(tree, outline)
            warnings += ("no main text stood out; the page was read from top to bottom",)
            if links:
                warnings += (f"{links} line(s) that are links to other pages were left out",)
    if not outline.parts and hidden:
        raise LoadError(
            f"{name} has only text that its style hides, such as {beginning(hidden[0])!r}. If a browser shows it, save it from there as PDF."
        )
    read = len(outline.parts)
    kept = drop_web_furniture(outline.all())
    noted = Outline()
    for note in notes:
        noted.note(note)
    return Reading((*kept, *noted.parts), title, published, warnings + left_out(read - len(kept)))


def _without_subset(text: str) -> str:
    """``text`` without what an XHTML file declares inside of its DOCTYPE, which a reader of HTML takes for a paragraph."""
    begun = _SUBSET.search(text[:8192])
    if begun is None or not begun[1] or not (ended := _SUBSET_ENDS.search(text, begun.end())):
        return text
    return f"{text[: begun.start()]}<!DOCTYPE html>{text[ended.end() :]}"


def _hidden_said(hidden: list[str]) -> tuple[str, ...]:
    """A warning that says how much of the page cannot be seen, and how it begins."""
    if not hidden:
        return ()
    return (f"{len(hidden)} hidden element(s) were left out: {beginning(hidden[0])!r}",)


def _main_text(tree: Any, outline: Outline) -> None:
    """Fill ``outline`` with the main text; nothing when trafilatura finds none."""
    try:
        body = _extracted(tree)
        # Of a page that marks no main part trafilatura gathers the paragraphs and passes over the headings between them.
        if body is not None and body.find(".//head") is None and frame_body(tree):
            framed = _extracted(tree)
            body = body if framed is None or len("".join(framed.itertext())) < len("".join(body.itertext())) else framed
        if body is not None:
            _add(body, outline)
    except (RecursionError, ValueError, TypeError, AttributeError):
        outline.parts.clear()  # a tree it was not made for; the plain walk reads any


def _extracted(tree: Any) -> Any:
    """The main text of ``tree``, which stays as it is, as trafilatura's elements; None without any."""
    import trafilatura

    found = trafilatura.bare_extraction(
        deepcopy(tree), fast=True, favor_recall=True, include_comments=False, include_tables=True, config=_config()
    )
    return None if found is None else found.body


@cache
def _config() -> Any:
    """trafilatura's settings with one of ours; reading them from its file takes as long as a short page."""
    from trafilatura.settings import use_config

    config = use_config()
    config.set("DEFAULT", "MIN_EXTRACTED_SIZE", "1")  # its own 250 squeezes short pages into one paragraph
    return config


def _add(element: Any, outline: Outline, caption: str = "") -> None:
    """Add one block of trafilatura's result with the blocks in it; ``caption`` of a table."""
    if element.tag == "head":
        outline.heading("".join(element.itertext()), _level(element.get("rend", "")))
        return
    if element.tag == "table":
        rows = [["".join(cell.itertext()).strip() for cell in row.iter("cell")] for row in element.iter("row")]
        outline.table(rows, header_rows(rows), caption)
        return
    held = [element.text or ""]

    def flush() -> None:
        for paragraph in re.split(r"\n\s*\n", "".join(held)):
            outline.paragraph(paragraph, form=ITEM if element.tag == "item" else "")
        held.clear()

    captions = ""
    for child in element:
        if child.tag in ("p", "list", "item", "quote", "head", "table"):
            flush()
            if said := caption_of(child):
                captions = said
            else:
                _add(child, outline, captions)
                captions = ""
        else:
            held.append("\n" if child.tag == "lb" else "".join(child.itertext()))
        held.append(child.tail or "")
    flush()


def _level(tag: str) -> int:
    """2 of "h2"."""
    return int(tag[1]) if re.fullmatch("h[1-6]", tag) else 2


def _all_text(tree: Any, outline: Outline) -> int:
    """Fill ``outline`` with every visible paragraph of the page, its menus and footers aside, and but for short lines that
    are links; gives the number of those. A page that has nothing else keeps them."""
    from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

    held: list[str] = []
    linked = 0  # letters of those held that are in links
    passed_over = inside = 0  # how many menus and links we are in
    found: list[tuple[str, str, bool]] = []  # what is said, the tag of a heading or item, whether it is a link

    def flush(tag: str = "") -> None:
        nonlocal linked
        said = "".join(held)
        length = len("".join(said.split()))
        if length:
            found.append((said, tag, length < _SHORT and linked > _LINKED * length))
        held.clear()
        linked = 0

    for event, element in etree.iterwalk(content_of(tree), events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if is_block(element):
            flush(tag if event == "end" and passed_over == 0 and re.fullmatch("h[1-6]|li", tag) else "")
        if tag in MENUS:
            passed_over += 1 if event == "start" else -1
        if tag == "a":
            inside += 1 if event == "start" else -1
        if passed_over == 0:
            said = (element.text if event == "start" else element.tail) or ""
            held += ["\n" if event == "start" and tag == "br" else "", said]
            linked += len("".join(said.split())) if inside else 0
    flush()
    links = sum(is_link for _, tag, is_link in found if not tag.startswith("h"))
    if links == sum(not tag.startswith("h") for _, tag, _ in found):
        links = 0
    for said, tag, is_link in found:
        if tag.startswith("h"):
            outline.heading(said, _level(tag))
        elif not (links and is_link):
            outline.paragraph(said, form=ITEM if tag else "")
    return links


def _title(tree: Any) -> str:
    """The page's own title: of its Open Graph data, its only first-level heading, or its <title>."""
    for path in ("//meta[@property='og:title']/@content", "//h1[not(following::h1) and not(preceding::h1)]", "//title"):
        for found in tree.xpath(path)[:1]:
            title = clean_block(found if isinstance(found, str) else found.text_content())
            if title:
                return " ".join(title.split())
    return ""


def _published(tree: Any) -> str:
    """The date the page states for itself, year first; "" when it states none."""
    for meta in tree.iter("meta"):
        key = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        date = re.match(r"\d{4}(-\d{2}(-\d{2})?)?", meta.get("content", "").strip()) if key in _DATES else None
        if date:
            return date[0]
    for text in tree.itertext():
        if labelled := _LABELLED_DATE.search(text) if len(text) < _LABEL_LINE else None:
            year, month, day = labelled.groups()
            return f"{year}-{int(month):02}-{int(day):02}"
    return ""
