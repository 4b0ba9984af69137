"""Who does what to whom: names, words or figures that have changed places between a claim and its source."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from rag.same_word import same_word, stem
from rag.text import Word, content_words, fold, guess_language, is_cjk
from rag.types import Status
from rag.verify.entities.names import Name, names
from rag.verify.findings import Finding
from rag.verify.values.numbers import Figure
from rag.verify.words.counted import noun_class
from rag.verify.words.opposites import SENSE

_ROLE = re.compile(
    r"(?<!\w)(to|from|by|against|for|towards?|via|through|a|de|desde|hacia|por|contra|para|al|del)\s+"
    r"(?:the\s+|el\s+|la\s+|los\s+|las\s+)?$|(向|从|对|给|被|由|在|到)$"
)
_NAME_OR_ASIDE = re.compile(r"\([^()]*\)|(?<!\w)[A-ZÀ-Þ][\w'’.-]*")
_JOINS = frozenset([",", "and", "or", "y", "o", "&"])
_PASSIVE = re.compile(r"\w+(?:ed|en|ado|ido|ada|ida|ados|idos|adas|idas)\s+(?:by|por)\s|被")
_IS_A = re.compile(r"(?:,[^,]{1,60},)?\s+(?:is|was|are|were|remains?|remained|became|becomes)\s", re.IGNORECASE)
_FIGURE_ROLE = re.compile(
    r"(?<!\w)(?<!\bback )(?<!\bdat(?:es|ed) )(to|by|from|a|al|desde)\s+(?:(?:more|less|fewer) than |over |about |nearly |almost |at least |around |"
    r"some |approximately |just |an? |mas de |casi |cerca de )*\S?$"
)
_CHANGES = r"(?:drop|fall|rise|increase|decrease|decline|cut|reduction|jump|gain|growth|surge)s?"
_CHANGE = re.compile(rf"(?:[\s-](?:per\s?cent|percent|points?|percentage points?))?[\s-]+{_CHANGES}\b", re.IGNORECASE)
_CHANGE_OF = re.compile(
    rf"\b{_CHANGES} of (?:(?:about|nearly|almost|over|some|around|more than|at least) )?\S?$", re.IGNORECASE
)
_SPANISH = {"a": "to", "al": "to", "desde": "from"}


def changed_places(claim: str, evidence: str) -> list[Finding]:
    """A finding for the first two names that have exchanged their parts in the sentence."""
    mine = names(claim, evidence)
    for i, first in enumerate(mine):
        for second in mine[i + 1 :]:
            there = _once(evidence, first), _once(evidence, second)
            if any(owns_otherwise(n.text, claim, evidence) for n in (first, second)):
                continue
            if first.text == second.text or there[0] is None or there[1] is None or not _once(claim, first):
                continue
            if _exchanged(claim, evidence, (first, second), (there[0], there[1])):
                reason = f"“{first.text}” and “{second.text}” have changed places"
                return [Finding(Status.CONTRADICTED, reason)]
    return []


def owns_otherwise(name: str, claim: str, evidence: str) -> bool:
    """True for Maud in "the husband of Maud", where the other text has "Maud's husband": the order is turned round."""
    bare = re.sub(r"['’]s?$", "", name)
    if not any(f" of {the}{bare}" in text for text in (claim, evidence) for the in ("", "the ")):
        return False  # as most names
    plain = re.escape(bare)
    owner, behind = (
        re.compile(rf"\b{plain}['’]s?\s(\w+)\b(?! of\b)"),
        re.compile(rf"(\w+) of (?:the )?{plain}\b(?!['’])"),
    )
    return any(
        not set(owner.findall(a)).isdisjoint(behind.findall(b)) for a, b in ((claim, evidence), (evidence, claim))
    )


def _once(text: str, name: Name) -> re.Match[str] | None:
    """Where the name stands in ``text``; None when it stands there more than once or not at all."""
    found = list(re.finditer(rf"(?<![a-zA-Z]){re.escape(name.text)}(?![a-zA-Z])", text))
    return found[0] if len(found) == 1 else None


def _exchanged(claim: str, evidence: str, mine: tuple[Name, Name], theirs: tuple[re.Match[str], re.Match[str]]) -> bool:
    """True when each has the other's preposition, or both have none and stand in the other order."""
    role_a, role_b = (_role(claim[: n.span.start]) for n in mine)
    said_a, said_b = (_role(evidence[: m.start()]) for m in theirs)
    if role_a != role_b:
        return (role_a, role_b) == (said_b, said_a)
    if role_a or said_a or said_b or theirs[0].start() < theirs[1].start():
        return False
    gap = claim[mine[0].span.end : mine[1].span.start]
    other = evidence[theirs[1].end() : theirs[0].start()]
    if _lists(gap) and _lists(other):
        return False  # "Poe, Roe and Lund" in another order
    if _PASSIVE.search(claim) or _PASSIVE.search(evidence):
        return False
    if _IS_A.match(gap) and not _IS_A.match(other):
        return False  # "Halden is the maker of Fern" turns no "bought Fern from the maker, Halden"
    between = {stem(w.text) for w in content_words(gap)} & {stem(w.text) for w in content_words(other)}
    return bool(between)


def _lists(gap: str) -> bool:
    """True for what stands between two names of one list: commas, "and", other names."""
    left = _NAME_OR_ASIDE.sub(" ", gap).replace(",", " , ").split()
    return bool(left) and _JOINS.issuperset(left)


def _role(before: str) -> str:
    match = _ROLE.search(fold(before, accents=True).text)
    return (match.group(1) or match.group(2)) if match else ""


def replaced_word(claim: Sequence[Word], evidence: Sequence[Word]) -> list[Finding]:
    """A finding for a word that stands in the place of another one of the source, its neighbours being the same."""
    mine, theirs = [w.text for w in claim], [w.text for w in evidence]
    if any(is_cjk(w[0]) for w in mine):
        return []
    matcher = SequenceMatcher(None, [_kin(w) for w in mine], [_kin(w) for w in theirs], autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        edges = (a == 0) == (c == 0) and (b == len(mine)) == (d == len(theirs))
        alone = tag == "replace" and b - a == d - c == 1 and edges
        if alone and not any(same_word(mine[a], w) for w in theirs):
            return [Finding(Status.NOT_CONFIRMED, f"the claim says “{mine[a]}” where the source says “{theirs[c]}”")]
    return []


def _kin(word: str) -> str:
    """One form for words of one sense."""
    if word in SENSE:
        name, side = SENSE[word]
        return f"{name}/{side}"
    return noun_class(word)


def figure_role(text: str, figure: Figure) -> str:
    """The word before a figure that tells a change to it, by it or from it ("to", "by", "from"); else ""."""
    match = _FIGURE_ROLE.search(fold(text[: figure.span.start], accents=True).text)
    if match and match.group(1) == "a" and guess_language(text)[:2] != "es":
        match = None  # "follow a 12% drop"
    if match is None and (_CHANGE.match(text, figure.span.end) or _CHANGE_OF.search(text, 0, figure.span.start)):
        return "by"  # "a 12% drop", "a drop of 12%"
    return _SPANISH.get(match.group(1), match.group(1)) if match else ""
