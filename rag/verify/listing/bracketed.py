"""What a sentence with figures in brackets says of one thing: of "mainly from Dorvania (44 percent) and Kesh (31)", that 31 percent is from Kesh."""

from __future__ import annotations

import re
from functools import lru_cache

from rag.grammar.function_words import PREPOSITIONS
from rag.text import READ_AGAIN
from rag.verify.listing.listed import Item, only_named

_BRACKETS = re.compile(r"(?P<thing>[^,;:()]{0,120}[^,;:()\s]) \((?P<told>[^()]{0,40}\d[^()]{0,40})\)")
_NEXT = re.compile(r"\s*(?:[,;]|and\b|or\b)")
_JOINED = re.compile(r"^(?:\s|and\b|or\b)+")
_MAINLY = re.compile(r"\b(?:mainly|mostly|chiefly|largely|primarily)\s", re.IGNORECASE)  # of all of them together
_LEADS = re.compile(
    rf"(?:^|.*\b)(?:{'|'.join(sorted(PREPOSITIONS))}|of|was|were|is|are|include|includes|included)\s", re.IGNORECASE
)


def of_bracketed(claim: str, sentence: str) -> str:
    """What ``sentence`` says of the one thing with a figure in brackets that ``claim`` names; ``sentence`` where there is none, or more than one."""
    return only_named(claim, _items(sentence), sentence) if "(" in sentence else sentence


@lru_cache(maxsize=READ_AGAIN)
def _items(sentence: str) -> tuple[Item, ...]:
    """The things of "mainly from Dorvania (44 percent), Lund (31) and Kesh (9)", each with its own figure; none of fewer than two."""
    found: list[re.Match[str]] = []
    for match in _BRACKETS.finditer(sentence):
        if found and not _NEXT.match(sentence, found[-1].end()):
            if len(found) > 1:
                break
            found = []
        found.append(match)
    if len(found) < 2:
        return ()
    first = found[0]
    start = first.start() + max((m.end() for m in _LEADS.finditer(first["thing"])), default=0)
    led = sentence[:start].split()[-1:]  # "in Kent (12), in Essex (7)"
    before, after = _MAINLY.sub("", sentence[:start]), sentence[found[-1].end() :]
    things = [(sentence[start : first.end("thing")], first["told"])]
    for match in found[1:]:
        thing = _JOINED.sub("", match["thing"])
        things.append((thing.removeprefix(f"{led[0]} ") if led else thing, match["told"]))
    return tuple(Item(thing, f"{before}{thing} ({told}){after}") for thing, told in things)
