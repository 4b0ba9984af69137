"""A claim told in other words than its source's: cut at its marks, each piece held against what its own marks cite."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from rag.marks import MARK
from rag.text import blanked, content_words, fold, words
from rag.types import Citation, Claim, Span, Status
from rag.verify.across import across, check_across, translated
from rag.verify.findings import GRAVITY, Finding, gravest
from rag.verify.in_place import read_in_place
from rag.verify.marks import segments
from rag.verify.paraphrase import body, check_paraphrase
from rag.verify.quotes import find_folded, find_verbatim, quoted_parts
from rag.verify.old_sources import Evidence, EvidenceSource, evidence_of
from rag.verify.speakers.attribution import attribution
from rag.verify.speakers.cut import cut_from
from rag.verify.speakers.lent import check_lent, check_owner, lent
from rag.verify.speakers.speaker import check_speaker
from rag.verify.values.rounding import bearing
from rag.verify.values.statement import read
from rag.verify.weighing import weighed
from rag.verify.words.clauses import parts
from rag.verify.words.coverage import coverage
from rag.verify.words.synonyms import said_otherwise

_JOINT = re.compile(r"^(?:and|but|while|whereas|y|pero)\s+", re.IGNORECASE)  # joins a piece to the one before
_FEW = 3  # words; shorter stretches between quotation marks are names or irony
_LONGEST, _LONGEST_CITED = (
    2000,
    20_000,
)  # characters of a claim, and of the sentences it cites, that are compared word by word
_MOST_FIGURES = 80  # of a claim: each is held against each of what it cites, and its company against that of all others
_MOST_DIGITS = 30  # with more, a figure is not read, and would pass unseen
_NUMERAL = re.compile(r"\d+")
_BEARS = 0.3  # share of a piece's words that each source cited for it must have
_QUOTED = "quoted word for word"
_TOO_LONG = "the claim or the words it cites are too long to compare"


def check_telling(claim: Claim, sources: Mapping[str, EvidenceSource]) -> Finding:
    """The gravest that the checks find in any piece of the claim, weighed; SUPPORTED when they find nothing.

    What the cited sentences do not bear as they stand they may bear read in their place, where "she" is somebody.
    """
    plain = _as_told(claim, sources)
    if plain.status is Status.SUPPORTED:
        return next(iter(_of_another(claim, sources)), plain)
    best = plain
    for asides in (False, True):
        told = read_in_place(claim, sources, asides)
        if not told.pairs:
            break
        finding = _as_told(claim, told.sources)
        if finding.status is Status.SUPPORTED:
            finding = next(iter(check_owner(unmarked(claim.text), cited_sentences(claim, told.sources))), finding)
        better = GRAVITY.index(finding.status) - GRAVITY.index(best.status)
        if better >= 0:
            sure = finding.confidence if better else best.confidence
            best = replace(finding, reason="; ".join([finding.reason, told.said]), confidence=sure)
        if best.status is Status.SUPPORTED:
            break
    return best


def _of_another(claim: Claim, sources: Mapping[str, EvidenceSource]) -> list[Finding]:
    """A finding where a name of the claim is none of the cited sentences', which read in their place are about another."""
    cited = [sources[c.source_id] for c in claim.citations]
    own = [name for source in cited for name in source.names]
    if any(source.language[:2] != "en" for source in cited) or not lent(
        unmarked(claim.text), cited_sentences(claim, sources), own
    ):
        return []
    return check_lent(unmarked(claim.text), cited_sentences(claim, read_in_place(claim, sources).sources), own)


def _as_told(claim: Claim, sources: Mapping[str, EvidenceSource]) -> Finding:
    finding = check_pieces(claim, sources)
    if finding.status is Status.UNCHECKED or finding.reason == _QUOTED:
        return finding
    return weighed(finding, unmarked(claim.text), cited_sentences(claim, sources))


def unmarked(text: str) -> str:
    """A claim's text without its marks."""
    return MARK.sub(" ", text).strip()


def cited_sentences(claim: Claim, sources: Mapping[str, EvidenceSource]) -> tuple[str, ...]:
    """Every sentence that the claim's citations touch."""
    evidence = evidence_of(claim.citations, sources)
    return evidence.sentences if evidence else ()


def check_pieces(claim: Claim, sources: Mapping[str, EvidenceSource]) -> Finding:
    """What the checks alone find, by rule and without any fitted weight."""
    numerals = _NUMERAL.findall(claim.text)
    if len(claim.text) > _LONGEST or len(numerals) > _MOST_FIGURES or any(len(n) > _MOST_DIGITS for n in numerals):
        return Finding(Status.UNCHECKED, _TOO_LONG)
    found: list[Finding] = []
    for text, citations in segments(claim):
        found += _piece(_JOINT.sub("", MARK.sub(" ", text).strip(" ,;")), citations, sources)
    return gravest(found)


def _piece(text: str, citations: tuple[Citation, ...], sources: Mapping[str, EvidenceSource]) -> list[Finding]:
    """What is found in one piece of the claim."""
    evidence = evidence_of(citations, sources)
    if evidence is None:
        return [Finding(Status.BAD_REFERENCE, "the cited words are empty")]
    if sum(map(len, evidence.sentences)) > _LONGEST_CITED:
        return [Finding(Status.UNCHECKED, _TOO_LONG)]
    if not words(text):
        return [Finding(Status.NOT_CONFIRMED, "the claim has no words")]
    wrong, verbatim = _inner_quotes(text, evidence)
    if verbatim and not wrong and (told := _only_quotes(text, verbatim, evidence)):
        return told
    if across(text, evidence):
        whole = [sources[name].text for name in dict.fromkeys(c.source_id for c in citations)]
        return [*wrong, *check_across(text, evidence, whole)]
    if wrong:
        return [*wrong, *check_paraphrase(text, evidence)]
    return [*check_paraphrase(text, evidence), *_idle(text, citations, sources)]


def _only_quotes(text: str, verbatim: list[Span], evidence: Evidence) -> list[Finding]:
    """Findings when nothing but the speaker stands beside the quotes; an empty list when there is more to check."""
    rest = blanked(text, verbatim)
    speaker = attribution(rest)
    own = {w.text for name in evidence.names for w in words(name)}
    spoken = speaker.span if speaker else Span(0, 1)
    outside = [
        w
        for w in content_words(rest)
        if not (speaker and spoken.start <= w.span.start and w.span.end <= spoken.end)
        and w.text not in own
        and not said_otherwise(w.text, set())
    ]
    if outside or read(rest).figures or read(rest).dates:
        return []
    found = [Finding(Status.SUPPORTED, _QUOTED)]
    for span in verbatim:
        quote = _core(span.of(text))
        home = next(s for s in evidence.wordings if quote in s)
        found += check_speaker(speaker, home, evidence)
        at = home.index(quote)
        if cut := cut_from(home, Span(at, at + len(quote)), evidence.language, evidence.names, rest):
            found.append(Finding(Status.NOT_CONFIRMED, cut.reason))
    return found


def _inner_quotes(text: str, evidence: Evidence) -> tuple[list[Finding], list[Span]]:
    """Findings for quotes that do not stand in the cited sentences letter for letter, and the spans of those that do.

    A source's title between quotation marks is no quote, nor are one or two words.
    """
    found, verbatim = [], []
    for span in quoted_parts(text):
        core = _core(span.of(text))
        count = len(words(core)) if not re.search(r"[\u4e00-\u9fff]{5}", core) else _FEW
        if count < _FEW:
            continue
        if any(find_verbatim(core, s) for s in evidence.wordings):
            verbatim.append(span)
            continue
        if any(fold(core).text == fold(name).text for name in evidence.names):
            continue
        if near := next((n.of(s) for s in evidence.sentences if (n := find_folded(core, s))), ""):
            reason = f"the quote differs from the source in marks, spaces or capitals: “{near[:80]}”"
            found.append(Finding(Status.NOT_CONFIRMED, reason))
        else:
            status = Status.UNCHECKED if translated(core, text, evidence) else Status.BAD_REFERENCE
            found.append(Finding(status, f"“{core[:80]}” does not stand in the cited words"))
    return found, verbatim


def _core(quote: str) -> str:
    return quote.strip().rstrip(".,;:!?。，；")


def _idle(text: str, citations: tuple[Citation, ...], sources: Mapping[str, EvidenceSource]) -> list[Finding]:
    """A finding for a mark, of several, whose words have nothing to do with the piece it stands behind."""
    numbers = dict.fromkeys(c.number for c in citations)
    if len(numbers) < 2:
        return []
    pieces = [body(read(part), None) for part in parts(text)] + [body(read(text), None)]
    figures = read(text).figures
    for number in numbers:
        own = evidence_of((c for c in citations if c.number == number), sources)
        if own is None:
            continue
        present = {w.text for s in own.sentences for w in words(s)}
        shares = [coverage(piece, present).share for piece in pieces if piece]
        bears = any(bearing(e, f) for s in own.sentences for e in read(s).figures for f in figures)
        if max(shares, default=0.0) < (_BEARS / 2 if bears else _BEARS):
            return [Finding(Status.NOT_CONFIRMED, f"what [{number}] cites does not speak of this")]
    return []
