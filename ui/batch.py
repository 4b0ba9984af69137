"""``onrecord ask --batch``: many questions in, one JSON answer a line out; made for eval suites."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rag import __version__
from rag.case.folder import file_sha256
from rag.common.log import log_traceback
from rag.errors import OnRecordError, UsageError, one_line
from rag.question import Turn
from rag.settings import Settings
from ui.batch_kept import Kept
from ui.terminal import err, progress

SOME_FAILED = 3  # as where a file cannot be read and the rest is added


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    id: str
    question: str
    history: tuple[Turn, ...]


def run_batch(
    settings: Settings, questions: Path, out: Path | None, ids: Sequence[str] = (), tiers: Sequence[str] = ()
) -> int:
    """Answer every line of ``questions`` into ``out``; a question that cannot be answered gets a line with its error. The exit code.

    ``ids`` and ``tiers``: the sources that may answer; all where both are empty.

    A line is ``{"question": ..., "id": optional, "history": [earlier questions]}``. The file is written aside and
    renamed, so a run that is killed leaves the old one, and the same command goes on where it was. Raises UsageError for a
    file that is not such a JSONL.
    """
    if out is None:
        raise UsageError("--batch needs --out: onrecord ask --batch questions.jsonl --out answers.jsonl")
    if out.is_dir():
        raise UsageError(f"--out {out} is a folder. Name a file.")
    lines = list(_read(questions))
    from rag.ask import answer
    from rag.assemble import open_parts
    from rag.wire import to_model

    failed = 0
    with progress() as tick:
        parts = open_parts(settings, tick)
        if ids or tiers:
            parts = parts.within(parts.of(ids, tiers))
        asked = {
            "questions": file_sha256(questions), "snapshot": parts.index.snapshot.id,
            "only": sorted(parts.only), "model": parts.chat.model if parts.chat else "", "version": __version__,
            "settings": settings.shaping,
        }  # fmt: skip
        try:
            with Kept(out, asked) as kept:
                if before := len(kept.before):
                    err.print(f"{before} of {len(lines)} were answered before; going on", markup=False)
                for done, line in enumerate(lines[before:], before + 1):
                    record: dict[str, object]
                    try:
                        reply = answer(line.question, parts, line.history)
                        record = {"id": line.id, "answer": to_model(reply, parts.index.sources).model_dump(mode="json")}
                    except Exception as exc:  # one question stops no other
                        log_traceback(exc)
                        failed += 1
                        defect = f"a defect in On Record ({one_line(exc)}); the log has the details"
                        record = {"id": line.id, "error": str(exc) if isinstance(exc, OnRecordError) else defect}
                    kept.add(json.dumps(record, ensure_ascii=False))
                    tick("answering", done, len(lines))
                kept.finish()
        except OSError as exc:
            raise UsageError(f"--out {out} cannot be written ({exc.strerror}). Choose a folder you may write.") from exc
    told = f", {_counted(failed, 'error')} (see {'its line' if failed == 1 else 'their lines'})" if failed else ""
    err.print(f"{_counted(len(lines) - failed, 'answer')} in {out}{told}", markup=False)
    return SOME_FAILED if failed else 0


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"


def _read(path: Path) -> Iterator[_Line]:
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError as exc:
        raise UsageError(f"--batch {path} does not exist. Name a JSONL file.") from exc
    except (OSError, UnicodeDecodeError) as exc:
        raise UsageError(f"--batch {path} cannot be read as UTF-8 text. Give a JSONL file.") from exc
    for number, raw in enumerate(text.split("\n"), 1):
        if not raw.strip():  # of all that ends a line elsewhere only \n parts them: the others may stand in a string
            continue
        try:
            line = json.loads(raw)
            history = tuple(Turn(str(q)) for q in line.get("history", []))
            yield _Line(number, str(line.get("id", number)), str(line["question"]), history)
        except (ValueError, KeyError, TypeError, AttributeError) as exc:
            raise UsageError(
                f"--batch {path} line {number}: needs a JSON object with 'question'. See docs/answer.md."
            ) from exc
