"""Whom an article leans on: the institutions, reports and links it names, each with the sentences that name it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rag.newcase.around import asks_for_something, is_byline, without_dateline
from rag.newcase.chinese import chinese_sources
from rag.newcase.claims import MOST
from rag.newcase.speakers import speaker
from rag.text.content import in_frame
from rag.text.fold import fold, is_cjk
from rag.text.sentences import sentences
from rag.types import Block, Span
from rag.verify.values.dates import dates
from rag.verify.values.names import Name, names

_BODY = re.compile(  # what an institution calls itself, in the languages read here
    r"(?<!\w)(?:ministry|department|office|bureau|agency|administration|commission|committee|council|congress|senate|"
    r"parliament|court|bank|university|college|institute|institution|laboratory|center|centre|foundation|society|"
    r"association|federation|union|organi[sz]ation|police|service|authority|board|embassy|company|corporation|museum|fund|trust|league|alliance|inc|ltd|corp|"
    r"supervisor|regulator|ombudsman|inspectorate|tribunal|partners|holdings|plc|llp|chartered surveyors|"
    r"hospital|school|times|post|journal|gazette|herald|news|"
    r"ministerio|departamento|oficina|agencia|comision|comite|consejo|congreso|senado|parlamento|tribunal|banco|"
    r"universidad|instituto|laboratorio|centro|fundacion|sociedad|asociacion|federacion|sindicato|organizacion|policia|"
    r"servicio|autoridad|junta|embajada|empresa|ayuntamiento|hospital|diario|gobierno|colegio|fondo|biblioteca|camara|audiencia|juzgado|fiscalia|defensoria|"
    r"diputacion|delegacion|consejeria|secretaria|confederacion|cabildo|mancomunidad|contraloria|procuraduria|sindicatura|superintendencia|"
    r"academia|observatorio|plataforma)(?!\w)"
)
_WORK = re.compile(
    r"(?<!\w)(?:report|study|survey|paper|review|audit|minutes|statement|press release|brief|briefing|white paper|"
    r"census|dataset|letter|ruling|judgment|bill|act|law|treaty|memo|"
    r"informe|estudio|encuesta|articulo|auditoria|acta|actas|comunicado|censo|carta|sentencia|ley|tratado)(?!\w)"
)
_WORK_NEXT = re.compile(rf"\s+{_WORK.pattern}")
_COMMON_BODY = re.compile(
    r"(?<!\w)(?:council|ministry|commission|committee|agency|university|court|police|parliament|government|union|"
    r"ayuntamiento|ministerio|comision|comite|consejo|agencia|universidad|tribunal|policia|parlamento|gobierno)(?!\w)"
)
_LINK = re.compile(r"https?://[^\s<>\"'“”‘’（）()\[\]{}]+")
_AND = frozenset([" and ", " & ", " y ", " e "])
_LINKS = frozenset([" of ", " of the ", " for ", " de ", " del ", " de la "])
_OF = re.compile(r"\s(?:(?:of|from|at) the|del|de la)\s")
_ANY = frozenset(["government", "gobierno", "police", "policia"])  # which one, the article does not say
_BARE = frozenset(["law", "laws", "act", "bill", "ley"])
_COUNTED = re.compile(
    r"(?:\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty|few|several|many|some))[\s-]*$",
    re.IGNORECASE,
)
_THE = re.compile(r"\b(?:the|a|its|our|their)\s+(?:local\s+)?$", re.IGNORECASE)
_A_CERTAIN = re.compile(r"\b(?:the|this|that|an?|its|new|la|el|esta|una)\s+(?:[\w’'-]+\s+){0,2}$", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s$")
_LEAD = re.compile(r"^(?:the|a|an|its|their|his|her|el|la|los|las|un|una|su)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mention:
    """A sentence, letter for letter, that names a source, with the dates that stand in it."""

    text: str
    span: Span
    locator: str
    dates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """A source as the article names it; ``kind``: institution, report, speaker or link."""

    name: str
    kind: str
    mentions: tuple[Mention, ...]


def find_sources(text: str, blocks: tuple[Block, ...], language: str, links: Sequence[str] = ()) -> tuple[Named, ...]:
    """Every source the article names, in the order of first mention; ``links``: addresses that its text does not show."""
    kinds: dict[str, tuple[str, str]] = {}  # folded name to the name as first written, and its kind
    mentions: dict[str, list[Mention]] = {}
    read = 0
    for block in blocks:
        around = block.span.of(text)
        for span in sentences(around, language):
            read += 1
            if read > 10 * MOST:
                break
            placed = span.shifted(block.span.start)
            said = placed.of(text)
            when = tuple(d.text for d in dates(said, language))
            for name, kind in _named(said, around, language):
                key = fold(name, accents=True).text
                kinds.setdefault(key, (name, kind))
                own = mentions.setdefault(key, [])
                if not own or own[-1].span != placed:
                    own.append(Mention(said, placed, block.locator, when))
    found = [Named(name, kind, tuple(mentions[key])) for key, (name, kind) in kinds.items()]
    found = _without_short_forms(found)
    shown = {named.name for named in found}
    return (*found, *(Named(link, "link", ()) for link in dict.fromkeys(links) if link not in shown))


def _named(said: str, around: str, language: str) -> Iterator[tuple[str, str]]:
    """Names of sources in one sentence with their kinds."""
    for match in _LINK.finditer(said):
        yield match.group().rstrip(".,;:!?。，"), "link"
    if asks_for_something(said) or is_byline(said):
        return
    bare = without_dateline(_LINK.sub(lambda match: " " * len(match.group()), said))
    proper = _joined(names(bare, around), bare)
    for span in proper:
        name = _POSSESSIVE.sub("", _body_alone(span.of(bare)))
        folded = fold(name, accents=True).text
        if _BODY.search(folded) or re.fullmatch(r"[A-Z]{3,8}", name):
            yield name, "institution"
        elif _WORK.search(folded):
            yield name, "report"
    who = _LEAD.sub("", speaker(bare))
    if who and not is_cjk(who[0]) and len(who) <= 60 and not _WORK.search(fold(who, accents=True).text):
        yield who, "speaker"
    folded_said = fold(bare, accents=True)
    for pattern, kind in ((_COMMON_BODY, "institution"), (_WORK, "report")):
        for match in pattern.finditer(folded_said.text):
            span = folded_said.source_span(match.start(), match.end())
            leads_on = kind == "report" and _WORK_NEXT.match(folded_said.text, match.end())  # "audit" of "audit report"
            if leads_on or any(name.start <= span.start < name.end for name in proper):
                continue
            described = _described(bare, span, language)
            if not _names_nothing(described, bare[: span.start]):
                yield described + _by_whom(bare, span, proper), kind
    yield from chinese_sources(bare)


def _names_nothing(described: str, before: str) -> bool:
    """True of what is no source that can be looked up: minutes of time, "the law" alone, "(broke) procurement law", "local government" of no place."""
    if described.casefold().endswith("minutes") and _COUNTED.search(before):
        return True
    bare = described.casefold()
    if bare in _BARE or (bare.split()[-1] in _BARE and not _A_CERTAIN.search(before)):
        return True
    return described.casefold() == "local government" and not _THE.search(before)


def _by_whom(text: str, noun: Span, proper: Sequence[Span]) -> str:
    """ " by Dame Helen Osei" of "a review by Dame Helen Osei"; "" where nobody is named."""
    name = next((n for n in proper if text[noun.end : n.start].strip() == "by"), None)
    return f" by {name.of(text)}" if name else ""


def _body_alone(name: str) -> str:
    """ "University of Salta" of "Marta Quiroga of the University of Salta"; any other name as it is."""
    joint = _OF.search(name)
    if not joint or _BODY.search(fold(name[: joint.start()], accents=True).text):
        return name
    tail = name[joint.end() :]
    return tail if _BODY.search(fold(tail, accents=True).text) else name


def _without_short_forms(found: list[Named]) -> list[Named]:
    """Without "council" and "Ostrow" where "city council" and "Mayor Jane Ostrow" are listed, which take their sentences.

    Bare governments go too: which one is meant, the article does not say.
    """
    longer = [n for n in found if " " in n.name and (n.kind in ("institution", "speaker") or " by " in n.name)]
    kept: list[Named] = []
    for named in found:
        short = fold(named.name, accents=True).text
        common = named.kind == "institution" and _COMMON_BODY.fullmatch(short)
        bare = (named.kind == "institution" and _BODY.fullmatch(short)) or (
            named.kind == "report" and _WORK.fullmatch(short)
        )
        if not common and not bare and (named.kind != "speaker" or " " in short):
            kept.append(named)
            continue
        alike = [n for n in longer if n.kind == named.kind and short in fold(n.name, accents=True).text.split()]
        if not common and bare and len(alike) != 1:
            kept.append(named)  # "the Bank" of two banks
            continue
        if whole := next(iter(alike), None):
            mentions = {m.span: m for m in (*whole.mentions, *named.mentions)}
            ordered = tuple(sorted(mentions.values(), key=lambda mention: mention.span.start))
            longer = [replace(n, mentions=ordered) if n.name == whole.name else n for n in longer]
        elif short not in _ANY:
            kept.append(named)
    return [next((n for n in longer if n.name == named.name), named) for named in kept]


def _joined(found: Sequence[Name], text: str) -> list[Span]:
    """Names as spans, those around a small word as one where one calls itself an institution: "Economic and Security Commission", "University of Salta"."""
    spans: list[Span] = []
    for name in found:
        between = text[spans[-1].end : name.span.start] if spans else ""
        before = fold(spans[-1].of(text) if spans else "", accents=True).text
        own = fold(name.text, accents=True).text
        if (between in _AND and _BODY.search(own)) or (between in _LINKS and _BODY.search(f"{before} {own}")):
            spans[-1] = Span(spans[-1].start, name.span.end)
        else:
            spans.append(name.span)
    return spans


def _described(text: str, noun: Span, language: str) -> str:
    """A common noun with up to three words before it that say which: "town council", "survey" alone where none does."""
    before = re.search(r"(?:[\w’'-]+\s+){0,3}$", text[: noun.start])
    words = before.group().split() if before else []
    kept: list[str] = []
    for word in reversed(words):
        if in_frame(word, language) or word[0].isdigit():
            break
        kept.insert(0, word)
    return " ".join([*kept, noun.of(text)])
