"""Whether a source foretells what a question asks of the future: "No teacher will lose a job" answers "Will teachers lose their jobs?"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.sentences import sentences
from rag.text import guess_language
from rag.tokens import tokens
from rag.types import Hit

MOST = 5  # passages that are looked at, the best first
ENOUGH = 2 / 3  # of the question's terms, that one sentence about the future has
_AHEAD = re.compile(
    r"\b(?:will|won't|shall|(?:is|are|was|were) (?:\w+ )?(?:to|going to|due|set|expected|planned|scheduled|bound|likely|forecast|projected)\b|"
    r"would|plan(?:s|ned)? to|expects?|foresees?|forecasts?|predicts?|projects?|(?:by|until) (?:the end of )?20[2-9]\d)\b|"
    r"\b(?:será|serán|va a|van a|prevé|prevén|está previsto|\w{3,}(?:ará|arán|erá|erán|irá|irán))\b|将|会|预计|计划",
    re.IGNORECASE,
)
_OF_TIME = """
    will would shall going go happen future next tomorrow soon week month year decade become come coming ever again time
    futuro próximo pasar pasará ocurrir ocurrirá mañana año será habrá 将 会 将会 将来 未来 明年 怎样 怎么样
"""


def foreseen(question: str, hits: Sequence[Hit], language: str) -> bool:
    """True when a sentence of the first passages speaks of the future and has most of what the question names."""
    beside = {term for word in _OF_TIME.split() for term in tokens(word, language)}
    wanted = {term for term in tokens(question, language) if term not in beside}
    for hit in hits[:MOST] if wanted else ():
        text = hit.passage.text
        spoken = guess_language(text, language)
        for span in sentences(text, spoken):
            told = span.of(text)
            if _AHEAD.search(told) and len(wanted & set(tokens(told, spoken))) >= ENOUGH * len(wanted):
                return True
    return False
