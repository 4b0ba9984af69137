"""Where a quote stands in a source, letter for letter, and what is wrong with a claim's references before a word of it is weighed."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from rag.phrases import LANGUAGES, phrase
from rag.reason import Code, Reason, reason
from rag.sources import Citation, Passage, Span
from rag.text.fold import READ_AGAIN, blanked, fold, guess_language, is_cjk, words
from rag.text.place_words import shown_forms
from rag.text.punctuation import MARK, bracketed, colon, numbers_of, rounded
from rag.types import Claim
from rag.verify.orders import orders
from rag.verify.sources import EvidenceSource, around

_PAIRS = {"“": "”", "«": "»", "「": "」", "『": "』", "„": "“", '"': '"', "‟": "”"}
_OPENING = re.compile(f"[{''.join(_PAIRS)}]")


def find_verbatim(quote: str, source_text: str) -> Span | None:
    """The span of the first place where exactly these characters stand; None when nowhere."""
    at = source_text.find(quote) if quote else -1
    return Span(at, at + len(quote)) if at >= 0 else None


def find_folded(quote: str, source_text: str) -> Span | None:
    """The span of the source's own characters that differ from ``quote`` only in quotes, dashes, space or case.

    The caller shows ``span.of(source_text)`` in place of the quote and says so. None when there is no such place.
    """
    wanted, stored = fold(quote).text.strip(), fold(source_text)
    at = stored.text.find(wanted) if wanted else -1
    return stored.source_span(at, at + len(wanted)) if at >= 0 else None


@lru_cache(maxsize=READ_AGAIN)
def quoted_parts(text: str) -> tuple[Span, ...]:
    """Spans of what stands between quotation marks, without the marks; a mark that is never closed opens nothing."""
    parts: list[Span] = []
    closings = {opened: _closings(text, opened, close) for opened, close in _PAIRS.items() if opened in text}
    at = 0
    while mark := _OPENING.search(text, at):
        at = mark.start()
        end = closings[mark[0]].get(at, -1)
        if end > at + 1:
            parts.append(Span(at + 1, end))
            at = end
        at += 1
    return tuple(parts)


def told_plainly(text: str, summaries: Sequence[Passage]) -> str:
    """``text`` without the quotation marks around words of ``summaries``: they are ours, and no source's."""
    for part in reversed(quoted_parts(text)):
        if any(find_folded(part.of(text), one.text) for one in summaries):
            text = text[: part.start - 1] + part.of(text) + text[part.end + 1 :]
    return text


def _closings(text: str, opened: str, close: str) -> dict[int, int]:
    """Where each mark closes, past marks of the same kind nested in it; those that do not are left out. One pass: a hostile text may open
    thousands."""
    if opened == close:
        return dict(pairwise(at for at, char in enumerate(text) if char == close))
    found: dict[int, int] = {}
    waiting: list[int] = []
    for at, char in enumerate(text):
        if char == opened:
            waiting.append(at)
        elif char == close and waiting:
            found[waiting.pop()] = at
    return found


_LINK = re.compile(
    r"!?\[[^\]\n]*\]\(\s*[^)\s]*[^)]*\)|<\s*/?\s*[a-z][^>]*>|\b(?:javascript|data|vbscript)\s*:\s*\S+"
    r"|\bhttps?://[^\s)\]]+|(?<![\w/:])//[\w.-]+/\S+",
    re.IGNORECASE,
)
# Around a name that stands by itself: no sign of an address before it; behind it a space, the end, or a stop and one of these.
_BEFORE = r"(?<![A-Za-z0-9_/:@.=?&%#~+-])"
_BEHIND = r"(?=\s|$|[，：。；、（“”]|[,:;.)]+(?:[\s“]|$))"
_SUMMARISED = tuple(
    bracketed(phrase(key, language), language) + colon(language)
    for key in ("wording_summary", "wording_report")
    for language in LANGUAGES
)
FEW = 3  # words; less between quotation marks is a word of somebody's, not a statement
FEW_CHINESE = 5
_LETTERS = re.compile(r"[^\W\d_]+")
_LONG_WORD = 4  # letters; "of", "the" and "and" are small in a title, too


def dead_marks(claim: Claim) -> list[Reason]:
    """A reason for each mark in the claim's text that none of its citations stands behind."""
    known = {citation.number for citation in claim.citations}
    out: list[Reason] = []
    for match in MARK.finditer(claim.text):
        if any(match.group() in citation.quote for citation in claim.citations):
            continue  # a footnote of the source's own, quoted with its sentence
        missing = [n for n in numbers_of(match.group(1)) if n not in known]
        out += [reason(Code.MARK_TO_NOTHING, mark=missing[0])] if missing else []
    return out


def wrong_reference(citation: Citation, sources: Mapping[str, EvidenceSource]) -> Reason | None:
    """What is wrong with a citation; None where its quote stands at its place, letter for letter."""
    mark = citation.number
    source = sources.get(citation.source_id)
    if source is None:
        return reason(Code.UNKNOWN_SOURCE, mark=mark, source=citation.source_id)
    if citation.span.end > len(source.text):
        return reason(Code.OUTSIDE, mark=mark)
    if citation.span.of(source.text) == citation.quote and citation.quote.strip():
        return None
    if find_verbatim(citation.quote, source.text):
        return reason(Code.QUOTE_ELSEWHERE, mark=mark)
    if near := find_folded(citation.quote, source.text):
        return reason(Code.QUOTE_DIFFERS, mark=mark, stands=near.of(source.text))
    return reason(Code.QUOTE_NOT_THERE, mark=mark)


def foreign_links(claim: Claim, sources: Mapping[str, EvidenceSource]) -> list[Reason]:
    """A reason for each link, picture or script of the claim that is neither in its cited words nor one of its sources' own names."""
    text = unquoted(claim.text)
    if not _LINK.search(text):
        return []
    names = [name for c in claim.citations for name in sources[c.source_id].names]
    for name in sorted({*names, *map(rounded, names)} - {""}, key=len, reverse=True):
        text = re.sub(_BEFORE + re.escape(name) + _BEHIND, lambda match: " " * len(match[0]), text)
    cited = " ".join(c.quote for c in claim.citations)
    return [reason(Code.LINK, link=m.group()) for m in _LINK.finditer(text) if m.group() not in cited]


def instruction(claim: Claim) -> Reason | None:
    """A reason where the claim's own words give orders to whoever reads it."""
    words = orders(unquoted(claim.text))
    return reason(Code.INSTRUCTION, words=words) if words else None


def wrong_quotes(
    claim: Claim, sources: Mapping[str, EvidenceSource], wider: Sequence[str] = ()
) -> tuple[list[Reason], list[Reason]]:
    """What is between quotation marks in the claim and not in its cited passages, nor in ``wider``: what is nowhere, and what only differs
    in marks, is a translation, or is of one or two words. The name of a source and what is written as a title are no quotes.
    """
    absent: list[Reason] = []
    doubtful: list[Reason] = []
    cited = [sources[c.source_id] for c in claim.citations]
    near = [around(c.span, s.text).of(s.text) for c, s in zip(claim.citations, cited, strict=True)]
    named = {fold(name).text for source in cited for name in (*source.names, source.card)}
    places = [
        form for c in claim.citations for form in shown_forms(c.locator)
    ]  # "section 'Results'", as an answer shows it
    near += wider
    flat = [" ".join(text.split()) for text in near]  # where a line ends is nobody's word
    outside = unquoted(claim.text)
    spoken = guess_language(outside) if words(outside) else ""
    for part in quoted_parts(claim.text):
        core = core_of(part.of(claim.text))
        if is_title(core) or fold(core).text in named or any(core in form for form in places):
            continue
        if any(find_verbatim(" ".join(core.split()), text) for text in flat):
            continue
        if stands := next((found.of(text) for text in near if (found := find_folded(core, text))), ""):
            doubtful.append(reason(Code.WORDS_DIFFER, stands=stands))
        elif cited and all(source.language[:2] != guess_language(core, spoken or "en") for source in cited):
            doubtful += [] if is_short(core) else [reason(Code.WORDS_TRANSLATED, quote=core)]
        elif is_short(core):
            doubtful.append(reason(Code.WORDS_NOT_THERE, quote=core))
        else:
            absent.append(reason(Code.WORDS_NOT_THERE, quote=core))
    return absent, doubtful


def core_of(quote: str) -> str:
    """A quote without the stop that may stand inside its marks."""
    return quote.strip().rstrip(".,;:!?。，；")


def is_short(quote: str) -> bool:
    """True for too few words to be a quote."""
    return len(words(quote)) < FEW and sum(map(is_cjk, quote)) < FEW_CHINESE


def is_title(quote: str) -> bool:
    """True for words written as a title or a name: with capitals, but for small words; compared as names are."""
    told = _LETTERS.findall(quote)
    long = [word for word in told if len(word) >= _LONG_WORD]
    return bool(long) and told[0][0].isupper() and all(word[0].isupper() for word in long)


def unquoted(text: str) -> str:
    """The text without its marks and without what stands between quotation marks."""
    plain = unmarked(text)
    return blanked(plain, quoted_parts(plain))


def unmarked(text: str) -> str:
    """The text without its marks, on one line."""
    plain = " ".join(MARK.sub(" ", text).split())
    return re.sub(r"\s+([.,;:!?。，；])", r"\1", plain)


def _summarised(text: str, span: Span) -> bool:
    """True where the words close the claim, behind the words for a summary of ours and a colon."""
    if MARK.sub("", text[span.end :]).strip():
        return False
    return text[: span.start].endswith(_SUMMARISED)


def verbatim(claim: Claim, citations: Sequence[Citation]) -> tuple[str, list[tuple[Span, Citation]]]:
    """The claim without the cited quotes that stand in it whole, and where those stood: between quotation marks, alone, or as a summary of
    ours behind who says it."""
    found: list[tuple[Span, Citation]] = []
    text, bare = claim.text, core_of(unmarked(claim.text))
    parts = quoted_parts(text)
    for citation in citations:
        at = text.find(citation.quote)
        while at >= 0:
            span = Span(at, at + len(citation.quote))
            marked = any(p.start == span.start and core_of(p.of(text)) == core_of(citation.quote) for p in parts)
            told = marked or bare == core_of(citation.quote) or _summarised(text, span)
            if told and not any(s.overlaps(span) for s, _ in found):
                found.append((span, citation))
                break
            at = text.find(citation.quote, at + 1)
    found.sort(key=lambda f: f[0].start)
    return unmarked(blanked(text, (span for span, _ in found))), found
