"""A question in a source is no answer: what stands behind it is quoted instead; where nothing answers, it stays."""

from __future__ import annotations

import pytest

from rag.answer.draft import Pick
from rag.answer.replied import asks_of, reply_to
from rag.answer.select import Selector
from rag.assemble import Parts, open_parts
from rag.renew import renew
from rag.settings import load_settings
from rag.types import Span

HEARING = [
    "THE MILL HEARING, WESTBY, 3 May 2022",
    "CLERK: Who signed the lease of the mill?",
    "ORDWAY: The reeve, on 4 March. He was alone in the room.",
    "CLERK: You say that you kept the keys. What did the new roof of the mill cost?",
    "ORDWAY: It came to 14,300 crowns. Half of it is still owed.",
    "Why was the weir closed? The surveyor found a crack in it. It was mended in June.",
    "CLERK: Does anybody wish to add something?",
    "5. CLOSE OF THE HEARING",
    "The hearing was closed at noon.",
]
PAGE = """<html><body><main><h1>The weir, explained</h1><p>The town answers what its people ask about the weir of Westby.</p>
<h2>How many boats pass the weir each day?</h2><p>Some boats wait. In summer 41 of them pass, in winter 12 at most.</p>
<h2>Who pays for the lock?</h2><p>The guild of millers has paid for the lock since 1988.</p></main></body></html>"""


@pytest.fixture(scope="module")
def mill(tmp_path_factory: pytest.TempPathFactory) -> Parts:
    home = tmp_path_factory.mktemp("mill")
    (home / "corpus").mkdir()
    (home / "corpus" / "hearing.txt").write_text("\n\n".join(HEARING), encoding="utf-8")
    (home / "corpus" / "faq.html").write_text(PAGE, encoding="utf-8")
    settings = load_settings(case=home, data=home / "data", no_model=True, embedder="minilm")
    renew(settings)
    return open_parts(settings)


def reply(parts: Parts, words: str, source: str = "hearing") -> str | None:
    index = parts.index
    start = index.source_text(source).index(words)
    passage = next(p for p in index.passages if p.source_id == source and p.span.start <= start < p.span.end)
    found = reply_to(Pick(passage, Span(start, start + len(words))), index)
    assert found is None or found.quote in index.source_text(source)
    return found.quote if found else None


@pytest.mark.parametrize(("asked", "told"), [(HEARING[1], HEARING[2]), (HEARING[3], HEARING[4])])
def test_an_interviewers_question_gives_way_to_the_turn_behind_it(mill: Parts, asked: str, told: str) -> None:
    assert reply(mill, asked) == told


def test_a_question_inside_of_a_paragraph_gives_way_to_the_rest_of_it(mill: Parts) -> None:
    assert reply(mill, "Why was the weir closed?") == "The surveyor found a crack in it. It was mended in June."


@pytest.mark.parametrize("words", [HEARING[2], HEARING[5], HEARING[6], "He was alone in the room."])
def test_what_states_something_or_has_no_answer_stays(mill: Parts, words: str) -> None:
    assert reply(mill, words) is None


def test_the_heading_of_an_faq_gives_way_to_its_paragraph(mill: Parts) -> None:
    assert reply(mill, "Who pays for the lock?", "faq") == "The guild of millers has paid for the lock since 1988."


@pytest.mark.parametrize(
    ("question", "told"),
    [("Who signed the lease of the mill?", "The reeve"), ("How much did the roof of the mill cost?", "14,300"), ("How many boats pass the weir each day?", "41")],
)  # fmt: skip
def test_what_is_picked_first_is_what_was_replied(mill: Parts, question: str, told: str) -> None:
    hits = mill.ranker.rank(question, 8)
    picks = Selector(mill.index.sources, 12, mill.index).select(question, hits)
    assert told in picks[0].quote
    assert not any(pick.quote.endswith("?") for pick in picks if pick.quote != HEARING[6])


def test_a_turn_that_asks_is_meant_by_its_words_and_not_by_who_speaks() -> None:
    assert asks_of("CHAIR: And deaths?", "How many deaths were there?", "en")
    assert not asks_of("CHAIR: And deaths?", "Who is the chair?", "en")
    assert asks_of("CHAIR: And deaths?", "¿Quién preside?", "en")  # in another language nobody can tell
