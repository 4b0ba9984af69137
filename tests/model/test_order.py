"""A model's answer is shown as it wrote it: in its order, nothing twice, nothing cut, each number its passage's."""

import html
import io
import re
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from rag.ask import answer
from rag.assemble import open_parts, with_model
from rag.ingest.build import build
from rag.settings import load_settings
from rag.types import Answer
from tests.differing import COST, LONG, with_disputes
from tests.model.scripted import Reply, Server
from ui import terminal
from ui.answer_text import show_answer
from ui.api.plain import pieces
from ui.web.card import card
from ui.web.plain import as_text

LENGTH = "How long is the Mill Bridge?"


def differing(tiny: Path, server: Server) -> Answer:
    """A model's answer from the small case, which lists what its sources differ on."""
    settings = load_settings(case=with_disputes(tiny, COST, LONG), openai_base_url=server.url, model="m", judge=False)
    build(settings)
    parts = with_model(open_parts(settings), settings)

    def sent(words: str) -> int:
        return next(
            int(n) for n, text in re.findall(r"^\[(\d+)\] (.*)$", server.task(0), re.MULTILINE) if words in text
        )

    def script(body: dict[str, Any]) -> Reply:
        return Reply(
            f"The article says it is 84 metres long [{sent('84 metres')}]. The bridge was opened to traffic in 1887 [{sent('1887')}]. "
            f"The survey measured 48 metres [{sent('48 metres')}]."
        )

    server.script = script
    return answer(LENGTH, parts)


def test_conflicts_sides_have_the_numbers_of_their_passages(tiny: Path, server: Server) -> None:
    reply = differing(tiny, server)
    assert reply.mode == "model" and reply.conflicts
    for conflict in reply.conflicts:
        for side in (conflict.lower, conflict.higher):
            if side.number <= len(reply.hits):
                assert reply.hits[side.number - 1].passage.id == side.passage_id


def shown_by(tiny: Path, server: Server, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """What each face shows of an answer with every kind of sentence."""
    settings = load_settings(case=tiny, openai_base_url=server.url, model="m", judge=False, rewrite=False)
    build(settings)
    parts = with_model(open_parts(settings), settings)

    def sent(words: str) -> int:
        return next(
            int(n) for n, text in re.findall(r"^\[(\d+)\] (.*)$", server.task(0), re.MULTILINE) if words in text
        )

    server.script = lambda body: Reply(" ".join(WRITTEN).format(survey=sent("48 metres"), leaflet=sent("in 1887")))
    reply, sources = answer("How long is the Mill Bridge and when was it opened?", parts), parts.index.sources
    screen = io.StringIO()
    monkeypatch.setattr(terminal, "out", Console(file=screen, width=2000, highlight=False))
    show_answer(reply, sources)
    made = re.sub(r"<button[^>]*>\d+</button>", "", str(card(reply, sources, "")).split('class="or-pieces"')[0])
    return {
        "terminal": screen.getvalue(),
        "plain": "".join(pieces(reply, sources)).replace("~~", ""),
        "copied": as_text(reply, sources, "q").replace("~~", ""),
        "page": html.unescape(re.sub(r"<[^>]+>", "", made)),
    }


WRITTEN = (
    "The Mill Bridge may well be the pride of the town [{survey}].",
    "The survey says it is 48 metres long and 6.2 metres wide [{survey}].",
    "None of the passages says who paid for it [-].",
    "The Mill Bridge was opened to traffic in 1888 [{leaflet}].",
    "It has stood in the valley for a long time [{leaflet}].",
)
BARE = tuple(one.partition(" [")[0] for one in WRITTEN)


def test_every_face_keeps_the_order_and_says_nothing_twice(
    tiny: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, text in shown_by(tiny, server, monkeypatch).items():
        assert [text.count(one) for one in BARE] == [1] * len(BARE), (name, text)
        assert sorted(BARE, key=text.index) == list(BARE), name
        assert "in 1887" in text[text.index(BARE[3]) : text.index(BARE[4])], name  # the source's words beside it
