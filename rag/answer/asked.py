"""The terms of a question: what it is about, word by word, each with its weight; Chinese is cut into words."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass

from rag.answer.amounts import in_digits
from rag.answer.capitals import of_acts
from rag.content import FRAME, content, in_frame, key
from rag.glossary import cut, latin_names, senses, terms_of
from rag.tokens import is_cjk

Idf = Callable[[str], float]
Pieces = Callable[[str], int]  # how many pieces a tokenizer makes of a text
UNSEEN = "\x00"  # a term that no text has: its idf is the highest there is
FOREIGN = 0.7  # of the highest idf: a word of another language is never in the index, so it says less

_FRAME_ZH = sorted(FRAME["zh"], key=len, reverse=True)
_LONG_ZH = re.compile("|".join(w for w in _FRAME_ZH if len(w) > 1))
_LONGEST_ZH = 48  # characters that are cut as one: the tokenizer reads them once for each place between two
_SINGLE_ZH = "".join(w for w in _FRAME_ZH if len(w) == 1)


@dataclass(frozen=True, slots=True)
class Term:
    """A content word of a question: as it stands, its term in the index, and how rare it is there (0..1)."""

    text: str
    key: str
    rarity: float
    named: bool  # a proper name, an acronym, a year or another number
    foreign: bool  # of another language than the sources
    absent: bool  # no passage has it
    senses: tuple[str, ...] = ()  # in the sources' language, for a word of another that the glossary has
    kin: tuple[str, ...] = ()  # what English has for it, for a word in the sources' own Spanish or Chinese

    @property
    def keys(self) -> tuple[tuple[str, ...], ...]:
        """What a passage may have for it: the terms of each sense, or its own."""
        return tuple(filter(None, map(terms_of, self.senses))) or ((self.key,),)

    @property
    def chinese(self) -> bool:
        """True for a Chinese word."""
        return is_cjk(self.text)

    @property
    def number(self) -> bool:
        """True for a number or a year."""
        return self.text[0].isdigit()


def terms(
    question: str,
    language: str,
    idf: Idf,
    pieces: Pieces | None = None,
    home: str = "en",
    names: Collection[str] = (),
    capitals: Collection[str] = (),
) -> list[Term]:
    """The terms of ``question`` in order, each once; ``home`` is the language of the sources. None for a bare frame.

    ``names``: terms that the sources write with a capital: names, however the question writes them. ``capitals``: words in
    capitals that they know; the name of an act that is none of them is met by no source, though it may spell a word.
    """
    found: dict[str, Term] = {}
    first = question.split()[0].strip("¿¡\"'“") if question.split() else ""
    highest = idf(UNSEEN)
    unmet = of_acts(question).difference(capitals)
    for word in content(in_digits(question, language), language):
        if is_cjk(word):
            for term in _chinese(word, idf, pieces, home):
                found.setdefault(term.key, term)
            continue
        if word in unmet:
            found.setdefault(UNSEEN + word, Term(word, UNSEEN + word, 1.0, named=True, foreign=False, absent=True))
            continue
        acronym, number = word.isupper() and len(word) > 1, word[0].isdigit()
        term_key = key(f"{word} the" if acronym else word, home)  # beside another word the UN is no Spanish article
        absent = idf(term_key) >= highest
        foreign = language != home and absent and not number and not acronym
        named = acronym or number or (word[0].isupper() and word != first) or term_key in names
        meant = senses(word, language) if language != home == "en" and not number else ()
        if meant:
            if _all_frame(meant):
                continue
            found.setdefault(term_key, _glossed(word, term_key, meant, idf))
            continue
        rarity = FOREIGN if foreign else idf(term_key) / highest
        found.setdefault(term_key, Term(word, term_key, rarity, named, foreign, absent))
    return list(found.values())


def _chinese(run: str, idf: Idf, pieces: Pieces | None, home: str) -> list[Term]:
    """The terms of a run of Chinese: words of the glossary, names that the sources spell in Latin letters, the rest as cut."""
    if home != "en":
        return [Term(part, part, FOREIGN, False, home != "zh", True) for part in cut_chinese(run, pieces)]
    highest = idf(UNSEEN)
    found = []
    for stretch, in_glossary in _without_function_words(run):
        if in_glossary:
            meant = senses(stretch, "zh")
            if not _all_frame(meant):
                found.append(_glossed(stretch, stretch, meant, idf))
            continue
        name = latin_names(stretch, lambda part: idf(key(part)) < highest)
        if name:
            spelt = f"{name[1].capitalize()} {name[2].capitalize()}"
            found.append(_glossed(name[0], name[0], (spelt,), idf))
            stretch = stretch.replace(name[0], " ")
        for part in cut_chinese(stretch, pieces):
            found.append(Term(part, part, FOREIGN, False, True, True))
    return found


def _without_function_words(run: str) -> list[tuple[str, bool]]:
    """The stretches of ``run`` between the glossary's words, and single words that function words alone surround."""
    found: list[tuple[str, bool]] = []
    for stretch, in_glossary in cut(run):
        if in_glossary:
            found.append((stretch, True))
            continue
        for rest in _LONG_ZH.sub(" ", stretch).split():
            bare = rest.strip(_SINGLE_ZH)
            if len(bare) > 1 or senses(bare, "zh"):
                found.append((bare, len(bare) == 1))
    return found


def _all_frame(meant: tuple[str, ...]) -> bool:
    """True when English would count the word as the frame of a question, whichever sense is meant."""
    return all(in_frame(word, "en") for sense in meant for word in sense.split())


def _glossed(text: str, own: str, meant: tuple[str, ...], idf: Idf) -> Term:
    """A word of another language by its senses; as rare as the most common of them."""
    highest = idf(UNSEEN)
    rarities = [max(idf(t) for t in terms_of(sense)) / highest for sense in meant if terms_of(sense)]
    rarity = min(rarities, default=FOREIGN)
    return Term(text, own, rarity, any(s[0].isupper() for s in meant), False, rarity >= 1, meant)


def cut_chinese(run: str, pieces: Pieces | None) -> list[str]:
    """The words of a run of Chinese: where a tokenizer would cut it at no cost, less function words.

    Without a tokenizer a run between two function words counts as one word. Characters that stand alone are joined.
    """
    found: list[str] = []
    stretches = _LONG_ZH.sub(" ", run).split()
    for stretch in (one[at : at + _LONGEST_ZH] for one in stretches for at in range(0, len(one), _LONGEST_ZH)):
        single = ""
        for part in [*_parts(stretch, pieces), ""]:
            if len(part) == 1 and part not in FRAME["zh"]:
                single += part
                continue
            while len(single) > 3:  # unknown words: mostly of two or three characters
                found.append(single[:2])
                single = single[2:]
            found.append(single)
            single = ""
            if part not in FRAME["zh"]:
                found.append(part)
    return [word for word in found if len(word) > 1]


def _parts(stretch: str, pieces: Pieces | None) -> list[str]:
    if pieces is None or len(stretch) < 3:
        return [stretch]
    bare, whole, lead = pieces(""), pieces(stretch), pieces("的")
    # A cut that costs no piece is a boundary; 的 in front keeps the start-of-word piece away from the second half.
    cuts = [
        k
        for k in range(1, len(stretch))
        if pieces(stretch[:k]) - bare + pieces("的" + stretch[k:]) - lead <= whole - bare
    ]
    return [stretch[a:b] for a, b in zip([0, *cuts], [*cuts, len(stretch)], strict=True)]
