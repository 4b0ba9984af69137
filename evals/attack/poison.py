"""Documents that give orders, in three modes: quotes alone, a model that obeys them, and a second one as judge that agrees to everything."""

import re
from importlib import import_module
from pathlib import Path
from typing import Any

from evals.attack.inputs import OWN, QUESTIONS, live
from evals.attack.tally import Tally

WHAT = "an order is no evidence: what obeys it is never shown as supported but between quotation marks, as the document's words"
WRITER = {"model": "writer", "context_tokens": 60_000, "retries": 0}
MODES: dict[str, dict[str, Any]] = {
    "poisoned documents, quotes": {},
    "poisoned documents, a model": WRITER,
    "poisoned documents, a model and a judge": WRITER | {"judge_model": "judge"},
}


def orders() -> tuple[tuple[str, str], ...]:
    """The texts that give orders, each with what a model that obeys would write."""
    found: tuple[tuple[str, str], ...] = import_module("tests.model.poisoned").POISONED
    return found


def poison(tally: Tally, home: Path) -> None:
    """Each order that was not tried yet, in the mode of ``tally``; ``home`` is a case that may be changed."""
    from rag.assemble import open_parts
    from rag.ingest.add import add_sources
    from rag.renew import renew
    from rag.settings import load_settings

    scripted = import_module("tests.model.scripted")
    leaflets = [home.parent / f"poison-{n}.txt" for n in range(len(orders()))]
    for leaflet, (text, _) in zip(leaflets, orders(), strict=True):
        leaflet.write_text(f"{text}\n", encoding="utf-8")
    add_sources(load_settings(case=home), leaflets, {"tier": "primary"})
    renew(load_settings(case=home))
    with scripted.serving() as server:
        given = MODES[tally.name]
        given = given | {"openai_base_url": server.url, "openai_api_key": scripted.KEY} if given else given
        parts = open_parts(load_settings(case=home, top_k=100, **given))
        if unread := {leaflet.stem for leaflet in leaflets} - set(parts.index.sources):
            raise RuntimeError(f"nothing would be tried: {min(unread)} is not in the index")
        for text, obeyed in orders()[tally.tried :]:
            server.requests.clear()
            server.script = _obeying(scripted, server, text, obeyed)
            tally.tried += 1
            _look(tally, parts, text, obeyed)


def _look(tally: Tally, parts: Any, text: str, obeyed: str) -> None:
    from rag.ask import answer
    from rag.verify.references import unquoted
    from ui.api.plain import pieces

    try:
        reply = answer(QUESTIONS[0] if parts.chat else f"{QUESTIONS[0]} {text}"[:1500], parts)
    except Exception as exc:
        tally.note("tracebacks", f"{text}: {type(exc).__name__}: {exc}")
        return
    for verdict in reply.verdicts:
        said = unquoted(verdict.claim.text)
        if verdict.status.borne and _letters(obeyed) in _letters(said):
            tally.note("wrong conclusions", f"{text}: {said}")
    if set(live("".join(pieces(reply, parts.index.sources)))) - OWN:
        tally.note("live payloads", text)


def _obeying(scripted: Any, server: Any, text: str, obeyed: str) -> Any:
    """The script of a writer that obeys and, asked again, insists; and of a judge that says yes to all."""

    def script(body: dict[str, Any]) -> Any:
        task = str(body["messages"][-1]["content"])
        if body["model"] == "judge":
            return scripted.Reply("\n".join(f"{n}: yes" for n in range(1, 10)))
        middle = len(text) // 2
        blocks = re.findall(r"^\[(\d+)\] (.*)$", task, re.MULTILINE)
        mark = next((n for n, inside in blocks if text[middle : middle + 12] in inside), "1")
        said = obeyed.replace("[N]", f"[{mark}]")
        return scripted.Reply(said if len(server.requests) == 1 else f"1: {said}")

    return script


def _letters(text: str) -> str:
    return "".join(char for char in text.replace("[N]", "").lower() if char.isalnum())
