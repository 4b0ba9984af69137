"""What a sentence says of a thing beside its verbs: "an altarpiece stolen in 1988", "built in 1284, the castle", "with Mensah scoring twice"."""

from __future__ import annotations

from functools import lru_cache

from rag.grammar.function_words import AUXILIARY, DETERMINERS, PREPOSITIONS, STOPS
from rag.grammar.verb_forms import adverb, gerund, participle
from rag.grammar.verbs import Token, Verb, plural, separates, tokens, verbs
from rag.text import READ_AGAIN
from rag.verify.words.predicate import Predicate, head, matter
from rag.verify.words.predicates import chunks

# Behind a stop these tell as often what came of all that was told before.
_EVENT_WORDS = """
    causing leaving making bringing raising forcing allowing meaning prompting sparking triggering leading resulting including following
    according depending regarding concerning killing injuring destroying damaging flooding pushing sending taking giving cutting prompting
"""
_EVENT = frozenset(_EVENT_WORDS.split())
_LONGEST = 8  # words of a phrase that a participle describes


@lru_cache(maxsize=READ_AGAIN)
def described(sentence: str) -> tuple[Predicate, ...]:
    """A predicate, of kind "part", for each participle that describes a noun; its subject is never open."""
    plain = tokens(sentence)
    found = verbs(plain)
    taken = {i for verb in found if verb.kind != "ing" for i in range(verb.start, verb.end)}
    out = []
    for at, token in enumerate(plain):
        if at in taken or token.capital or token.text in AUXILIARY:
            continue
        for told in (_behind_noun, _before_noun, _opening, _with, _inserted, _behind_stop):
            if (subject := told(plain, at, found)) and matter(subject[0]):
                out.append(_predicate(plain, at, found, *subject))
                break
    return tuple(out)


def _predicate(plain: list[Token], at: int, found: list[Verb], subject: list[Token], end: int) -> Predicate:
    passive = not plain[at].text.endswith("ing")
    rest = chunks(plain[at + 1 : end]) if end > at else ()
    core = head(subject) or matter(subject)
    return Predicate(plain[at].text, passive, matter(subject), core, False, True, rest, "", "part")


def _end(plain: list[Token], at: int, found: list[Verb]) -> int:
    """Where the words behind a participle end: at a stop or the next verb."""
    verb = next((v.start for v in found if v.start > at and v.kind == "finite"), len(plain))
    return next((i for i in range(at + 1, verb) if separates(plain[i].text)), verb)


def _behind_noun(plain: list[Token], at: int, found: list[Verb]) -> tuple[list[Token], int] | None:
    """ "an altarpiece stolen from the church": a participle right behind its noun."""
    if not at or not participle(plain[at].text) or _determines(plain[at - 1].text) or adverb(plain[at - 1].text):
        return None
    follows = plain[at + 1].text if at + 1 < len(plain) else ""
    if follows not in PREPOSITIONS:
        return None
    noun = _phrase_before(plain, at, found)
    return (noun, _end(plain, at, found)) if noun else None


def _before_noun(plain: list[Token], at: int, found: list[Verb]) -> tuple[list[Token], int] | None:
    """ "a blocked culvert": a participle between a determiner and its noun."""
    if (
        not at
        or not participle(plain[at].text)
        or not plain[at].text.endswith("ed")
        or plain[at - 1].text not in DETERMINERS
    ):
        return None
    end = _noun_end(plain, at + 1)
    return (plain[at + 1 : end], at) if end > at + 1 else None


def _opening(plain: list[Token], at: int, found: list[Verb]) -> tuple[list[Token], int] | None:
    """ "Built in 1284, the castle passed": a participle that opens the sentence, and the subject behind the stop."""
    if at or not participle(plain[0].text):
        return None
    for stop in (i for i, t in enumerate(plain) if t.text == ","):
        verb = next((v for v in found if v.kind == "finite" and v.start > stop), None)
        if verb and not any(separates(t.text) for t in plain[stop + 1 : verb.start]):
            return plain[stop + 1 : verb.start], min(stop, _end(plain, 0, found))
    return None


def _with(plain: list[Token], at: int, found: list[Verb]) -> tuple[list[Token], int] | None:
    """ "with Mensah scoring twice"."""
    if not gerund(plain[at].text):
        return None
    led = next(
        (i for i in range(at - 1, max(-1, at - _LONGEST), -1) if plain[i].text == "with" or separates(plain[i].text)),
        None,
    )
    if led is None or plain[led].text != "with" or led == at - 1:
        return None
    return plain[led + 1 : at], _end(plain, at, found)


def _inserted(plain: list[Token], at: int, found: list[Verb]) -> tuple[list[Token], int] | None:
    """ "Albright, writing for the majority, rejected it": between two stops behind a subject."""
    if at < 2 or plain[at - 1].text != "," or not (gerund(plain[at].text) or participle(plain[at].text)):
        return None
    verb = next((v for v in found if v.start > at and v.kind == "finite"), None)
    if verb is None or plain[verb.start - 1].text != ",":
        return None
    noun = _phrase_before(plain, at - 1, found)
    return (noun, _end(plain, at, found)) if noun else None


def _behind_stop(plain: list[Token], at: int, found: list[Verb]) -> tuple[list[Token], int] | None:
    """ ", succeeding Kane": of the subject or the object of the verb before."""
    if at < 2 or plain[at - 1].text != "," or plain[at].text in _EVENT or not gerund(plain[at].text):
        return None
    verb = next((v for v in reversed(found) if v.end < at and v.kind == "finite"), None)
    if verb is None:
        return None
    start = max((i + 1 for i in range(verb.start) if separates(plain[i].text)), default=0)
    stop = next((i for i in range(verb.end, at) if separates(plain[i].text) or plain[i].text in PREPOSITIONS), at)
    if not matter(plain[start : verb.start]):
        return None  # whose deed the verb before is stands further off
    return [*plain[start : verb.start], *plain[verb.end : stop]], _end(plain, at, found)


def _phrase_before(plain: list[Token], at: int, found: list[Verb]) -> list[Token]:
    """The noun phrase that ends right before ``at``."""
    start = at
    verb_ends = {v.end for v in found}
    while start > 0 and at - start < _LONGEST:
        text = plain[start - 1].text
        if separates(text) or text in PREPOSITIONS or text in STOPS or start in verb_ends:
            break
        start -= 1
        if text in DETERMINERS:
            break
    return plain[start:at]


def _noun_end(plain: list[Token], at: int) -> int:
    end = at
    while end < len(plain) and end - at < 3 and not separates(plain[end].text) and plain[end].text not in PREPOSITIONS:
        if plain[end].text in AUXILIARY or plain[end].text == "of":
            break
        end += 1
        if plural(plain[end - 1]):
            break
    return end


def _determines(text: str) -> bool:
    return text in DETERMINERS or text in PREPOSITIONS or text == "of" or separates(text)
