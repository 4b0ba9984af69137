"""PDF files: LiteParse finds the blocks of a page; what no reader sees is taken out before, by PDFium."""

import ctypes
import io
import re
import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw
from liteparse import LiteParse, ParseError

from rag.errors import LoadError, Locked, one_line
from rag.ingest.clean import clean_block, join_known_compounds
from rag.ingest.formats.ocr import read_scanned
from rag.ingest.formats.pdf_blocks import parts_of
from rag.ingest.formats.pdf_lost import lost_words, mended, put_back
from rag.ingest.formats.pdf_unseen import Drawn, cleaned, upright
from rag.ingest.formats.reading import Reading, beginning
from rag.models.e5 import tokenizer
from rag.models.embedder import e5_runs_here

_PDFIUM = threading.Lock()  # pdfium is not thread-safe
_OF_AN_APPLICATION = re.compile(r"^(untitled|microsoft word\b.*|.*\.(docx?|pdf|indd|tex|qxd|rtf))$", re.I)
_UNREADABLE_SHARE = 0.3
_WORD = re.compile(r"\w+")
_AS_LARGE = 0.85  # of the tallest line of a page: part of its title, too
_TITLE_LINES, _TITLE_WORDS = 4, 25
# Nats a byte: 900 texts in 17 languages had at most 3.9, tables of nothing but figures 4.4, 180 texts with all letters moved on by 29 at least 5.6.
_NO_LANGUAGE = 5.0
_NO_WORDS = (
    4.5  # of the words alone: 82 texts in five languages had at most 3.9, all of these with moved letters at least 5.1
)
_WORDS = re.compile(r"[^\W\d_]{2,}")
_FEWEST = 80  # characters that tell
_BY_OCR = "Install Tesseract, or run it through OCR first (for example: ocrmypdf in.pdf out.pdf)."
_TICKED = (2, 3)  # FPDF_FORMFIELD_CHECKBOX, _RADIOBUTTON
_WRITTEN = (4, 5, 6)  # _COMBOBOX, _LISTBOX, _TEXTFIELD
_WIDGET = 20  # FPDF_ANNOT_WIDGET
_HIDDEN = 0x02 | 0x20  # annotation flags: hidden, no view
_PASSWORD = 1 << 13  # field flag
_REMOVE_SECURITY = 3  # FPDF_REMOVE_SECURITY


@dataclass
class _Document:
    """What was read of a file so far; pages count from 1."""

    data: bytes  # the file without what nobody sees
    drawn: dict[int, Drawn] = field(default_factory=dict)
    fields: dict[int, list[str]] = field(default_factory=dict)
    broken: list[int] = field(default_factory=list)  # pages that cannot be loaded
    turned: bool = False  # some page was, and now what is on it
    pages: int = 0
    title: str = ""
    characters: int = 0
    unmapped: int = 0  # of them without a letter
    lost: int = 0  # of them that LiteParse does not read: letters of mathematics, emoji


def read_pdf(data: bytes, name: str) -> Reading:
    """Paragraphs of a PDF with "p. 3" as their place; running headers and footers and what cannot be seen never.

    A scan is read by Tesseract where that is installed, and its places say so. Raises LoadError when the file is broken,
    encrypted, scanned and not read so, or its fonts give no characters.
    """
    document = _read(data, name)
    if document.unmapped > document.characters * _UNREADABLE_SHARE:
        raise LoadError(
            f"{name} has text, but {document.unmapped} of {document.characters} characters have no letter behind. "
            "Run it through OCR."
        )
    pages = _laid_out(document, name)
    told, left_out = parts_of(pages, document.drawn, document.fields)
    if not told:
        scanned, doubts = read_scanned(data, _PDFIUM)
        if scanned:
            return Reading(tuple(scanned), document.title, warnings=(*doubts, *_unseen(document.drawn)))
        what = (
            f"only text that cannot be seen on its {document.pages} page(s)"
            if any(drawn.hidden for drawn in document.drawn.values())
            else f"no text layer: its {document.pages} page(s) are pictures"
        )
        how = "Tesseract reads nothing on them, either. Look at the file." if doubts else _BY_OCR
        raise LoadError(f"{name} has {what}. {how}")
    # "well-\nknown" is put back as "well-known" where the document writes it so elsewhere.
    known = join_known_compounds("\x00".join([part.text for part in told])).split("\x00")
    parts = [part._replace(text=text) for part, text in zip(told, known, strict=True)] if told else []
    whole = "\n".join(part.text for part in parts)
    if len(whole) >= _FEWEST and e5_runs_here() and _is_no_language(whole):
        raise LoadError(
            f"{name} has a text layer that is no language, such as {beginning(parts[0].text)!r}: its fonts name the wrong letters. "
            "Run it through OCR (for example: ocrmypdf --force-ocr in.pdf out.pdf)."
        )
    blank = [number for number, drawn in document.drawn.items() if not drawn.text.strip()]
    title = _title(document.title, pages[0]) if pages else document.title
    title = mended(title, lost_words(pages[0], document.drawn.get(1, Drawn()))) if pages else title
    return Reading(tuple(parts), title, warnings=(*_warnings(document, blank, data), *left_out))


def _is_no_language(text: str) -> bool:
    """True where neither the text nor its words alone, of a table of figures, can be read."""
    surprise = tokenizer().surprise
    return surprise(text) > _NO_LANGUAGE and surprise(" ".join(_WORDS.findall(text))) > _NO_WORDS


def _title(stated: str, first: Any) -> str:
    """The title that the file states where its first page has most of its words; else what stands largest there, if anything
    stands out; else what is stated."""
    on_page = {word.casefold() for item in first.text_items for word in _WORD.findall(item.text)}
    words = [word.casefold() for word in _WORD.findall(stated)]
    if words and sum(word in on_page for word in words) > len(words) / 2:
        return stated
    items = [item for item in first.text_items if any(map(str.isalpha, item.text)) and not item.rotation]
    tallest = max((item.height for item in items), default=0.0)
    largest = [item.text for item in items if item.height > _AS_LARGE * tallest]
    found = " ".join(clean_block(" ".join(largest)).split())
    stands_out = len(largest) <= _TITLE_LINES < len(items) and 1 < len(_WORD.findall(found)) <= _TITLE_WORDS
    return found if stands_out else stated


def _laid_out(document: _Document, name: str) -> Sequence[Any]:
    """The pages as LiteParse has them, with their blocks."""
    reader = LiteParse(
        ocr_enabled=False,
        quiet=True,
        num_workers=1,
        continue_on_page_error=True,
        max_pages=document.pages,
        output_format="markdown",
        image_mode="off",
        extract_links=False,
        extract_blocks=True,
        emit_word_boxes=True,
    )
    try:
        with _PDFIUM:
            pages: Sequence[Any] = reader.parse(document.data).pages
        for page in pages:
            put_back(page, document.drawn.get(page.page_num, Drawn()))
        return pages
    except ParseError as exc:
        raise LoadError(f"{name} is a broken PDF ({one_line(exc)}). Download or export it again.") from exc


def _read(data: bytes, name: str) -> _Document:
    found = _Document(data)
    with _PDFIUM:
        document = _opened(data, name)
        try:
            document.init_forms()
            found.pages = len(document)
            for number in range(1, found.pages + 1):
                _look(document, number, found)
            title = " ".join(clean_block(document.get_metadata_value("Title")).split())
            found.title = "" if _OF_AN_APPLICATION.match(title) else title
            whole = data.startswith(b"%PDF-")  # LiteParse tells a PDF by its first letters
            if found.turned or not whole or any(drawn.changed for drawn in found.drawn.values()):
                copy = io.BytesIO()
                document.save(copy, flags=_REMOVE_SECURITY)
                found.data = copy.getvalue()
        finally:
            document.close()
    if len(found.broken) == found.pages:
        raise LoadError(f"{name} is a broken PDF: no page of it can be read. Download or export it again.")
    return found


def _opened(data: bytes, name: str, password: str | None = None) -> Any:
    try:
        return pdfium.PdfDocument(data, password=password)
    except pdfium.PdfiumError as exc:
        if getattr(exc, "err_code", None) == raw.FPDF_ERR_PASSWORD or "password" in str(exc).lower():
            if password:
                raise Locked(f"{name} does not open with this password. Try another.") from exc
            raise Locked(
                f"{name} is encrypted. Give its password with --password, or save a copy without one."
            ) from exc
        cut = "" if _is_whole(data) else ", cut off before its end"
        raise LoadError(f"{name} is a broken PDF{cut}. Download or export it again.") from exc


def _look(document: Any, number: int, found: _Document) -> None:
    """Put what a page holds beside its text to what was found. The page is let go of: a file of 500 needs the memory of one."""
    try:
        page = document[number - 1]
        if upright(page):
            page.close()
            page, found.turned = document[number - 1], True
        if document.formenv and (values := _field_values(document.formenv, page)):
            found.fields[number] = values
        drawn = found.drawn[number] = cleaned(page)
    except pdfium.PdfiumError:
        found.broken.append(number)
        return
    found.characters += len("".join(drawn.text.replace("\0", "").split())) + drawn.unmapped
    found.unmapped += drawn.unmapped
    found.lost += sum(letter > "\uffff" for letter in drawn.text)
    page.close()


def _is_whole(data: bytes) -> bool:
    return b"%%EOF" in data[-2048:]


def _warnings(document: _Document, blank: Sequence[int], data: bytes) -> Iterable[str]:
    """What was left out or needs a look, one line each."""
    if document.unmapped:
        yield f"{document.unmapped} character(s) have no letter behind and were left out"
    if document.lost:
        yield f"{document.lost} letter(s) beyond U+FFFF, as of mathematics, are not read"
    if not _is_whole(data):
        yield f"the file is cut off before its end; {document.pages - len(document.broken)} page(s) could be read"
    if document.broken:
        yield f"page(s) {_some(document.broken)} are damaged and were left out"
    if blank := [number for number in blank if number not in document.broken and number not in document.fields]:
        yield f"no text on page(s) {_some(blank)}: pictures?"
    if scanned := [number for number, drawn in document.drawn.items() if drawn.scanned]:
        yield f"page(s) {_some(scanned)} are pictures with an unseen text layer (OCR); it was read and may hold errors"
    yield from _unseen(document.drawn)
    if document.fields:
        count = sum(map(len, document.fields.values()))
        yield f"{count} value(s) filled into the form on page(s) {_some(list(document.fields))} were read as 'Form field …'"


def _unseen(pages: Mapping[int, Drawn]) -> Iterable[str]:
    """What cannot be seen and was left out, a line for each reason."""
    reasons: dict[str, list[tuple[int, str]]] = {}
    for number, drawn in pages.items():
        for reason, text in drawn.hidden:
            reasons.setdefault(reason, []).append((number, text))
    for reason, found in reasons.items():
        yield f"text that cannot be seen ({reason}) was left out on page(s) {_some([n for n, _ in found])}: {beginning(found[0][1])!r}"


def _some(numbers: Sequence[int]) -> str:
    once = list(dict.fromkeys(numbers))
    return f"{', '.join(map(str, once[:20]))}{', …' if len(once) > 20 else ''}"


def _field_values(form: Any, page: Any) -> list[str]:
    """ "Form field NAME: value" for every visible field of a page that holds one, in the order of the page."""
    found: list[str] = []
    for number in range(raw.FPDFPage_GetAnnotCount(page)):
        annotation = raw.FPDFPage_GetAnnot(page, number)
        if not annotation:
            continue
        if raw.FPDFAnnot_GetSubtype(annotation) == _WIDGET and not raw.FPDFAnnot_GetFlags(annotation) & _HIDDEN:
            kind = raw.FPDFAnnot_GetFormFieldType(form, annotation)
            if kind in _WRITTEN and not raw.FPDFAnnot_GetFormFieldFlags(form, annotation) & _PASSWORD:
                value = _string(raw.FPDFAnnot_GetFormFieldValue, form, annotation)
            else:
                value = "ticked" if kind in _TICKED and raw.FPDFAnnot_IsChecked(form, annotation) else ""
            name = _string(raw.FPDFAnnot_GetFormFieldAlternateName, form, annotation) or _string(
                raw.FPDFAnnot_GetFormFieldName, form, annotation
            )
            if value:
                found.append(f"Form field {name or number + 1}: {value}")
        raw.FPDFPage_CloseAnnot(annotation)
    return found


def _string(ask: Any, form: Any, annotation: Any) -> str:
    """What ``ask`` writes into a buffer as UTF-16, on one line."""
    size = ask(form, annotation, None, 0)
    if size <= 2:
        return ""
    room = (ctypes.c_ushort * (size // 2 + 1))()
    ask(form, annotation, room, size)
    return " ".join(clean_block(bytes(room).decode("utf-16-le", "replace").split("\0")[0]).split())


def unlock(path: Path, password: str, into: Path) -> None:
    """Write a copy of the PDF at ``path`` that opens without ``password``; raises Locked where that does not open it."""
    document = _opened(path.read_bytes(), str(path), password)
    try:
        document.save(str(into), flags=_REMOVE_SECURITY)
    finally:
        document.close()
