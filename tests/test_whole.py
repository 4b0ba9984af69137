"""A quote brings what belongs to it: the paragraph under a heading, the labelled lines behind; and no heading at its end."""

from __future__ import annotations

import pytest

from rag.answer.draft import Pick
from rag.answer.headline import is_heading, only_titles
from rag.answer.whole import whole
from rag.ask import answer
from rag.assemble import Parts, open_parts
from rag.renew import renew
from rag.settings import load_settings
from rag.store import Index
from rag.types import Span, Status

VOTE = "The motion was rejected by four votes to three. In favour: Okafor, Dunn, Adair. Against: Pell, Castaneda, Watanabe, Lind."
AFTER = "The council resolved to ask the board for a report."
PAPER = [VOTE, AFTER, "4. Help for the injured", "The council approved 80,000 crowns.", "5. Date of next meeting", "15 November 2023. The meeting closed at 20:40."]  # fmt: skip


@pytest.fixture(scope="module")
def minutes(tmp_path_factory: pytest.TempPathFactory) -> Parts:
    home = tmp_path_factory.mktemp("minutes")
    (home / "corpus").mkdir()
    (home / "corpus" / "minutes.txt").write_text("\n\n".join(PAPER), encoding="utf-8")
    settings = load_settings(case=home, data=home / "data", no_model=True, embedder="minilm")
    renew(settings)
    return open_parts(settings)


@pytest.fixture
def index(minutes: Parts) -> Index:
    return minutes.index


def quoted(index: Index, *words: str) -> list[str]:
    text = index.source_text("minutes")
    picks = []
    for said in words:
        start = text.index(said)
        span = Span(start, start + len(said))
        picks.append(Pick(next(p for p in index.passages if p.span.start <= start and span.end <= p.span.end), span))
    made = whole(picks, index)
    assert all(pick.quote in text for pick in made)
    return [pick.quote for pick in made]


def test_labelled_lines_belong_to_the_sentence_before_them(index: Index) -> None:
    assert quoted(index, "The motion was rejected by four votes to three.") == [VOTE]


def test_a_heading_brings_the_paragraph_under_it(index: Index) -> None:
    told = "Date of next meeting\n\n15 November 2023. The meeting closed at 20:40."
    assert quoted(index, "Date of next meeting") == [told]
    assert quoted(index, "5. Date of next meeting") == [f"5. {told}"]


def test_a_numbered_heading_is_no_mere_title_as_it_brings_its_paragraph(index: Index) -> None:
    passage = next(p for p in index.passages if "5. Date of next meeting" in p.text)
    start = passage.text.index("5. Date of next meeting")
    heading = Span(start, start + len("5. Date of next meeting"))
    assert not only_titles(passage, heading, index.sources["minutes"])
    assert is_heading(passage, heading, "en", numbered=True)


def test_no_quote_ends_with_the_heading_of_what_follows(index: Index) -> None:
    assert quoted(index, f"{VOTE}\n\n{AFTER}") == [f"{VOTE}\n\n{AFTER}"]
    with_it = [p.text for p in index.passages if "4. Help for the injured" in p.text]
    assert with_it  # a heading opens the passage of what follows it
    assert all(AFTER not in text and not text.endswith("4. Help for the injured") for text in with_it)


def test_what_a_longer_quote_has_is_not_quoted_again(index: Index) -> None:
    for words in (
        ("The meeting closed at 20:40.", "Date of next meeting"),
        ("Date of next meeting", "The meeting closed at 20:40."),
    ):
        assert quoted(index, *words) == ["Date of next meeting\n\n15 November 2023. The meeting closed at 20:40."]


@pytest.mark.parametrize("words", [AFTER, "The council approved 80,000 crowns.", "The meeting closed at 20:40."])
def test_other_sentences_stay_as_they_are(index: Index, words: str) -> None:
    assert quoted(index, words) == [words]


def test_who_voted_and_when_one_meets_next_is_told(minutes: Parts) -> None:
    for question, told in (
        ("Who voted against the motion?", "Against: Pell"),
        ("When is the next meeting?", "15 November 2023"),
    ):
        reply = answer(question, minutes)
        assert told in reply.text and {v.status for v in reply.verdicts} == {Status.SUPPORTED}
        assert not any(note.kind == "premise" for note in reply.notes)


@pytest.fixture(scope="module")
def interview(tmp_path_factory: pytest.TempPathFactory) -> Parts:
    home = tmp_path_factory.mktemp("interview")
    (home / "corpus").mkdir()
    (home / "corpus" / "minutes.txt").write_text("\n\n".join(CLUB), encoding="utf-8")
    settings = load_settings(case=home, data=home / "data", no_model=True, embedder="minilm")
    renew(settings)
    return open_parts(settings)


CLUB = [
    "Ana Gil entrenó al equipo de remo durante nueve años y lo dejó en marzo.",
    "Le sucedió Luis Rey, que había sido su ayudante en el club de la ciudad.",
    "La directiva nombró también a un médico para la próxima temporada.",
]


def test_a_spanish_quote_that_points_back_brings_the_sentence_before_it(interview: Parts) -> None:
    index = interview.index
    assert index.sources["minutes"].language == "es"
    assert quoted(index, CLUB[1]) == ["\n\n".join(CLUB[:2])]
    assert quoted(index, CLUB[2]) == [CLUB[2]]  # "La" is an article there
    assert quoted(index, CLUB[0], CLUB[1]) == CLUB[:2]  # it is quoted already
