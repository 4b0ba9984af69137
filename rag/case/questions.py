"""A case's known questions (``corpus/questions.jsonl``): what people ask, and which of its facts answer it, or that none does.

They are an editor's help to retrieval and to the judge of silence, as an index is to a book: never an answer, never quoted.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from rag.case.lines import KnownQuestion, Line, read_lines, wrong
from rag.case.record import Record

QUESTIONS = "questions.jsonl"


def worded(question: str) -> str:
    """The same for questions of the same words, however they are spaced and whatever their capitals."""
    return " ".join(question.casefold().split())


def read_questions(
    corpus: Path, records: Mapping[str, Record], source_ids: Collection[str]
) -> tuple[KnownQuestion, ...]:
    """The known questions, none without a file; raises CorpusError like ``checked``."""
    return checked(question_lines(corpus), records, source_ids)


def question_lines(corpus: Path) -> list[Line[KnownQuestion]]:
    """The lines of the file, none without it; raises CorpusError for one that is no known question."""
    path = corpus / QUESTIONS
    return read_lines(path, f"{corpus.name}/{QUESTIONS}", KnownQuestion) if path.is_file() else []


def checked(
    lines: Iterable[Line[KnownQuestion]], records: Mapping[str, Record], source_ids: Collection[str]
) -> tuple[KnownQuestion, ...]:
    """The questions of ``lines``; raises CorpusError for one given twice or one that names what does not exist.

    Whether a source has the place that is named ("seed:para 8") is only known once it was read.
    """
    facts = {fact.id for record in records.values() for fact in record.facts}
    found: dict[str, KnownQuestion] = {}
    for line in lines:
        known = line.value
        if (key := worded(known.question)) in found:
            raise wrong(line.place, "question", "is already asked by an earlier line")
        for name in known.answered_by:
            if name not in facts and name.partition(":")[0] not in source_ids:
                raise wrong(line.place, "answered_by", f"there is no fact {name!r} and no source of that name")
        if known.false_premise and not known.answered_by:
            raise wrong(line.place, "false_premise", "needs 'answered_by': the facts that contradict it")
        found[key] = known
    return tuple(found.values())
