"""One suite answered in three ways through the same path: quotes, a model by rule, a small real model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from evals import small_model
from evals.endpoint import speaking
from evals.run import run_suite
from evals.saved import Row
from evals.schema import Question
from evals.scripted import NAME, ScriptedModel
from evals.slips import Outcome, counted, outcomes
from rag.assemble import Parts, with_model
from rag.clock import Tick

SMALL_WINDOW = {"context_tokens": 1200, "answer_tokens": 100, "timeout_s": 300.0}


@dataclass(frozen=True, slots=True)
class Side:
    """A way of answering, its rows, and what a reader has to know of them; no rows when it could not be run."""

    name: str
    rows: Sequence[Row]
    note: str
    written: Sequence[Outcome] = field(default=())  # of the model by rule: each sentence with its verdict


def quoting(questions: Sequence[Question], parts: Parts, tick: Tick) -> Side:
    """Quotes, no model."""
    return Side("quotes", run_suite(questions, parts, tick), "made of quotes, no model, no key")


def scripted(questions: Sequence[Question], parts: Parts, tick: Tick, seed: int = 0) -> Side:
    """A model by rule that slips on purpose, over HTTP."""
    model = ScriptedModel(seed)
    with speaking(model.reply) as url:
        rows = run_suite(questions, _behind(parts, url, NAME), tick)
    note = (
        "written by rule from the passages of the prompt (`evals/scripted.py`): reworded and joined sentences, about every fifth "
        f"with one thing wrong; seed {seed}; tokens by our own count"
    )
    written = [outcome for row in rows for outcome in outcomes(row, model.said)]
    return Side("scripted model", [counted(row, model.said) for row in rows], note, written)


def small(questions: Sequence[Question], parts: Parts, tick: Tick, count: int, minutes: float, seed: int = 0) -> Side:
    """The small real model on ``count`` questions drawn by ``seed``, as many as it gets through in ``minutes``."""
    name = "small model"
    file = small_model.weights()
    if file is None or not count:
        return Side(name, (), small_model.ABSENT if file is None else "not asked for")
    drawn = Random(seed).sample(list(questions), min(count, len(questions)))  # noqa: S311 - a sample, not a secret
    try:
        running = small_model.start(file)
    except RuntimeError as exc:
        return Side(name, (), str(exc))
    try:
        behind = _behind(parts, running.url, "smollm2", **SMALL_WINDOW)
        rows = run_suite(drawn, behind, tick, among=questions, most_s=minutes * 60, warm=True)
    finally:
        running.stop()
    note = (
        f"{small_model.NAME}, behind llama.cpp's server on two cores, window {SMALL_WINDOW['context_tokens']} tokens: {len(rows)} of "
        f"{len(drawn)} questions drawn with seed {seed}, {minutes:g} minutes at most. It is far too small to answer well; "
        "the column shows what is left of such a model's sentences after the check, quotes in their place where nothing held"
    )
    return Side(name, rows, note)


def _behind(parts: Parts, url: str, model: str, **given: Any) -> Parts:
    """``parts`` as the settings would make them with a model at ``url``."""
    named = {"openai_base_url": url, "openai_api_key": None, "model": model, "no_model": False} | given
    return with_model(parts, parts.settings.model_copy(update=named))
