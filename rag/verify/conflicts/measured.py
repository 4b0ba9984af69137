"""Measures of one thing that differ: its length, width or age, and how many times more it is than something else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from rag.same_word import stem
from rag.text import content_words, fold, words
from rag.verify.conflicts.scope import rounded
from rag.verify.values.dates import compatible
from rag.verify.values.numbers import Figure
from rag.verify.values.qualifiers import Qualifier
from rag.verify.values.rounding import clash
from rag.verify.values.statement import Statement
from rag.verify.values.subject import Subject, same_subject, subject
from rag.verify.values.units import factor

_DIMENSIONS = {
    "length": "long length largo larga longitud",
    "width": "wide width broad breadth ancho ancha anchura",
    "height": "high height tall alto alta altura",
    "depth": "deep depth profundo profunda profundidad hondo",
    "thickness": "thick thickness grueso grosor espesor",
    "age": "old age aged edad antiguedad",
    "weight": "heavy weight weighs weighed weighing pesa pesan pesaba peso",
    "area": "area superficie",
}
_DIMENSION_OF = {form: name for name, forms in _DIMENSIONS.items() for form in forms.split()}
_FORMS = "|".join(sorted(_DIMENSION_OF, key=len, reverse=True))
_ZH = {"长": "length", "宽": "width", "高": "height", "深": "depth", "厚": "thickness", "重": "weight", "面积": "area"}
_DIMENSION_AFTER = re.compile(rf"[\s-]*(?:[a-z²]+[\s-]+){{0,2}}?(?:in\s+|de\s+)?(?P<d>{_FORMS})(?!\w)")
_DIMENSION_BEFORE = re.compile(
    rf"(?<!\w)(?P<d>{_FORMS})\s*:?\s*(?:of|is|was|at|de|es|era)?\s*(?:[a-z]+\s+){{0,2}}$"
    rf"|(?P<z>{'|'.join(_ZH)})度?(?:约|为|达|是|有|近|超过)*$"
)
_UNIT = re.compile(r"[\s-]*(?P<u>[a-z]+)")
_CONVERTED = Decimal("0.03")  # two measures in two units agree within this share
_STRONG_WORDS = """
    potent potency powerful power strong stronger strength potente potencia fuerte fuertes poderoso poderosa
"""
_STRONG = frozenset(_STRONG_WORDS.split())
_THAN = re.compile(
    r"\s*(?P<less>less\s+|menos\s+)?(?:more\s+|as\s+|mas\s+|tan\s+)?(?P<q>[a-z]+)\s+(?:than|as|que|como)\s+(?P<ref>[^,.;:()]{2,60})"
    r"|\s*(?:the|la|el)\s+(?P<q2>[a-z]+)\s+(?:of|de|del)\s+(?P<ref2>[^,.;:()]{2,60})"
)
_ZH_THAN = re.compile(r"(?P<s>[^，。；是为比]{2,})(?:是|为|比)(?P<ref>[^，。；是为比]{1,10}?)的?(?:大?约|近|超过)?$")
_REFERENCE_ENDS = re.compile(r"\b(?:and|or|while|but|when|in|by|per|y|o|pero|en|cuando|is|are|was|es|son)\b")


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure with what it measures: a dimension, or a quality and the reference it is compared with."""

    figure: Figure
    what: str
    subject: Subject
    metres: Decimal | None = None
    unit: str = ""


def measured(statement: Statement) -> list[Measured]:
    """The figures whose words say what they measure and of what; none when that stays open."""
    return [*_dimensions(statement), *_multiples(statement)]


_KINDS_OF_THINGS = frozenset(
    [
        "the",
        "lake",
        "river",
        "mount",
        "mountain",
        "bridge",
        "tower",
        "tunnel",
        "dam",
        "canal",
        "road",
        "port",
        "pier",
        "ship",
        "ferry",
        "island",
        "hall",
        "house",
        "building",
        "wall",
        "park",
        "street",
    ]
)


def differing_measures(a: Statement, b: Statement) -> tuple[Figure, Figure] | None:
    """The first two figures that measure the same of the same thing and cannot both be right."""
    mine, theirs = measured(a), measured(b)
    for x in mine:
        rivals = [y for y in theirs if _alike(x, y)]
        if len(rivals) != 1 or sum(_alike(x, other) for other in mine) != 1:
            continue
        y = rivals[0]
        when_x, when_y = a.date_of(x.figure), b.date_of(y.figure)
        if _apart(x, y) and not (when_x and when_y and not compatible(when_x, when_y)):
            return x.figure, y.figure
    return None


def _alike(x: Measured, y: Measured) -> bool:
    lengths = x.metres is not None and y.metres is not None
    if lengths and not _one_name(x.subject.name, y.subject.name):
        return False
    return x.what == y.what and (lengths or x.unit == y.unit) and same_subject(x.subject, y.subject)


def _one_name(a: str, b: str) -> bool:
    """True unless both are names and one has more than the kind of thing beside the other: a ship "Lady Orrin" is not the river Orrin."""
    mine, theirs = ({w.text for w in words(name)} for name in (a, b))
    return not a or not b or mine ^ theirs <= _KINDS_OF_THINGS


def _apart(x: Measured, y: Measured) -> bool:
    """True when no rounding or conversion makes the two agree."""
    if x.metres is None or y.metres is None or x.metres == y.metres:
        return not rounded(x.figure, y.figure) and clash(x.figure, y.figure)
    if {x.figure.qualifier, y.figure.qualifier} & {Qualifier.MORE, Qualifier.LESS, Qualifier.RANGE}:
        return False
    one, two = x.figure.value * x.metres, y.figure.value * y.metres
    return abs(one - two) > _CONVERTED * max(abs(one), abs(two))


def _dimensions(statement: Statement) -> Iterator[Measured]:
    """Figures with a dimension after them ("48 metres long") or before ("a length of 48 metres")."""
    for figure in statement.figures:
        if figure.kind != "quantity" or figure.unit in ("times", "percent"):
            continue
        before = fold(statement.text[: figure.span.start], accents=True).text
        after = fold(statement.text[figure.span.end :], accents=True).text
        # The next figure's dimension is not this one's.
        match = _DIMENSION_AFTER.match(after.split(",")[0]) or _DIMENSION_BEFORE.search(before)
        of = subject(statement.text, figure.span.start, figure.span.end, statement.language)
        if match is None or of is None:
            continue
        got = match.groupdict()
        what = _DIMENSION_OF[got["d"]] if got.get("d") else _ZH[got["z"]]
        unit = _UNIT.match(after)
        word = unit["u"] if unit else ""
        yield Measured(figure, what, of, factor(figure.unit, "m"), figure.unit or stem(word))


def _multiples(statement: Statement) -> Iterator[Measured]:
    """Figures such as "50 times as potent as heroin"; the quality and the reference tell what is compared."""
    for figure in statement.figures:
        if figure.unit != "times":
            continue
        before = fold(statement.text[: figure.span.start], accents=True).text
        after = fold(statement.text[figure.span.end :], accents=True).text
        if chinese := _ZH_THAN.search(before):
            of = subject(chinese["s"] + "是0", len(chinese["s"]) + 1, len(chinese["s"]) + 2, "zh")
            quality, reference = "", chinese["ref"]
        elif latin := _THAN.match(after):
            of = subject(statement.text, figure.span.start, figure.span.end, statement.language)
            word = latin["q"] or latin["q2"]
            quality = ("less " if latin["less"] else "") + ("strong" if word in _STRONG else stem(word))
            told = _REFERENCE_ENDS.split(latin["ref"] or latin["ref2"])[0]
            reference = " ".join(sorted(stem(w.text) for w in content_words(told, statement.language)))
        else:
            continue
        if of and reference:
            yield Measured(figure, f"{quality} than {reference}", of, None, "times")
