"""What readers of the chat thought of its answers: one JSON line each in the case's data folder, shown by ``onrecord feedback``."""

import json
from pathlib import Path
from typing import Literal

import typer
from pydantic import Field

from rag.common.strict import Strict
from rag.errors import StoreError
from rag.settings import Settings
from ui.commands.common import AsJson, print_json
from ui.terminal import say

FILE = "feedback.jsonl"
LARGEST = 16 * 1024 * 1024  # bytes of the file: a page that is asked to must not fill the disk


class Feedback(Strict):
    """A thumb, and perhaps a comment, on one answer."""

    when: str
    rating: Literal["up", "down"]
    comment: str = Field("", max_length=2000)
    question: str = Field(max_length=20_000)
    answer: str = Field(max_length=200_000)
    snapshot: str
    mode: str


def keep(data: Path, feedback: Feedback) -> None:
    """Add one line; raises StoreError when the file is full or cannot be written."""
    file = data / FILE
    try:
        if file.is_file() and file.stat().st_size > LARGEST:
            raise StoreError(f"{file} is full. Move it away; 'onrecord feedback --json' prints it.")
        with file.open("a", encoding="utf-8") as out:
            out.write(feedback.model_dump_json() + "\n")
    except OSError as exc:
        raise StoreError(f"{file} cannot be written ({exc.strerror}). Free space or set ONRECORD_DATA.") from exc


def read(data: Path) -> list[Feedback]:
    """Everything kept, oldest first; raises StoreError naming the line that is not feedback."""
    file = data / FILE
    kept = []
    for number, line in enumerate(file.read_text(encoding="utf-8").split("\n") if file.is_file() else (), 1):
        try:
            kept += [Feedback.model_validate(json.loads(line))] if line else []
        except ValueError as exc:
            raise StoreError(f"{file} line {number} is not feedback. Correct or remove that line.") from exc
    return kept


def feedback(context: typer.Context, as_json: AsJson = False) -> None:
    """Show the thumbs and comments that readers of the chat left; they are kept on this machine only.

    Example: onrecord feedback --json > feedback.json
    """
    settings: Settings = context.obj
    kept = read(settings.data_dir)
    if as_json:
        print_json([one.model_dump() for one in kept])
        return
    if not kept:
        say("no feedback yet: readers give it with the thumbs under an answer of the chat", whole=True)
    for one in kept:
        say(f"{'👍' if one.rating == 'up' else '👎'} {one.when[:10]}  {one.question}")
        if one.comment:
            say(f"   {one.comment}", "dim")
