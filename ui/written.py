"""A model's or an editor's answer in its own order: its sentences and the notes between them, nothing twice, and what stands beside one that is struck."""

from collections.abc import Mapping

from rag.sources import BREAK, Citation, Source
from rag.text.sentences import sentences
from rag.types import Answer, Lead, Note, Status, Verdict
from rag.verify.references import unmarked
from rag.wording import marked
from ui.shown import said, source_of
from ui.words import word


def in_sentences(answer: Answer) -> bool:
    """True for an answer that a model or an editor wrote, be it completed by quotes."""
    return answer.in_prose and bool(answer.verdicts)


def in_order(answer: Answer) -> list[Verdict | Note]:
    """All that the answer says, as it stands in its text."""
    parts: list[Verdict | Note] = [*answer.verdicts, *answer.notes]
    return sorted(parts, key=lambda one: (one.span if isinstance(one, Note) else one.claim.span).start)


def opens(answer: Answer, one: Verdict | Note) -> bool:
    """True where a paragraph begins with it."""
    span = one.span if isinstance(one, Note) else one.claim.span
    return "\n" in answer.text[max(0, span.start - 2) : span.start]


def repeats(lead: Lead, verdicts: Mapping[int, Verdict]) -> bool:
    """True where the lead is the sentence that it rests on, which stands in the answer anyway."""
    on = verdicts.get(lead.claim) if lead.claim is not None else None
    return on is not None and lead.text == unmarked(on.claim.text)


def against(verdict: Verdict, sources: Mapping[str, Source], language: str) -> list[str]:
    """What the sources say in their own words, of a sentence that they contradict; nothing of any other."""
    if verdict.status is not Status.CONTRADICTED:
        return []
    told = (
        f"[{c.number}] {words_against(verdict, c, source_of(c, sources), language)}" for c in verdict.claim.citations
    )
    return [f"{word('says_instead', language)} {one}" for one in dict.fromkeys(told)]


def words_against(verdict: Verdict, citation: Citation, source: Source, language: str) -> str:
    """The sentence of the cited passage that has the value which the claim has otherwise, or the cited words; in quotation marks where they
    are the source's own."""
    others = [one.about[name] for one in verdict.reasons for name in ("other", "words") if name in one.about]
    text = citation.context.text if citation.context else citation.quote
    parts = [span.of(text) for span in sentences(text.replace(BREAK, "\n"), language)]
    has = (part for other in others if other not in citation.quote for part in parts if other in part)
    return marked(next(has, citation.quote), source)


def cited(answer: Answer) -> list[Citation]:
    """Every stretch that its standing sentences cite, once, in the order of the numbers."""
    citations = [c for v in answer.verdicts if not v.status.struck for c in v.claim.citations]
    once = {(c.source_id, c.span): c for c in reversed(citations)}
    return sorted(once.values(), key=lambda c: (c.number, c.span.start))


def quoted(citation: Citation, sources: Mapping[str, Source], language: str) -> str:
    """``[3] “The bridge is 48 m long.” — Survey, 2019, p. 2``."""
    words = marked(citation.quote, source_of(citation, sources))
    return f"[{citation.number}] {words} — {said(citation, sources, language)}"
