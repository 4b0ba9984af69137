"""The terminal's face: progress bars, and an answer with its marks, verdicts, quotes and conflicts."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from rich.console import Console, ConsoleOptions, Group, RenderableType
from rich.live import Live
from rich.markup import escape
from rich.padding import Padding
from rich.panel import Panel
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from rag.answer.said_by import date_of
from rag.events import ClaimChecked, Delta, Event, Retrieved
from rag.question import language_of
from rag.text.fold import is_cjk
from rag.text.place_words import place_words
from rag.text.punctuation import after_colon, colon, comma, in_a_row
from rag.types import Answer, Audit, Citation, Conflict, Hit, Kind, NoteKind, Source, Status, Usage, Verdict
from ui.answer_words import all_found, answer_word, chosen_words, counted, tier_word, title_of, total, withheld
from ui.audit_line import audit_line
from ui.reasons import doubt_words, reason_words
from ui.seed_words import counts, of_the_seed
from ui.spelled import UNSEEN, named


class _Console(Console):
    """Prints what strangers wrote as text: an escape sequence in a comment, a source or an answer must not command the terminal."""

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """The segments of ``renderable``; every text passes here, alone or in a table."""
        return super().render(_spelled(renderable) if isinstance(renderable, Text) else renderable, options)


def _spelled(text: Text) -> Text:
    """``text`` with control characters by name, in its styles."""
    shown, at = text.blank_copy(), 0
    for found in UNSEEN.finditer(text.plain):
        shown.append_text(text[at : found.start()]).append(named(found))
        at = found.end()
    return shown.append_text(text[at:]) if at else text


out = _Console(highlight=False)
err = _Console(stderr=True, highlight=False)

MARKS: dict[Status, tuple[str, str]] = {
    Status.SUPPORTED: ("✓", "green"),
    Status.ARTICLE: ("“", "magenta"),
    Status.NOT_CONFIRMED: ("·", "yellow"),
    Status.CONTRADICTED: ("✗", "red"),
    Status.BAD_REFERENCE: ("✗", "red"),
    Status.UNCITED: ("✗", "red"),
    Status.UNCHECKED: ("?", "magenta"),
}
_EVERY_S = 5  # seconds between two lines about a long task
_LED = 40  # characters of a sentence by which its script is told
SEED_MARK = ("“", "magenta")  # on what only repeats the article
AUDIT_STYLE = {Audit.CONFIRMED: "green", Audit.DIFFERS: "red", Audit.NOT_FOUND: "red", Audit.NOT_CHECKED: "dim"}
FINDING_STYLE: dict[str, str] = {
    "contradicted": "red", "partly supported": "yellow", "supported": "green", "not addressed": "magenta", "opinion": "cyan",
}  # fmt: skip
TIER_STYLE = {"primary": "green", "official statement": "cyan", "press": "yellow", "secondary": "yellow", "seed": "red"}


@contextmanager
def progress() -> Iterator[Callable[[str, int, int], None]]:
    """A function to report progress to; it draws bars on standard error, one a stage, or in a pipe writes a line now and then."""
    if not err.is_terminal:
        yield _Lines()
        return
    columns = (
        TextColumn("{task.description:<10}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(compact=True),
    )
    with Progress(*columns, console=err, transient=True) as bars:
        tasks: dict[str, object] = {}

        def tick(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=total)
            bars.update(tasks[stage], completed=done, total=total)  # type: ignore[arg-type]  # a TaskID

        yield tick


class _Lines:
    """How far a long task has come, as a line every _EVERY_S seconds; a short task writes none."""

    def __init__(self) -> None:
        self._said = time.monotonic()

    def __call__(self, stage: str, done: int, total: int) -> None:
        if time.monotonic() - self._said >= _EVERY_S:
            self._said = time.monotonic()
            err.print(Text(f"{stage}: {done:,} of {total:,}"))


@contextmanager
def watching(sources: Mapping[str, Source]) -> Iterator[Callable[[Event], None]]:
    """A function to show events to: on a terminal the answer grows with its verdicts, and gives way to the whole one."""
    if not err.is_terminal:
        yield lambda event: None
        return
    checked: dict[int, Verdict] = {}
    text, upto, language = "", 0, "en"
    with Live(console=err, transient=True, refresh_per_second=8, vertical_overflow="visible") as live:

        def see(event: Event) -> None:
            nonlocal text, upto, language
            if isinstance(event, Retrieved):
                language = language_of(event.asked_as)
            elif isinstance(event, Delta):
                text += event.text
            elif isinstance(event, ClaimChecked):
                checked[event.place], upto = event.verdict, event.upto
            live.update(
                Group(
                    *(_verdict(checked[i], sources, language) for i in sorted(checked)),
                    Text(text[upto:].strip(), style="dim"),
                )
            )

        yield see


def show_answer(answer: Answer, sources: Mapping[str, Source]) -> None:
    """Print ``answer`` as a person reads it."""
    language = answer.language
    if answer.asked_as and answer.asked_as != answer.question:
        out.print(f"[dim]{answer_word('understood', language)}{colon(language)}{escape(answer.asked_as)}[/dim]")
    if scope := chosen_words(answer):
        out.print(Text(scope, style="dim"))
    further = next((note for note in answer.notes if note.kind is NoteKind.FURTHER), None)
    for note in answer.notes:
        if note is further:
            continue
        out.print(Panel(Text(note.text), border_style="yellow" if answer.refused else "cyan", expand=False))
    if answer.refused:
        _show_nearest(answer.nearest, sources, language)
        return
    if answer.judged:
        out.print(_headline(answer, sources))
    for verdict in answer.verdicts:
        if further and verdict.claim.span.start > further.span.start:
            out.print(Text(f" {further.text}", style="dim"))
            further = None
        _show_verdict(verdict, sources, language)
    in_pairs = any(
        note.kind in (NoteKind.LEDGER, NoteKind.DISPUTES, NoteKind.UNJUDGED) for note in answer.notes
    )  # the quotes above stand side by side already
    for conflict in answer.conflicts:
        if in_pairs:
            _show_reason(conflict, language)
        else:
            _show_conflict(conflict, sources, language)
    _show_sources([c for v in answer.verdicts for c in v.claim.citations], sources, language)
    out.print(f"[dim]{escape(_how(answer))}[/dim]")


def _how(answer: Answer) -> str:
    """One line on how the answer came about."""
    language = answer.language
    by_model = answer.mode == "model"
    parts = [
        answer_word("of_snapshot", language, name=answer.snapshot),
        answer_word("by_model", language, model=answer.model) if by_model else answer_word("by_quotes", language),
        f"{answer.timings.get('total', 0):.0f} ms",
        spent(answer.usage, language),
        answer_word("again", language, count=answer.rewritten) if answer.rewritten else "",
        answer_word("no_room", language, count=answer.left_out) if answer.left_out else "",
    ]
    return " · ".join(part for part in parts if part)


def spent(usage: Usage, language: str = "en") -> str:
    """The calls to a model, their tokens and, where prices are set, their cost; "" where there was none."""
    if not usage.calls:
        return ""
    tokens = f"{usage.prompt_tokens:,} + {usage.completion_tokens:,}"
    tokens = answer_word("about", language, tokens=tokens) if usage.estimated else tokens
    used = [answer_word("usage_is", language, calls=usage.calls, tokens=tokens)]
    if usage.cost is not None:
        used.append(answer_word("cost", language, cost=f"{usage.cost:.4f}"))
    return ", ".join(used)


def _headline(answer: Answer, sources: Mapping[str, Source]) -> Text:
    """How many sentences there are and what was done with each, with how many of each verdict where that is not told by it;
    what only repeats the article is counted apart."""
    language = answer.language
    found, repeated = counts(answer.verdicts, sources)
    line = Text(total(answer), style="bold")
    plain = all_found(answer) and not repeated
    parts = [] if plain else [Text(counted(n, status, language), style=MARKS[status][1]) for status, n in found.items()]
    if repeated:
        parts.append(Text(answer_word("seed_words_count", language, count=repeated), style=SEED_MARK[1]))
    if answer.withheld:
        parts.append(Text(withheld(answer), style="red"))
    return line.append(colon(language)) + Text(comma(language)).join(parts) if parts else line


def _show_verdict(verdict: Verdict, sources: Mapping[str, Source], language: str) -> None:
    out.print(_verdict(verdict, sources, language))
    for citation in verdict.claim.citations:
        if citation.audit:
            style = AUDIT_STYLE[citation.audit.status]
            line = Text(f"[{citation.number}] {audit_line(citation.audit, language)}", style=style)
            out.print(Padding(line, (0, 0, 0, 3)))


def _verdict(verdict: Verdict, sources: Mapping[str, Source], language: str) -> Padding:
    mark, style = SEED_MARK if of_the_seed(verdict, sources) else MARKS[verdict.status]
    text = Text(verdict.claim.text, style="strike" if verdict.status.struck else "")
    if doubt := doubt_words(verdict, language):
        text.append(f"（{doubt}）" if language == "zh" else f"  ({doubt})", style=style)
    return Padding(led(Text(mark, style=style), text), (0, 0, 0, 1))


def led(mark: Text, text: Text) -> Text | Table:
    """``text`` behind its mark; Chinese, which has no space to break at, in a column of its own, or its first line would stay empty."""
    if not any(is_cjk(char) for char in text.plain[:_LED]):
        return Text.assemble(mark, " ", text)
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_row(mark, text)
    return grid


def _show_conflict(conflict: Conflict, sources: Mapping[str, Source], language: str) -> None:
    colour = FINDING_STYLE[conflict.finding] if conflict.finding else "cyan" if conflict.beside else "red"
    table = Table(title=title_of(conflict, language), title_style=f"bold {colour}", expand=True, show_lines=False)
    for side in (conflict.lower, conflict.higher):
        source = sources[side.source_id]
        day = source.published if language == "en" else date_of(source.published, language)
        head = Text(in_a_row([source.publisher or source.title, day], language) + " ")
        table.add_column(head.append(tier_word(source.tier, language), style=TIER_STYLE[source.tier]), ratio=1)
    table.add_row(Text(f"“{conflict.lower.quote}”"), Text(f"“{conflict.higher.quote}”"))
    table.caption = Text(_judged(conflict, language))
    out.print(table)


def _show_reason(conflict: Conflict, language: str) -> None:
    numbers = answer_word("against", language, one=conflict.lower.number, other=conflict.higher.number)
    line = Text(f"{numbers} ", style="bold red")
    out.print(Padding(line.append(_judged(conflict, language), style="not bold default"), (0, 0, 0, 1)))


def _judged(conflict: Conflict, language: str) -> str:
    """Why the two stand there, and that an editor says so where one does."""
    told = reason_words(conflict, language)
    return answer_word("by_editor", language) + after_colon(language) + told if conflict.by_editor else told


def _show_sources(citations: Sequence[Citation], sources: Mapping[str, Source], language: str) -> None:
    """Each cited source once, with the marks that lead to it and how its text came to be here."""
    marks: dict[str, list[int]] = {}
    for citation in citations:
        numbers = marks.setdefault(citation.source_id, [])
        if citation.number not in numbers:
            numbers.append(citation.number)
    for source_id, numbers in marks.items():
        source = sources[source_id]
        line = Text(" ".join(f"[{n}]" for n in numbers) + " ", style="bold")
        line.append(tier_word(source.tier, language), style=TIER_STYLE[source.tier])
        ours = source.kind is Kind.RECORD
        line.append(f" · {answer_word('record_titled', language, title=source.title) if ours else source.title}")
        line.append(f" · {source.url}" if source.url else "", style="dim")
        out.print(Padding(line, (0, 0, 0, 1)))


def _show_nearest(nearest: Sequence[Hit], sources: Mapping[str, Source], language: str) -> None:
    if nearest:
        out.print(f"[bold]{answer_word('nearest', language)}[/bold]")
    for hit in nearest:
        source = sources[hit.passage.source_id]
        out.print(
            Padding(
                Text(
                    f"· {in_a_row([source.publisher or source.title, place_words(hit.passage.locator, language)], language)}{colon(language)}{hit.passage.text}"
                ),
                (0, 0, 0, 1),
            )
        )
