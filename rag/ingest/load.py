"""One file of any supported format as stored text with blocks; formats are told by content before suffix."""

import os
import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from rag.case.folder import SUFFIXES, office_kind
from rag.common.log import log_traceback
from rag.errors import LoadError, OnRecordError
from rag.ingest.clean import CJK, assemble
from rag.ingest.formats.reading import Reading
from rag.sources import Block

_SAMPLE = 5_000  # characters from the start of a text that tell its language: some 300 of its commonest words
_KANA = "\u3040-\u30ff"
_FOREIGN: tuple[tuple[bytes | tuple[bytes, ...], str, str], ...] = (  # content that is none of ours, by its first bytes
    (b"\xd0\xcf\x11\xe0", "an old or encrypted Office file", "Save it as .docx without a password"),
    (b"{\\rtf", "an RTF file", "Save it as .docx"),
    ((b"\x89PNG", b"\xff\xd8\xff", b"GIF8"), "a picture", "Run it through OCR and save it as .pdf"),
    (b"\x1f\x8b", "a compressed archive", "Unpack it first"),
)
_PAGE = re.compile(rb"(\xef\xbb\xbf)?\s*(<!doctype html|<html[\s>])", re.I)
_MEANT_BY = {f".{kind}": kind for kind in ("pdf", "docx", "html", "csv", "xlsx")} | {
    ".htm": "html",
    ".xlsm": "xlsx",
    ".xltx": "xlsx",
    ".tsv": "csv",
    ".txt": "text",
}
_COMMONEST = {
    "en": "a an the of and to in is that was for with on are as by from this which were has have it not "
    "if they he she we you i at but or be been who what how why when where there their his her its would will can could did does one "
    "more than into about after before all any only some out over most other",
    "es": "el la los las de que y en un una por con para del se al es su más fue como pero lo",
    "fr": "le la les des et en un une du pour par dans est sur qui que au aux ce cette été pas avec sont",
    "de": "der die das und in den von zu mit ist im dem nicht ein eine für auf des sich wurde auch als",
    "pt": "o a os as de que e em um uma por com para do da dos das não no na ao foi mais são",
}


_LETTERS = re.compile(r"[^\W\d_]+")
_STOP_WORDS = {language: words.split() for language, words in _COMMONEST.items()}


@dataclass(frozen=True, slots=True)
class Loaded:
    """A file as it will be stored; ``warnings`` say what was guessed or left out."""

    text: str
    blocks: tuple[Block, ...]
    title: str
    language: str  # "en", "es", "fr", "de", "pt", "zh", "ja"
    doc_type: str  # "text", "markdown", "html", "pdf", "docx", "csv", "xlsx"
    warnings: tuple[str, ...] = ()
    published: str = ""  # the date the file states for itself


def load_file(path: Path, max_mb: int = 64) -> Loaded:
    """The text of one file and its blocks; ``max_mb`` is in units of 2**20 bytes.

    Raises LoadError, one line, when the file cannot be opened, is too large, of no supported type, broken or blank.
    """
    data = _bytes(path, max_mb)
    if not data.strip(b"\0 \t\r\n"):
        raise LoadError(f"{path} is empty. Put text into it or take it out.")
    doc_type = _type_of(data, path)
    read = _reader(doc_type)
    try:
        reading = read(data, str(path))
        text, blocks = assemble(reading.parts)
    except OnRecordError:
        raise
    except Exception as exc:  # a reader's own mistake or its library's: this file is left out, the others go on
        log_traceback(exc)
        raise LoadError(
            f"{path} cannot be read: its reader failed ({type(exc).__name__}; the log has the details). "
            "Save it again or in another format."
        ) from exc
    told = f"the name ends in {path.suffix}, but the content is {doc_type}; it was read as such"
    renamed = () if doc_type == _MEANT_BY.get(path.suffix.lower(), doc_type) else (told,)
    if not text:
        raise LoadError(f"{path} holds no readable text. Check that it is the right file, or take it out.")
    return Loaded(
        text,
        blocks,
        reading.title or path.stem,
        guess_language(text),
        doc_type,
        renamed + reading.warnings,
        reading.published,
    )


def find_files(paths: Iterable[Path], skipped: list[str] | None = None) -> list[Path]:
    """Files that can be sources: those named, and those in the folders named, sorted, each once.

    Inside folders, hidden names, links to folders or to files elsewhere and other types are passed over; each adds a line to ``skipped``.
    A file named directly is always in the list: ``load_file`` says what is wrong with it.
    """
    passed_over = skipped if skipped is not None else []
    found: dict[Path, Path] = {}
    for path in paths:
        try:
            for file in _walk(path, passed_over) if path.is_dir() else [path]:
                found.setdefault(file.resolve(), file)
        except (OSError, RuntimeError) as exc:  # a name that is too long for the system, a link that leads to itself
            why = getattr(exc, "strerror", None) or "it is a link that leads to itself"
            passed_over.append(f"{str(path)[:80]} cannot be looked for ({why}). Check the name.")
    return list(found.values())


def guess_language(text: str) -> str:
    """The language of ``text`` by its script and commonest words; "en" when nothing tells."""
    sample = text[:_SAMPLE]
    eastern = 0 if sample.isascii() else len(re.findall(f"[{CJK}]", sample))
    if eastern > 0.2 * sum(map(str.isalpha, sample)):
        return "ja" if len(re.findall(f"[{_KANA}]", sample)) > 0.05 * eastern else "zh"
    words = Counter(_LETTERS.findall(sample.lower()))
    counts = {language: sum([words.get(word, 0) for word in stop]) for language, stop in _STOP_WORDS.items()}
    best = max(counts, key=counts.__getitem__)
    return best if counts[best] > counts["en"] else "en"


def _bytes(path: Path, max_mb: int) -> bytes:
    """The content of a regular file of at most ``max_mb``."""
    try:
        if path.is_dir():
            raise LoadError(f"{path} is a folder, not a file. Name the files in it.")
        if not path.exists():
            raise LoadError(f"{path} does not exist. Check the name.")
        if not path.is_file():  # a pipe would wait for ever
            raise LoadError(f"{path} is not a regular file. Copy its content to a file.")
        with path.open("rb") as file:
            held = os.fstat(file.fileno()).st_size  # read(limit) would make room for the limit whatever is there
            data = file.read() if held <= max_mb * 2**20 else file.read(max_mb * 2**20 + 1)
    except PermissionError as exc:
        raise LoadError(f"{path} may not be read (permission denied). Change its permissions.") from exc
    except (OSError, ValueError) as exc:  # ValueError: a NUL in the name
        raise LoadError(
            f"{path} cannot be read ({getattr(exc, 'strerror', None) or exc}). Check the disk and the name."
        ) from exc
    if len(data) > max_mb * 2**20:
        raise LoadError(f"{path} is larger than {max_mb} MB. Split it, or raise ONRECORD_MAX_FILE_MB.")
    return data


def _type_of(data: bytes, path: Path) -> str:
    """The format of the content; raises LoadError when it is none of ours."""
    suffix = path.suffix.lower()
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        if kind := office_kind(data) or {".docx": "docx", ".xlsx": "xlsx"}.get(suffix):
            return kind
        if suffix in (".xlsb", ".ods") or b"xl/workbook" in data:
            raise LoadError(f"{path} is a workbook that is not read. Save it as .xlsx, or each of its sheets as .csv.")
        raise LoadError(f"{path} is an archive or Office file that cannot be read. Save it as .docx or .pdf.")
    for mark, what, step in _FOREIGN:
        if data.startswith(mark):
            raise LoadError(f"{path} is {what} and cannot be read. {step}.")
    if _PAGE.match(data[:512]):
        return "html"
    if suffix in (".pdf", ".docx", ".xlsx"):
        raise LoadError(f"{path} is broken: its content is no {suffix[1:].upper()}. Download or export it again.")
    if suffix and suffix not in SUFFIXES:
        raise LoadError(f"{path} is of an unsupported type '{suffix}'. Convert it to one of {', '.join(SUFFIXES)}.")
    if suffix in (".html", ".htm"):
        return "html" if b"<" in data else "text"
    return {".md": "markdown", ".csv": "csv", ".tsv": "csv"}.get(suffix, "text")


def _reader(doc_type: str) -> Callable[[bytes, str], Reading]:
    """The reader of a format; each brings its own heavy library, so only the one needed is loaded."""
    module = {"csv": "separated", "xlsx": "workbook"}.get(doc_type, doc_type)
    read: Callable[[bytes, str], Reading] = getattr(import_module(f"rag.ingest.formats.{module}"), f"read_{module}")
    return read


def _walk(folder: Path, skipped: list[str]) -> list[Path]:
    """Supported files below ``folder``, by path; links to folders are not followed, so no loop can catch us, nor links to files
    outside: whoever made the folder may have meant a file of the reader's own."""
    found: list[Path] = []
    inside = folder.resolve()
    for root, folders, files in os.walk(
        folder, onerror=lambda exc: skipped.append(f"{exc.filename}: cannot be opened")
    ):
        for name in sorted(folders):
            path = Path(root, name)
            if name.startswith(".") or path.is_symlink():
                folders.remove(name)
                skipped.append(f"{path}: {'hidden' if name.startswith('.') else 'a link to a folder'}")
        for name in files:
            path = Path(root, name)
            if name.startswith("."):
                skipped.append(f"{path}: hidden")
            elif path.suffix.lower() not in SUFFIXES:
                skipped.append(f"{path}: type '{path.suffix}' is not supported")
            elif path.is_symlink() and not path.exists():
                skipped.append(f"{path}: a link to nothing")
            elif path.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(inside):
                skipped.append(f"{path}: a link to a file outside this folder. Copy the file here, or name it itself.")
            else:
                found.append(path)
    skipped.sort()
    return sorted(found)
