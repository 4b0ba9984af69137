"""A run of our own in the formats that other evaluators read: Ragas, DeepEval, TREC RAG."""

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from evals.saved import Row
from evals.schema import Question
from rag.answer.said_by import said_by
from rag.common.files import write_whole, writing
from rag.errors import UsageError
from rag.grounded.statements import unmarked
from rag.sources import BREAK, Kind, Source, Tier

RUN_ID = "onrecord"
Format = Callable[[Row, str], dict[str, Any]]


def known_formats(given: Sequence[str]) -> list[tuple[str, Path]]:
    """Format and file of each ``FORMAT=FILE``; raises UsageError when a format or a file's folder is not there, or two would be written
    into one file."""
    found = []
    for one in given:
        name, _, file = one.partition("=")
        if name not in FORMATS or not file:
            raise UsageError(f"--export '{one}': write FORMAT=FILE, where FORMAT is {' or '.join(FORMATS)}.")
        if not Path(file).parent.is_dir():
            raise UsageError(
                f"--export '{one}': there is no folder {Path(file).parent}. Make it, or give another file."
            )
        if Path(file).is_dir():
            raise UsageError(f"--export '{one}': {file} is a folder. Give a file.")
        found.append((name, Path(file)))
    if len({path.resolve() for _, path in found}) < len(found):
        raise UsageError("two of the --export would be written into one file. Give each a file of its own.")
    return found


def export(rows: Sequence[Row], questions: Sequence[Question], name: str, path: Path) -> None:
    """Write ``rows`` as ``name``; raises UsageError when the file cannot be written."""
    expected = {q.id: " ".join(point.text for point in q.key_points) for q in questions}
    items = [FORMATS[name](row, expected.get(row.id, "")) for row in rows]
    lines = "".join(json.dumps(item, ensure_ascii=False) + "\n" for item in items)
    text = json.dumps(items, ensure_ascii=False, indent=1) if name == "deepeval" else lines
    with writing(path, UsageError, "Give another file."):
        write_whole(path, text)


def _response(row: Row) -> str:
    """What the answer claims, a claim a line; its notes ("Further on record ...") are our voice and no claims. A refusal as it stands."""
    return "\n\n".join(" ".join(claim["text"].split()) for claim in row.answer["claims"]) or row.answer["text"]


def _contexts(row: Row) -> list[str]:
    """The passages found or cited, each below the words that the answer quotes from it, under who says them, when and where:
    a context that lacks that would bear the quote and not the sentence. Never a word of the answer's own."""
    quoted: dict[str, list[str]] = {passage["id"]: [] for passage in row.answer["passages"]}
    for cited in (one for claim in row.answer["claims"] for one in claim["citations"]):
        words = f"{_said_by(cited, row.language)}: {cited['quote']}"
        quoted.setdefault(cited["passage_id"], []).append(words)
    whole = {passage["id"]: passage["text"] for passage in row.answer["passages"]}
    return [BREAK.join([*words, *([whole[name]] if name in whole else [])]) for name, words in quoted.items()]


def _said_by(cited: Mapping[str, Any], language: str) -> str:
    by = cited.get("by", "")
    when = cited.get("dated") or ("" if by else cited["published"])
    kind = Kind.SEED if cited.get("tier") == Tier.SEED else Kind.DOCUMENT
    source = Source(cited["source_id"], cited["title"], by or cited["publisher"], published=when, kind=kind)
    return said_by(source, cited["locator"], language)


def _sample(question: str, said: str, contexts: str, reference: str) -> Format:
    """A question, what was said, the passages and what was expected, under these names."""
    return lambda row, expected: {
        question: row.question,
        said: _response(row),
        contexts: _contexts(row),
        reference: expected,
    }


def _trec(row: Row, expected: str) -> dict[str, Any]:
    """An answer of the TREC 2024 RAG track; references are passage ids, best first."""
    references = [passage["id"] for passage in row.answer["passages"]]
    said: list[dict[str, Any]] = []
    for claim in row.answer["claims"]:
        cited = [c["passage_id"] for c in claim["citations"]]
        references += [name for name in cited if name not in references]
        said.append({"text": unmarked(claim["text"]), "citations": [references.index(name) for name in cited]})
    return {
        "run_id": RUN_ID,
        "topic_id": row.id,
        "topic": row.question,
        "references": references,
        "response_length": sum(len(sentence["text"].split()) for sentence in said),
        "answer": said,
    }


FORMATS: dict[str, Format] = {
    "ragas": _sample("user_input", "response", "retrieved_contexts", "reference"),  # a SingleTurnSample
    "deepeval": _sample("input", "actual_output", "retrieval_context", "expected_output"),  # an LLMTestCase
    "trec": _trec,
}
