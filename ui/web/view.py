"""An answer as HTML: headline, sentences with marks and verdicts, conflicts, notes, and how it came about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from rag.text.place_words import place_words
from rag.text.punctuation import after_colon, colon, comma
from rag.types import Answer, Citation, Conflict, Note, NoteKind, Source, Status, Verdict
from ui.answer_words import all_found, chosen_words, counted, title_of, total, withheld
from ui.reasons import reason_words
from ui.seed_words import counts
from ui.web.badges import caution, icon, seed_badge, slug, tier_badge, verdict_badge, when, who
from ui.web.claims import claim_item
from ui.web.how import how_answered
from ui.web.marks import opener, passage_opener
from ui.web.nodes import Child, Html, el, join
from ui.web.series import series
from ui.web.words import word

_OWN_ICON = {NoteKind.EMERGENCY: "alert", NoteKind.REFUSED: "question", NoteKind.DECLINED: "cross"}

_AHEAD = {NoteKind.PREMISE, NoteKind.EMERGENCY, NoteKind.UNSURE}  # said before the first sentence


def turn(question: str, body: Child, key: str, language: str, busy: bool = False) -> Html:
    """A question and what came of it; ``key`` tells the page that a new turn began. An empty question has no bubble."""
    label = el("span", {"class": "or-hidden"}, word("you_asked", language) + colon(language))
    return el(
        "article",
        {"class": "or-turn", "data-turn": key, "aria-busy": "true" if busy else None, "lang": language},
        el("h2", {"class": "or-asked"}, label, el("bdi", {}, question)) if question else None,
        el("div", {"class": "or-answer"}, body),
    )


def answer_body(answer: Answer, sources: Mapping[str, Source], key: str, opens: bool = True) -> Html:
    """The finished answer or refusal; ``opens`` is False where there is no stored text to be led to, but for the cards."""
    language = answer.language
    understood = None
    if answer.asked_as and answer.asked_as != answer.question:
        understood = el(
            "p",
            {"class": "or-understood"},
            word("understood", language) + colon(language),
            el("bdi", {}, answer.asked_as),
        )
    scope = chosen_words(answer)
    return join(
        understood,
        el("p", {"class": "or-scope"}, scope) if scope else None,
        None if answer.refused or not answer.judged else _headline(answer, sources),
        _sentences_and_notes(answer, sources, key),
        series(answer, sources, key),
        [_conflict(c, sources, language, opens) for c in answer.conflicts],
        _nearest(answer, sources, opens),
        how_answered(answer, sources),
    )


def progress_body(
    line: str,
    text: str,
    language: str,
    checked: Sequence[Verdict] = (),
    sources: Mapping[str, Source] = MappingProxyType({}),
    key: str = "",
) -> Html:
    """What is shown while an answer is under way: sentences that are checked, then text that is visibly provisional."""
    items = [claim_item(verdict, sources, key, i, language) for i, verdict in enumerate(checked)]
    return join(
        el("p", {"class": "or-progress"}, el("span", {"class": "or-dots", "aria-hidden": "true"}), line),
        el("ol", {"class": "or-claims"}, items) if items else None,
        [el("p", {"class": "or-draft", "dir": "auto"}, piece) for piece in text.split("\n\n") if piece.strip()],
    )


def error_body(line: str) -> Html:
    """One line for a person about what went wrong."""
    return el("p", {"class": "or-error", "role": "alert"}, icon("alert"), el("bdi", {}, line))


def spoken(answer: Answer, sources: Mapping[str, Source] = MappingProxyType({})) -> str:
    """The answer for the live region of a screen reader: a refusal, or the headline and the first sentence, before it a note that
    corrects or warns; the rest stands on the page to be read."""
    if answer.refused or not answer.judged:
        return answer.text
    ahead = [n.text for n in answer.notes if n.kind in _AHEAD]
    first = [v.claim.text for v in sorted(answer.verdicts, key=lambda v: v.claim.span.start)[:1]]
    return " ".join([f"{headline(answer, sources)}.", *ahead, *first])


def headline(answer: Answer, sources: Mapping[str, Source] = MappingProxyType({})) -> str:
    """How many sentences there are, what was done with each and how many have each verdict, where that is not told by it: ``3
    sentences, each held against its source: 2 supported, 1 uncited``; what only repeats the article is counted apart."""
    shown, repeated = _counted(answer, sources)
    told = [counted(n, status, answer.language) for status, n in shown.items()]
    if repeated:
        told.append(word("seed_words_count", answer.language, count=repeated))
    if answer.withheld:
        told.append(withheld(answer))
    return f"{total(answer)}{colon(answer.language)}{comma(answer.language).join(told)}" if told else total(answer)


def _counted(answer: Answer, sources: Mapping[str, Source]) -> tuple[dict[Status, int], int]:
    """The verdicts that are counted after the whole, and how many sentences only repeat the article."""
    found, repeated = counts(answer.verdicts, sources)
    plain = all_found(answer) and not repeated
    return {} if plain else {status: found[status] for status in Status if found[status]}, repeated


def _headline(answer: Answer, sources: Mapping[str, Source]) -> Html:
    shown, repeated = _counted(answer, sources)
    badges = [el("li", {}, verdict_badge(status, answer.language, count=n)) for status, n in shown.items()]
    if repeated:
        badges.append(el("li", {}, seed_badge(answer.language, repeated)))
    if answer.withheld:
        badges.append(el("li", {"class": "or-withheld"}, withheld(answer)))
    label = el(
        "span", {"class": "or-total"}, total(answer) + colon(answer.language).rstrip() if badges else total(answer)
    )
    return el("div", {"class": "or-headline"}, label, el("ul", {}, badges) if badges else None)


def _sentences_and_notes(answer: Answer, sources: Mapping[str, Source], key: str) -> Html:
    """Claims and our own notes in the order of the answer's text; claims that follow one another share a list.

    Quotes that bear on the question less closely are folded away under their number.
    """
    further = next((n.span.start for n in answer.notes if n.kind is NoteKind.FURTHER), len(answer.text))
    pieces: list[tuple[int, bool, Html]] = [
        (n.span.start, False, _note(n, answer.language)) for n in answer.notes if n.kind is not NoteKind.FURTHER
    ]
    pieces += [
        (v.claim.span.start, True, claim_item(v, sources, key, i, answer.language))
        for i, v in enumerate(answer.verdicts)
    ]
    ordered = sorted(pieces, key=lambda p: (p[0], p[1]))
    rest = [p for p in ordered if p[0] > further]
    count = sum(is_claim for _, is_claim, _ in rest)
    folded = el("summary", {}, word("note_further", answer.language, count=count))
    return join(
        _in_lists([p for p in ordered if p[0] <= further]),  # whatever has no place of its own is shown
        el("details", {"class": "or-further"}, folded, _in_lists(rest)) if rest else None,
    )


def _in_lists(pieces: Sequence[tuple[int, bool, Html]]) -> Html:
    out: list[Html] = []
    run: list[Html] = []
    for _, is_claim, piece in pieces:
        if is_claim:
            run.append(piece)
            continue
        out += [el("ol", {"class": "or-claims"}, run)] if run else []
        run = []
        out.append(piece)
    out += [el("ol", {"class": "or-claims"}, run)] if run else []
    return join(out)


def _note(note: Note, language: str) -> Html:
    """The product's own voice: never looks like a claim."""
    if note.kind is NoteKind.CONNECTIVE:
        return el("p", {"class": "or-connective"}, note.text)
    urgent = note.kind is NoteKind.EMERGENCY
    return el(
        "div",
        {"class": f"or-note or-note-{slug(note.kind)}", "role": "alert" if urgent else "note"},
        icon(_OWN_ICON.get(note.kind, "voice")),
        el(
            "div",
            {},
            el("p", {"class": "or-note-title"}, word(f"note_{note.kind}", language)),
            el("p", {"class": "or-note-text"}, el("bdi", {}, note.text)),
        ),
    )


def _conflict(conflict: Conflict, sources: Mapping[str, Source], language: str, opens: bool) -> Html:
    title = el("h3", {"class": "or-conflict-title"}, icon("differ"), title_of(conflict, language))
    sides = [_side(c, sources, language, opens) for c in (conflict.higher, conflict.lower)]
    judged = word("by_editor", language) + after_colon(language) if conflict.by_editor else ""  # code found the others
    told = reason_words(conflict, language)
    reason = el("p", {"class": "or-conflict-reason"}, judged, el("bdi", {}, told)) if told else None
    kind = "or-conflict or-beside" if conflict.beside else "or-conflict"
    return el("section", {"class": kind}, title, reason, el("div", {"class": "or-sides"}, sides))


def _side(citation: Citation, sources: Mapping[str, Source], language: str, opens: bool) -> Html:
    quote = el("blockquote", {"class": "or-quote", "dir": "auto"}, f"“{citation.quote}”")
    source = sources.get(citation.source_id)
    if source is None:
        return el("div", {"class": "or-side"}, quote)
    place = " · ".join(part for part in (when(source, language), place_words(citation.locator, language)) if part)
    note = caution(source, language)
    read = {"class": "or-link", "aria-label": f"{word('in_context', language)}{colon(language)}{who(source)}"}
    return el(
        "div",
        {"class": f"or-side or-side-{slug(source.tier)}"},
        el("p", {"class": "or-side-head"}, tier_badge(source.tier, language)),
        quote,
        el("p", {"class": "or-side-who"}, el("cite", {}, who(source)), el("span", {}, place)),
        el("p", {"class": "or-side-note"}, note) if note else None,
        opener(source.id, citation.span, word("in_context", language), read) if opens else None,
    )


def _nearest(answer: Answer, sources: Mapping[str, Source], opens: bool) -> Html | None:
    if not answer.nearest:
        return None
    language = answer.language
    near = [el("li", {}, passage_opener(hit.passage, sources, language, opens)) for hit in answer.nearest]
    return join(
        el("h3", {"class": "or-nearest-title"}, word("nearest", language)), el("ul", {"class": "or-nearest"}, near)
    )
