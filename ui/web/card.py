"""An answer as one card: the answer first, then three pieces of evidence, the rest folded, and how it was found."""

from collections import Counter
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from rag.answer.listed import in_lines, scored_line
from rag.case.glosses import NO_GLOSSES
from rag.lists.ledger import STATUSES, Ledger
from rag.sources import Citation, Source
from rag.text.punctuation import after_colon, stop
from rag.types import Answer, Lead, Note, NoteKind, Verdict
from rag.wording import Wording, wording_of
from ui.answer_words import chosen_words, is_seed, withheld
from ui.reasons import reason_words
from ui.web.differ import differences
from ui.web.html import Html, part, render, when, who
from ui.web.pieces import cited
from ui.web.plain import as_text
from ui.web.series import series
from ui.words import word
from ui.written import in_sentences

SHOWN = 3  # pieces of evidence before the fold
ASKED = 400  # characters of a question above its answer; a pasted book would push the answer off the page
_AHEAD = (NoteKind.CUT, NoteKind.PREMISE, NoteKind.EMERGENCY, NoteKind.UNSURE)  # said before the answer
_INSTEAD = (NoteKind.ABOUT, NoteKind.LISTED, NoteKind.LEDGER, NoteKind.DISPUTES, NoteKind.DECLINED, NoteKind.REFUSED)
_PLACED = (*_AHEAD, *_INSTEAD, NoteKind.CONNECTIVE, NoteKind.GAP, NoteKind.FURTHER, NoteKind.SCORED)
_BETWEEN = (NoteKind.CONNECTIVE, NoteKind.GAP, NoteKind.FURTHER, NoteKind.MODE)  # in the order of a model's answer
_NO_SOURCES: Mapping[str, Source] = MappingProxyType({})


def asked(question: str, language: str) -> Html:
    """The question above its answer."""
    question = question if len(question) <= ASKED else question[:ASKED].rstrip() + " …"
    return part("chat.asked", language, question)


def card(
    answer: Answer,
    sources: Mapping[str, Source],
    key: str,
    opens: bool = True,
    more: Sequence[str] = (),
    ledger: Ledger | None = None,
    ours: Mapping[str, str] = NO_GLOSSES,
    glosses: Mapping[str, str] = NO_GLOSSES,
) -> Html:
    """The finished answer or refusal. ``key`` names the turn; "" where nothing can be done with it. ``opens``: whether passages can be read in
    their place; ``more``: questions that may follow; ``ledger``: opens the lines of a scorecard; ``ours`` and ``glosses``: translations of
    quotes, an editor's and a model's."""
    lead = lead_of(answer, sources)
    whole = lead is not None and lead.kind == "whole"
    place = lead.claim if lead and lead.claim is not None and lead.claim < len(answer.verdicts) else None
    written = in_sentences(answer) and lead is not None and lead.kind == "sentence" and place is not None
    if written and not _first_of_all(answer, place):  # its sentence is shown in its place
        lead, place, written = None, None, False
    verdict = None if place is None else answer.verdicts[place]
    first = next(iter(verdict.claim.citations), None) if verdict else None
    premise = any(note.kind is NoteKind.PREMISE for note in answer.notes)
    scored = next((n.text.split("\n") for n in answer.notes if n.kind is NoteKind.SCORED), [])
    listed = next((in_lines(n.text)[1:] for n in answer.notes if n.kind is NoteKind.LISTED), ())
    led = f"{lead.text} {lead.note}" if lead else ""
    pieces = [] if whole else _evidence(answer, lead)
    doubt = next((n.text for n in answer.notes if n.kind is NoteKind.UNSURE), "")
    return render(
        "card.html",
        answer.language,
        answer=answer,
        sources=sources,
        key=key,
        opens=opens,
        more=more,
        ours=ours,
        glosses=glosses,
        scope=chosen_words(answer),
        ahead=_ahead(answer, lead),
        lead=lead,
        closest=doubt.removeprefix(lead.text).strip() if lead and lead.kind == "silent" else "",
        verdict=verdict,
        first=first,
        source=sources.get(first.source_id) if first else None,
        written=written,
        # a sentence of ours says "it" of its source, who is then named before it
        above=lead and (lead.kind == "sentence" or (lead.kind == "no" and premise)),
        told_by=_told_by(lead, answer) if lead else "",
        scored=scored,
        groups=_groups(scored, ledger, answer.language),
        listed=listed,
        prose=_prose(answer, place if written else None),
        pieces=pieces,
        SHOWN=SHOWN,
        shared=_shared(pieces, sources),
        chart=series(answer, sources),
        conflicts=[] if scored or listed else differences(answer, sources, whole, led),
        behind=[n for n in answer.notes if n.kind not in (*_PLACED, *(_BETWEEN if in_sentences(answer) else ()))],
        withheld=withheld(answer) if answer.withheld else "",
        how=_how(answer) if answer.judged or answer.nearest else "",
        copied=as_text(answer, sources, answer.question) if key else "",
    )


def lead_of(answer: Answer, sources: Mapping[str, Source] = _NO_SOURCES) -> Lead | None:
    """The answer's first line; of an answer without one, as those saved before, our own words or its first sentence."""
    listed = next((n.text for n in answer.notes if n.kind is NoteKind.LISTED and in_lines(n.text)), "")
    if listed:
        return Lead(in_lines(listed)[0], "whole")
    if answer.lead is not None:
        return answer.lead
    own = next((n.text for n in answer.notes if n.kind in _INSTEAD), "")
    if own and (answer.refused or not answer.verdicts or not answer.verdicts[0].claim.citations):
        return Lead(own, "silent" if answer.refused else "whole")
    if own:
        return Lead(own.rstrip(":：") + stop(answer.language).rstrip(), "whole")
    if not answer.verdicts:
        return Lead(answer.text, "silent") if answer.text else None
    return _first(answer, sources)


def _first(answer: Answer, sources: Mapping[str, Source]) -> Lead:
    verdict = answer.verdicts[0]
    first = next(iter(verdict.claim.citations), None)
    source = sources.get(first.source_id) if first else None
    if answer.in_prose or first is None or source is None:
        return Lead(verdict.claim.text, "sentence", claim=0)
    verbatim = wording_of(first, source) is Wording.VERBATIM
    return Lead(first.quote, "sentence", f"{who(source)}, {when(source, answer.language)}", verbatim, 0)


def _ahead(answer: Answer, lead: Lead | None) -> list[Note]:
    """The notes before the first line: all that correct or warn and that it does not say itself."""
    if lead and lead.kind == "no":
        return []
    silent = lead is not None and lead.kind == "silent"
    return [n for n in answer.notes if n.kind in _AHEAD and not (silent and n.kind is NoteKind.UNSURE)]


def spoken(answer: Answer, sources: Mapping[str, Source] = _NO_SOURCES) -> str:
    """The answer for the live region of a screen reader: its first line, before it a note that corrects or warns."""
    lead = lead_of(answer, sources)
    ahead = [n.text for n in _ahead(answer, lead)]
    told = [lead.text, lead.by, lead.note] if lead else [answer.text]
    return " ".join([*ahead, *(part for part in told if part)])


def _groups(scored: Sequence[str], ledger: Ledger | None, language: str) -> list[tuple[str, list[object]]]:
    """The claims of the ledger that a scorecard's lines are about, by status, worst first."""
    entries = ledger.entries if ledger else ()
    told = {entry.status for entry in entries if scored_line(entry, language) in scored}
    return [(status, [e for e in entries if e.status == status]) for status in STATUSES if status in told]


def _told_by(lead: Lead, answer: Answer) -> str:
    """Whose word the note under the first line is, where it is an editor's on sources that differ."""
    reasons = (reason_words(c, answer.language) for c in answer.conflicts if c.by_editor)
    said = word("by_editor", answer.language) + after_colon(answer.language)
    return said if any(reason and reason in lead.note for reason in reasons) else ""


def _first_of_all(answer: Answer, place: int | None) -> bool:
    """True where nothing but what warns stands before the sentence."""
    before = answer.verdicts[place].claim.span.start if place is not None else 0
    between = any(n.kind in _BETWEEN and n.span.start < before for n in answer.notes)
    return not between and not any(v.claim.span.start < before for v in answer.verdicts)


def _prose(answer: Answer, first: int | None) -> list[Verdict | Note]:
    """A model's sentences after the ``first``, which leads, with the words between them."""
    said: list[tuple[int, Verdict | Note]] = [
        (v.claim.span.start, v) for i, v in enumerate(answer.verdicts) if i != first
    ]
    said += [(n.span.start, n) for n in answer.notes if n.kind in _BETWEEN]
    return [one for _, one in sorted(said, key=lambda one: one[0])]


def _evidence(answer: Answer, lead: Lead | None) -> list[tuple[Citation, Verdict | None]]:
    """The pieces, those of the first line before the others; what that says already is left out."""
    first = lead.claim if lead else None
    ordered = sorted(enumerate(answer.verdicts), key=lambda one: one[0] != first)
    return [
        (c, None if answer.in_prose else v)
        for c, v in cited([v for _, v in ordered])
        if not (lead and c.quote == lead.text and _alone(c))
    ]


def _shared(pieces: Sequence[tuple[Citation, Verdict | None]], sources: Mapping[str, Source]) -> Wording | None:
    """Whose words most pieces but the article's are, which is then said once and of the others alone; None where no two are alike."""
    known = [(c, sources[c.source_id]) for c, _ in pieces if c.source_id in sources]
    counted = Counter(wording_of(c, of) for c, of in known if not is_seed(of)).most_common(1)
    return next((kind for kind, count in counted if count > 1), None)


def _alone(citation: Citation) -> bool:
    """True where there is no more in the passage than the words cited."""
    return citation.context is None or citation.context.text.strip() == citation.quote.strip()


def _how(answer: Answer) -> str:
    """How the answer was found, in sentences."""
    usage = answer.usage
    told: list[
        tuple[object, str, dict[str, object]]
    ] = [  # whether it is said, the key of its words, and what they name
        (
            answer.hits,
            "how_read",
            {"passages": len(answer.hits), "sources": len({h.passage.source_id for h in answer.hits})},
        ),
        (answer.mode == "model", "how_model", {"model": answer.model}),
        (answer.mode == "prepared", "how_prepared", {}),
        (not answer.in_prose and answer.model, "how_instead", {"model": answer.model}),
        (not answer.in_prose and not answer.model, "how_quote", {}),
        (answer.conflicts, "how_differ", {}),
        (answer.left_out, "how_left_out", {"count": answer.left_out}),
        (answer.rewritten, "how_rewritten", {"count": answer.rewritten}),
        (
            usage.calls,
            "how_usage",
            {"calls": usage.calls, "tokens": f"{usage.prompt_tokens + usage.completion_tokens:,}"},
        ),
        ("total" in answer.timings, "how_long", {"seconds": f"{answer.timings.get('total', 0) / 1000:.1f}"}),
    ]
    return " ".join(word(key, answer.language, **values) for there, key, values in told if there)
