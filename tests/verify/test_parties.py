"""A government's own word and another's are set side by side where a question asks how well it acts, and only there."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from rag.types import Kind, Passage, Source, Span, Tier
from rag.verify.conflicts.parties import parties
from rag.verify.entities.nations import nations_in


@dataclass(frozen=True)
class Shelf:
    """What of an index is read here: the sources."""

    sources: dict[str, Source]


SHELF = Shelf(
    {
        s.id: s
        for s in (
            Source("ministry", "Notices", "Ministry of Fisheries of Norway"), Source("board", "Review", "Icelandic Fisheries Board"),
            Source("embassy", "Letter", "Embassy of Norway in Iceland"), Source("paper", "Report", "Harbour Times", tier=Tier.PRESS),
            Source("seed", "Article", "Norwegian Post", kind=Kind.SEED, tier=Tier.SEED),
        )
    }
)  # fmt: skip


def said(source: str, text: str) -> tuple[Passage, Span]:
    return Passage(f"{source}-{len(text)}", source, text, Span(40, 40 + len(text))), Span(40, 40 + len(text))


STRICT = said("ministry", "The ministry said its inspectors are strict with every trawler.")
LETTER = said("embassy", "The letter calls the inspections the strictest of the north.")
WEAK = said("board", "The board found inspections in Norway weak and rare.")
ELSEWHERE = said("board", "The board met twice.")
PRESS = said("paper", "Inspections in Norway are weak, fishermen say.")
SEED = said("seed", "Norway is strict.")


@pytest.mark.parametrize(
    "question",
    [
        "How strict is Norway really with its trawlers?",
        "Is Norway strict with trawlers?",
        "Once the law was in force, were Norwegian trawlers still let off?",
        "To what extent does Norway inspect trawlers?",
        "Whose fault is the overfishing, Norway's?",
    ],
)
def test_a_judgement_on_a_country_sets_its_word_beside_that_of_another(question: str) -> None:
    assert parties(question, [PRESS, WEAK, STRICT], SHELF) == (STRICT, WEAK)


@pytest.mark.parametrize(
    "question",
    [
        "How many inspectors has Norway?",
        "When did Norway begin to inspect trawlers?",
        "What does the board say about Norway?",
        "Are trawlers inspected?",
        "Is Sweden strict with trawlers?",
    ],
)
def test_other_questions_do_not(question: str) -> None:
    assert parties(question, [WEAK, STRICT], SHELF) is None


def test_two_bodies_of_one_country_the_press_and_the_seed_are_no_other_party() -> None:
    praise = said("embassy", "The letter says that Norway is strict.")
    assert parties("Is Norway strict?", [STRICT, LETTER, praise, PRESS, SEED], SHELF) is None


def test_the_other_must_speak_of_that_country() -> None:
    assert parties("Is Norway strict?", [STRICT, ELSEWHERE], SHELF) is None


def test_quotes_far_down_do_not_count() -> None:
    assert parties("Is Norway strict?", [STRICT, PRESS, PRESS, PRESS, PRESS, WEAK], SHELF) == (STRICT, WEAK)
    assert parties("Is Norway strict?", [STRICT, PRESS, PRESS, PRESS, PRESS, PRESS, WEAK], SHELF) is None


def test_an_embassy_is_of_the_country_that_is_named_first() -> None:
    assert parties("Is Norway strict?", [LETTER, WEAK], SHELF) == (LETTER, WEAK)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("U.S.-China Review Commission", ("us", "china")),
        ("Ministry of Foreign Affairs of the PRC", ("china",)),
        ("Let us go to an Indian shop.", ("india",)),
        ("Beijing and the Chinese", ("china",)),
        ("中国外交部", ("china",)),
        ("Harbour Times", ()),
    ],
)
def test_countries_are_known_by_any_of_their_names(text: str, named: tuple[str, ...]) -> None:
    assert nations_in(text) == named
