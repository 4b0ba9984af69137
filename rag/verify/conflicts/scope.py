"""What a figure of a sentence is of: which numerals are names, what is left out of it, a part of which whole, and what its clause tells.

Two figures of one noun are figures of one thing only where these agree.
"""

from __future__ import annotations

import re
from decimal import Decimal

from rag.same_word import same_word
from rag.text import Word, content_words
from rag.verify.values.numbers import Figure
from rag.verify.values.statement import Statement
from rag.verify.words.counted import noun_class

_NUMBER = r"\d+(?:\.\d+)*[a-z]?"
_SEVERAL = rf"{_NUMBER}(?:(?:\s*,\s*|\s+(?:and|or|to|y|o|a)\s+){_NUMBER})*"
# "7.1 The panel", "(12) The panel", "12. The panel": the number of a paragraph. Not "1.2 million", "3.5 Millionen" or "1.2 万".
_PARAGRAPH = re.compile(
    r"^[ \t>*-]*(?:\d+(?:\.\d+)+\.?|\d{1,3}[.)]|\(\d{1,3}\)|§+ ?\d+(?:\.\d+)*)[ \t]+"
    r"(?=[^\W\d_])(?![a-z万亿千百十米吨公元美个人年月日倍])",
    re.MULTILINE,
)
_LABELLED = re.compile(
    rf"\b(?P<kind>(?i:versions?|version(?:es)?|versión|sections?|secci(?:ón|ones)|paragraphs?|paras?\.?|párrafos?|articles?|artículos?|"
    rf"chapters?|capítulos?|clauses?|cláusulas?|annex(?:es)?|anexos?|appendix|appendices|apartados?|footnotes?)|"
    rf"Sites?|Tables?|Figures?|Parts?|Pages?|Rules?|Items?|Phases?|Stages?|Wards?|Rooms?|Zones?|Lots?|Schedules?|Tablas?|Figuras?|Páginas?|Reglas?|Fases?)"
    rf"\s+(?:(?i:no\.?|n\.º|núm\.)\s*)?{_SEVERAL}(?![\d,%]|\s*(?:per ?cent|percent|million|billion))"
    r"|(?:版本|第)\s*\d+(?:\.\d+)*\s*(?:条|章|节|款|项|版|页|表)?"
)
_LEFT_OUT = re.compile(
    r"\b(?:excluding|leaving out|omitting|disregarding|except(?:ing)?(?: for)?|apart from|aside from|not counting|sin contar|"
    r"excluyendo|excepto|salvo|descontando)\s+(?P<what>[^,.;:()]{2,80})"
    r"|\b(?:with|con)\s+(?P<set>[^,.;:()]{2,60}?)\s+(?:excluded|left out|removed|omitted|set aside|taken out|disregarded|"
    r"excluid[oa]s?|descontad[oa]s?)\b"
    r"|(?:不包括|不含|不计|除去|剔除|扣除)(?P<zh>[^，。；：（）]{1,20})",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\s+(?:out )?(?:of|de)\s+(?:the|these|those|its|their|all|los|las|estos|estas)?\s*\d", re.IGNORECASE
)
_OF_WHICH = re.compile(
    r"(?<!\w)(?:of which|of whom|of these|of those|among them|de los cuales|de las cuales|de ellos)(?!\w)|其中"
)
_EDGE = re.compile(
    r"[.!?;:](?=\s|$)|,\s*(?:and|but|which|who|whose|while|y|pero|que)\b|\b(?:whereas|while|although|because|when)\b"
)
# Words of paying and summing up, and their like, which tell nothing of what a sum or a count is of.
_SAYS_NOTHING = """
    cost pay paid spend spent price sum total amount worth figure number count counted put estimated said found find recorded
    about around nearly whole year time
"""
_NOTHING = frozenset(_SAYS_NOTHING.split())
_MONEY = frozenset(["USD", "EUR", "GBP", "CNY"])
_NEAR = Decimal("0.05")  # of the larger: a rounding that hides more is told as a difference


def without_labels(text: str) -> str:
    """``text`` with blanks for the numbers of its paragraphs and for numerals that name a version, a section, an article or a site."""
    for pattern in (_PARAGRAPH, _LABELLED):
        text = pattern.sub(lambda found: re.sub(r"\d", " ", re.sub(r"(?<=\d)[.,](?=\d)", " ", found.group())), text)
    return text


def other_labels(a: str, b: str) -> bool:
    """True where the two name different things of one kind by their numbers: Site 14 and Site 22, version 2.0 and version 3.1."""
    mine, theirs = _labels(a), _labels(b)
    return any(mine[kind].isdisjoint(theirs[kind]) for kind in mine.keys() & theirs.keys())


def _labels(text: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for m in _LABELLED.finditer(text):
        if m["kind"]:
            found.setdefault(m["kind"].casefold().rstrip("s."), set()).update(re.findall(_NUMBER, m.group()))
    return found


def one_scope(a: str, b: str) -> bool:
    """False where one tells what is left out of its figures ("with both sites excluded") and the other does not, or tells of something else."""
    mine, theirs = _left_out(a), _left_out(b)
    if not mine or not theirs:
        return mine == theirs
    return all(any(same_word(x, y) for y in theirs) for x in mine) and all(
        any(same_word(x, y) for x in mine) for y in theirs
    )


def _left_out(text: str) -> frozenset[str]:
    found = [m["what"] or m["set"] or m["zh"] for m in _LEFT_OUT.finditer(text)]
    return frozenset(w for words in found for w in re.findall(r"[a-z\u00df-\u00ff]{3,}|\d+|[\u4e00-\u9fff]+", words.casefold())) - {
        "the", "all", "only", "both", "los", "las",
    }  # fmt: skip


def part_of(statement: Statement, figure: Figure) -> bool:
    """True of a figure behind "of which": it counts a part of what was told before."""
    return _OF_WHICH.search(statement.text[: figure.span.start].casefold()) is not None


def one_role(a: Statement, x: Figure, b: Statement, y: Figure) -> bool:
    """False of a part ("38 of the 87"), of the whole that it is told of, and of a plain count beside either; shares in per cent are alike."""
    return "percent" in (x.unit, y.unit) or _role(a, x) == _role(b, y)


def _role(statement: Statement, figure: Figure) -> str:
    if _PART.match(statement.text, figure.span.end):
        return "part"
    parts = (_PART.match(statement.text, f.span.end) for f in statement.figures)
    return "whole" if any(m and m.end() - 1 == figure.span.start for m in parts) else ""


def one_matter(a: Statement, x: Figure, b: Statement, y: Figure) -> bool:
    """False of two sums of money whose clauses tell of two things: what an inquiry cost and what was granted to a hospital."""
    if a.language[:2] != "en" or x.unit not in _MONEY:
        return True
    mine, theirs = _telling(a, x), _telling(b, y)
    return not mine or not theirs or any(same_word(m, t) for m in mine for t in theirs)


def _telling(statement: Statement, figure: Figure) -> set[str]:
    """The words of the figure's clause that tell what it is of."""
    edges = [m.span() for m in _EDGE.finditer(statement.text)]
    start = max((end for _, end in edges if end <= figure.span.start), default=0)
    end = min((begin for begin, _ in edges if begin >= figure.span.end), default=len(statement.text))
    spans = [f.span for f in statement.figures] + [d.span for d in statement.dates]
    found: tuple[Word, ...] = tuple(content_words(statement.text, statement.language))
    return {
        w.text
        for w in found
        if start <= w.span.start < end
        and not any(s.overlaps(w.span) for s in spans)
        and not any(same_word(w.text, n) for n in _NOTHING)
        and noun_class(w.text) != figure.noun
    }


def rounded(x: Figure, y: Figure) -> bool:
    """True where one is the other to the places that it is written with: 1.4 million of 1.36 million."""
    if x.unit != y.unit or x.place == y.place:
        return False
    rough = max(x.place, y.place)
    gap = abs(x.value - y.value)
    return gap <= rough / 2 and gap <= _NEAR * max(abs(x.value), abs(y.value))
