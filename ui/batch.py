"""``onrecord ask --batch``: many questions in, one JSON answer a line out. What is answered is kept beside the file it is for, so that a run that
is killed goes on where it was."""

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from rag import __version__, ask
from rag.assemble import Parts, open_parts
from rag.case.folder import file_sha256
from rag.common.files import sweep_parts, write_whole
from rag.common.log import log_traceback
from rag.errors import OnRecordError, UsageError, one_line
from rag.question import Turn
from rag.settings import Settings
from rag.text.fold import well_formed
from rag.wire import to_model
from ui.commands.common import SOME_SKIPPED
from ui.terminal import counted, progress, warn


@dataclass(frozen=True, slots=True)
class _Line:
    id: str
    question: str
    history: tuple[Turn, ...]


def run_batch(
    settings: Settings, questions: Path, out: Path | None, ids: Sequence[str] = (), tiers: Sequence[str] = ()
) -> int:
    """Answer every line of ``questions``, ``{"question": ..., "id": optional, "history": [earlier questions]}``, into ``out``; one that cannot be
    answered gets a line with its error. Only from ``ids`` and ``tiers``, if given. The exit code; raises UsageError for what is no such JSONL."""
    if out is None:
        raise UsageError("--batch needs --out: onrecord ask --batch questions.jsonl --out answers.jsonl")
    if out.is_dir():
        raise UsageError(f"--out {out} is a folder. Name a file.")
    lines = list(_read(questions))
    failed = 0
    with progress() as tick:
        parts = open_parts(settings, tick)
        if ids or tiers:
            parts = parts.within(parts.of(ids, tiers))
        asked = {
            "questions": file_sha256(questions),
            "snapshot": parts.index.snapshot.id,
            "only": sorted(parts.only),
            "model": parts.chat.model if parts.chat else "",
            "version": __version__,
            "settings": settings.shaping,
        }
        try:
            with closing(Kept(out, asked)) as kept:
                if before := len(kept.before):
                    warn(f"{before} of {len(lines)} were answered before; going on", "")
                for done, line in enumerate(lines[before:], before + 1):
                    record = _answered(line, parts)
                    failed += "error" in record
                    kept.add(well_formed(json.dumps(record, ensure_ascii=False)))
                    tick("answering", done, len(lines))
                kept.finish()
        except OSError as exc:
            raise UsageError(f"--out {out} cannot be written ({exc.strerror}). Choose a folder you may write.") from exc
    told = f", {counted(failed, 'error')} (see {'its line' if failed == 1 else 'their lines'})" if failed else ""
    warn(f"{counted(len(lines) - failed, 'answer')} in {out}{told}", "")
    return SOME_SKIPPED if failed else 0


def _answered(line: _Line, parts: Parts) -> dict[str, object]:
    """The record of a line: its answer, or what went wrong, as one question stops no other."""
    try:
        reply = ask.answer(line.question, parts, line.history)
        return {"id": line.id, "answer": to_model(reply, parts.index.sources).model_dump(mode="json")}
    except Exception as exc:
        log_traceback(exc)
        defect = f"a defect in On Record ({one_line(exc)}); the log has the details"
        return {"id": line.id, "error": str(exc) if isinstance(exc, OnRecordError) else defect}


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
            yield _Line(str(line.get("id", number)), str(line["question"]), history)
        except (ValueError, KeyError, TypeError, AttributeError) as exc:
            wrong = f"--batch {path} line {number}: needs a JSON object with 'question'. See docs/answer.md."
            raise UsageError(wrong) from exc


class Kept:
    """The lines of ``out`` up to now, in ``<out>.part`` under a line that tells what shapes them (``asked``); those of another run go. Raises OSError."""

    def __init__(self, out: Path, asked: Mapping[str, object]) -> None:
        self._out = out
        self._aside = out.with_name(f"{out.name}.part")
        self._first = json.dumps({"batch": asked}, sort_keys=True, ensure_ascii=False)
        self.before = self._left()
        for name in (out.name, self._aside.name):  # what a killed run was writing
            sweep_parts(out.parent, name)
        # In one rename: a kill in the middle of writing these again would lose them.
        write_whole(self._aside, "".join(f"{line}\n" for line in (self._first, *self.before)))
        self._file = self._aside.open("a", encoding="utf-8")

    def close(self) -> None:
        """Let the file go."""
        self._file.close()

    def add(self, line: str) -> None:
        """Keep one more line; it outlives a kill right after."""
        self._file.write(f"{line}\n")
        self._file.flush()
        os.fsync(self._file.fileno())

    def finish(self) -> None:
        """Make the lines the content of ``out``."""
        self._file.close()
        write_whole(self._out, self._aside.read_bytes().partition(b"\n")[2])
        self._aside.unlink()

    def _left(self) -> list[str]:
        """The whole lines of an earlier run of the same, up to the first that could not be answered: that is asked again."""
        try:
            first, *lines = self._aside.read_text(encoding="utf-8").split("\n")[:-1]
            if first != self._first:
                return []
            return lines[: next((n for n, line in enumerate(lines) if "answer" not in json.loads(line)), len(lines))]
        except (FileNotFoundError, ValueError):  # no text of ours
            return []
