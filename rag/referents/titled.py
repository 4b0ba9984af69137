"""A person of whom the sources give a title and the last name alone: "Speaker Reil" for Ann Reil."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.referents.nouns import TITLES
from rag.tokens import STOP


def behind_title(last: str, texts: Sequence[str]) -> list[bool]:
    """For each of ``texts`` whether ``last`` stands in it behind a title; nowhere, if one of them has a first name with it."""
    before = re.compile(rf"\b([A-Z][\w-]*)\.? {re.escape(last)}\b")
    found = [[word.lower() for word in before.findall(text)] for text in texts]
    if any(word not in TITLES and word not in STOP["en"] for words in found for word in words):
        return [False] * len(texts)
    return [not TITLES.isdisjoint(words) for words in found]
