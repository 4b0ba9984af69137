"""How fast files are read beside the library's own bare extraction, on files made here, in one run."""

from __future__ import annotations

import csv
import io
import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from rag.errors import UsageError
from rag.ingest.load import load_file

_WORDS = [
    "the",
    "commission",
    "found",
    "that",
    "trade",
    "market",
    "growth",
    "report",
    "of",
    "each",
    "country",
    "drug",
    "deaths",
    "increased",
    "among",
    "adults",
    "in",
    "year",
    "93,000",
    "per",
    "cent",
    "however",
    "because",
    "which",
    "authorities",
    "said",
    "courts",
    "forty",
    "spring",
    "before",
    "winter",
]


def compare(runs: int) -> dict[str, object]:
    """Milliseconds a file and the ratio bare to ours, the median of ``runs`` alternating runs; 1 is as fast as bare.

    Ours is the whole of ``load_file``: opening, reading, cleaning, blocks with their places, language. Bare is
    pypdfium2's ``get_text_range`` of each page, ``trafilatura.extract`` and ``csv.reader``. PDFs need reportlab.
    """
    with tempfile.TemporaryDirectory(prefix="onrecord-bench-") as folder:
        figures: dict[str, object] = {}
        for name, (content, bare) in _files().items():
            path = Path(folder, name.replace(" ", "-"))
            path.write_bytes(content)
            figures[name] = _ratio(path, bare, runs)
    return figures


def _ratio(path: Path, bare: Callable[[Path], object], runs: int) -> str:
    ours: list[float] = []
    theirs: list[float] = []
    bare(path), load_file(path)  # both libraries are loaded now
    for _ in range(runs):
        theirs.append(_seconds(lambda: bare(path)))
        ours.append(_seconds(lambda: load_file(path)))
    ratio = median(b / o for b, o in zip(theirs, ours, strict=True))
    return f"bare {median(theirs) * 1000:8.2f} ms, ours {median(ours) * 1000:8.2f} ms, ratio {ratio:.2f}"


def _seconds(work: Callable[[], object]) -> float:
    started = time.process_time()  # of this process alone: others on the machine do not count
    work()
    return time.process_time() - started


def _files() -> dict[str, tuple[bytes, Callable[[Path], object]]]:
    """What is read, by file name; the same files at every run."""
    chance = random.Random(1)  # noqa: S311 - words for a benchmark

    def sentence() -> str:
        return " ".join(chance.choices(_WORDS, k=18)).capitalize() + "."

    def paragraph() -> str:
        return " ".join(sentence() for _ in range(6))

    pdfs = {
        "report of 40 pages.pdf": _pdf([paragraph() for _ in range(250)]),
        "report of 4 pages.pdf": _pdf([paragraph() for _ in range(25)]),
        "two columns.pdf": _pdf([paragraph() for _ in range(60)], columns=2),
        "bold words and footnotes.pdf": _pdf([_marked(paragraph(), n) for n in range(60)]),
    }
    pages = {f"page of {parts} parts.html": _page(parts, paragraph) for parts in (1, 4, 20)}
    rows = io.StringIO()
    csv.writer(rows).writerows([["Year", "Place", "Deaths"], *([1990 + n % 35, sentence(), n] for n in range(5000))])
    return (
        {name: (content, _bare_pdf) for name, content in pdfs.items()}
        | {name: (content, _bare_html) for name, content in pages.items()}
        | {"5000 rows.csv": (rows.getvalue().encode(), _bare_csv)}
    )


def _marked(text: str, number: int) -> str:
    words = text.split()
    return " ".join([f"<b>{words[0]}</b>", *words[1:9], f"<i>{words[9]}</i><super>{number}</super>", *words[10:]])


def _pdf(paragraphs: list[str], columns: int = 1) -> bytes:
    try:
        from reportlab.lib.pagesizes import A4  # type: ignore[import-untyped]  # reportlab ships no types
        from reportlab.lib.styles import getSampleStyleSheet  # type: ignore[import-untyped]
        from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph  # type: ignore[import-untyped]
    except ImportError as exc:
        raise UsageError("reportlab, which makes the PDFs, is not installed. Run: pip install reportlab") from exc
    held = io.BytesIO()
    width = (A4[0] - 120) / columns
    frames = [Frame(60 + n * width, 60, width - 10, A4[1] - 120, id=str(n)) for n in range(columns)]
    made = BaseDocTemplate(held, pagesize=A4, invariant=1, pageTemplates=[PageTemplate(frames=frames)])
    style = getSampleStyleSheet()["BodyText"]
    made.build([Paragraph(text, style) for text in paragraphs])
    return held.getvalue()


def _page(parts: int, paragraph: Callable[[], str]) -> bytes:
    rows = "".join(f"<tr><td>{2000 + n}</td><td>{n * 1000}</td></tr>" for n in range(6))
    inside = "".join(
        f"<h2>Part {n}</h2>"
        + "".join(f"<p>{paragraph()} <a href='/x'>More</a></p>" for _ in range(5))
        + "<table><tr><th>Year</th>"
        f"<th>Deaths</th></tr>{rows}</table><ul><li>{paragraph()}</li><li>{paragraph()}</li></ul>"
        for n in range(parts)
    )
    return (
        "<!doctype html><html><head><title>T</title><style>.a{color:red} .x{display:none}</style></head><body><nav>"
        f"<a href='/'>Home</a></nav><article><h1>The page</h1>{inside}<p class='x'>Unseen.</p></article></body></html>"
    ).encode()


def _bare_pdf(path: Path) -> list[str]:
    import pypdfium2 as pdfium

    document: Any = pdfium.PdfDocument(path.read_bytes())
    said: list[str] = []
    for number in range(len(document)):
        page = document[number]
        text = page.get_textpage()
        said.append(text.get_text_range())
        text.close()
        page.close()
    document.close()
    return said


def _bare_html(path: Path) -> str | None:
    import trafilatura

    found: str | None = trafilatura.extract(path.read_text(encoding="utf-8"))
    return found


def _bare_csv(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))
