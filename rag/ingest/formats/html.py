"""Web pages: the main text as trafilatura finds it, from a tree that holds only what a reader would see."""

import re
from collections.abc import Sequence
from copy import deepcopy
from typing import Any

import trafilatura
from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types
from lxml.html import HTMLParser, document_fromstring  # type: ignore[import-untyped]  # lxml ships no types

from rag.errors import LoadError
from rag.ingest.clean import clean_block
from rag.ingest.formats.encodings import decode
from rag.ingest.formats.grid import SAME
from rag.ingest.formats.html_sight import remove_unshown
from rag.ingest.formats.reading import Outline, Reading, beginning, may_head, raised
from rag.sources import ITEM

_CHARSET = re.compile(
    rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w.:-]{1,40})|<\?xml[^>]{0,100}encoding=[\"']([\w.:-]{1,40})", re.I
)
_DEEPEST = 250  # levels; on a deeper page, made to be slow, trafilatura would take minutes
_LITTLE = 0.1  # of the page's text outside of links: with less the main text was not found
_MENUS = ("nav", "header", "footer", "aside", "form")
_BLOCKS = re.compile(
    r"address|article|aside|blockquote|body|center|d[dlt]|details|div|fieldset|figcaption|figure|footer|form|h[1-6]|header|"
    r"hr|html|li|main|nav|[ou]l|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr"
)
_BOLD = "self::b or self::strong or contains(translate(@style, ' ', ''), 'font-weight:bold') or contains(translate(@style, ' ', ''), 'font-weight:700')"
_DATES = ("article:published_time", "datepublished", "date", "dc.date", "dcterms.date", "citation_publication_date")
_HEAD, _CAPTION = "\ue001", "\ue002"
_WIDEST = 100  # columns or rows that a cell may go over
_MOST_CELLS, _LETTERS_A_CELL = 20_000, 50  # that merged cells are spread to


def read_html(data: bytes, name: str) -> Reading:
    """Headings, paragraphs, list items and table rows of a page's main text; raises LoadError when it is not text."""
    match = _CHARSET.search(data[:4096])
    declared = next((g.decode() for g in match.groups() if g), "") if match else ""
    decoded = decode(data, name, declared)
    tree, whole = _parse(decoded.text, name)
    title, published = _title(tree), _published(tree)
    warnings = list(decoded.warnings)
    deep = _depth(tree) > _DEEPEST
    if not deep:
        _name_headings(tree)
    hidden = remove_unshown(tree)
    if hidden:
        warnings.append(f"{len(hidden)} hidden element(s) were left out: {beginning(hidden[0])!r}")
    _raise_marks(tree)
    outline = Outline()
    if not whole:
        warnings.append("its tags nest deeper than 2,048 levels; the text from there on was left out")
    if deep:
        _all_text(tree, outline)
        warnings.append("its tags nest unusually deep; the page was read from top to bottom")
    else:
        outside = " or ".join(f"ancestor::{tag}" for tag in ("a", "head", *_MENUS))
        # about as many as the main text has
        unlinked = len(clean_block("".join(tree.xpath(f"//text()[not({outside})]"))))
        if (cells := _unfolded(tree)) > _MOST_CELLS:
            raise LoadError(f"{name} unfolds to {cells:,} cells, at most {_MOST_CELLS:,} are read. Save it as text.")
        open_tables(tree)
        _main_text(tree, outline)
        top_down = Outline()
        _all_text(tree, top_down)
        found, blocks = ([_letters(part.text) for part in one.parts] for one in (outline, top_down))
        scripted = max(found, key=len, default="")[:100] not in _letters(tree.xpath("string()"))
        if scripted:
            warnings.append("the page is made by scripts; the text that it hands to them was read")
        squeezed = len(found) == 1 and not scripted and not any(found[0] in block for block in blocks)
        if squeezed or sum(len(part.text) for part in outline.parts) <= _LITTLE * unlinked:
            # On short or unusual pages trafilatura makes one paragraph of many, or finds nothing.
            outline = top_down
            warnings.append("no main text stood out; the page was read from top to bottom")
    if not outline.parts and hidden:
        raise LoadError(
            f"{name} has only text that its style hides, such as {beginning(hidden[0])!r}. If a browser shows it, save it from there as PDF."
        )
    return Reading(outline.all(), title, published, tuple(warnings))


def _parse(text: str, name: str) -> tuple[Any, bool]:
    """The page as a tree, and whether all of it; lxml is lenient, so only an empty page raises LoadError."""
    # As bytes: lxml refuses str that carries an encoding declaration. Lone surrogates cannot be encoded.
    data = text.replace("\0", "").encode("utf-8", "ignore")
    parser = HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        tree = document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as exc:
        raise LoadError(f"{name} is a web page without any content. Save the page again.") from exc
    last = parser.error_log.last_error
    return tree, last is None or last.type != etree.ErrorTypes.ERR_RESOURCE_LIMIT


def _depth(tree: Any) -> int:
    """How many levels of elements the page has."""
    depth = most = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        most = max(most, depth)
    return most


def _name_headings(tree: Any) -> None:
    """Make a heading of each short paragraph that is bold from end to end and closes no sentence: filings have no others."""
    for element in tree.xpath(
        "//p[not(ancestor::table or ancestor::li)] | //div[not(ancestor::table or ancestor::li)]"
    ):
        text = "".join(element.text_content().split())
        if not may_head(text):
            continue
        if any(_is_block(inner) for inner in element.iterdescendants()):
            continue
        bold = element.xpath(f"self::*[{_BOLD}] | .//*[{_BOLD}][not(ancestor::*[{_BOLD}])]")
        if "".join("".join(one.text_content() for one in bold).split()) == text:
            element.tag = "h5"


def _raise_marks(tree: Any) -> None:
    """Write footnote marks with superscript digits, in ``tree`` itself."""
    for mark in list(tree.iter("sup")):
        text = mark.text_content()
        if re.fullmatch(r"\s*\[?\d{1,3}\]?\s*", text):
            for child in list(mark):
                mark.remove(child)
            mark.text = raised(text.strip())


def _letters(text: str) -> str:
    """``text`` without its spaces, which trafilatura sets anew."""
    return "".join(text.split())


def _is_block(element: Any) -> bool:
    """True for an element that starts a line of its own."""
    return isinstance(element.tag, str) and _BLOCKS.fullmatch(element.tag) is not None


def _main_text(tree: Any, outline: Outline) -> None:
    """Fill ``outline`` with the main text; nothing when trafilatura finds none."""
    try:
        found = trafilatura.bare_extraction(deepcopy(tree), include_comments=False, include_tables=True)
        if found is not None and found.body is not None:
            _add(found.body, outline)
    except (RecursionError, ValueError, TypeError, AttributeError):
        outline.parts.clear()  # a tree it was not made for; the plain walk reads any


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


def _all_text(tree: Any, outline: Outline) -> None:
    """Fill ``outline`` with every visible paragraph of the page, its menus and footers aside."""
    held: list[str] = []
    passed_over = 0  # how many menus we are in

    def flush(tag: str = "") -> None:
        said = "".join(held)
        held.clear()
        if re.fullmatch("h[1-6]", tag):
            outline.heading(said, _level(tag))
        else:
            outline.paragraph(said, form=ITEM if tag == "li" else "")

    body = tree.find("body")
    for event, element in etree.iterwalk(tree if body is None else body, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if _is_block(element):
            flush(tag if event == "end" and passed_over == 0 else "")
        if tag in _MENUS:
            passed_over += 1 if event == "start" else -1
        if passed_over == 0:
            held += [
                "\n" if event == "start" and tag == "br" else "",
                (element.text if event == "start" else element.tail) or "",
            ]
    flush()


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
    return ""


def open_tables(tree: Any) -> None:
    """Mark header cells, spread merged ones and put captions in front, in ``tree`` itself."""
    for table in list(tree.iter("table")):
        for caption in table.findall("caption"):
            paragraph = table.makeelement("p")
            paragraph.text = _CAPTION + " ".join(clean_block(caption.text_content()).split())
            table.addprevious(paragraph)
            caption.drop_tree()
        if table.find(".//table") is None:  # one that holds others only lays the page out
            _spread(list(table.iter("tr")))


def caption_of(element: Any) -> str:
    """What a paragraph says that was a caption; "" of any other."""
    said = "".join(element.itertext()).strip() if element.tag == "p" else ""
    return said.removeprefix(_CAPTION) if said.startswith(_CAPTION) else ""


def header_rows(rows: Sequence[Sequence[str]]) -> int | None:
    """How many of the first rows hold names of columns alone; None where the page marks none so."""
    count = 0
    for row in rows:
        filled = [cell for cell in row if cell.strip(SAME)]
        if not filled or not all(cell.startswith(_HEAD) for cell in filled):
            break
        count += 1
    return count or None


def _unfolded(tree: Any) -> int:
    """How many cells merged ones are spread to, long ones counting more as they are copied."""
    count = 0
    for cell in tree.iter("td", "th"):
        wide, deep = _span(cell, "colspan"), _span(cell, "rowspan")
        count += wide * deep - 1 + (deep - 1) * sum(map(len, cell.itertext())) // _LETTERS_A_CELL
    return count


def _spread(rows: Sequence[Any]) -> None:
    below: dict[int, tuple[int, Any]] = {}  # by column: how many more rows a cell goes down, and the cell
    for row in rows:
        column = 0
        in_head = row.getparent() is not None and row.getparent().tag == "thead"
        for cell in [c for c in row if c.tag in ("td", "th")]:
            column = _filled(row, cell, column, below)
            wide, deep = _span(cell, "colspan"), _span(cell, "rowspan")
            for name in ("colspan", "rowspan"):
                cell.attrib.pop(name, None)
            if (cell.tag == "th" or in_head) and "".join(cell.itertext()).strip():
                cell.text = _HEAD + (cell.text or "")
            at = row.index(cell)
            for n in range(1, wide):
                more = cell.makeelement(cell.tag)
                more.text = SAME
                row.insert(at + n, more)
            for n in range(wide if deep > 1 else 0):
                below[column + n] = (deep - 1, cell if n == 0 else row[at + n])
            column += wide
        _filled(row, None, column, below)


def _filled(row: Any, cell: Any, column: int, below: dict[int, tuple[int, Any]]) -> int:
    """Put what goes on from the rows above in front of ``cell``, or at the end; gives the column that is free then."""
    while column in below:
        left, above = below.pop(column)
        copy = deepcopy(above)
        copy.tail = None
        if cell is None:
            row.append(copy)
        else:
            cell.addprevious(copy)
        if left > 1:
            below[column] = (left - 1, above)
        column += 1
    return column


def _span(cell: Any, name: str) -> int:
    said = str(cell.get(name, "1")).strip()
    return min(max(int(said), 1), _WIDEST) if said.isdecimal() else 1
