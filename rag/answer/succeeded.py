"""Who holds an office now: where a later source tells that whom the first quote names has left it, that comes first.

"Who is chair now?" The report of 2023 says that Ann Hark is; a page of 2024 that she stepped down and who came after her. The report has more
of the question's words, and yet is out of date. Records have no order and are left as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rag.answer.draft import Pick
from rag.sentences import sentences
from rag.store import Index
from rag.types import Kind, Passage, Source, Span

_OFFICE_WORDS = """
    chair chairs chairman chairwoman chairperson president presidents head heads director directors mayor minister secretary governor chief executive ceo manager
    leader leads treasurer commissioner ambassador principal dean rector editor coach captain bishop presidente presidenta preside director directora
    dirige alcalde alcaldesa ministro ministra secretario secretaria gobernador gobernadora jefe jefa encabeza rector rectora
"""
_OFFICE = re.compile(
    rf"\b(?:{'|'.join(_OFFICE_WORDS.split())})\b|主席|总裁|局长|部长|市长|院长|校长|主任|会长|董事长", re.IGNORECASE
)
_WHO = re.compile(
    r"^\W*(?:(?:so|and|but) )?(?:who(?:['’]s| is| are)?|qui[eé]n(?:es)?(?: es| son)?|(?:y )?qui[eé]n)\b|谁|現任|现任",
    re.IGNORECASE,
)
_THEN = re.compile(
    r"\b(?:was|were|been|had|did|former\w*|first|fue|era|eran|fueron|antes|anterior|primer[oa]?)\b|(?:19|20)\d\d|曾|前任|以前",
    re.IGNORECASE,
)
_LEFT = re.compile(
    r"\b(?:resign(?:s|ed|ing|ation)|step(?:s|ped|ping)? (?:down|aside)|stood down|stands? down|retire[sd]?|dismissed|removed|ousted|died|quit|"
    r"left (?:the )?(?:post|office|board|role|job|company|council|chair)|succeed(?:s|ed|ing)?|replac(?:es|ed|ing)|took over from|takes over from|in place of|"
    r"dimit\w+|renunci\w+|dej[óa] (?:el|su|la) (?:cargo|puesto|presidencia|dirección)|sustitu\w+|reemplaz\w+|relev\w+|suced\w+|ces[óa]\w*|destituid[oa]|jubil[óa]\w*|falleci\w+)(?!\w)"
    r"|辞职|辞去|卸任|接替|接任|继任|去世|免职|退休",
    re.IGNORECASE,
)
_NAME = re.compile(r"\b[A-ZÁÉÍÓÚÑ][\w'’-]+(?: (?:de|la|von|van|der|del|[A-Z]\.))*(?: [A-ZÁÉÍÓÚÑ][\w'’-]+)+")
_TITLE = re.compile(r"^(?:(?:Dr|Mr|Mrs|Ms|Prof|Professor|Sir|Dame|Cllr|Judge|Captain|Don|Doña|The)\.? )+")
_SPEAKER = re.compile(r"[^:.]{2,60}: ")
_NEAR = 40  # characters between a name and its office
_LOOKED_AT = 3  # quotes, of those that come first
_LONGEST = 60  # words of a paragraph that is quoted whole
_DATE = re.compile(r"\d{4}(?:-\d\d){0,2}")


def with_successor(picks: Sequence[Pick], index: Index, question: str, most: int) -> list[Pick]:
    """``picks`` with a later source's word that a holder of the office has left it before them, where ``question`` asks who holds one now."""
    if not _WHO.search(question) or _THEN.search(question) or not _OFFICE.search(question):
        return list(picks)
    for pick in picks[:_LOOKED_AT]:
        source = index.sources[pick.passage.source_id]
        if pick.further or source.kind is not Kind.DOCUMENT:
            continue
        for holder in _holders(pick.quote):
            if (left := _left(holder, source, index)) and not any(_overlap(left, p) for p in picks[:1]):
                return [left, *(p for p in picks if not _overlap(left, p))][: max(most, len(picks))]
    return list(picks)


def _holders(quote: str) -> Iterator[str]:
    """The surnames of the persons beside whom an office stands, in order."""
    for name in _NAME.finditer(quote):
        around = quote[max(0, name.start() - _NEAR) : name.start()], quote[name.end() : name.end() + _NEAR]
        before, behind = around[0].rpartition(".")[2], around[1].partition(",")[0].partition(".")[0]
        if not _OFFICE.search(behind) and not re.search(rf"{_OFFICE.pattern}\W*$", before, re.IGNORECASE):
            continue
        bare = _TITLE.sub("", name[0]).split()
        if len(bare) > 1:
            yield bare[-1]


def _left(holder: str, told_by: Source, index: Index) -> Pick | None:
    """The latest document's word, later than ``told_by``, that the holder has left or is followed by another."""
    found = [
        (when, pick)
        for passage in index.passages
        if (source := index.sources[passage.source_id]).kind is Kind.DOCUMENT and not passage.of_rows
        if (when := _when(source)) > _when(told_by) and (pick := _tells(holder, passage, source))
    ]
    return max(found, key=lambda one: one[0])[1] if found else None


def _tells(holder: str, passage: Passage, source: Source) -> Pick | None:
    name = re.compile(rf"\b{re.escape(holder)}\b", re.IGNORECASE)
    if not name.search(passage.text):
        return None
    near = re.compile(
        rf"\b{re.escape(holder)}\b[^.;]{{0,{_NEAR}}}?(?:{_LEFT.pattern})|(?:{_LEFT.pattern})[^.;]{{0,{_NEAR}}}?\b{re.escape(holder)}\b",
        re.IGNORECASE,
    )
    own = re.compile(rf"\bI\b[^.;]{{0,{2 * _NEAR}}}(?:{_LEFT.pattern})", re.IGNORECASE)
    for block in passage.blocks():
        for span in sentences(block.of(passage.text), source.language):
            told = span.shifted(block.start)
            said = told.of(passage.text)
            speaker = _SPEAKER.match(said)  # "DR HARK: I will step down"; but not "MR THIEL: Three patients died"
            by_holder = speaker is not None and name.search(speaker[0]) is not None
            if own.search(said) if by_holder else near.search(said[speaker.end() :] if speaker else said):
                short = len(block.of(passage.text).split()) <= _LONGEST
                # The sentence before says of which office and who came.
                whole = block if short else _with_one_before(told, block, passage, source)
                return Pick(passage, whole.shifted(passage.span.start))
    return None


def _with_one_before(told: Span, block: Span, passage: Passage, source: Source) -> Span:
    before = [s.shifted(block.start) for s in sentences(block.of(passage.text), source.language)]
    start = max((s.start for s in before if s.start < told.start), default=told.start)
    return Span(start, told.end)


def _when(source: Source) -> str:
    found = _DATE.search(source.published)
    return found[0] if found else ""


def _overlap(a: Pick, b: Pick) -> bool:
    return a.passage.source_id == b.passage.source_id and a.span.overlaps(b.span)
