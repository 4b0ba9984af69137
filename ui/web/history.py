"""A conversation kept in the reader's own browser: out as the answers' JSON, back through the same checks as any answer."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from rag.errors import UsageError
from rag.live import Known
from rag.question import Turn
from rag.types import Answer, Claim, Source, Verdict
from rag.wire import from_json, to_json
from ui.api.sizes import too_large
from ui.web.talk import Talk, finished

MOST = 20  # answers; a browser keeps about five million characters for one site
HITS = 15  # of an answer: its table of passages, as long as the default makes it
LARGEST = 1_500_000  # characters of all of them, and bytes as they are sent back
MARGIN = 2048  # bytes of a request beside them
Verify = Callable[[Sequence[Claim]], Sequence[Verdict]]
Sound = Callable[[Answer], Answer]


def kept(talk: Talk, sources: Known) -> list[str]:
    """The newest answers of ``talk`` as JSON, oldest first, as many as the server takes back in one request; those that cite a
    source which is gone are read again by no index."""
    texts: list[str] = []
    room = min(LARGEST, sources.settings.max_body_kb * 1024 - MARGIN)
    for answer in reversed([a for a in talk.answers if a and a.source_ids <= set(sources)][-MOST:]):
        text = to_json(replace(answer, hits=answer.hits[:HITS]), sources)
        room -= _sent(text)
        if room < 0:
            break
        texts.append(text)
    return texts[::-1]


def _sent(text: str) -> int:
    """The bytes of ``text`` in the JSON of a request: each quotation mark in it has a stroke before it, and a Chinese sign is three."""
    return len(json.dumps(text, ensure_ascii=False).encode("utf-8", "surrogatepass")) + 1  # and the comma


def restored(given: Any, sources: Mapping[str, Source], verify: Verify, sound: Sound) -> Talk:
    """The conversation a browser kept; every claim is verified anew, and what is no answer is left out, as is what goes
    beyond the newest of a size that is kept.

    ``sound`` takes the conflicts, passages and audit marks off an answer that the index does not have.
    """
    talk = Talk()
    for text in _newest(given if isinstance(given, list) else []):
        answer = _answer(text, sources)
        if answer is not None:
            answer = sound(answer)
            answer = replace(answer, verdicts=tuple(verify(answer.claims)))
            turn = Turn(answer.question, answer.text)
            talk = finished(replace(talk, asked=answer.question), turn, answer, sources).talk
    return talk


def _newest(given: Sequence[object]) -> list[str]:
    """The last texts of ``given``, as many and as long as a browser is ever given."""
    texts = [text for text in given[-MOST:] if isinstance(text, str)]
    while sum(map(len, texts)) > LARGEST:
        texts.pop(0)
    return texts


def _answer(text: str, sources: Mapping[str, Source]) -> Answer | None:
    """An answer of a size of ours whose sources all still exist; None otherwise."""
    try:
        answer = from_json(text)
    except (UsageError, json.JSONDecodeError, ValueError):
        return None
    return answer if answer.source_ids <= set(sources) and not too_large(answer) else None
