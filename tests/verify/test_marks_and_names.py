"""A number in brackets that belongs to a title or a place in a source is no mark; one that cites nothing is a bad reference."""

from __future__ import annotations

import pytest

from rag.answer.said_by import said_by
from rag.marks import rounded
from rag.brief.writing import unmarked, who
from rag.types import Citation, Claim, Passage, Source, Span, Status
from rag.verify.citing import cite
from rag.verify.sources import EvidenceSource
from rag.verify.verifier import verify

TEXT = "The court held that the lease had ended in May."
PLACE = "section 'Annex [3]', para 2"


def quoted(title: str) -> Claim:
    """What an answer without a model says: publisher or title, place, quote, mark."""
    text = f"{said_by(Source('j', title), PLACE)}: “{TEXT}” [1]"
    return Claim(text, Span(0, len(text)), (Citation(1, "j#0", "j", TEXT, Span(0, len(TEXT)), PLACE),))


@pytest.mark.parametrize(
    "title", ["Smith v Jones [2004] UKHL 22", "Judgment [12]", "Findings [1, 7]", "The lease case"]
)
def test_a_quote_of_a_source_whose_title_has_brackets_is_supported(title: str) -> None:
    found = verify(quoted(title), {"j": EvidenceSource(TEXT, (title,))})
    assert (found.status, found.reason) == (Status.SUPPORTED, f"quoted word for word from {title}")


@pytest.mark.parametrize("language", ["en", "es", "zh"])
@pytest.mark.parametrize(
    "name",
    [
        "https://tide.example/guidance/lease",
        "http://a.example/b?c=1, kept copy [3]",
        "Ferro & Co <office@ferro.example>",
        "The “Long” Lease <i>reprint</i>",
        "Open Data",
    ],
)
def test_a_quote_of_a_source_named_by_an_address_or_markup_is_supported(name: str, language: str) -> None:
    for place in ("para 2", ""):
        text = f"{said_by(Source('j', name), place, language)}: “{TEXT}” [1]"
        claim = Claim(text, Span(0, len(text)), (Citation(1, "j#0", "j", TEXT, Span(0, len(TEXT)), place),))
        assert verify(claim, {"j": EvidenceSource(TEXT, (name,))}).status is Status.SUPPORTED, text


@pytest.mark.parametrize(
    "said",
    [
        "https://tide.example/lease/more: ",  # a longer address than the name
        "https://tide.example/lease@evil.example, para 2: ",
        "https://evil.example/?https://tide.example/lease: ",
        "[the lease](https://tide.example/lease) : ",
        "https://other.example/log, para 2: ",  # the name of a source that is not cited
        "https://tide.example/lease, <img src=x>: ",
        "<b>Tide</b>: ",
    ],
)
def test_another_address_than_the_cited_sources_own_is_struck(said: str) -> None:
    claim = Claim(f"{said}“{TEXT}” [1]", Span(0, 40), quoted("x").citations)
    names = {"j": "https://tide.example/lease", "k": "https://other.example/log"}
    found = verify(claim, {key: EvidenceSource(TEXT, (name,)) for key, name in names.items()})
    assert found.status is Status.UNSUPPORTED and "link or markup" in found.reason


def test_a_title_that_reads_as_a_mark_stands_in_round_brackets() -> None:
    assert rounded("Judgment [12], Smith v Jones [2004]") == "Judgment (12), Smith v Jones [2004]"


def test_a_brief_keeps_the_brackets_of_a_title() -> None:
    assert unmarked(who(Source("j", "Judgment [12] of [2004]")))[0] == "Judgment (12) of [2004]"


@pytest.mark.parametrize("mark", ["[2]", "[1, 2]", "[1-2]", "[source 2]"])
def test_a_mark_to_nothing_is_a_bad_reference_before_anything_is_compared(mark: str) -> None:
    claim = Claim(f"The lease had ended in May {mark}.", Span(0, 40), quoted("x").citations)
    found = verify(claim, {"j": EvidenceSource(TEXT)})
    assert (found.status, found.reason) == (Status.BAD_REFERENCE, "[2] leads to no source")


A, B, C = "the bridge is 48 metres long", "the toll was lifted in 1951", "the deck was laid in 1887"
PASSAGES = {
    n: Passage(f"p{n}", "s", text, Span(100 * n, 100 * n + len(text))) for n, text in ((1, A), (2, B), (9, C), (10, C))
}


@pytest.mark.parametrize(
    ("written", "numbers", "text"),
    [
        (f"“{A}” [1] and “{B}” [1].", [1], f"“{A}” [1] and “{B}” [2]."),
        (f"“{B}” [1] and “{A}” [1].", [1], f"“{B}” [2] and “{A}” [1]."),
        (f"“{A}” and “{B}” [1].", [1], f"“{A}” [1] and “{B}” [2]."),
        (f"“{B}” and “{C}” [1].", [1], f"“{B}” [2] and “{C}” [9]."),
        (f"“{B}” [1] and then “{B}” [1].", [1], f"“{B}” [2] and then “{B}” [2]."),
        (f"As [1] has it, “{B}”.", [1], f"As [1] has it, “{B}” [2]."),
        (f"“{A.upper()}” [1] and “{B.upper()}” [1].", [1], f"“{A}” [1] and “{B}” [2]."),
    ],
)
def test_only_the_mark_of_the_quote_that_stands_elsewhere_changes(written: str, numbers: list[int], text: str) -> None:
    claim = cite(written, numbers, PASSAGES).claim
    assert claim.text.replace("As has", "As [1] has") == text
    for citation in claim.citations:
        assert f"[{citation.number}]" in claim.text and citation.quote in PASSAGES[citation.number].text
