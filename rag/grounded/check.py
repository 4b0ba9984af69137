"""Verdicts on anybody's answers, by the verifier that serves people: each statement against the texts it cites. No case, no index."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from rag.case.places import place_of
from rag.grounded.library import Library, Shelved, read_library
from rag.grounded.statements import Outside, Statement, statements_of
from rag.models.calibration import curves
from rag.reason import Code, Reason, reason
from rag.sources import Citation, Span
from rag.text.fold import well_formed
from rag.text.sentences import sentences
from rag.types import Claim, Status, Verdict, verdict
from rag.verify.orders import orders
from rag.verify.references import find_verbatim, quoted_parts
from rag.verify.sources import EvidenceSource
from rag.verify.verdict import verify_all
from rag.verify.windows import Stretch, shared, terms

Sources = Mapping[str, str] | Sequence[str] | Path
PASSAGES = 4  # of the cited texts that a statement is weighed beside, those that share most with it
BATCH = 64  # statements that are weighed at once
NO_SENTENCE = "the answer holds no sentence"


@dataclass(frozen=True, slots=True)
class CheckedAnswer:
    """An answer with a verdict for each of its statements."""

    outside: Outside
    verdicts: tuple[Verdict, ...]

    @property
    def grounded(self) -> bool:
        """True when every statement is borne out; an answer without a statement shows nothing, and is not."""
        return not self.empty and all(v.status.borne for v in self.verdicts)

    @property
    def empty(self) -> bool:
        """True when the answer says nothing that could be checked."""
        return not self.outside.statements

    @property
    def confidence(self) -> float | None:
        """The least of its statements', 0 to 1: an answer holds as far as its weakest sentence; None where one has none."""
        sure = [1.0 if v.status.borne and v.confidence is None else v.confidence for v in self.verdicts]
        return None if self.empty or None in sure else min(one for one in sure if one is not None)

    def to_dict(self) -> dict[str, object]:
        """Plain data for ``--json``."""
        return {
            "id": self.outside.id,
            "question": self.outside.question,
            "grounded": self.grounded,
            "confidence": self.confidence,
            "supported_from": {
                "English": curves().english.supported.threshold,
                "other languages": curves().others.supported.threshold,
            },
            "reason": NO_SENTENCE if self.empty else "",
            "statements": [
                {
                    "text": statement.text,
                    "cites": list(statement.cites),
                    "verdict": verdict.status,
                    "confidence": verdict.confidence,
                    "reason": verdict.reason,
                    "citations": [
                        {"source": c.source_id, "quote": c.quote, "start": c.span.start, "end": c.span.end}
                        for c in verdict.claim.citations
                    ],
                }
                for statement, verdict in zip(self.outside.statements, self.verdicts, strict=True)
            ],
        }


@dataclass(frozen=True, slots=True)
class _Ready:
    """A statement as a claim with what it is weighed beside, or the verdict where it cites what nobody has."""

    claim: Claim
    sources: dict[str, EvidenceSource]
    evidence: tuple[Stretch, ...] = ()
    wrong: tuple[Reason, ...] = ()


def check_one(outside: Outside, library: Library) -> CheckedAnswer:
    """A verdict for each statement; what it cites and nobody has is a bad reference."""
    return next(check_in_batches([outside], library))


def check_in_batches(answers: Iterable[Outside], library: Library) -> Iterator[CheckedAnswer]:
    """A verdict for each statement of each answer, in order, many statements read at once; only one batch is held in memory."""
    waiting = iter(answers)
    while batch := _batch(waiting):
        ready = [
            [_ready(s, known) for s in one.statements] for one in batch for known in [library.with_texts(one.texts)]
        ]
        flat = [one for answer in ready for one in answer if not one.wrong]
        # Two answers may each bring a text of one name: in a batch each statement has its own.
        sources = {f"{n}/{name}": source for n, one in enumerate(flat) for name, source in one.sources.items()}
        claims = [
            replace(r.claim, citations=tuple(replace(c, source_id=f"{n}/{c.source_id}") for c in r.claim.citations))
            for n, r in enumerate(flat)
        ]
        found = iter(verify_all(claims, sources, [one.evidence for one in flat]))
        for outside, answer in zip(batch, ready, strict=True):
            told = [
                verdict(r.claim, Status.BAD_REFERENCE, *r.wrong) if r.wrong else replace(next(found), claim=r.claim)
                for r in answer
            ]
            yield CheckedAnswer(outside, tuple(told))


def _batch(answers: Iterator[Outside]) -> list[Outside]:
    """Answers of BATCH statements or a few more."""
    batch: list[Outside] = []
    count = 0
    for one in islice(answers, BATCH):
        batch.append(one)
        count += len(one.statements)
        if count >= BATCH:
            break
    return batch


def _ready(statement: Statement, library: Library) -> _Ready:
    """A statement as a claim; a cited text that is no evidence is left out, the others still count."""
    bare = Claim(statement.text, Span(0, max(1, len(statement.text))))
    missing = [name for name in statement.cites if name not in library.shelf and name not in library.empty]
    if missing and (files := library.several.get(missing[0])):
        return _Ready(bare, {}, wrong=(reason(Code.SEVERAL, name=missing[0], files=", ".join(files[:3])),))
    if missing:
        return _Ready(bare, {}, wrong=(reason(Code.NONE_OF_TEXTS, name=missing[0]),))
    named = [name for name in statement.cites if name not in library.empty]
    usable = [library.shelf[name] for name in named]
    if statement.cites and not usable:
        return _Ready(bare, {}, wrong=tuple(reason(Code.NO_WORDS, name=name) for name in statement.cites[:3]))
    near = [(one, p) for one in usable for p in one.bearing(statement.text, max(1, PASSAGES // len(usable)))]
    evidence = tuple(dict.fromkeys(Stretch(p.text, one.evidence.card) for one, p in near))
    every = tuple(_citation(n, one, statement.text) for n, one in enumerate(usable, 1))
    citations = (
        tuple(c for c in every if not orders(c.quote)) or every
    )  # one that is no evidence does not spoil the others
    return _Ready(Claim(bare.text, bare.span, citations), {one.name: one.evidence for one in usable}, evidence)


def _citation(number: int, one: Shelved, statement: str) -> Citation:
    """The quoted words where the text has them, else the sentence that shares most with the statement."""
    for part in quoted_parts(statement):
        if found := find_verbatim(part.of(statement).strip(), one.evidence.text):
            return Citation(number, "", one.name, found.of(one.evidence.text), found)
    passage = one.bearing(statement)[0]
    text = well_formed(passage.text)
    wanted = terms(statement)
    spans = sentences(text, one.evidence.language) or [Span(0, max(1, len(text)))]
    best = max(spans, key=lambda s: shared(wanted, s.of(text))).shifted(passage.span.start)
    return Citation(number, passage.id, one.name, best.of(one.evidence.text), best, place_of(passage, best))


def check(text: str, sources: Sources) -> tuple[Verdict, ...]:
    """A verdict for each sentence of ``text`` that claims something; none where none does.

    ``sources``: texts, texts by id, or a folder of files. With marks in ``text``, ``[n]`` cites the n-th of them and a
    sentence without a mark is uncited; without any mark every sentence is held against all of them.
    Raises TypeError for what is no text or no sources, UsageError for a folder without a readable file.
    """
    __tracebackhide__ = True
    _check_given(text, sources)
    library, names = _library(sources)
    marked = statements_of(text, names)
    statements = marked if any(s.cites for s in marked) else statements_of(text, None, tuple(names))
    return check_one(Outside("text", "", statements), library).verdicts


def _check_given(answer: object, sources: object) -> None:
    """Raise TypeError, with what to give instead, where one of the arguments is of another kind."""
    __tracebackhide__ = True
    if not isinstance(answer, str):
        raise TypeError(f"the answer is {_kind(answer)}: give its text")
    if isinstance(sources, str):
        raise TypeError("sources is one text: give a list of texts, [text], or a folder as pathlib.Path")
    if isinstance(sources, Path):
        return
    if not isinstance(sources, Mapping | Sequence) or isinstance(sources, bytes | bytearray):
        raise TypeError(f"sources is {_kind(sources)}: give a list of texts, texts by id, or a folder as pathlib.Path")
    named = sources if isinstance(sources, Mapping) else dict(enumerate(sources, 1))
    for name, text in named.items():
        if not isinstance(text, str):
            raise TypeError(f"source {name} is {_kind(text)}: give its text")


def _kind(value: object) -> str:
    return "None" if value is None else f"of type {type(value).__name__}"


def _library(sources: Sources) -> tuple[Library, list[str]]:
    if isinstance(sources, Path):
        library = read_library(sources)
        return library, list(dict.fromkeys(one.name for one in library.shelf.values()))
    named = sources if isinstance(sources, Mapping) else {f"source {n}": text for n, text in enumerate(sources, 1)}
    library = Library({}).with_texts(named)
    return library, list(named)
