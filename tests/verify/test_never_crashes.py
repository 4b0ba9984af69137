# One case a line: a table is read across.
"""Any text at all: readers keep their spans, the verifier always gives a verdict."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st

from rag.types import Citation, Claim, Span, Status, Tier
from rag.verify.entities.names import names
from rag.verify.quotes import find_folded, find_verbatim
from rag.verify.values.dates import dates
from rag.verify.values.numbers import figures
from rag.verify.verifier import EvidenceSource, verify

# Anything, and things near enough to sentences to reach the checks behind.
_PIECES = st.sampled_from(
    ["93,331", "９３", "9万3千", "百分之", "三分之零", "more than ", "between ", " and ", "to ", "FY", "2021", "-", "Aug. 31", "$", " kg",
     "%", " per 100,000", "not ", "n't ", "no ", "没", "“", "”", "[1]", "[2, 3]", "DEA", " said that ", "según ", "据", "报道", ", ", ": ",
     "\u0301", "\u200b", "\ud800", "½", "²", "٣", "О", "half of the ", "one in ", "zero", "mil millones", "第", "1/2/2021", "\r\n\n", " "]
)  # fmt: skip
TEXT = st.one_of(st.text(st.characters(exclude_categories=())), st.lists(_PIECES, max_size=14).map("".join))
LANGUAGE = st.sampled_from(["en", "es", "zh", "eu", ""])
SETTINGS = settings(max_examples=150, deadline=None)


@SETTINGS
@given(TEXT, LANGUAGE)
@example("%: 0", "en")  # a cell under a column's head
def test_readers_accept_any_text(text: str, language: str) -> None:
    for found in (figures(text, language), dates(text, language)):
        assert all(item.span.of(text) == item.text for item in found)
        assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert all(name.span.of(text) == name.text for name in names(text))


@SETTINGS
@given(TEXT, TEXT, LANGUAGE, st.sampled_from(list(Tier)))
def test_a_verdict_for_any_claim_and_the_check_does_not_fail(text: str, source: str, language: str, tier: Tier) -> None:
    evidence = EvidenceSource(source, (source[:9], "DEA"), tier, text[:10], language)
    citations = (Citation(1, "p", "s", source, Span(0, len(source))),) if source else ()
    verdict = verify(Claim(text, Span(0, max(1, len(text))), citations), {"s": evidence})
    assert verdict.status in Status
    assert verdict.reason
    assert "the check failed" not in verdict.reason


@SETTINGS
@given(TEXT, TEXT, TEXT)
def test_a_quote_that_is_there_is_found_where_it_is(before: str, quote: str, after: str) -> None:
    text = before + quote + after
    span = find_verbatim(quote, text)
    assert (span is None) == (quote == "")
    if span is not None:
        assert span.of(text) == quote
    near = find_folded(quote, text)
    assert near is None or near.end <= len(text)
