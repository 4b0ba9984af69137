"""What will be is told where a source foretells it, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from rag.answer.foreseen import foreseen
from rag.ask import answer
from rag.assemble import open_parts
from rag.ingest.add import add_files
from rag.ingest.build import build
from rag.phrases import phrase
from rag.settings import load_settings
from rag.types import Hit, Passage, Span

PLAN = "No teacher will lose a job; two posts that fall vacant in 2025 will not be filled. The Oakham building will become a nursery."
PAST = "Two teachers lost their jobs in 2019. The Oakham building became a nursery."


def hits(text: str) -> list[Hit]:
    return [Hit(Passage("p", "s", text, Span(0, len(text))), 1.0)]


@pytest.mark.parametrize(
    ("question", "text", "told"),
    [
        ("Will teachers lose their jobs?", PLAN, True),
        ("What will happen to the Oakham building?", PLAN, True),
        ("Will teachers lose their jobs?", PAST, False),
        ("What will happen to the Oakham building?", PAST, False),
        ("Will house prices rise next year?", PLAN, False),
        ("What will happen next year?", PLAN, False),  # names nothing
        ("Will deaths rise again?", "The rise of deaths in 2021 was the last.", False),
        ("Will the pool open by 2027?", "The pool is scheduled to open in May 2026.", True),
    ],
)
def test_only_a_sentence_about_the_future_of_what_is_asked_counts(question: str, text: str, told: bool) -> None:
    assert foreseen(question, hits(text), "en") is told


def test_spanish_is_read_too() -> None:
    assert foreseen("¿Qué pasará con el edificio?", hits("El edificio será una guardería desde 2026."), "es")
    assert not foreseen("¿Qué pasará con el edificio?", hits("El edificio fue una guardería."), "es")


def test_a_plan_on_record_is_quoted_and_what_nobody_foretells_is_refused(tiny: Path) -> None:
    settings = load_settings(case=tiny, embedder="minilm")
    (settings.home / "plan.txt").write_text(PLAN, encoding="utf-8")
    add_files(settings, [settings.home / "plan.txt"])
    build(settings)
    parts = open_parts(settings)
    told = answer("What will happen to the Oakham building?", parts)
    assert not told.refused and "will become a nursery" in told.text
    refused = answer("Will house prices rise next year?", parts)
    assert refused.refused and refused.text == phrase("forecast", "en") and refused.nearest and not refused.confidence
