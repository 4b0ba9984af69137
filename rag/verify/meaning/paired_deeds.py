"""Two deeds of one doer with an object each: of "to convict Sayle and to acquit Voss", that Voss was convicted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from rag.grammar.function_words import AUXILIARY, DETERMINERS, PREPOSITIONS, PRONOUNS
from rag.grammar.verb_forms import adverb, base, lemma, participle, past
from rag.grammar.verbs import Token, separates, tokens, verbs
from rag.same_word import same_word
from rag.text import READ_AGAIN
from rag.types import Status
from rag.verify.findings import Finding
from rag.verify.words.predicate import matter
from rag.verify.words.predicates import predicates
from rag.verify.words.synonyms import LIGHT, synonymous
from rag.verify.words.written import as_written

_JOINS = frozenset(["and", "or", "but"])
_OWNER = 4  # words of an object among which its owner stands


@dataclass(frozen=True, slots=True)
class _Pair:
    """A verb, what it is done to, and what the verb beside it is done to."""

    verb: str
    own: frozenset[str]
    other: frozenset[str]


def check_paired_deeds(claim: str, sentences: tuple[str, ...]) -> list[Finding]:
    """A finding where the claim has the object of one of two deeds behind the verb of the other."""
    pairs = [pair for sentence in sentences if _may_pair(sentence) for pair in _pairs(sentence)]
    if not pairs:
        return []
    for verb, done_to in _objects(claim):
        same = [pair for pair in pairs if same_word(pair.verb, verb) or lemma(pair.verb) == lemma(verb)]
        same = same or [pair for pair in pairs if synonymous(pair.verb, verb)]
        if done_to and same and all(_of_other(done_to, pair) for pair in same):
            shown = (as_written(some, claim, " ".join(sentences), most=4) for some in (same[0].own, done_to))
            theirs, ours = shown
            reason = f"the source says “{same[0].verb}” of “{theirs}”, not of “{ours}”"
            return [Finding(Status.NOT_CONFIRMED, reason)]
    return []


def _may_pair(sentence: str) -> bool:
    return any(f" {joint} " in sentence for joint in _JOINS)


def _objects(claim: str) -> Iterator[tuple[str, frozenset[str]]]:
    """Each verb of the claim with what it is done to: the subject in the passive, else what stands behind it."""
    for mine in predicates((claim,)):
        behind = frozenset[str]().union(*(c.head for c in mine.rest if not c.joint))
        if mine.verb == "be" and not mine.open:  # "is to be demolished"
            for word in behind:
                if participle(word):
                    yield word, mine.subject - LIGHT
        if not mine.passive or not mine.open:
            yield mine.verb, (mine.subject if mine.passive else behind) - LIGHT
    plain = tokens(claim)
    for at in range(1, len(plain) - 1):
        if plain[at - 1].text == "to" and not base(plain[at].text) and plain[at].text not in DETERMINERS:
            stop = next((i for i in range(at + 1, len(plain)) if _stops(plain[i].text)), len(plain))
            yield plain[at].text, matter(plain[at + 1 : stop]) - LIGHT  # a verb that no table has


def _stops(word: str) -> bool:
    """True for a word or stop behind which no object goes on."""
    return word in PREPOSITIONS or separates(word)


def _of_other(done_to: frozenset[str], pair: _Pair) -> bool:
    """True when the object is the other verb's, in a word at least, and its own verb's in none."""
    of_other = {w for w in done_to if any(synonymous(w, o) for o in pair.other)}
    return bool(of_other) and not any(synonymous(w, o) for w in done_to for o in pair.own)


@lru_cache(maxsize=READ_AGAIN)
def _pairs(sentence: str) -> tuple[_Pair, ...]:
    """Each verb of two that are joined and have an object each, with both objects."""
    plain = tokens(sentence)
    out = []
    for first, second in _joined(plain):
        joint = next(i for i in range(second - 1, first, -1) if plain[i].text in _JOINS)
        behind = plain[second + 1 : _end(plain, second)]
        mine, theirs = _owned(plain[first + 1 : joint]) - LIGHT, _owned(behind) - LIGHT
        if mine and theirs and not any(t.text in PRONOUNS for t in (*plain[first + 1 : joint], *behind)):
            one = _Pair(plain[first].text, mine - theirs, theirs - mine)
            out += [one, replace(one, verb=plain[second].text, own=one.other, other=one.own)]
    return tuple(out)


def _owned(told: Sequence[Token]) -> frozenset[str]:
    """The words of an object without its owner: "partner" of "Dominic Sayle's partner"."""
    owner = max((i for i, t in enumerate(told[:_OWNER]) if t.text.endswith(("'s", "s'"))), default=-1)
    return matter(told[owner + 1 :])


def _joined(plain: list[Token]) -> Iterator[tuple[int, int]]:
    """Where the main words of two joined verbs stand: both behind "to", or both in the past with nothing but a joint before the second."""
    found = verbs(plain)
    for at, token in enumerate(plain):
        led = [v for v in found if v.end <= at] if token.text in _JOINS else []
        if not led:
            continue
        first, second = led[-1].end - 1, at + 1
        while second < len(plain) and (adverb(plain[second].text) or plain[second].text == "then"):
            second += 1
        again = second < len(plain) and plain[second].text == "to"
        second += again
        if second >= len(plain) - 1 or plain[second].capital or plain[first].text in AUXILIARY:
            continue
        word = plain[second].text
        if plain[first - 1].text == "to":
            if base(word) or (again and word[0].isalpha() and word not in DETERMINERS | PREPOSITIONS | AUXILIARY):
                yield first, second
        elif led[-1].kind == "finite" and not led[-1].passive and past(plain[first].text) and past(word):
            yield first, second


def _end(plain: list[Token], verb: int) -> int:
    """Where the clause of the second verb ends: at the joint before the next verb, or at a strong stop."""
    later = next((v.start for v in verbs(plain) if v.start > verb and v.kind == "finite"), len(plain))
    strong = next((i for i in range(verb, len(plain)) if plain[i].text in (";", ":")), len(plain))
    if later < len(plain):
        later = next((i for i in range(later - 1, verb, -1) if separates(plain[i].text)), later)
    return min(later, strong)
