"""From a passage to lines of ``questions.jsonl``, top to bottom: the model proposes, the index disposes, what holds is written.

Each passage is one call. Its lines are in the file before the next one is asked about, so a run that is broken off loses nothing and the
next goes on with what is left.
"""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from rag.answer.chat import Chat
from rag.answer.said_by import said_by
from rag.ask import answer
from rag.assemble import Parts, open_parts
from rag.case import QUESTIONS, KnownQuestion, read_case
from rag.case.folder import only_writer
from rag.case.lines import appended, as_line
from rag.case.places import place_names
from rag.common.clock import Tick
from rag.common.files import write_whole, writing
from rag.errors import CorpusError, StoreError, UsageError
from rag.index.server import server_of
from rag.index.store import Index, open_index
from rag.models.endpoint import EndpointError, meter_for
from rag.models.judge import ANSWERS, DENIES
from rag.models.judge import SILENT as SAYS_NOTHING
from rag.models.prompts import ANSWERED, MISTAKEN, SILENT, Prompt, Shown, to_ask
from rag.question import language_of, usable
from rag.question.kinds import declined
from rag.renew import renew
from rag.settings import Settings
from rag.sources import Kind, Passage
from rag.types import Usage

STAGE = "writing questions"
PER_PASSAGE = 6  # questions that the model is asked for
PASSING = frozenset(("empty", "request", "cut"))  # failures after which the next passage is still worth a call
NEAREST = 20  # passages, the best
PLAINLY = 0.9  # share of silence from which a passage is taken to say nothing of a question
MORE_LIKELY = 0.5
MOST_IN_A_ROW = 3  # of these
# Why a line of a reply, or a question, was dropped:
NOT_ASKED, TWICE, NOT_HELD = "not what was asked for", "asked already", "not borne out by the index"
KINDS = (ANSWERED, MISTAKEN, SILENT)
_LINE = re.compile(rf"({'|'.join(KINDS)})\s?[:：]\s*(.+[?？])")
# which whoever asks has not seen
_OF_THE_PASSAGE = re.compile(r"\b(?:the|this) (?:passage|text)\b(?! of)", re.IGNORECASE)
IN_VAIN = "asked-in-vain.json"  # in the index's folder; without it nothing is lost but the order
CONNECT = "set OPENAI_API_KEY, or OPENAI_BASE_URL for a server of your own (docs/model.md)"


@dataclass
class Run:
    """What a run came to so far; it grows while the run goes on."""

    asked: int = 0  # passages
    kept: Counter[str] = field(default_factory=Counter)  # by kind
    dropped: Counter[str] = field(default_factory=Counter)  # by reason
    failed: int = 0  # passages of which no reply could be had
    too_long: int = 0  # passages that do not fit the model's window
    usage: Usage = field(default_factory=Usage)


@dataclass(frozen=True, slots=True)
class Proposed:
    """A question as the model wrote it, on one line, and of which kind it says that it is."""

    kind: str  # ANSWERED, MISTAKEN or SILENT
    question: str


@dataclass(frozen=True, slots=True)
class Standing:
    """The known questions as the file has them, and the index of just these files."""

    questions: tuple[KnownQuestion, ...]
    index: Index

    @property
    def kinds(self) -> dict[str, int]:
        """How many are answered, take something wrong for granted, have no answer in the sources, or name no passage of the index."""
        known = self.index.known
        wrong = int(known.wrong.sum())
        answered = len(np.unique(known.links[:, 0])) - wrong
        silent = sum(not one.answered_by for one in self.questions)
        lost = len(self.questions) - answered - wrong - silent
        return {"answered": answered, "false_premise": wrong, "unanswered": silent, "lost": lost}

    @property
    def by(self) -> dict[str, int]:
        """How many each model wrote, by its name."""
        return dict(Counter(one.by for one in self.questions if one.by))

    @property
    def without(self) -> tuple[int, ...]:
        """The rows of the passages that no known question names, in the order of the index."""
        named = set(self.index.known.links[:, 1].tolist())
        return tuple(row for row in range(len(self.index.passages)) if row not in named)

    @property
    def names(self) -> tuple[str, ...]:
        """What each passage is called in the file."""
        return place_names(self.index.passages)


def write_questions(
    settings: Settings,
    now: Standing,
    run: Run,
    limit: int | None = None,
    tick: Tick = lambda *_: None,
) -> None:
    """Have the model write about the passages that have no question, ``limit`` of them at most; ``run`` tells what came of it.

    Raises EndpointError where it is of no use to go on, CorpusError or StoreError where a file cannot be written; what was
    written stays.
    """
    check_ready(settings)
    with only_writer(settings.data_dir):
        writer = _Writer(settings, now, run)
        rows = in_turn({row: now.index.passages[row] for row in now.without}, writer.vain_rows())[:limit]
        for done, row in enumerate(rows):
            tick(STAGE, done, len(rows))
            writer.ask(row)
        tick(STAGE, len(rows), len(rows))


class _Writer:
    """Asks the model of one passage after the other and keeps what holds."""

    def __init__(self, settings: Settings, now: Standing, run: Run) -> None:
        self._settings = settings
        self._index = now.index
        self._names = now.names
        self._run = run
        self._chat = Chat(settings, settings.model)
        self._meter = meter_for(settings)
        self._seen = {key(known.question) for known in now.questions}
        self._vain = in_vain(settings.data_dir, settings.model)
        # Without the questions that are there: what a model wrote before must not bear out what it writes now.
        quoting = settings.model_copy(update={"no_model": True})
        self._parts = open_parts(quoting, known=False)
        self._in_a_row = 0

    def vain_rows(self) -> set[int]:
        """The rows of the passages that this model was asked about in vain."""
        return {row for row, name in enumerate(self._names) if name in self._vain}

    def ask(self, row: int) -> None:
        """One call about the passage in a row; raises EndpointError where the next would fail as well."""
        passage = self._index.passages[row]
        source = self._index.sources[passage.source_id]
        # What a passage contradicts is wrong, and the judge can tell that: not of the seed, which is under examination, and of English prose.
        mistaken = source.kind is not Kind.SEED and source.language[:2] == "en" and not passage.of_rows
        counts = shares(PER_PASSAGE, mistaken)
        said = f"{source.title}; {said_by(source, passage.locator, basis=passage.basis)}"  # a title often says what it is about
        prompt = to_ask(Shown(1, said, str(source.tier), passage.text), counts, source.language)
        if self._chat.counter.prompt(prompt) > self._chat.room:
            self._run.too_long += 1
            return
        self._run.asked += 1
        reply = self._reply(prompt)
        read = read_reply(reply, counts, self._settings.max_question)
        if read.dropped:
            self._run.dropped[NOT_ASKED] += read.dropped
        kept = [(one.kind, self._line(one, row)) for one in read.proposed if self._is_kept(one, row)]
        if kept:
            append(self._settings.home / "corpus", [line for _, line in kept])
            self._run.kept.update(kind for kind, _ in kept)
        if any(line.answered_by for _, line in kept):
            return
        self._vain.add(self._names[row])
        keep_in_vain(self._settings.data_dir, self._settings.model, self._vain)

    def _reply(self, prompt: Prompt) -> str:
        try:
            reply = self._chat.reply(prompt, self._meter)
        except EndpointError as exc:
            self._run.failed += 1
            self._in_a_row += 1
            if exc.kind not in PASSING or self._in_a_row == MOST_IN_A_ROW:
                raise
            return ""
        finally:
            self._run.usage = self._meter.read()
        self._in_a_row = 0
        return reply

    def _is_kept(self, one: Proposed, row: int) -> bool:
        words = key(one.question)
        if words in self._seen:
            self._run.dropped[TWICE] += 1
        elif not holds(one, row, self._parts):
            self._run.dropped[f"{one.kind}, {NOT_HELD}"] += 1
        else:
            self._seen.add(words)
            return True
        return False

    def _line(self, one: Proposed, row: int) -> KnownQuestion:
        return KnownQuestion(
            question=one.question,
            answered_by=() if one.kind == SILENT else (self._names[row],),
            false_premise=one.kind == MISTAKEN,
            by=self._settings.model,
        )


def holds(one: Proposed, row: int, parts: Parts) -> bool:
    """True for a question of the passage at ``row`` that is what the model says it is, as far as the index can tell without the model.

    *Answered*: the passage is among the twenty best for it, and the judge neither finds it plainly silent nor denying. *Mistaken*: the judge
    finds that the passage denies it, and no other of the twenty answers it as it is put. *Silent*: the product, asked, refuses it.
    ``parts`` answer in quotes.
    """
    search = parts.search
    if declined(one.question, language_of(one.question), search.embedder):  # it never comes before the sources
        return False
    if one.kind == SILENT:
        return answer(one.question, parts).refused
    silent, denies = (search.read(one.question, [search.index.passages[row]])[0, n] for n in (SAYS_NOTHING, DENIES))
    found = search.find(one.question, NEAREST)
    if one.kind == ANSWERED:
        near = any(search.index.row_of[hit.passage.id] == row for hit in found.hits)
        return bool(near and silent < PLAINLY and denies < MORE_LIKELY)
    borne = bool((found.shares[:, ANSWERS] > MORE_LIKELY).any())  # then nothing, or not only that, is wrong with it
    return bool(denies > MORE_LIKELY) and not borne


def append(corpus: Path, questions: Sequence[KnownQuestion]) -> None:
    """Add a line for each of ``questions`` at the end of the file, all or none; raises CorpusError where it cannot be written."""
    path = corpus / QUESTIONS
    with writing(path, CorpusError, "Then run it again: it goes on from here."):
        corpus.mkdir(exist_ok=True)
        before = path.read_bytes() if path.is_file() else b""
        write_whole(path, appended(before, map(as_line, questions)))


@dataclass(frozen=True, slots=True)
class Reply:
    """The questions of a reply in their order, and how many lines were none of those asked for."""

    proposed: tuple[Proposed, ...]
    dropped: int


def read_reply(text: str, counts: Mapping[str, int], longest: int) -> Reply:
    """At most ``counts`` questions of each kind, none longer than ``longest`` characters; blank lines are no lines."""
    found, dropped, held = [], 0, Counter[str]()
    for line in filter(None, map(str.strip, text.splitlines())):
        proposed = _read(line, longest)
        if proposed is None or held[proposed.kind] == counts.get(proposed.kind, 0):
            dropped += 1
        else:
            held[proposed.kind] += 1
            found.append(proposed)
    return Reply(tuple(found), dropped)


def shares(number: int, mistaken: bool) -> dict[str, int]:
    """How many questions of each kind make ``number``: a third that nothing answers, a sixth mistaken where these are wanted, the
    others answered."""
    silent, wrong = number // 3, (number + 2) // 6 if mistaken else 0
    return {ANSWERED: number - silent - wrong, MISTAKEN: wrong, SILENT: silent}


def key(question: str) -> str:
    """The same for questions of the same words, whatever their marks and capitals."""
    return " ".join(re.findall(r"\w+", question.casefold()))


def _read(line: str, longest: int) -> Proposed | None:
    found = _LINE.fullmatch(line)
    if found is None or _OF_THE_PASSAGE.search(found[2]):
        return None
    try:
        return Proposed(found[1], usable(found[2], longest))
    except UsageError:
        return None


def standing(settings: Settings, tick: Tick = lambda stage, done, total: None) -> Standing:
    """The case's known questions, the index brought up to date with them first; raises CorpusError or StoreError."""
    snapshot = renew(settings, tick).snapshot
    return Standing(read_case(settings.home).questions, open_index(settings.data_dir, snapshot, server_of(settings)))


def in_turn(passages: Mapping[int, Passage], last: Collection[int] = ()) -> list[int]:
    """The rows of ``passages`` in the order in which they are best asked about: the first of each source, then the second, so that
    no source is left behind; rows of tables, which are found by their cells, after prose; those of ``last`` at the end."""
    before: dict[str, int] = defaultdict(int)
    order: list[tuple[bool, bool, int, int]] = []
    for row, passage in passages.items():
        order.append((row in last, passage.of_rows, before[passage.source_id], row))
        before[passage.source_id] += 1
    return [row for *_, row in sorted(order)]


def in_vain(data: Path, model: str) -> set[str]:
    """The names of the passages that ``model`` was asked about in vain; none where the file is missing, damaged or another model's."""
    try:
        told = json.loads((data / IN_VAIN).read_text(encoding="utf-8"))
        return set(map(str, told["passages"])) if told["model"] == model else set()
    except (OSError, ValueError, KeyError, TypeError):
        return set()


def keep_in_vain(data: Path, model: str, names: set[str]) -> None:
    """Write them; raises StoreError where the folder cannot be written."""
    told = json.dumps({"model": model, "passages": sorted(names)}, ensure_ascii=False, indent=1)
    with writing(data / IN_VAIN, StoreError, "Then run it again."):
        write_whole(data / IN_VAIN, told)


def check_ready(settings: Settings) -> None:
    """Raise UsageError where there is no case to write into or no model that writes."""
    if settings.case is None:
        raise UsageError(
            "questions are written into a case of your own. Name its folder: onrecord --case my-case questions --write"
        )
    if not settings.writes:
        off = "ONRECORD_NO_MODEL is set: unset it" if settings.connected else f"no model is connected: {CONNECT}"
        raise UsageError(f"{off}, then run it again.")
