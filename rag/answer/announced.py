"""A sentence or a heading that announces what is asked for: "We found that the Fund:" to "What did the regulator find?", "Conditions" to "What
conditions were set?"."""

from __future__ import annotations

import re

from rag.content import keys
from rag.grammar.irregular import one_word
from rag.same_word import same_word
from rag.sentences import leads_on
from rag.text import words

# "What did the panel recommend?", "What does the union demand of the council?": the verb ends the clause of whom is asked about.
_ASKS = re.compile(r"^\W*what (?:else )?(?:do|does|did|has|have|had|will|would)\s+(?P<rest>[^?]{3,120})", re.IGNORECASE)
_ENDS = re.compile(
    r"\s+(?:about|for|from|of|in|on|to|at|as|after|before|regarding|concerning|by|when|that|should)\b.*", re.IGNORECASE
)
# "What conditions did it set?", "Which are the recommendations?"
_WANTS = re.compile(
    r"^\W*(?:what|which)\s+(?:(?:are|were|is|was)\s+(?:the|its|their|his|her)\s+)?(?P<noun>[a-z]{4,}s)\b(?!['’])",
    re.IGNORECASE,
)
_WHAT = re.compile(r"^\W*(?:\d[\d.]*\s+)?what (?P<clause>\S.*)", re.IGNORECASE)
_LONGEST = 30  # words of an announcement


def announces(question: str, quote: str) -> bool:
    """True of a quote that ends with a colon and has the verb by which ``question`` asks what somebody did; English only."""
    asked = _verb(question)
    if not asked or not leads_on(quote.rstrip()):
        return False
    said = [w.text for w in words(quote)]
    return len(said) <= _LONGEST and any(same_word(asked, word) or one_word(asked, word) for word in said)


def heads(question: str, heading: str) -> bool:
    """True of a heading under which stands what ``question`` asks for: it is the very noun ("Conditions" to "What conditions were set?"), or
    says as a clause what the question asks that somebody did ("What we ask for"); English only."""
    wanted = _WANTS.match(question)
    if wanted and (noun := keys(wanted["noun"])) and keys(heading) == noun:
        return True
    clause, asked = _WHAT.match(heading), _verb(question)
    if clause is None or not asked:
        return False
    said = [w.text for w in words(clause["clause"])]
    return any(same_word(asked, word) or one_word(asked, word) for word in said)


def _verb(question: str) -> str:
    """The verb of a question for what somebody does; "" where it asks otherwise."""
    found = _ASKS.match(question)
    if found is None:
        return ""
    told = [w.text for w in words(_ENDS.sub("", found["rest"]))]
    last = told[-1] if len(told) > 1 else ""
    named = re.search(rf"\b{re.escape(last.capitalize())}$", _ENDS.sub("", found["rest"]).strip()) if last else None
    return "" if named else last  # "what did they ask the Trust to do": a name is no verb
