"""Makers of test files: PDFs, Word files and archives built when a test runs, so none lies in the repository."""

import io
import zipfile
from collections.abc import Callable, Sequence

Line = str | None  # None leaves a gap, as between two paragraphs


def pdf(
    pages: Sequence[Sequence[Line]], footer: str = "", header: str = "", title: str = "", password: str = ""
) -> bytes:
    """A PDF of these pages, one printed line each; "{n}" in footer and header is the page's number."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen import canvas

    held = io.BytesIO()
    drawn = canvas.Canvas(held, pagesize=A4, encrypt=password or None, invariant=1)
    drawn.setTitle(title)
    for number, lines in enumerate(pages, 1):
        drawn.setFont("Helvetica", 11)
        if header:
            drawn.drawString(72, 815, header.format(n=number))
        y = 770
        for line in lines:
            if line is not None:
                drawn.drawString(72, y, line)
            y -= 14
        if footer:
            drawn.drawString(72, 30, footer.format(n=number))
        drawn.showPage()
    drawn.save()
    return held.getvalue()


def drawn_pdf(draw: Callable[..., None]) -> bytes:
    """A one-page PDF on which ``draw(canvas)`` may do as it likes."""
    from reportlab.pdfgen import canvas

    held = io.BytesIO()
    page = canvas.Canvas(held, invariant=1)
    draw(page)
    page.showPage()
    page.save()
    return held.getvalue()


def unmapped_pdf(codes: Sequence[int]) -> bytes:
    """A PDF whose font maps each of its glyphs to the Unicode code points given, 0 among them if asked for."""
    shown = "".join(f"{i + 1:02x}" for i in range(len(codes)))
    mapping = "\n".join(f"<{i + 1:02x}> <{code:04x}>" for i, code in enumerate(codes))
    to_unicode = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n"
        "1 begincodespacerange <00> <ff> endcodespacerange\n"
        f"{len(codes)} beginbfchar\n{mapping}\nendbfchar\nendcmap end end"
    )
    return _raw_pdf(f"BT /F1 12 Tf 72 700 Td <{shown}> Tj ET", to_unicode)


def _raw_pdf(content: str, to_unicode: str) -> bytes:
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]\n/Contents 4 0 R /Resources 7 0 R >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>",
        f"<< /Length {len(to_unicode)} >>\nstream\n{to_unicode}\nendstream",
        "<< /Font << /F1 5 0 R >> >>",
    ]
    out, places = "%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF"
    return f"{out}xref\n0 {size}\n0000000000 65535 f \n{table}{end}".encode("latin-1")


def docx(fill: Callable[..., None]) -> bytes:
    """A Word file that ``fill(document)`` has written."""
    import docx as python_docx

    document = python_docx.Document()
    fill(document)
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def archive(files: dict[str, bytes], declared_mb: int = 0) -> bytes:
    """A zip archive of these files; ``declared_mb`` is the unpacked size it claims for its last file."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in files.items():
            packed.writestr(name, data)
        if declared_mb:
            packed.filelist[-1].file_size = declared_mb * 2**20
    return held.getvalue()


def of_each_kind(text: str) -> list[tuple[str, bytes]]:
    """A sound file of each format that is read, with what its name ends in."""
    from tests.read.books import book

    lines = text.splitlines()[:30]
    page = f"<!doctype html><html><body><article><h1>Bridge</h1><p>{text}</p><table><tr><td>1<td>2</table></article>"
    return [
        (".txt", text.encode()),
        (".md", f"# A heading\n\n{text}".encode()),
        (".html", page.encode()),
        (".pdf", pdf([lines, lines])),
        (".csv", b"year,metres\n2019,48\n2020,49\n"),
        (".xlsx", book(("one", "visible", [["year", "metres"], ["2019", "48"]]))),
        (".docx", docx(lambda document: [document.add_paragraph(line) for line in lines])),
    ]
