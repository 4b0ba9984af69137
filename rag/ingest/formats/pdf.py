"""PDF files: lines with their places on the page, put together to paragraphs, a page number for each."""

from __future__ import annotations

import re
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from rag.errors import LoadError
from rag.ingest.clean import Part, clean_block, join_known_compounds
from rag.ingest.formats.pdf_lines import Line, Page, read_page
from rag.ingest.formats.pdf_margins import drop_margins
from rag.ingest.formats.reading import Reading

_PDFIUM = threading.Lock()  # pdfium is not thread-safe
_CLOSES = re.compile(r"[.!?:;。！？：；…][\"'”’»)\]」』]*[⁰¹²³⁴-⁹]*$")
_BULLET = re.compile(r"[•▪‣◦●■–-]\s|\(?(\d{1,2}|[a-z])[.)]\s")
_OF_AN_APPLICATION = re.compile(r"^(untitled|microsoft word\b.*|.*\.(docx?|pdf|indd|tex|qxd|rtf))$", re.I)
_UNREADABLE_SHARE = 0.3


def read_pdf(data: bytes, name: str) -> Reading:
    """Paragraphs of a PDF with "p. 3" as their place; running headers, footers and page numbers left out.

    Raises LoadError when it is broken, encrypted, scanned without a text layer, or its fonts give no characters.
    """
    pages, title = _read(data, name)
    if not any(page.lines for page in pages):
        raise LoadError(f"{name} has no text layer: its {len(pages)} page(s) are pictures. Run it through OCR first.")
    seen, unmapped = sum(p.characters for p in pages), sum(p.unmapped for p in pages)
    if unmapped > seen * _UNREADABLE_SHARE:
        raise LoadError(
            f"{name} has text, but {unmapped} of {seen} characters have no letter behind. Run it through OCR."
        )
    warnings = [f"{unmapped} character(s) have no letter behind and were left out"] if unmapped else []
    if blank := [str(i) for i, page in enumerate(pages, 1) if not page.lines]:
        warnings.append(f"no text on page(s) {', '.join(blank[:20])}{', …' if len(blank) > 20 else ''}: pictures?")
    bodies, dropped = drop_margins([page.lines for page in pages])
    warnings += [f"left out as running header or footer: {text!r}" for text in dropped]
    parts = [
        Part(text, f"p. {number}")
        for number, lines in enumerate(bodies, 1)
        for text in _paragraphs(lines)
        if clean_block(text)
    ]
    known = join_known_compounds("\x00".join(p.text for p in parts)).split("\x00")
    whole = [replace(part, text=text) for part, text in zip(parts, known, strict=True)]
    return Reading(tuple(_over_page_ends(whole)), title, warnings=tuple(warnings))


def _read(data: bytes, name: str) -> tuple[list[Page], str]:
    import pypdfium2 as pdfium
    import pypdfium2.raw as raw

    with _PDFIUM:
        try:
            document = pdfium.PdfDocument(data)
        except pdfium.PdfiumError as exc:
            if getattr(exc, "err_code", None) == raw.FPDF_ERR_PASSWORD or "password" in str(exc).lower():
                raise LoadError(f"{name} is encrypted. Save a copy without a password and try again.") from exc
            raise LoadError(f"{name} is a broken PDF. Download or export it again.") from exc
        try:
            return [_page(document, number) for number in range(len(document))], _title(document)
        except pdfium.PdfiumError as exc:
            raise LoadError(f"{name} is a broken PDF: a page cannot be read. Download or export it again.") from exc
        finally:
            document.close()


def _page(document: Any, number: int) -> Page:
    page = document[number]
    text = page.get_textpage()
    try:
        return read_page(text)
    finally:
        text.close()
        page.close()


def _title(document: Any) -> str:
    title = " ".join(clean_block(document.get_metadata_dict().get("Title", "")).split())
    return "" if _OF_AN_APPLICATION.match(title) else title


@dataclass(frozen=True, slots=True)
class _Measure:
    """What is usual on a page: the step from line to line, in lines' font sizes, and the right edge in points."""

    step: float
    right: float


def _paragraphs(lines: Sequence[Line]) -> list[str]:
    """The lines of a page, "\\n" inside a paragraph."""
    if not lines:
        return []
    steps = sorted((a.y - b.y) / b.size for a, b in pairwise(lines) if 0.5 < (a.y - b.y) / b.size < 4)
    # The lower third: on a page of short paragraphs the median is already a gap.
    usual = _Measure(steps[len(steps) // 3] if steps else 1.2, max(line.right for line in lines))
    paragraphs = [[lines[0]]]
    for line in lines[1:]:
        if _starts(paragraphs[-1], line, usual):
            paragraphs.append([line])
        else:
            paragraphs[-1].append(line)
    return ["\n".join(line.text for line in paragraph) for paragraph in paragraphs]


def _starts(paragraph: list[Line], line: Line, usual: _Measure) -> bool:
    """True when ``line`` begins a new paragraph."""
    last = paragraph[-1]
    closed = _CLOSES.search(last.text) is not None
    step = (last.y - line.y) / line.size
    if abs(step) < 0.5:
        return False  # the same line, in two pieces
    if step < 0:
        return closed or not line.text[:1].islower()  # the next column
    if step > usual.step * 1.35 or abs(last.size - line.size) > 0.1 * line.size or _BULLET.match(line.text):
        return True
    left = min(p.left for p in paragraph[1:] or paragraph)
    indented = line.left > left + 0.8 * line.size and last.left < line.left
    ends_early = last.right < usual.right - 0.25 * (usual.right - left)
    return closed and (indented or ends_early)


def _over_page_ends(parts: Sequence[Part]) -> list[Part]:
    """``parts`` with a sentence that runs over a page end put back in one piece, "p. 3-4"."""
    joined: list[Part] = []
    for part in parts:
        last = joined[-1] if joined else None
        if last and last.locator != part.locator and not _CLOSES.search(last.text) and part.text[:1].islower():
            first = last.locator.removeprefix("p. ").split("-")[0]
            joined[-1] = Part(f"{last.text}\n{part.text}", f"p. {first}-{part.locator.removeprefix('p. ')}")
        else:
            joined.append(part)
    return joined
