"""Characters that NFKC makes many of (U+FDFA becomes eighteen): no question and no file of them ends the program."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from rag.models.embedder import choose_embedder

LIGATURES = "\ufdfa" * 2000


def onrecord(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, which an abort would end."""
    command = [sys.executable, "-m", "ui.cli", *arguments]
    root = Path(__file__).parents[1]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=300)


@pytest.mark.parametrize("name", ["auto", "minilm"])
def test_embedder_takes_a_text_of_ligatures(name: str) -> None:
    embedder = choose_embedder(name)
    assert embedder.passages([LIGATURES]).shape == (1, embedder.dim)
    assert embedder.questions([f"What is {LIGATURES}?"]).shape == (1, embedder.dim)


def test_question_of_ligatures_is_answered_or_refused(tiny: Path) -> None:
    done = onrecord("--case", str(tiny), "ask", "What is " + LIGATURES[:292])
    assert done.returncode in (0, 1, 2), done.stderr
    assert "Traceback" not in done.stderr


def test_batch_goes_on_after_a_question_of_ligatures(tiny: Path, tmp_path: Path) -> None:
    asked, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    lines = [json.dumps({"question": q}) for q in ("What is " + LIGATURES[:292], "How long is the Mill Bridge?")]
    asked.write_text("\n".join(lines) + "\n", encoding="utf-8")
    done = onrecord("--case", str(tiny), "ask", "--batch", str(asked), "--out", str(out))
    assert done.returncode in (0, 1), done.stderr
    assert len(out.read_text(encoding="utf-8").splitlines()) == 2


def test_file_of_ligatures_is_added_and_read(tiny: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(f"The bridge of Tarn.\n\n{LIGATURES}\n\nIt has nine arches.\n", encoding="utf-8")
    added = onrecord("--case", str(tiny), "add", str(page), "--publisher", "Tarn Council")
    assert added.returncode == 0, added.stderr
    again = onrecord("--case", str(tiny), "ingest")
    assert again.returncode == 0, again.stderr
