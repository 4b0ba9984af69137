"""How a brief came about, in a line, and how much it holds, in another."""

from __future__ import annotations

from rag.summarize.brief import Brief
from rag.summarize.headings import counted, heading
from rag.usage import Usage
from ui.answer_words import answer_word
from ui.seed_words import counts


def made(brief: Brief) -> str:
    """When, from which snapshot and by what: quotes, or a model and what it cost."""
    language = brief.scope.language
    key = "model_mode" if brief.mode == "model" else "model_unused" if brief.model else "quote_mode"
    mode = heading(key, language, model=brief.model)
    spent = _spent(brief.usage, language)
    return heading(
        "made", language, made=brief.made, snapshot=brief.snapshot, mode=f"{mode} ({spent})" if spent else mode
    )


def count(brief: Brief) -> str:
    """How many sentences of how many sources there are, how many of each verdict, and how many only repeat the article."""
    found, repeated = counts(brief.verdicts, brief.sources)
    language = brief.scope.language
    told = [counted(n, s, language) for s, n in found.items()]
    told += [answer_word("seed_words_count", language, count=repeated)] if repeated else []
    verdicts = ", ".join(told) or heading("no_value", language)
    return heading("count", language, n=str(len(brief.verdicts)), s=str(len(brief.sources)), verdicts=verdicts)


def _spent(usage: Usage, language: str) -> str:
    """Calls, tokens and cost of the model; "" when none was asked."""
    if not usage.calls:
        return ""
    about = heading("about", language) if usage.estimated else ""
    tokens = f"{about}{usage.prompt_tokens:,} + {usage.completion_tokens:,}"
    cost = "" if usage.cost is None else heading("cost", language, cost=f"{usage.cost:.4f}")
    return heading("spent", language, calls=str(usage.calls), tokens=tokens, cost=cost)
