"""The tree of a web page as a reader sees it: nothing hidden, no loose text, footnote marks raised."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from rag.errors import LoadError
from rag.ingest.clean import clean_block
from rag.ingest.formats.html_hidden import Seen, Sight
from rag.ingest.formats.reading import raised

_UNSHOWN_TAGS = (
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "applet", "canvas", "audio",
    "video", "select", "textarea", "input", "button", "dialog",
)  # fmt: skip
_CONTENT_SHARE = 0.25  # of the page's own text; less is a teaser or a player that the page marks as its article
_SAID = ".//text()[not(parent::script or parent::style or parent::noscript or parent::template)]"
_BLOCKS = re.compile(
    r"address|article|aside|blockquote|body|center|d[dlt]|details|div|fieldset|figcaption|figure|footer|form|h[1-6]|header|"
    r"hr|html|li|main|nav|[ou]l|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr"
)
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # lxml refuses them when text is set
_HEADING = 150  # characters
_STOPS = (".", ",", ";", ":", "。", "，", "；", "：")
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
MENUS = ("nav", "header", "footer", "aside", "form")


class Parsed(NamedTuple):
    """A page as a tree."""

    tree: Any
    usual: bool  # False: tags nested or texts long beyond what a page written by hand or program has
    whole: bool  # False: so deep that the parser gave up


def parse(text: str, name: str) -> Parsed:
    """The page as a tree; lxml is lenient, so only an empty page raises LoadError."""
    from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types
    from lxml.html import HTMLParser, document_fromstring  # type: ignore[import-untyped]  # lxml ships no types

    # As bytes: lxml refuses str that carries an encoding declaration. Lone surrogates cannot be encoded.
    data = text.replace("\0", "").encode("utf-8", "ignore")
    tree, usual, whole = None, True, True
    for huge in (False, True):  # the parser leaves out all from the 256th level on, then from the 2048th
        parser = HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=huge)
        problem: Exception | None = None
        try:
            tree = document_fromstring(data, parser=parser)
        except (etree.ParserError, etree.XMLSyntaxError, ValueError) as exc:
            problem = exc
        last = parser.error_log.last_error
        whole = last is None or last.type != etree.ErrorTypes.ERR_RESOURCE_LIMIT
        if whole:
            break
        usual = False
    if problem is not None:
        raise LoadError(f"{name} is a web page without any content. Save the page again.") from problem
    return Parsed(tree, usual, whole)


def remove_unshown(tree: Any) -> list[str]:
    """Take out of ``tree`` what a browser would not show; gives the text of each element that was hidden."""
    from lxml import etree

    sight = Sight(tree)  # before the style sheets go
    doomed: list[Any] = []
    styled: list[Any] = []
    hidden: list[str] = []
    walk = etree.iterwalk(tree, events=("start",))
    for _, element in walk:
        if not isinstance(element.tag, str) or element is tree or element.tag == "body":
            continue
        if element.tag in _UNSHOWN_TAGS:
            doomed.append(element)
            walk.skip_subtree()
            continue
        if not element.attrib and not sight.has_rules(element.tag):
            continue
        if "style" in element.attrib:
            styled.append(element)
        seen = sight.of(element)
        if seen is Seen.YES:
            continue
        if seen is Seen.FADED:
            texts = sight.texts(element)
            hidden.append(" ".join(getattr(one, held) for one, held in texts.unseen))
            if texts.some_seen:
                for one, held in texts.unseen:
                    setattr(one, held, "")
                continue
        else:
            hidden.append("".join(element.xpath(_SAID)))
        doomed.append(element)
        walk.skip_subtree()
    for element in doomed:
        element.drop_tree()  # keeps the text that follows the element
    for element in styled:
        del element.attrib["style"]  # trafilatura would take "overflow:hidden" for hidden
    return [said for text in hidden if (said := " ".join(clean_block(text).split()))]


def show_unscripted(tree: Any) -> bool:
    """Turn what is meant for browsers without scripts into ordinary parts of ``tree`` where the page has little else to read:
    its content is there once more, for those who run none, and we are such a reader. True when it was."""
    unscripted = tree.xpath("//noscript")
    if not unscripted:
        return False
    aside = "ancestor::a or ancestor::script or ancestor::style or ancestor::template"
    inside = len(clean_block("".join(tree.xpath(f"//noscript//text()[not({aside})]"))))
    outside = len(clean_block("".join(tree.xpath(f"//body//text()[not({aside} or ancestor::noscript)]"))))
    if inside <= outside:
        return False
    for element in unscripted:
        element.tag = "div"
    return True


def raise_marks(tree: Any) -> None:
    """Write footnote marks with superscript digits, in ``tree`` itself."""
    for mark in list(tree.iter("sup")):
        text = mark.text_content()
        if re.fullmatch(r"\s*\[?\d{1,3}\]?\s*", text):
            for child in list(mark):
                mark.remove(child)
            mark.text = raised(text.strip())


def wrap_loose_text(tree: Any) -> None:
    """Give text that stands beside paragraphs a <p> of its own in ``tree``: trafilatura passes over it otherwise."""
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


def name_headings(tree: Any) -> None:
    """Make a heading of each short paragraph in ``tree`` that is bold from end to end and closes no sentence: filings have no others."""
    for element in list(tree.iter("p", "div")):
        text = " ".join(element.text_content().split())
        if not 0 < len(text) <= _HEADING or text.endswith(_STOPS) or not any(map(str.isalpha, text)):
            continue
        if any(is_block(inner) for inner in element.iterdescendants()) or any(
            a.tag in ("td", "th", "li", "table") for a in element.iterancestors()
        ):
            continue
        bold = bool(_BOLD.search(element.get("style", "")))
        said = [one for one in element.iterdescendants() if (one.text or "").strip()]
        loose = (element.text or "").strip() or any((one.tail or "").strip() for one in element.iterdescendants())
        if bold or (said and not loose and all(_is_bold(one, element) for one in said)):
            element.tag = "h5"


def _is_bold(one: Any, top: Any) -> bool:
    while one is not top:
        if one.tag in ("b", "strong") or _BOLD.search(one.get("style", "")):
            return True
        one = one.getparent()
    return False


def frame_body(tree: Any) -> bool:
    """Put what the body of ``tree`` holds into one <article>; False where it has no heading outside of its menus."""
    body = tree.find("body")
    outside = " or ".join(f"ancestor::{tag}" for tag in MENUS)
    headings = "self::h1 or self::h2 or self::h3 or self::h4 or self::h5 or self::h6"
    if body is None or not body.xpath(f"boolean(.//*[{headings}][not({outside})])"):
        return False
    article = body.makeelement("article")
    article.extend(list(body))
    body.append(article)
    return True


def is_block(element: Any) -> bool:
    """True for an element that starts a line of its own."""
    return isinstance(element.tag, str) and _BLOCKS.fullmatch(element.tag) is not None


def unlinked_length(element: Any) -> int:
    """Characters in ``element`` outside of links and menus: of a page's content about as many as its main text has."""
    outside = " or ".join(f"ancestor::{tag}" for tag in ("a", *MENUS))
    return len(clean_block("".join(element.xpath(f".//text()[not({outside})]"))))


def content_of(tree: Any) -> Any:
    """The one element that holds the page's content, as far as the page marks it and most of the text is not elsewhere."""
    mains = tree.xpath("//main") or tree.xpath("//article[not(ancestor::article)]")
    body = tree.find("body")
    whole = tree if body is None else body
    if len(mains) != 1:
        return whole
    # Most of all that is written is told quickly; only a smaller part is looked at closely.
    most = len(mains[0].text_content()) >= len(whole.text_content()) / 2
    return mains[0] if most or unlinked_length(mains[0]) >= _CONTENT_SHARE * unlinked_length(whole) else whole
