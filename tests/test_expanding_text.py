"""Characters that NFKC makes many of (U+FDFA becomes eighteen): no question and no file of them ends the program."""

import json
import sys
from pathlib import Path

import pytest

from rag.ask import answer
from rag.assemble import Parts
from rag.errors import TooLong
from rag.models.e5 import ASKED, beginning, tokenizer
from rag.question import usable
from rag.types import NoteKind
from ui.cli import main

LIGATURES = "\ufdfa" * 400  # 7,200 characters, more than any model reads at once


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_EMBEDDER", "minilm")


def onrecord(monkeypatch: pytest.MonkeyPatch, *arguments: object) -> int:
    """The exit code of the command, in this process: an abort would end the tests."""
    monkeypatch.setattr(sys, "argv", ["onrecord", *map(str, arguments)])
    with pytest.raises(SystemExit) as left:
        main()
    return int(left.value.code or 0)


def test_batch_goes_on_after_a_question_of_ligatures(
    monkeypatch: pytest.MonkeyPatch, tiny: Path, tmp_path: Path
) -> None:
    asked, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    lines = [json.dumps({"question": q}) for q in ("What is " + LIGATURES[:100], "How long is the Mill Bridge?")]
    asked.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert onrecord(monkeypatch, "--case", tiny, "ask", "--batch", asked, "--out", out) in (0, 1)
    assert len(out.read_text(encoding="utf-8").splitlines()) == 2


def test_file_of_ligatures_is_added_and_read(monkeypatch: pytest.MonkeyPatch, tiny: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(f"The bridge of Tarn.\n\n{LIGATURES}\n\nIt has nine arches.\n", encoding="utf-8")
    assert onrecord(monkeypatch, "--case", tiny, "add", page, "--publisher", "Tarn Council") == 0
    assert onrecord(monkeypatch, "--case", tiny, "ingest") == 0


def test_a_question_is_measured_as_the_models_read_it() -> None:
    with pytest.raises(TooLong, match="15,"):
        usable("who " + "\ufdfb" * 1900, 2000)
    assert usable("who " + "a" * 1990, 2000)


def test_a_question_of_rare_letters_is_cut_and_says_so(parts: Parts) -> None:
    rare = "How long is the Mill Bridge? " + "".join(map(chr, range(0x4E00, 0x4E00 + 1900)))
    assert len(tokenizer().cut(beginning(rare))) <= ASKED < len(tokenizer().cut(rare))
    reply = answer(rare, parts)
    cut = [note for note in reply.notes if note.kind is NoteKind.CUT]
    assert reply.question == beginning(rare) and [note.span.of(reply.text) for note in cut] == [cut[0].text]
    assert beginning(plain := "How long is the Mill Bridge? " * 60) == plain
