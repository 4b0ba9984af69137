"""Where the sources of an answer differ: by an editor's word, or because two cited sentences surely cannot both hold. Better none than a bogus one.

An editor's judgement (ledger, disputes) is shown where one of the first quotes is part of it and the judge finds that it bears on the
question. Otherwise two quotes of different sources that both answer it: they contradict each other, read either way, or give one
measure two values.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import get_args

import numpy as np

from rag.answer.writing import Pick, Written
from rag.case import Dispute, LedgerClaim, Side, reason_in
from rag.case.lines import Deciding
from rag.index.store import Index
from rag.models.calibration import calibration
from rag.models.judge import CONTRADICTED, SILENT, judge
from rag.phrases import phrase
from rag.retrieve.search import Search, spelled
from rag.sources import Citation, Hit, Kind, Passage, Span
from rag.text.fold import content_words
from rag.text.sentences import decisive, sentences
from rag.text.tokens import tokens
from rag.types import DISPUTE, FIGURES, JUDGE, LEDGER, Conflict, Finding
from rag.verify.values.dates import compatible, dates
from rag.verify.values.numbers import QUANTITY, bears, figures
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
    place, told = {fact: n for n, fact in enumerate(claim.fact_ids)}, f"{claim.claim} {claim.reason}"
    rows = sorted(index.row_of[fact] for fact in place if fact in index.row_of)
    passages = [index.passages[row] for row in rows]
    found = [Pick(p, words_behind(claim, told, p, index)) for p in passages if not only or p.source_id in only]
    wanted = set(tokens(told))

    def fit(pick: Pick) -> tuple[int, int, int]:
        shared, passage = wanted & set(tokens(pick.quote)), pick.passage
        return -len(shared), index.sources[passage.source_id].tier.rank, place[passage.id]

    return sorted(found, key=fit)


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
STATUSES: tuple[Finding, ...] = get_args(Finding)
WRONG = ("contradicted", "partly supported")  # findings of the ledger that are shown against the article


@dataclass(frozen=True, slots=True)
class Judged:
    """An editor's judgement, the places of the quotes that are part of it, how surely it bears on a question and how ``like`` it that is."""

    what: LedgerClaim | Dispute
    on: tuple[int, ...]
    bears: float
    like: float

    @property
    def surely(self) -> float:
        """How surely it is what is asked."""
        return self.bears * self.like


def conflicts(
    question: str, written: Written, search: Search, language: str, only: Collection[str] = ()
) -> tuple[Conflict, ...]:
    """The conflicts that bear on an answer, an editor's first, of which each has a quote and both sides of its own, with the answer's own
    numbers; ``only``: between these sources."""
    index, found = search.index, list[Conflict]()
    picks = list(dict.fromkeys(written.draft.picks))  # a model may cite the same words twice
    used, told = set[int](), set[str]()
    for one in judged(question, dict(enumerate(picks[:LEADING])), search, WRONG):
        sides = both_sides(one, picks, index)
        ids = {side.passage.id for side in sides}
        if sides and set(one.on) - used and not ids & told:
            used, told = used | set(one.on), told | ids
            found.append(by_editor(one.what, *sides, index, language))
    found = [one for one in found if not only or one.source_ids <= frozenset(only)]
    found = (found or list(by_judge(question, picks[:LEADING], search, language)))[:MOST]
    return numbered(found, [c for v in written.verdicts for c in v.claim.citations], written.marks)


def by_editor(judged: LedgerClaim | Dispute, one: Pick, other: Pick, index: Index, language: str) -> Conflict:
    """An editor's judgement with the words of both sides, its reason in ``language``."""
    reason = reason_in(language, judged)
    if isinstance(judged, LedgerClaim):
        return Conflict(one.cited(), other.cited(), reason, LEDGER, judged.status)
    lower, higher = ordered(one, other, index)
    return Conflict(lower.cited(), higher.cited(), reason, DISPUTE)


def judged(
    question: str, picks: Mapping[int, Pick], search: Search, statuses: Collection[str], least: float = BEARS
) -> list[Judged]:
    """What editors judged that bears ``least`` on the question and has a quote, what most surely is what it asks first: the claims of the
    article of these ``statuses``, and the disputes."""
    every: list[LedgerClaim | Dispute] = [one for one in search.index.ledger if one.status in statuses]
    found = []
    for what in (*every, *search.index.disputes):
        on = part_of(question, what, picks, search.index)
        if on and (bears := bearing(question, what)) >= least:
            matter = what.matter if isinstance(what, Dispute) else what.claim
            found.append(Judged(what, on, bears, search.likeness(question, [matter])[0]))
    return sorted(found, key=lambda one: -one.surely)


def findings(question: str, hits: Sequence[Hit], search: Search) -> tuple[str, ...]:
    """What editors found that bears on the question, in a line each, with the numbers of the hits it rests on."""
    picks = {n: Pick(hit.passage, hit.passage.span) for n, hit in enumerate(hits, 1)}
    lines = []
    for one in judged(question, picks, search, STATUSES)[:MOST]:
        marks = "".join(f"[{n}]" for n in one.on)
        if isinstance(one.what, Dispute):
            sides = "; ".join(side.says for side in one.what.sides)
            lines.append(f"sources differ on {one.what.matter}: {sides} {marks}")
        else:
            lines.append(f"the article claims: {one.what.claim} Finding: {one.what.status}. {one.what.reason} {marks}")
    return tuple(lines)


def part_of(question: str, what: LedgerClaim | Dispute, picks: Mapping[int, Pick], index: Index) -> tuple[int, ...]:
    """Places of the ``picks`` that decide a claim or make it, or are a side of a dispute over the question's years."""
    if isinstance(what, Dispute):
        there = of_its_years(question, what.matter)
        return tuple(n for n, pick in picks.items() if there and any(pick.is_of(side) for side in what.sides))
    of_article = any(index.sources[pick.passage.source_id].kind is Kind.SEED for pick in picks.values())
    said = in_the_seed(what, index) if of_article else None  # which looks through the article
    return tuple(n for n, pick in picks.items() if pick.is_of(what) or (said and pick.meets(said)))


def both_sides(judged: Judged, picks: Sequence[Pick], index: Index) -> tuple[Pick, Pick] | tuple[()]:
    """The words of the article and of what decides the claim, or of two sides of a dispute in different sources; empty without."""
    what, quoted = judged.what, [picks[n] for n in judged.on]
    if isinstance(what, LedgerClaim):
        said, best = in_the_seed(what, index), [pick for pick in quoted if pick.is_of(what)] or deciding(what, index)
        return (said, best[0]) if said and best else ()
    first = quoted[0]
    own = next(side for side in what.sides if first.is_of(side))
    rest = [side for side in what.sides if side is not own]
    others = [pick for pick in quoted if any(pick.is_of(side) for side in rest)]
    others += [pick for side in rest for pick in words_of_side(what, side, index)]
    apart = [pick for pick in others if pick.passage.source_id != first.passage.source_id]
    return (first, apart[0]) if apart else ()


def bearing(question: str, what: LedgerClaim | Dispute) -> float:
    """How surely a claim, or a matter with what its sides say, speaks to the question, as the judge reads it."""
    told = what.claim if isinstance(what, LedgerClaim) else " ".join([what.matter, *(s.says for s in what.sides)])
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
    sides = ((one, language[:2]), (other, tongue[:2]))
    measures = [[f for f in figures(text, own) if f.kind == QUANTITY] for text, own in sides]
    mine, theirs = (dates(text, own) for text, own in sides)
    if [len(found) for found in measures] != [1, 1] or not (mine and theirs):
        return None
    (a,), (b,) = measures
    same_time = all(compatible(x, y) for x in mine for y in theirs)
    if not same_time or a.unit != b.unit or not a.unit or bears(a, b) or bears(b, a):
        return None
    # Of one matter are texts where most words of the shorter stand in the other: total deaths are no opioid deaths.
    said = [{w.text for w in content_words(text, own) if not w.text[0].isdigit()} for text, own in sides]
    shorter = min(map(len, said))
    return (a.text, b.text) if shorter and 5 * len(said[0] & said[1]) >= 4 * shorter else None


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


def numbered(found: Sequence[Conflict], answered: Sequence[Citation], marks: Mapping[str, int]) -> tuple[Conflict, ...]:
    """The sides with the answer's own numbers: that of the words where it cites them, else that of their passage, where ``marks`` are of
    passages; what has none gets the numbers after all of these."""
    numbers: dict[tuple[str, Span], int] = {}
    for cited in answered:
        numbers.setdefault((cited.source_id, cited.span), cited.number)
    taken = max([*numbers.values(), *marks.values()], default=0)
    others: dict[str, int] = {}

    def number(side: Citation) -> int:
        nonlocal taken
        place = (side.source_id, side.span)
        if (own := numbers.get(place) or marks.get(side.passage_id)) is None:
            # One passage has one number where marks are of passages.
            key = side.passage_id if marks else f"{side.source_id} {side.span}"
            if key not in others:
                taken += 1
                others[key] = taken
            own = others[key]
        return own

    return tuple(
        replace(
            one,
            lower=replace(one.lower, number=number(one.lower)),
            higher=replace(one.higher, number=number(one.higher)),
        )
        for one in found
    )
