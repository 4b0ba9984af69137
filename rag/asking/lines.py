"""Lines added to a case's ``questions.jsonl``, as they are made: what was written stays, whatever comes after."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from rag.case import QUESTIONS, KnownQuestion
from rag.common.files import why_not
from rag.errors import CorpusError


def append(corpus: Path, questions: Sequence[KnownQuestion]) -> None:
    """Add a line for each of ``questions`` at the end of the file, in one write; raises CorpusError where it cannot be written."""
    text = "".join(known.model_dump_json(exclude_defaults=True) + "\n" for known in questions)
    path = corpus / QUESTIONS
    try:
        corpus.mkdir(exist_ok=True)
        with path.open("a+b") as file:  # an editor may have left the last line open
            if file.seek(0, os.SEEK_END):
                file.seek(-1, os.SEEK_END)
                text = text if file.read(1) == b"\n" else f"\n{text}"
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
    except OSError as exc:
        raise CorpusError(
            f"{path} cannot be written ({why_not(exc)}). Then run it again: it goes on from here."
        ) from exc
