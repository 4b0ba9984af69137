"""PDF files that open with a password only: a copy without."""

from __future__ import annotations

from pathlib import Path

from rag.errors import LoadError, Locked

_REMOVE_SECURITY = 3  # FPDF_REMOVE_SECURITY


def unlock(path: Path, password: str, into: Path) -> None:
    """Write a copy of the PDF at ``path`` that opens without ``password``; raises Locked where that does not open it."""
    import pypdfium2 as pdfium
    import pypdfium2.raw as raw

    try:
        document = pdfium.PdfDocument(path, password=password)
    except pdfium.PdfiumError as exc:
        if getattr(exc, "err_code", None) == raw.FPDF_ERR_PASSWORD or "password" in str(exc).lower():
            raise Locked(f"{path} does not open with this password. Try another.") from exc
        raise LoadError(f"{path} is a broken PDF. Download or export it again.") from exc
    try:
        document.save(str(into), flags=_REMOVE_SECURITY)
    finally:
        document.close()
