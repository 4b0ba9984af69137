"""How a brief came about, in a line, and how much it holds, in another."""

from __future__ import annotations

import re

from rag.answer.said_by import date_of
from rag.brief.types import Brief
from rag.phrases import LANGUAGES
from rag.text.punctuation import bracketed, comma
from rag.types import Usage
from ui.answer_words import answer_word
from ui.brief.labels import counted, label
from ui.seed_words import counts

_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d):\d\d(?:\.\d+)?Z")


def made(brief: Brief) -> str:
    """When, from which snapshot and by what: quotes, or a model and what it cost."""
    language = brief.scope.language
    key = "model_mode" if brief.mode == "model" else "model_unused" if brief.model else "quote_mode"
    mode = label(key, language, model=brief.model)
    spent = _spent(brief.usage, language)
    return label(
        "made",
        language,
        made=moment(brief.made, language),
        snapshot=brief.snapshot,
        mode=mode + bracketed(spent, language) if spent else mode,
    )


def moment(made: str, language: str) -> str:
    """``2026-11-30T10:54:57Z`` as ``30 nov 2026, 10:54 UTC`` in Spanish and Chinese; in English, and anything else, as it is."""
    found = _MOMENT.fullmatch(made) if language in LANGUAGES[1:] else None
    return f"{date_of(found[1], language)}{comma(language)}{found[2]} UTC" if found else made


def count(brief: Brief) -> str:
    """How many sentences of how many sources there are, how many of each verdict, and how many only repeat the article."""
    found, repeated = counts(brief.verdicts, brief.sources)
    language = brief.scope.language
    told = [counted(n, s, language) for s, n in found.items()]
    told += [answer_word("seed_words_count", language, count=repeated)] if repeated else []
    verdicts = comma(language).join(told) or label("no_value", language)
    return label("count", language, n=str(len(brief.verdicts)), s=str(len(brief.sources)), verdicts=verdicts)


def _spent(usage: Usage, language: str) -> str:
    """Calls, tokens and cost of the model; "" when none was asked."""
    if not usage.calls:
        return ""
    about = label("about", language) if usage.estimated else ""
    tokens = f"{about}{usage.prompt_tokens:,} + {usage.completion_tokens:,}"
    cost = "" if usage.cost is None else label("cost", language, cost=f"{usage.cost:.4f}")
    return label("spent", language, calls=str(usage.calls), tokens=tokens, cost=cost)
