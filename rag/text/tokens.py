"""Words as BM25 and the coverage scores see them: one spelling for what is written in many ways, then stems.

Chinese is cut into characters and pairs, as there are no spaces to split at. Languages without a stemmer keep their words.
"""

import re
import unicodedata
from functools import cache
from typing import Any

from rag.phrases import table

_WORDS = table("words.tsv")["terms"]
_STOP = frozenset(f"{_WORDS['en']} {_WORDS['es']}".split())

# The names of the numbers from nought; the only table of them
_TO_TWELVE = "zero one two three four five six seven eight nine ten eleven twelve"
_TEENS = "thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
NUMBER_NAMES, TENS_NAMES = tuple(f"{_TO_TWELVE} {_TEENS}".split()), tuple(_TENS.split())
_A_QUINCE = "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince"
_COUNT, _CUENTA = NUMBER_NAMES[:17], _A_QUINCE.split()
# "one" and "uno" are articles and pronouns more often than numbers
_NUMBER = {word: str(n) for words in (_COUNT, _CUENTA) for n, word in enumerate(words) if n != 1}

CJK = "㐀-鿿"
_YEAR = r"(?:19|20)\d\d"
# "The us" of one who types no capitals is never the pronoun.
_COUNTRY = re.compile(
    r"\b(?:U\.S\.A?\.?|u\.s\.|USA?|(?<=\bthe )us|United States(?: of America)?|EE\.? ?UU\.?|Estados Unidos)(?!\w)|\b[Aa]mericans?\b|\bAmerica\b"
)
_ACRONYM = re.compile(r"(?<![\w.])[A-Z]{2,5}(?![\w])")
_NAMED = "january february april june july august october november december"
_MONTHS = {month[:3]: month for month in _NAMED.split()}
_MONTHS |= {"sep": "september", "sept": "september", "mar": "march"}
_SHORT = "|".join(month for month in _MONTHS if month != "mar")
# Beside a day or a year, or alone; but "mar" alone is the Spanish sea.
_MONTH = re.compile(rf"(?<![\w-])(?:(?:{_SHORT})(?=\.? ?\d|;|\.?$)|mar(?=\.? \d|;)|(?<=\d )(?:{_SHORT}|mar)(?![\w-]))")
_REWRITES = [
    (re.compile(r"(?<=\d),(?=\d{3})"), ""),  # 93,331 -> 93331
    (re.compile(r"(?<=\d) ?(?:%|per cent\b|por ciento\b)|\b(?:percentage|porcentaje)\b"), " percent"),
    (re.compile(r"\b(?:lbs?|pounds)\b"), "pound"),
    (re.compile(rf"\b(?:fy|fiscal(?: year)?|financial year|año fiscal) ?(?={_YEAR})"), "fiscal "),
    (re.compile(r"(?<=\d\d)财年"), " fiscal "),
    (re.compile(r"(?<=\d)x\b"), " times"),
    (re.compile(r"'s\b|s'(?= )"), " "),
]
_WORD = re.compile(rf"[{CJK}]+|\d+(?:\.\d+)?|[^\W\d_{CJK}]+(?:[^\W_{CJK}]|-(?=\d))*|(?<=\d)[a-z]+")
# Codes such as 4-abc or gao-18-205 are terms as a whole too.
_CODE = re.compile(r"(?<![\w-])(?=[\w-]*\d)(?=[\w-]*[a-z])\w+(?:-\w+)+(?![\w-])")
_HAS_CJK = re.compile(rf"[{CJK}]")
_STEMMERS = {"en": "english", "es": "spanish", "fr": "french", "de": "german", "pt": "portuguese"}


def fold(text: str) -> str:
    """``text`` in lower case, compatibility forms and accents folded; its length may change."""
    decomposed = unicodedata.normalize("NFKD", text.replace("’", "'")).casefold()
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def is_cjk(text: str) -> bool:
    """True when ``text`` holds Chinese characters."""
    return _HAS_CJK.search(text) is not None


def normalise(text: str) -> str:
    """``text`` in lower case with one spelling for the United States, numbers, units and fiscal years.

    An acronym that is also a function word (UN, WHO, IT) becomes a term of its own: not the word.
    """
    text = _COUNTRY.sub(" usa ", unicodedata.normalize("NFKC", text)).replace("’", "'")
    if not text.isupper():
        text = _ACRONYM.sub(lambda match: match[0] + "acronym" if match[0].lower() in _STOP else match[0], text)
    text = text.lower()
    text = re.sub(r"[^\W\d_]+", lambda match: _NUMBER.get(match[0], match[0]), text)
    text = _MONTH.sub(lambda match: _MONTHS[match[0]], text)
    for pattern, to in _REWRITES:
        text = pattern.sub(to, text)
    return text


def tokens(text: str, language: str = "en") -> list[str]:
    """The terms of ``text`` without function words, stemmed in ``language``; an empty text gives none."""
    text, found = normalise(text), []
    for word in _WORD.findall(text):
        if is_cjk(word[0]):
            found += [*word, *(word[i : i + 2] for i in range(len(word) - 1))]
        elif word not in _STOP:
            found.append(stem(word, language))
    return found + _CODE.findall(text)


def stem(word: str, language: str = "en") -> str:
    """The Snowball stem of a lower-case word; the word itself where the language has no stemmer."""
    algorithm = _STEMMERS.get(language)
    return str(_stemmer(algorithm).stemWord(word)) if algorithm else word


@cache
def _stemmer(algorithm: str) -> Any:
    import Stemmer  # late: a compiled library

    return Stemmer.Stemmer(algorithm)
