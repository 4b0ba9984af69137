"""A model's answer is shown as it wrote it: in its order, nothing twice, nothing cut, each number its passage's."""

import re
from pathlib import Path
from typing import Any

from rag.ask import answer
from rag.assemble import open_parts, with_model
from rag.ingest.build import build
from rag.settings import load_settings
from rag.types import Answer
from tests.differing import COST, LONG, with_disputes
from tests.model.scripted import Reply, Server

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
