"""What a sentence says of its exception: of "all shops but the bakery were closed", that the bakery was not."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import takewhile

from rag.grammar.function_words import AUXILIARY, CONJUNCTIONS
from rag.grammar.verbs import acting, separates, spans, tokens, verbs
from rag.text import READ_AGAIN, words
from rag.types import Span, Status
from rag.verify.findings import Finding
from rag.verify.words.synonyms import all_named

_ALL = r"all|every|each|any|everyone|everybody|everything|everywhere|anyone|anybody|anything|anywhere"
_NONE = r"no|none|no one|nobody|nothing|nowhere|neither|not one|not a single"
_NOUNS = r"(?:\s+(?!but\b|except)[\w'’-]+){0,6}?,?\s+"
_BUT = r"except(?:ing|\s+for)?|other\s+than|apart\s+from|aside\s+from|with\s+the\s+exception\s+of|besides|bar|excluding"
# "But" and "save" except something only right behind what is all or none of a kind.
_EXCEPTION = re.compile(
    rf"(?:\b(?:(?P<all>{_ALL})|(?P<none>{_NONE}))\b{_NOUNS}(?:{_BUT}|but(?!\s+(?:also|not|only|now|then)\b)|save(?:\s+for)?)|,?\s(?:except(?:ing|\s+for)?|with\s+the\s+exception\s+of|excluding))\s+",
    re.IGNORECASE,
)
_HINT = re.compile(
    r"\b(?:but|except|other than|apart from|aside from|exception|besides|bar|excluding|save)\b", re.IGNORECASE
)
_ALMOST = re.compile(
    r"all but (?!\d|the|one|two|three|four|five|six|seven|eight|nine|ten|a|an|(?-i:[A-Z]))", re.IGNORECASE
)
_ONLY = re.compile(r"\b(?:only|sole|alone)\b", re.IGNORECASE)
_OTHER = re.compile(r"\b(?:other|others|else|rest|nearly|almost|virtually)\b", re.IGNORECASE)
_GENERAL = re.compile(rf"\b(?:{_ALL}|{_NONE}|always|never|daily|nightly|weekly|whole|entire|entirely)\b", re.IGNORECASE)
_DENIES = re.compile(r"\b(?:never|not|cannot)\s+|n['’]t\b", re.IGNORECASE)


def excepted(claim: str, sentence: str) -> str:
    """What ``sentence`` says of its exception, where ``claim`` speaks of that and of no exception; else ``sentence`` itself."""
    if not _HINT.search(sentence) or _EXCEPTION.search(claim):
        return sentence
    told = _of_exception(sentence)
    if told is None:
        return sentence
    thing, said = told
    mine = {w.text for w in words(claim)}
    if not all_named(thing, mine):
        return sentence
    return said.replace(thing, f"only {thing}", 1) if _ONLY.search(claim) else said


def check_exception(claim: str, best: str) -> list[Finding]:
    """A finding for what ``best`` says of all of them but one, where the claim says it of all."""
    if not _HINT.search(best) or _EXCEPTION.search(claim) or not _GENERAL.search(claim) or _OTHER.search(claim):
        return []
    told = _of_exception(best)
    if told is None or all_named(told[0], {w.text for w in words(claim)}):
        return []
    return [Finding(Status.NOT_CONFIRMED, f"the source excepts “{told[0]}”; the claim leaves it out")]


@lru_cache(maxsize=READ_AGAIN)
def _of_exception(sentence: str) -> tuple[str, str] | None:
    """What a sentence excepts, and the sentence as it says of that alone; None where it excepts nothing."""
    match = _EXCEPTION.search(sentence)
    if match is None or _ALMOST.match(sentence, match.start()):
        return None
    if any(match.start() < verb.start < match.end() for verb in acting(sentence)):
        return None  # "all shops closed, but the bakery"
    behind = next((verb.start for verb in acting(sentence) if verb.start >= match.end()), len(sentence))
    told = [
        (t, at) for t, at in zip(tokens(sentence), spans(sentence), strict=True) if match.end() <= at.start < behind
    ]
    told = list(takewhile(lambda one: not separates(one[0].text) or one[0].text in CONJUNCTIONS, told))
    while told and (told[-1][0].text in CONJUNCTIONS or not told[-1][0].text[0].isalnum()):
        told.pop()
    if not told:
        return None
    place = Span(told[0][1].start, told[-1][1].end)
    thing = place.of(sentence)
    before, after = sentence[: match.start()], sentence[place.end :]
    if match["none"]:
        return thing, f"{before}{thing}{after}"
    if denied := _DENIES.search(before) or _DENIES.search(after):
        at = before if _DENIES.search(before) else after
        affirmed = at[: denied.start()] + " " + at[denied.end() :]
        before, after = (affirmed, after) if at is before else (before, affirmed)
        return thing, f"{before.rstrip()} {thing}{after}".strip()
    return thing, _denied(f"{before.rstrip()} {thing}{after}".strip())


def _denied(sentence: str) -> str:
    """The sentence with a "not" in its first clause."""
    plain, places = tokens(sentence), spans(sentence)
    verb = next((v for v in verbs(plain) if v.kind == "finite"), None)
    if verb is None:
        return f"not {sentence}"
    if plain[verb.start].text in AUXILIARY:
        at = places[verb.start].end
        return f"{sentence[:at]} not{sentence[at:]}"
    at = places[verb.start].start
    return f"{sentence[:at]}did not {sentence[at:]}"
