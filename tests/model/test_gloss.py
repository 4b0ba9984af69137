"""Quotes in another language than the reader's are translated by a connected model; a figure that changed is never shown."""

from dataclasses import replace
from typing import Any

import pytest

from rag.answer.gloss import foreign_quotes, glosses, same_figures
from rag.ask import answer
from rag.live import Live
from rag.models.endpoint import Meter
from tests.model.conftest import WithModel
from tests.model.scripted import Reply, Server
from tests.serving import in_a_loop
from ui.api.service import open_service
from ui.web.card import card
from ui.web.page import Page
from ui.web.talk import Frame, Talk

LENGTH = "How long is the Mill Bridge?"
QUOTES = [("The bridge is 48 metres long.", "en"), ("It has three arches.", "en"), ("It cost 9,500 pounds.", "en")]


def translated(server: Server, written: WithModel, *replies: Reply | str) -> dict[str, str]:
    server.says(*replies)
    chat = written().chat
    assert chat is not None
    return glosses(QUOTES, "es", chat, Meter())


def test_each_quote_has_its_translation(server: Server, written: WithModel) -> None:
    told = translated(server, written, "1: El puente mide 48 metros.\n2. Tiene tres arcos.\n3: Costó 9.500 libras.")
    assert list(told.values()) == ["El puente mide 48 metros.", "Tiene tres arcos.", "Costó 9.500 libras."]
    assert "Spanish" in str(server.requests[0]) and "BEGIN" in server.task()


def test_a_translation_with_another_figure_is_left_out(server: Server, written: WithModel) -> None:
    told = translated(server, written, "1: El puente mide 84 metros.\n2: Tiene cuatro arcos.\n3: Costó 9.500 libras.")
    assert list(told) == [QUOTES[2][0]]


@pytest.mark.parametrize("reply", [Reply(status=500), "I cannot.", "7: x\n0: y\n: z", "1:"])
def test_a_model_that_fails_leaves_the_quotes_as_they_are(
    server: Server, written: WithModel, reply: Reply | str
) -> None:
    assert translated(server, written, reply) == {}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("48 metres", "48米", True),
        ("93,331 deaths", "93.331 muertes", True),
        ("48 metres", "metros", False),
        ("metres", "48 metros", False),
    ],
)
def test_figures_are_the_same_in_whatever_numerals(one: str, other: str, same: bool) -> None:
    assert same_figures(one, "en", other, "zh" if "米" in other else "es") is same


def test_a_translation_is_told_apart_and_never_between_quotation_marks(written: WithModel) -> None:
    parts = written(no_model=True)
    reply = replace(answer(LENGTH, parts), language="es")
    quotes = [quote for quote, _ in foreign_quotes(reply, parts.index.sources)]
    body = card(
        reply, parts.index.sources, "1", glosses={quote: f"<b>{n}</b> traducida" for n, quote in enumerate(quotes)}
    )
    assert "&lt;b&gt;0&lt;/b&gt; traducida" in body and "traducido por un modelo" in body
    assert "“&lt;b&gt;" not in body and "<b>" not in body


def test_an_answer_stands_first_and_its_translations_follow(server: Server, written: WithModel) -> None:
    def script(body: dict[str, Any]) -> Reply:
        rules, task = (str(message["content"]) for message in body["messages"])
        numbered = [line for line in task.splitlines() if line[:1].isdigit()]
        return Reply("\n".join(numbered)) if "You translate" in rules else Reply(status=500)

    server.script = script
    live = Live(written())
    page = Page(live, open_service(live))

    async def frames() -> list[Frame]:
        return [frame async for frame in page.respond("¿Qué longitud tiene el Mill Bridge?", Talk(), frozenset(), "es")]

    *_, answered, last = in_a_loop(frames())
    assert not answered.busy and "or-gloss" not in answered.body
    assert not last.busy and last.talk == answered.talk and last.answer == answered.answer
    assert "or-gloss" in last.body
