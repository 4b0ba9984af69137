"""A brief into a file, by its suffix, whole or not at all; and a saved brief or answer from its JSON, or from an export that carries it."""

import json
import sys
from dataclasses import dataclass
from pathlib import Path

from rag.brief.types import Brief
from rag.brief.wire import from_json as brief_from_json
from rag.brief.wire import to_json
from rag.common.files import write_whole, writing
from rag.errors import UsageError
from rag.saved.diff import Saved
from rag.types import Answer
from rag.wire import from_json as answer_from_json
from ui.brief.bibliography import bibliography
from ui.brief.carried import read_carried, unseen
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
        from ui.brief.word import Word

        return Word(page).write()
    from ui.brief.pdf import to_pdf

    return to_pdf(page)


def save(data: bytes, out: Path) -> None:
    """Write ``data`` beside ``out`` and rename it into place; raises UsageError when that cannot be done."""
    with writing(out, UsageError, "Choose a folder you may write."):
        write_whole(out, data)


def save_bibliography(brief: Brief, out: Path) -> None:
    """The cited sources in the format of ``out``'s suffix."""
    save(bibliography(brief.sources, out.suffix.casefold()).encode(), out)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was loaded, and for an export the quotes that its visible text does not hold."""

    given: Answer | Brief
    unseen: tuple[str, ...] = ()


def saved(given: Answer | Brief) -> Saved:
    """The sentences and sources, to be held against others."""
    return Saved(given.verdicts, given.snapshot, given.sources if isinstance(given, Brief) else {})


def load(file: Path) -> Loaded:
    """What ``file`` holds ("-": standard input, JSON); raises UsageError when it is neither."""
    try:
        raw = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    except OSError as exc:
        raise UsageError(
            f"answer {file} cannot be read ({exc.strerror}). Save one with 'onrecord ask … --json'."
        ) from exc
    return _of(raw, file)


def load_each(file: Path) -> list[tuple[str, Loaded]]:
    """The answers of a batch (``ask --batch``) with their ids, questions without one left out; else what ``file`` holds, under no id."""
    try:
        raw = b"" if str(file) == "-" else file.read_bytes()
        lines = [json.loads(line) for line in raw.split(b"\n") if line.strip()]
    except (OSError, ValueError):
        lines = []
    if not lines or not all(isinstance(line, dict) and ("answer" in line or "error" in line) for line in lines):
        return [("", load(file))]
    answers = [(str(line.get("id", n)), line["answer"]) for n, line in enumerate(lines, 1) if "answer" in line]
    return [(name, _of(json.dumps(answer).encode(), Path(f"{file} id {name}"))) for name, answer in answers]


def _of(raw: bytes, file: Path) -> Loaded:
    carried = read_carried(file, raw)
    try:
        is_brief = json.loads(carried.json).get("kind") == "brief"
    except (ValueError, AttributeError):
        is_brief = False
    if not is_brief:
        return Loaded(answer_from_json(carried.json, str(file)))
    brief = brief_from_json(carried.json, str(file))
    quotes = [c.quote for claim in brief.claims for c in claim.citations]
    return Loaded(brief, tuple(unseen(quotes, carried.seen)) if carried.seen else ())
