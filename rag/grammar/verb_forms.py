"""The forms of English verbs: which words may be one, which tell a past, which base form they belong to."""

from __future__ import annotations

from functools import cache, lru_cache

from rag.grammar.function_words import ADVERBS, AUXILIARY, NO_ADVERB, NO_PAST, NOUNS, SAME
from rag.grammar.inflection import inflected
from rag.grammar.irregular import VERB_FORMS, forms_of
from rag.same_word import stem
from rag.word_tables import table


def participle(token: str) -> bool:
    """True for a form that can follow "was": one in -ed or an irregular one."""
    return _regular_past(token) or token in SAME or (
        token in VERB_FORMS and token not in NOUNS and token not in AUXILIARY and not token.endswith(("s", "er", "ion"))
    )  # fmt: skip


def _regular_past(token: str) -> bool:
    return token.endswith("ed") and len(token) > 3 and token not in NO_PAST


def past(token: str) -> bool:
    """True for a form that tells a past by itself."""
    return _regular_past(token) or token in _irregular_past()


@cache
def _irregular_past() -> frozenset[str]:
    told = {f for f in VERB_FORMS if any(base(b) for b in forms_of(f)) and (not base(f) or f in ("found", "felt"))}
    no = {f for f in told if f.endswith(("s", "er", "or", "ion", "al", "ance", "ure")) or f in NOUNS or f in AUXILIARY}
    return frozenset(told - no | SAME)


@cache
def _bases() -> frozenset[str]:
    return frozenset(word for line in table("verbs.txt") for word in line.split()) | {"be", "have", "do"}


def base(token: str) -> bool:
    """True for the base form of a verb that the table has."""
    return token in _bases()


@cache
def thirds() -> frozenset[str]:
    """The forms in -s of all verbs of the table."""
    told = {form for word in _bases() for form in (f"{word}s", f"{word}es", f"{word[:-1]}ies")}
    return frozenset(told - _bases())


def lemma(verb: str) -> str:
    """One name for the forms of a verb."""
    return _lemmas().get(verb) or stem(verb)


@cache
def _lemmas() -> dict[str, str]:
    return {
        form: word
        for word in sorted(_bases(), reverse=True)
        for form in (*inflected(word), f"{word}s", f"{word[:-1]}ies")
    }


def adverb(token: str) -> bool:
    """True for a word that may stand between a subject and its verb, or an auxiliary and its verb."""
    return token in ADVERBS or (token.endswith("ly") and token not in NO_ADVERB)


def gerund(token: str) -> bool:
    """True for a form in -ing of a verb of the table."""
    root = token[:-3]
    return base(root) or base(root + "e") or (len(root) > 2 and root[-1] == root[-2] and base(root[:-1]))


@lru_cache(maxsize=65536)
def may_be_verb(word: str) -> bool:
    """True for a form that a verb can have."""
    return past(word) or base(word) or word in thirds() or word.endswith("ing")
