"""A question becomes checked claims, top to bottom: the product's description in code.

The events are the only thing a face ever sees: ``Retrieved``, then ``Delta`` as the text grows with ``ClaimChecked``
as each sentence closes, then ``Checked`` with a verdict for every claim, or ``Refused`` with the nearest passages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from rag.answer.foreseen import foreseen
from rag.answer.intent import asks_ahead, declined, no_forecast
from rag.answer.silence import silence, unsure, untold
from rag.answer.writing import Task
from rag.assemble import Parts
from rag.clock import Clock
from rag.events import Checked, Event, Refused, Retrieved
from rag.question import Turn, language_of, usable
from rag.types import Answer, Note, Span


def ask(question: str, parts: Parts, history: Sequence[Turn] = ()) -> Iterator[Event]:
    """Answer ``question`` from the sources, or refuse; raises UsageError when it is empty or too long."""
    clock, meter = Clock(), parts.meter()
    asked = usable(question, parts.settings.max_question)
    language = language_of(asked)
    snapshot = parts.index.snapshot.id
    reply = Answer(asked, "refused", "", snapshot=snapshot, language=language, asked_as=asked, chosen=parts.chosen)

    before = history[-1].question if history else ""
    decline = declined(asked, language, before)  # a request for harm, an emergency, a task that is no question
    if decline:  # whatever the sources say
        yield Refused(_refusal(replace(reply, chosen=None), decline, clock))
        return

    asked_as = parts.in_full(asked, history, meter)
    hits = parts.engine.find(asked_as)
    clock.mark("retrieve")
    alone = parts.in_full(asked, (), meter) if history else ""
    # Of two things that it compares, where need be, each is asked alone; a follow-up opens with what answers it alone.
    ground, hits = parts.judged(asked_as, hits, alone)
    yield Retrieved(hits, asked_as)

    premise = parts.false_premise(asked_as, hits, language, ground)
    reply = replace(reply, asked_as=asked_as, hits=hits, confidence=ground.confidence, usage=meter.read())
    clock.mark("judge")
    # Who wrote a source, which there are, who somebody is, what the article gets wrong: told by the lists of the case.
    listed = parts.listed(asked_as, hits, language, ground)
    if asks_ahead(asked) and listed is None and not foreseen(asked_as, hits, language):
        yield Refused(_refusal(replace(reply, nearest=hits[:3], confidence=0.0), no_forecast(language), clock))
        return
    if not ground.enough and premise is None and listed is None:  # a wrong premise is corrected from what they do say
        yield Refused(_refusal(replace(reply, nearest=hits[:3]), silence(ground, language), clock))
        return

    # Quotes, or a model's sentences: either way each is held against its sources as it closes.
    doubt, years = unsure(ground, language), untold(ground, language)
    task = listed or Task(asked_as, hits, language, premise, doubt, untold=years)
    written = yield from parts.engine.write(task, parts, meter)
    clock.mark("write")
    conflicts = parts.conflicts(asked_as, written.draft.picks, hits, task.examined, task.listed)
    clock.mark("conflicts")
    reply = replace(written.into(reply), conflicts=conflicts, usage=meter.read(), timings=clock.read())
    yield Checked(parts.marked(reply))


def answer(
    question: str, parts: Parts, history: Sequence[Turn] = (), see: Callable[[Event], None] = lambda event: None
) -> Answer:
    """The finished answer alone, for callers that do not stream; ``see`` may watch it grow."""
    for event in ask(question, parts, history):
        see(event)
        if isinstance(event, Checked | Refused):
            return event.answer
    raise TypeError("ask() ended without an answer")


def _refusal(reply: Answer, note: Note, clock: Clock) -> Answer:
    """A refusal: one sentence of our own and no claims."""
    whole = replace(note, span=Span(0, len(note.text)))
    return replace(reply, text=note.text, notes=(whole,), timings=clock.read())
