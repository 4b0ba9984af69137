"""Names that only a source's title or publisher has: they stand for what a sentence leaves unsaid, not for another name."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from rag.referents.phrases import Read, read
from rag.types import Status
from rag.verify.entities.names import in_text, names
from rag.verify.findings import Finding
from rag.verify.speakers.attribution import attribution

_LARGE = re.compile(r"(?<!\w)[A-ZÀ-Þ]\w*")
_PERSONS = frozenset(["he", "she"])
_OWNS = re.compile(r"['’]s? (?:own |late |former |younger |elder |older )*([\w-]+)")
_FRONT = re.compile(r"(?:In|At|On|Near|Outside) (?:the )?([A-ZÀ-Þ][\w'’.-]*(?: [A-ZÀ-Þ][\w'’.-]*)*)")
_BELONGS = re.compile(r"\b(?:of|by|for|from|with|to whom) (?:the )?$")


def lent(text: str, sentences: Sequence[str], own: Sequence[str]) -> list[str]:
    """The names in a claim that no cited sentence has, but the source's ``own`` names."""
    whole = " ".join(sentences)
    if all(word in whole for word in _LARGE.findall(text)):
        return []  # as in most claims
    known = " x ".join(["", *own, whole])  # a name that opens the claim is one when a title writes it so
    return [n.text for n in names(text, known) if not in_text(n.text, whole) and in_text(n.text, "", None, own)]


def check_lent(text: str, sentences: Sequence[str], own: Sequence[str]) -> list[Finding]:
    """A finding where a claim is about a lent name and the cited sentence about another that the claim does not have."""
    if not lent(text, sentences, own):
        return []
    speaker = attribution(text)  # the source itself may be said to speak
    text = f"{text[: speaker.span.start]} {text[speaker.span.end :]}".strip(" ,") if speaker else text
    borrowed = lent(text, sentences, own)
    if not borrowed:
        return []
    large = {word for name in borrowed for word in name.split()}
    about = [phrase for phrase in _subjects(text, large)[:1] if any(name in phrase for name in borrowed)]
    front = _FRONT.match(text)
    if front and any(name in front[1] for name in borrowed):
        others = [m[1] for m in map(_FRONT.match, sentences) if m and not in_text(m[1], text)]
        if others:
            return [Finding(Status.NOT_CONFIRMED, f"the source says this of {others[0]}, not of {front[1]}")]
    for sentence in sentences if about else ():
        for other in _subjects(sentence):
            if other.casefold() in _PERSONS:
                return [Finding(Status.NOT_CONFIRMED, f"the source says this of “{other}”, and not who that is")]
            if not in_text(other, text):
                return [Finding(Status.NOT_CONFIRMED, f"the source says this of {other}, not of {about[0]}")]
    return []


def check_owner(text: str, sentences: Sequence[str]) -> list[Finding]:
    """A finding where a claim is about somebody whom the cited sentences only name as an owner: "Roe's deputy" is not Roe."""
    whole = " ".join(sentences)
    for name in names(text, whole):
        if _BELONGS.search(text[: name.span.start]) or text[name.span.end :].startswith(("'s", "’s", "'", "’")):
            continue
        placed = [m.end() for m in re.finditer(rf"(?<!\w){re.escape(name.text)}(?!\w)", whole)]
        if placed and all(_OWNS.match(whole[end:]) for end in placed):
            noun = _OWNS.match(whole[placed[0] :])
            return [Finding(Status.NOT_CONFIRMED, f"the source says this of {name.text}'s {noun[1] if noun else ''}")]
    return []


def _subjects(text: str, known: Collection[str] = ()) -> list[str]:
    """What the clauses of a sentence are about, where that is a name, "he" or "she"."""
    told: Read = read(text, (), known or {w for n in names(text, text) for w in n.text.split()})
    return [told.of(p) for p in told.subjects if p.named or p.words[0] in _PERSONS]
