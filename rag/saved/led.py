"""Whether the lead of a saved answer says no more than its claim, and is by whom the index has it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from rag.answer.said_by import who_and_when
from rag.phrases import LANGUAGES, phrase
from rag.saved.notes import is_phrase
from rag.types import Answer, Claim, Lead, Source
from rag.verify.references import unmarked

BY_EDITOR = ("lead_yes", "lead_no", "lead_part", "lead_depends", "lead_differ")
_SHOWN = 60  # characters of what is strange


def strange_lead(answer: Answer, lists: Collection[Mapping[str, Source]], reasons: Iterable[str]) -> str:
    """What is wrong with the lead, in a line; "" where nothing is. ``lists``: the sources as they are and were; ``reasons``: what editors
    say, beside those of the answer's conflicts."""
    lead = answer.lead
    if lead is None:
        return ""
    told = f"the lead is not what the answer says: {lead.text[:_SHOWN]!r}"
    if lead.kind in ("silent", "whole"):
        ours = any(note.text.startswith(lead.text) for note in answer.notes)
        return "" if ours and not (lead.by or lead.note or lead.verbatim) else told
    if lead.claim is None or lead.claim >= len(answer.verdicts) or not answer.verdicts[lead.claim].status.borne:
        return told
    claim, known = answer.verdicts[lead.claim].claim, {*reasons, *(one.reason for one in answer.conflicts)}
    if not (_said(lead.text, claim) or _by_phrase(lead, claim, known)):
        return told
    if lead.note and lead.note not in known and not is_phrase(lead.note, ("lead_unsure",), {}):
        return f"the note of the lead is none of our own words: {lead.note[:_SHOWN]!r}"
    return "" if _by(lead, claim, lists) else f"the lead is not by whom it says: {lead.by[:_SHOWN]!r}"


def _said(text: str, claim: Claim) -> bool:
    """True for words of the claim or of what it quotes."""
    return bool(text) and (text in unmarked(claim.text) or any(text in cited.quote for cited in claim.citations))


def _by_phrase(lead: Lead, claim: Claim, reasons: Collection[str]) -> bool:
    """True for an editor's reason, or the claim's words against what the question takes for granted, in a phrase of ours."""
    words = {"words": lambda text: _said(text.strip("“”"), claim)}
    return is_phrase(lead.text, BY_EDITOR, {"reason": lambda text: text in reasons}) or is_phrase(
        lead.text, ("lead_not_so",), words
    )


def _by(lead: Lead, claim: Claim, lists: Collection[Mapping[str, Source]]) -> bool:
    """True where the claim's first source is called so in one of ``lists``, or an editor judged."""
    if not claim.citations:
        return False
    cited = claim.citations[0]
    known = [sources for sources in lists if cited.source_id in sources]
    said = {who_and_when(cited, sources, language) for sources in known for language in LANGUAGES}
    return lead.by in said or lead.by in {phrase("lead_editor", language) for language in LANGUAGES}
