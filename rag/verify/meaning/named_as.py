"""What somebody is, by the words beside a name, told of another: of "the third seed, Carla Novak", that Baptista was the third seed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from rag.grammar.function_words import PREPOSITIONS, STOPS
from rag.grammar.verb_forms import lemma
from rag.grammar.verbs import Token, separates, spans, tokens
from rag.text import READ_AGAIN
from rag.types import Status
from rag.verify.findings import Finding
from rag.verify.meaning.told_of import among
from rag.verify.words.predicate import matter
from rag.verify.words.predicates import predicates
from rag.verify.words.synonyms import LIGHT
from rag.verify.words.written import as_written

_IS = frozenset(["be", "become", "remain"])
_LONGEST = 7  # words of what somebody is


def check_named_as(claim: str, sentences: tuple[str, ...]) -> list[Finding]:
    """A finding where ``claim`` says of one name what ``sentences`` say, right beside it, of others only."""
    for own in predicates((claim,)):
        if lemma(own.verb) not in _IS or own.open or own.passive or own.object is None:
            continue
        told, who = own.object.words - LIGHT, own.head - LIGHT
        if not told or not who or not _are_names(who, sentences):
            continue
        named = [name for s in sentences for name in _named(s, told)]
        whose = told - own.object.head
        if not named and whose and (told := own.object.head - LIGHT):
            # "Leitner was a pupil of Weiss", of "his pupil Weiss"
            named = [name for s in sentences for name in _named(s, told) if any(among(w, name) for w in whose)]
        if not named or any(among(w, name) for name in named for w in who):
            continue
        shown, theirs, mine = (as_written(some, claim, " ".join(sentences), most=4) for some in (told, named[0], who))
        return [Finding(Status.NOT_CONFIRMED, f"the source says “{shown}” of “{theirs}”, not of “{mine}”")]
    return []


def _are_names(who: frozenset[str], sentences: Sequence[str]) -> bool:
    """True when a word of ``who`` stands in the sentences with a capital."""
    names = {t.text for s in sentences for t, large in _read(s) if large}
    return any(w in names for w in who)


@lru_cache(maxsize=READ_AGAIN)
def _read(sentence: str) -> tuple[tuple[Token, bool], ...]:
    """The tokens of a sentence, and which are written with a capital."""
    return tuple((t, sentence[at.start].isupper()) for t, at in zip(tokens(sentence), spans(sentence), strict=True))


def _named(sentence: str, told: frozenset[str]) -> Iterator[frozenset[str]]:
    """The names beside each phrase of the sentence that has all words ``told``."""
    read = _read(sentence)
    for start, end in _phrases(read, told):
        if behind := _name(read, end):
            yield behind  # "the third seed Carla Novak"
        elif (
            end < len(read) and read[end][0].text == "," and (behind := _name(read, end + 1)) and _closed(read, end + 1)
        ):
            yield behind  # "her minister, Pavel Drom,"
        elif start > 1 and read[start - 1][0].text == "," and (before := _name_before(read, start - 1)):
            yield before  # "Salmela, 38,"


def _phrases(read: Sequence[tuple[Token, bool]], told: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Where each noun phrase begins and ends that has all words ``told``."""
    start = 0
    for end in range(len(read) + 1):
        last = end == len(read)
        if not last and not _parts(read, end, start):
            continue
        words = matter(t for t, _ in read[start:end])
        if end - start <= _LONGEST and words and all(among(w, words) for w in told):
            yield start, end
        start = end if not last and read[end][1] and not _stop(read[end][0].text) else end + 1


def _parts(read: Sequence[tuple[Token, bool]], at: int, start: int) -> bool:
    """True where a phrase ends: at a stop, a preposition, or a name behind words that are none."""
    token, large = read[at]
    return _stop(token.text) or (large and at > start and not read[at - 1][1])


def _stop(text: str) -> bool:
    return text in STOPS or text in PREPOSITIONS or separates(text)


def _name(read: Sequence[tuple[Token, bool]], at: int) -> frozenset[str]:
    """The words with capitals from ``at`` on."""
    end = at
    while end < len(read) and read[end][1]:
        end += 1
    return matter(t for t, _ in read[at:end])


def _name_before(read: Sequence[tuple[Token, bool]], end: int) -> frozenset[str]:
    start = end
    while start and read[start - 1][1]:
        start -= 1
    return matter(t for t, _ in read[start:end])


def _closed(read: Sequence[tuple[Token, bool]], at: int) -> bool:
    """True where a stop or the end follows the name at ``at``: no list goes on."""
    while at < len(read) and read[at][1]:
        at += 1
    return at == len(read) or read[at][0].text in STOPS
