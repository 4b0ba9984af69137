"""Whether the connected model answered: a run in which it did not looks like a good one, for quotes hold."""

from collections.abc import Sequence

from evals.saved import MODEL_ANSWERED, Row
from rag.phrases import PHRASES
from rag.types import Answer, NoteKind

_OPENINGS = tuple(text.partition("{")[0] for text in PHRASES["did_not_answer"].values())


def answered(answer: Answer) -> bool | None:
    """Whether the model answered when it was asked; None where it was not asked."""
    if any(note.kind is NoteKind.MODE and note.text.startswith(_OPENINGS) for note in answer.notes):
        return False
    if not answer.usage.calls:
        return None
    return bool(answer.usage.prompt_tokens or answer.usage.completion_tokens)  # no token: every call failed


def counts(rows: Sequence[Row]) -> tuple[int, int]:
    """How many questions the model answered, and of how many that it was asked."""
    asked = [row for row in rows if MODEL_ANSWERED in row.parts]
    return sum(not row.unanswered for row in asked), len(asked)


def dead(rows: Sequence[Row]) -> bool:
    """True when the model was asked and answered nothing: what was measured is not the model."""
    said, asked = counts(rows)
    return asked > 0 and said == 0


def warnings(rows: Sequence[Row]) -> list[str]:
    """What a reader must know before the figures: how many answers are not the model's."""
    said, asked = counts(rows)
    if said == asked:
        return []
    questions = "question" if asked == 1 else "questions"
    return [
        f"the model answered {said} of {asked} {questions} that it was asked; the others are quotes (docs/model.md)"
    ]
