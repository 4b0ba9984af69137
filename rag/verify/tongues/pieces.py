"""A Spanish or Chinese text cut into clauses, and the words of each by what they are compared by: stems, or pairs of characters."""

from __future__ import annotations

import re
from functools import lru_cache

from rag.glossary import has_entry
from rag.text import READ_AGAIN, content_words, fold
from rag.types import Span

_ZH_CUT = re.compile(r"[，；。：！？\n]|(?<=[\u4e00-\u9fff0-9%])(?=而(?!且)|但)")
_ES_CUT = re.compile(
    r"[;:!?\n]\s*|[,.](?!\d)\s*|\s+(?=(?:y|e|pero|mientras|aunque|sino|tras|frente a|despu[eé]s de)\s)", re.IGNORECASE
)
# Endings of the forms of a verb, the longest first; "-cion" and the like tell its noun.
_ENDINGS = tuple(
    sorted(
        [
            "ar",
            "er",
            "ir",
            "o",
            "io",
            "aron",
            "ieron",
            "eron",
            "aba",
            "aban",
            "ia",
            "ian",
            "ara",
            "ira",
            "era",
            "aran",
            "iran",
            "eran",
            "ado",
            "ada",
            "ados",
            "adas",
            "ido",
            "ida",
            "idos",
            "idas",
            "ando",
            "iendo",
            "acion",
            "aciones",
            "icion",
            "iciones",
            "a",
            "as",
            "an",
            "e",
            "es",
            "en",
            "os",
            "ase",
            "iese",
            "aria",
            "eria",
            "iria",
            "arian",
            "erian",
            "irian",
            "ente",
            "antes",
            "ante",
            "amos",
            "imos",
            "emos",
            "amiento",
            "imiento",
            "amientos",
        ],
        key=len,
        reverse=True,
    )
)
_NUMERAL = re.compile(r"\d(?:[\d.,]*\d)?")
_TELLING = 2
_NOUN_NEXT = frozenset(
    [
        "el",
        "la",
        "los",
        "las",
        "un",
        "una",
        "unos",
        "unas",
        "su",
        "sus",
        "de",
        "del",
        "al",
        "en",
        "por",
        "para",
        "con",
        "sin",
        "cada",
        "esta",
        "este",
        "tras",
        "a",
        "y",
        "e",
        "o",
    ]
)
_LEAST = 3  # letters of a stem
_VERBAL = re.compile(
    r"(?:\w{2,}(?:ó|aron|ieron|[ai]ba|[ai]ban|ará|erá|irá|arán|erán|irán|ados?|adas?|idos?|idas?)"
    r"|hizo|hicieron|dio|dieron|dijo|dijeron|tuvo|tuvieron|puso|pusieron|impuso|impusieron|propuso|opuso|hubo|vino|fue|fueron|"
    r"era|eran|es|son|está|están|estaba|estuvo|abre|cierra|cuesta|tarda|tiene|tienen|sube|baja|recibe|paga|debe|obtuvo|produjo|"
    r"redujo|condujo|mantuvo|piden?|siguen?|pueden?|quieren?|hacen?|proponen?|mantienen?|contienen?|obtienen?|pierden?|mueren?|vuelven?|consiguen?|producen?|reducen?|exigen?|había|han|ha)$",
    re.IGNORECASE,
)


@lru_cache(maxsize=READ_AGAIN)
def clauses(text: str, language: str) -> tuple[Span, ...]:
    """Where the clauses of ``text`` stand, in order; none without a word of matter."""
    cut = _ZH_CUT if language[:2] == "zh" else _ES_CUT
    found, at = [], 0
    for match in (*cut.finditer(text), None):
        end = match.start() if match else len(text)
        if end > at and content_words(text[at:end], language):
            found.append(Span(at, end))
        at = match.end() if match else end
    return tuple(found)


@lru_cache(maxsize=65536)
def stemmed(word: str) -> str:
    """A folded Spanish word without the ending of its form: "firmo", "firmado" and "firma" are one."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST:
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=READ_AGAIN)
def matter(text: str, language: str) -> frozenset[str]:
    """What the words of matter in ``text`` are compared by."""
    if language[:2] == "zh":
        return frozenset(w.text for w in content_words(text, language))
    return frozenset(stemmed(w.text) for w in content_words(text, language))


def verb_at(clause: str) -> Span | None:
    """The first word of a Spanish clause that looks like a form of a verb."""
    before = ""
    for match in re.finditer(r"[^\W\d_]+", clause):
        word = match.group()
        if _VERBAL.fullmatch(word) or (before not in _NOUN_NEXT and _present(word.casefold())):
            return Span(match.start(), match.end())
        before = word.casefold()
    return None


@lru_cache(maxsize=65536)
def _present(word: str) -> bool:
    """True for the present tense of a verb whose infinitive the glossary has: "suministra", "venden"."""
    ending = next((e for e in ("an", "en", "a", "e") if word.endswith(e)), "")
    stem = word[: -len(ending)] if ending else ""
    return len(stem) >= _LEAST and any(
        has_entry(stem + to, "es") for to in (("ar",) if "a" in ending else ("er", "ir"))
    )


def nearest(claim: str, source: str, language: str) -> Span | None:
    """The clause of ``source`` that has most of the words of ``claim``, the first of several; None where none has any."""
    mine = _weights(claim, language)
    found = []
    for n, span in enumerate(clauses(source, language)):
        theirs = _weights(span.of(source), language)
        found.append((sum(min(weight, theirs[word]) for word, weight in mine.items() if word in theirs), -n, span))
    best = max(found, default=(0, 0, Span(0, 1)), key=lambda one: one[:2])
    return best[2] if best[0] else None


@lru_cache(maxsize=READ_AGAIN)
def _weights(text: str, language: str) -> dict[str, int]:
    """What a text is compared by, with its numerals; a numeral and a Spanish verb tell most."""
    found = dict.fromkeys(matter(text, language), 1)
    found |= {m.group(): _TELLING for m in _NUMERAL.finditer(text)}
    if language[:2] == "es":
        rest = text
        while (verb := verb_at(rest)) is not None:
            found |= dict.fromkeys(matter(verb.of(rest), language), _TELLING)
            rest = rest[verb.end :]
    return found


def plain(text: str) -> str:
    """``text`` folded, for patterns."""
    return fold(text, accents=True).text
