"""Scanned pages read by Tesseract, where it is on the PATH; every passage says so in its place.

What OCR gives are guesses at letters: "1" for "7" looks as sure as any other. So it is used only for a file without a text
layer, and never passes for the printed text.
"""

import re
import shutil
import subprocess
from contextlib import AbstractContextManager
from typing import Any

import pypdfium2

from rag.ingest.clean import CJK, Part

MOST_PAGES = 200
_DPI = 300  # what Tesseract is trained for
_MOST_PIXELS = 40_000_000  # a poster is read more coarsely
_PAGE_TIMEOUT_S = 60
_TRAINED = ("eng", "spa", "chi_sim")  # in the languages of the product, as far as installed
_PARTED = re.compile(rf"(?<=[{CJK}\u3000-\u303f\uff00-\uffef]) (?=[{CJK}\u3000-\u303f\uff00-\uffef])")
BY_OCR = "read by OCR"


def read_scanned(data: bytes, pdfium: AbstractContextManager[Any]) -> tuple[list[Part], tuple[str, ...]]:
    """The paragraphs of a scanned PDF with "p. 3, read by OCR" as their place, and warnings; neither without Tesseract.

    ``pdfium`` is held while pages are drawn. A page that cannot be drawn, or that Tesseract cannot read, is named in a warning.
    """
    program = shutil.which("tesseract")
    if program is None:
        return [], ()
    languages = _languages(program)
    parts: list[Part] = []
    unread: list[int] = []
    count = 1
    number = 0
    while number < min(count, MOST_PAGES):
        with pdfium:
            picture, count = _drawn(data, number)
        number += 1
        read = [program, "stdin", "stdout", "-l", languages, "--dpi", str(_DPI)]
        said = None if picture is None else _run(read, picture)
        if said is None:
            unread.append(number)
        told = (said or b"").decode("utf-8", "replace")
        parts += [Part(text, f"p. {number}, {BY_OCR}") for text in _paragraphs(told)]
    warnings = [f"{BY_OCR} (tesseract, {languages}): letters and figures may be wrong, look at the pages"]
    if unread:
        warnings.append(f"pages OCR could not read: {', '.join(map(str, unread))}")
    if count > MOST_PAGES:
        warnings.append(f"only the first {MOST_PAGES} of {count} scanned pages were read")
    return parts, tuple(warnings)


def _drawn(data: bytes, number: int) -> tuple[bytes | None, int]:
    """A page as a grey picture in PGM, which Tesseract reads from its input, and how many pages there are.

    None for a page that is too damaged to be loaded or drawn.
    """
    document = pypdfium2.PdfDocument(data)
    try:
        try:
            page = document[number]
            width, height = page.get_size()
            scale = min(_DPI / 72, (_MOST_PIXELS / max(1.0, width * height)) ** 0.5)
            pixels = page.render(scale=scale, grayscale=True).to_numpy()
        except pypdfium2.PdfiumError:
            return None, len(document)
        head = f"P5 {pixels.shape[1]} {pixels.shape[0]} 255\n".encode()
        return head + pixels.reshape(pixels.shape[0], pixels.shape[1]).tobytes(), len(document)
    finally:
        document.close()


def _languages(program: str) -> str:
    """The trained languages to read with, as Tesseract takes them: "eng+spa"."""
    listed = _run([program, "--list-langs"], b"")
    have = set((listed or b"").decode("utf-8", "replace").split())
    return "+".join(name for name in _TRAINED if name in have) or "eng"


def _run(command: list[str], given: bytes) -> bytes | None:
    """What the program prints; None when it fails or takes too long."""
    try:
        done = subprocess.run(command, input=given, capture_output=True, timeout=_PAGE_TIMEOUT_S, check=True)  # noqa: S603 - no shell, and nothing of the file in the command
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout


def _paragraphs(said: str) -> list[str]:
    """Blocks between blank lines, each on one line, with words cut at a line's end put together."""
    blocks = re.split(r"\n\s*\n", said.replace("\f", "\n\n"))
    lines = (" ".join(re.sub(r"(?<=\w)-\n(?=[^\W\d_])", "", block).split()) for block in blocks)
    joined = (_PARTED.sub("", line) for line in lines)  # Tesseract parts Chinese characters as if they were words
    return [block for block in joined if re.search(r"\w", block)]
