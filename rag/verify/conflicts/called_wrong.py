"""Words of one source that another repeats and calls wrong: "The board said that it held no shares. That statement was untrue."

A later finding does not always say the opposite of an earlier denial; that it calls it wrong is as plain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rag.question import language_of
from rag.sentences import sentences
from rag.text import content_words
from rag.verify.conflicts.rivals import Quote, Rivals
from rag.verify.words.coverage import coverage
from rag.verify.words.negation import negations

_NOUN = r"(?:statements?|claims?|assertions?|assurances?|answers?|repl(?:y|ies)|denials?|accounts?|descriptions?|figures?|announcements?|suggestions?)"
_WRONG = (
    r"(?:wrong|untrue|false|incorrect|inaccurate|misleading|mistaken|unfounded|unjustified|"
    r"not (?:true|correct|so|the case|accurate)|simply (?:wrong|untrue|false))"
)
_WAS = r"(?:was|is|were|are|proved|turned out|has proved|proves)(?:\s+to\s+be|\s+to\s+have\s+been)?(?:\s+\w+ly)?"
# The sentence behind: "That statement was wrong", "This was not the case".
_BEHIND = re.compile(
    rf"^\W*(?:[\d.()]+\s+)?(?:that|this|the|these|those|its)\b(?:\s+{_NOUN})?\s+{_WAS}\s+{_WRONG}\b", re.IGNORECASE
)
_REPORTS = re.compile(
    r"\b(?:said|stated|claimed|asserted|announced|declared|maintained|insisted|assured\s+(?:\w+\s+){1,4}|told\s+(?:\w+\s+){1,4}|replied|reported|wrote)\s*"
    r"(?:,\s+[^,]{1,60},\s+)?that\s+(?P<what>[^.;]{8,300})",
    re.IGNORECASE,
)
# In one sentence: "The claim that the dam had been inspected was false", "It wrongly told members that ...".
_IN_ONE = re.compile(
    rf"\b{_NOUN}\s+(?:[^.;,]{{0,60}}?\s)?that\s+(?P<what>[^.;]{{8,300}}?)\s+{_WAS}\s+{_WRONG}\b"
    r"|\b(?:wrongly|falsely|incorrectly|untruthfully|mistakenly)\s+(?:said|stated|claimed|asserted|announced|declared|reported|told\s+(?:\w+\s+){1,4})\s*that\s+(?P<told>[^.;]{8,300})",
    re.IGNORECASE,
)
_ALIKE = 0.75  # share of the repeated words that the source has in one sentence
_LEAST = 3


def called_wrong(question: str, quotes: Sequence[Quote]) -> Iterator[Rivals]:
    """The places of two quotes of two sources, of which the second repeats what the first says and calls it wrong. English only."""
    if language_of(question) != "en":
        return
    for judge, later in enumerate(quotes):
        for what, verdict in _judged(later.words):
            for place, earlier in enumerate(quotes):
                if earlier.source_id != later.source_id and (said := _said(what, earlier.words)):
                    yield Rivals(place, judge, f"“{said}” against “{verdict}”", "negation")
                    break


def _judged(text: str) -> Iterator[tuple[str, str]]:
    """What is repeated and called wrong, with the words that call it so."""
    spans = sentences(text)
    for n, span in enumerate(spans):
        sentence = span.of(text)
        if found := _IN_ONE.search(sentence):
            yield found["what"] or found["told"], sentence.strip()
        if n and _BEHIND.match(sentence) and (said := _REPORTS.search(spans[n - 1].of(text))):
            yield said["what"], sentence.strip()


def _said(what: str, text: str) -> str:
    """The sentence of ``text`` that says it in its own voice and denies as much; "" where none does."""
    terms = content_words(what, "en")
    told = [span.of(text) for span in sentences(text)]
    for n, sentence in enumerate(told):
        if n + 1 < len(told) and _BEHIND.match(told[n + 1]):
            continue
        if (
            _BEHIND.match(sentence)
            or _IN_ONE.search(sentence)
            or bool(negations(sentence, "en")) != bool(negations(what, "en"))
        ):
            continue
        met = coverage(terms, {w.text for w in content_words(sentence, "en")})
        if len(terms) >= _LEAST and met.found >= _ALIKE * len(terms):
            return sentence.strip()
    return ""
