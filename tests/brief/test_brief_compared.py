"""Where quotes agree and differ: what is disputed is never shown as agreed, and a dispute on file is shown as one."""

from dataclasses import replace

import pytest

from rag.assemble import Parts
from rag.brief.compare import Pair, agreements, differences
from rag.brief.house import Quote
from rag.sources import Kind
from rag.types import DISPUTE, JUDGE


def _quote(parts: Parts, passage_id: str) -> Quote:
    passage = parts.index.passages[parts.index.row_of[passage_id]]
    return Quote(passage, passage.span, source=parts.index.sources[passage.source_id])


@pytest.fixture
def sides(shipped: Parts) -> tuple[Parts, Quote, Quote, Quote]:
    """A case with one dispute, a quote of each of two sides, and one that is of neither."""
    dispute = next(d for d in shipped.index.disputes if d.id == "d01")
    search = replace_index(shipped, disputes=(dispute,), ledger=())
    one, other = (_quote(shipped, side.fact_ids[0]) for side in dispute.sides)
    named = {name for side in dispute.sides for name in side.fact_ids}
    apart = next(
        p.id
        for p in shipped.index.passages
        if p.id not in named and p.source_id not in (one.source.id, other.source.id)
        and shipped.index.sources[p.source_id].kind is not Kind.SEED
    )  # fmt: skip
    return search, one, other, _quote(shipped, apart)


def replace_index(parts: Parts, **changed: object) -> Parts:
    """``parts`` over the same index but for what is named."""
    from copy import copy

    search = copy(parts.search)
    search.index = replace(parts.index, **changed)  # type: ignore[arg-type]
    return replace(parts, search=search)


def _differ(parts: Parts, taken: list[Quote], others: list[Quote], pairs: list[Pair], allowed: bool) -> list[str]:
    return [c.basis for c in differences(taken, others, pairs, parts, "en", lambda quote: allowed)]


def test_a_dispute_needs_a_side_in_the_brief_and_another_that_may_be_quoted(
    sides: tuple[Parts, Quote, Quote, Quote],
) -> None:
    parts, one, other, apart = sides
    assert _differ(parts, [one], [other], [], False) == [DISPUTE]
    assert _differ(parts, [one], [], [], True) == [DISPUTE]
    assert _differ(parts, [one], [], [], False) == []
    assert _differ(parts, [apart], [one, other], [], True) == []


def test_quotes_on_two_sides_of_a_dispute_agree_on_nothing(sides: tuple[Parts, Quote, Quote, Quote]) -> None:
    parts, one, other, apart = sides
    agree = [Pair(one, other, again=True, agree=True), Pair(one, apart, again=True, agree=True)]
    assert agreements([one], agree, parts) == [[one, apart]]


def test_a_pair_that_contradicts_is_shown_once_and_only_where_the_brief_has_one_of_it(
    sides: tuple[Parts, Quote, Quote, Quote],
) -> None:
    parts, one, other, apart = sides
    clash = [Pair(one, other, differ=True), Pair(one, apart, differ=True)]
    assert _differ(parts, [one], [other], clash, False) == [DISPUTE, JUDGE]  # the first pair is the dispute itself
    assert _differ(parts, [other], [], [Pair(one, apart, differ=True)], False) == []


def test_quotes_of_one_source_neither_agree_nor_differ(sides: tuple[Parts, Quote, Quote, Quote]) -> None:
    parts, one, _, _ = sides
    same = replace(one, span=replace(one.span, end=one.span.end - 1))
    pair = [Pair(one, same, again=True, agree=True, differ=True)]
    assert agreements([one], pair, parts) == [] and _differ(parts, [one], [], pair, False) == []
