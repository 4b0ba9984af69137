"""What a body is, by its content: PDF, web page, Word, table or text; anything else is refused by name.

A web page where a document should be may be the page about it: then the one file it links as its own is the document.
"""

import codecs
import csv
import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from rag.case.folder import office_kind
from rag.fetch.guard import Failure, Refusal
from rag.text.fold import content_words
from rag.text.tokens import stem

HEAD = 64 * 1024  # bytes by which a kind is told
READ = 2_000_000  # bytes of a page that are looked at
LEAST_TEXT = 200  # characters; a page with less, as one that is not there, says nothing that could be cited
MOST_LINKS = 2000  # of a page that are looked at


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of original that can be read."""

    name: str
    media_type: str
    suffix: str


class PageAbout(Refusal):
    """A web page stands where the manifest says another kind: it may be the page about the document."""

    def __init__(self, reason: str, expected: Kind, url: str) -> None:
        super().__init__(reason)
        self.expected, self.url = expected, url


PDF = Kind("PDF", "application/pdf", ".pdf")
HTML = Kind("web page", "text/html", ".html")
DOCX = Kind("Word file", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx")
CSV = Kind("table", "text/csv", ".csv")
XLSX = Kind("workbook", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx")
TEXT = Kind("text", "text/plain", ".txt")

_OTHERS = ((b"{\\rtf", "an RTF file"), (b"%!PS", "a PostScript file"))  # that look like text, by their first bytes
_WORDS = {"pdf": PDF, "html": HTML, "docx": DOCX, "csv": CSV, "xlsx": XLSX, "txt": TEXT}
_PAGE = re.compile(r"(?i)<(?:!doctype\s+html|html|head|body|title)\b")
_XHTML = re.compile(r"(?i)<(?:!doctype\s+html|html)\b")
_XML = re.compile(r"(?i)<(?:\?xml|rss|feed|svg)\b")


def sniff(path: Path, urls: tuple[str, ...], content_type: str = "", doc_type: str = "") -> Kind:
    """The kind of the file at ``path``; raises Refusal for what cannot be an original, Failure for a cut-off PDF.

    ``urls`` (the manifest's and the final one), ``content_type`` and the manifest's ``doc_type`` only say what was to be expected: a web page where a PDF or
    a table should be is refused.
    """
    with path.open("rb") as file:
        head = file.read(HEAD)
    if not head.strip():
        raise Refusal("the body is empty")
    start = head.find(b"%PDF-", 0, 1024)
    if start == 0 or (start > 0 and not _PAGE.search(_text(head[:start]))):
        _check_end(path)
        return PDF
    if head.startswith(b"PK\x03\x04"):
        if kind := office_kind(path.read_bytes()):
            return _WORDS[kind]
        raise Refusal("this is a zip archive, whole or damaged, which cannot be read")
    for magic, name in _OTHERS:
        if head.startswith(magic):
            raise Refusal(f"this is {name}, which cannot be read")
    text = _text(head)
    if is_page(text):
        _check_page(path, urls, content_type, doc_type)
        return HTML
    return _plain(text, urls, content_type)


def is_page(text: str) -> bool:
    """True when ``text`` is the beginning of a whole web page."""
    start = text.lstrip()
    return start.startswith("<") and (_XHTML if _XML.match(start) else _PAGE).search(start) is not None


def _check_page(path: Path, urls: tuple[str, ...], content_type: str, doc_type: str) -> None:
    """Raises Refusal when a web page stands where something else was to be, or has hardly any text."""
    shown = _shown(path)
    if shown is None:
        raise Refusal("the web page cannot be read")
    if len(shown[1]) < LEAST_TEXT:
        raise Refusal(f"the page has hardly any text ({len(shown[1])} characters); perhaps it needs a browser")
    named = [kind for word, kind in _WORDS.items() if re.search(rf"\b{word}\b", doc_type.lower())]
    ending = next((_WORDS[end] for end in map(_ending, urls) if end in _WORDS and end != "html"), None)
    told = next((k for k in (PDF, CSV, DOCX, XLSX) if content_type.lower().startswith(k.media_type)), None)
    for expected, by in ((told, "server"), (ending, "address"), (named[0] if named else None, "manifest")):
        if expected not in (None, HTML) and not (by == "manifest" and HTML in named):
            reason = f"a web page came where the {by} says {expected.name}: put the file's own address there"
            raise PageAbout(reason, expected, urls[-1]) if by == "manifest" and expected else Refusal(reason)


def _check_end(path: Path) -> None:
    """Raises Failure for a PDF that stops before its end mark."""
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(max(0, size - HEAD))
        if b"%%EOF" not in file.read():
            raise Failure(f"the PDF stops after {size} bytes without its end")


def _plain(text: str, urls: tuple[str, ...], content_type: str) -> Kind:
    """Table or text, if it is text at all."""
    odd = sum(1 for c in text if ord(c) < 32 and c not in "\t\n\r\f")
    if odd > len(text) // 1000:
        raise Refusal(f"this is neither text nor a known kind of document{_said(content_type)}")
    start = text.lstrip()
    if start.startswith(("{", "[{", "[[", '["')):
        raise Refusal("this is JSON, which cannot be read; a CSV or the page itself can")
    if _XML.match(start):
        raise Refusal("this is XML, which cannot be read; a web page can")
    if start.startswith("<"):
        raise Refusal("this is a piece of a web page, not a whole one")
    named = content_type.lower().startswith("text/csv") or "csv" in map(_ending, urls)
    return CSV if named or _looks_like_table(start) else TEXT


def _looks_like_table(text: str) -> bool:
    """True when the first lines all have the same number of cells, three at least."""
    try:
        rows = list(csv.reader(text.splitlines()[:20]))
    except csv.Error:
        return False
    return len(rows) >= 3 and len(rows[0]) >= 3 and len({len(row) for row in rows}) == 1


def _ending(url: str) -> str:
    return urlsplit(url).path.lower().rpartition(".")[2]


def _text(head: bytes) -> str:
    """``head`` as text, well enough to tell a kind by."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if head.startswith(mark):
            return head.decode(encoding, "replace")
    return head.decode("utf-8", "replace")


def _said(content_type: str) -> str:
    plain = content_type.partition(";")[0].strip()
    return f" (the server says {plain!r})" if plain.isprintable() and 0 < len(plain) < 60 else ""


def _shown(path: Path) -> tuple[str, str] | None:
    """The title and the text of the page at ``path``, as far as its first READ bytes show them, without scripts and styles, white space
    made one; None when it is no page at all."""
    tree = _tree(path)
    if tree is None:
        return None
    for tag in tree.xpath("//script|//style|//noscript|//template"):
        tag.drop_tree()
    body = tree.find("body")
    return " ".join(map(_words, tree.xpath("//title"))), "" if body is None else _words(body)


def shows_the_same(one: Path, other: Path) -> bool:
    """True when two pages differ only in what a reader does not see; False when that cannot be told."""
    if max(one.stat().st_size, other.stat().st_size) > READ:
        return False
    page = _shown(one)
    return page is not None and page == _shown(other)


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


def linked_document(page: Path, page_url: str, title: str, expected: Kind) -> str:
    """The address of the file of the ``expected`` kind that ``page`` (served at ``page_url``) links as the source of this ``title``.

    It is the one on the page's own site whose words or file name hold most of the title, at least half, and more of it than any other's:
    between two nothing is guessed, and it is "".
    """
    wanted = _stems(title)
    tree = _tree(page)
    shares: dict[str, float] = {}
    for link in tree.xpath("//a[@href]")[:MOST_LINKS] if tree is not None else ():
        try:
            url = urldefrag(urljoin(page_url, link.get("href").strip())).url
            parts = urlsplit(url)
        except ValueError:
            continue
        if (
            parts.scheme in ("http", "https")
            and parts.path.lower().endswith(expected.suffix)
            and _same_site(url, page_url)
        ):
            name = re.sub(r"[_\W]+", " ", PurePosixPath(unquote(parts.path)).stem)
            share = len(wanted & _stems(f"{_words(link)} {link.get('title', '')} {name}")) / max(1, len(wanted))
            shares[url] = max(share, shares.get(url, 0.0))
    best = [url for url in shares if shares[url] >= 0.5 and shares[url] == max(shares.values())]
    return best[0] if len(best) == 1 else ""


def _same_site(one: str, other: str) -> bool:
    """True for addresses of one host, with or without "www.", and of a host under the other."""
    a, b = sorted(((urlsplit(url).hostname or "").removeprefix("www.") for url in (one, other)), key=len)
    return bool(a) and (a == b or b.endswith(f".{a}"))


def _stems(text: str) -> set[str]:
    return {stem(word.text) for word in content_words(text)}
