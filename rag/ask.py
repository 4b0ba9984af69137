"""A question becomes checked claims, top to bottom: the product's description in code.

The events are the only thing a face ever sees: ``Retrieved``, then ``Delta`` as the text grows with ``ClaimChecked``
as each sentence closes and ``Led`` when it is known what leads, then ``Checked`` with a verdict for every claim, or ``Refused`` with the nearest passages.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from rag.answer.conflicts import conflicts, findings
from rag.answer.enough import SETTLED, enough
from rag.answer.lead import leading
from rag.answer.premise import false_premise
from rag.answer.prepared import Likely
from rag.answer.prepared import write as written_by_editor
from rag.answer.quoting import quotes
from rag.answer.shown import with_passages
from rag.answer.whole import as_a_whole
from rag.answer.writing import Task, ahead
from rag.assemble import Parts
from rag.common.clock import Clock
from rag.events import Checked, Event, Refused, Retrieved
from rag.models.e5 import beginning
from rag.phrases import phrase
from rag.question import Turn, language_of, usable
from rag.question.kinds import declined
from rag.retrieve.search import NOTHING, Found, Search
from rag.sources import Span
from rag.types import Answer, Lead, Note, NoteKind


def ask(question: str, parts: Parts, history: Sequence[Turn] = ()) -> Iterator[Event]:
    """Answer ``question`` from the sources, or refuse; raises UsageError when it is empty or too long."""
    clock, meter, search = Clock(), parts.meter(), parts.search
    whole_question = usable(question, parts.settings.max_question)
    asked = beginning(whole_question)
    language = language_of(asked)
    cut = [(NoteKind.CUT, phrase("cut", language))] if asked != whole_question else []
    snapshot = parts.index.snapshot.id
    reply = Answer(asked, "refused", "", snapshot=snapshot, language=language, asked_as=asked, chosen=parts.chosen)

    asked_as = parts.in_full(asked, history, meter)
    if beginning(asked_as) != asked_as:
        asked_as = asked
    before = history[-1].question if asked_as != asked else ""
    sources = search.index.sources.values()
    if own := declined(asked, language, search.embedder, before, sources):  # whatever the sources say
        told = _in_notes(replace(reply, chosen=None), own, cut, clock)
        yield Checked(replace(told, status="answered")) if own.kind is NoteKind.ABOUT else Refused(told)
        return

    # Asked about the article, the disputes or the sources as a whole: told by the case's own lists.
    whole = as_a_whole(asked_as, search, language, parts.only)
    alone = whole is not None and whole.alone
    found = NOTHING if alone else parts.find(asked_as)
    # What an editor answered to this very question comes before all that would be made of the passages.
    prepared = None if whole else parts.prepared.find(asked_as, language, parts.only)
    hits = prepared.hits(search, found.shown) if prepared else found.shown
    clock.mark("retrieve")
    yield Retrieved(hits, asked_as)

    ground = SETTLED if alone or prepared else enough(asked_as, found, search, parts.settings.refuse_below)
    premise = None if whole or prepared else false_premise(asked_as, found, search)
    reply = replace(reply, asked_as=asked_as, hits=hits, confidence=ground.confidence, usage=meter.read())
    clock.mark("judge")
    if not ground.enough and not premise and not whole:  # a wrong premise is corrected from what the sources do say
        yield Refused(_in_notes(replace(reply, nearest=found.hits[:3]), ground.silence(language), cut, clock))
        return

    by_editor = prepared is not None and parts.chat is None
    # What the answer says first, the quotes that answer it, and a model's sentences where one is connected.
    picks = list(whole.picks) if whole else []
    notes = cut + (list(whole.notes) if whole else [])
    if premise:
        notes.append(premise.note(language))
    elif not whole and (doubt := ground.unsure(language)):
        notes.append((NoteKind.UNSURE, doubt))
    if not alone and not by_editor and (ground.enough or premise):
        picks += quotes(asked_as, found, search, parts.settings.max_quotes)
    if premise:
        picks = ahead(premise.words, picks, parts.settings.max_quotes)
    task = Task(
        asked_as,
        hits,
        language,
        tuple(picks),
        tuple(notes),
        premise.claim if premise else "",
        told=whole is not None,
        editors=_editors(asked_as, found, search, prepared) if parts.chat and whole is None else (),
    )
    # Either way each sentence is held against its sources as it closes.
    if prepared and by_editor:
        writing = written_by_editor(task, prepared.answer, parts.checking, search.index.sources)
    else:
        writing = parts.engine.write(task, parts.checking, meter)
    sentences = by_editor or (parts.chat is not None and not task.told)  # else quotes
    written, lead = yield from leading(writing, task, search, sentences)
    clock.mark("write")

    differ = whole.conflicts if whole else conflicts(asked_as, written, search, language, parts.only)
    clock.mark("conflicts")
    reply = replace(written.into(reply), conflicts=differ, lead=lead, usage=meter.read(), timings=clock.read())
    yield Checked(parts.marked(with_passages(reply, search.index)))


def answer(
    question: str, parts: Parts, history: Sequence[Turn] = (), see: Callable[[Event], None] = lambda event: None
) -> Answer:
    """The finished answer alone, for callers that do not stream; ``see`` may watch it grow."""
    for event in ask(question, parts, history):
        see(event)
        if isinstance(event, Checked | Refused):
            return event.answer
    raise TypeError("ask() ended without an answer")


def _editors(question: str, found: Found, search: Search, prepared: Likely | None) -> tuple[str, ...]:
    """What the case's editors found on the matter, for a model."""
    own = (prepared.answer.text,) if prepared else ()
    return (*own, *findings(question, found.hits, search))


def _in_notes(reply: Answer, note: Note, further: Sequence[tuple[NoteKind, str]], clock: Clock) -> Answer:
    """A refusal, or what we say of ourselves: a note, ``further`` ones and no claims."""
    text, notes = note.text, [note]
    for kind, told in further:
        text += f"\n\n{told}"
        notes.append(Note(kind, told, Span(len(text) - len(told), len(text))))
    return replace(reply, text=text, notes=tuple(notes), lead=Lead(note.text, "silent"), timings=clock.read())
