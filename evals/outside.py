"""Answers of any system, read from the formats people have: each as statements and the texts they cite.

One JSON object a line, or a JSON list. Told apart by their fields:

    answer + sources             a text with marks [n]; mark n is the n-th of ``sources``, ids of texts
    claim + evidence             a sentence or several and the texts they should follow from
    answer + contexts            Ragas before 0.2: the same with ``contexts``
    user_input + response        Ragas: every sentence is held against all of ``retrieved_contexts``
    input + actual_output        DeepEval: the same with ``retrieval_context`` or ``context``
    answer as a list             TREC RAG: sentences with ``citations`` into ``references``
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TextIO

from rag.answer.model_text import tidy
from rag.errors import UsageError
from rag.grounded.statements import Outside, Statement, statements_of
from rag.text.fold import well_formed

Object = dict[str, Any]


def read_answers(path: Path) -> Iterator[Outside]:
    """The answers of a file, one by one as they are asked for; raises UsageError naming the line and what is missing."""
    try:
        with path.open(encoding="utf-8-sig") as lines:
            none = True
            for number, item in _objects(lines, path):
                none = False
                yield _answer(item, number, path)
    except FileNotFoundError as exc:
        raise UsageError(f"{path} does not exist. Name a file of answers after --answers.") from exc
    except (OSError, UnicodeDecodeError) as exc:
        raise UsageError(f"{path} cannot be read as UTF-8 text. Give JSONL or a JSON list (docs/check.md).") from exc
    if none:
        raise UsageError(f"{path} holds no answer. Give JSONL or a JSON list (docs/check.md).")


def _objects(lines: TextIO, path: Path) -> Iterator[tuple[int, Object]]:
    """The objects with the line or place each stands at; a list is read whole, lines one by one."""
    try:
        for number, item in _items(lines):
            if not isinstance(item, dict):
                raise UsageError(f"{path}, answer {number}: not an object. See docs/check.md.")
            # JSON can write half a character ("\\ud83d"), which no file and no terminal can hold.
            yield number, json.loads(well_formed(json.dumps(item, ensure_ascii=False)))
    except ValueError as exc:
        raise UsageError(f"{path} is neither JSONL nor a JSON list ({exc}). See docs/check.md.") from exc


def _items(lines: TextIO) -> Iterator[tuple[int, Any]]:
    for number, line in enumerate(lines, 1):
        if line.lstrip().startswith("["):
            yield from enumerate(json.loads(line + lines.read()), 1)
            return
        if line.strip():
            yield number, json.loads(line)


def _answer(item: Object, number: int, path: Path) -> Outside:
    for fields, read in _SHAPES:
        if all(name in item for name in fields):
            try:
                return read(item, str(item.get("id") or item.get("topic_id") or number))
            except (TypeError, ValueError, KeyError, AttributeError) as exc:
                raise UsageError(f"{path}, answer {number}: {exc}. See docs/check.md.") from exc
    known = "; ".join(" + ".join(fields) for fields, _ in _SHAPES)
    raise UsageError(f"{path}, answer {number}: none of these fields: {known}. See docs/check.md.")


def _words(item: Object, name: str) -> str:
    value = item.get(name, "")
    if not isinstance(value, str):
        raise TypeError(f"field '{name}' is not text")
    return value


def _sentence(item: Object, name: str) -> str:
    sentence = tidy(_words(item, name))
    if not sentence:
        raise ValueError(f"field '{name}' holds no words")
    return sentence


def _list(item: Object, name: str) -> list[str]:
    value = item.get(name) or []
    if isinstance(value, str):
        return [value]
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise TypeError(f"field '{name}' is not a list of texts")
    return value


def _trec(item: Object, name: str) -> Outside:
    """TREC RAG 2024, and 2025 with its ``metadata``."""
    about = item.get("metadata") or item
    references = _list(item, "references")
    question = about.get("topic") or about.get("narrative") or ""
    found = []
    for place, sentence in enumerate(item["answer"], 1):
        if not isinstance(sentence, dict):
            raise TypeError(f"sentence {place} is not an object")
        found.append(Statement(_sentence(sentence, "text"), _cited(sentence, references, place)))
    return Outside(str(about.get("topic_id") or about.get("narrative_id") or name), question, tuple(found))


def _cited(sentence: Object, references: list[str], place: int) -> tuple[str, ...]:
    """The ids of the texts that a sentence of TREC cites by their places among ``references``, or by name."""
    given = sentence.get("citations")
    if given is None:
        return ()
    if not isinstance(given, list) or not all(type(one) in (int, str) for one in given):
        raise TypeError(f"sentence {place}, field 'citations' is not a list of numbers or ids")
    return tuple(references[n] if isinstance(n, int) and 0 <= n < len(references) else str(n) for n in given)


def _marked(item: Object, name: str) -> Outside:
    if isinstance(item["answer"], list):
        return _trec(item, name)
    return Outside(name, _words(item, "question"), statements_of(_words(item, "answer"), _list(item, "sources")))


def _pair(item: Object, name: str) -> Outside:
    """Marks, links and headings of the claim are form; a claim that is nothing else is read as it stands."""
    texts = _texts(_list(item, "evidence"))
    claim = _words(item, "claim")
    found = statements_of(claim, None, tuple(texts)) or (Statement(_sentence(item, "claim"), tuple(texts)),)
    return Outside(name, _words(item, "question"), found, texts)


def _contexts(question: str, answer: str, *contexts: str) -> Callable[[Object, str], Outside]:
    def read(item: Object, name: str) -> Outside:
        texts = _texts(next((found for field in contexts if (found := _list(item, field))), []))
        return Outside(name, _words(item, question), statements_of(_words(item, answer), None, tuple(texts)), texts)

    return read


def _old_ragas(item: Object, name: str) -> Outside:
    """Ragas 0.1; where ``sources`` stands beside ``contexts``, the marks of the answer cite those."""
    if "sources" in item or "references" in item:
        return _marked(item, name)
    return _contexts("question", "answer", "contexts")(item, name)


def _texts(given: list[str]) -> dict[str, str]:
    return {f"evidence {number}": text for number, text in enumerate(given, 1)}


_SHAPES: tuple[tuple[tuple[str, ...], Callable[[Object, str], Outside]], ...] = (
    (("claim", "evidence"), _pair),
    (("user_input", "response"), _contexts("user_input", "response", "retrieved_contexts")),
    (("input", "actual_output"), _contexts("input", "actual_output", "retrieval_context", "context")),
    (("answer", "contexts"), _old_ragas),
    (("answer",), _marked),
)
