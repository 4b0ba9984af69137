# One case a line: a table is read across.
"""Whether all agreed or some were against: told otherwise by a claim than by the cited sentences."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from evals.check import check
from evals.library import Library
from evals.outside import read_answers
from rag.types import Status
from rag.verify.meaning.votes import check_votes

QUAY = (
    "The Board considered the new quay.",
    "All members had received the drawings in April.",
    "The quay was approved by seven votes to two.",
    "Tom Hale and Ines Parr voted against it.",
)
LEASE = "The Board agreed unanimously to renew the lease of the basin for three years."


def verdict(claim: str, evidence: Sequence[str], tmp_path: Path) -> tuple[Status, str]:
    file = tmp_path / "a.jsonl"
    file.write_text(json.dumps({"claim": claim, "evidence": list(evidence)}), encoding="utf-8")
    (found,) = check(read_answers(file)[0], Library({})).verdicts
    return found.status, found.reason


@pytest.mark.parametrize(
    "claim",
    [
        "The quay was approved unanimously.",
        "The Board approved it unanimously.",
        "All members agreed to the quay.",
        "Everyone voted for the quay.",
        "The quay was approved without dissent.",
        "Nobody voted against the quay.",
    ],
)
def test_all_is_contradicted_by_a_divided_vote_among_several_sentences(claim: str, tmp_path: Path) -> None:
    status, reason = verdict(claim, QUAY, tmp_path)
    assert status is Status.CONTRADICTED
    assert "the source says “seven votes to two”" in reason


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("The quay was approved unanimously.", (QUAY[2], LEASE)),
        ("The council voted unanimously to sell the land.", ("The council voted 6-3 to sell the land.",)),
        ("The council unanimously voted to sell the land.", ("By a narrow majority the council voted to sell the land.",)),
        ("The lease of the basin was renewed by a narrow majority.", (LEASE,)),
        ("The wall was approved unanimously.", ("The budget was approved unanimously and the wall by seven votes to two.",)),
        ("El consejo aprobó el muelle por unanimidad.", ("El consejo aprobó el muelle por siete votos a dos.",)),
        ("理事会一致通过了码头计划。", ("理事会以七票对二票通过了码头计划。",)),
    ],
)  # fmt: skip
def test_the_vote_on_the_very_matter_decides(claim: str, evidence: Sequence[str], tmp_path: Path) -> None:
    assert verdict(claim, evidence, tmp_path)[0] is Status.CONTRADICTED


def test_all_is_not_supported_by_an_all_of_something_else(tmp_path: Path) -> None:
    evidence = ("The council approved the plan. All documents were published.",)
    status, reason = verdict("The council approved the plan unanimously.", evidence, tmp_path)
    assert (status, "do not say “unanimously”" in reason) == (Status.PARTLY, True)


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("The Board agreed unanimously to renew the lease of the basin.", (QUAY[2], LEASE)),
        ("The quay was approved by seven votes to two.", (*QUAY, LEASE)),
        ("The vote was unanimous.", ("The council voted 9-0 to sell the land.",)),
        ("The council agreed unanimously to sell the land.", ("The council agreed to sell the land, by nine votes to none.",)),
        ("All nine councillors voted for the sale of the land.", ("All nine councillors voted for the sale of the land.",)),
        ("The budget was approved unanimously.", ("The budget was approved unanimously and the wall by seven votes to two.",)),
        ("The Board unanimously approved the quay.", ("The Board unanimously approved the quay, although residents objected.",)),
    ],
)  # fmt: skip
def test_a_vote_that_is_told_as_it_was_is_supported(claim: str, evidence: Sequence[str], tmp_path: Path) -> None:
    status, reason = verdict(claim, evidence, tmp_path)
    assert status is Status.SUPPORTED, reason


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        ("The quay was approved almost unanimously.", "The quay was approved by seven votes to two."),
        ("The quay cost 2.4 million pounds.", "The quay was approved by seven votes to two."),
        ("The plan for the lease was agreed.", "Two members objected to the closing."),
        ("The council approved the quay.", "The council unanimously approved the quay."),
        ("The sale was approved without dissent.", "The council unanimously approved the sale."),
        ("Nobody objected to the sale.", "All nine members backed the sale."),
        ("The score was 3-0.", "The team won by three goals to nil."),
        ("", "The quay was approved by seven votes to two."),
    ],
)
def test_nothing_is_found_where_the_claim_tells_of_no_such_vote(claim: str, sentence: str) -> None:
    assert check_votes(claim, [sentence]) == []


def test_another_vote_lowers_and_does_not_contradict() -> None:
    (found,) = check_votes("The lease was renewed unanimously.", ["The quay was approved by seven votes to two."])
    assert found.status is Status.PARTLY
