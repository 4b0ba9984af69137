"""Who a clause is about and what it says of it: every verb of a text with its own subject and what stands behind it.

A plain reading without a grammar. Where a subject stays open (a pronoun, a list, a clause in between) it holds the words of
all that it could be.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from rag.grammar.function_words import (
    ADVERBS,
    AMOUNTS,
    CONJUNCTIONS,
    OF_ANOTHER,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVE,
    STOPS,
    SUBORDINATE,
)
from rag.grammar.verb_forms import participle
from rag.grammar.verbs import Token, Verb, separates, tokens, verbs
from rag.text import READ_AGAIN, STOP_EN

_STRONG = frozenset([";", ":"])


@dataclass(frozen=True, slots=True)
class Chunk:
    """What stands behind one preposition, or behind the verb itself (""); ``head``: without what an "of" adds."""

    joint: str
    words: frozenset[str]
    head: frozenset[str]


@dataclass(frozen=True, slots=True)
class Predicate:
    """A verb, the words of its subject and what stands behind it; ``joint``: the word that joins its clause to another.

    ``open``: the subject is a pronoun or may be one of several. ``head``: the subject's words without what describes them
    from behind ("of the bank") or owns them ("the minister's"). ``definite``: a common noun with "the" or "its". ``fronted``:
    the words of what opens the sentence before the subject ("In 2018"). ``amount``: "all", "most", "few" of the subject.
    """

    verb: str
    passive: bool
    subject: frozenset[str]
    head: frozenset[str]
    open: bool
    definite: bool
    rest: tuple[Chunk, ...]
    joint: str
    kind: str
    fronted: frozenset[str] = frozenset()
    amount: str = ""
    sentence: int = 0

    @property
    def behind(self) -> frozenset[str]:
        """All words behind the verb."""
        return frozenset[str]().union(*(c.words for c in self.rest))

    @property
    def words(self) -> frozenset[str]:
        """All words of the clause but its verb."""
        return self.subject | self.behind

    def after(self, joint: str) -> frozenset[str]:
        """The words behind one preposition."""
        return frozenset[str]().union(*(c.words for c in self.rest if c.joint == joint))


@dataclass(frozen=True, slots=True)
class _Subject:
    """The tokens of a subject, the word that joins its clause, whether it stays open."""

    tokens: tuple[Token, ...]
    joint: str
    open: bool = False
    inherited: Predicate | None = None


@lru_cache(maxsize=READ_AGAIN)
def predicates(sentences: tuple[str, ...]) -> tuple[Predicate, ...]:
    """The predicates of all sentences in order; one that opens a sentence with a pronoun leans on the sentence before."""
    found: list[Predicate] = []
    lean = frozenset[str]()
    for number, sentence in enumerate(sentences):
        own = _read(sentence)
        for predicate in own:
            leaning = predicate.open and predicate is own[0]
            found.append(
                replace(predicate, sentence=number, subject=predicate.subject | (lean if leaning else frozenset()))
            )
        if own:
            lean = frozenset[str]().union(*(p.words for p in own)) | (lean if own[0].open else frozenset())
    return tuple(found)


def matter(told: Iterable[Token]) -> frozenset[str]:
    """The words of matter among some tokens, figures too; the parts of a compound count alone."""
    out = set()
    for token in told:
        for word in (token.text,) if token.text[0].isdigit() else token.text.split("-"):
            bare = word.removesuffix("'s").rstrip("'")
            if (
                bare
                and bare[0].isalnum()
                and (bare not in STOP_EN or (token.capital and bare == "may"))
                and bare not in ADVERBS
            ):
                out.add(bare)
    return frozenset(out)


def head(told: Sequence[Token]) -> frozenset[str]:
    """The words of matter of a noun phrase without what an owner or a preposition adds to them."""
    owner = max((i for i, t in enumerate(told) if t.text.endswith(("'s", "s'")) and matter(told[i + 1 :])), default=-1)
    own = list(told[owner + 1 :])
    if any(t.text in CONJUNCTIONS for t in own):
        return matter(own)  # of a list every part is a head
    stops = [i for i, t in enumerate(own) if t.text in STOPS]
    if own and own[0].text in (*PREPOSITIONS, "according"):
        if len(stops) != 1:
            return matter(own)  # where the subject begins cannot be told
        own = own[stops[0] + 1 :]  # "In spite of the rain, the concert"
    cut = next(
        (
            i
            for i, t in enumerate(own)
            if (t.text in PREPOSITIONS or t.text == "of" or t.text in STOPS) and matter(own[:i])
        ),
        None,
    )
    return matter(own[:cut])


@lru_cache(maxsize=READ_AGAIN)
def _read(sentence: str) -> tuple[Predicate, ...]:
    """The predicates of one sentence."""
    plain = tokens(sentence)
    found = verbs(plain)
    out: list[Predicate] = []
    pending: list[list[Token]] = []
    for at, verb in enumerate(found):
        segment = plain[found[at - 1].end if at else 0 : verb.start]
        subject = _subject(segment, verb, out, pending)
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
        rest = _chunks(plain[verb.end : _end(plain, verb, found[at + 1 :])])
        passive = verb.passive
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
                verb.verb, passive, words, core, subject.open, definite, rest, subject.joint, verb.kind, front, amount
            )
        )
    return tuple(out)


def _front(segment: Sequence[Token]) -> frozenset[str]:
    """The words of matter before the subject of a sentence, where a preposition opens it."""
    if not segment or segment[0].text not in PREPOSITIONS:
        return frozenset()
    comma = next((i for i, t in enumerate(segment) if t.text == ","), len(segment))
    return matter(segment[:comma])


def _subject(segment: list[Token], verb: Verb, before: list[Predicate], pending: list[list[Token]]) -> _Subject:
    """The subject of a verb; ``segment``: the tokens since the verb before it, ``pending``: subjects whose verb is to come."""
    earlier = tuple(Token(w, False) for p in before for w in p.words)
    last = before[-1] if before else None
    texts = [t.text for t in segment]
    if verb.kind == "ing":
        return _Subject(earlier, texts[-1] if texts else "", True, last)
    if verb.kind == "to":
        own = tuple(segment)
        if last and last.passive and last.verb in OF_ANOTHER:
            return _Subject((), "to", last.open, last)
        if last and last.verb in OF_ANOTHER and matter(own):
            return _Subject(own, "to")
        return _Subject((*earlier, *own), "to", True)
    if not before and texts and texts[-1] == "," and matter(segment) and verb.end - verb.start == 1:
        pending.append(segment)  # "The painting, thought to be lost, is"
        return _Subject(tuple(segment), ",")
    cut = next((i for i in reversed(range(len(segment))) if _cuts(texts, i, bool(before))), None)
    if cut is None:
        if before and pending:
            return _Subject(tuple(pending.pop()), "")
        if last and last.joint in RELATIVE and last.joint != "that":
            return _Subject((*earlier, *segment), "", True)
        pronoun = any(t in PRONOUNS for t in texts)
        return _Subject(tuple(segment), "") if matter(segment) else _Subject(earlier, "", pronoun or bool(before))
    joint, left, after = texts[cut], segment[:cut], segment[cut + 1 :]
    if joint in RELATIVE:
        begun = max((i + 1 for i in range(len(left)) if separates(left[i].text)), default=-1 if before else 0)
        if begun >= 0 and matter(left[begun:]):
            pending.append(left[begun:])  # its own verb is to come
    if after and (after[-1].text in PRONOUNS or (not matter(after) and any(t.text in PRONOUNS for t in after))):
        return _Subject((*earlier, *left), joint, True)
    if matter(after):
        return _Subject((*_listed(left, joint), *after), joint)
    if joint in RELATIVE:
        opened = max((i for i in range(len(left)) if separates(left[i].text) and left[i].text not in STOPS), default=-1)
        return _Subject(tuple(left[opened + 1 :]) or earlier, joint, not matter(left))
    if joint in CONJUNCTIONS and last and last.kind == "finite" and last.joint not in RELATIVE and not last.open:
        return _Subject((), joint, False, last)
    if pending:
        return _Subject(tuple(pending.pop()), joint)
    return _Subject((*earlier, *left), joint, True)


def _cuts(texts: list[str], at: int, behind_verb: bool) -> bool:
    """True where a clause begins: at a joining word, or between two verbs at an "and" or a stop."""
    if texts[at] in RELATIVE:
        return at > 0 or behind_verb or texts[at] != "that"
    if texts[at] in SUBORDINATE:
        return texts[at] not in ("than", "as", "so")
    return texts[at] in _STRONG or (behind_verb and (texts[at] in CONJUNCTIONS or texts[at] in STOPS))


def _listed(left: list[Token], joint: str) -> tuple[Token, ...]:
    """What an "and" before the last of several subjects joins to it: the words since the joint or stop before."""
    if joint not in ("and", "or", ","):
        return ()
    opened = max((i for i in range(len(left)) if separates(left[i].text)), default=None)
    if opened is None:
        return ()
    return (*_listed(left[:opened], left[opened].text), *left[opened + 1 :])


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
        strong = [i for i in joints if plain[i].text in _STRONG]
        cut = (strong or joints)[-1]
        while cut > verb.end and (plain[cut - 1].text in STOPS or plain[cut - 1].text in CONJUNCTIONS):
            cut -= 1
        return cut
    return len(plain)


def _chunks(told: Sequence[Token]) -> tuple[Chunk, ...]:
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
