"""A value that cannot be right cannot be built."""

from __future__ import annotations

from importlib.resources import files

import pytest

from rag.types import Span, Tier


@pytest.mark.parametrize(("start", "end"), [(9, 3), (3, 3), (-1, 2)])
def test_span_that_cannot_be_right_raises(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="start < end"):
        Span(start, end)


def test_span_is_in_characters_not_bytes() -> None:
    assert Span(3, 5).of("é🌉 ok") == "ok"


def test_primary_sources_rank_before_statements_press_and_seed() -> None:
    order = sorted([Tier.SEED, Tier.PRESS, Tier.OFFICIAL, Tier.PRIMARY, Tier.SECONDARY], key=lambda t: t.rank)
    assert order[0] is Tier.PRIMARY
    assert order[1] is Tier.OFFICIAL
    assert order[-1] is Tier.SEED


@pytest.mark.parametrize(
    ("other", "shared"), [((0, 3), False), ((2, 4), True), ((5, 6), True), ((6, 9), False), ((0, 9), True)]
)
def test_spans_overlap_when_they_share_a_character_not_when_they_touch(other: tuple[int, int], shared: bool) -> None:
    assert Span(3, 6).overlaps(Span(*other)) is shared
    assert Span(*other).overlaps(Span(3, 6)) is shared


def test_who_imports_the_package_is_told_its_types() -> None:
    assert (files("rag") / "py.typed").is_file()  # PEP 561; what lies in the folder is in the wheel
