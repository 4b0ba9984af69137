"""Who a clause is about and what it says of it: every verb of a text with its own subject and what stands behind it.

A plain reading without a grammar. Where a subject stays open (a pronoun, a list, a clause in between) it holds the words of
all that it could be.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from rag.grammar.function_words import AMOUNTS, CONJUNCTIONS, PREPOSITIONS, RELATIVE, STOPS, SUBORDINATE
from rag.grammar.verb_forms import lemma, participle
from rag.grammar.verbs import Token, Verb, separates, tokens, verbs
from rag.text import READ_AGAIN
from rag.verify.words.gapped import gapped
from rag.verify.words.predicate import Chunk, Predicate, head, matter
from rag.verify.words.subjects import STRONG, subject_of

_SAID_TO_BE = frozenset(["make", "declare", "render", "keep"])  # "was made compulsory" tells what it is
_OBJECTS = frozenset(["it", "them", "him"])


@lru_cache(maxsize=READ_AGAIN)
def predicates(sentences: tuple[str, ...]) -> tuple[Predicate, ...]:
    """The predicates of all sentences in order; one that opens a sentence with a pronoun leans on the sentence before."""
    found: list[Predicate] = []
    lean = frozenset[str]()
    for number, sentence in enumerate(sentences):
        own = _read(sentence)
        for predicate in own:
            leaning = predicate.open and (predicate is own[0] or not predicate.subject)
            found.append(
                replace(predicate, sentence=number, subject=predicate.subject | (lean if leaning else frozenset()))
            )
        if own:
            lean = frozenset[str]().union(*(p.words for p in own)) | (lean if own[0].open else frozenset())
    return tuple(found)


@lru_cache(maxsize=READ_AGAIN)
def _read(sentence: str) -> tuple[Predicate, ...]:
    """The predicates of one sentence."""
    plain = tokens(sentence)
    found = verbs(plain)
    out: list[Predicate] = []
    pending: list[list[Token]] = []
    for at, verb in enumerate(found):
        segment = plain[found[at - 1].end if at else 0 : verb.start]
        subject = subject_of(segment, verb, out, pending)
        words = matter(subject.tokens)
        core = words if subject.joint in RELATIVE else head(subject.tokens) or words
        definite = bool(subject.tokens) and subject.tokens[0].text in (
            "the",
            "its",
            "their",
            "his",
            "her",
            "this",
            "that",
        )
        definite = definite and not any(t.capital for t in subject.tokens)
        if subject.inherited:
            words, core, definite = subject.inherited.subject, subject.inherited.head, subject.inherited.definite
        after: Sequence[Token] = plain[verb.end : _end(plain, verb, found[at + 1 :])]
        after, gaps = gapped(subject.tokens, after) if verb.kind == "finite" else (after, [])
        rest = chunks(after)
        if subject.joint == "where" and out and (place := next((c for c in reversed(out[-1].rest) if c.joint), None)):
            rest = (*rest, place)  # "in Spain, where the firm had closed two shops"
        said_to_be = lemma(verb.verb) in _SAID_TO_BE and rest[:1] and not rest[0].joint
        passive = verb.passive and not said_to_be
        if (
            subject.inherited and subject.inherited.passive and verb.end - verb.start == 1
        ):  # "was passed but struck down"
            passive = participle(verb.verb) and (not rest or rest[0].joint != "")
        if segment and segment[-1].text == "," and verb.end - verb.start == 1 and rest and rest[0].joint:
            passive = passive or (participle(verb.verb) and any(c.joint == "by" for c in rest))  # ", built by Norsk"
        front = _front(segment) if not out else frozenset[str]()
        amount = next((t.text for t in subject.tokens or segment if t.text in AMOUNTS), "")
        if subject.inherited and not amount:
            amount = subject.inherited.amount
        out.append(
            Predicate(
                verb.verb, passive, words, core, subject.open, definite, rest, subject.joint, verb.kind, front, amount,
                to_another=not passive and _ends_in_pronoun(after),
            )
        )  # fmt: skip
        out += [
            replace(
                out[-1], subject=gap.subject, head=gap.subject, open=False, definite=True, rest=chunks(gap.behind),
                joint="and", amount="", to_another=False,
            )
            for gap in gaps
        ]  # fmt: skip
    return tuple(out)


def _ends_in_pronoun(after: Sequence[Token]) -> bool:
    """True where the object that opens the words behind a verb is a pronoun, or some of what one stands for."""
    ends = (i for i, t in enumerate(after) if t.text in PREPOSITIONS or separates(t.text))
    first = after[: next(ends, len(after))]
    return bool(first) and first[-1].text in _OBJECTS


def _front(segment: Sequence[Token]) -> frozenset[str]:
    """The words of matter before the subject of a sentence, where a preposition opens it."""
    if not segment or segment[0].text not in PREPOSITIONS:
        return frozenset()
    comma = next((i for i, t in enumerate(segment) if t.text == ","), len(segment))
    return matter(segment[:comma])


def _end(plain: list[Token], verb: Verb, later: list[Verb]) -> int:
    """Where the words behind a verb end: at the joint of the next clause."""
    for other in later:
        if other.kind != "finite":
            continue
        joints = [
            i
            for i in range(verb.end, other.start)
            if separates(plain[i].text) and plain[i].text not in ("that", "than", "as")
        ]
        if not joints:
            continue  # "says that it fell", "the man it hit"
        strong = [i for i in joints if plain[i].text in STRONG]
        cut = (strong or joints)[-1]
        while cut > verb.end and (plain[cut - 1].text in STOPS or plain[cut - 1].text in CONJUNCTIONS):
            cut -= 1
        return cut
    return len(plain)


def chunks(told: Sequence[Token]) -> tuple[Chunk, ...]:
    """What stands behind a verb, cut before each preposition, stop and joining word."""
    out: list[Chunk] = []
    joint, held = "", list[Token]()
    for token in [*told, Token(",", False)]:
        if token.text in PREPOSITIONS or token.text in STOPS or token.text in RELATIVE or token.text in SUBORDINATE:
            if words := matter(held):
                out.append(Chunk(joint, words, head(held)))
            joint, held = token.text, []
        else:
            held.append(token)
    return tuple(out)
