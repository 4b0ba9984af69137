"""The engine with a model: it writes, every sentence is checked as it closes, and quotes stand in for what fails."""

import re
from collections.abc import Generator, Mapping, Sequence
from dataclasses import replace

from rag.answer.chat import Chat, Halted, fitting
from rag.answer.model_text import Closed, numbered, read_marks, read_pieces, tidy
from rag.answer.page import Page, finish
from rag.answer.said_by import said_by
from rag.answer.writing import Events, QuotingEngine, Task, Written
from rag.events import ClaimChecked, Delta
from rag.models.endpoint import EndpointError, Meter
from rag.models.prompts import Prompt, Shown, is_refusal, new_fence, to_judge, to_mend, to_section, to_write
from rag.phrases import phrase
from rag.reason import Code, reason
from rag.settings import Settings
from rag.sources import Hit, Source
from rag.text.fold import small
from rag.types import Status, Verdict, verdict
from rag.verify.checking import Checking
from rag.wording import as_said

MOST = 8  # sentences of one call
_OPINION = re.compile(r"\W{0,3}(yes|partly|no)\b\W*(.*)$", re.IGNORECASE)
_HOLDS = "yes"


def lowered(verdicts: Sequence[Verdict], reply: str, model: str) -> list[Verdict]:
    """``verdicts`` with those lowered that the reply finds wanting.

    What was supported and has no line that can be read becomes "not checked": the judge was to look at it and has not.
    """
    out = list(verdicts)
    seen: set[int] = set()
    for place, line in numbered(reply, len(out)):
        match = _OPINION.match(line)
        if not match or place in seen:
            continue
        seen.add(place)
        before = out[place]
        if before.status.borne and small(match[1]) != _HOLDS:
            why = reason(Code.DOUBTED, model=model, why=match[2].strip()[:120] or small(match[1]))
            out[place] = verdict(before.claim, Status.NOT_CONFIRMED, why, *before.reasons, confidence=before.confidence)
    for place, before in enumerate(verdicts):
        if place not in seen and before.status.borne:
            out[place] = verdict(before.claim, Status.UNCHECKED, reason(Code.UNREAD, model=model), *before.reasons)
    return out


def mended(reply: str, count: int) -> dict[int, str]:
    """New sentences by their places from 0; a dropped, missing or repeated one is left out."""
    found: dict[int, str] = {}
    for place, line in numbered(reply, count):
        text = tidy(line)
        if text.strip(".*_ ").upper() != "DROP" and text:
            found.setdefault(place, text)
    return found


Steps = Generator[Events, None, None]


class ModelEngine(QuotingEngine):
    """Asks a model and falls back on quotes, and says so; ``section``: what it writes is a section of a brief."""

    def __init__(
        self, sources: Mapping[str, Source], settings: Settings, chat: Chat, judge: Chat | None, section: bool = False
    ) -> None:
        super().__init__(sources)
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
            return to_write(task.question, passages, language, most, task.wrong, fence)

        shown = [self._shown(n, hit, language) for n, hit in enumerate(task.hits, 1)]
        passages = list(fitting(shown, prompt, self._chat.counter, self._chat.room))  # type: ignore[arg-type]  # a list is passed
        broken = None if passages else EndpointError("window", self._chat.host, self._chat.model)
        if passages:
            broken = yield from self._stream(prompt(passages), page, check, meter)
        if broken is None:
            yield from self._mend(page, passages, check, meter)
            yield from self._second_opinion(page, meter)
        written = yield from self._complete(page, broken, check)
        return replace(written, left_out=len(shown) - len(passages))

    def _stream(
        self, prompt: Prompt, page: Page, check: Checking, meter: Meter
    ) -> Generator[Events, None, EndpointError | None]:
        """The model's text as it comes; gives back what broke it off, if anything did."""
        try:
            for one in read_pieces(self._chat.stream(prompt, meter), page.task.language):
                if isinstance(one, str):
                    page.streamed += len(one)
                    yield Delta(one)
                else:
                    yield from self._close(one, page, check)
        except EndpointError as exc:
            return exc
        except Halted as halt:
            limit = str(self._settings.answer_tokens)
            page.notes.append(phrase(f"halted_{halt.reason}", page.task.language, tokens=limit))
        return None

    def _close(self, closed: Closed, page: Page, check: Checking) -> Steps:
        """A sentence is whole: the refusal is noted, anything else is a claim and is checked."""
        page.upto = closed.upto
        text = tidy(closed.text)
        if is_refusal(text):
            page.refused = True
        elif text:
            marked = read_marks(text)
            yield page.add(check.sentence(marked.text, marked.numbers, page.task.hits), closed.opens)

    def _mend(self, page: Page, passages: list[Shown], check: Checking, meter: Meter) -> Steps:
        """One call for better words; only a sentence that holds takes the place of the one that failed."""
        places = page.failed[:MOST]
        if not places or not self._settings.rewrite:
            return
        failed = [(page.slots[i].verdict.claim.text, page.slots[i].verdict.reason) for i in places]
        prompt = to_mend(failed, passages, page.task.language)
        if self._chat.counter.prompt(prompt) > self._chat.room:
            return
        try:
            reply = self._chat.reply(prompt, meter)
        except EndpointError as exc:
            page.notes.append(phrase("not_mended", page.task.language, why=why(exc, page.task.language)))
            return
        for place, text in mended(reply, len(places)).items():
            marked = read_marks(text)
            verdict = check.sentence(marked.text, marked.numbers, page.task.hits)
            if not verdict.status.struck:
                yield page.change(places[place], verdict, rewritten=True)

    def _second_opinion(self, page: Page, meter: Meter) -> Steps:
        """The judge, where one is set, lowers verdicts of sentences that stand."""
        places = [i for i, slot in enumerate(page.slots) if not slot.verdict.status.struck]
        if self._judge is None or not places:
            return
        verdicts = [page.slots[i].verdict for i in places]
        claims = [(v.claim.text, [c.quote for c in v.claim.citations]) for v in verdicts]
        try:
            reply = self._judge.reply(to_judge(claims), meter)
        except EndpointError as exc:
            page.notes.append(phrase("not_judged", page.task.language, why=why(exc, page.task.language)))
            return
        unread = 0
        for place, before, after in zip(places, verdicts, lowered(verdicts, reply, self._judge.model), strict=True):
            if after is not before:
                unread += after.status is Status.UNCHECKED
                yield page.change(place, after)
        if unread:
            page.notes.append(phrase("judge_unread", page.task.language, count=str(unread)))

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
        source = self._sources[hit.passage.source_id]
        said = said_by(as_said(source, hit.passage), hit.passage.locator, language, basis=hit.passage.basis)
        return Shown(number, said, str(source.tier), hit.passage.text)


def why(error: EndpointError, language: str) -> str:
    """What broke, for a reader, in the language of the question; never the endpoint's own words."""
    return phrase(f"why_{error.kind}", language, status=str(error.status))
