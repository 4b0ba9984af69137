"""Which office or calling a text gives a person: "Captain Reil", "Reil, the captain", "Reil was captain"; en, es, zh."""

from __future__ import annotations

import re

from rag.tokens import fold

# Each line is one calling; a text that gives a person two of them says nothing against either.
_LINES = """
    president presidente presidenta
    minister ministro ministra
    spokesman spokeswoman spokesperson portavoz vocero vocera
    senator senador senadora
    representative congressman congresswoman representante diputado diputada
    governor gobernador gobernadora
    mayor alcalde alcaldesa
    attorney fiscal prosecutor
    secretary secretario secretaria
    director head chief jefe jefa administrator
    executive ceo
    captain capitan skipper
    general
    admiral almirante
    colonel coronel
    professor profesor profesora doctor dr doctora medico
    judge juez jueza justice
    ambassador embajador embajadora
    king queen rey reina
    pope papa
    chairman chairwoman chair chairperson co-chair co-chairs cochair
    commissioner comisario comisionado
    analyst analista
    officer
    researcher investigador scientist
    journalist reporter periodista
    treasurer tesorero tesorera
    lawyer abogado abogada counsel
    engineer ingeniero
    nurse enfermero enfermera
    bishop obispo
    coach entrenador
"""
# Words before a person's name that are no part of it.
TITLES = frozenset(
    ["professor", "dr", "mr", "mrs", "ms", "sir", "president", "senator", "captain", "judge", "minister"]
)
_OFFICE_OF = {form: line.split()[0] for line in _LINES.strip().splitlines() for form in line.split()}
_TOKEN = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|[.;:]")
_BEFORE, _AFTER = 2, 6  # words on each side of a name in which its office stands
_CALLED = frozenset(
    ("named", "called", "elect", "designate", "emeritus", "llamado", "llamada", "don", "dona", "then", "former", ",")
)
_JOINS = frozenset(("is", "was", "as", "became", "were", "are", "es", "era", "fue", "como", "the", "a", "an", "former"))


def without_office(name: str) -> str:
    """``name`` without the offices that open it ("Senator Ann Reil"); the name itself when it is nothing else."""
    parts = name.split()
    while parts and fold(parts[0]) in _OFFICE_OF:
        parts.pop(0)
    return " ".join(parts) or name


def offices(text: str, name: str) -> frozenset[str]:
    """The offices that ``text`` gives the person whose last name ends ``name``; empty when it gives none."""
    words = _TOKEN.findall(text)
    last = [fold(w) for w in _TOKEN.findall(name)][-1:]
    found: set[str] = set()
    for at, word in enumerate(words):
        if [fold(word).removesuffix("'s")] != last:
            continue
        start = at
        while start > 0 and words[start - 1][0].isupper() and fold(words[start - 1]) not in _OFFICE_OF:
            start -= 1
        before = [fold(w) for w in words[max(0, start - _BEFORE) : start]]
        found |= {_OFFICE_OF[w] for w in _since_verb(_since_stop(before)) if w in _OFFICE_OF}
        found |= _behind([fold(w) for w in words[at + 1 : at + 1 + _AFTER]])
    return frozenset(found)


def _since_stop(words: list[str]) -> list[str]:
    """The words after the last that parts one person from another."""
    for place in range(len(words) - 1, -1, -1):
        if words[place] in {".", ";", ":", "and", "y", "of", "de", "to", "for", "by", "with"}:
            return words[place + 1 :]
    return words


def _since_verb(words: list[str]) -> list[str]:
    """The offices right before a name: who "represents Ines Calloway" is not she."""
    for place in range(len(words) - 1, -1, -1):
        if words[place] not in _OFFICE_OF and words[place] not in _CALLED:
            return words[place + 1 :]
    return words


def _behind(words: list[str]) -> set[str]:
    """An office after "is", "as" or an article, before anything else is said."""
    joined = False
    for word in words:
        if word in {".", ";", ":", "and", "y"}:
            break
        joined = joined or word in _JOINS
        if joined and word in _OFFICE_OF:
            return {_OFFICE_OF[word]}
    return set()
