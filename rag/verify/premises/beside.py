"""A premise laid beside the passages found for it: which of its words each unit of their text meets."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from rag.content import content, key
from rag.gloss import english_of
from rag.grammar.irregular import one_word
from rag.referents.titled import behind_title
from rag.text import blanked
from rag.tokens import fold, is_cjk
from rag.verify.entities.names import Name, in_text, names
from rag.verify.entities.offices import without_office
from rag.verify.premises.poles import CJK_POLES, EXTENT_WORDS, POLE_KEYS
from rag.verify.premises.poles_abroad import pole_words
from rag.verify.premises.units import TWO_PARTS, Unit
from rag.verify.questions.presupposed import Form, Premise
from rag.verify.values.columns import YEAR
from rag.verify.values.dates import dates
from rag.verify.values.numbers import figures
from rag.verify.words.synonyms import groups

# How far a passage, by its place in the list, meets a word by words of like meaning (0..1).
Meets = Callable[[str, int], float]
# The words of a run of Chinese.
Cut = Callable[[str], Sequence[str]]

MET = 0.5  # from this on a word counts as met
HALF_A_NAME = 0.8
ALIKE = 0.8  # of a word for which a unit has another that English has the same for
LEAST_STEM, APART = 4, 1
PAIRED = 0.9  # of a Chinese word all of whose pairs of characters stand in a text, and not it
RANKED = 0.2  # what the first rank adds to a share across languages; nothing from the fifth on
_EXCEPT = re.compile(
    r"\b(?:other than|except(?: for)?|besides|outside|apart from|rather than|not) (?:the )?$", re.IGNORECASE
)
_NUMBERED = re.compile(
    r"(?:\b[A-Z][a-z]+|\bNo\.?|\b(?:order|decree|directive|resolution|law|act|bill|regulation|section|article|title|chapter|docket|case|número|ley|decreto)) $"
    r"|[\d:]:$"
)  # Order 14059, Law 119: a name, also in small letters; 22:40: a time
_CODED = re.compile(r"\b[A-Z]{2,} $")  # EO 14059


class Beside:
    """One premise and the units of its passages; a share is 0..1 of the premise's words."""

    def __init__(
        self, premise: Premise, units: Sequence[Unit], language: str, meets: Meets, cut: Cut | None = None
    ) -> None:
        self.premise = premise
        self.language = language
        self.units = units
        self._meets = meets
        self._hits: dict[tuple[str, int], tuple[float, Unit]] = {}
        known = " ; ".join(unit.text for unit in self.units)
        text = premise.text if premise.text != premise.text.lower() else _capitals(premise.text, known)
        self.dates = dates(text, language)
        self.asked_years = {y for d in self.dates for y in (d.year, d.until[0] if d.until else None) if y}
        self.figures = [
            f
            for f in figures(text, language)
            if f.kind == "quantity"
            and not (_NUMBERED.search(before := text[: f.span.start]) and (language != "es" or " " in before.strip()))
            and not (f.text.isdigit() and not f.unit and _CODED.search(text[: f.span.start]))
        ]
        counted = [f.span for f in self.figures] + [d.span for d in self.dates]
        # Cut out of a question, the premise opens no sentence: a capital there is a name.
        found = names(f"x {text}", known) if premise.inside else names(text, known)
        shift = 2 if premise.inside else 0
        moved = [Name(n.text, n.span.shifted(-shift)) for n in found]
        self.names = [
            n
            for n in moved
            if not any(s.start <= n.span.start < s.end for s in counted) and not _EXCEPT.search(text[: n.span.start])
        ]
        matter = content(blanked(text, [*counted, *(n.span for n in self.names)]), language)
        chosen = [part for word in matter for part in (cut(word) if cut and is_cjk(word) else [word])]
        self.words = [w for w in chosen if _matter(w, language)]  # without names, figures, dates, poles and extents
        self.full = [w for w in chosen if len(w) > 1 and not YEAR.fullmatch(w)]  # with poles and extents
        self.terms = [*self.words, *(n.text for n in self.names)]

    @property
    def complete(self) -> bool:
        """True of an English premise in which nothing is what the question asks for."""
        return self.language == "en" and self.premise.form not in (Form.OPEN, Form.SOUGHT)

    def share(self, unit: Unit, without: str = "") -> float:
        """How many of the premise's words and names ``unit`` meets; ``without`` one of them.

        Words of another language than the sources are met by meaning alone, which says less: there the passage's rank
        counts too.
        """
        terms = [t for t in self.terms if t != without]
        share = sum(self.hit(t, unit) for t in terms) / len(terms) if terms else 0.0
        if self.language == "en" or self.native(unit):
            return share
        return min(1.0, share + RANKED * max(0.0, 1 - unit.place / 4))

    def native(self, unit: Unit) -> bool:
        """True of a unit known to be in the premise's own language, so that words may be compared."""
        return unit.language[:2] == self.language

    def repeated(self, unit: Unit) -> bool:
        """True of the seed's own words beside a premise in its language, which may only repeat them: they bear and deny nothing."""
        return self.language != "en" and self.native(unit) and unit.of_seed

    def best(self, without: str = "") -> float:
        """The greatest share of any unit."""
        return max((self.share(unit, without) for unit in self.units), default=0.0)

    def of_its_time(self, unit: Unit) -> bool:
        """True unless premise and unit both name years, and none is the same."""
        return not self.asked_years or not unit.years or bool(self.asked_years & unit.years)

    def hit(self, term: str, unit: Unit) -> float:
        """How far ``unit`` meets a word or a name (0..1)."""
        at = (term, id(unit))
        if at not in self._hits:
            self._hits[at] = (
                self._hit(term, unit),
                unit,
            )  # kept, for another one made after it is gone may have its id
        return self._hits[at][0]

    def _hit(self, term: str, unit: Unit) -> float:
        if any(term == n.text for n in self.names):
            if unit.names(term):
                return 1.0
            parts = [w for w in content(term, self.language) if len(w) > 1]
            if self._alone(term, unit):
                return MET
            share = sum(self._word(part, unit, " " not in term) for part in parts) / len(parts) if parts else 0.0
            return share if "-" in term else HALF_A_NAME * share  # another Ann is not Ann Walker
        return self._word(term, unit)

    def _alone(self, name: str, unit: Unit) -> bool:
        """True when one part of a name of two stands in ``unit`` beside no other capital, and another unit has the whole."""
        parts = TWO_PARTS.match(without_office(name))
        if parts is None:
            return False
        if not any(in_text(name, u.text) for u in self.units):
            return behind_title(parts[2], [unit.text, *(u.text for u in self.units)])[0]
        return any(
            re.search(rf"\b{part}\b(?:['’]s)?(?! [A-Z])", unit.text)
            and not re.search(rf"\b[A-Z][\w-]+ {part}\b", unit.text)
            for part in parts.groups()
        )

    def _word(self, word: str, unit: Unit, by_meaning: bool = True) -> float:
        term = key(word)
        if self.language != "en" and self.native(unit) and (met := _met_abroad(word, unit)):
            return met
        if term and term in unit.whole and not (is_cjk(word) and self.native(unit)):
            return 1.0
        kin = (o for o in unit.whole if _kin(o, term))
        if word[0].isupper() and len(term) > 3 and any(kin):  # China, Chinese
            return 0.9
        if word[0].isdigit() or word.isupper():
            return 0.0
        if (
            len(word) > 2
            and not is_cjk(word)
            and any(one_word(fold(word), o) for o in unit.plain if o[:1] == fold(word[0]))
        ):
            return 1.0
        if not is_cjk(word) and not unit.senses.isdisjoint(groups(fold(word))):
            return 0.9
        if self.language != "en" and self.native(unit) and unit.part:
            return 0.0  # what the whole passage is like tells nothing of one sentence of it
        return self._meets(word, unit.place) if by_meaning else 0.0


def _met_abroad(word: str, unit: Unit) -> float:
    """How far a Spanish or Chinese word stands in a unit in its language: in one of its forms, a Chinese one by its pairs, or by a word that
    English has the same for."""
    language = unit.language[:2]
    if is_cjk(word):
        text = f"{unit.heading} {unit.text}"
        pairs = [word[at : at + 2] for at in range(len(word) - 1)] or [word]
        met = 1.0 if word in text else PAIRED * sum(pair in text for pair in pairs) / len(pairs)
    else:
        stem = key(word, language)
        met = float(any(one_stem(stem, other) for other in unit.stems)) if stem else 0.0
    if met >= MET:
        return met
    meant = english_of(word, language, _any)
    return ALIKE if meant and not unit.english.isdisjoint(meant) else met


def one_stem(a: str, b: str) -> bool:
    """True for two stems of one Spanish word, which the stemmer may cut a letter or two apart."""
    short, long = sorted((a, b), key=len)
    return a == b or (len(short) > LEAST_STEM and long.startswith(short) and len(long) - len(short) <= APART)


def _any(term: str) -> bool:
    return True


_PARTICLES = "了着过的吗呢吧"


def _kin(a: str, b: str) -> bool:
    """True for China and Chinese, not for Commerce and Commission."""
    stem = max(4, min(len(a), len(b)) - 2)
    return len(a) > 3 and a[:stem] == b[:stem] and abs(len(a) - len(b)) <= 3


def _capitals(text: str, known: str) -> str:
    """``text``, typed without capitals, with those that names have in ``known``."""

    def named(match: re.Match[str]) -> str:
        word = match.group()
        raised = word.upper() if re.search(rf"(?<!\w){re.escape(word.upper())}(?!\w)", known) else word.capitalize()
        inside = re.search(rf"(?<=[a-z,] ){re.escape(raised)}(?!\w)", known)
        return raised if inside and not re.search(rf"(?<!\w){re.escape(word)}(?!\w)", known) else word

    return re.sub(r"[^\W\d_]{3,}", named, text)


def _matter(word: str, language: str) -> bool:
    low = fold(word)
    bare = word.strip(_PARTICLES) if language == "zh" else word
    if (
        word in pole_words(language)
        or bare in CJK_POLES
        or (language != "en" and (bare if is_cjk(bare) else key(bare)) in pole_words(language))
    ):
        return False
    return len(word) > 1 and not YEAR.fullmatch(word) and key(word) not in POLE_KEYS and low not in EXTENT_WORDS
