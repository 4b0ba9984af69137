"""Words of a reason as a text writes them: the checks compare them folded, a reader knows "Okafor" and "Nordmar Mutual".

Chinese is compared in pairs of characters, and a pair may straddle two words: a reason names the words that are not there.
"""

from __future__ import annotations

from collections.abc import Collection

from rag.glossary import cut
from rag.text import Word, content_words, is_cjk, words


def as_written(told: Collection[str], *texts: str, most: int = 5) -> str:
    """``told``, folded words, as the text with most of them writes them and in its order, ``most`` at most; what it has not stands last."""
    written = max((_in(told, text) for text in texts), key=len)
    named = dict.fromkeys(filter(None, written.values()))
    return ", ".join([*named, *sorted(set(told) - written.keys())][:most])


def _in(told: Collection[str], text: str) -> dict[str, str]:
    """The words of ``told`` that stand in ``text``, each as it stands at its first place."""
    found: dict[str, str] = {}
    for word in words(text):
        if word.text in told:
            found.setdefault(word.text, word.span.of(text))
        if is_cjk(word.text[0]) and len(word.text) == len(word.span.of(text)):
            found |= {pair: name for pair, name in _named(told, word.span.of(text)) if pair not in found}
    return found


def _named(told: Collection[str], run: str) -> list[tuple[str, str]]:
    """The pairs of ``told`` in a Chinese run, each with the words, parted by commas, in which its stretch has characters that are not there."""
    pairs = content_words(run, "zh")
    there = {at for pair in pairs if pair.text not in told for at in range(pair.span.start, pair.span.end)}
    stretches: list[list[Word]] = []
    upto = -1
    for pair in (pair for pair in pairs if pair.text in told):
        if pair.span.start >= upto:
            stretches.append([])
        stretches[-1].append(pair)
        upto = pair.span.end
    names = [_words_of(stretch[0].span.start, stretch[-1].span.end, there, run) for stretch in stretches]
    if not any(names):  # each character is there, but not in this order
        names = [run[stretch[0].span.start : stretch[-1].span.end] for stretch in stretches]
    return [(pair.text, name) for stretch, name in zip(stretches, names, strict=True) for pair in stretch]


def _words_of(first: int, last: int, there: Collection[int], run: str) -> str:
    """The words of ``run`` that have a character from ``first`` to ``last`` that no other pair has: whole where the glossary knows them,
    else as far as they are not there; "" where there is no such character."""
    found, at = [], 0
    for piece, known in cut(run):
        own = [n for n in range(max(first, at), min(last, at + len(piece))) if n not in there]
        if own:
            found.append(piece if known and len(piece) > 1 else run[own[0] : own[-1] + 1])
        at += len(piece)
    return ", ".join([name for name in found if len(name) > 1] or found)
