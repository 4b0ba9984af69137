"""Which of two things is more than the other, and words that stand on opposite sides: turned round between claim and source."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from rag.grammar.inflection import inflected
from rag.letters import small
from rag.text import READ_AGAIN, blanked, content_words, fold, words
from rag.types import Span, Status
from rag.verify.findings import Finding
from rag.verify.meaning.converse import converse
from rag.verify.meaning.greater import CLAUSES, clause_of, gravity, turned
from rag.verify.words.negation import implied_denials, negations
from rag.verify.words.sided import LITTLE, opposites, sided
from rag.verify.words.synonyms import LIGHT, general, said_otherwise, shared, synonymous, unsaid

_MORE = r"more|higher|larger|greater|bigger|longer|faster|older|better|heavier|further|later"
_LESS = r"less|fewer|lower|smaller|shorter|slower|younger|worse|lighter|earlier"
_THAN = re.compile(rf"\b(?:(?P<more>{_MORE})|(?P<less>{_LESS}))\b(?P<what>(?: [\w'’-]+){{0,6}}?) than\b", re.IGNORECASE)
_VOTED = re.compile(r"\bvot(?:e|es|ed|ing)\s+(?:\w+\s+)?(?P<side>against|in favour|in favor|for)\b", re.IGNORECASE)
_AROUND = 4  # content words on each side of a word by which its place is known


def check_comparison(claim: str, best: str) -> list[Finding]:
    """A finding when the greater of two things, or the greatest of several, is another one in the source."""
    if _no_more(claim, best):
        return [Finding(Status.CONTRADICTED, "what the source calls no more than another, the claim calls more")]
    if _voted_otherwise(claim, best) or turned(claim, best) or _turned_bare(claim, best):
        return [Finding(Status.CONTRADICTED, "what is compared has changed sides")]
    if _other_first(claim, best):
        return [Finding(Status.NOT_CONFIRMED, "the source says this of something else")]
    return []


_NO_MORE = re.compile(rf"\bno (?P<word>better|worse|(?:{_MORE}|{_LESS}|\w+er)\b(?! than (?:\w+ )?\d))\b", re.IGNORECASE)


def _no_more(claim: str, best: str) -> bool:
    """True for "worked better" of "worked no better"."""
    if negations(claim) or _NO_MORE.search(claim):
        return False
    mine = {w.text for w in words(claim)}
    return any(
        m["word"].casefold() in mine and not re.search(rf"(?<!no )\b{m['word']}\b", best, re.IGNORECASE)
        for m in _NO_MORE.finditer(best)
    )


def _voted_otherwise(claim: str, best: str) -> bool:
    """True when the only vote that both texts tell was cast for it in one and against it in the other."""
    mine, theirs = ([m["side"].casefold() == "against" for m in _VOTED.finditer(t)] for t in (claim, best))
    return len(mine) == len(theirs) == 1 and mine != theirs and bool(negations(claim)) == bool(negations(best))


def check_opposite(claim: str, best: str) -> list[Finding]:
    """A finding for a word whose opposite stands in its place in the source, the claim's own side being absent there."""
    return next((found for piece in CLAUSES.split(claim) if (found := _opposite(piece, best))), [])


def _opposite(claim: str, best: str) -> list[Finding]:
    for clause in CLAUSES.split(best):
        if bool(negations(claim)) != bool(negations(clause)) or _denials(claim) != _denials(clause):
            continue
        for mine, near in _sides(claim).items():
            theirs = _sides(clause)
            line, side = mine
            if (line, 1 - side) not in theirs or (line, side) in theirs or (line, 1 - side) in _sides(claim):
                continue
            own, other = near, theirs[line, 1 - side]
            if _compares(own.word, mine) != _compares(other.word, (line, 1 - side)) or beaten(
                (own.word, other.word), claim, clause
            ):
                continue
            if not unsaid(claim, [own.word], clause) or converse(own.word, other.word, claim, best) > 0:
                continue
            # "Late" may stand far from its verb.
            there = {w.text for w in words(clause)} if line in _of_phrases() else other.near
            if shared(own.near, there) >= min(2, len(own.near)) and _nearest(claim, best) == clause:
                mine_said, other_said = (_little().get(place.word, place.word) for place in (own, other))
                reason = f"the claim says “{mine_said}”, the source says “{other_said}”"
                return [Finding(gravity(own.word, claim, best), reason)]
    return []


def unsaid_phrase(claim: str, evidence: str) -> str:
    """A phrase of little words of the claim ("on time", "under budget") that the evidence has no word for; "" where there is none."""
    phrases = (m[0] for m in _phrases().finditer(claim))
    return next((p for p in phrases if not set(_opposites()[_joined(p)]) & set(_sides(evidence))), "")


def _denials(text: str) -> frozenset[str]:
    """The words that deny without a cue; not those of the table, such as "lost": they are what is compared."""
    return frozenset(word for word in implied_denials(text) if not has_opposite(word))


def has_opposite(word: str) -> bool:
    """True when a form of ``word`` stands in the table of opposites."""
    return word in _opposites()


_EVER = re.compile(r"\b(?:ever|never|record|since)\b", re.IGNORECASE)  # "more than ever" is a record


def opposite_here(pair: tuple[str, str], claim: str, best: str) -> bool:
    """True when two opposite words stand in one company, and the source does not say the claim's word as well."""
    mine, theirs = (fold(w).text for w in pair)
    said = [w.text for w in words(best)]
    if (
        mine == "more"
        and _EVER.search(claim)
        and any(w in ("record", "highest", "largest", "unprecedented") for w in said)
    ):
        return False
    if any(said_otherwise(mine, {w}) for w in said if w != theirs) or not unsaid(claim, [mine], best):
        return False
    if converse(mine, theirs, claim, best) > 0:
        return False
    near, other = _company(claim, mine), _company(best, theirs)
    return not near or not other or shared(near, other) > 0


def _company(text: str, word: str) -> frozenset[str]:
    """The content words next to ``word`` in its clause."""
    clause = clause_of(word, text)
    order = [w.text for w in content_words(clause)]
    at = order.index(word) if word in order else len(order) // 2
    return frozenset(w for w in order[max(0, at - _AROUND) : at + 1 + _AROUND] if w != word and w not in LIGHT)


@dataclass(frozen=True, slots=True)
class _Place:
    """A word of a table of opposites and the content words around it."""

    word: str
    near: frozenset[str]


def _nearest(claim: str, best: str) -> str:
    """The clause of ``best`` that has most of the claim's words."""
    mine = [w.text for w in content_words(claim)]
    return max(CLAUSES.split(best), key=lambda c: sum(any(synonymous(m, w.text) for w in words(c)) for m in mine))


@lru_cache(maxsize=READ_AGAIN)
def _sides(text: str) -> dict[tuple[int, int], _Place]:
    """For each line and side of the table that ``text`` uses, the word and its company."""
    found: dict[tuple[int, int], _Place] = {}
    inside: list[Span] = []
    for verb in sided(text):
        inside += verb.spans
        before, after = (
            [w.text for w in content_words(t)] for t in (text[: verb.spans[0].start], text[verb.spans[0].end :])
        )
        near = frozenset(w for w in before[-_AROUND:] + after[: _AROUND + 1] if w not in LIGHT and w not in verb.text)
        for place in verb.places:
            found.setdefault(place, _Place(verb.text, near))
    text = _phrases().sub(lambda match: _joined(match[0]), blanked(text, inside))
    order = [w.text for w in content_words(text)]
    for at, word in enumerate(order):
        near = frozenset(
            w for w in order[max(0, at - _AROUND) : at] + order[at + 1 : at + 1 + _AROUND] if w not in LIGHT
        )
        for place in _opposites().get(word, ()):
            found.setdefault(place, _Place(word, near))
    return found


@cache
def _opposites() -> dict[str, tuple[tuple[int, int], ...]]:
    """For each form of a word, the lines and sides on which it stands; verbs of several words are told by ``sided``."""
    out: dict[str, set[tuple[int, int]]] = {}
    for word, places in opposites().items():
        for form in [word.replace("_", "")] if "_" in word else inflected(word):
            out.setdefault(form, set()).update(places)
    return {form: tuple(sorted(places)) for form, places in out.items()}


def _compares(word: str, place: tuple[int, int]) -> bool:
    """True for "older", whose "old" stands at the same place of the table: it is no opposite of "new"."""
    return word.endswith("er") and any(
        place in _opposites().get(base, ()) for base in (word[:-2], word[:-1], word[:-3], f"{word[:-3]}y")
    )


_BEATEN = frozenset(["beat", "beaten", "beats", "defeat", "defeated"])
_LOST = frozenset(["lose", "loses", "lost"])
_PASSIVE = re.compile(r"\b(?:is|are|was|were|been|being|be)\s+(?:\w+ly\s+)?(?:beaten|defeated)\b", re.IGNORECASE)


def beaten(pair: tuple[str, str], text: str, best: str) -> bool:
    """True for "were defeated" where the other text has "lost": who is beaten loses."""
    one, other = pair
    return (one in _BEATEN and other in _LOST and _PASSIVE.search(text) is not None) or (
        one in _LOST and other in _BEATEN and _PASSIVE.search(best) is not None
    )


@cache
def _little() -> dict[str, str]:
    """The phrases of the table that are no verbs ("on time", "better off"), by the one word that each is read as."""
    return {w.replace("_", ""): w.replace("_", " ") for w in opposites() if LITTLE.fullmatch(w)}


@cache
def _phrases() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(_little().values())})\b", re.IGNORECASE)


def _joined(phrase: str) -> str:
    """The one word that a phrase is read as."""
    return small(phrase).replace(" ", "")


@cache
def _of_phrases() -> frozenset[int]:
    """The lines of the table that have such phrases."""
    return frozenset(line for joined in _little() for line, _ in _opposites()[joined])


def _turned_bare(claim: str, best: str) -> bool:
    """True for "A is faster than B" where the source says that B is faster."""
    for match in _THAN.finditer(claim):
        word = match.group("more") or match.group("less")
        if re.match(r"\s+(?:\w+ )?\d", claim[match.end() :]):
            continue  # "more than 2,000"
        before = frozenset(w.text for w in content_words(claim[: match.start()])) - LIGHT
        after = frozenset(w.text for w in content_words(claim[match.end() :])) - LIGHT
        for clause in re.split(r"[,;]\s", best):
            bare = re.search(rf"\b{word}\b(?!\s+(?:\w+\s+)?than)", clause, re.IGNORECASE)
            if bare is None:
                continue
            theirs = frozenset(w.text for w in content_words(clause[: bare.start()])) - LIGHT
            if shared(after, theirs) and not shared(before - after, theirs):
                return True
    return False


_SUPERLATIVE = re.compile(
    r"\b(?:most (?!of\b)\w+|best|worst|(?!(?:test|rest|west|east|cost|nest|forest|harvest|interest|request|protest|contest|arrest|invest|suggest|honest|against|guest|latest|priest)\b)\w{3,}est)\b",
    re.IGNORECASE,
)


_IS = re.compile(r"\b(?:is|are|was|were|had|has|have)\s+(?:the\s+|its\s+|his\s+|her\s+)?$", re.IGNORECASE)


def _other_first(claim: str, best: str) -> bool:
    """True when the claim says of a word of another clause that it is the greatest, the longest, the most common ..."""
    mine = _SUPERLATIVE.search(claim)
    if mine is None or not _IS.search(claim[: mine.start()]) or len(re.findall(r"[,;]\s", claim)):
        return False
    told = frozenset(w.text for w in content_words(claim)) - LIGHT - general() - {w.text for w in words(mine.group())}
    clauses = re.split(r"[,;]\s|\s(?:and|but)\s", best)
    own = [c for c in clauses if mine.group().casefold() in c.casefold()]
    if len(own) != 1 or len(clauses) < 2:
        return False
    here = frozenset(w.text for w in content_words(own[0])) - LIGHT - general() - {w.text for w in words(mine.group())}
    rest = frozenset(w.text for c in clauses if c != own[0] for w in content_words(c)) - LIGHT
    strange = {t for t in told if not any(synonymous(t, h) for h in here) and any(synonymous(t, r) for r in rest)}
    left = {h for h in here if not any(synonymous(h, t) for t in told) and not h[0].isdigit()}
    return bool(strange) and bool(left)
