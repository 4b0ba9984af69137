"""An answer in the terminal: what leads first and bold, three pieces of evidence, where sources differ; the rest on demand.

What a model wrote is printed whole, in its order."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from rich.console import Group
from rich.live import Live
from rich.padding import Padding
from rich.text import Text

from rag.case.glosses import NO_GLOSSES
from rag.events import ClaimChecked, Delta, Event, Led, Retracted, Retrieved
from rag.question import language_of
from rag.sources import Hit, Source
from rag.text.place_words import place_words
from rag.text.punctuation import OWN, colon, in_a_row
from rag.types import Answer, Lead, Note, NoteKind, Status, Verdict
from rag.wording import as_said, marked
from ui.answer_words import chosen_words, spent, withheld
from ui.reasons import audit_line, doubt_words
from ui.shown import FIRST, Evidence, addresses, differences, evidence, lead_by
from ui.terminal import AUDIT_STYLE, MARKS, err, led, say
from ui.words import status_word, word
from ui.written import against, cited, in_order, in_sentences, opens, quoted, repeats

_WRITTEN = {"quote": "by_quotes", "prepared": "by_editors", "model": "by_model"}  # the words for each mode
_AT_ONCE = (NoteKind.LEDGER, NoteKind.DISPUTES, NoteKind.UNJUDGED)  # their quotes stand in pairs: all are shown
_TOLD = (
    NoteKind.GAP,
    NoteKind.FURTHER,
    NoteKind.REFUSED,
    NoteKind.DECLINED,
    NoteKind.EMERGENCY,
)  # by the lead, or by its place


@contextmanager
def watching(sources: Mapping[str, Source]) -> Iterator[Callable[[Event], None]]:
    """A function to show events to: on a terminal the answer grows with what leads, and gives way to the whole one."""
    if not err.is_terminal:
        yield lambda event: None
        return
    checked: dict[int, Verdict] = {}
    text, upto, language = "", 0, "en"
    lead: Lead | None = None
    with Live(console=err, transient=True, refresh_per_second=8, vertical_overflow="visible") as live:

        def see(event: Event) -> None:
            nonlocal text, upto, language, lead, checked
            if isinstance(event, Retrieved):
                language = language_of(event.asked_as)
            elif isinstance(event, Led):
                lead = event.lead
            elif isinstance(event, Delta):
                text += event.text
            elif isinstance(event, ClaimChecked):
                checked[event.place], upto = event.verdict, event.upto
            elif isinstance(event, Retracted):
                checked, upto, lead = {}, event.upto, None
            lines = (_sentence(v, language) for _, v in sorted(checked.items()))
            first = Text("" if lead is None or repeats(lead, checked) else lead.text, style="bold")
            live.update(Group(first, *lines, Text(text[upto:].strip(), style="dim")))

        yield see


def show_answer(
    answer: Answer, sources: Mapping[str, Source], whole: bool = False, ours: Mapping[str, str] = NO_GLOSSES
) -> None:
    """Print ``answer`` as a person reads it; ``whole``: all its evidence at once; ``ours``: an editor's translations of what it quotes."""
    language = answer.language
    if answer.asked_as and answer.asked_as != answer.question:
        say(f"{word('understood', language)}{colon(language)}{answer.asked_as}", "dim")
    if scope := chosen_words(answer):
        say(scope, "dim")
    if in_sentences(answer):
        _show_written(answer, sources, whole)
        return
    if lead := answer.lead:
        say(f"“{lead.text}”" if lead.verbatim else ours.get(lead.text, lead.text), "bold")
        if by := lead_by(answer, lead, sources):
            say(f"— {by}")
        if lead.note:
            say(lead.note, "dim")
        say()
    for note in answer.notes:
        told = note.text.removeprefix(answer.lead.text).strip() if answer.lead else note.text
        if told and note.kind not in _TOLD:
            say(told, "dim")
    if answer.refused:
        _show_nearest(answer.nearest, sources, language)
        return
    found = evidence(answer, sources)
    in_pairs = any(note.kind in _AT_ONCE for note in answer.notes)
    shown = found if whole or in_pairs else found[:FIRST]
    gaps = [note for note in answer.notes if note.kind is NoteKind.GAP]
    for one in shown:
        while gaps and gaps[0].span.start < one.verdict.claim.span.start:
            say(gaps.pop(0).text, indent=1)
        say(_line(one))
        for told in filter(None, (ours.get(citation.quote) for citation in one.verdict.claim.citations)):
            say(told, indent=5)
        for by in one.by:
            say(by, "dim", 5)
        for citation in one.verdict.claim.citations:
            if citation.audit:
                say(audit_line(citation.audit, language), AUDIT_STYLE[citation.audit.status], 5)
    if len(found) > len(shown):
        say(f" {word('more', language, count=len(found) - len(shown))}", "dim")
    for note in gaps:
        say(note.text, indent=1)
    _show_end(answer, sources, shown)


def _show_end(answer: Answer, sources: Mapping[str, Source], shown: Sequence[Evidence]) -> None:
    for head, *sides in differences(answer, sources, shown):
        say()
        say(head, "yellow")
        for side in sides:
            say(side, indent=3)
    if answer.withheld:
        say(withheld(answer), "red")
    say()
    for mark, told in addresses(answer, sources, shown).items():
        say(f" {mark} {told}", "dim")
    say(f" {_how(answer)}", "dim")


def _show_written(answer: Answer, sources: Mapping[str, Source], whole: bool) -> None:
    """A model's answer in its order, then the words that it cites; ``whole``: with why a sentence is not confirmed."""
    language = answer.language
    for n, one in enumerate(in_order(answer)):
        if n and opens(answer, one):
            say()
        if isinstance(one, Note):
            say(one.text, "" if one.kind is NoteKind.GAP else "dim", 1)
            continue
        say(_sentence(one, language, whole))
        for told in against(one, sources, language):
            say(told, indent=3)
    if not whole and any(v.status is Status.NOT_CONFIRMED for v in answer.verdicts):
        say(f" {word('why_with_all', language)}", "dim")
    say()
    for citation in cited(answer):
        say(quoted(citation, sources, language), "dim", 1)
        if citation.audit:
            say(audit_line(citation.audit, language), AUDIT_STYLE[citation.audit.status], 5)
    _show_end(answer, sources, [one for one in evidence(answer, sources) if not one.verdict.status.struck])


def _sentence(verdict: Verdict, language: str, whole: bool = False) -> Padding:
    """A sentence as it was written; one that is not confirmed is underlined, and says why where all is shown."""
    status = verdict.status
    if status.borne:
        return Padding(Text(verdict.claim.text), (0, 0, 0, 1))
    text = Text(verdict.claim.text, style="strike" if status.struck else "underline")
    quiet = status is Status.NOT_CONFIRMED and not whole
    text.append(
        Text(
            f"  ({status_word(status, language) if quiet else doubt_words(verdict, language)})",
            style="not underline not strike dim",
        )
    )
    return Padding(text, (0, 0, 0, 1))


def _line(one: Evidence) -> Padding:
    """The words behind their mark; only what is to be doubted has a sign of its own."""
    status = one.verdict.status
    sign, style = ("", "") if status.borne else MARKS[status]
    before, words, after = one.words
    text = Text(style="strike" if status.struck else "")
    text.append(before).append(words, "bold" if len(before + after) > len("“”") else "").append(after)
    if one.doubt:
        text.append(f"  ({one.doubt})", style=style)
    return Padding(led(Text(f"{sign} {one.mark}".strip(), style=style), text), (0, 0, 0, 1))


def _how(answer: Answer) -> str:
    """One line on how the answer came about."""
    language = answer.language
    parts = [
        word(_WRITTEN[answer.mode], language, model=answer.model),
        spent(answer.usage, language),
        word("again", language, count=answer.rewritten) if answer.rewritten else "",
        word("no_room", language, count=answer.left_out) if answer.left_out else "",
    ]
    return " · ".join(part for part in parts if part)


def _show_nearest(nearest: Sequence[Hit], sources: Mapping[str, Source], language: str) -> None:
    if nearest:
        say(word("nearest", language), "bold")
    for hit in nearest:
        passage, source = hit.passage, sources[hit.passage.source_id]
        said = as_said(source, passage)
        who = in_a_row([said.publisher or source.title, place_words(passage.locator, language)], language)
        line = f"· {who}{colon(language)}{marked(OWN.sub('', passage.text), source)}"
        say(line, indent=1)
