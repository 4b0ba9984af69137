"""A record's fact beside its original, and a ledger's claim beside the facts that decide it."""

import pytest
from awkward import Reads

from rag.case.audited import AuditedFact
from rag.lists.deciding import DecidingFact
from rag.lists.ledger import recompute
from rag.reason import Code
from rag.sources import Audit, Block, Source, SourceText, Span, Tier
from rag.verify.records import OriginalText, hold, located

FIRST, SECOND = "The pool lost £210,000 last year.", "The roof leaks since March."
TEXT = f"{FIRST}\n\n{SECOND}"
ORIGINAL = OriginalText(
    SourceText(
        Source("s", "Pools", "The Echo"),
        TEXT,
        (Block(Span(0, len(FIRST)), "p. 1"), Block(Span(len(FIRST) + 2, len(TEXT)), "p. 2")),
    )
)


def _held(fact: str, locator: str = "", basis: str = "read", original: OriginalText = ORIGINAL) -> AuditedFact:
    return hold(fact, Block(Span(0, len(fact)), locator, basis, "f01"), original)


@pytest.mark.parametrize(
    ("fact", "locator", "read", "status", "misplaced"),
    [
        ("The pool lost £210,000.", "p. 1", "supported", Audit.CONFIRMED, False),
        ("The pool lost £210,000.", "p. 2", "supported", Audit.CONFIRMED, True),
        ("The pool lost £160,000.", "p. 1", "open", Audit.DIFFERS, False),
        ("The pool lost £160,000.", "p. 1", "supported", Audit.DIFFERS, False),  # a figure is for code to compare
        ("The pool was sold.", "p. 1", "contradicted", Audit.DIFFERS, False),
        ("The pool has no lifeguard.", "p. 1", "open", Audit.NOT_FOUND, False),
    ],
)
def test_fact_beside_its_original(
    fact: str, locator: str, read: str, status: Audit, misplaced: bool, reads: Reads
) -> None:
    reads(lambda claim, evidence: read if "pool" in evidence else "open")
    found = _held(fact, locator)
    assert (found.status, found.misplaced) == (status, misplaced)
    assert TEXT[found.start : found.end] == found.sentence


@pytest.mark.parametrize("basis", ["computed", "second-hand"])
def test_fact_that_no_original_states_is_not_checked(basis: str) -> None:
    assert _held(FIRST, basis=basis).status is Audit.NOT_CHECKED


def test_check_that_breaks_is_not_checked(reads: Reads) -> None:
    def breaks(claim: str, evidence: str) -> str:
        raise RuntimeError

    reads(breaks)
    found = _held("The pool lost £210,000.")
    assert (found.status, found.reasons[0].code) == (Audit.NOT_CHECKED, Code.FAILED)


def test_empty_original_finds_nothing() -> None:
    assert _held(FIRST, original=OriginalText(SourceText(Source("s", "S"), "", ()))).status is Audit.NOT_FOUND


@pytest.mark.parametrize(
    ("locator", "blocks"), [("p. 2", {1}), ("pp. 1-2", {0, 1}), ("p. 7", set()), ("somewhere", None)]
)
def test_locator_leads_to_the_blocks_of_its_place(locator: str, blocks: set[int] | None) -> None:
    assert located(locator, ORIGINAL.source.blocks, TEXT) == blocks


@pytest.mark.parametrize(
    ("claim", "read", "outcome"),
    [
        ("The pool lost £210,000.", "supported", "supported"),
        ("The pool lost £210,000.", "open", ""),
        ("The pool lost £160,000.", "open", "contradicted"),
        ("The pool lost money.", "supported", ""),  # words are the editor's
    ],
)
def test_code_decides_figures_only(claim: str, read: str, outcome: str, reads: Reads) -> None:
    reads(lambda claim, evidence: read)
    fact = DecidingFact(
        id="f1", kind="record", text=FIRST, start=0, end=len(FIRST), language="en", source_id="s", title="Pools", publisher="The Echo",
        published="", tier=Tier.PRIMARY, url="", locator="p. 1", basis="read", record_sha256="",
    )  # fmt: skip
    assert recompute(claim, [fact]).status == outcome
