"""What every face says around an answer: in the language of the question, and no more than was found."""

import io
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from typing import get_args

import pytest
from rich.console import Console

from rag.phrases import LANGUAGES
from rag.reason import Code, reason
from rag.sources import Citation, Hit, Kind, Passage, Source, Span, Tier
from rag.types import ASKED, Answer, Chosen, Claim, Conflict, Finding, Lead, Note, NoteKind, Status, Verdict
from rag.wire import from_json, to_json
from ui import answer_text, terminal
from ui.api.plain import pieces
from ui.web.card import card
from ui.web.plain import as_text
from ui.words import finding_word, word

SOURCES = {
    "survey": Source("survey", "Survey", "Town", tier=Tier.PRIMARY),
    "article": Source("article", "A bridge too far", "Paper", tier=Tier.SEED, kind=Kind.SEED),
}
LONG, WIDE = "It is long.", "It is wide."


def cite(source: str, words: str) -> Citation:
    return Citation(1, f"{source}:1", source, words, Span(0, len(words)))


def found(status: Status = Status.SUPPORTED) -> Verdict:
    return Verdict(Claim(LONG, Span(0, len(LONG)), (cite("survey", LONG),)), status, "so it is")


def conflict(basis: str, finding: Finding | None = None) -> Conflict:
    return Conflict(cite("article", WIDE), cite("survey", LONG), "the reason", basis, finding)


def reply(
    *verdicts: Verdict, language: str = "en", conflicts: tuple[Conflict, ...] = (), mode: str = "quote"
) -> Answer:
    return Answer("q", "answered", LONG, verdicts, conflicts=conflicts, snapshot="s", language=language, mode=mode)


def printed(answer: Answer) -> str:
    """The answer as the terminal prints it."""
    screen = io.StringIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(terminal, "out", Console(file=screen, width=200, highlight=False))
        answer_text.show_answer(answer, SOURCES)
    return screen.getvalue()


FACES: dict[str, Callable[[Answer], str]] = {
    "terminal": printed,
    "chat": lambda answer: unescape(str(card(answer, SOURCES, "1"))),
    "copy": lambda answer: as_text(answer, SOURCES, "q"),
    "API and MCP": lambda answer: "".join(pieces(answer, SOURCES)),
}


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("finding", get_args(Finding))
@pytest.mark.parametrize(("language", "differ"), [("en", "Sources differ"), ("es", "discrepan"), ("zh", "不一")])
def test_box_of_a_claim_is_headed_by_what_the_ledger_finds(
    face: str, finding: Finding, language: str, differ: str
) -> None:
    shown = FACES[face](reply(found(), language=language, conflicts=(conflict("ledger", finding),)))
    title = word("claim_is", language, finding=finding_word(finding, language))
    assert title in shown
    assert differ not in shown


@pytest.mark.parametrize("face", FACES)
def test_sources_differ_where_code_finds_it_and_stand_side_by_side_where_nobody_does(face: str) -> None:
    assert "Sources differ" in FACES[face](reply(found(), conflicts=(conflict("figures"),)))
    beside = FACES[face](reply(found(), conflicts=(conflict(ASKED),)))
    assert "Side by side" in beside and "Sources differ" not in beside


@pytest.mark.parametrize("face", FACES)
def test_a_doubt_leads_and_is_said_once_with_what_comes_closest_below(face: str) -> None:
    doubt, closest = "The sources may not answer this.", "What comes closest:"
    note = Note(NoteKind.UNSURE, f"{doubt} {closest}", Span(0, len(doubt) + 1 + len(closest)))
    start = note.span.end + 1
    quoted = replace(found(), claim=replace(found().claim, span=Span(start, start + len(LONG))))
    given = replace(
        reply(quoted), text=f"{note.text}\n{LONG}", notes=(note,), lead=Lead(doubt, "silent"), confidence=0.6
    )
    shown = FACES[face](given).partition("data-copy")[0]  # the chat's copy button has all of it again
    assert shown.count(doubt) == shown.count(closest) == 1
    assert shown.index(doubt) < shown.index(closest) < shown.index(LONG)


@pytest.mark.parametrize("face", ["terminal", "chat", "copy"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_answer_from_some_of_the_sources_says_of_how_many_and_keeps_it_in_json(face: str, language: str) -> None:
    for status in ("answered", "refused"):
        given = replace(reply(language=language), status=status, chosen=Chosen(3, 42))
        told = word(f"used_{status}", language, used=3, total=42)
        assert told in FACES[face](from_json(to_json(given, SOURCES)))
        assert told not in FACES[face](replace(given, chosen=None))


@pytest.mark.parametrize("language", ["es", "zh"])
def test_terminal_speaks_the_language_of_the_question(language: str) -> None:
    near = Hit(Passage("survey:1", "survey", LONG, Span(0, len(LONG))), 1.0)
    refused = Answer("q", "refused", "", nearest=(near,), language=language, asked_as="q in full")
    boxes = (conflict("figures"), conflict("ledger", "opinion"), conflict(ASKED))
    shown = printed(refused) + printed(reply(found(), found(Status.NOT_CONFIRMED), language=language, conflicts=boxes))
    shown += printed(reply(found(), language=language))
    for english in (
        "Nearest passages", "Understood", "Sources differ", "Side by side", "claim", "An editor", "sentence", "supported", "snapshot",
        "summary", "found without", "record", "tier",
    ):  # fmt: skip
        assert english not in shown, english


@pytest.mark.parametrize("face", FACES)
def test_why_a_sentence_is_doubted_is_told_in_the_language_of_the_question(face: str) -> None:
    doubted = replace(found(Status.NOT_CONFIRMED), reasons=(reason(Code.ABSENT, value="harbour"),))
    assert "las palabras citadas no tienen «harbour»" in FACES[face](reply(doubted, language="es"))
    assert "引文中没有“harbour”" in FACES[face](reply(doubted, language="zh"))


@pytest.mark.parametrize("face", ["terminal", "chat", "copy"])
def test_why_two_sources_differ_is_told_in_the_language_of_the_question(face: str) -> None:
    differ = replace(conflict("figures"), reasons=(reason(Code.SIDES_CLASH, value="62 m", other="48 m"),))
    assert "«62 m» de un lado, «48 m» del otro" in FACES[face](reply(found(), language="es", conflicts=(differ,)))
