"""The words of a question or passage that carry its matter, under the same terms as the index uses.

To the stop words of BM25, which are not repeated here for English, these add the frame of a question ("what is the name of",
"how many people", "the biggest"), which says what is asked for but not about what. Closed classes only.
"""

import re
from functools import lru_cache

from rag.phrases import table
from rag.sources import Source
from rag.text.tokens import fold, is_cjk, tokens

FRAME = {language: frozenset(words.split()) for language, words in table("words.tsv")["frame"].items()}

SEED = "the article"  # the heading of its passages
_HAN = "㐀-鿿"
_SURFACE = re.compile(
    r"\b(?:U\.S\.(?:A\.)?|United States(?: of America)?|EE\. ?UU\.|Estados Unidos)(?!\w)|美国"
    r"|\b(?:\w*\d\w*-[\w-]*[A-Za-z][\w-]*|[A-Za-z]\w*-(?:\w+-)*\d[\w-]*)"  # codes: 4-abc, gao-18-205
    rf"|\d[\d.,]*\d|\d+|[^\W\d_{_HAN}]+(?:['’][^\W\d_{_HAN}]+)*|[{_HAN}]+?(?=美国)|[{_HAN}]+"
)
_POSSESSIVE = re.compile(r"['’]s?$")
ACRONYM = re.compile(r"\(([A-Z][A-Z.&-]{1,9})\)")  # as a name states it: Some Long Name (SLN)
_INITIAL = re.compile(r"\b(?!(?:The|And|Of|For)\b)[A-Z](?=[a-z]+)")
_OFFICE = re.compile(r"\b(Department|Ministry|Office|Bureau) of (?:the )?")
ASIDE = re.compile(r"\s*\([^()]*\)")  # "(co-chair)"
_MONTHS_EN = "january february march april may june july august september october november december"
_MONTHS_ES = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
MONTHS, MONTHS_ES = _MONTHS_EN.split(), _MONTHS_ES.split()


def surfaces(text: str) -> list[str]:
    """The words, numbers and codes of ``text`` as they stand; a run of Chinese is one, hyphenated words are parted."""
    return [_POSSESSIVE.sub("", found) for found in _SURFACE.findall(text)]


def content(text: str, language: str = "en") -> list[str]:
    """The words of ``text`` that are neither function words nor the frame of a question, in order; Chinese runs whole."""
    return [word for word in surfaces(text) if not in_frame(word, language)]


@lru_cache(maxsize=20_000)
def in_frame(word: str, language: str) -> bool:
    """True for a function word or a word of the frame; an acronym is neither, whatever it spells ("US", "WHO")."""
    if is_cjk(word):
        return word in FRAME["zh"]
    low = fold(word)
    if word.isupper() and len(word) > 1 and low != "fy":
        return False
    bare = low.split("'")[0]
    return (
        not tokens(word)
        or bare in FRAME["en"]
        or (language == "es" and low in FRAME["es"])
        or (len(low) < 2 and not low.isdigit())
    )


def by(source: Source) -> str:
    """A source's authors without what is noted of them: "Sean O'Connor, Lauren Greenwood"; "" where none is known."""
    return ", ".join(filter(None, (ASIDE.sub("", author).strip() for author in source.authors)))


def initials(publisher: str) -> str:
    """``GAO`` of ``Government Accountability Office``, for every part of a name that has two words or more; ``DOJ`` beside ``DJ``."""
    parts = re.split(r"[/;,(]", publisher)
    found = ["".join(_INITIAL.findall(part)) for part in parts]
    found += ["".join(_INITIAL.findall(_OFFICE.sub(r"\1 Ox ", part))) for part in parts if _OFFICE.search(part)]
    return " ".join(name for name in found if len(name) > 1)
