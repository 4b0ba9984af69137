"""The questions that ask a publisher for its word, and how they are counted."""

from __future__ import annotations

from dataclasses import replace

from evals.whose import question_to, whose
from rag.assemble import Parts
from rag.types import Kind


def test_a_question_names_the_publisher_without_what_stands_beside_it(parts: Parts) -> None:
    source = next(s for s in parts.index.sources.values() if s.kind is not Kind.SEED)
    asked = question_to(replace(source, publisher="County Office (CO); others"), parts)
    assert asked.startswith("What does the County Office say about ") and asked.endswith("?")
    assert question_to(replace(source, publisher=""), parts) == ""


def test_publishers_of_the_small_case_are_quoted_first_when_asked(parts: Parts) -> None:
    found = whose(parts)
    assert found.questions >= 2
    assert found.first == found.questions - found.refused
    assert found.first <= found.among_three <= found.quotes
