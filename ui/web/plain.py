"""An answer as plain text with numbered quotes: what the copy button gives, fit for a mail or a note."""

from collections.abc import Mapping

from rag.answer.said_by import date_of
from rag.index.snapshot import now
from rag.sources import Source
from rag.text.punctuation import bracketed
from rag.types import Answer
from ui.answer_words import chosen_words
from ui.shown import addresses, differences, evidence, lead_line
from ui.words import word


def as_text(answer: Answer, sources: Mapping[str, Source], question: str) -> str:
    """Question, what leads, each sentence with who says it and what is to be doubted, differences, sources, and the day."""
    language = answer.language
    lead = answer.lead
    lines = [question, "", *filter(None, (lead_line(answer, sources), lead.note if lead else "", chosen_words(answer)))]
    notes = [note.text.removeprefix(lead.text if lead else "").strip() for note in answer.notes]
    lines += ["", *filter(None, notes)] if any(notes) else []
    found = evidence(answer, sources)
    for one in found:
        doubt = bracketed(one.doubt, language) if one.doubt else ""
        lines += ["", f"{one.mark} {''.join(one.words)}{doubt}".strip(), *(f"    {by}" for by in one.by)]
    for told in differences(answer, sources, found):
        lines += ["", *told]
    listed = addresses(answer, sources)
    lines += ["", *(f"{mark} {told}" for mark, told in listed.items())] if listed else []
    return "\n".join([*lines, "", f"On Record · {word('checked_on', language, day=date_of(now()[:10], language))}"])
