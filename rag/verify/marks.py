"""What stands in a claim that no source vouches for: marks to nothing, links, pictures, scripts, orders to the reader."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rag.marks import MARK, numbers_of
from rag.text import fold
from rag.types import Citation, Claim, Status
from rag.verify.findings import Finding

_LINK = re.compile(
    r"!?\[[^\]\n]*\]\(\s*[^)\s]*[^)]*\)|<\s*/?\s*[a-z][^>]*>|\b(?:javascript|data|vbscript)\s*:\s*\S+|\bhttps?://[^\s)\]]+|(?<![\w/:])//[\w.-]+/\S+",
    re.IGNORECASE,
)
# Around a name that stands by itself: no sign of an address before it; behind it a space, the end, or a stop and one of these.
_BEFORE = r"(?<![A-Za-z0-9_/:@.=?&%#~+-])"
_BEHIND = r"(?=\s|$|[，：。；、（“”]|[,:;.)]+(?:[\s“]|$))"
# Words that speak to whoever writes or reads the answer, not about the world.
_ORDERS = re.compile(
    r"\b(?:ignore|disregard|forget|override)\b.{0,40}\b(?:instructions?|prompts?|rules|sources?|above|previous|prior)\b"
    r"|\b(?:you are now|as (?:an|the) (?:ai|assistant|language model|chatbot))\b"
    r"|\b(?:tell|remind|instruct|persuade|ask) the (?:user|reader)\b|\b(?:system|hidden|initial) prompt\b"
    r"|\b(?:do not|don't|never) (?:cite|quote|mention|reveal) (?:\w+ )?(?:sources?|prompts?|instructions?)\b"
    r"|\brepeat (?:this|these|the following|after me)\b|(?:^|[.!?]\s+)(?:system|assistant|user)\s*:"
    r"|ignora (?:todas )?las instrucciones|忽略(?:之前|以上|所有)的?(?:指令|指示|说明)"
)


def check_marks(claim: Claim) -> list[Finding]:
    """A finding for each mark in the claim's text that none of its citations stands behind."""
    known = {citation.number for citation in claim.citations}
    out = []
    for match in MARK.finditer(claim.text):
        if any(match.group() in citation.quote for citation in claim.citations):
            continue  # a footnote of the source's own, quoted with its sentence
        missing = [n for n in numbers_of(match.group(1)) if n not in known]
        if missing:
            out.append(Finding(Status.BAD_REFERENCE, f"[{missing[0]}] leads to no source"))
    return out


def check_foreign(text: str, cited: Sequence[str], names: Sequence[str] = ()) -> list[Finding]:
    """A finding for a link, picture, script or order in ``text`` (without its marks); links of the cited words may stay, and those
    of the cited sources' own ``names``, such as a title that is an address."""
    said = " ".join(cited)
    out = [
        Finding(Status.NOT_CONFIRMED, f"the link or markup “{m.group()[:60]}” is not in the cited words")
        for m in _LINK.finditer(_unnamed(text, names) if _LINK.search(text) else "")
        if m.group() not in said
    ]
    if order := _ORDERS.search(fold(text).text):
        out.append(Finding(Status.NOT_CONFIRMED, f"“{order.group().strip()[:60]}” is an instruction, not a statement"))
    return out


def _unnamed(text: str, names: Sequence[str]) -> str:
    """``text`` with blanks for each of ``names`` that stands there by itself: "https://a.example" is not part of a longer address."""
    for name in sorted(filter(None, names), key=len, reverse=True):
        text = re.sub(_BEFORE + re.escape(name) + _BEHIND, lambda match: " " * len(match[0]), text)
    return text


def segments(claim: Claim) -> Iterator[tuple[str, tuple[Citation, ...]]]:
    """The claim cut behind its marks, each piece with the citations of its own marks; one piece when it has no marks.

    Words after the last mark belong to the last piece; a piece without words to the one before.
    """
    pieces: list[tuple[str, set[int]]] = []
    at = 0
    for match in MARK.finditer(claim.text):
        if any(match.group() in citation.quote for citation in claim.citations):
            continue
        words, numbers = claim.text[at : match.start()], set(numbers_of(match.group(1)))
        at = match.end()
        if pieces and not re.search(r"\w", words):
            pieces[-1][1].update(numbers)
        else:
            pieces.append((words, numbers))
    rest = claim.text[at:]
    if not pieces:
        yield claim.text, claim.citations
        return
    if re.search(r"\w", rest):
        pieces[-1] = (pieces[-1][0] + rest, pieces[-1][1])
    marked = set().union(*(numbers for _, numbers in pieces))
    unmarked = tuple(c for c in claim.citations if c.number not in marked)
    for words, numbers in pieces:
        own = tuple(c for c in claim.citations if c.number in numbers)
        yield words, (*own, *unmarked) or claim.citations
