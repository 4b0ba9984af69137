"""A run of our own in the formats that other evaluators read: Ragas, DeepEval, TREC RAG."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from evals.saved import Row
from evals.schema import Question
from rag.errors import UsageError

RUN_ID = "onrecord"
Format = Callable[[Row, str], dict[str, Any]]


def known_format(given: str) -> tuple[str, Path]:
    """Format and file of ``FORMAT=FILE``; raises UsageError when one of them is not there."""
    name, _, file = given.partition("=")
    if name not in FORMATS or not file:
        raise UsageError(f"--export '{given}': write FORMAT=FILE, where FORMAT is {' or '.join(FORMATS)}.")
    return name, Path(file)


def export(rows: Sequence[Row], questions: Sequence[Question], name: str, path: Path) -> None:
    """Write ``rows`` as ``name``; raises UsageError when the file cannot be written."""
    expected = {q.id: " ".join(point.text for point in q.key_points) for q in questions}
    items = [FORMATS[name](row, expected.get(row.id, "")) for row in rows]
    text = json.dumps(items, ensure_ascii=False, indent=1) if name == "deepeval" else _lines(items)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as exc:
        raise UsageError(f"{path} cannot be written ({exc.strerror}). Give another file.") from exc


def _lines(items: Sequence[Mapping[str, Any]]) -> str:
    return "".join(json.dumps(item, ensure_ascii=False) + "\n" for item in items)


def _response(row: Row) -> str:
    """What the answer claims; its notes ("Further on record ...") are our voice and no claims. A refusal as it stands."""
    return "\n\n".join(claim["text"] for claim in row.answer["claims"]) or row.answer["text"]


def _contexts(row: Row) -> list[str]:
    """The passages found, and those that are quoted besides; a quoted one under who says it, when and where, as the answer puts it:
    a context that lacks it would bear the quote and not the sentence."""
    texts = {passage["id"]: passage["text"] for passage in row.answer["passages"]}
    who: dict[str, str] = {}
    for claim in row.answer["claims"]:
        for cited in claim["citations"]:
            texts.setdefault(cited["passage_id"], cited["quote"])
            before, quote, _ = claim["text"].partition(cited["quote"])
            if quote and before.strip('“" '):
                who.setdefault(cited["passage_id"], before.rstrip('“" '))
    return [f"{who[id_]} {text}" if id_ in who else text for id_, text in texts.items()]


def _ragas(row: Row, expected: str) -> dict[str, Any]:
    """A SingleTurnSample of Ragas."""
    return {
        "user_input": row.question,
        "response": _response(row),
        "retrieved_contexts": _contexts(row),
        "reference": expected,
    }


def _deepeval(row: Row, expected: str) -> dict[str, Any]:
    """An LLMTestCase of DeepEval."""
    return {
        "input": row.question,
        "actual_output": _response(row),
        "expected_output": expected,
        "retrieval_context": _contexts(row),
    }


def _trec(row: Row, expected: str) -> dict[str, Any]:
    """An answer of the TREC 2024 RAG track; references are passage ids, best first."""
    references = [passage["id"] for passage in row.answer["passages"]]
    sentences = []
    for claim in row.answer["claims"]:
        cited = [c["passage_id"] for c in claim["citations"]]
        references += [name for name in cited if name not in references]
        sentences.append({"text": claim["text"], "citations": [references.index(name) for name in cited]})
    return {
        "run_id": RUN_ID,
        "topic_id": row.id,
        "topic": row.question,
        "references": references,
        "response_length": sum(len(sentence["text"].split()) for sentence in sentences),
        "answer": sentences,
    }


FORMATS: dict[str, Format] = {"ragas": _ragas, "deepeval": _deepeval, "trec": _trec}
