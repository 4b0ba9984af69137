"""Words of a reason as a text writes them: the checks compare them folded, a reader knows "Okafor" and "Nordmar Mutual"."""

from __future__ import annotations

from collections.abc import Collection

from rag.text import words


def as_written(told: Collection[str], *texts: str, most: int = 5) -> str:
    """``told``, folded words, as the text with most of them writes them and in its order, ``most`` at most; what it has not stands last."""
    written = max((_in(told, text) for text in texts), key=len)
    return ", ".join([*written.values(), *sorted(set(told) - written.keys())][:most])


def _in(told: Collection[str], text: str) -> dict[str, str]:
    """The words of ``told`` that stand in ``text``, each as it stands at its first place."""
    found: dict[str, str] = {}
    for word in words(text):
        if word.text in told:
            found.setdefault(word.text, word.span.of(text))
    return found
