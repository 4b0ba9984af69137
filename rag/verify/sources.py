"""A source as the verifier needs it, and the stretch of it that a citation stands for."""

import re
from collections import Counter
from dataclasses import dataclass

from rag.sources import BREAK, Citation, Kind, Source, Span, Tier
from rag.text.content import ACRONYM
from rag.text.fold import fold, well_formed
from rag.text.sentences import sentences
from rag.verify.windows import Stretch, card

AROUND = 1200  # characters on each side of the cited words: the rest of their passage, and its neighbours
REPEATED = 3  # times a sentence may stand in a stretch; what is said more often is no better evidence, and none
_WORD = re.compile(r"\w")
_LETTERS = re.compile(r"[^\W\d_]+")
_SHORTEST = 12  # words; three times as many letters


@dataclass(frozen=True, slots=True)
class EvidenceSource:
    """A source as the verifier needs it; ``card``: publisher, date, title, authors; ``names``: by which it goes."""

    text: str
    names: tuple[str, ...] = ()
    tier: Tier = Tier.SECONDARY
    published: str = ""
    language: str = "en"
    card: str = ""
    ours: bool = False  # a record: the words of the case's own editors, no stranger's


def as_evidence(source: Source, text: str) -> EvidenceSource:
    """A source and its stored text as evidence."""
    names = [source.publisher, *ACRONYM.findall(source.publisher), source.title, *source.authors]
    return EvidenceSource(
        text,
        tuple(name for name in names if name),
        source.tier,
        source.published,
        source.language,
        card(source),
        source.kind is Kind.RECORD,
    )


def stretch(citation: Citation, source: EvidenceSource) -> Stretch | None:
    """The cited words with their neighbours, from whole block to whole block; None when they hold no word.

    A block that says the same over and over is no evidence, nor is a sentence that stands there again and again.
    """
    span = around(citation.span, source.text)
    blocks = [block for block in span.of(source.text).split(BREAK) if _WORD.search(block)]
    kept = [block for block in blocks if not endless(block)]
    text = _once(BREAK.join(kept), source.language)
    return Stretch(text, source.card) if _WORD.search(text) else None


def around(span: Span, text: str) -> Span:
    """From the beginning of a block up to AROUND characters before ``span`` to the end of one behind it."""
    low, high = max(0, span.start - AROUND), min(len(text), span.end + AROUND)
    own, end = text.rfind(BREAK, low, span.start), text.find(BREAK, span.end, high)
    first = text.find(BREAK, low, max(low, own)) if low else -1
    last = text.rfind(BREAK, end, high) if end >= 0 and high < len(text) else -1
    start = first + len(BREAK) if first >= 0 else own + len(BREAK) if own >= 0 and low else low
    stop = last if last >= 0 else end if end >= 0 and high < len(text) else high
    return Span(min(start, span.start), max(stop, span.end))


def sentence_span(span: Span, source: EvidenceSource) -> Span:
    """From the beginning of the first sentence that ``span`` touches to the end of the last."""
    text = source.text
    low, high = max(0, span.start - AROUND), min(len(text), span.end + AROUND)
    low = max(text.rfind(BREAK, low, span.start), low)
    end = text.find(BREAK, span.end, high)
    high = end if end >= 0 else high
    near = (s.shifted(low) for s in sentences(well_formed(text[low:high]), source.language))
    touched = [s for s in near if s.overlaps(span)]
    return Span(min(touched[0].start, span.start), max(touched[-1].end, span.end)) if touched else span


def endless(text: str) -> bool:
    """True for a text that says the same few words or letters over and over, more than REPEATED times each."""
    told = [word.casefold() for word in _LETTERS.findall(text)]
    letters = "".join(told)
    few_words = len(told) >= _SHORTEST and len(set(told)) * (REPEATED + 1) <= len(told)
    few_letters = len(letters) >= 3 * _SHORTEST and len(set(letters)) <= _SHORTEST // 2
    return few_words or few_letters


def _once(text: str, language: str) -> str:
    """The text without sentences that stand in it more than REPEATED times."""
    spans = sentences(well_formed(text), language)
    seen = Counter(fold(span.of(text)).text for span in spans)
    if not seen or max(seen.values()) <= REPEATED:
        return text
    return " ".join(span.of(text) for span in spans if seen[fold(span.of(text)).text] <= REPEATED)
