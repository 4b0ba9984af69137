"""Whether a source bears what a question takes for granted, by the check that judges answers: of that, nothing is doubted."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from rag.types import Hit, Source, Status, Tier, Verdict
from rag.verify.questions.presupposed import Form, presupposed

# Whose word it is to be is no part of a premise; that somebody else says it bears out nothing of him.
_WHOSE = re.compile(r"\b(?:according to|según)\b|据|根据", re.IGNORECASE)
FIRST = 5  # passages that may bear it
Judge = Callable[
    [str, Sequence[int], Sequence[Hit], str], Verdict
]  # a sentence with its marks, the marks, what they count, its language


def borne(question: str, hits: Sequence[Hit], sources: Mapping[str, Source], judge: Judge, language: str) -> bool:
    """True where one of the first ``hits`` that are not of the seed supports the premise, taken as a sentence of an answer.

    In English, where this was measured. What is only asked ("Is it true that ...?"), or half of it ("Who sold ...?"), is not taken for granted.
    """
    if language != "en" or _WHOSE.search(question):
        return False
    premise = presupposed(question)
    if premise is None or premise.form not in (Form.ASSERTED, Form.NAMED):
        return False
    told = [hit for hit in hits if sources[hit.passage.source_id].tier is not Tier.SEED][:FIRST]
    sentence = premise.text.rstrip(" .")
    verdicts = (judge(f"{sentence} [{n}].", (n,), told, language) for n in range(1, len(told) + 1))
    return any(verdict.status.borne for verdict in verdicts)
