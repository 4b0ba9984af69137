"""From a claim and its citations to a verdict with its reason in words: no model, no network, the same every time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from rag.errors import one_line
from rag.log import log_traceback
from rag.marks import MARK, rounded
from rag.place_words import shown_forms
from rag.text import blanked, guess_language, words
from rag.types import Citation, Claim, Span, Status, Verdict
from rag.verify.findings import Finding, gravest
from rag.verify.marks import check_foreign, check_marks
from rag.verify.prefix import check_prefix
from rag.verify.quotes import find_folded, find_verbatim, quoted_parts
from rag.verify.sources import EvidenceSource, beside, sentence_span
from rag.verify.speakers.attribution import attribution, is_speaker
from rag.verify.speakers.cut import cut_from
from rag.verify.telling import check_telling

__all__ = ["EvidenceSource", "verify", "verify_all"]

_OPEN, _CLOSE = '“"«「『„‟', '”"»」』“'
_CLOSED = re.compile(
    rf"[.,;:。，；]?[{_CLOSE}]"
)  # a full stop may stand inside the quotation marks and not in the quote


def verify(claim: Claim, sources: Mapping[str, EvidenceSource]) -> Verdict:
    """The verdict on ``claim``, whose citations point into ``sources`` (by id).

    A failure of the check itself gives UNCHECKED with the failure's name, never SUPPORTED.
    """
    try:
        finding = _judge(claim, sources)
    except Exception as exc:
        # Fail closed: whatever breaks here, the reader sees "not checked".
        log_traceback(exc, bare=True)
        finding = Finding(Status.UNCHECKED, f"the check failed ({one_line(exc)[:200]})")
    return Verdict(claim, finding.status, finding.reason, finding.confidence)


def verify_all(claims: Iterable[Claim], sources: Mapping[str, EvidenceSource]) -> tuple[Verdict, ...]:
    """A verdict for each claim, in order."""
    return tuple(verify(claim, sources) for claim in claims)


def _judge(claim: Claim, sources: Mapping[str, EvidenceSource]) -> Finding:
    """References first, then the words."""
    if dead := check_marks(claim):
        return gravest(dead)
    if not claim.citations:
        return Finding(Status.UNCITED, "no source is cited")
    wrong = [f for c in claim.citations if (f := _reference(c, sources))]
    cited = [sources[c.source_id] for c in claim.citations if c.source_id in sources]
    names = [_unquoted(rounded(name)) for source in cited for name in source.names]
    wrong += check_foreign(_unquoted(claim.text), [c.quote for c in claim.citations], names)
    if wrong:
        return gravest(wrong)
    outside, quoted = _taken_out(claim)
    if quoted and not words(MARK.sub(" ", outside)):
        return _word_for_word(claim, quoted, sources)
    if quoted:
        prefixes = _prefixes(claim, quoted)
        checks = [
            check_prefix(
                prefix,
                citation,
                sources[citation.source_id].names,
                sources[citation.source_id].published,
                guess_language(prefix, sources[citation.source_id].language),
                beside(citation, sources[citation.source_id]),
            )
            for prefix, citation in prefixes
        ]
        if all(check.only for check in checks) and not _others_words(claim, sources):
            if bad := next((check.wrong for check in checks if check.wrong), ""):
                return Finding(Status.CONTRADICTED, bad)
            return _word_for_word(claim, quoted, sources)
    return check_telling(claim, sources)


def _others_words(claim: Claim, sources: Mapping[str, EvidenceSource]) -> bool:
    """True when the claim says that somebody else than its sources speaks: then he must speak there, too.

    What it says of the place is the citation's own: "audit citing the bureau" is where the quote stands.
    """
    text = _quotes_blanked(claim.text)
    for place in (form for c in claim.citations for form in shown_forms(c.locator)):
        text = text.replace(place, " " * len(place))
    speaker = attribution(text)
    if speaker is None or speaker.generic:
        return False
    return not any(is_speaker(speaker.who, sources[c.source_id].names) for c in claim.citations)


def _reference(citation: Citation, sources: Mapping[str, EvidenceSource]) -> Finding | None:
    """What is wrong with a citation before any word of the claim is read."""
    mark = f"[{citation.number}]"
    source = sources.get(citation.source_id)
    if source is None:
        return Finding(Status.BAD_REFERENCE, f"{mark} leads to no known source ({citation.source_id})")
    if citation.span.end > len(source.text):
        return Finding(Status.BAD_REFERENCE, f"{mark} points outside its source")
    if citation.span.of(source.text) == citation.quote and citation.quote.strip():
        return None
    if find_verbatim(citation.quote, source.text):
        return Finding(Status.BAD_REFERENCE, f"the quote of {mark} stands elsewhere in the source than cited")
    if near := find_folded(citation.quote, source.text):
        return Finding(
            Status.BAD_REFERENCE,
            f"the quote of {mark} differs from the source in marks, spaces or capitals: “{near.of(source.text)[:80]}”",
        )
    return Finding(Status.BAD_REFERENCE, f"the quote of {mark} is not in the source")


def _unquoted(text: str) -> str:
    """The claim without its marks and without what stands between quotation marks."""
    unmarked = MARK.sub(" ", text)
    return blanked(unmarked, quoted_parts(unmarked))


def _quotes_blanked(text: str) -> str:
    """The text with blanks for what stands between its quotation marks, which stay."""
    chars = list(text)
    for span in quoted_parts(text):
        inside = [i for i in range(span.start, span.end) if text[i] not in _OPEN + _CLOSE + ",.!?"]
        for i in inside:
            chars[i] = " "
    return "".join(chars)


def _taken_out(claim: Claim) -> tuple[str, list[tuple[Span, Citation]]]:
    """The claim without the cited quotes that stand in it between quotation marks (or alone), and where those stood."""
    quoted: list[tuple[Span, Citation]] = []
    text = claim.text
    bare = MARK.sub(" ", text).strip()
    for citation in claim.citations:
        at = text.find(citation.quote)
        while at >= 0:
            end = at + len(citation.quote)
            marked = at > 0 and text[at - 1] in _OPEN and _CLOSED.match(text, end) is not None
            free = not any(s.start < end and at < s.end for s, _ in quoted)
            if free and (marked or bare == citation.quote.strip()):
                quoted.append((Span(at, end), citation))
                break
            at = text.find(citation.quote, at + 1)
    quoted.sort(key=lambda q: q[0].start)
    return blanked(text, (span for span, _ in quoted)), quoted


def _prefixes(claim: Claim, quoted: list[tuple[Span, Citation]]) -> list[tuple[str, Citation]]:
    """The words before each quote, since the quote before; words after the last quote belong to it too."""
    out, at = [], 0
    for span, citation in quoted:
        out.append((claim.text[at : span.start], citation))
        at = span.end
    tail = claim.text[at:]
    if words(MARK.sub(" ", tail)):
        out.append((tail, quoted[-1][1]))
    return out


def _word_for_word(claim: Claim, quoted: list[tuple[Span, Citation]], sources: Mapping[str, EvidenceSource]) -> Finding:
    """Supported, unless the rest of a quote's sentence denies, attributes, hedges or conditions what was quoted of it."""
    found = []
    for at, citation in quoted:
        source = sources[citation.source_id]
        first = source.names[0] if source.names else citation.source_id
        found.append(Finding(Status.SUPPORTED, f"quoted word for word from {first}"))
        whole = sentence_span(citation.span, source)
        told = f"{claim.text[: at.start]} {claim.text[at.end :]}"
        inside = citation.span.shifted(-whole.start)
        if cut := cut_from(whole.of(source.text), inside, source.language, source.names, told):
            found.append(Finding(Status.PARTLY, cut.reason))
    return gravest(found)
