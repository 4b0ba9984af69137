"""What every face says of an answer as a whole, in the reader's language."""

from collections import Counter
from collections.abc import Mapping, Sequence

from rag.sources import Kind, Source, Tier
from rag.text.punctuation import comma
from rag.types import Answer, Conflict, Finding, Status, Usage, Verdict
from ui.words import finding_word, word


def claim_is(finding: Finding, language: str = "en") -> str:
    """What the ledger finds of the article's claim, as a heading."""
    return word("claim_is", language, finding=finding_word(finding, language))


def title_of(conflict: Conflict, language: str = "en") -> str:
    """What stands over two quotes: what the ledger finds of the article's claim, that they differ, or only that they stand side by side."""
    if conflict.finding:
        return claim_is(conflict.finding, language)
    return word("beside" if conflict.beside else "differ", language)


def withheld(answer: Answer) -> str:
    """How many sentences are not shown, by the setting."""
    return word("withheld_one" if answer.withheld == 1 else "withheld", answer.language, count=answer.withheld)


def chosen_words(answer: Answer) -> str:
    """That only some of the sources were allowed to answer, and how many; "" where all were."""
    if answer.chosen is None:
        return ""
    key = "used_refused" if answer.refused else "used_answered"
    return word(key, answer.language, used=answer.chosen.used, total=answer.chosen.total)


def spent(usage: Usage, language: str = "en") -> str:
    """The calls to a model, their tokens and, where prices are set, their cost; "" where there was none."""
    if not usage.calls:
        return ""
    tokens = f"{usage.prompt_tokens:,} + {usage.completion_tokens:,}"
    tokens = word("about", language, tokens=tokens) if usage.estimated else tokens
    used = [word("usage_is", language, calls=usage.calls, tokens=tokens)]
    if usage.cost is not None:
        used.append(word("cost", language, cost=f"{usage.cost:.4f}"))
    return comma(language).join(used)


def is_seed(source: Source) -> bool:
    """True for the article under examination."""
    return source.kind is Kind.SEED or source.tier is Tier.SEED


def of_the_seed(verdict: Verdict, sources: Mapping[str, Source]) -> bool:
    """True for a supported sentence that rests on the article under examination alone: that it stands there says nothing of its truth."""
    cited = [sources.get(citation.source_id) for citation in verdict.claim.citations]
    return verdict.status.borne and bool(cited) and all(source is not None and is_seed(source) for source in cited)


def counts(verdicts: Sequence[Verdict], sources: Mapping[str, Source]) -> tuple[Counter[Status], int]:
    """How many sentences have each verdict, and apart from these how many only repeat the article."""
    others = [verdict for verdict in verdicts if not of_the_seed(verdict, sources)]
    return Counter(verdict.status for verdict in others), len(verdicts) - len(others)
