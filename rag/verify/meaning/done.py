"""What is told as done although its source only sets out to do it: "has sold" of "voted to sell"."""

from __future__ import annotations

import re

from rag.grammar.function_words import DETERMINERS
from rag.grammar.irregular import one_word
from rag.grammar.verb_forms import base, past
from rag.same_word import same_word
from rag.text import words
from rag.types import Status
from rag.verify.findings import Finding

# Verbs after which "to" tells a thing that happened.
_HAPPENED = re.compile(
    r"(?:manag|forc|beg[aiu]n|start|continu|help|went on|go(?:es)? on|came|come|able|led|caus|proceed|used|succeed|enabl|allow|"
    r"compel|happen|seem|appear|prov|turn(?:ed)? out|need|due|from|up|down|close|return|mov|switch|turn)\w*$"
)
_HAD_TO = frozenset(["had", "has", "have", "having"])  # right before it
_ACHIEVED = frozenset(
    ["reach", "become", "win", "finish", "form", "end", "make", "take", "give", "bring", "lead", "stand", "hit"]
)
_PAST = re.compile(r"\w{2,}ed$")
_NOT_DONE = re.compile(r"(?:to|will|would|may|might|could|can|should|must|shall|not|never|be|is|are|was|were)$")


def check_done(claim: str, evidence: str) -> list[Finding]:
    """A finding for a verb in the past that the evidence has only behind "to" or "will"."""
    mine, theirs = [w.text for w in words(claim)], [w.text for w in words(evidence)]
    for at, verb in enumerate(mine):
        if (
            not _PAST.match(verb)
            and (not past(verb) or base(verb))
            and not (at and mine[at - 1] in ("has", "have", "had"))
        ):
            continue
        if at and (_NOT_DONE.match(mine[at - 1]) or mine[at - 1] in DETERMINERS):  # "the added cost" tells no deed
            continue
        places = [i for i, w in enumerate(theirs) if same_word(verb, w) or one_word(verb, w)]
        if places and all(_only_meant(theirs, i) for i in places):
            return [Finding(Status.NOT_CONFIRMED, f"the source says “to {theirs[places[0]]}”; the claim states it as done")]
    return []


def _only_meant(tokens: list[str], at: int) -> bool:
    """True for a verb behind "to" or "will" that nothing tells to have happened."""
    if tokens[at] in _ACHIEVED or at < 1 or tokens[at - 1] not in ("to", "will", "would"):
        return False
    if tokens[at - 1] != "to":
        return True
    return tokens[at - 2] not in _HAD_TO and not any(_HAPPENED.match(t) for t in tokens[max(0, at - 3) : at - 1])
