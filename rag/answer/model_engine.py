"""The engine with a model: it writes, every sentence is checked as it closes, and quotes stand in for what fails."""

from collections.abc import Generator, Sequence
from dataclasses import replace

from rag.answer.chat import Chat, Halted, fitting
from rag.answer.model_text import (
    Closed,
    numbered,
    read_marks,
    read_pieces,
    tidy,
    with_marks,
    without_gap_mark,
)
from rag.answer.page import Gap, Page, Slot, finish
from rag.answer.pointing import around
from rag.answer.said_by import date_of, publisher_of, said_by, wording_words
from rag.answer.second_judge import asking, heard, readings
from rag.answer.speech import Unsaid
from rag.answer.writing import Events, Pick, QuotingEngine, Task, Written
from rag.events import ClaimChecked, Delta, Retracted
from rag.index.store import Index
from rag.models.endpoint import EndpointError, Meter
from rag.models.judge import ANSWERS, judge
from rag.models.prompts import Failure, Prompt, Shown, is_refusal, new_fence, to_mend, to_section, to_write
from rag.phrases import phrase
from rag.settings import Settings
from rag.sources import Hit
from rag.types import Status
from rag.verify.checking import Checking
from rag.verify.references import unmarked
from rag.wording import Wording, as_said, wording

MOST = 8  # sentences of one call
LED_BY = 4  # passages that a lead without marks is held against, at most
SAID_AFTER_ALL = 0.95  # share of the judge from which a passage is shown beside a note that nothing says it


def mended(reply: str, count: int) -> dict[int, str]:
    """New sentences by their places from 0, empty where the model takes one back; what is missing is left out."""
    found: dict[int, str] = {}
    for place, line in numbered(reply, count):
        text = tidy(line)
        if text:
            found.setdefault(place, "" if text.strip(".*_ ").upper() == "DROP" else text)
    return found


def _failures(page: Page, places: Sequence[int]) -> list[Failure]:
    """What failed and why, with the sentences on both sides."""
    texts = [slot.verdict.claim.text for slot in page.slots]
    around = [("".join(texts[i - 1 : i]), "".join(texts[i + 1 : i + 2])) for i in places]
    return [Failure(texts[i], page.slots[i].verdict.reason, *near) for i, near in zip(places, around, strict=True)]


def _cited_under(slots: Sequence[Slot], first: bool) -> tuple[int, ...]:
    """The passages that the sentences under a lead cite: of its paragraph, or of the whole answer under the ``first``."""
    numbers: dict[int, None] = {}
    for slot in slots:
        if slot.opens and not first:
            break
        numbers |= dict.fromkeys(c.number for c in slot.verdict.claim.citations)
    return tuple(numbers)[:LED_BY]


Steps = Generator[Events, None, None]


class ModelEngine(QuotingEngine):
    """Asks a model and falls back on quotes, and says so; ``section``: what it writes is a section of a brief."""

    def __init__(self, index: Index, settings: Settings, chat: Chat, judge: Chat | None, section: bool = False) -> None:
        super().__init__(index.sources)
        self._index = index
        self._section = section
        self._settings = settings
        self._chat = chat
        self._judge = judge

    def write(self, task: Task, check: Checking, meter: Meter) -> Generator[Events, None, Written]:
        """The model's sentences with their verdicts, one rewrite of those that fail, quotes where it gives out."""
        if task.told:  # the list of sources and the ledger are quoted as they are
            return (yield from super().write(task, check, meter))
        page, fence = Page(task), new_fence()
        most, language = self._settings.max_sentences, task.language

        def prompt(passages: list[Shown]) -> Prompt:
            if self._section:
                return to_section(task.question, passages, language, min(most, len(passages)))
            return to_write(task.question, passages, language, most, task.wrong, task.editors, fence)

        found = task.hits[: self._settings.prompt_passages]
        shown = [self._shown(n, hit, language) for n, hit in enumerate(found, 1)]
        room = min(self._chat.room, self._settings.prompt_tokens)
        passages = list(fitting(shown, prompt, self._chat.counter, room))  # type: ignore[arg-type]  # a list is passed
        broken = None if passages else EndpointError("window", self._chat.host, self._chat.model)
        if passages:
            broken = yield from self._stream(prompt(passages), page, check, meter)
        yield from self._leads(page, check)
        if broken is None:
            yield from self._mend(page, passages, check, meter)
            yield from self._second_opinion(page, check, meter)
        written = yield from self._complete(page, broken, check)
        return replace(written, left_out=len(task.hits) - len(passages))

    def _stream(
        self, prompt: Prompt, page: Page, check: Checking, meter: Meter
    ) -> Generator[Events, None, EndpointError | None]:
        """The model's text as it comes; gives back what broke it off, if anything did."""
        try:
            for one in read_pieces(self._chat.stream(prompt, meter), page.task.language):
                if isinstance(one, str):
                    page.streamed += len(one)
                    yield Delta(one)
                elif isinstance(one, Unsaid):
                    page.forget()
                    yield Retracted(page.upto)
                else:
                    yield from self._close(one, page, check)
        except EndpointError as exc:
            return exc
        except Halted as halt:
            page.notes.append(phrase(f"halted_{halt.reason}", page.task.language, tokens=str(halt.tokens)))
        return None

    def _close(self, closed: Closed, page: Page, check: Checking) -> Steps:
        """A sentence is whole: the refusal is noted, anything else is a claim and is checked."""
        page.upto = closed.upto
        text = tidy(closed.text)
        if is_refusal(text):
            page.refused = True
        elif (plain := without_gap_mark(text)) != text:
            page.gaps.append(Gap(len(page.slots), plain, closed.opens, self._said_after_all(plain, page)))
        elif text:
            marked = read_marks(text)
            verdict = check.sentence(marked.text, marked.numbers, page.task.hits)
            event = page.add(verdict, closed.opens)
            if verdict.status is not Status.UNCITED:  # a lead without marks waits for what follows
                yield event

    def _said_after_all(self, gap: str, page: Page) -> Pick | None:
        """The passage that surely answers what a note says the passages do not tell; None where none does."""
        texts = [hit.passage.text for hit in page.task.hits]
        shares = judge().questions(f"{page.task.question} {gap}", texts)[:, ANSWERS].tolist() if texts else []
        place = max(range(len(texts)), key=lambda i: shares[i], default=None)
        if place is None or shares[place] < SAID_AFTER_ALL:
            return None
        passage = page.task.hits[place].passage
        return Pick(passage, passage.span)

    def _leads(self, page: Page, check: Checking) -> Steps:
        """What opens a paragraph without marks is held against the passages that the sentences under it cite."""
        for place, slot in enumerate(page.slots):
            if slot.verdict.status is not Status.UNCITED:
                continue
            verdict = slot.verdict
            if slot.opens and (numbers := _cited_under(page.slots[place + 1 :], first=place == 0)):
                text = with_marks(verdict.claim.text, numbers)
                led = check.sentence(text, numbers, page.task.hits)
                verdict = verdict if led.status.struck else led
            yield page.change(place, verdict)

    def _mend(self, page: Page, passages: list[Shown], check: Checking, meter: Meter) -> Steps:
        """One call for better words; only a sentence that holds takes the place of the one that failed."""
        places = page.failed[:MOST]
        if not places or not self._settings.rewrite:
            return
        prompt = to_mend(page.task.question, _failures(page, places), passages, page.task.language)
        if self._chat.counter.prompt(prompt) > self._chat.room:
            return
        try:
            reply = self._chat.reply(prompt, meter)
        except EndpointError as exc:
            page.notes.append(phrase("not_mended", page.task.language, why=why(exc, page.task.language)))
            return
        kept = {unmarked(v.claim.text).casefold() for v in page.standing}
        for place, text in mended(reply, len(places)).items():
            marked = read_marks(text)
            if not text or unmarked(marked.text).casefold() in kept:  # taken back, or said already
                page.drop(places[place])
                continue
            verdict = check.sentence(marked.text, marked.numbers, page.task.hits)
            if not verdict.status.struck:
                kept.add(unmarked(marked.text).casefold())
                yield page.change(places[place], verdict, rewritten=True)

    def _second_opinion(self, page: Page, check: Checking, meter: Meter) -> Steps:
        """The second judge reads what stands, once; where it fails, the verdicts stay."""
        if self._judge is None:
            return
        standing = {i: s.verdict for i, s in enumerate(page.slots) if not s.verdict.status.struck}
        sources = check.evidence(v.claim for v in standing.values())
        read = readings(standing, sources)
        prompt = asking(page.task.question, read)
        if not read or self._judge.counter.prompt(prompt) > self._judge.room:
            return
        try:
            reply = self._judge.reply(prompt, meter)
        except EndpointError as exc:
            page.notes.append(phrase("not_judged", page.task.language, why=why(exc, page.task.language)))
            return
        for place, after in heard(read, reply, self._judge.model, sources).items():
            yield page.change(place, after)

    def _complete(self, page: Page, broken: EndpointError | None, check: Checking) -> Generator[Events, None, Written]:
        """The finished answer; where the model gave out or nothing holds, quotes follow a note that says so."""
        language, stands = page.task.language, bool(page.standing)
        picks = [p for p in page.task.picks if not page.cites(p)] if broken or not stands else []
        if broken:
            page.notes.insert(
                0, phrase("broke_off" if stands else "did_not_answer", language, why=why(broken, language))
            )
        elif not stands and page.slots:
            page.notes.insert(0, phrase("nothing_held", language, count=str(len(page.slots))))
        elif not stands:
            page.notes.insert(0, phrase("model_refused", language))
        elif page.refused:
            page.notes.insert(0, phrase("no_more", language))
        done = finish(page, self._chat.model, self._sources, picks, self._settings.withhold)
        by_span = {v.claim.span: v for v in done.verdicts}
        verdicts, place = [], len(page.slots)
        for claim in done.draft.claims:
            if claim.span not in by_span:  # a quote that completes the answer
                piece = claim.text + "\n\n"
                yield Delta(piece)
                page.streamed += len(piece)
                by_span[claim.span] = check.claim(claim)
                yield ClaimChecked(by_span[claim.span], place, page.streamed)
                place += 1
            verdicts.append(by_span[claim.span])
        return replace(done, verdicts=tuple(verdicts), broken=broken.kind if broken else "")

    def _shown(self, number: int, hit: Hit, language: str) -> Shown:
        passage, source = hit.passage, self._index.sources[hit.passage.source_id]
        said = as_said(source, passage)
        named = ", ".join(dict.fromkeys(filter(None, (said.publisher, said.title))))
        # One block a source: the day of a fact, and that it was read in a report, stand at the fact.
        whole = replace(said, publisher=named, published=said.published if passage.by else source.published)
        how = wording(source, passage.basis)
        noted = [date_of(passage.dated) if not passage.by else "", wording_words(how) if how is Wording.REPORT else ""]
        return Shown(
            number,
            said_by(whole, "", "en"),
            str(source.tier),
            passage.text,
            publisher_of(said, language, full=False),
            self._index.glosses.get(language, {}).get(passage.text, ""),
            passage.span.start,
            *around(passage, self._index),
            "; ".join(filter(None, noted)),
        )


def why(error: EndpointError, language: str) -> str:
    """What broke, for a reader, in the language of the question; never the endpoint's own words."""
    return phrase(f"why_{error.kind}", language, status=str(error.status))
