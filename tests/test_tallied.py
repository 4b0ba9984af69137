"""The vote behind a motion or a resolution is quoted with it, whatever words it has of the question."""

from __future__ import annotations

import pytest
from tests.rows.test_named import opened

from rag.ask import answer
from rag.assemble import Parts

MINUTES = """Minutes of the Harbour Board

18 November 2021

3. Grant
Anna Bell moved that the grant for the ferry be refused. The motion was lost by 4 votes to 9.

4. Merger of the two harbours
The treasurer presented the plan for the merger of the harbours and answered questions about it for an hour.

Resolution: The board approves the merger of the two harbours with effect from 1 April 2022.

In favour 9, against 3, abstentions 1. Tom Aldous, Rosa Quint and Agnes Toll voted against; Peter Lund abstained.

5. Next meeting
The board will meet again on 20 January 2022.
"""
HEARING = """Transcript of the hearing of the Health Committee

CLLR VARGA: I move that the committee ask the hospital to reopen the ward.

CHAIR: Those in favour? Six. Against? Two. Carried.
"""


@pytest.fixture(scope="module")
def board(tmp_path_factory: pytest.TempPathFactory) -> Parts:
    files = ("minutes.txt", "Minutes", MINUTES), ("hearing.txt", "Hearing", HEARING)
    return opened(tmp_path_factory.mktemp("board"), *files)


@pytest.mark.parametrize(
    ("question", "motion", "vote"),
    [
        ("What was the vote on the merger?", "Resolution: The board approves the merger", "In favour 9, against 3"),
        ("Was the merger approved unanimously?", "Resolution: The board approves the merger", "In favour 9, against 3"),
        (
            "What was the vote in the committee?",
            "CLLR VARGA: I move that the committee",
            "CHAIR: Those in favour? Six.",
        ),
    ],
)
def test_the_vote_follows_what_was_voted_on(board: Parts, question: str, motion: str, vote: str) -> None:
    quotes = [c.quote for v in answer(question, board).verdicts for c in v.claim.citations]
    place = next(n for n, quote in enumerate(quotes) if quote.startswith(motion))
    told = " ".join(quotes[: place + 2])
    assert vote in told and sum(vote in quote for quote in quotes) == 1


def test_who_asks_for_no_vote_is_told_none(board: Parts) -> None:
    quotes = [c.quote for v in answer("When does the merger take effect?", board).verdicts for c in v.claim.citations]
    assert quotes[0].startswith("Resolution") and not any(quote.startswith("In favour") for quote in quotes[1:2])
