"""How many lies come through and how many honest claims are struck: the promises of docs/verifier.md."""

from __future__ import annotations

from collections import Counter

from evals.adversary import attempts
from evals.adversary_by_hand import judged_by_hand
from evals.adversary_ground import other_world
from evals.adversary_lies import DATES, FIGURES, MARKS, MEANING, NAMES, QUOTES
from evals.adversary_rates import Judged, rate_table, rates
from rag.types import Status

STRICT = (FIGURES, DATES, NAMES, QUOTES, MARKS)


def test_there_are_at_least_25_ways_of_20_lies(judged: list[Judged]) -> None:
    each = Counter(j.way for j in judged if j.family != "honest")
    assert sum(count == 20 for count in each.values()) >= 25
    assert {j.family for j in judged} == {"honest", MEANING, *STRICT}


def test_no_lie_about_figures_dates_names_quotes_or_marks_escapes(judged: list[Judged]) -> None:
    escaped = [(j.way, j.claim.text, j.reason) for j in judged if j.failed and j.family in STRICT]
    assert escaped == []


def test_at_most_one_lie_in_twenty_escapes(judged: list[Judged]) -> None:
    assert rates(judged).overall <= 0.05


def test_at_most_one_honest_claim_in_ten_is_lowered(judged: list[Judged]) -> None:
    found = rates(judged)
    assert found.lowered <= 0.10
    assert found.struck <= 0.02


def test_freer_paraphrases_by_hand_are_seldom_struck() -> None:
    found = rates(judged_by_hand())
    assert found.strict == 0
    assert found.overall <= 0.10
    assert found.struck <= 0.10
    assert found.lowered <= 0.45  # free rewording is often only partly supported: docs/verifier.md says so


def test_caught_means_worse_than_the_honest_twin(judged: list[Judged]) -> None:
    lie = next(j for j in judged if j.twin_status == "supported" and j.status is Status.PARTLY)
    same = Judged(lie.way, lie.family, lie.claim, lie.status, lie.reason, "partly supported")
    assert same.failed
    assert not lie.failed


def test_same_seed_tells_the_same_lies() -> None:
    once, again = ([a.claim.text for a in attempts(other_world(), 4, 3)] for _ in range(2))
    assert once == again
    assert once != [a.claim.text for a in attempts(other_world(), 5, 3)]


def test_table_has_a_line_for_every_way(judged: list[Judged]) -> None:
    table = rate_table({"all": judged})
    assert all(f"| {j.way} |" in table for j in judged)
    assert "| figures, dates, names, quotes and marks: escaped | 0.0% |" in table
