"""A run on disk: one header line, then a line for each question as it is answered, so that a killed run goes on."""

import hashlib
import json
import os
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError

from rag.common.files import write_whole, writing
from rag.common.strict import Strict
from rag.errors import UsageError

KEPT = "What was kept stays: run the same command again."
ROWS = "rows.jsonl"
MODEL_ANSWERED = "model_answered"  # the measure that tells whether a model that was asked answered


class Header(Strict):
    """What was measured: two runs with equal headers give equal scores. On another ``processor`` the reader's 8-bit products may tell a
    question otherwise."""

    suite: str
    suite_sha256: str
    snapshot: str
    embedder: str
    mode: str
    model: str = ""
    version: str
    code: str = ""  # evals/code.py; earlier runs have none, and are those of another code
    processor: str = ""
    settings: dict[str, Any] = Field(default_factory=dict)  # those that shape answers and are not as by default


class Row(Strict):
    """One question and what was found of its answer; ``parts`` as evals/measures.py gives them."""

    id: str
    question: str
    type: str
    language: str
    must_refuse: bool
    refused: bool
    confidence: float
    milliseconds: float
    parts: dict[str, tuple[float, float]]
    answer: dict[str, Any]  # docs/answer.md

    def share(self, name: str) -> float | None:
        """A measure of this question alone; None where it does not apply."""
        top, bottom = self.parts.get(name, (0.0, 0.0))
        return top / bottom if bottom else None

    @property
    def unanswered(self) -> bool:
        """True when the model was asked and failed, so that quotes stand in its place."""
        return self.share(MODEL_ANSWERED) == 0


class Run(Strict):
    """A whole run."""

    header: Header
    rows: tuple[Row, ...]


class RunFolder:
    """A folder that a run is written to, question by question, and read from again."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / ROWS

    def begin(self, header: Header) -> dict[str, Row]:
        """The rows an interrupted run of the same header left behind, by id; raises UsageError when another run lies here or nothing
        can be written."""
        with writing(self._file, UsageError, KEPT):
            self._file.parent.mkdir(parents=True, exist_ok=True)
        if not self._file.is_file() or not self._file.stat().st_size:
            self._append(header.model_dump_json())
            return {}
        old, rows = _read(self._file)
        if old != header:
            differ = [n for n in Header.model_fields if getattr(old, n) != getattr(header, n)]
            raise UsageError(
                f"{self._file.parent} holds a run with another {', '.join(differ)}. Give another --out, or remove that folder."
            )
        rows = [row for row in rows if not row.unanswered]  # a model that failed is asked again
        with writing(self._file, UsageError, KEPT):
            write_whole(
                self._file, "".join(f"{one.model_dump_json()}\n" for one in (header, *rows))
            )  # drops a torn last line
        return {row.id: row for row in rows}

    def add(self, row: Row) -> None:
        """Keep one row; it survives a kill right after. Raises UsageError when it cannot be written."""
        self._append(row.model_dump_json())

    def _append(self, line: str) -> None:
        with writing(self._file, UsageError, KEPT), self._file.open("a", encoding="utf-8") as file:
            file.write(line + "\n")
            file.flush()
            os.fsync(file.fileno())


def read_run(path: Path) -> Run:
    """A run from its folder or its rows file; raises UsageError when it is none."""
    file = path / ROWS if path.is_dir() else path
    if not file.is_file():
        raise UsageError(f"no run in {path}: there is no {ROWS}. Make one with 'onrecord eval --out {path}'.")
    header, rows = _read(file)
    return Run(header=header, rows=tuple(rows))


def fingerprint(run: Run) -> str:
    """Twelve figures that two runs share when they found the same: a hash of all that was found, times left out."""
    rows = [row.model_dump(exclude={"milliseconds": True, "answer": {"timings"}}) for row in run.rows]
    kept = {"header": run.header.model_dump(exclude={"processor", "code"}), "rows": rows}
    return hashlib.sha256(json.dumps(kept, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:12]


def _read(file: Path) -> tuple[Header, list[Row]]:
    try:
        lines = file.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as exc:
        raise UsageError(f"{file} cannot be read as a run. Give the folder of another, or remove it.") from exc
    try:
        header = Header.model_validate_json(lines[0])
    except ValidationError as exc:
        raise UsageError(f"{file} line 1 is not the header of a run. Give another --out, or remove it.") from exc
    rows = []
    for number, line in enumerate(lines[1:], 2):
        if not line:
            continue
        try:
            rows.append(Row.model_validate_json(line))
        except ValidationError as exc:
            if number == len(lines):  # killed in mid-line: that question is asked again
                break
            raise UsageError(f"{file} line {number} is not a row of a run. Remove the folder and run again.") from exc
    return header, rows
