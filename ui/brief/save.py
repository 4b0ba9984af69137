"""A brief into a file, by its suffix; the file is whole or not there."""

from __future__ import annotations

from pathlib import Path

from rag.brief.types import Brief
from rag.brief.wire import to_json
from rag.common.files import why_not, write_whole
from rag.errors import UsageError
from ui.brief.bibliography import bibliography
from ui.brief.chart import chart
from ui.brief.page import page_of
from ui.brief.parts import Page
from ui.brief.references import styled

FORMATS = ("md", "html", "docx", "pdf", "json")


def format_of(out: Path | None, given: str | None) -> str:
    """The format by name or by the file's suffix; raises UsageError for one that is not written."""
    name = (given or (out.suffix[1:] if out else "")).casefold()
    if name not in FORMATS:
        raise UsageError(f"format '{name}' is not one of {', '.join(FORMATS)}. Name it by --out FILE.html or --format.")
    return name


def check_before(style: str, out: Path | None) -> None:
    """Raise UsageError for a style or a bibliography that cannot be written, before the work is done."""
    if style != "plain":
        styled({}, style)
    if out is not None:
        bibliography({}, out.suffix.casefold())


def export(brief: Brief, name: str, style: str = "plain") -> bytes:
    """The bytes of ``brief`` in the format ``name``."""
    if name == "json":
        return (to_json(brief, indent=1) + "\n").encode()
    page = page_of(brief, styled(brief.sources, style) if style != "plain" else ())
    if name == "md":
        from ui.brief.markdown import to_markdown

        return to_markdown(page).encode()
    if name == "html":
        from ui.brief.html import to_html

        return to_html(page, _svgs(page)).encode()
    if name == "docx":
        from ui.brief.word import to_docx

        return to_docx(page, [chart(curve, "png") for curve in page.series])
    from ui.brief.pdf import to_pdf

    return to_pdf(page, _svgs(page))


def save(data: bytes, out: Path) -> None:
    """Write ``data`` beside ``out`` and rename it into place; raises UsageError when that cannot be done."""
    try:
        write_whole(out, data)
    except OSError as exc:
        raise UsageError(f"{out} cannot be written ({why_not(exc)}). Choose a folder you may write.") from exc


def save_bibliography(brief: Brief, out: Path) -> None:
    """The cited sources in the format of ``out``'s suffix."""
    save(bibliography(brief.sources, out.suffix.casefold()).encode(), out)


def _svgs(page: Page) -> list[str | None]:
    return [picture.decode() if (picture := chart(curve)) else None for curve in page.series]
