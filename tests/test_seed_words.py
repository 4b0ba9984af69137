"""What only repeats the article is shown as the article's words, not as a supported sentence."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from rag.types import Answer, Citation, Claim, Kind, Source, Span, Status, Tier, Verdict
from ui import terminal
from ui.seed_words import of_the_seed
from ui.web.card import card

SOURCES = {
    "survey": Source("survey", "Survey", tier=Tier.PRIMARY),
    "article": Source("article", "A bridge too far", tier=Tier.SEED, kind=Kind.SEED),
}


def said(*cited: str, status: Status = Status.SUPPORTED) -> Verdict:
    citations = tuple(Citation(n, f"{i}:1", i, "It is long.", Span(0, 11)) for n, i in enumerate(cited, 1))
    return Verdict(Claim("It is long.", Span(0, 11), citations), status, "")


@pytest.mark.parametrize(
    ("verdict", "expected"),
    [
        (said("article"), True),
        (said("survey"), False),
        (said("article", "survey"), False),
        (said("article", status=Status.CONTRADICTED), False),  # a failed check is shown as one
        (said("unknown"), False),
        (said(), False),
    ],
)
def test_only_a_supported_sentence_that_rests_on_the_article_alone_repeats_it(verdict: Verdict, expected: bool) -> None:
    assert of_the_seed(verdict, SOURCES) is expected


@pytest.fixture
def reply() -> Answer:
    return Answer("q", "answered", "It is long.", (said("article"), said("survey")), snapshot="s")


def test_card_says_whose_words_they_are(reply: Answer) -> None:
    assert str(card(reply, SOURCES, "1")).count("or-whose-seed") == 1


def test_terminal_shows_whose_words_they_are(reply: Answer, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = io.StringIO()
    monkeypatch.setattr(terminal, "out", Console(file=screen, width=120, highlight=False))
    terminal.show_answer(reply, SOURCES)
    assert "1 supported, 1 in the article's words" in screen.getvalue()
    assert "“ It is long." in screen.getvalue() and "✓ It is long." in screen.getvalue()
