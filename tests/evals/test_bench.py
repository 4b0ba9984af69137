"""The benchmarks' own rules: the long suite by template."""

from __future__ import annotations

from pathlib import Path

from evals.bench.thousand import write_suite
from evals.schema import read_suite
from rag.assemble import Parts

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
