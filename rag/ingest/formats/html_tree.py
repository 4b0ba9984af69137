"""The tree of a web page as a reader sees it: nothing hidden, no loose text, footnote marks raised."""

from __future__ import annotations

import re
from typing import Any

from rag.errors import LoadError
from rag.ingest.clean import clean_block
from rag.ingest.formats.html_hidden import hiding
from rag.ingest.formats.reading import raised

_UNSHOWN_TAGS = (
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "applet", "canvas", "audio",
    "video", "select", "textarea", "input", "button", "dialog",
)  # fmt: skip
_SAID = ".//text()[not(parent::script or parent::style or parent::noscript or parent::template)]"
_BLOCKS = re.compile(
    r"address|article|aside|blockquote|body|center|d[dlt]|details|div|fieldset|figcaption|figure|footer|form|h[1-6]|header|"
    r"hr|html|li|main|nav|[ou]l|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr"
)
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # lxml refuses them when text is set
MENUS = ("nav", "header", "footer", "aside", "form")


def parse(text: str, name: str) -> Any:
    """The page as a tree; lxml is lenient, so only an empty page raises LoadError."""
    from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types
    from lxml.html import HTMLParser, document_fromstring  # type: ignore[import-untyped]  # lxml ships no types

    try:
        # As bytes: lxml refuses str that carries an encoding declaration. Lone surrogates cannot be encoded.
        parser = HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
        return document_fromstring(text.replace("\0", "").encode("utf-8", "ignore"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as exc:
        raise LoadError(f"{name} is a web page without any content. Save the page again.") from exc


def tidy(tree: Any) -> None:
    """Change ``tree`` in place so that trafilatura passes over nothing: marks raised, loose text in paragraphs."""
    _raise_marks(tree)
    _wrap_loose_text(tree)


def remove_unshown(tree: Any) -> list[str]:
    """Take out of ``tree`` what a browser would not show; gives the text of each element that was hidden."""
    is_hidden = hiding(tree)  # before the style sheets go
    doomed: list[Any] = []
    hidden: list[str] = []
    last: Any = None  # the outermost hidden element so far
    for element in tree.iter():
        if not isinstance(element.tag, str) or element is tree or element.tag == "body":
            continue
        if element.tag in _UNSHOWN_TAGS:
            doomed.append(element)
        elif element.attrib and is_hidden(element):
            inner = last is not None and any(ancestor is last for ancestor in element.iterancestors())
            doomed.append(element)
            if not inner:
                last = element
                hidden.append(" ".join(clean_block("".join(element.xpath(_SAID))).split()))
    for element in doomed:
        if element.getparent() is not None:
            element.drop_tree()  # keeps the text that follows the element
    return [text for text in hidden if text]


def _raise_marks(tree: Any) -> None:
    """Write footnote marks with superscript digits."""
    for mark in list(tree.iter("sup")):
        text = mark.text_content()
        if re.fullmatch(r"\s*\[?\d{1,3}\]?\s*", text):
            for child in list(mark):
                mark.remove(child)
            mark.text = raised(text.strip())


def _wrap_loose_text(tree: Any) -> None:
    """Give text that stands beside paragraphs a <p> of its own: trafilatura passes over it otherwise."""
    for holder in list(tree.iter("body", "main", "article", "section", "div")):
        children = list(holder)
        if not any(is_block(child) for child in children):
            continue
        run = holder.makeelement("p")
        run.text, holder.text = _NOT_XML.sub("", holder.text or ""), None
        content = [run]
        for child in children:
            holder.remove(child)
            if is_block(child):
                run = holder.makeelement("p")
                run.text, child.tail = _NOT_XML.sub("", child.tail or ""), None
                content += [child, run]
            else:
                run.append(child)
        holder.extend(part for part in content if part.tag != "p" or len(part) or (part.text or "").strip())


def is_block(element: Any) -> bool:
    """True for an element that starts a line of its own."""
    return isinstance(element.tag, str) and _BLOCKS.fullmatch(element.tag) is not None


def unlinked_length(tree: Any) -> int:
    """Characters of the page's body outside of links and menus, about as many as its main text has."""
    outside = " or ".join(f"ancestor::{tag}" for tag in ("a", *MENUS))
    return len(clean_block("".join(content_of(tree).xpath(f".//text()[not({outside})]"))))


def content_of(tree: Any) -> Any:
    """The one element that holds the page's content, as far as the page marks it."""
    mains = tree.xpath("//main") or tree.xpath("//article[not(ancestor::article)]")
    body = tree.find("body")
    return mains[0] if len(mains) == 1 else tree if body is None else body
