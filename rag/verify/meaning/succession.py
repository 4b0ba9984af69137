"""Who came after whom in a post: "Weiss resigned and was replaced by Said" is not "Said resigned and was replaced by Weiss", nor "Said was chair before Weiss"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rag.types import Status
from rag.verify.findings import Finding

_NAME = r"[A-ZÀ-Þ][\w'’-]*(?: [A-ZÀ-Þ][\w'’-]*)*"
_NAMES = re.compile(_NAME)
_FOLLOWED = re.compile(
    r"\b(?:was|is|were|be|been|being) (?:later |then |eventually |soon )?(?:succeeded|replaced|followed)(?: (?:as|in) [^,;.]{1,40}?)? by\b|"
    r"\bhand(?:ed|s) (?:over )?(?:\w+ ){0,3}?to\b|\b(?:made|gave) way (?:for|to)\b"
)
_FOLLOWS = re.compile(r"\b(?:succeed(?:ed|s)|replac(?:ed|es)|t(?:ook|akes) over from|follow(?:ed|s))\b(?! by)")
_IN_POST = re.compile(rf"\b(?:was|served as|had been) (?:\w+ ){{1,4}}?(?P<when>before|after)(?= {_NAME})")
_CLAUSE = re.compile(r"[;.]\s|,\s(?:and|but|while|who)\s|\sand (?=(?:was|is|were|has|had|will)\b)")
_TITLES = frozenset(
    [
        "Dr",
        "Mr",
        "Mrs",
        "Ms",
        "Sir",
        "Dame",
        "Lord",
        "Lady",
        "Professor",
        "Prof",
        "Captain",
        "President",
        "Mayor",
        "Judge",
        "Councillor",
        "The",
        "A",
        "An",
        "In",
        "On",
    ]
)


class Succession(NamedTuple):
    """The last names of who held a post and of who held it next."""

    first: str
    next: str


def successions(text: str) -> tuple[Succession, ...]:
    """Each succession that a sentence tells between two people whom it names."""
    return tuple(dict.fromkeys(_read(text)))


def check_succession(claim: str, sentences: Sequence[str]) -> list[Finding]:
    """A finding where the claim has two people follow one another the other way round than the source."""
    told = {one for sentence in sentences for one in successions(sentence)}
    for mine in successions(claim):
        if Succession(mine.next, mine.first) in told and mine not in told:
            return [Finding(Status.CONTRADICTED, f"in the source {mine.next} came first, and {mine.first} after")]
    return []


def borne_succession(claim: str, sentences: Sequence[str]) -> bool:
    """True when the source tells each succession of the claim, and it tells one at least."""
    mine = successions(claim)
    return bool(mine) and set(mine) <= {one for sentence in sentences for one in successions(sentence)}


def _read(text: str) -> Iterator[Succession]:
    for pattern, passive in ((_FOLLOWED, True), (_FOLLOWS, False)):
        for match in pattern.finditer(text):
            before, after = _people(text[: match.start()]), _people(_CLAUSE.split(text[match.end() :], maxsplit=1)[0])
            yield from _pair(before[:1] if passive else before[-1:], after[-1:] if passive else after[:1], passive)
    for match in _IN_POST.finditer(text):
        yield from _pair(
            _people(text[: match.start()])[-1:], _people(text[match.end() :])[:1], match["when"] == "before"
        )


def _pair(before: Sequence[str], after: Sequence[str], straight: bool) -> Iterator[Succession]:
    """The two people, the one before first where ``straight``; none where one is not named."""
    if before and after and before[0] != after[0]:
        yield Succession(before[0], after[0]) if straight else Succession(after[0], before[0])


def _people(text: str) -> list[str]:
    """The last names of those whom a text names, in order."""
    names = (
        " ".join(part for part in name.split() if part.strip(".'’s") not in _TITLES) for name in _NAMES.findall(text)
    )
    return [re.sub(r"['’]s$", "", name.split()[-1]) for name in names if name]
