"""The brief's JSON inside its exports: packed for Markdown, and read back out of any of them for ``onrecord verify``."""

import base64
import binascii
import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import pypdfium2
from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types
from lxml.html import document_fromstring  # type: ignore[import-untyped]  # as above

from rag.errors import UsageError
from ui.spelled import spelled_out

NAME = "onrecord-brief.json"
BEGINS = "<!-- onrecord-brief "
WORD_PART = "customXml/onrecord-brief.xml"
_COMMENT = re.compile(rf"{BEGINS}([A-Za-z0-9+/=]+) -->")
LARGEST = 64_000_000  # bytes of JSON; packed data that unfolds to more is not ours


@dataclass(frozen=True, slots=True)
class Carried:
    """The JSON that a file carries and the text that a reader of the file sees; "" for a JSON file."""

    json: bytes
    seen: str


def packed(json: str) -> str:
    """An HTML comment for the end of a Markdown file."""
    return f"{BEGINS}{base64.b64encode(zlib.compress(json.encode(), 9)).decode()} -->"


def read_carried(path: Path, data: bytes) -> Carried:
    """What ``data`` (of a .json, .md, .html, .docx or .pdf file) carries; raises UsageError when it carries no brief."""
    readers = {".md": _markdown, ".html": _html, ".htm": _html, ".docx": _word, ".pdf": read_pdf}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        return Carried(data, "")
    try:
        found = reader(data)
    except (ValueError, KeyError, zipfile.BadZipFile, zlib.error, binascii.Error, OSError, etree.LxmlError) as exc:
        raise UsageError(f"{path} cannot be read as an export of onrecord ({exc}). Give its JSON instead.") from exc
    if found is None:
        raise UsageError(f"{path} carries no brief of onrecord. Give the JSON of 'onrecord summarize --json'.")
    return found


def unseen(quotes: list[str], seen: str) -> list[str]:
    """The quotes that the visible text does not hold, white space aside."""
    bare = re.sub(r"\s+", "", seen)
    return [quote for quote in quotes if re.sub(r"\s+", "", spelled_out(quote)) not in bare]


def _markdown(data: bytes) -> Carried | None:
    text = data.decode("utf-8")
    match = _COMMENT.search(text)
    if not match:
        return None
    seen = re.sub(r"\\(?=[!-/:-@\[-`{-~])", "", text[: match.start()])
    return Carried(_unpacked(base64.b64decode(match[1], validate=True)), unescape(seen))


def _html(data: bytes) -> Carried | None:
    tree = document_fromstring(data.decode("utf-8"))
    blocks = tree.xpath("//script[@id='onrecord-brief']")
    if not blocks:
        return None
    json = (blocks[0].text or "").encode()
    for hidden in tree.xpath("//script | //style | //*[contains(@class, 'tip')]"):
        hidden.drop_tree()
    return Carried(json, tree.text_content())


def _word(data: bytes) -> Carried | None:
    safe = etree.XMLParser(resolve_entities=False, no_network=True)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if WORD_PART not in archive.namelist():
            return None
        if max(i.file_size for i in archive.infolist()) > LARGEST:
            raise ValueError("a part is too large")
        packed_json = etree.fromstring(archive.read(WORD_PART), safe).text or ""
        seen = []
        for part in ("word/document.xml", "word/footnotes.xml"):
            seen += etree.fromstring(archive.read(part), safe).itertext("{*}t")
    return Carried(_unpacked(base64.b64decode(packed_json, validate=True)), "".join(seen))


def read_pdf(data: bytes) -> Carried | None:
    """What a PDF carries and shows; None when it carries no brief."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as exc:
        raise ValueError(str(exc)) from exc
    files = [document.get_attachment(i) for i in range(document.count_attachments())]
    mine = [f for f in files if f.get_name() == NAME]
    if not mine:
        return None
    seen = "\n".join(document[i].get_textpage().get_text_range() for i in range(len(document)))
    return Carried(bytes(mine[0].get_data()), seen.replace("\ufffe", "-"))  # pdfium's sign for a hyphen at a line's end


def _unpacked(data: bytes) -> bytes:
    unpacker = zlib.decompressobj()
    found = unpacker.decompress(data, LARGEST)
    if unpacker.unconsumed_tail:
        raise ValueError("the packed brief is too large")
    return found
