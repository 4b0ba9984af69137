"""What is measured of one answer, and how answers are summed up; retrieval by ir-measures' definitions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import mean

import numpy as np

from evals.schema import Question
from rag.types import Answer, NoteKind, Passage, Status

RETRIEVAL = ("R@5", "R@10", "nDCG@10", "RR@10")


@dataclass(frozen=True, slots=True)
class Outcome:
    """One question, its answer and what was found of it; None where a measure does not apply."""

    question: Question
    answer: Answer
    key_points: float | None  # share of the key points with support whose support is cited
    citations_found: int
    citations: int
    refused_rightly: bool
    premise_corrected: bool | None
    conflict_shown: bool | None
    milliseconds: float


def judge(question: Question, answer: Answer, source_text: Callable[[str], str], milliseconds: float) -> Outcome:
    """Measure one answer; ``source_text`` gives the stored text of a source."""
    cited = {
        name
        for v in answer.verdicts
        for c in v.claim.citations
        for name in _names(c.passage_id, c.source_id, c.locator)
    }
    cited |= {
        n for f in answer.conflicts for c in (f.lower, f.higher) for n in _names(c.passage_id, c.source_id, c.locator)
    }
    points = [p for p in question.key_points if p.support]
    covered = mean(bool(cited & set(p.support)) for p in points) if points and not question.must_refuse else None
    citations = [c for v in answer.verdicts for c in v.claim.citations]
    found = sum(c.span.of(source_text(c.source_id)) == c.quote for c in citations)
    return Outcome(
        question=question,
        answer=answer,
        key_points=covered,
        citations_found=found,
        citations=len(citations),
        refused_rightly=answer.refused == question.must_refuse,
        premise_corrected=any(n.kind is NoteKind.PREMISE for n in answer.notes)
        if question.must_correct_premise
        else None,
        conflict_shown=bool(answer.conflicts) if question.type == "conflict" else None,
        milliseconds=milliseconds,
    )


def summarise(outcomes: Sequence[Outcome]) -> dict[str, float | None]:
    """The figures of a run; a refused answerable question counts as 0 key points, never as missing."""
    answerable = [o for o in outcomes if not o.question.must_refuse]
    silent = [o for o in outcomes if o.question.must_refuse]
    verdicts = [v for o in outcomes for v in o.answer.verdicts]
    times = [o.milliseconds for o in outcomes]
    cited = sum(o.citations for o in outcomes)
    return {
        **retrieval(answerable),
        **{
            f"{name}, English single questions": value
            for name, value in retrieval(
                [o for o in outcomes if o.question.language == "en" and not o.question.pair_id]
            ).items()
            if name in ("R@10", "one in the first ten")
        },
        "key points covered": _mean([o.key_points for o in answerable]),
        "citations found letter for letter": sum(o.citations_found for o in outcomes) / cited if cited else None,
        "claims supported": _mean([float(v.status is Status.SUPPORTED) for v in verdicts]),
        "claims not checked": float(sum(v.status is Status.UNCHECKED for v in verdicts)),
        "unanswerable refused": _mean([float(o.answer.refused) for o in silent]),
        "answerable refused": _mean([float(o.answer.refused) for o in answerable]),
        "premise corrected": _mean([_float(o.premise_corrected) for o in outcomes]),
        "premise note where none is due": _mean(
            [
                float(any(n.kind is NoteKind.PREMISE for n in o.answer.notes))
                for o in answerable
                if not o.question.must_correct_premise
            ]
        ),
        "conflict shown": _mean([_float(o.conflict_shown) for o in outcomes]),
        "latency p50 ms": float(np.percentile(times, 50)) if times else None,
        "latency p95 ms": float(np.percentile(times, 95)) if times else None,
    }


def retrieval(outcomes: Sequence[Outcome]) -> dict[str, float | None]:
    """Macro-averaged recall, nDCG and reciprocal rank of the supporting facts, and how often one is in the first ten."""
    import ir_measures
    from ir_measures import Qrel, ScoredDoc

    judged = [o for o in outcomes if o.question.support]
    if not judged:
        return {}
    qrels = [Qrel(o.question.id, doc, 1) for o in judged for doc in sorted(o.question.support)]
    run = [
        ScoredDoc(o.question.id, _best_name(hit.passage, o.question), -float(place))
        for o in judged
        for place, hit in enumerate(o.answer.hits)
    ]
    measures = [ir_measures.parse_measure(name) for name in RETRIEVAL]
    found = ir_measures.calc_aggregate(measures, qrels, run)
    figures: dict[str, float | None] = {str(m): float(found[m]) for m in measures}
    ten = [any(_best_name(h.passage, o.question) in o.question.support for h in o.answer.hits[:10]) for o in judged]
    figures["one in the first ten"] = _mean([float(one) for one in ten])
    return figures


def _names(passage_id: str, source_id: str, locator: str) -> tuple[str, str]:
    """The names by which a suite may call a passage: its id, or its source and place."""
    return passage_id, f"{source_id}:{locator}"


def _best_name(passage: Passage, question: Question) -> str:
    by_id, by_place = _names(passage.id, passage.source_id, passage.locator)
    return by_place if by_place in question.support else by_id


def _mean(values: Sequence[float | None]) -> float | None:
    kept = [v for v in values if v is not None]
    return mean(kept) if kept else None


def _float(value: bool | None) -> float | None:
    return None if value is None else float(value)
