"""A brief into a file, by its suffix; the file is whole or not there."""

from __future__ import annotations

from pathlib import Path

from rag.brief.types import Brief
from rag.brief.wire import to_json
from rag.common.files import why_not, write_whole
from rag.errors import UsageError
from ui.brief.bibliography import bibliography
from ui.brief.page import page_of
from ui.brief.text import to_html, to_markdown

FORMATS = ("md", "html", "docx", "pdf", "json")


def check_before(out: Path | None, cited: Path | None) -> None:
    """Raise UsageError for a file that cannot be written so, before the work is done; ``cited``: the bibliography."""
    if out is not None and out.suffix[1:].casefold() not in FORMATS:
        raise UsageError(f"--out {out} ends in none of {', '.join(FORMATS)}. Name it so.")
    if cited is not None:
        bibliography({}, cited.suffix.casefold())
    if out is not None and cited is not None and out.resolve() == cited.resolve():
        raise UsageError(f"--out and --bibliography are the same file, {out}. Give each a file of its own.")


def export(brief: Brief, name: str) -> bytes:
    """The bytes of ``brief`` in the format ``name``."""
    if name == "json":
        return (to_json(brief, indent=1) + "\n").encode()
    page = page_of(brief)
    if name in ("md", "html"):
        return (to_html if name == "html" else to_markdown)(page).encode()
    if name == "docx":
        from ui.brief.word import to_docx

        return to_docx(page)
    from ui.brief.pdf import to_pdf

    return to_pdf(page)


def save(data: bytes, out: Path) -> None:
    """Write ``data`` beside ``out`` and rename it into place; raises UsageError when that cannot be done."""
    try:
        write_whole(out, data)
    except OSError as exc:
        raise UsageError(f"{out} cannot be written ({why_not(exc)}). Choose a folder you may write.") from exc


def save_bibliography(brief: Brief, out: Path) -> None:
    """The cited sources in the format of ``out``'s suffix."""
    save(bibliography(brief.sources, out.suffix.casefold()).encode(), out)
