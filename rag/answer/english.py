"""Whether English knows a word: as it stands, in British spelling, or as a form or derivation of one that it knows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from rag.grammar.irregular import forms_of
from rag.models.embedder import VOCABULARY
from rag.word_tables import table

SHORT = 3  # letters of the shortest word that is looked up
_TABLES = ("words.txt", "verbs.txt", "persons.txt", "things.txt", "titles.txt", "bodies.txt", "synonyms.txt", "synonyms-en.txt",
           "general.txt", "opposites.txt", "broader.txt", "light.txt", "casual.txt")  # fmt: skip
_MEANINGS = ("gloss-es.txt", "gloss-zh.txt", "glossary-es.txt", "glossary-zh.txt")  # English stands after the tab
_PREFIXES = ("un", "re", "non", "dis", "mis", "over", "under", "out", "pre", "anti", "de", "sub", "inter", "counter")
# An ending, and what the word may have had in its place: "falsified" of "falsify", "mediator" as "mediation".
_ENDINGS = (
    ("s", ""), ("es", ""), ("ies", "y"), ("d", ""), ("ed", ""), ("ied", "y"), ("ing", ""), ("ing", "e"), ("r", ""), ("er", ""),
    ("ier", "y"), ("st", ""), ("est", ""), ("iest", "y"), ("ly", ""), ("ily", "y"), ("ly", "le"), ("ness", ""), ("iness", "y"),
    ("less", ""), ("able", ""), ("able", "e"), ("ible", ""), ("ish", ""), ("ment", ""), ("ful", ""), ("ship", ""), ("hood", ""),
    ("or", "ion"), ("or", "e"), ("ion", "e"), ("ion", ""), ("ation", "e"), ("ation", ""), ("isation", "ise"), ("ication", "y"), ("ive", "ion"), ("ery", "er"),
    ("ery", "e"), ("ry", ""), ("ity", ""), ("ity", "e"), ("ility", "le"), ("ist", ""), ("ist", "y"), ("ist", "ism"), ("ise", ""),
    ("ise", "y"), ("ise", "e"), ("ise", "ism"), ("ise", "ist"), ("ize", ""), ("ize", "y"), ("ize", "ism"), ("al", ""), ("al", "e"), ("ic", "y"), ("ic", ""),
    ("ical", "y"), ("ous", ""), ("ous", "y"), ("ism", ""), ("ence", "ent"), ("ancy", "ant"), ("ency", "ent"), ("wise", ""),
)  # fmt: skip
# British spellings and the American ones for them.
_AMERICAN = tuple((re.compile(told), american) for told, american in (
    (r"is(e|es|ed|er|ers|ing|ation|ations|able)$", r"iz\1"), (r"ys(e|es|ed|er|ers|ing)$", r"yz\1"),
    (r"our(?=$|s$|ed$|er$|ers$|ing$|less$|ful$|able$|ite$|al$|ally$|hood$|ly$)", "or"), (r"oeu", "eu"), (r"ae", "e"), (r"oe", "e"),
    (r"re(s?)$", r"er\1"), (r"red$", "ered"), (r"ring$", "ering"), (r"l(led|ling|ler|lers|lor|lors|lous)$", lambda m: m[1]),
    (r"ogue(s?)$", r"og\1"), (r"ence(s?)$", r"ense\1"), (r"l(s|ments?)?$", r"ll\1"), (r"lful", "llful"), (r"mme(s?)$", r"m\1"),
))  # fmt: skip
_NEVER = re.compile(r"(?!)")
_NO_E = re.compile("[^e]$")
# Stems that an ending does not follow: an investigator, no "retractd", penalties, noticeable.
_NOT_BEFORE = {
    "r": re.compile("[^e]$|ate$"), "er": re.compile("at$"), "d": _NO_E, "st": _NO_E, "s": re.compile("[^aeiou]y$"), "able": re.compile("[cg]$"),
}  # fmt: skip
_COMPOUND = 9  # letters of two words in one
_PART = 4  # letters of each half of a compound
_DEEP = 2  # endings that are taken off one after the other: "whistleblowers", "reimbursements"


@lru_cache(maxsize=20_000)
def is_english(word: str) -> bool:
    """True for a word in small letters that English knows, or that is spelt or formed as such words are."""
    whole = {word, *_american(word)}
    whole |= {w.removeprefix(p) for w in whole for p in _PREFIXES if w.startswith(p) and len(w) > len(p) + 2}
    return any(_formed(w, _DEEP) for w in whole) or _compound(word)


def known(word: str) -> bool:
    """True where a list has the word as it stands."""
    return word in _lists()


def _formed(word: str, deep: int) -> bool:
    return known(word) or bool(deep and any(_formed(base, deep - 1) for base in set(_bases(word)) if len(base) > SHORT))


def _bases(word: str) -> Iterator[str]:
    """What ``word`` may be formed of, in British and in American spelling."""
    yield from (base for base in forms_of(word))
    for ending, before in _ENDINGS:
        if not word.endswith(ending) or len(word) - len(ending) < SHORT:
            continue
        stem = word[: -len(ending)]
        if _NOT_BEFORE.get(ending, _NEVER).search(stem):
            continue
        for base in (stem + before, stem[:-1] if stem[-1] == stem[-2] and not before else stem + before):
            yield base
            yield from _american(base)


def _american(word: str) -> Iterator[str]:
    """The American spellings of a word that may be British."""
    made = {word}
    for british, american in _AMERICAN:
        made |= {british.sub(american, w, count=1) for w in made}
    yield from made - {word}


def _compound(word: str) -> bool:
    """True for two known words in one: "whistleblower", "shipowners"."""
    cuts = range(_PART, len(word) - _PART + 1)
    return len(word) >= _COMPOUND and any(known(word[:at]) and _formed(word[at:], 1) for at in cuts)


@cache
def _lists() -> frozenset[str]:
    """The vocabulary that the embedder and the reader cut texts by, and the English words of the tables."""
    lines = VOCABULARY.read_text(encoding="utf-8").splitlines()
    found = {line for line in lines if line.isalpha() and len(line) >= SHORT}
    texts = [line for name in _TABLES for line in table(name)]
    texts += [line.partition("\t")[2] for name in _MEANINGS for line in table(name)]
    found.update(
        word.lower()
        for line in texts
        for word in re.findall(r"[^\W\d_]+", line)
        if word.isascii() and len(word) > SHORT
    )
    return frozenset(found)
