"""Where the sources of an answer differ: by an editor's word, or because two cited sentences surely cannot both hold. Better none than a bogus one.

An editor's judgement (ledger, disputes) is shown where one of the first quotes is part of it and the judge finds that it bears on the
question. Otherwise two quotes of different sources that both answer it: they contradict each other, read either way, or give one
measure two values.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from rag.answer.writing import Pick
from rag.case import Dispute, LedgerClaim, Side, reason_in
from rag.case.lines import Deciding
from rag.index.store import Index
from rag.models.calibration import calibration
from rag.models.judge import CONTRADICTED, SILENT, judge
from rag.phrases import phrase
from rag.retrieve.search import Search, spelled
from rag.sources import Kind, Passage, Span
from rag.text.fold import content_words
from rag.text.sentences import decisive, sentences
from rag.text.tokens import tokens
from rag.types import DISPUTE, FIGURES, JUDGE, LEDGER, Conflict
from rag.verify.values.dates import compatible, dates
from rag.verify.values.numbers import Figure, bears, figures
from rag.wording import as_said


def in_the_seed(claim: LedgerClaim, index: Index) -> Pick | None:
    """The sentence of the seed's located paragraphs that shares most words with the claim."""
    wanted = set(tokens(claim.claim))
    best: tuple[float, Pick] | None = None
    for source in index.sources.values():
        for passage in index.passages.of_source(source.id) if source.kind is Kind.SEED else ():
            for span in sentences(passage.text, source.language) if passage.locator in claim.seed_locators else ():
                share = len(wanted & set(tokens(span.of(passage.text)))) / max(1, len(wanted))
                if best is None or share > best[0]:
                    best = share, Pick(passage, span.shifted(passage.span.start))
    return best[1] if best else None


def deciding(claim: LedgerClaim, index: Index, only: Collection[str] = ()) -> list[Pick]:
    """The words that decide a claim, passage by passage: what shares most words with it and its reason first, then the highest tier,
    then as the ledger lists them; ``only``: of these sources."""
    place, told = {fact: n for n, fact in enumerate(claim.fact_ids)}, set(tokens(f"{claim.claim} {claim.reason}"))
    rows = sorted(index.row_of[fact] for fact in place if fact in index.row_of)
    passages = [index.passages[row] for row in rows]
    found = [Pick(p, words_deciding(claim, p, index)) for p in passages if not only or p.source_id in only]

    def fit(pick: Pick) -> tuple[int, int, int]:
        shared, passage = told & set(tokens(pick.quote)), pick.passage
        return -len(shared), index.sources[passage.source_id].tier.rank, place[passage.id]

    return sorted(found, key=fit)


def words_deciding(claim: LedgerClaim, passage: Passage, index: Index) -> Span:
    """Those of a deciding passage, in its source: all of them, or of a place that the ledger names what meets the claim."""
    return words_behind(claim, f"{claim.claim} {claim.reason}", passage, index)


def words_of_side(dispute: Dispute, side: Side, index: Index, only: Collection[str] = ()) -> list[Pick]:
    """The words of a side of a dispute, passage by passage as an editor lists them; ``only``: of these sources."""
    rows = [index.row_of[name] for name in side.fact_ids if name in index.row_of]
    passages = [index.passages[row] for row in rows]
    told = f"{dispute.matter} {side.says}"
    return [Pick(p, words_behind(side, told, p, index)) for p in passages if not only or p.source_id in only]


def words_behind(one: Deciding, told: str, passage: Passage, index: Index) -> Span:
    """The words of a passage that stand behind ``one``: all of them, or of a place that was named those that meet ``told``."""
    parts = one.parts_of(passage.id)
    if not parts:
        return passage.span
    within = [part.shifted(-passage.span.start) for part in parts]
    language = index.sources[passage.source_id].language
    return decisive(told, passage.text, within, language).shifted(passage.span.start)


MOST = 2  # conflicts of an answer
LEADING = 4  # quotes, the first, that an answer rests on
BEARS = 0.8  # from which what an editor judged speaks to the question: of 24 questions of evals/data/conflicts.jsonl 10 of 12, and none of 12
WRONG = ("contradicted", "partly supported")  # findings of the ledger that are shown against the article


@dataclass(frozen=True, slots=True)
class Judged:
    """An editor's judgement on words that an answer quotes, with the words of both sides."""

    what: LedgerClaim | Dispute
    one: Pick
    other: Pick
    on: frozenset[int]  # places of the quotes that are part of it
    bears: float  # how surely it speaks to the question


def conflicts(
    question: str, picks: Sequence[Pick], search: Search, language: str, only: Collection[str] = ()
) -> tuple[Conflict, ...]:
    """The conflicts that bear on an answer, an editor's first; ``picks``: what it cites, in the order of its numbers; ``only``: between
    these sources."""
    found = [by_editor(one.what, one.one, one.other, search.index, language) for one in judged(question, picks, search)]
    found = [one for one in found if not only or one.source_ids <= frozenset(only)]
    return numbered((found or list(by_judge(question, picks[:LEADING], search, language)))[:MOST], picks)


def by_editor(judged: LedgerClaim | Dispute, one: Pick, other: Pick, index: Index, language: str) -> Conflict:
    """An editor's judgement with the words of both sides, its reason in ``language``."""
    reason = reason_in(language, judged)
    if isinstance(judged, LedgerClaim):
        return Conflict(one.cited(), other.cited(), reason, LEDGER, judged.status)
    lower, higher = ordered(one, other, index)
    return Conflict(lower.cited(), higher.cited(), reason, DISPUTE)


def judged(question: str, picks: Sequence[Pick], search: Search) -> list[Judged]:
    """What editors judged that speaks to the question, first what most surely is what it asks; each has a quote and both sides of its own: none is told twice."""
    leading = picks[:LEADING]
    found = [*by_ledger(question, leading, search), *by_disputes(question, leading, search)]
    kept: list[Judged] = []
    used: set[int] = set()
    sides: set[str] = set()
    for one in sorted(found, key=lambda one: -decides(question, one.what, search)):
        both = {one.one.passage.id, one.other.passage.id}
        if one.on - used and not both & sides:
            kept.append(one)
            used |= one.on
            sides |= both
    return kept


def by_ledger(question: str, picks: Sequence[Pick], search: Search) -> Iterator[Judged]:
    """The article's claims that do not hold as they stand, that the question is about and that a quote makes or decides."""
    index = search.index
    for claim in index.ledger:
        on = quoted(claim, dict(enumerate(picks)), index) if claim.status in WRONG else []
        if on and (bears := bearing(question, claim.claim)) >= BEARS:
            best = [picks[n] for n in on if decided_by(claim, picks[n])] or deciding(claim, index)
            said = in_the_seed(claim, index)
            if best and said:
                yield Judged(claim, said, best[0], frozenset(on), bears)


def quoted(claim: LedgerClaim, picks: Mapping[int, Pick], index: Index) -> list[int]:
    """Places of the ``picks`` that decide a claim of the article, or that make it."""
    of_article = any(index.sources[pick.passage.source_id].kind is Kind.SEED for pick in picks.values())
    said = in_the_seed(claim, index) if of_article else None  # which looks through the article
    return [n for n, pick in picks.items() if decided_by(claim, pick) or (said and meets(pick, said))]


def decided_by(claim: LedgerClaim, pick: Pick) -> bool:
    """True where the words of a quote are among what decides a claim."""
    return claim.decides(pick.passage.id, pick.span)


def by_disputes(question: str, picks: Sequence[Pick], search: Search) -> Iterator[Judged]:
    """The disputes on file that the question is about and of which a quote is a side, with the words of another side."""
    index = search.index
    for dispute in index.disputes:
        on = [
            (side, n)
            for n, pick in enumerate(picks)
            for side in dispute.sides
            if side.decides(pick.passage.id, pick.span)
        ]
        if not on or not of_its_years(question, dispute.matter):
            continue
        bears = bears_on(question, dispute)
        side, pick = on[0][0], picks[on[0][1]]
        others = [picks[n] for s, n in on if s is not side]
        others += [one for s in dispute.sides if s is not side for one in words_of_side(dispute, s, index)]
        apart = [other for other in others if other.passage.source_id != pick.passage.source_id]
        if apart and bears >= BEARS:
            yield Judged(dispute, pick, apart[0], frozenset(n for _, n in on), bears)


def decides(question: str, what: LedgerClaim | Dispute, search: Search) -> float:
    """How surely an editor's judgement is what the question asks for: that it speaks to it, times how like it is; 0 below BEARS."""
    share = bears_on(question, what) if isinstance(what, Dispute) else bearing(question, what.claim)
    return (
        share * search.likeness(question, [what.matter if isinstance(what, Dispute) else what.claim])[0]
        if share >= BEARS
        else 0.0
    )


def bears_on(question: str, dispute: Dispute) -> float:
    """How surely a dispute speaks to the question, by its matter and what its sides say."""
    return bearing(question, f"{dispute.matter} {' '.join(side.says for side in dispute.sides)}")


def bearing(question: str, told: str) -> float:
    """How surely ``told`` speaks to the question, as the judge reads it."""
    return float(1.0 - judge().questions(spelled(question), [told])[0, SILENT])


def of_its_years(question: str, matter: str) -> bool:
    """False where both name years and none of them is the same: deaths of 2021 are no matter of 2020."""
    asked, told = years(question), years(matter)
    return not (asked and told and asked.isdisjoint(told))


def years(text: str) -> set[int]:
    """The years that a text names."""
    return {when.year for when in dates(spelled(text)) if when.year}


def by_judge(question: str, picks: Sequence[Pick], search: Search, language: str) -> Iterator[Conflict]:
    """Pairs of quotes that answer the question and cannot both hold, as the judge or their own figures tell."""
    index = search.index
    if len(picks) < 2:
        return
    answers = 1.0 - search.read(question, [pick.passage.part(pick.span) for pick in picks])[:, SILENT]
    speak = [pick for pick, share in zip(picks, answers, strict=True) if share >= calibration().about]
    pairs = [(a, b) for a, b in combinations(speak, 2) if a.passage.source_id != b.passage.source_id]
    if not pairs:
        return
    told = [(spelled(x.quote), spelled(y.quote)) for a, b in pairs for x, y in ((a, b), (b, a))]
    shares = judge().claims(told)[:, CONTRADICTED].reshape(-1, 2)
    for (a, b), both in zip(pairs, shares, strict=True):
        lower, higher = ordered(a, b, index)
        if values := differing(lower.quote, _language(lower, index), higher.quote, _language(higher, index)):
            yield Conflict(lower.cited(), higher.cited(), "“{}” against “{}”".format(*values), FIGURES)
        elif float(np.min(both)) >= calibration().contradicted:
            yield Conflict(lower.cited(), higher.cited(), phrase("contradict", language), JUDGE)


def differing(one: str, language: str, other: str, tongue: str) -> tuple[str, str] | None:
    """The two values of one measure where each text gives one figure of the same unit and thing for the same time, and they differ;
    ``language`` and ``tongue``: of the two."""
    mine, theirs = _measures(one, language), _measures(other, tongue)
    if len(mine) != 1 or len(theirs) != 1 or not _one_time(one, language, other, tongue):
        return None
    a, b = mine[0], theirs[0]
    if a.unit != b.unit or not a.unit or bears(a, b) or bears(b, a):
        return None
    return (a.text, b.text) if _one_matter(one, language, other, tongue) else None


def _measures(text: str, language: str) -> list[Figure]:
    return [figure for figure in figures(text, language[:2]) if figure.kind == "quantity"]


def _one_time(one: str, language: str, other: str, tongue: str) -> bool:
    """True when both name a time and any two of these can be one."""
    mine, theirs = dates(one, language[:2]), dates(other, tongue[:2])
    return bool(mine and theirs) and all(compatible(a, b) for a in mine for b in theirs)


def _one_matter(one: str, language: str, other: str, tongue: str) -> bool:
    """True when most words of the shorter text, but for its figures, stand in the other: total deaths are no opioid deaths."""
    mine, theirs = (
        {word.text for word in content_words(text, own[:2]) if not word.text[0].isdigit()}
        for text, own in ((one, language), (other, tongue))
    )
    shorter = min(len(mine), len(theirs))
    return shorter > 0 and 5 * len(mine & theirs) >= 4 * shorter


def ordered(one: Pick, other: Pick, index: Index) -> tuple[Pick, Pick]:
    """The lower tier first, and within one tier the earlier date."""
    lower, higher = sorted((one, other), key=lambda pick: standing(pick, index))
    return lower, higher


def standing(pick: Pick, index: Index) -> tuple[int, str]:
    """Sorts lower tiers first and then by the first date of the words; those without one count as earliest."""
    source = as_said(index.sources[pick.passage.source_id], pick.passage)
    date = re.search(r"\d{4}(?:-\d\d){0,2}", source.published)
    return -(source.tier.rank + (source.kind is Kind.SEED)), date.group() if date else ""


def _language(pick: Pick, index: Index) -> str:
    return index.sources[pick.passage.source_id].language


def meets(one: Pick, other: Pick) -> bool:
    """True where the two have words of a source in common."""
    return one.passage.source_id == other.passage.source_id and one.span.overlaps(other.span)


def numbered(found: Sequence[Conflict], picks: Sequence[Pick]) -> tuple[Conflict, ...]:
    """The sides with the answer's own numbers, and the numbers after these for what it does not quote."""
    numbers: dict[tuple[str, Span], int] = {}
    for own, pick in enumerate(picks, 1):
        numbers.setdefault((pick.passage.source_id, pick.span), own)

    def number(place: tuple[str, Span]) -> int:
        return numbers.setdefault(place, max(len(picks), *numbers.values(), 0) + 1)

    return tuple(
        replace(
            one,
            lower=replace(one.lower, number=number((one.lower.source_id, one.lower.span))),
            higher=replace(one.higher, number=number((one.higher.source_id, one.higher.span))),
        )
        for one in found
    )
