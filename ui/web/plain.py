"""An answer as plain text with numbered quotes: what the copy button gives, fit for a mail or a note."""

from collections.abc import Mapping, Sequence

from rag.answer.said_by import date_of
from rag.index.snapshot import now
from rag.sources import Source
from rag.text.punctuation import bracketed
from rag.types import Answer, Note
from ui.answer_words import chosen_words
from ui.reasons import doubt_words
from ui.shown import Evidence, addresses, differences, evidence, lead_line
from ui.words import word
from ui.written import against, cited, in_order, in_sentences, opens, quoted


def as_text(answer: Answer, sources: Mapping[str, Source], question: str) -> str:
    """Question, what leads, each sentence with who says it and what is to be doubted, differences, sources, and the day."""
    language = answer.language
    if in_sentences(answer):
        return "\n".join([question, "", *_written(answer, sources), *_end(answer, sources, evidence(answer, sources))])
    lead = answer.lead
    lines = [question, "", *filter(None, (lead_line(answer, sources), lead.note if lead else "", chosen_words(answer)))]
    notes = [note.text.removeprefix(lead.text if lead else "").strip() for note in answer.notes]
    lines += ["", *filter(None, notes)] if any(notes) else []
    found = evidence(answer, sources)
    for one in found:
        doubt = bracketed(one.doubt, language) if one.doubt else ""
        lines += ["", f"{one.mark} {''.join(one.words)}{doubt}".strip(), *(f"    {by}" for by in one.by)]
    return "\n".join([*lines, *_end(answer, sources, found)])


def _written(answer: Answer, sources: Mapping[str, Source]) -> list[str]:
    """What a model wrote, a line each in its order, and the words it cites."""
    language, lines = answer.language, list[str]()
    for one in in_order(answer):
        lines += [""] if lines and opens(answer, one) else []
        if isinstance(one, Note):
            lines.append(one.text)
            continue
        doubt = bracketed(told, language) if (told := doubt_words(one, language)) else ""
        words = f"~~{one.claim.text}~~" if one.status.struck else one.claim.text
        lines += [words + doubt, *against(one, sources, language)]
    scope = chosen_words(answer)
    return [*([scope, ""] if scope else []), *lines, "", *(quoted(c, sources, language) for c in cited(answer))]


def _end(answer: Answer, sources: Mapping[str, Source], found: Sequence[Evidence]) -> list[str]:
    """Differences, sources, and the day."""
    lines, language = list[str](), answer.language
    for told in differences(answer, sources, found):
        lines += ["", *told]
    listed = addresses(answer, sources)
    lines += ["", *(f"{mark} {told}" for mark, told in listed.items())] if listed else []
    return [*lines, "", f"On Record · {word('checked_on', language, day=date_of(now()[:10], language))}"]
