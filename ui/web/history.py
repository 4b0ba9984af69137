"""A conversation kept in the reader's own browser: out as each answer's JSON, back through the same checks as any answer."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from rag.errors import UsageError
from rag.types import Answer, Claim, Source, Verdict
from rag.wire import from_json, to_json
from ui.api.shelf import too_large
from ui.web.talk import Said, Talk

MOST = 20  # answers of a conversation
LARGEST = 1_500_000  # characters of all of them
Verify = Callable[[Sequence[Claim]], Sequence[Verdict]]
Sound = Callable[[Answer], Answer]


def kept(answer: Answer | None, sources: Mapping[str, Source]) -> str:
    """What the browser is given to keep of an answer, without the passages it was made from; "" of one that cites a source which is gone."""
    if answer is None or not answer.source_ids <= set(sources):
        return ""
    return to_json(replace(answer, hits=()), sources)


def restored(given: Any, sources: Mapping[str, Source], verify: Verify, sound: Sound) -> Talk:
    """The conversation a browser kept; every claim is verified anew, and what is no answer is left out, as is what goes
    beyond the newest of a size that is kept.

    ``sound`` takes the conflicts, passages and audit marks off an answer that the index does not have.
    """
    said: list[Said] = []
    for text in _newest(given if isinstance(given, list) else []):
        answer = _answer(text, sources)
        if answer is not None:
            answer = sound(answer)
            answer = replace(answer, verdicts=tuple(verify(answer.claims)))
            said.append(Said(answer.question, answer))
    return Talk(tuple(said))


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
