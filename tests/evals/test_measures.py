"""What one answer is worth: each measure by hand on answers made for it."""

from dataclasses import replace

import pytest

from evals.measures import Parts as Measured
from evals.measures import measure
from evals.schema import KeyPoint, Question
from rag.sources import Citation, Hit, Passage, Span
from rag.types import Answer, Claim, Conflict, Note, NoteKind, Status, Verdict

TEXT = "The bridge is 48 metres long. It was closed in 2020. Mayor Calder said that it was unsafe."
SOURCE = "survey"


def cite(quote: str, number: int = 1, passage: str = "f01") -> Citation:
    at = TEXT.index(quote)
    return Citation(number, passage, SOURCE, quote, Span(at, at + len(quote)), "para 1")


def claim(text: str, *citations: Citation) -> Claim:
    return Claim(text, Span(0, len(text)), citations)


def answered(*verdicts: Verdict, **more: object) -> Answer:
    return replace(Answer("q", "answered", " ".join(v.claim.text for v in verdicts), verdicts), **more)  # type: ignore[arg-type]


def supported(made: Claim) -> Verdict:
    return Verdict(made, Status.SUPPORTED, "")


def by_length(claims: list[Claim]) -> list[Verdict]:
    """A verifier for tests: a claim is supported when the quote about length is among its citations."""
    return [
        Verdict(c, Status.SUPPORTED if any("48" in x.quote for x in c.citations) else Status.NOT_CONFIRMED, "")
        for c in claims
    ]


def measured(question: Question, answer: Answer) -> Measured:
    return measure(question, answer, lambda source: TEXT, by_length)  # type: ignore[arg-type]


ASKED = Question(id="q1", question="How long?", key_points=(KeyPoint(text="48 m", support=("f01",)),))
LENGTH = claim("It is 48 metres long.", cite("The bridge is 48 metres long."))


def test_a_refused_answerable_question_has_no_key_point_and_is_not_missing() -> None:
    found = measured(ASKED, Answer("q", "refused", "The sources do not say."))
    assert found["key_point_recall"] == (0.0, 1.0)
    assert found["answerable_refused"] == (1.0, 1.0)
    assert found["refusal_precision"] == (0.0, 1.0)


def test_a_right_refusal_counts_for_recall_and_precision() -> None:
    found = measured(Question(id="q", question="?", must_refuse=True), Answer("q", "refused", "No."))
    assert found["refusal_recall"] == found["refusal_precision"] == (1.0, 1.0)
    assert "key_point_recall" not in found


def test_claims_not_checked_stay_out_of_the_support_rate() -> None:
    found = measured(ASKED, answered(supported(LENGTH), Verdict(LENGTH, Status.UNCHECKED, "broke")))
    assert found["claim_support"] == (1, 1)
    assert found["claims_not_checked"] == (1, 2)
    assert found["citation_recall"] == (1, 2)  # ALCE knows no "not checked": such a sentence is not supported


def test_a_citation_that_the_claim_can_do_without_costs_precision() -> None:
    both = claim(
        "It is 48 metres long.", cite("The bridge is 48 metres long."), cite("It was closed in 2020.", 2, "f02")
    )
    assert measured(ASKED, answered(supported(both)))["citation_precision"] == (1, 2)


def test_citations_of_a_claim_that_fails_are_all_imprecise() -> None:
    found = measured(ASKED, answered(Verdict(LENGTH, Status.CONTRADICTED, "")))
    assert found["citation_precision"] == (0, 1)


def test_a_quote_that_is_not_at_its_span_is_counted() -> None:
    moved = replace(cite("The bridge is 48 metres long."), span=Span(1, 30))
    assert measured(ASKED, answered(supported(claim("x", moved))))["citations_verbatim"] == (0, 1)


def test_retrieval_is_measured_against_the_supporting_facts() -> None:
    def hit(name: str) -> Hit:
        return Hit(Passage(name, SOURCE, "The bridge", Span(0, 10)), 1.0)

    two = Question(
        id="q", question="?", key_points=(KeyPoint(text="a", support=("f01",)), KeyPoint(text="b", support=("f09",)))
    )
    found = measured(two, answered(supported(LENGTH), hits=(hit("f07"), hit("f01"))))
    assert found["recall@10"] == (0.5, 1.0)
    assert found["mrr@10"] == (0.5, 1.0)
    assert found["success@10"] == (1.0, 1.0)


def _rows(place: str) -> Passage:
    return Passage(f"t:{place}", "t", "Week: 2; Visitors: 95.", Span(0, 22), place)


def _of_row(*support: str) -> Question:
    return Question(id="q", question="?", key_points=(KeyPoint(text="95", support=support),))


@pytest.mark.parametrize("place", ["row 2-25", "table 1, row 2-25"])
def test_a_passage_of_rows_is_retrieved_by_the_name_of_any_of_its_rows(place: str) -> None:
    hits = (Hit(_rows(place.replace("2-25", "26-40")), 1.0), Hit(_rows(place), 1.0))
    for row, rank in (("23", 0.5), ("26", 1.0), ("23-24", 0.5)):
        asked = _of_row("t:" + place.replace("2-25", row))
        found = measured(asked, answered(supported(LENGTH), hits=hits))
        assert (found["mrr@10"], found["recall@10"], found["success@10"]) == ((rank, 1.0), (1.0, 1.0), (1.0, 1.0))


@pytest.mark.parametrize("support", ["t:row 2-25", "t:row 23-24", "t:row 23"])
def test_a_cited_row_bears_what_its_passage_is_named_for(support: str) -> None:
    cited = replace(cite("The bridge is 48 metres long."), source_id="t", locator="row 23")
    found = measured(_of_row(support), answered(supported(claim("It is 95.", cited))))
    assert found["key_point_recall"] == found["first_quote"] == (1.0, 1.0)


def test_a_conflict_and_a_premise_are_counted_where_they_are_due() -> None:
    side = cite("It was closed in 2020.")
    shown = answered(supported(LENGTH), conflicts=(Conflict(side, side, "differs", "figures"),))
    asked = Question(id="q", question="?", type="conflict", must_correct_premise=True)
    found = measured(asked, shown)
    assert found["conflict_shown"] == (1.0, 1.0)
    borne = replace(shown, conflicts=tuple(replace(c, finding="supported") for c in shown.conflicts))
    assert measured(asked, borne)["conflict_shown"] == (0.0, 1.0)
    assert found["premise_corrected"] == (0.0, 1.0)
    noted = replace(shown, notes=(Note(NoteKind.PREMISE, "x", Span(0, 1)),))
    assert measured(asked, noted)["premise_corrected"] == (1.0, 1.0)
