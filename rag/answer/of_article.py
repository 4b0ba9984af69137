"""A question about the article as a whole: what it gets wrong or right, whether it is accurate, where the sources disagree with it.

Closed patterns of general words in English, Spanish and Chinese. A question about one of its claims is none of these.
"""

from __future__ import annotations

import re

from rag.answer.of_article_abroad import RIGHT_ES, RIGHT_ZH, WRONG_ES, WRONG_ZH, simplified

WRONG, RIGHT, OPINION, SILENT = ("contradicted", "partly supported"), ("supported",), ("opinion",), ("not addressed",)

_THE = r"(?:the |this |that |your )?(?:news |seed |whole |original |entire )?(?:article|story|seed|news report|news piece)(?: as a whole)?"
_FALSE = (
    r"(?:wrong|false|incorrect|inaccurate|untrue|misleading|mistaken|exaggerated|overstated|twisted|distorted|unsupported|contradicted|"
    r"disputed|refuted|not true|not supported|not accurate|not correct|partly (?:true|right|supported))"
)
_TRUE = r"(?:right|true|correct|accurate|supported|confirmed|borne out)"
_CLAIMS = r"(?:claims?|statements?|parts?|things?|points?|assertions?|sentences?)"
_ERRORS = r"(?:errors?|mistakes?|inaccurac(?:y|ies)|falsehoods?|false claims?|misleading claims?|problems?)"
_IN = r"(?:in|of|by|made by|made in|from)"
_TO = r"(?: according to the sources| compared (?:with|to) the sources)?"
_SOURCES = r"(?:the|your|these)(?: primary)? sources"
_APART = r"(?:disagree|differ|conflict|contradict (?:each other|one another|it)|not agree)"

_PATTERNS = [
    (WRONG, rf"(?:which|what)(?: of the)? {_CLAIMS} {_IN} {_THE} (?:is|are|was|were|turned out) (?:to be )?(?:\w+ly )?{_FALSE}"),
    (WRONG, rf"(?:which|what) {_FALSE} {_CLAIMS} (?:does {_THE} (?:make|contain)|are (?:there )?in {_THE})"),
    (WRONG, rf"what (?:does|did) {_THE} (?:get|got|have) (?:\w+ )?wrong|what (?:has|did) {_THE} (?:gotten|got|get) wrong"),
    (WRONG, rf"what(?: is|'s|’s) (?:\w+ly )?{_FALSE} (?:in|about|with) {_THE}"),
    (WRONG, rf"(?:what|which|how many) {_ERRORS} (?:are there in {_THE}|does {_THE} (?:make|contain|have)|did {_THE} make)"),
    (WRONG, rf"(?:does|did) {_THE} (?:get (?:any\w+ )?(?:\w+ )?wrong|(?:contain|make|have) (?:any )?{_ERRORS}|mislead(?: its readers)?)"),
    (WRONG, rf"(?:is|was) {_THE} (?:\w+ly )?(?:{_FALSE}|{_TRUE}|reliable|trustworthy|credible|honest|fair|biased|fake(?: news)?|misinformation|propaganda)"),
    (WRONG, rf"how (?:accurate|reliable|true|trustworthy|credible|correct|honest|fair|biased) (?:is|was) {_THE}"),
    (WRONG, rf"(?:can|should) (?:i|we|you) (?:trust|believe|rely on) {_THE}"),
    (WRONG, rf"fact[- ]?check {_THE}|(?:please )?(?:check|verify) {_THE} for (?:me|accuracy|errors)"),
    (WRONG, rf"where (?:does|do) {_THE} (?:go wrong|(?:{_APART}|differ|depart|deviate|go beyond)(?: from| with)? {_SOURCES})"),
    (WRONG, rf"(?:what|where|on what|about what) do {_SOURCES} {_APART}(?: about| on| over)?(?: with {_THE})?"),
    (WRONG, rf"where do {_SOURCES} {_APART} with {_THE}|what do {_SOURCES} contradict (?:in|about) {_THE}"),
    (WRONG, rf"do {_SOURCES} (?:agree|disagree|support|back up|contradict)(?: with)? {_THE}"),
    (RIGHT, rf"(?:which|what)(?: of the)? {_CLAIMS} {_IN} {_THE} (?:is|are|was|were) (?:\w+ly )?{_TRUE}"),
    (RIGHT, rf"what (?:does|did) {_THE} get right"),
    (OPINION, rf"(?:which|what)(?: of the)? {_CLAIMS} {_IN} {_THE} (?:is|are) (?:an |just |only |mere )?opinions?(?: rather than facts?)?"),
    (SILENT, rf"(?:which|what)(?: of the)? {_CLAIMS} {_IN} {_THE} (?:can(?:not|'t|’t) be (?:checked|verified|confirmed)|are not (?:covered|addressed)(?: by {_SOURCES})?|"
     r"(?:is|are) (?:unverified|unverifiable|unconfirmed))"),
    *((WRONG, pattern) for pattern in WRONG_ES),
    *((RIGHT, pattern) for pattern in RIGHT_ES),
    *((WRONG, pattern) for pattern in WRONG_ZH),
    *((RIGHT, pattern) for pattern in RIGHT_ZH),
]  # fmt: skip
_COMPILED = [(statuses, re.compile(rf"(?:{pattern}){_TO}", re.IGNORECASE)) for statuses, pattern in _PATTERNS]
_OPENS = re.compile(
    r"^(?:(?:and|so|but|ok(?:ay)?|hi|hey|please|can you tell me|do you know|tell me)\b[, ]*)+", re.IGNORECASE
)


def of_article(question: str) -> tuple[str, ...]:
    """The statuses of the ledger that ``question`` asks for; none where it does not ask about the article as a whole."""
    asked = simplified(bare(question))
    return next((statuses for statuses, pattern in _COMPILED if pattern.fullmatch(asked)), ())


def bare(question: str) -> str:
    """The question without its marks, and without the "and" or "please" that it opens with."""
    return _OPENS.sub("", question.strip(' ¿?？.!。"“”'))
