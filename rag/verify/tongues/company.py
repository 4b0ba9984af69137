"""Which words each figure, date and name of a Spanish or Chinese text stands with: one told of another thing of its source is caught by them.

Every item has a label: the words of its clause up to the next item of its kind, with what the clause leaves out and the one before it has. An
item of the claim is misplaced when its label has words that only the label of another item has, and none that only its own has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.text import blanked, content_words
from rag.types import Span, Status
from rag.verify.entities.names import names, world_name
from rag.verify.findings import Finding
from rag.verify.tongues.pieces import clauses, matter, verb_at
from rag.verify.values.dates import When, bears, compatible
from rag.verify.values.numbers import Figure
from rag.verify.values.rounding import bearing
from rag.verify.values.statement import Statement

Thing = Figure | When | str
_NOUN = 2  # characters before a figure that are its own noun, not what is left out behind it
_MOST = 24  # items of a text; with more it is a table
_SHARED = re.compile(r"[、和与及]|以及")
# What opens a Chinese clause that leaves out the subject of the one before.
_ZH_LEFT_OUT = re.compile(
    r"\s*(?:\d|\x01|其中|并|比|较|同比|环比|由|因|共|仅|至|到|于|从|后|又|也|再|另有|占|达|降|升|增|减|为|为了|当年|同年|次年|向|给|把|被(?!告)|对(?![照方手外内])|将(?![军来])|已|曾|不|未|没|主要|约(?!定)|近)"
)
_ES_OPENS = re.compile(
    r"\s*(?:(?:y|e|pero|mientras|aunque|sino|que|quien)\s+)?(?:no\s+)?(?:(?:(?:el|en)\s+)?\x01+\s*)?(?P<clitic>(?:l[oae]s?|se)\s+){0,2}$",
    re.IGNORECASE,
)
_ZH_IS = re.compile("([\u4e00-\u9fff]{2,3})(?:为|是|达|占)\x01")
_ES_SUBJECT = re.compile(
    r"\s*(?:(?:y|e|mientras(?: que)?|pero)\s+)?(?:(?:el|la|los|las|su|sus)\s|(?-i:[A-ZÁÉÍÓÚÑ]))", re.IGNORECASE
)  # "y el autobús 75"
_ES_BEHIND = re.compile(
    r"\s*(?:(?!(?:al?|en|por|para|con|del?|y|e|que|entre|desde|hasta)\s)[a-zñáéíóúü]+\s*){0,3}", re.IGNORECASE
)
_ES_THAT_OF = re.compile(r"(?<!\w)(?:el|la|los|las) del?\s", re.IGNORECASE)  # "la de almendra"
_NO_MATTER = frozenset(["respectivamente", "分别", "ano", "anos", "mes", "dia", "dias"])


@dataclass(frozen=True, slots=True)
class Item:
    """A figure, date or name where it stands, the words it goes with, and the verbs among them (Spanish)."""

    thing: Thing
    text: str
    span: Span
    label: frozenset[str]
    verbs: frozenset[str]
    whole: frozenset[str] = frozenset()  # what it is a part of: "其中" stands before it


def check_company(claim: Statement, said: Sequence[Statement]) -> list[Finding]:
    """A finding for the first figure, date or name of ``claim`` that the source, read sentence by sentence, gives for something else."""
    found: list[Finding] = []
    for kind in (Figure, When, str):
        mine = list(items(claim, kind, claim.text))
        theirs = [item for statement in said for item in items(statement, kind, claim.text)]
        if not mine or len(theirs) < 2 or len(mine) + len(theirs) > 2 * _MOST:
            continue
        found += [finding for item in mine for finding in _misplaced(item, mine, theirs)]
    return found[:1] if not found else [min(found, key=lambda f: f.status is Status.NOT_CONFIRMED)]


def _misplaced(item: Item, mine: Sequence[Item], theirs: Sequence[Item]) -> Iterator[Finding]:
    own = [t for t in theirs if same(item, t)]
    others = [t for t in theirs if not same(item, t) and _alike(item, t)]
    if not own or not others or not item.label:
        return
    told: list[tuple[bool, Item]] = []
    for place in own:
        wrong = [w for other in others if (w := _belongs(item, place, other)) is not None]
        if not wrong:
            return
        told.append(max(wrong, key=lambda w: w[0]))
    sure, other = min(told, key=lambda w: w[0])
    if isinstance(item.thing, str):
        if sure:
            yield Finding(Status.CONTRADICTED, f"the source says this of {other.text}, not of {item.text}")
        return
    if sure and any(same(m, other) for m in mine):
        yield Finding(Status.CONTRADICTED, f"“{item.text}” and “{other.text}” have changed places")
    elif sure:
        yield Finding(Status.CONTRADICTED, f"the claim says {item.text}, the source says {other.text}")
    else:
        yield Finding(Status.NOT_CONFIRMED, f"the claim says “{item.text}” where the source says “{other.text}”")


def _belongs(item: Item, own: Item, other: Item) -> tuple[bool, Item] | None:
    """Whether the words that ``item`` stands with are those of ``other``, surely or in part; None where they are not."""
    for_own, for_other = item.label & (own.label - other.label), item.label & (other.label - own.label)
    if not for_other:
        return None
    deeds = item.verbs & for_other
    sure = not for_own and (item.label <= own.label | other.label or bool(deeds))
    if isinstance(item.thing, str):
        return (True, other) if not for_own and deeds and own.verbs - item.verbs else None
    if for_own and item.verbs and item.verbs & for_own and not deeds and isinstance(item.thing, When):
        return None
    return (sure, other) if sure or for_other - own.whole else None


def same(a: Item, b: Item) -> bool:
    """True when ``b``, of the source, bears ``a``."""
    if isinstance(a.thing, Figure) and isinstance(b.thing, Figure):
        return bearing(b.thing, a.thing) is not None
    if isinstance(a.thing, When) and isinstance(b.thing, When):
        return bears(b.thing, a.thing) or compatible(b.thing, a.thing)
    return a.thing == b.thing


def _alike(a: Item, b: Item) -> bool:
    """True for two figures of one kind and unit, two dates, or two names."""
    if isinstance(a.thing, Figure) and isinstance(b.thing, Figure):
        return a.thing.kind == b.thing.kind == "quantity" and a.thing.unit == b.thing.unit
    return type(a.thing) is type(b.thing)


def items(statement: Statement, kind: type, known: str = "") -> Iterator[Item]:
    """The items of a kind in a sentence, each with its label."""
    text, language = statement.text, statement.language
    found: list[tuple[Span, Thing]] = []
    if kind is Figure:
        found = [(f.span, f) for f in statement.figures if f.kind == "quantity"]
    elif kind is When:
        found = [(d.span, d) for d in statement.dates]
    elif language[:2] == "es":
        found = [(n.span, world_name(n.text)) for n in names(text, known + " " + text)]
    if len(found) > _MOST:
        return
    numbers = [f.span for f in statement.figures] + [d.span for d in statement.dates]
    bare = blanked(text, [*numbers, *(span for span, _ in found)], "\x01")
    spans = [span for span, _ in found]
    for span, thing in found:
        told = _label(span, spans, bare, language, kind)
        words = matter(told, language) - _NO_MATTER
        verbs = frozenset(_verbs(told)) if language[:2] == "es" else frozenset()
        years = _years(span, statement) if kind is Figure else frozenset()
        yield Item(
            thing,
            span.of(text),
            span,
            words | years,
            verbs,
            _whole(span, bare) if language[:2] == "zh" else frozenset(),
        )


def _whole(span: Span, bare: str) -> frozenset[str]:
    """The words of the clause that a figure behind 其中 counts a part of."""
    at = bare.find("其中", 0, span.start)
    return (
        matter(re.split("[；。]", bare[:at])[-1], "zh")
        if at >= 0 and not re.search("[；。]", bare[at : span.start])
        else frozenset()
    )


def _label(span: Span, spans: Sequence[Span], bare: str, language: str, kind: type) -> str:
    """The words that the item at ``span`` stands with; ``bare``: the sentence with its items blanked."""
    pieces = clauses(bare.replace("\x01", "x"), language)
    at = next((n for n, piece in enumerate(pieces) if piece.start <= span.start < piece.end), None)
    if at is None:
        return ""
    piece, chinese = pieces[at], language[:2] == "zh"
    if (
        at + 1 < len(pieces) and (chinese or not at) and not matter(piece.of(bare), language)
    ):  # "2021年3月5日，大桥通车"
        piece = Span(piece.start, pieces[at + 1].end)
    if kind is str:  # "Iván Soler, el otro finalista, recibió ..."
        end = at
        while end + 1 < len(pieces) and verb_at(bare[piece.start : pieces[end].end]) is None:
            end += 1
        return bare[piece.start : pieces[end].end]
    before = [s for s in spans if piece.start <= s.start < span.start]
    after = [s for s in spans if span.end <= s.start < piece.end]
    start = before[-1].end if before else piece.start
    end = after[0].start if after else piece.end
    behind = bare[span.end : end]
    if before and chinese and (joint := _SHARED.search(bare, start, span.start)):
        start = joint.end()  # "14票赞成、9票反对"
    if after and chinese:
        behind = behind[: joint.start()] if (joint := _SHARED.search(behind)) else ""
    elif after and verb_at(behind):
        behind = ""  # it tells of the next
    own = bare[start : span.start] + " \x01 " + behind
    return own + " " + _left_out(own, bool(before), at, pieces, spans, bare, language)


def _left_out(
    own: str, listed: bool, at: int, pieces: Sequence[Span], spans: Sequence[Span], bare: str, language: str
) -> str:
    """What a clause leaves out that the one before it has: its subject, and its verb where it has none."""
    if language[:2] == "zh":
        if listed:  # "登记山羊1240只、绵羊860只"
            opening = next(s for s in spans if s.start >= pieces[at].start)
            return bare[pieces[at].start : max(pieces[at].start, opening.start - _NOUN)]
        parts = any(bare[p.start : p.end].lstrip().startswith("其中") for p in pieces[1:at])
        if at and (parts or _ZH_LEFT_OUT.match(own)):
            first = next(p for p in pieces if p is pieces[at] or matter(p.of(bare), language))
            head = first.of(bare)
            begins = next((s.start for s in spans if s.start >= first.start), first.end)
            return head[: max(0, min(begins, first.end) - first.start - (_NOUN if parts else 0))]
        if at and len(matter(own, language)) <= _NOUN and (said := _ZH_IS.search(pieces[at - 1].of(bare))):
            return said[1]  # "治疗组退烧率为71%，对照组为38%"
        return ""
    if not at:
        return ""
    verb = verb_at(own)
    if _ES_THAT_OF.search(own.partition("\x01")[0]):
        return next((w.span.of(bare) for w in content_words(bare, "es")), "")
    if verb is None:
        previous = bare[pieces[at - 1].start : pieces[at - 1].end]
        if verb_at(previous) is None and not any(pieces[at - 1].start <= s.start < pieces[at - 1].end for s in spans):
            return previous
        for earlier in reversed(pieces[:at]):
            told = bare[earlier.start : earlier.end]
            if verb_at(told):
                begins = next((s.start for s in spans if earlier.start <= s.start < earlier.end), earlier.end)
                acts = verb_at(told)
                subject = _ES_SUBJECT.match(own) and not matter(own.partition("\x01")[0], language) <= matter(
                    told, language
                )
                kept = _ES_BEHIND.match(told[max(0, begins - earlier.start) :].lstrip("\x01"))  # "131 litros diarios"
                return told[acts.start if acts and subject else 0 : max(0, begins - earlier.start)] + (
                    kept.group() if kept else ""
                )
        return ""
    return said_before(own, verb, at, pieces, bare)


def said_before(own: str, verb: Span, at: int, pieces: Sequence[Span], bare: str) -> str:
    """The subject that a Spanish clause beginning with its ``verb`` leaves out, and with "lo" or "la" the object too."""
    opens = _ES_OPENS.match(own[: verb.start])
    if opens is None:
        return ""
    acts = verb_at(bare)
    subject = bare[: acts.start] if acts else ""
    if not opens["clitic"]:
        return subject
    for earlier in reversed(pieces[:at]):
        told = earlier.of(bare)
        if acts := verb_at(told):
            return subject + " " + told[: acts.start] + " " + told[acts.end :]
    return subject


def _verbs(told: str) -> Iterator[str]:
    rest = told
    while (verb := verb_at(rest)) is not None:
        yield from matter(verb.of(rest), "es")
        rest = rest[verb.end :]


def _years(span: Span, statement: Statement) -> frozenset[str]:
    """The date that a figure is of, as a word of its label."""
    pieces = clauses(statement.text, statement.language)
    here = next((p for p in pieces if p.start <= span.start < p.end), None)
    inside = [d for d in statement.dates if here and here.start <= d.span.start < here.end]
    before = [d for d in statement.dates if d.span.end <= span.start]
    behind = statement.dates if statement.language[:2] == "es" else ()
    when = next(iter(inside), before[-1] if before else next(iter(behind), None))
    return frozenset([f"<{when.year}>"]) if when is not None and when.year else frozenset()
