"""Who wrote it, and then what he concludes: the list names the author, and what the text finds is quoted."""

from __future__ import annotations

import pytest

from rag.answer.of_sources import Asks, of_sources
from rag.ask import answer
from rag.assemble import Parts
from rag.question import Turn


@pytest.mark.parametrize(
    "asked",
    [
        "Who wrote the 2019 report? What did she conclude?",
        "Who wrote the 2019 report? What were her main findings?",
        "¿Quién escribió el informe de 2019? ¿A qué conclusión llegó?",
        "¿Quién escribió el informe de 2019? ¿Qué dijo?",
        "2019年的报告是谁写的？他的结论是什么？",
        "谁写了2019年的报告？她得出了什么结论？",
    ],
)
def test_what_the_author_concludes_is_what_the_text_says(asked: str) -> None:
    found = of_sources(asked)
    assert found and found.asks is Asks.SAYS and found.led
    assert "2019" in found.named


@pytest.mark.parametrize(
    "asked",
    [
        "Who wrote the 2019 report? Whom does she thank?",
        "¿Quién escribió el informe de 2019? ¿A quién da las gracias?",
        "2019年的报告是谁写的？他住在哪里？",
        "Who wrote the 2019 report? What did she conclude about the bridge?",
    ],
)
def test_what_else_is_asked_of_him_is_no_conclusion(asked: str) -> None:
    found = of_sources(asked)
    assert found and found.asks is Asks.WHO and found.led


@pytest.mark.parametrize(
    ("before", "question"),
    [
        ("¿Quién escribió el informe de la comisión de 2018?", "¿A qué conclusión llegó?"),
        ("2018年的报告是谁写的？", "他的结论是什么？"),
        ("Who wrote the 2018 report?", "What did he conclude?"),
    ],
)
def test_the_conclusion_is_quoted_and_not_who_wrote_it(shipped: Parts, before: str, question: str) -> None:
    reply = answer(question, shipped, [Turn(before)])
    assert reply.claims and all(c.source_id == "uscc-2018" for claim in reply.claims[:3] for c in claim.citations)
    assert reply.claims[0].citations[0].passage_id != "uscc-2018-f01"
