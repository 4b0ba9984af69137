"""Verdicts on anybody's answers, by the verifier that serves people: each statement against the texts it cites."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from evals.library import Library, Shelved
from evals.outside import Outside, Statement
from evals.two_rows import other_row
from rag.places import place_of
from rag.sentences import sentences
from rag.text import words
from rag.tokens import tokens
from rag.types import Citation, Claim, Span, Status, Verdict
from rag.verify.citing import Cited, cite
from rag.verify.figures.derived import reckoned_from
from rag.verify.findings import GRAVITY
from rag.verify.in_place import words_of
from rag.verify.values.dates import dates
from rag.verify.values.numbers import figures
from rag.verify.verifier import verify

# Where the nearest sentence of a text does not bear a statement, others are asked: a passage and a sentence by their places.
OTHERS = ((0, 1), (1, 0), (2, 0))
NO_SENTENCE = "the answer holds no sentence"
HELD_AGAINST_OTHERS = (Status.PARTLY, Status.UNSUPPORTED, Status.CONTRADICTED)


_ROW = re.compile(r" = |: [^;]+; ")


@dataclass(frozen=True, slots=True)
class CheckedAnswer:
    """An answer with a verdict for each of its statements."""

    outside: Outside
    verdicts: tuple[Verdict, ...]

    @property
    def grounded(self) -> bool:
        """True when every statement is supported; an answer without a statement shows nothing, and is not."""
        return not self.empty and all(v.status.borne for v in self.verdicts)

    @property
    def empty(self) -> bool:
        """True when the answer says nothing that could be checked."""
        return not self.outside.statements

    def to_dict(self) -> dict[str, object]:
        """Plain data for ``--json``."""
        return {
            "id": self.outside.id,
            "question": self.outside.question,
            "grounded": self.grounded,
            "reason": NO_SENTENCE if self.empty else "",
            "statements": [
                {
                    "text": statement.text,
                    "cites": list(statement.cites),
                    "verdict": verdict.status,
                    "reason": verdict.reason,
                    "citations": [
                        {"source": c.source_id, "quote": c.quote, "start": c.span.start, "end": c.span.end}
                        for c in verdict.claim.citations
                    ],
                }
                for statement, verdict in zip(self.outside.statements, self.verdicts, strict=True)
            ],
        }


def check(outside: Outside, library: Library) -> CheckedAnswer:
    """A verdict for each statement; what it cites and nobody has is a bad reference."""
    known = library.with_texts(outside.texts)
    return CheckedAnswer(outside, tuple(_verdict(statement, known) for statement in outside.statements))


def totals(checked: Sequence[CheckedAnswer]) -> Counter[Status]:
    """How many statements of each verdict."""
    return Counter(v.status for one in checked for v in one.verdicts)


def _verdict(statement: Statement, library: Library) -> Verdict:
    """The verdict on a statement; a cited text that is no evidence is named and left out, the others still count."""
    missing = [name for name in statement.cites if name not in library.shelf and name not in library.empty]
    if missing and (files := library.several.get(missing[0])):
        return _bad(statement, f"'{missing[0]}' may be any of {', '.join(files[:3])}: cite one by its path")
    if missing:
        return _bad(statement, f"'{missing[0]}' is none of the texts")
    told = [f"'{name}' holds no words" for name in statement.cites if name in library.empty]
    names = [name for name in statement.cites if name not in library.empty]
    cited = _cited(statement.text, [library.shelf[name] for name in names])
    told += [f"'{names[n - 1]}' {why}" for n, why in cited.dropped.items()]
    kept = [library.shelf[name] for n, name in enumerate(names, 1) if n not in cited.dropped]
    if told and not kept:
        return _bad(statement, "; ".join(told))
    if cited.dropped:
        cited = _cited(statement.text, kept)
    sources = {one.name: one.evidence for one in kept}
    best = verify(cited.claim, sources)
    held = [cited.claim]
    for passage, rank in OTHERS if len(kept) == 1 else ():
        if best.status not in HELD_AGAINST_OTHERS:
            break
        claim = _cited(statement.text, kept, passage, rank).claim
        if claim in held:  # the text has no other such place
            continue
        held.append(claim)
        verdict = verify(claim, sources)
        better = GRAVITY.index(verdict.status) > GRAVITY.index(best.status)
        if verdict.status.borne or (better and best.status is not Status.CONTRADICTED):
            best = verdict
    if best.status in HELD_AGAINST_OTHERS and len(kept) == 1:
        together = _on_two_places(statement.text, kept, cited)
        verdict = verify(together, sources) if together else best
        of_rows = together is not None and _ROW.search(
            together.citations[0].quote
        )  # the one row alone tells of one year
        best = verdict if verdict.status.borne or of_rows else best
    if best.status in HELD_AGAINST_OTHERS and best.status.struck and len(kept) == 1:
        apart = _reckoned_from(statement.text, kept[0], cited)
        verdict = verify(apart, sources) if apart else best
        best = verdict if verdict.status in (Status.SUPPORTED, Status.PARTLY) else best
    return replace(best, reason="; ".join([*told, best.reason]))


def _cited(text: str, texts: Sequence[Shelved], passage: int = 0, rank: int = 0) -> Cited:
    """The sentence as a claim on the passage of each text that bears it best, or on another by its place in that order."""
    passages = {n: one.bearing(text, passage + 1)[-1] for n, one in enumerate(texts, 1)}
    marked = text + "".join(f" [{n}]" for n in passages)
    evidence = {one.name: one.evidence for one in texts}
    cited = cite(
        marked,
        list(passages),
        passages,
        read_by_model=False,
        in_place=lambda p, s: words_of(evidence[p.source_id], p, s),
        rank=rank,
    )
    places = tuple(replace(c, locator=place_of(passages[c.number], c.span)) for c in cited.claim.citations)
    return replace(cited, claim=replace(cited.claim, citations=places))


def _on_two_places(text: str, texts: Sequence[Shelved], cited: Cited) -> Claim | None:
    """A sentence on two times, "rose from 380,000 in 2023 to 450,000 in 2024", as a claim on the words that bear it best and on those that
    bear best what they lack. None unless each tells of a time that the other does not: of one time, words from two places are
    what nobody said."""
    first = cited.claim.citations
    times = {d.year for d in dates(text) if d.year}
    if len(first) != 1 or len(times) < 2:
        return None
    if _ROW.search(first[0].quote):
        row = other_row(text, texts[0], first[0])
        return _on_both(text, first[0], row) if row else None
    have = set(tokens(first[0].quote))
    lacking = [w.span.of(text) for w in words(text) if not set(tokens(w.span.of(text))) <= have]
    second = _cited(" ".join(lacking), texts).claim.citations if lacking else ()
    if len(second) != 1 or second[0].span.overlaps(first[0].span):
        return None
    one, other = ({d.year for d in dates(c.quote)} & times for c in (*first, *second))
    rows = any(_ROW.search(c.quote) for c in (*first, *second)) and any(f.kind == "quantity" for f in figures(text))
    if not one - other or not other - one or rows:  # of two rows a figure may be another column's
        return None
    return _on_both(text, first[0], second[0])


def _reckoned_from(text: str, one: Shelved, cited: Cited) -> Claim | None:
    """A sentence as a claim on the words that bear it best and on those from which, with them, a figure of it follows; or None."""
    first = cited.claim.citations
    if len(first) != 1 or reckoned_from(text, [first[0].quote]):
        return None
    for passage in one.passages:
        for span in sentences(passage.text):
            other = span.of(passage.text)
            if reckoned_from(text, [first[0].quote, other]):
                place = span.shifted(passage.span.start)
                second = Citation(2, passage.id, passage.source_id, other, place, place_of(passage, place))
                if not place.overlaps(first[0].span):
                    return _on_both(text, first[0], second)
    return None


def _on_both(text: str, one: Citation, other: Citation) -> Claim:
    """A sentence as a claim on two places."""
    marked = f"{text} [1] [2]"
    return Claim(marked, Span(0, len(marked)), (replace(one, number=1), replace(other, number=2)))


def _bad(statement: Statement, reason: str) -> Verdict:
    return Verdict(Claim(statement.text, Span(0, len(statement.text))), Status.BAD_REFERENCE, reason)
