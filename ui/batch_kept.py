"""What a batch has answered so far, beside the file it is for, so that a run that is killed goes on where it was."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType

from rag.common.files import sweep_parts, write_whole


class Kept:
    """The lines of ``out`` up to now, in ``<out>.part`` under a line that tells which run they are of; raises OSError.

    ``asked``: all that shapes the answers. What another run left there is not taken for this one's, and goes.
    """

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

    def __enter__(self) -> Kept:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def add(self, line: str) -> None:
        """Keep one more line; it outlives a kill right after."""
        self._file.write(f"{line}\n")
        self._file.flush()
        os.fsync(self._file.fileno())

    def finish(self) -> None:
        """Make the lines the content of ``out``."""
        self._file.close()
        _, _, lines = self._aside.read_bytes().partition(b"\n")
        write_whole(self._out, lines)
        self._aside.unlink()

    def _left(self) -> list[str]:
        """The whole lines of an earlier run of the same, up to the first that could not be answered: that is asked again."""
        try:
            first, *lines = self._aside.read_text(encoding="utf-8").split("\n")[:-1]
        except (FileNotFoundError, UnicodeDecodeError, ValueError):
            return []
        if first != self._first:
            return []
        return lines[: next((n for n, line in enumerate(lines) if not _answered(line)), len(lines))]


def _answered(line: str) -> bool:
    try:
        return "answer" in json.loads(line)
    except (ValueError, TypeError):
        return False
