"""Verdicts on anybody's answers, by the verifier that serves people: each statement against the texts it cites."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from evals.library import Library
from evals.outside import Outside, Statement
from rag.types import Claim, Span, Status, Verdict
from rag.verify.citing import cite
from rag.verify.verifier import verify


@dataclass(frozen=True, slots=True)
class CheckedAnswer:
    """An answer with a verdict for each of its statements."""

    outside: Outside
    verdicts: tuple[Verdict, ...]

    @property
    def grounded(self) -> bool:
        """True when every statement is supported; an answer without a statement claims nothing."""
        return all(v.status is Status.SUPPORTED for v in self.verdicts)

    def to_dict(self) -> dict[str, object]:
        """Plain data for ``--json``."""
        return {
            "id": self.outside.id,
            "question": self.outside.question,
            "grounded": self.grounded,
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
    missing = [name for name in statement.cites if name not in library.shelf]
    if missing:
        claim = Claim(statement.text, Span(0, len(statement.text)))
        return Verdict(claim, Status.BAD_REFERENCE, f"'{missing[0]}' is none of the texts")
    passages = {n: library.shelf[name].bearing(statement.text) for n, name in enumerate(statement.cites, 1)}
    marked = statement.text + "".join(f" [{n}]" for n in passages)
    cited = cite(marked, list(passages), passages)
    evidence = {one.name: one.evidence for one in (library.shelf[name] for name in statement.cites)}
    return verify(cited.claim, evidence)
