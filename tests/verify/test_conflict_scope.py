"""Figures of one noun that are of two things: names in figures, what is left out, parts, sums of two matters, and roundings."""

from __future__ import annotations

import pytest

from rag.verify.conflicts.compare import differ
from rag.verify.conflicts.scope import other_labels, without_labels


@pytest.mark.parametrize(
    "text",
    [
        "7.1 The ferry was built in Leith.",
        "(12) The ferry was built in Leith.",
        "The rule stands in section 4.2 and in Annex 3.",
        "Under Version 2.0 it was at Sites 14 and 22.",
        "第3.1条规定了期限。",
    ],
)
def test_what_names_by_numerals_is_no_figure(text: str) -> None:
    bare = without_labels(text)
    assert not any(char.isdigit() for char in bare) and len(bare) == len(text)


@pytest.mark.parametrize(
    "text",
    [
        "1.2 million birds were ringed.",
        "It lay on site 14 weeks.",
        "At the site 14 men worked.",
        "1.2 万人参加了。",
        "She took part 3 times.",
    ],
)
def test_figures_stay(text: str) -> None:
    assert without_labels(text) == text


def test_number_of_a_paragraph_is_not_set_against_a_version() -> None:
    one, other = (
        "3.1 The limit was nitrate (Version 2.0: the limit was lead).",
        "7.1 The limit of nitrate replaced the limit of lead.",
    )
    assert differ(without_labels(one), without_labels(other)) is None


def test_two_sites_are_two_things() -> None:
    assert other_labels("At Site 14 it found 64 cases.", "At Site 22 it found 23 cases.")
    assert not other_labels("At Site 14 it found 64 cases.", "Site 14 had 70 cases.")
    assert not other_labels("At Site 14 it found 64 cases.", "It found 70 cases.")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Leaks were seen in nine pumps on the left bank and two on the right.", "Excluding all 87 pumps, leaks were seen on the left bank and the right."),
        ("With the northern ponds excluded, 41 newts were counted in the valley.", "With both mills excluded, 57 newts were counted in the valley."),
        ("The inspection has cost 1.4 million euros, which the port has paid from its reserves.", "The Fund granted the sum of 11.4 million euros to the yard; the rest was withheld when the port paid for the inspection from its reserves."),
        ("The inspection cost the port 1.36 million euros.", "The inspection cost the port 1.4 million euros."),
        ("The survey found 29 of the 61 boats in the harbour to be unsafe.", "The survey found 70 boats in the harbour to be unsafe."),
    ],
    ids=["left out", "two scopes", "two sums", "rounded", "part and whole"],
)  # fmt: skip
def test_figures_of_two_things_do_not_differ(one: str, other: str) -> None:
    assert differ(one, other) is None and differ(other, one) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Leaks were seen in nine pumps on the left bank.", "Leaks were seen in 14 pumps on the left bank."),
        ("With both mills excluded, 41 newts were counted in the valley.", "With both mills excluded, 57 newts were counted in the valley."),
        ("The inspection has cost the port 1.4 million euros.", "The inspection has cost the port 1.9 million euros."),
        ("The survey found 29 of the 61 boats in the harbour to be unsafe.", "The survey found 34 of the 61 boats in the harbour to be unsafe."),
    ],
    ids=["same", "one scope", "one sum", "two parts"],
)  # fmt: skip
def test_figures_of_one_thing_differ(one: str, other: str) -> None:
    assert differ(one, other) is not None
