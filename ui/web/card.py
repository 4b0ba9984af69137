"""An answer as one card: the answer first, then three pieces of evidence, the rest folded, and how it was found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from rag.answer.listed import in_lines
from rag.answer.tally import scored_line
from rag.lists.ledger import STATUSES, Ledger
from rag.text.punctuation import after_colon, colon, stop
from rag.types import Answer, Citation, Lead, Note, NoteKind, Source, Verdict
from rag.wording import Wording, wording_of
from ui.answer_words import chosen_words, withheld
from ui.reasons import reason_words
from ui.web.badges import icon, slug, when, who
from ui.web.differ import differences
from ui.web.ledger_page import claim_group
from ui.web.nodes import Child, Html, el, join
from ui.web.pieces import NO_GLOSSES, cited, exception, fault, gloss, mark, near, piece, whose, with_marks
from ui.web.plain import as_text
from ui.web.series import series
from ui.words import page_in, word

SHOWN = 3  # pieces of evidence before the fold
_AHEAD = (NoteKind.PREMISE, NoteKind.EMERGENCY, NoteKind.UNSURE)  # said before the answer
_INSTEAD = (
    NoteKind.ABOUT,
    NoteKind.LISTED,
    NoteKind.LEDGER,
    NoteKind.DISPUTES,
    NoteKind.DECLINED,
    NoteKind.REFUSED,
)  # an answer by themselves
_ICON = {NoteKind.EMERGENCY: "alert", NoteKind.REFUSED: "question", NoteKind.DECLINED: "voice"}
_NO_SOURCES: Mapping[str, Source] = MappingProxyType({})


def asked(question: str, language: str) -> Html:
    """The question above its answer."""
    label = el("span", {"class": "or-hidden"}, word("you_asked", language) + colon(language))
    return el("h2", {"class": "or-asked", "lang": language}, label, el("bdi", {}, question))


def card(
    answer: Answer,
    sources: Mapping[str, Source],
    key: str,
    opens: bool = True,
    more: Sequence[str] = (),
    ledger: Ledger | None = None,
    glosses: Mapping[str, str] = NO_GLOSSES,
) -> Html:
    """The finished answer or refusal. ``key`` names the turn; "" where nothing can be done with it. ``opens``: whether passages can be read in
    their place; ``more``: questions that may follow; ``ledger``: opens the lines of a scorecard; ``glosses``: translations of quotes."""
    language = answer.language
    lead = lead_of(answer, sources)
    whole = lead is not None and lead.kind == "whole"
    lines = scored(answer, ledger) or _listed(answer)
    scope = chosen_words(answer)
    ahead = [] if lead and lead.kind == "no" else [n for n in answer.notes if n.kind in _AHEAD]  # "no" says it itself
    understood = answer.asked_as and answer.asked_as != answer.question
    return el(
        "article",
        {
            "class": "or-answer",
            "lang": language,
            "data-turn": key or None,
            "tabindex": "-1",
            "aria-label": word("answer", language),
        },
        el(
            "p",
            {"class": "or-understood"},
            word("understood", language) + colon(language),
            el("bdi", {}, answer.asked_as),
        )
        if understood
        else None,
        el("p", {"class": "or-scope"}, scope) if scope else None,
        [_note(n, language) for n in ahead],
        _lead(lead, answer, sources, glosses) if lead else None,
        lines,
        _prose(answer, lead, sources) if answer.mode == "model" else None,
        None if whole else _evidence(answer, lead, sources, glosses),
        series(answer, sources),
        None if lines else differences(answer, sources, whole, f"{lead.text} {lead.note}" if lead else "", glosses),
        _nearest(answer, sources, opens),
        [
            _note(n, language)
            for n in answer.notes
            if n.kind not in (*_AHEAD, *_INSTEAD, NoteKind.CONNECTIVE, NoteKind.FURTHER, NoteKind.SCORED)
        ],
        el("p", {"class": "or-withheld"}, withheld(answer)) if answer.withheld else None,
        _how(answer) if answer.judged or answer.nearest else None,
        _next(more, language) if more else None,
        _actions(answer, sources, key) if key else None,
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
    if answer.mode == "model" or first is None or source is None:
        return Lead(verdict.claim.text, "sentence", claim=0)
    verbatim = wording_of(first, source) is Wording.VERBATIM
    return Lead(first.quote, "sentence", f"{who(source)}, {when(source, answer.language)}", verbatim, 0)


def spoken(answer: Answer, sources: Mapping[str, Source] = _NO_SOURCES) -> str:
    """The answer for the live region of a screen reader: its first line, before it a note that corrects or warns."""
    lead = lead_of(answer, sources)
    ahead = [n.text for n in answer.notes if n.kind in _AHEAD]
    told = [lead.text, lead.by, lead.note] if lead else [answer.text]
    return " ".join([*ahead, *(part for part in told if part)])


def scored(answer: Answer, ledger: Ledger | None) -> Html | None:
    """What the article gets wrong or right, worst first, a line each that opens on the words that decide; without a ``ledger`` the lines
    alone. None for another answer."""
    note = next((n for n in answer.notes if n.kind is NoteKind.SCORED), None)
    if note is None:
        return None
    told = note.text.split("\n")
    entries = ledger.entries if ledger else ()
    statuses = {entry.status for entry in entries if scored_line(entry, answer.language) in told}
    groups = [
        claim_group(status, [e for e in entries if e.status == status], answer.language)
        for status in STATUSES
        if status in statuses
    ]
    plain = el("ul", {}, [el("li", {"dir": "auto"}, line) for line in told])
    way = el("a", {"href": page_in(answer.language, "ledger")}, word("all_claims", answer.language))
    shown = el("div", {"class": "or-ledger"}, groups) if groups else plain
    return el("div", {"class": "or-scored"}, shown, el("p", {}, way))


def _listed(answer: Answer) -> Html | None:
    """The sources that a note lists, a line each; None for another answer."""
    lines = next((in_lines(n.text) for n in answer.notes if n.kind is NoteKind.LISTED), ())
    shown = [el("li", {"dir": "auto"}, line) for line in lines[1:]]
    return el("div", {"class": "or-scored"}, el("ul", {}, shown)) if shown else None


def _lead(lead: Lead, answer: Answer, sources: Mapping[str, Source], glosses: Mapping[str, str]) -> Html:
    """One or two lines, large, under who says them; what does not hold is struck and says why."""
    language = answer.language
    verdict = answer.verdicts[lead.claim] if lead.claim is not None and lead.claim < len(answer.verdicts) else None
    first = next(iter(verdict.claim.citations), None) if verdict else None
    source = sources.get(first.source_id) if first else None
    written = answer.mode == "model" and verdict is not None and lead.text == verdict.claim.text
    words: Html
    if written and verdict is not None:
        words = with_marks(verdict.claim, sources, language)
    else:
        said = f"“{lead.text}”" if lead.verbatim else lead.text
        words = join(said, mark(first, source, language) if first and source else None)
    by: list[Child] = [el("cite", {}, lead.by)] if lead.by else []
    if first and source and not written and lead.kind in ("sentence", "value"):
        by += [" ", whose(source, first.basis, language)]
    said_by = el("p", {"class": "or-lead-by"}, by) if by else None
    premise = any(note.kind is NoteKind.PREMISE for note in answer.notes)
    above = lead.kind == "sentence" or (lead.kind == "no" and premise)  # a sentence of ours says "it" of its source
    text = el(
        "p",
        {"class": "or-lead-text", "dir": "auto"},
        el("s", {}, words) if verdict and verdict.status.struck else words,
    )
    return el(
        "div",
        {"class": f"or-lead or-lead-{lead.kind}"},
        (said_by, text) if above else (text, said_by),
        gloss(first.quote, answer, glosses) if first and lead.text == first.quote else None,
        el("p", {"class": "or-lead-note", "dir": "auto"}, _told_by(lead, answer), lead.note) if lead.note else None,
        exception(verdict, language) if verdict else None,
        fault(first, language) if first else None,
    )


def _told_by(lead: Lead, answer: Answer) -> str:
    """Whose word the note under the first line is, where it is an editor's on sources that differ."""
    reasons = (reason_words(c, answer.language) for c in answer.conflicts if c.by_editor)
    said = word("by_editor", answer.language) + after_colon(answer.language)
    return said if any(reason and reason in lead.note for reason in reasons) else ""


def _prose(answer: Answer, lead: Lead | None, sources: Mapping[str, Source]) -> Html:
    """A model's sentences after the first, with the words between them."""
    first = (
        lead.claim if lead and lead.claim is not None and lead.text == answer.verdicts[lead.claim].claim.text else None
    )
    pieces: list[tuple[int, Html]] = [
        (n.span.start, el("p", {"class": "or-connective"}, n.text))
        for n in answer.notes
        if n.kind is NoteKind.CONNECTIVE
    ]
    pieces += [
        (v.claim.span.start, _sentence(v, sources, answer.language))
        for i, v in enumerate(answer.verdicts)
        if i != first
    ]
    return el("div", {"class": "or-prose"}, [html for _, html in sorted(pieces, key=lambda p: p[0])])


def _sentence(verdict: Verdict, sources: Mapping[str, Source], language: str) -> Html:
    words = with_marks(verdict.claim, sources, language)
    return el(
        "div",
        {"class": "or-sentence"},
        el("p", {"dir": "auto"}, el("s", {}, words) if verdict.status.struck else words),
        exception(verdict, language),
    )


def _evidence(
    answer: Answer, lead: Lead | None, sources: Mapping[str, Source], glosses: Mapping[str, str]
) -> Html | None:
    """Three pieces, those of the first line before the others, and the rest under their number."""
    first = lead.claim if lead else None
    ordered = sorted(enumerate(answer.verdicts), key=lambda one: one[0] != first)
    found = cited([v for _, v in ordered])
    quoted = answer.mode != "model"
    found = [(c, v) for c, v in found if not (lead and c.quote == lead.text and _alone(c))]  # said in the first line
    value = lead.text if lead and lead.kind == "value" else ""
    items = [piece(c, v if quoted else None, sources, answer, value, glosses) for c, v in found]
    if not items:
        return None
    rest = items[SHOWN:]
    folded = el("summary", {}, word("more_evidence", answer.language, count=len(rest)))
    return join(
        el("ol", {"class": "or-pieces", "aria-label": word("evidence", answer.language)}, items[:SHOWN]),
        el("details", {"class": "or-more"}, folded, el("ol", {"class": "or-pieces"}, rest)) if rest else None,
    )


def _alone(citation: Citation) -> bool:
    """True where there is no more in the passage than the words cited."""
    return citation.context is None or citation.context.text.strip() == citation.quote.strip()


def _note(note: Note, language: str) -> Html:
    """The product's own voice: never looks like a source's words."""
    urgent = note.kind is NoteKind.EMERGENCY
    return el(
        "div",
        {"class": f"or-note or-note-{slug(note.kind)}", "role": "alert" if urgent else "note"},
        icon(_ICON.get(note.kind, "voice")),
        el("p", {}, el("bdi", {}, note.text)),
    )


def _nearest(answer: Answer, sources: Mapping[str, Source], opens: bool) -> Html | None:
    if not answer.nearest:
        return None
    items = [el("li", {}, near(hit.passage, sources, answer.language, opens)) for hit in answer.nearest]
    return el(
        "details",
        {"class": "or-more"},
        el("summary", {}, word("nearest", answer.language)),
        el("ul", {"class": "or-nearest"}, items),
    )


def _how(answer: Answer) -> Html:
    """How the answer was found, in sentences."""
    language = answer.language
    sources = len({hit.passage.source_id for hit in answer.hits})
    told = []
    if answer.hits:
        told.append(word("how_read", language, passages=len(answer.hits), sources=sources))
    if answer.mode == "model":
        told.append(word("how_model", language, model=answer.model))
    else:
        told.append(word("how_instead", language, model=answer.model) if answer.model else word("how_quote", language))
    if answer.conflicts:
        told.append(word("how_differ", language))
    if answer.left_out:
        told.append(word("how_left_out", language, count=answer.left_out))
    if answer.rewritten:
        told.append(word("how_rewritten", language, count=answer.rewritten))
    if answer.usage.calls:
        told.append(
            word(
                "how_usage",
                language,
                calls=answer.usage.calls,
                tokens=f"{answer.usage.prompt_tokens + answer.usage.completion_tokens:,}",
            )
        )
    if "total" in answer.timings:
        told.append(word("how_long", language, seconds=f"{answer.timings['total'] / 1000:.1f}"))
    return el("details", {"class": "or-how"}, el("summary", {}, word("how", language)), el("p", {}, " ".join(told)))


def _next(questions: Sequence[str], language: str) -> Html:
    buttons = [el("li", {}, el("button", {"type": "button", "data-ask": q}, el("bdi", {}, q))) for q in questions]
    return el("section", {"class": "or-next"}, el("h3", {}, word("next", language)), el("ul", {}, buttons))


def _actions(answer: Answer, sources: Mapping[str, Source], key: str) -> Html:
    """What Gradio's own buttons under a message do not do."""
    language = answer.language
    copy = {"data-copy": as_text(answer, sources, answer.question), "data-done": word("copied", language)}
    names: list[tuple[str, Mapping[str, str]]] = [
        ("copy", copy),
        ("link", {"data-link": key}),
        ("edit", {"data-edit": answer.question}),
    ]
    if answer.chosen:
        names.append(("everywhere", {"data-everywhere": answer.question}))
    buttons = [
        el("button", {"type": "button", **data}, icon(name), el("span", {}, word(f"do_{name}", language)))
        for name, data in names
    ]
    return el("div", {"class": "or-actions", "role": "group", "aria-label": word("actions", language)}, buttons)
