"""A scope becomes a brief, top to bottom: outline, sentences, verdicts, then what the claims show side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rag.answer.enough import enough
from rag.assemble import Parts
from rag.clock import Clock, Tick
from rag.snapshot import now
from rag.summarize.agree import agreements
from rag.summarize.brief import (
    About,
    Brief,
    Scope,
    Silence,
)  # fmt: skip
from rag.summarize.compare import differences
from rag.summarize.desk import Desk, quotes_of
from rag.summarize.figures import Measure, is_series, measures, points
from rag.summarize.gather import Candidate
from rag.summarize.headings import heading, opening, questions, shown_question
from rag.summarize.paired import paired
from rag.summarize.period import Period, bounds_of, exact, within
from rag.summarize.plan import Outline, outline
from rag.summarize.watch import Unwatched, Watch
from rag.summarize.writing import QuoteWriter, Sheet, Writer
from rag.text import is_cjk
from rag.types import Kind, Source
from rag.verify.values.dates import dates

STAGE = "writing"
UNWATCHED = Unwatched()


def summarize(
    scope: Scope,
    parts: Parts,
    writer: Writer | None = None,
    tick: Tick = lambda stage, done, total: None,
    watch: Watch = UNWATCHED,
) -> Brief:
    """The brief for ``scope``, made of quotes unless a ``writer`` is given; without sections when the sources hold
    nothing. Raises UsageError as ``outline`` does."""
    clock = Clock()
    plan = outline(scope, parts)
    clock.mark("outline")
    return write(plan, parts, writer or QuoteWriter(), clock, tick, watch)


def writer_for(scope: Scope, parts: Parts, seconds: float | None = None) -> Writer:
    """The model of ``parts`` as the writer, where there is one; otherwise quotes.

    The ledger's claims stay in quotes: each is set beside what decides it, and a model has nothing to add to a judgement
    that an editor made. ``seconds``: no section is begun later than that after the first one.
    """
    if parts.chat is None or scope.about is About.CLAIMS:
        return QuoteWriter()
    from rag.summarize.model_writer import ModelWriter  # late: without a model its client is never loaded

    return ModelWriter(parts, parts.chat, seconds)


def write(plan: Outline, parts: Parts, writer: Writer, clock: Clock, tick: Tick, watch: Watch = UNWATCHED) -> Brief:
    """The brief of an outline; ``watch`` is told beforehand what it costs."""
    language = plan.scope.language
    desk = Desk(parts, language, writer, QuoteWriter(), watch)
    if calls := writer.calls([quotes_of(chapter) for chapter in plan.chapters]):
        watch.begins(calls, writer.model)
    desk.sheet.note(opening(plan.title, language))
    if not plan.chapters:
        desk.sheet.note(heading("nothing", language))
    sections = []
    for done, chapter in enumerate(plan.chapters, 1):
        watch.section(done, len(plan.chapters), chapter.heading)
        sections.append(desk.section(chapter))
        tick(STAGE, done, len(plan.chapters))
    clock.mark("write")

    taken = [c for chapter in plan.chapters for c in chapter.quotes]
    read = paired(taken, plan.others)
    found = differences(taken, plan.others, read, parts, lambda source, quote: _allowed(plan, source, quote))
    agreed = agreements(read, parts.index.disputes)
    lines = _series(plan)
    sides = [side for conflict in found for side in (conflict.lower, conflict.higher)]
    desk.annex(
        [
            *sides,
            *(c for _, _, group in agreed for c in group),
            *(c for line in lines for c, _ in line),
            *(c for c in taken if exact(c.quote, c.source.language) or measures(c.quote, c.source.language)),
        ]
    )
    shown_differences = [d for c in found if (d := desk.difference(c)) is not None]
    clock.mark("compare")

    verdicts = desk.sheet.settled(parts.verify(desk.sheet.claims))
    clock.mark("verify")
    timeline = desk.timeline(taken, plan.period)
    brief = Brief(
        scope=plan.scope,
        title=plan.title,
        text=desk.sheet.text,
        verdicts=verdicts,
        notes=tuple(desk.sheet.notes),
        sections=tuple(sections),
        agreements=desk.agreements(agreed),
        differences=tuple(shown_differences),
        silences=_silences(plan, parts),
        empty_years=_empty_years(taken, plan.period),
        timeline=timeline,
        figures=desk.figures(taken, plan.period),
        series=tuple(s for line in lines if (s := desk.series(line)) is not None),
        sources=_sources(desk.sheet, parts),
        warnings=(*plan.warnings, *desk.warnings, *_withheld(writer.withheld, language)),
        snapshot=parts.index.snapshot.id,
        made=now(),
        mode=writer.mode,
        model=writer.model,
        usage=writer.usage,
        withheld=writer.withheld,
    )
    clock.mark("arrange")
    return replace(brief, timings=clock.read())


def _allowed(plan: Outline, source: Source, quote: str) -> bool:
    """True for words that a brief on this topic may quote although they are not near to it."""
    about_topic = plan.scope.about is About.TOPIC and source.kind is not Kind.SEED
    return about_topic and source.tier in plan.scope.tiers and within(quote, source, plan.period)


def _withheld(count: int, language: str) -> tuple[str, ...]:
    return (heading("withheld", language, n=str(count)),) if count else ()


def _series(plan: Outline) -> list[list[tuple[Candidate, Measure]]]:
    """Every series of a source that is quoted, points from quotes that were not taken included; longest first."""
    taken = [c for chapter in plan.chapters for c in chapter.quotes]
    found = []
    for source_id in dict.fromkeys(c.source.id for c in taken):
        mine = [c for c in (*taken, *plan.others) if c.source.id == source_id]
        started = {m.same_as for c in taken if c.source.id == source_id for m in measures(c.quote, c.source.language)}
        for key, line in points([(c.quote, c.source.language) for c in mine], plan.period).items():
            if key in started and is_series(line):
                found.append([(mine[place], measure) for place, measure in line])
    return sorted(found, key=lambda line: -len(line))


def _silences(plan: Outline, parts: Parts) -> tuple[Silence, ...]:
    """The general questions that the judge refuses on this topic."""
    if plan.scope.about is About.CLAIMS or not plan.topic:
        return ()
    if plan.silent is not None:
        return (plan.silent,)
    found = []
    for question in questions(plan.topic, plan.scope.language):
        ground = enough(question, parts.find(question), parts.search)
        if not ground.enough:
            told = shown_question(question, plan.topic, plan.scope.language)
            found.append(Silence(told, _of_template(ground.missing, question, plan.topic)))
    return tuple(found)


def _of_template(missing: Sequence[str], question: str, topic: str) -> tuple[str, ...]:
    """``missing`` without what a Chinese word has of the topic beside it: 英付钱 is 付钱 behind a topic that ends in 英."""
    whole = []
    for word in missing:
        at, start = question.find(word), question.find(topic)
        if (
            is_cjk(word[:1] or " ")
            and at >= 0
            and start >= 0
            and not start <= at < at + len(word) <= start + len(topic)
        ):
            own = [n for n in range(at, at + len(word)) if not start <= n < start + len(topic)]
            word = "".join(question[n] for n in own)
            if len(own) < 2:
                continue
        whole.append(word)
    return tuple(dict.fromkeys(whole))


def _empty_years(taken: Sequence[Candidate], period: Period) -> tuple[str, ...]:
    """The years of a closed period that no taken quote names."""
    told: set[int] = set()
    for c in taken:
        for when in dates(c.quote, c.source.language):
            bounds = bounds_of(when)
            if bounds:
                told |= set(range(bounds[0][0], bounds[1][0] + 1))
    return tuple(str(year) for year in period.years() if year not in told)


def _sources(sheet: Sheet, parts: Parts) -> dict[str, Source]:
    cited = dict.fromkeys(c.source_id for claim in sheet.claims for c in claim.citations)
    return {source_id: parts.index.sources[source_id] for source_id in cited}
