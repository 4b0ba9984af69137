"""A word table of the product's own furniture, looked up by language: English, Spanish and Chinese."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from rag.phrases import LANGUAGES

Key = TypeVar("Key")
Words = tuple[str, str, str]  # in the order of LANGUAGES


def in_language(table: Mapping[Key, Words], key: Key, language: str, **values: object) -> str:
    """The words for ``key`` with ``values`` filled in, in English where there is no such language; raises KeyError on an unknown key."""
    column = LANGUAGES.index(language) if language in LANGUAGES else 0
    return table[key][column].format(**values)
