"""The reader: what it tells of pairs of texts, and what it does with pairs that are no food for it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from rag.errors import ModelError
from rag.models.reader import ANSWERS, DENIES, FILE, SILENT, SURE, Reader, reader

BRIDGE = "Bridge Office, 2019. The footbridge at Lower Mill was closed in March 2019 after inspectors found rust in two of its six cables."


def kind(question: str, passage: str = BRIDGE) -> int:
    return int(reader().questions(question, [passage])[0].argmax())


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("When was the footbridge shut?", ANSWERS),
        ("How many of the cables were rusty?", ANSWERS),
        ("How much will the repair of the cables cost?", SILENT),
        ("Who built the footbridge at Lower Mill?", SILENT),
        ("Why did the footbridge stay open after the inspection in March 2019?", DENIES),
    ],
)
def test_a_passage_answers_is_silent_or_denies(question: str, expected: int) -> None:
    assert kind(question) == expected


def test_shares_of_a_pair_are_one_together_and_do_not_hang_on_the_company() -> None:
    alone = Reader().questions("When was it closed?", [BRIDGE])
    among = Reader().questions(
        "When was it closed?", ["A short one.", BRIDGE, BRIDGE + " " + "More was said of it. " * 60]
    )
    assert alone.sum(axis=1) == pytest.approx(1, abs=1e-5)
    assert np.array_equal(among[1], alone[0])


FERRY = "Harbour Board, 2021. The ferry to Long Island carries sixty cars and leaves at noon."


def test_of_a_plainly_silent_passage_only_the_first_layers_are_run() -> None:
    question = "When was the footbridge shut?"
    mine = Reader()
    foretold, whole = mine.questions(question, [FERRY])[0], mine.read([(question, FERRY)])[0, :3]
    assert not np.array_equal(foretold, whole)  # else nothing was left out
    assert foretold.sum() == pytest.approx(1, abs=1e-5)
    assert min(foretold[SILENT], whole[SILENT]) > SURE


def test_a_passage_that_speaks_of_it_is_read_to_the_end() -> None:
    question = "When was the footbridge shut?"
    mine = Reader()
    assert np.array_equal(mine.questions(question, [BRIDGE])[0], mine.read([(question, BRIDGE)])[0, :3])


def test_a_claim_is_read_to_the_end_however_strange_its_source() -> None:
    shares = reader().read([("The footbridge was shut in March 2019.", FERRY)])[0]
    assert np.isfinite(shares).all()


def test_a_pair_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    mine = Reader()
    first = mine.questions("When was it closed?", [BRIDGE, BRIDGE])
    monkeypatch.setattr(mine, "_session", None)  # a second reading would fail
    assert np.array_equal(mine.questions("When was it closed?", [BRIDGE, BRIDGE]), first)


@pytest.mark.parametrize("text", ["", " ", "\x00", "?" * 5000, "芬太尼", "🙂 é \r\n “quoted”", "word " * 20000])
def test_any_text_gives_shares(text: str) -> None:
    found = reader().questions(text, [text, BRIDGE])
    assert found.shape == (2, 3)
    assert np.isfinite(found).all()


def test_no_passages_give_no_shares() -> None:
    assert reader().questions("When?", []).shape == (0, 3)


def test_another_file_is_refused_by_name(tmp_path: Path) -> None:
    other = tmp_path / "reader.onnx"
    other.write_bytes(FILE.read_bytes()[:-1])
    with pytest.raises(ModelError, match=r"reader\.onnx has sha256 .* expected .* Install onrecord again"):
        Reader(other)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"gone\.onnx cannot be read"):
        Reader(tmp_path / "gone.onnx")
