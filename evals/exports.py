"""A run of our own in the formats that other evaluators read: Ragas, DeepEval, TREC RAG."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from evals.saved import Row
from evals.schema import Question
from rag.answer.said_by import said_by
from rag.common.files import why_not, write_whole
from rag.errors import UsageError
from rag.grounded.statements import unmarked
from rag.text.sentences import sentences
from rag.types import BREAK, SECOND_HAND, Kind, Source
from rag.wording import marked

RUN_ID = "onrecord"
Format = Callable[[Row, str], dict[str, Any]]


def known_format(given: str) -> tuple[str, Path]:
    """Format and file of ``FORMAT=FILE``; raises UsageError when the format or the file's folder is not there."""
    name, _, file = given.partition("=")
    if name not in FORMATS or not file:
        raise UsageError(f"--export '{given}': write FORMAT=FILE, where FORMAT is {' or '.join(FORMATS)}.")
    if not Path(file).parent.is_dir():
        raise UsageError(f"--export '{given}': there is no folder {Path(file).parent}. Make it, or give another file.")
    if Path(file).is_dir():
        raise UsageError(f"--export '{given}': {file} is a folder. Give a file.")
    return name, Path(file)


def known_formats(given: Sequence[str]) -> list[tuple[str, Path]]:
    """The same of several; raises UsageError when two would be written into one file."""
    found = [known_format(one) for one in given]
    if len({path.resolve() for _, path in found}) < len(found):
        raise UsageError("two of the --export would be written into one file. Give each a file of its own.")
    return found


def export(rows: Sequence[Row], questions: Sequence[Question], name: str, path: Path) -> None:
    """Write ``rows`` as ``name``; raises UsageError when the file cannot be written."""
    expected = {q.id: " ".join(point.text for point in q.key_points) for q in questions}
    items = [FORMATS[name](row, expected.get(row.id, "")) for row in rows]
    text = json.dumps(items, ensure_ascii=False, indent=1) if name == "deepeval" else _lines(items)
    try:
        write_whole(path, text)
    except OSError as exc:
        raise UsageError(f"{path} cannot be written ({why_not(exc)}). Give another file.") from exc


def _lines(items: Sequence[Mapping[str, Any]]) -> str:
    return "".join(json.dumps(item, ensure_ascii=False) + "\n" for item in items)


def _response(row: Row) -> str:
    """What the answer claims, a claim a line; its notes ("Further on record ...") are our voice and no claims. A refusal as it stands."""
    return "\n\n".join(" ".join(claim["text"].split()) for claim in row.answer["claims"]) or row.answer["text"]


def _contexts(row: Row) -> list[str]:
    """The passages found, and those that are quoted besides; where words of one are quoted, who says them, when and where stands
    before them, as the answer puts it: a context that lacks it would bear the quote and not the sentence."""
    texts = {passage["id"]: (passage["text"], passage["start"]) for passage in row.answer["passages"]}
    led: dict[str, dict[int, str]] = {}
    for claim in row.answer["claims"]:
        for cited in claim["citations"]:
            text, start = texts.setdefault(cited["passage_id"], (cited["quote"], cited["start"]))
            at = _opening(text, cited["start"] - start, row.language)
            if lead := _lead(claim["text"], cited, row.language):
                led.setdefault(cited["passage_id"], {}).setdefault(at, lead)
    return [_with_leads(text, led.get(name, {})) for name, (text, _) in texts.items()]


def _lead(claim: str, cited: Mapping[str, Any], language: str) -> str:
    """The words "publisher, date, place" that the answer puts before a quote; "" before any other words, a model's say: a context
    must not bear what only the answer says."""
    by, dated = cited.get("by", ""), cited.get("dated", "")
    who, when = by or cited["publisher"], dated or ("" if by else cited["published"])
    for kind, basis in ((Kind.DOCUMENT, ""), (Kind.RECORD, "read"), (Kind.RECORD, SECOND_HAND), (Kind.SEED, "")):
        source = Source(cited["source_id"], cited["title"], who, published=when, kind=kind)
        for full in (True, False):
            lead = said_by(source, cited["locator"], language, full, basis)
            if claim.startswith(f"{lead}: {marked(cited['quote'], source)}"):
                return lead
    return ""


def _opening(text: str, at: int, language: str) -> int:
    """Where the sentence of a passage begins that has its ``at``-th character."""
    begins = text.rfind(BREAK, 0, at) + len(BREAK) if BREAK in text[:at] else 0
    spans = (span.shifted(begins) for span in sentences(text[begins:], language))
    return next((span.start for span in spans if span.start <= at < span.end), begins)


def _with_leads(text: str, leads: Mapping[int, str]) -> str:
    """``text`` with a paragraph begun at each place of ``leads``, opened by the words there."""
    out: list[str] = []
    done = 0
    for at, lead in sorted(leads.items()):
        before = text[done:at].rstrip()
        out += [before, f"{BREAK}{lead}: "] if before or out else [f"{lead}: "]
        done = at
    return "".join([*out, text[done:]])


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


FORMATS: dict[str, Format] = {"ragas": _ragas, "deepeval": _deepeval, "trec": _trec}
