"""Whether a Spanish question points back to what was said before it, or, short as it is, asks something of what it names.

"La" before a verb is a pronoun and before a noun an article, "está" is no "esta", "lo que" opens a clause, and a "le" or "su"
whose owner stands in the question needs nothing from outside: "¿Cuántas libras incautó la CBP?" is whole, "¿Quién la firmó?" is not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.tokens import STOP, fold

_WORD = re.compile(r"[^\W\d_]+")
_ALWAYS = frozenset(["eso", "esto", "aquello", "ello", "ellos", "ellas", "allí", "entonces"])
_THIS = frozenset(["ese", "esa", "esos", "esas", "este", "esta", "estos", "estas", "aquel", "aquella"])
_ON_THE_TABLE = frozenset(["artículo", "caso", "nota", "noticia"])  # "este artículo" is the one under examination
_NO_PRONOUN = frozenset(["que", "más", "menos", "largo", "tanto", "cual", "mejor", "peor"])  # behind "lo"
_ARTICLES = frozenset(["el", "la", "los", "las", "un", "una", "unos", "unas", "al", "del"])
_BEFORE_PRONOUN = frozenset(
    ["quién", "quien", "quiénes", "qué", "cómo", "cuándo", "dónde", "cuánto", "no", "se", "me", "nos", "ya"]
)
# Ends of a verb and of no noun; "la compañía" and "la firma" are told by what stands around them.
_VERB = re.compile(
    r"[^\W\d_]{2,}(?:ó|aron|ieron|yeron|jeron|aban|ían|arán|erán|irán|ará|erá|irá)|h[ae]n?|había|hizo|hicieron|dijo|puso|trajo|tuvo|vio|dio|quiso|pudo"
)
_MAY_BE_VERB = re.compile(r"[^\W\d_]{2,}(?:a|e|an|en|ía|aba)")
_GENERAL_WORDS = """
    gente persona personas hombre hombres mujer mujeres alguien algo nadie nada todo todos todas otro otra otros otras mismo
    misma primero primera segundo segunda tercero tercera último última siguiente anterior resto parte total año años mes
    meses día días vez veces cosa cosas diferencia aumento descenso cambio resultado resultados razón razones causa causas
    motivo motivos respuesta reacción opción opciones efecto efectos consecuencia consecuencias mayor menor mejor peor
    dijo dijeron dice dicen decir hizo hicieron hace hacen hacer pasó pasa ocurrió ocurre sucedió piensa piensan opina opinan
    opinó cree creen respondió respondieron contestó reaccionó reaccionaron comentó explicó admitió negó confirmó hubo sabe saben
    también tampoco luego después antes ahora así ahí aquí tan
"""
_GENERAL = frozenset(map(fold, _GENERAL_WORDS.split()))
_STOP = frozenset(map(fold, STOP["es"]))
_WHOLE = re.compile(  # short, and yet a question of its own
    r"\W*(?:qué|quién|quiénes|dónde) (?:es|son|está|están|era|eran|fue|fueron) [\w.'’-]+(?: [\w.'’-]+){0,3}\W*",
    re.IGNORECASE,
)


def points_back_es(question: str) -> bool:
    """True where a word of ``question`` stands for what it does not name itself."""
    words = _WORD.findall(question)
    return any(_points(words, [word.lower() for word in words], at) for at in range(len(words)))


def stands_es(question: str) -> bool:
    """True for a question of a few words that asks something of what it names: "¿Cuánto mide el puente?"; not "¿Qué dijo la junta?"."""
    if _WHOLE.fullmatch(question):
        return True
    words = _WORD.findall(question)
    told = [word for word in map(fold, words) if word not in _STOP]
    named = any(word.lower() in _ARTICLES for word in words) or any(word[0].isupper() for word in words[1:])
    return named and len(told) > 1 and _GENERAL.isdisjoint(told)


def _points(words: Sequence[str], low: Sequence[str], at: int) -> bool:
    word, after = low[at], low[at + 1] if at + 1 < len(low) else ""
    if word in _ALWAYS:
        return True
    if word in _THIS:
        return after not in _ON_THE_TABLE
    if word in ("su", "sus"):
        return not _names(words[:at], low[:at])
    if word in ("le", "les"):
        return "a" not in [*low[:at], *low[at + 1 :]] and "al" not in low  # "¿Qué le dijo Trump a Xi?"
    if word == "lo":
        return after not in _NO_PRONOUN
    return word == "la" and _is_pronoun(low, at, words)


def _is_pronoun(low: Sequence[str], at: int, words: Sequence[str]) -> bool:
    """True for the "la" of "¿Quién la firmó?" and "¿Cómo la hacen?", not for that of "¿Por qué la policía cerró el puente?"."""
    rest = low[at + 1 :]
    if not rest or words[at + 1][0].isupper():
        return not rest
    if _VERB.fullmatch(rest[0]):
        return True
    led = at > 0 and low[at - 1] in _BEFORE_PRONOUN
    return led and bool(_MAY_BE_VERB.fullmatch(rest[0])) and not any(map(_VERB.fullmatch, rest[1:])) and len(rest) < 4


def _names(words: Sequence[str], low: Sequence[str]) -> bool:
    """True where ``words`` name somebody or something: behind an article, or with a capital inside the sentence."""
    return any(word in _ARTICLES for word in low[:-1]) or any(word[0].isupper() for word in words[1:])
