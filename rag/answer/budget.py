"""How many passages a model can read: tokens counted offline, the weakest passages left out whole, never cut."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from rag.models.prompts import Prompt, Shown

ANY_ENCODING = "o200k_base"
_HELD = ("o200k_base", "o200k_harmony", "cl100k_base")  # tables that llama-index-core ships; others would be fetched
AROUND = 16  # tokens with which a chat wraps its messages
STRANGE = 1.15  # models with another tokenizer make of English text up to this many times the tokens we count


class Counter:
    """Counts the tokens of a text as ``model`` does; for an unknown model by o200k_base with a margin."""

    def __init__(self, model: str) -> None:
        self._encoding, known = _encoding(model)
        self._margin = 1.0 if known else STRANGE

    def count(self, text: str) -> int:
        """Tokens of ``text``, rounded up."""
        return int(len(self._encoding.encode(text, disallowed_special=())) * self._margin + 0.999)

    def prompt(self, prompt: Prompt) -> int:
        """Tokens of a whole call, what the chat adds included."""
        return self.count(prompt.rules) + self.count(prompt.task) + AROUND


def fitting(
    passages: Sequence[Shown], make: Callable[[Sequence[Shown]], Prompt], counter: Counter, room: int
) -> Sequence[Shown]:
    """As many of ``passages`` (best first) as a prompt of ``room`` tokens holds; none when not even one fits."""
    kept = list(passages)
    while kept and counter.prompt(make(kept)) > room:
        kept.pop()
    return kept


@cache
def _encoding(model: str) -> tuple[Any, bool]:
    """The encoding and whether it is the model's own."""
    spec = importlib.util.find_spec("llama_index.core")
    if spec and spec.origin:
        # tiktoken reads this when it first needs a table; without it, it would go to the network.
        os.environ.setdefault("TIKTOKEN_CACHE_DIR", str(Path(spec.origin).parent / "_static" / "tiktoken_cache"))
    import tiktoken

    try:
        name = tiktoken.encoding_name_for_model(model)
    except KeyError:
        name = ""
    return (tiktoken.get_encoding(name), True) if name in _HELD else (tiktoken.get_encoding(ANY_ENCODING), False)
