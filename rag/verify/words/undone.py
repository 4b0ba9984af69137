"""Words that deny by what is put before them: "unsealed" read as "not sealed" where the other text has "sealed"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.text import words

_BEFORE = re.compile(r"(?<![\w-])(?P<put>[Uu]n|[Nn]on-)(?P<rest>[a-z]{4,})(?![\w-])")
# "insufficient", "incomplete": behind other words "in" denies nothing ("increase").
_ADJECTIVE = re.compile(
    r"(?<![\w-])(?P<put>[Ii]n|[Ii]m|[Ii]l|[Ii]r)(?P<rest>[a-z]{3,}(?:ent|ant|ate|ete|ble|ive|ual|ar|al))(?![\w-])"
)
_OTHERWISE = frozenset(
    ["less", "like", "form", "verse", "ion", "der", "side", "come", "stall", "deed", "vent", "tent", "certain"]
)


def plainly_denied(text: str, others: Sequence[str]) -> str:
    """``text`` with each such word told with "not", where ``others`` have the plain word and not the denying one."""
    if not (_BEFORE.search(text) or _ADJECTIVE.search(text)):
        return text
    there = {w.text for other in others for w in words(other)}

    def told(match: re.Match[str]) -> str:
        rest = match["rest"]
        known = rest in there and match.group().casefold() not in there and rest not in _OTHERWISE
        return f"not {rest}" if known else match.group()

    return _ADJECTIVE.sub(told, _BEFORE.sub(told, text))
