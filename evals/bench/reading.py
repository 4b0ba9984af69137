"""How fast files are read beside the library's own bare extraction, on files made here, in one run."""

from __future__ import annotations

import csv
import io
import random
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

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


Bare = Callable[[Path], object]


def compare(runs: int) -> dict[str, object]:
    """Milliseconds a file and the ratio bare to ours, the median of ``runs`` alternating runs; 1 is as fast as bare.

    Ours is the whole of ``load_file``: opening, reading, cleaning, blocks with their places, language. Bare gives text
    and nothing of that: of each PDF page ``get_text_bounded``, which pypdfium2's manual names for a whole page, and
    beside it ``get_text_range``, its quicker way that knows no character beyond 16 bits; ``trafilatura.extract``; of a
    table each row of ``csv.DictReader`` in one line of words, and beside it ``csv.reader``, whose lists say nothing yet.
    Processor time of this process: others on the machine count little. The time on the clock gives the second ratio.
    PDFs need reportlab. The last rows take all files of a kind together, run by run.
    """
    found: dict[str, list[_Run]] = {}
    together: dict[str, list[list[_Run]]] = {}
    with tempfile.TemporaryDirectory(prefix="onrecord-bench-") as folder:
        for name, (content, bares) in _files().items():
            path = Path(folder, name.replace(" ", "-"))
            path.write_bytes(content)
            for how, bare in bares.items():
                found[f"{name}, {how}"] = made = _runs(path, bare, runs)
                together.setdefault(f"all *{path.suffix}, {how}", []).append(made)
    found |= {kind: [_sum(run) for run in zip(*files, strict=True)] for kind, files in together.items() if files[1:]}
    return {name: _told(made) for name, made in found.items()}


def _runs(path: Path, bare: Bare, runs: int) -> list[_Run]:
    bare(path), load_file(path)  # both libraries are loaded now
    return [_Run(_taken(lambda: bare(path)), _taken(lambda: load_file(path))) for _ in range(runs)]


def _sum(runs: Iterable[_Run]) -> _Run:
    bare, ours = (_Taken(*map(sum, zip(*taken, strict=True))) for taken in zip(*runs, strict=True))
    return _Run(bare, ours)


def _told(runs: list[_Run]) -> str:
    ratio = median(bare.processor_s / ours.processor_s for bare, ours in runs)
    clock = median(bare.clock_s / ours.clock_s for bare, ours in runs)
    of_bare, of_ours = (median(taken.processor_s for taken in side) * 1000 for side in zip(*runs, strict=True))
    return f"bare {of_bare:7.2f} ms, ours {of_ours:7.2f} ms, ratio {ratio:.2f} (clock {clock:.2f})"


class _Taken(NamedTuple):
    processor_s: float
    clock_s: float


class _Run(NamedTuple):
    bare: _Taken
    ours: _Taken


def _taken(work: Callable[[], object]) -> _Taken:
    clock, processor = time.perf_counter(), time.process_time()
    work()
    return _Taken(time.process_time() - processor, time.perf_counter() - clock)


def _files() -> dict[str, tuple[bytes, dict[str, Bare]]]:
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
    pdf: dict[str, Bare] = {"bounded": _bare_pdf("get_text_bounded"), "range": _bare_pdf("get_text_range")}
    html: dict[str, Bare] = {"extract": _bare_html}
    table: dict[str, Bare] = {"rows said": _rows_said, "csv.reader": _bare_csv}
    return (
        {name: (content, pdf) for name, content in pdfs.items()}
        | {name: (content, html) for name, content in pages.items()}
        | {"5000 rows.csv": (rows.getvalue().encode(), table)}
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


def _bare_pdf(how: str) -> Bare:
    def read(path: Path) -> list[str]:
        import pypdfium2 as pdfium

        document: Any = pdfium.PdfDocument(path.read_bytes())
        said: list[str] = []
        for number in range(len(document)):
            page = document[number]
            text = page.get_textpage()
            said.append(getattr(text, how)())
            text.close()
            page.close()
        document.close()
        return said

    return read


def _bare_html(path: Path) -> str | None:
    import trafilatura

    found: str | None = trafilatura.extract(path.read_text(encoding="utf-8"))
    return found


def _bare_csv(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def _rows_said(path: Path) -> str:
    with path.open(encoding="utf-8", newline="") as file:
        return "\n\n".join(
            ["; ".join([f"{name}: {cell}" for name, cell in row.items()]) for row in csv.DictReader(file)]
        )
