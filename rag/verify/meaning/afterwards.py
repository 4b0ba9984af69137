"""What a text tells as the later ("resigned the next spring", "three years later"), told as the earlier: "resigned before he sued"."""

from __future__ import annotations

import re

from rag.grammar.verb_forms import lemma
from rag.grammar.verbs import tokens
from rag.text import content_words
from rag.types import Status
from rag.verify.findings import Finding
from rag.verify.meaning.sequence import in_order
from rag.verify.words.negation import negations
from rag.verify.words.predicate import matter
from rag.verify.words.synonyms import LIGHT, synonymous

_UNIT = r"(?:second|minute|hour|day|night|morning|evening|week|weekend|month|season|spring|summer|autumn|winter|year|decade|century)s?"
_THEN = re.compile(
    rf"\b(?:the (?:next|following) {_UNIT}|the {_UNIT} after(?=[.,;]|$)|[\w-]+ {_UNIT} (?:later|afterwards|after(?=[.,;]|$))|later that {_UNIT}|soon after(?:wards)?|"
    r"afterwards|subsequently|(?<=and )then|(?<=it )then|(?<=he )then|(?<=she )then|(?<=they )then)\b",
    re.IGNORECASE,
)
_ORDER = re.compile(r"\b(?:before|after|earlier|prior to)\b", re.IGNORECASE)
_CUT = re.compile(r"[.;](?:\s|$)|,\s|\s(?:and|but)\s")
_BACK = re.compile(r"\b(?:had|earlier|before that|previously)\b", re.IGNORECASE)


def check_afterwards(claim: str, sentences: tuple[str, ...]) -> list[Finding]:
    """A finding where the claim has before another what the sentences, one behind the other, tell as the later."""
    if not _ORDER.search(claim):
        return []
    text = " ".join(sentences)
    sides = in_order(claim)
    if sides is None or negations(claim):
        return []
    former, latter = sides
    for match in _THEN.finditer(text):
        cuts = [m for m in _CUT.finditer(text) if m.end() < match.start()]
        start = cuts[-1].end() if cuts else 0
        if cuts and not matter(tokens(text[start : match.start()])) and len(cuts) > 1 and text[cuts[-1].start()] == ",":
            start = cuts[-2].end()
        stop = next((m.start() for m in _CUT.finditer(text, match.end())), len(text))
        if not matter(tokens(text[match.end() : stop])) and not matter(tokens(text[start : match.start()])):
            stop = next((m.start() for m in _CUT.finditer(text, stop + 1)), len(text))  # "Three years later, it"
        later, earlier = text[start:stop], text[:start]
        if not _BACK.search(later) and _only(former, later, earlier) and _only(latter, earlier, later):
            return [Finding(Status.CONTRADICTED, "what comes first in the source comes second in the claim")]
    return []


def _only(side: tuple[str, ...], here: str, there: str) -> bool:
    """True when a word of matter of ``side`` stands in ``here`` and not in ``there``, and its verb, if there is one, likewise."""
    told = [w for w in side if w not in LIGHT]
    have, others = ([w.text for w in content_words(text)] for text in (here, there))
    mine = [w for w in told if any(_same(w, h) for h in have)]
    own = [w for w in mine if not any(_same(w, o) for o in others)]
    strange = [w for w in told if w not in mine and any(_same(w, o) for o in others)]
    return bool(own) and len(own) >= len(strange)


def _same(a: str, b: str) -> bool:
    return synonymous(a, b) or lemma(a) == lemma(b)
