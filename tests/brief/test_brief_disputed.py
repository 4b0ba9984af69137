"""Where a brief's quotes agree and differ: what is disputed is never shown as agreed, and a dispute on file is shown as one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rag.answer.draft import Pick
from rag.assemble import Parts
from rag.brief import Scope, summarize
from rag.brief.agree import agreements
from rag.brief.types import About
from rag.brief.compare import differences
from rag.brief.disputed import disputed
from rag.brief.outline import read
from rag.brief.gather import Candidate
from rag.brief.own_figure import is_label
from rag.brief.repeats import gist
from rag.types import DISPUTE, Passage, Source, Span
from rag.verify.values.numbers import figures

COUNCIL, COMPANY = Source("c", "C", publisher="Harbour Council"), Source("f", "F", publisher="Fenwick Dredging")


def _of(source: Source, text: str) -> Candidate:
    pick = Pick(Passage(f"{source.id}:{abs(hash(text))}", source.id, text, Span(0, len(text))), Span(0, len(text)))
    return Candidate(pick, source, 1.0, read(text, source, ""), gist(text, source.language))


COUNTED = "The silt taken from the north basin weighed 310 tonnes."


@pytest.mark.parametrize(
    ("other", "agreed"),
    [
        ("From the north basin 310 tonnes of silt were taken.", True),
        ("The Council takes 310 tonnes of silt for the north basin.", False),  # attributed to the other party
        ("According to the Harbour Council 310 tonnes of silt left the north basin.", False),
        ("The silt of the north basin is given as 310 tonnes. We weighed 440 tonnes.", False),  # a rival
        ("The silt of the north basin did not weigh 310 tonnes.", False),
        ("The north basin gave 310 tonnes of silt, we are told. That is wrong.", False),
        ("The silt of the north basin weighed 310 tonnes and its removal took 40 days.", True),  # another unit
    ],
)
def test_a_figure_is_agreed_on_only_where_both_give_it_as_their_own(other: str, agreed: bool) -> None:
    found = agreements([_of(COUNCIL, COUNTED), _of(COMPANY, other)])
    assert [kind for _, kind, _ in found if kind == "figure"] == (["figure"] if agreed else [])


@pytest.mark.parametrize(
    ("other", "agreed"),
    [
        ("Fenwick sent the first notice of the leak in the lock gate on 4 May 2019.", True),
        ("The notice of 4 May 2019 on the leak in the lock gate was not the first but the third.", False),
        ("The Council puts the notice of the leak in the lock gate at 4 May 2019.", False),
    ],
)
def test_a_day_is_agreed_on_only_where_neither_denies_it(other: str, agreed: bool) -> None:
    one = _of(COUNCIL, "On 4 May 2019 the first notice of the leak in the lock gate came.")
    found = agreements([one, _of(COMPANY, other)])
    assert [kind for _, kind, _ in found if kind == "date"] == (["date"] if agreed else [])


def test_what_denies_and_what_affirms_are_no_same_statement() -> None:
    one = _of(COUNCIL, "The council pays for the new lock gate at Ferrow.")
    assert not agreements([one, _of(COMPANY, "The council does not pay for the new lock gate at Ferrow.")])
    assert agreements([one, _of(COMPANY, "For the new lock gate at Ferrow the council pays.")])


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("It was found at Site 14 in spring.", True),
        ("(Extract: sections 3, 4, 11 and 14)", True),
        ("Site: 14; Hospital: Varna", True),
        ("Los centros 12 y 14 cerraron.", True),
        ("It was seen in Ward 14 at night.", True),
        ("The 14 sites were closed.", False),
        ("In all, 14 patients fell ill.", False),
        ("Patients: 14", False),
    ],
)
def test_a_number_that_names_is_no_figure(text: str, label: bool) -> None:
    (last,) = [f for f in figures(text) if f.value == 14]
    assert is_label(text, last) is label


def test_quotes_on_two_sides_of_a_dispute_agree_on_nothing_and_are_shown_first(shipped: Parts) -> None:
    brief = summarize(Scope(About.TOPIC, "fentanyl from China, 2013-2021"), shipped)
    assert brief.differences[0].basis == DISPUTE
    by = [d.basis for d in brief.differences]
    assert by == sorted(by, key=lambda basis: basis != DISPUTE)  # disputes on file before all else
    assert any(basis != DISPUTE for basis in by)


def _placed(parts: Parts, passage_id: str, score: float = 1.0) -> Candidate:
    passage = parts.index.passages[parts.index.row_of[passage_id]]
    source = parts.index.sources[passage.source_id]
    pick = Pick(passage, passage.span)
    return Candidate(pick, source, score, read(pick.quote, source, ""), gist(pick.quote, source.language))


def test_a_dispute_needs_two_sides_near_to_the_topic_or_one_that_is_quoted(shipped: Parts) -> None:
    index = shipped.index
    dispute = next(d for d in index.disputes if d.id == "d01")
    only = replace(index, disputes=(dispute,))
    one, other = (_placed(shipped, side.fact_ids[0]) for side in dispute.sides)
    unrelated = _placed(
        shipped, next(p.id for p in index.passages if p.id not in sum((s.fact_ids for s in dispute.sides), ()))
    )
    assert disputed([one, other], [], only) and disputed([unrelated], [one, other], only)
    assert not disputed([one], [], only) and not disputed([unrelated], [one], only)
    assert disputed([one], [], only, allowed=lambda source, quote: True)
    assert not disputed([unrelated], [one], only, allowed=lambda source, quote: True)
    found = differences([one, other], [], replace(shipped, index=only))
    assert found[0].basis == DISPUTE
    assert not agreements([one, other], [], only.disputes)
