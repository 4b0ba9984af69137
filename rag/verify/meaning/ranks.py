"""Who is said to hold a rank that only one can hold: "China is the leading source of X", "names Mexico as the main source"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rag.same_word import same_word, stem
from rag.text import READ_AGAIN, content_words, fold
from rag.verify.entities.names import Name, forms, in_text, names
from rag.verify.values.statement import Statement

_TOP_EN = "main|primary|principal|leading|largest|biggest|chief|foremost|top|number one|dominant|predominant"
_TOP_ES = "principal|mayor|primer|primera"
_HEAD = (
    r"(?:(?:country|nation|place|pais|lugar)\s+(?:of|de)\s+(?:origin|origen)\s+|(?:[a-z-]+\s+){1,3}?)(?:\([^()]*\)\s+)?"
)
_ROLE = re.compile(
    rf"(?<!\w)(?:the|its|their|el|la|su)\s+(?:{_TOP_EN}|{_TOP_ES})(?:,[^,]{{2,40}},)?\s+"
    rf"(?P<head>{_HEAD})(?:of|for|behind|de|del|para)\s+(?P<object>[^,.;:()]{{2,90}})"
)
_BARE = re.compile(
    rf"\b(?:as|como)\s+(?:{_TOP_EN}|{_TOP_ES})\s+"
    rf"(?P<head>{_HEAD})(?:of|for|de|del)\s+(?P<object>[^,.;:()]{{2,90}})"
)
_SPANISH = re.compile(
    rf"(?<!\w)(?:el|la|su)\s+(?P<head>[a-z]+\s+)(?:{_TOP_ES})\s+(?:de|del)\s+(?P<object>[^,.;:()]{{2,90}})"
)
_CHINESE = re.compile(
    r"(?P<holder>[^，。；：是为]{2,8})(?:仍然?|一直)?(?:是|为)(?P<object>[^，。；：是]{2,20}?)的?(?:主要|最大|首要|头号)的?(?P<head>来源|供应|生产|原因|出口|进口)"
)
_HEAD_WORDS = {
    "source": "source origin provenance supplier supply provider exporter fuente origen proveedor 来源 供应",
    "cause": "cause driver reason causa motivo 原因",
}
_KIND_OF = {form: name for name, forms in _HEAD_WORDS.items() for form in forms.split()}
_IS = re.compile(
    r"\b(?:is|remains|remained|became|as|es|sigue|como|continua)\b|\b(?:calls?|called|considers?|considered|deems?|llama|considera)\b"
)
_NARROWS = re.compile(
    r"\b(?:was|were|formerly|once|used to|early|until|had been|by mail|mail|directly|direct|via|through|by sea|by air|by land|"
    r"era|fue|antes|hasta|por correo|directamente|directo|a traves de)\b|曾|直接|邮寄"
)
_NOT = re.compile(
    r"\b(?:not|no longer|never|neither|nor|one of|among|ya no|no|nunca|uno de|una de|entre)\b|n't\b|不|没有|之一"
)
_ENDS = re.compile(
    r"\b(?:and|or|that|which|who|while|but|in|to|into|even|by|from|since|sold|made|sent|found|used|bought|entering|y|que|en|"
    r"hacia|desde)\b|(?<![\w-])[a-z]{3,}ed\s+(?:in|into|to|by|from|on|at)\b"
)
_CLAUSE = re.compile(r"[.;:]\s|,\s*(?:and|but|while|whereas|although)\b|\b(?:whereas|while|that)\b")
_SINCE = re.compile(r"\b(?:after|since|despite|tras|desde|despu[eé]s de)\s+(?:\w+\s+){0,2}$")
_WRITTEN = re.compile(
    r"\s*(?:version|report|edition|assessment|update|informe|version|版|报告)?\s*:|\s*(?:version|report|edition|assessment)"
)


@dataclass(frozen=True, slots=True)
class Rank:
    """``holder`` is said to be the first ``head`` of ``object``; ``narrowed``: of another time or way only."""

    holder: Name
    head: str
    object: str
    phrase: str
    narrowed: bool


def rank(statement: Statement) -> Rank | None:
    """The rank a statement gives to one named holder; None when it names none, several, or denies it."""
    text = statement.text
    for match, start in _ranked(text):
        cuts = [m.end() for m in _CLAUSE.finditer(text, 0, start)]
        left = text[cuts[-1] if cuts else 0 : start]
        joined = re.match(r"\s*(?:as|como)\b", match.group())
        found = _rank(left, match, bool(joined), text, start, statement)
        if found is not None:
            return found
    return _chinese(text)


@lru_cache(maxsize=READ_AGAIN)
def _ranked(text: str) -> tuple[tuple[re.Match[str], int], ...]:
    """What looks like a rank in folded ``text``, and where in ``text`` each begins; most sentences have none."""
    folded = fold(text, accents=True)
    return tuple(
        (match, folded.source_span(match.start(), match.end()).start)
        for pattern in (_ROLE, _BARE, _SPANISH)
        for match in pattern.finditer(folded.text)
    )


def _rank(left: str, match: re.Match[str], joined: bool, text: str, start: int, statement: Statement) -> Rank | None:
    """The rank told by one match, with the nearest name to its left as the holder."""
    head = re.sub(r"\([^()]*\)", "", match["head"]).split()
    opener = re.match(r"[^\W\d_]+", text)
    known = f"x {text}" if opener and len(forms(opener.group())) > 2 else text  # a country that opens the sentence
    named = [n for n in names(left, known) if not (n.text.isupper() and len(n.text) > 2 and _speaks(left, n))]
    if not named or not head or head[-1].endswith("s") or _NOT.search(fold(left + match.group(), accents=True).text):
        return None
    holder = named[-1]
    between = left[holder.span.end :]
    if not (joined or _IS.search(between) or _IS.search(left[: holder.span.start])):
        return None
    if re.search(r"\b(?:and|or|y|o)\s+(?:the\s+)?$|,\s*$", left[: holder.span.start]) and len(named) > 1:
        return None
    told = _ENDS.split(match["object"])[0]
    things = [stem(w.text) for w in content_words(told, statement.language)]
    if not things or len(between) > 60:
        return None
    thing = things[0] if statement.language[:2] == "es" else things[-1]
    offset = start - len(left)
    other_time = any(
        d.span.start >= offset and not _WRITTEN.match(text[d.span.end :]) and not _SINCE.search(text[: d.span.start])
        for d in statement.dates
    )
    phrase = left + match.group()
    narrowed = other_time or _NARROWS.search(fold(phrase, accents=True).text) is not None
    return Rank(holder, _kind(head), thing, phrase, narrowed)


def _speaks(left: str, name: Name) -> bool:
    """True for an acronym that only says it: "DEA calls China ..."."""
    return (
        re.match(r"\s*(?:says?|said|calls?|called|names?|named|considers?|ranks?)\b", left[name.span.end :]) is not None
    )


def _kind(head: list[str]) -> str:
    """One name for the ways of saying source or cause; otherwise the stem of the head noun."""
    for word in head:
        if word in _KIND_OF:
            return _KIND_OF[word]
    return stem(head[-1])


@lru_cache(maxsize=READ_AGAIN)
def _chinese(text: str) -> Rank | None:
    match = _CHINESE.search(text)
    if match is None or _NOT.search(match.group()) or re.search(r"[和与及]", match["holder"]):
        return None
    known = names(match["holder"])
    if len(known) != 1:
        return None
    return Rank(
        known[0], _kind([match["head"]]), match["object"][-2:], match.group(), bool(_NARROWS.search(match.group()))
    )


def rival_holders(a: Statement, b: Statement) -> tuple[str, str] | None:
    """The two names that two statements give one rank to; None when either is narrowed or names both as holders."""
    one, two = rank(a), rank(b)
    if one is None or two is None or one.narrowed or two.narrowed:
        return None
    if one.head != two.head or not same_word(one.object, two.object):
        return None
    if in_text(one.holder.text, two.phrase) or in_text(two.holder.text, one.phrase):
        return None
    return one.holder.text, two.holder.text
