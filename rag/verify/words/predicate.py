"""A verb with its subject and what stands behind it, and the words of matter of a phrase."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rag.grammar.function_words import ADVERBS, CONJUNCTIONS, PREPOSITIONS, STOPS
from rag.grammar.verbs import Token
from rag.text import STOP_EN


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
    ``to_another``: it is done to a pronoun ("it", "21 of them"), so to something else than the subject. ``behind``: all words behind the verb.
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
    to_another: bool = False
    behind: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "behind", frozenset[str]().union(*(c.words for c in self.rest)))

    @property
    def object(self) -> Chunk | None:
        """What stands behind the verb itself; None where nothing does."""
        return next((chunk for chunk in self.rest if not chunk.joint), None)

    @property
    def words(self) -> frozenset[str]:
        """All words of the clause but its verb."""
        return self.subject | self.behind

    def after(self, joint: str) -> frozenset[str]:
        """The words behind one preposition."""
        return frozenset[str]().union(*(c.words for c in self.rest if c.joint == joint))


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
    """The words of matter of a noun phrase without what an owner or a preposition adds to them; of an apposition those of both its parts."""
    told = list(told)
    if any(t.text in CONJUNCTIONS for t in told):
        return _head(told)
    stops = [i for i, t in enumerate(told) if t.text in STOPS]
    if told and told[0].text in (*PREPOSITIONS, "according"):
        if not stops:
            return matter(told)  # where the subject begins cannot be told
        told = told[stops[0] + 1 :]  # "In spite of the rain, the concert"
    parts, begun = list[frozenset[str]](), 0
    for end in [*(i for i, t in enumerate(told) if t.text in STOPS), len(told)]:
        parts.append(_head(told[begun:end]))  # "Veltra Foods, the country's largest bakery,"
        begun = end + 1
    return frozenset[str]().union(*parts)


def _head(told: Sequence[Token]) -> frozenset[str]:
    owner = max((i for i, t in enumerate(told) if t.text.endswith(("'s", "s'")) and matter(told[i + 1 :])), default=-1)
    own = list(told[owner + 1 :])
    if any(t.text in CONJUNCTIONS for t in own):
        return matter(own)  # of a list every part is a head
    cut = next((i for i, t in enumerate(own) if (t.text in PREPOSITIONS or t.text == "of") and matter(own[:i])), None)
    return matter(own[:cut])
