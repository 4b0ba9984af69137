"""Where the quotes of a brief differ: by the disputes on file, by the ledger, by code; with what may be why."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rag.answer.conflicts import by_editor, differing, ordered
from rag.answer.draft import Pick
from rag.assemble import Parts
from rag.corpus import LedgerClaim
from rag.in_seed import in_the_seed
from rag.summarize.disputed import Allowed, disputed, nothing_else
from rag.summarize.gather import Candidate
from rag.summarize.headings import day, heading
from rag.text import fold
from rag.tokens import tokens
from rag.types import FIGURES, Conflict, Source
from rag.verify.values.dates import compatible, dates

CONTRADICTED, PARTLY = "contradicted", "partly supported"
SHARED = 2  # content words that two quotes must share to be of one matter
MOST_DIFFERENCES = 8  # beside the disputes on file
LEFT_TO_CODE = 2  # differences that code sees and that many judgements of an editor do not push out
_KINDS = """
    provisional preliminary predicted estimated reported recorded final revised adjusted unadjusted projected confirmed
    suspected cumulative annual monthly weekly residents occurrence gross net average median mean rate
    provisional preliminar previsto estimado estimada notificado registrado definitivo final revisado ajustado residentes
    promedio mediana tasa
"""
_DEFINING = re.compile(
    rf"(?<!\w)(?:{'|'.join(sorted(set(_KINDS.split()), key=len, reverse=True))})(?!\w)|初步|最终|预计|估计|修订|报告的|经调整"
)


def differences(
    taken: Sequence[Candidate], others: Sequence[Candidate], parts: Parts, allowed: Allowed = nothing_else
) -> list[Conflict]:
    """Conflicts of the topic's quotes: disputes on file, then at most MOST_DIFFERENCES others: the article as the ledger judges it,
    its contradicted claims first, then what code sees of the taken quotes and other candidates. ``allowed``: which words that are
    no candidates may be the other side of a dispute."""
    filed = disputed(taken, others, parts.index, allowed)
    on_record = [by_editor(d, Pick(*one), Pick(*other), parts.index, "") for d, one, other in filed]
    kept: dict[str, Conflict] = {}
    for conflict in (*on_record, *_by_ledger(taken, parts)):
        kept.setdefault(conflict.reason, conflict)
    seen: dict[str, Conflict] = {}
    for conflict in _by_code(taken, others, parts):
        if conflict.reason not in kept and not any(_one_pair(conflict, k) for k in kept.values()):
            seen.setdefault(conflict.reason, conflict)
    most = len(on_record) + MOST_DIFFERENCES
    return [*list(kept.values())[: most - min(LEFT_TO_CODE, len(seen))], *seen.values()][:most]


def _one_pair(a: Conflict, b: Conflict) -> bool:
    """True when both set words of the same two places against each other."""
    return {a.lower.passage_id, a.higher.passage_id} == {b.lower.passage_id, b.higher.passage_id}


def _by_ledger(taken: Sequence[Candidate], parts: Parts) -> Iterator[Conflict]:
    """The article's claims that the ledger judges contradicted, then partly supported, against the taken quotes that decide them."""
    for claim in [c for status in (CONTRADICTED, PARTLY) for c in parts.index.ledger if c.status == status]:
        deciding = [c.pick for c in taken if claim.decides(c.pick.passage.id, c.pick.span)]
        if deciding:
            yield from _contradicting(claim, deciding, parts)


def _contradicting(claim: LedgerClaim, deciding: Sequence[Pick], parts: Parts) -> tuple[Conflict, ...]:
    """The article's words against the one of several quotes that shares most with the claim and its reason; none where little is
    shared, for a whole page may be named as what decides."""
    told, said = set(tokens(f"{claim.claim} {claim.reason}")), in_the_seed(claim, parts.index)
    best = max(deciding, key=lambda pick: len(told & set(tokens(pick.quote))))
    if said is None or len(told & set(tokens(best.quote))) <= SHARED:
        return ()
    return (by_editor(claim, Pick(*said), best, parts.index, ""),)


def _by_code(taken: Sequence[Candidate], others: Sequence[Candidate], parts: Parts) -> Iterator[Conflict]:
    """Each taken quote against the other candidates from other sources that give another value of one measure."""
    for i, a in enumerate(taken):
        for b in (*taken[i + 1 :], *others):
            if len(a.gist.words & b.gist.words) < SHARED or a.source.id == b.source.id:
                continue  # what shares less is never compared: it costs too much
            if values := differing(a.quote, a.source.language, b.quote, b.source.language):
                lower, higher = ordered(a.pick, b.pick, parts.index)
                yield Conflict(lower.cited(), higher.cited(), f"“{values[0]}” against “{values[1]}”", FIGURES)


def why(lower: str, higher: str, low: Source, high: Source, language: str) -> tuple[str, ...]:
    """What may be why two quotes differ, as far as their own words show it: period, definition, publisher."""
    said = []
    mine, theirs = dates(lower, low.language), dates(higher, high.language)
    if mine and theirs and not any(compatible(x, y) for x in mine for y in theirs):
        said.append(heading("periods_differ", language, a=day(mine[0], language), b=day(theirs[0], language)))
    one, two = _defining(lower), _defining(higher)
    if one - two and two - one:
        a, b = min(one - two), min(two - one)
        said.append(heading("definitions_differ", language, a=a, b=b))
    if low.publisher and high.publisher and fold(low.publisher).text != fold(high.publisher).text:
        said.append(heading("agencies_differ", language, a=low.publisher, b=high.publisher))
    return tuple(said)


def _defining(text: str) -> set[str]:
    return set(_DEFINING.findall(fold(text, accents=True).text))
