"""Whether a quote gives a figure or a day as its own: not as a name's number, not of another party, not to deny it, beside no rival."""

from __future__ import annotations

import re

from rag.sentences import sentences
from rag.text import is_cjk, words
from rag.types import Source, Span
from rag.verify.values.numbers import Figure
from rag.verify.values.statement import Statement
from rag.verify.words.negation import negations

_LABELS = """
    sites? sections? articles? versions? pages? pp? chapters? paragraphs? paras? tables? figures? annex annexes appendix appendices
    clauses? rules? items? recommendations? lots? units? rooms? wards? floors? lines? routes? flights? phases? stages? parts? volumes?
    vol issues? nos? numbers? meetings? cases? files? patch rev revisions? schedules? exhibits? questions? steps? zones? blocks? plots?
    sitios? centros? secciones seccion articulos? artículos? sección versión version versiones paginas? páginas? capítulos? capitulos?
    párrafos? parrafos? tablas? anexos? cláusulas? clausulas? reglas? puntos? lotes? salas? líneas? lineas? fases? números? numeros?
"""
# "Site 14", "sections 3, 4, 11 and 14", "Site: 14", "Versión = 3": what stands before a number that only names.
_LABEL = re.compile(
    rf"(?<!\w)(?:{'|'.join(_LABELS.split())})\.?(?:\s*[:=]\s*|\s+)(?:\d[\w.]{{0,8}}(?:\s*,\s*|\s+(?:and|or|to|y|o|a)\s+|\s*[-–]\s*))*$",
    re.IGNORECASE,
)
_NAMED = re.compile(r"(?<=[^\s.!?:;“\"»(])\s+([A-Z][a-zà-ÿ]{2,})\s+$")  # "of Ward 12": a name before a bare number
_OPENING = frozenset(
    [
        "About",
        "Some",
        "Nearly",
        "Over",
        "Only",
        "Almost",
        "Around",
        "The",
        "These",
        "Those",
        "All",
        "Both",
        "Unos",
        "Unas",
        "Casi",
        "Los",
        "Las",
    ]
)
_CHINESE_LABEL = re.compile(r"第\s*$|^\s*[号號]")
_BEFORE = 80  # characters before a figure in which its label stands
_SHARE = re.compile(
    r"\s+(?:of|de)\s+(?:the|these|those|los|las|estos|estas)\b", re.IGNORECASE
)  # "eleven of the fourteen"
_DENIES = re.compile(
    r"\b(?:wrong|incorrect|untrue|mistaken|erroneous|rejects?|rejected|disputes?|disputed|den(?:y|ies|ied)|cannot accept|"
    r"rather than|instead of|err[oó]ne[oa]s?|incorrect[oa]s?|fals[oa]s?|rechaza\w*|niega\w*|no acepta\w*|en lugar de)\b"
    r"|错误|不实|否认|不接受|有误",
    re.IGNORECASE,
)
_SAYS = (
    r"(?:says?|said|tak(?:es?|en)|took|puts?|gives?|gave|claims?|claimed|holds?|held|assumes?|assumed|estimates?|estimated|reckons?|"
    r"reckoned|states?|stated|reports?|reported|believes?|counts?|counted|afirm\w+|sostiene\w*|dice\w*|dijo|calcul\w+|estim\w+|"
    r"cifr\w+|asegur\w+|supone\w*|toma\w*)"
)


def is_label(text: str, figure: Figure) -> bool:
    """True of a number that names a site, a section, a version, a page or the like and counts nothing."""
    if figure.unit:
        return False
    before = text[max(0, figure.span.start - _BEFORE) : figure.span.start]
    named = _NAMED.search(before) if not figure.noun else None
    return (
        _LABEL.search(before) is not None
        or (named is not None and named[1] not in _OPENING)
        or _CHINESE_LABEL.search(before) is not None
        or _CHINESE_LABEL.match(text[figure.span.end : figure.span.end + 2]) is not None
    )


def stands_alone(figure: Figure, statement: Statement, other: Statement) -> bool:
    """True when the quote has no second figure of the same unit or noun that the other quote does not have."""
    known = {(f.value, f.unit) for f in other.figures}
    return not any(
        f.kind == "quantity"
        and f.span != figure.span
        and f.value != figure.value
        and (f.unit == figure.unit if figure.unit else bool(figure.noun) and f.noun == figure.noun)
        and (f.value, f.unit) not in known
        and not is_label(statement.text, f)
        and not _SHARE.match(statement.text[f.span.end : f.span.end + 12])
        for f in statement.figures
    )


def as_its_own(span: Span, quote: str, language: str, party: Source) -> bool:
    """True unless the sentence that holds ``span`` denies, the quote disputes, or the sentence gives the figure as that of ``party``."""
    if _DENIES.search(quote):
        return False
    sentence = next((s.of(quote) for s in sentences(quote, language) if s.overlaps(span)), quote)
    return not negations(sentence, language) and not _told_of(sentence, party)


def deny_alike(a: str, b: str, language: str, other: str) -> bool:
    """True when both quotes deny as often, and neither disputes what others say."""
    if _DENIES.search(a) or _DENIES.search(b):
        return False
    return len(negations(a, language)) == len(negations(b, other))


def _told_of(sentence: str, party: Source) -> bool:
    """True when the sentence gives what it says as what ``party`` says: "the Board takes 31 kg", "according to the Board"."""
    for name in _names(party.publisher):
        if is_cjk(name[0]):
            told = re.search(rf"(?:据|按照|根据){name}|{name}.{{0,6}}?(?:称|认为|估计|说|表示|采用)", sentence)
        else:
            bare = re.escape(name)
            told = re.search(
                rf"\b(?i:according to|in the words of|as put by|según)\s+(?:\w+\s+){{0,3}}?{bare}\b"
                rf"|\b{bare}(?:\s+\w+){{0,3}}?\s+{_SAYS}\b|\b{bare}['’]s\s+(?:\w+\s+){{0,2}}?(?:figure|estimate|count|number|calculation)\b",
                sentence,
            )
        if told:
            return True
    return False


def _names(publisher: str) -> list[str]:
    """The words by which a publisher may be called: its capitalised words, a Chinese one as a whole."""
    if publisher and is_cjk(publisher[0]):
        return [publisher]
    found = [w.span.of(publisher) for w in words(publisher)]
    return [w for w in found if w[:1].isupper() and len(w) > 2]
