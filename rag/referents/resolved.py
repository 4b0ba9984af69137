"""A stretch of a text with its short mentions told in full: "She" as "Ruth Callan". Never shown as the source's words."""

from __future__ import annotations

from dataclasses import dataclass

from rag.referents.mentions import Mention, mentions
from rag.types import Span


@dataclass(frozen=True, slots=True)
class Resolved:
    """``text``: the stretch with its mentions told in full; ``told``: each mention as it is written and what it stands for;
    "" where only the speaker of quoted words is added."""

    text: str
    told: tuple[tuple[str, str], ...]


def resolved(text: str, span: Span, asides: bool = False) -> Resolved:
    """``span`` of an English ``text``, told in full; its own words where nothing can be told.

    ``asides``: with what the text adds to a person's name elsewhere ("Ruth Callan, the chief engineer,").
    """
    pieces: list[str] = []
    told: list[tuple[str, str]] = []
    at = span.start
    for mention in mentions(text):
        if mention.span.start < at or mention.span.end > span.end:
            continue
        written = mention.span.of(text)
        pieces += [text[at : mention.span.start], _said(mention, written, _aside(text, mention) if asides else "")]
        told.append(("" if mention.said else written, mention.full))
        at = mention.span.end
    return Resolved("".join([*pieces, text[at : span.end]]), tuple(dict.fromkeys(told)))


def _said(mention: Mention, written: str, aside: str) -> str:
    full = f"{mention.full}, {aside}," if aside else mention.full
    if mention.said:
        return f",” {full} said."
    full = f"{full}'s" if mention.owner else full
    return full[:1].upper() + full[1:] if written[:1].isupper() else full


def _aside(text: str, mention: Mention) -> str:
    return resolved(text, mention.aside).text.strip(" ,") if mention.aside else ""
