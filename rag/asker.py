"""What a person tells of themselves around a question: "My son is 15. How many ...?" It is no part of what is asked.

Only a sentence of the asker's own life goes. One that says what was read or heard, names somebody or gives a year stays: the
question may be about it, as does one whose words the sources have. Where little else is left, or the question points back, nothing goes.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from rag.content import content
from rag.glossary import english_terms
from rag.question import language_of
from rag.tokens import tokens

Knows = Callable[[str], bool]

# Words of matter (Chinese: runs) that a question has to have without what is left out.
LEAST = {"en": 3, "es": 3, "zh": 1}
_I = re.IGNORECASE
_OF_ONESELF = {
    "en": re.compile(
        r"^\W*(?:(?:hi|hello|hey|ok|okay|well|look|so|and|but)\b[,! ]*(?:there[,! ]*)?)?(?:i|we|i['’](?:m|ve|d|ll)|we['’](?:re|ve|d|ll)|my|our)\b", _I
    ),
    "es": re.compile(r"^\W*(?:(?:hola|buenas|bueno|mira)\b[,! ]*)?(?:soy|somos|estoy|estamos|tengo|trabajo|vivo|escribo|preparo|mis?|nuestr[oa]s?)\b", _I),
    "zh": re.compile(r"^\W*(?:你好[，,！!]?)?我(?:们)?(?:是|在|正|有|住|家|的(?:孩子|儿子|女儿|老师|同学))"),
}  # fmt: skip
# What is thought, read or heard, and what others say, may be what the question is about.
_TOLD = {
    "en": re.compile(
        r"\b(?:read|reads|reading|heard|hear|hearing|saw|see|seen|seeing|find|found|finding|remember|believe|believes|think|thinks|thought|know|knows|knew|"
        r"guess|assume|suppose|suspect|mean|say|says|said|saying|swears?|insists?|claims?|tells?|told|mention(?:s|ed)?|notic\w+|wonder\w*|argu\w+|"
        r"debat\w+|motion|want|wants|would like|['’]d like|need to know|sources?|literature|figures|numbers|dates|versions|accounts|agree|disagree|"
        r"differ\w*|(?:in)?consistent|match|conflict\w*|contradict\w*|apart)\b", _I
    ),
    "es": re.compile(r"\b(?:le[íi]|leo|leyendo|o[íi]|oye|vi|veo|dic\w+|dij\w+|cre\w+|piens\w+|pens\w+|s[ée]|recuerd\w+|insist\w+|afirm\w+|asegur\w+|cuent\w+|quier\w+|segur[oa]|fuentes?|cifras|fechas|versiones|coincid\w+|contradic\w+)\b", _I),
    "zh": re.compile("读|看|听|说|认为|觉得|知道|记得|相信|以为|想|讲|来源|数字|矛盾|一致|对不上"),
}  # fmt: skip
# Where a sentence ends though the next begins small, as in haste; of Chinese where a clause does.
_ENDS = {"en": r"(?<=\w\w[.!?])\s+", "es": r"(?<=\w\w[.!?])\s+", "zh": r"(?<=[，。！？；?!;])"}
_NEEDS = re.compile(r"\b(?:needs?|looking for|trying to|necesit\w+|busco)\b|需要", _I)
_ASKS = re.compile("[?？]")
_HE_OR_SHE = re.compile(r"\b(?:he|she|him|his|her|hers|él|ella)\b|[他她]", _I)
_IT = re.compile(r"\b(?:it|they|them|these|those|ellos|ellas)\b|[它]", _I)
# "It sounds as if", "is it true": of nothing before it.
_NOTHING = re.compile(
    r"\bit (?:sounds|seems|looks|appears|feels)\b|\b(?:is|was) it (?:true|so|right|correct|really|fair|possible)\b", _I
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|\bFY ?\d\d|%")
_FOR = re.compile(
    r"^\W*(?:for (?:my|our|an?|the|some)|para (?:mi|un|una|el|la)) (?:[\w'’-]+ ){0,3}[\w'’-]+:\s*(?=\S)", _I
)


def matter_of(question: str, knows: Knows) -> str:
    """``question`` without what the asker tells of themselves; the same string where nothing is left out.

    ``knows`` tells of a term whether the sources have it: a sentence most of whose words they have may bear on the question.
    """
    language = language_of(question)
    bare = _FOR.sub("", question)
    said = bare if len(content(bare, language)) >= LEAST[language] else question
    kept = parts = [part for part in re.split(_ENDS[language], said) if part.strip()]
    own = [part for n, part in enumerate(parts) if _is_own(part, language, "".join(parts[:n]))]
    left = " ".join(part for part in parts if part not in own)
    if own and _stands_alone(left, language):
        kept = [part for part in parts if part not in own or _names(part) or _bears(part, language, knows)]
    asked = ("" if language == "zh" else " ").join(part.strip() for part in kept)
    return question if asked == " ".join(question.split()) else asked[:1].upper() + asked[1:]


def _is_own(part: str, language: str, before: str) -> bool:
    """True for a sentence of the asker's life; what one needs is the question itself, unless that was asked ``before``."""
    if not _OF_ONESELF[language].search(part) or _ASKS.search(part) or _TOLD[language].search(part):
        return False
    return bool(_ASKS.search(before)) or not _NEEDS.search(part)


def _stands_alone(left: str, language: str) -> bool:
    """True where it asks about enough, about nobody named before it, and says no "it" or "they" before what could be meant."""
    if len(content(left, language)) < LEAST[language] or _HE_OR_SHE.search(left):
        return False
    told = _NOTHING.sub(" ", left)
    found = _IT.search(told)
    return found is None or len(content(told[: found.start()], language)) >= LEAST[language] - 1


def _names(part: str) -> bool:
    """True where somebody or a year is named."""
    words = re.findall(r"[^\W\d_][\w'’-]*", part)
    return bool(_YEAR.search(part)) or any(w[0].isupper() and not re.match(r"I(?:['’]\w+)?$", w) for w in words[1:])


def _bears(part: str, language: str, knows: Knows) -> bool:
    """True where the sources have half of its words or more; of another language, of what the glossary makes of them."""
    words = [word for word in content(part, language) if not word.isdigit()]
    known = [
        word
        for word in words
        if (any(map(knows, tokens(word, language))) if language == "en" else english_terms(word, language, knows))
    ]
    return bool(words) and 2 * len(known) >= len(words)
