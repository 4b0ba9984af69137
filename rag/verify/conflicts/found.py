"""Where the sources of an answer differ: from the seed by the ledger, from one another by the disputes on file, by the question's own
figures, by what code can see."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain, islice

from rag.corpus import Dispute, LedgerClaim, reason_in
from rag.in_seed import in_the_seed
from rag.places import place_of
from rag.sentences import sentences
from rag.store import Index
from rag.types import DISPUTE, LEDGER, Citation, Conflict, Kind, Passage, Source, Span, Tier
from rag.verify.conflicts.apart import apart, without_shares
from rag.verify.conflicts.asked_of import bears_on, is_asked, speaks_of
from rag.verify.conflicts.by_sentence import differing_sentences
from rag.verify.conflicts.called_wrong import called_wrong
from rag.verify.conflicts.disputed import LEADING, decided_first, disputed, first_quoted, quoted_claims
from rag.verify.conflicts.doers import rival_choices, rival_doers
from rag.verify.conflicts.of_article import differing_on
from rag.verify.conflicts.rival_causes import asks_for_cause, rival_causes
from rag.verify.conflicts.rival_times import rival_durations, rival_firsts
from rag.verify.conflicts.rivals import Quote, rival_dates, rival_names, rivals
from rag.verify.conflicts.scope import other_labels, without_labels

Cited = tuple[Passage, Span]
MOST = 3


def find_conflicts(
    cited: Sequence[Cited],
    index: Index,
    near: Sequence[LedgerClaim] = (),
    question: str = "",
    also: Sequence[Passage] = (),
    ledger: Sequence[LedgerClaim] = (),
    close: Sequence[LedgerClaim] = (),
    meant: Sequence[LedgerClaim] = (),
    disputes: Iterable[tuple[Dispute, Cited, Cited]] = (),
    read: str = "",
) -> tuple[Conflict, ...]:
    """The conflicts that bear on an answer, at most three: by the ledger, by ``disputes``, by the question's figures, by code.

    ``cited``: what the answer quotes, in the order of its numbers. ``near``: the ledger's claims that resemble the
    question, nearest first, out of the whole ``ledger``. ``also``: passages found for the question; those of the seed are compared sentence by
    sentence, and any may bear a figure or a name that the question gives. ``close``: the claims that the question is about, which
    count where nothing else is found; ``meant``: those that a known question like it is about, which then need one of the quotes that the
    answer rests on first. ``read``: the question as it is read in English, which tells what a conflict must be about. A side that is not
    quoted is numbered after the quotes.
    """
    read = read or question
    unquoted = [(p, s) for p in also for s in _sentences(p, index) if (p, s) not in cited]
    seed = [(p, s) for p, s in unquoted if index.sources[p.source_id].kind is Kind.SEED]
    found = [
        *_by_ledger(disputed(cited, index, near, question, ledger), index),
        *_by_dispute(disputes, index),
        *_by_question(question, [*cited, *unquoted], index),
        *(timed := _by_time(read, cited, seed, index)),
        *_by_code(read, cited, seed, index),
        *_by_verdict(read, [*cited, *unquoted], index),
        *_by_article(read, cited, also, index, ledger),
    ]
    quotes = [_words(c) for c in cited]
    kept: list[Conflict] = []
    for conflict in found:
        if (conflict.basis == DISPUTE or conflict in timed or bears_on(read, quotes, conflict)) and not any(
            _same_words(conflict, earlier) or _same_claim(conflict, earlier, ledger) for earlier in kept
        ):
            kept.append(conflict)
    kept = kept or list(_by_ledger(chain(decided_first(cited, close), decided_first(cited, meant, LEADING)), index))[:1]
    return _numbered(kept[:MOST], cited)


def of_the_ledger(claims: Iterable[tuple[LedgerClaim, Cited, Cited]], cited: Sequence[Cited]) -> tuple[Conflict, ...]:
    """For each of ``claims`` the seed's own words against those that decide it, whatever was asked; numbered as in ``find_conflicts``."""
    return _numbered([_judged(*claim) for claim in claims], cited)


def on_file(
    disputes: Iterable[tuple[Dispute, Cited, Cited]], cited: Sequence[Cited], index: Index
) -> tuple[Conflict, ...]:
    """For each of ``disputes`` the words of its two sides, whatever was asked; numbered likewise."""
    return _numbered(list(_by_dispute(disputes, index)), cited)


def of_the_quoted(
    cited: Sequence[Cited], index: Index, question: str, ledger: Sequence[LedgerClaim]
) -> tuple[Conflict, ...]:
    """The seed's own words, where the answer quotes them among its first, against the quote that decides the claim: one pair at most."""
    return of_the_ledger(islice(quoted_claims(cited, index, question, ledger), 1), cited)


def with_first_judged(
    found: Sequence[Conflict], cited: Sequence[Cited], index: Index, ledger: Sequence[LedgerClaim]
) -> tuple[Conflict, ...]:
    """``found`` and, before them, the ledger's judgement where the first quote is a sentence of the seed that it finds contradicted."""
    judged = first_quoted(cited, index, ledger)
    if judged is None:
        return tuple(found)
    pair = of_the_ledger([judged], cited)
    if any(_meet(c.lower, pair[0].lower) and c.basis == LEDGER for c in found):
        return tuple(found)
    return _numbered((*pair, *found)[:MOST], cited)


def set_beside(
    one: Cited, other: Cited, reason: str, basis: str, cited: Sequence[Cited], index: Index
) -> tuple[Conflict, ...]:
    """Two quotes side by side of which nobody finds that they differ; numbered as in ``find_conflicts``."""
    lower, higher = _ordered(one, other, index)
    return _numbered([Conflict(_cite(lower), _cite(higher), reason, basis)], cited)


def told_apart(pairs: Iterable[tuple[Cited, Cited, str, str]], cited: Sequence[Cited]) -> tuple[Conflict, ...]:
    """The article's words and a source's that code found to differ, with the reason and its kind; numbered as in ``find_conflicts``."""
    return _numbered([Conflict(_cite(one), _cite(other), reason, basis) for one, other, reason, basis in pairs], cited)


def in_language(
    conflicts: Iterable[Conflict], language: str, judged: Iterable[LedgerClaim | Dispute]
) -> tuple[Conflict, ...]:
    """The same with an editor's reason in ``language``, where it is given in that."""
    said = {one.reason: reason_in(language, one) for one in judged}
    return tuple(replace(c, reason=said.get(c.reason, c.reason)) if c.by_editor else c for c in conflicts)


def _meet(one: Citation, other: Citation) -> bool:
    return one.source_id == other.source_id and one.span.overlaps(other.span)


def _same_claim(dispute: Conflict, earlier: Conflict, ledger: Sequence[LedgerClaim]) -> bool:
    """True where an ``earlier`` conflict sets the same words of the seed against what decides their claim, and so does the dispute."""
    claims = [claim for claim in ledger if earlier.basis == LEDGER and claim.reason == earlier.reason]
    decided = any(claim.decides(dispute.higher.passage_id, dispute.higher.span) for claim in claims)
    return dispute.basis == DISPUTE and _meet(dispute.lower, earlier.lower) and decided


def _same_words(a: Conflict, b: Conflict) -> bool:
    """True when both set the same words against each other, where an editor tells of them or for the same reason: a sentence alone, or
    with its neighbour, tells nothing new."""
    straight = _meet(a.lower, b.lower) and _meet(a.higher, b.higher)
    crossed = _meet(a.lower, b.higher) and _meet(a.higher, b.lower)
    same = {(c.source_id, c.span) for c in (a.lower, a.higher)} == {(c.source_id, c.span) for c in (b.lower, b.higher)}
    told = a.by_editor or b.by_editor or (a.basis, a.reason) == (b.basis, b.reason)
    return same or ((straight or crossed) and told)


def _by_ledger(claims: Iterable[tuple[LedgerClaim, Cited]], index: Index) -> Iterable[Conflict]:
    """The seed's own words against the cited passage that decides the claim."""
    for claim, deciding in claims:
        said = in_the_seed(claim, index)
        if said is not None:
            yield _judged(claim, said, deciding)


def _judged(claim: LedgerClaim, said: Cited, deciding: Cited) -> Conflict:
    return Conflict(_cite(said), _cite(deciding), claim.reason, LEDGER, claim.status)


def _by_dispute(disputes: Iterable[tuple[Dispute, Cited, Cited]], index: Index) -> Iterable[Conflict]:
    """The words of two sides of each."""
    for dispute, one, other in disputes:
        lower, higher = _ordered(one, other, index)
        yield Conflict(_cite(lower), _cite(higher), dispute.reason, DISPUTE)


def _by_question(question: str, places: Sequence[Cited], index: Index) -> Iterable[Conflict]:
    """Quotes that each bear one of the figures or names that the question sets against each other."""
    quotes = [
        Quote(p.source_id, without_shares(_words((p, s))), index.sources[p.source_id].language) for p, s in places
    ]
    for pair in (
        *rivals(question, quotes), *rival_dates(question, quotes), *rival_names(question, quotes), *rival_doers(question, quotes), *rival_choices(question, quotes),
    ):  # fmt: skip
        lower, higher = _ordered(places[pair.one], places[pair.other], index)
        yield Conflict(_cite(lower), _cite(higher), pair.reason, pair.kind)


def _by_time(question: str, cited: Sequence[Cited], seed: Sequence[Cited], index: Index) -> list[Conflict]:
    """Of what the answer rests on first, and of the seed: two dates of a deed that is told to be the first, two durations of one thing."""
    places = [*cited[:LEADING], *seed]
    quotes = [
        Quote(p.source_id, without_labels(_words((p, s))), index.sources[p.source_id].language) for p, s in places
    ]
    published = [index.sources[p.source_id].publisher for p, _ in places]
    pairs = (*rival_firsts(question, quotes, published), *rival_durations(question, quotes))
    sides = [(_ordered(places[pair.one], places[pair.other], index), pair) for pair in pairs]
    return [Conflict(_cite(lower), _cite(higher), pair.reason, pair.kind) for (lower, higher), pair in sides]


def _by_verdict(question: str, places: Sequence[Cited], index: Index) -> Iterable[Conflict]:
    """What one source says and another repeats and calls wrong, the finding as the higher side."""
    quotes = [Quote(p.source_id, _words((p, s)), index.sources[p.source_id].language) for p, s in places]
    for pair in called_wrong(question, quotes):
        yield Conflict(_cite(places[pair.one]), _cite(places[pair.other]), pair.reason, pair.kind)


def _by_code(question: str, cited: Sequence[Cited], seed: Sequence[Cited], index: Index) -> Iterable[Conflict]:
    """Pairs of quotes from different sources that cannot both be right, then quotes against the seed's other words."""
    pairs = [(a, b) for i, a in enumerate(cited) for b in cited[i + 1 :]]
    pairs += [(a, b) for a in cited if index.sources[a[0].source_id].tier is Tier.PRIMARY for b in seed]
    for one, other in pairs:
        if one[0].source_id == other[0].source_id:
            continue
        lower, higher = _ordered(one, other, index)
        said = _words(lower), _words(higher)
        sides = without_labels(without_shares(said[0])), without_labels(without_shares(said[1]))
        found = None if other_labels(*said) else differing_sentences(*sides, index.sources[lower[0].source_id].language)
        whole = found is None or found[1:] == sides  # a sentence among others has to be of what is asked
        if (
            found
            and (whole or speaks_of(question, found[1:]))
            and is_asked(question, found[0], found[1:])
            and not apart(question, *found[1:], found[0])
        ):
            yield Conflict(_cite(lower), _cite(higher), found[0].reason, found[0].kind)
        elif asks_for_cause(question) and (causes := rival_causes(*sides)):
            yield Conflict(_cite(lower), _cite(higher), f"“{causes[0]}” against “{causes[1]}”", "roles")


def _by_article(
    question: str, cited: Sequence[Cited], also: Sequence[Passage], index: Index, ledger: Sequence[LedgerClaim]
) -> Iterable[Conflict]:
    """A sentence of the seed that no editor has judged, against the first primary source's quote that differs on what is asked."""
    judged = [place for claim in ledger if (place := in_the_seed(claim, index))]
    told = {p.id: p for p in (*also, *(p for p, _ in cited)) if index.sources[p.source_id].kind is Kind.SEED}
    said = [(p, s) for p in told.values() for s in _sentences(p, index)]
    for other in cited[:LEADING]:
        source = index.sources[other[0].source_id]
        if source.tier is not Tier.PRIMARY:
            continue
        for one in said:
            if any(p.id == one[0].id and s.overlaps(one[1]) for p, s in judged):
                continue
            if found := differing_on(question, _words(one), _words(other), source):
                yield Conflict(_cite(one), _cite(other), found.reason, found.kind)
                return  # the best that the answer has: further quotes tell of other matters more often


def _ordered(one: Cited, other: Cited, index: Index) -> tuple[Cited, Cited]:
    """The lower tier first, and within one tier the earlier date."""
    lower, higher = sorted((one, other), key=lambda place: _standing(index.sources[place[0].source_id]))
    return lower, higher


def _standing(source: Source) -> tuple[int, str]:
    """Sorts lower tiers first and then by the first date of publication; a source without one counts as earliest."""
    date = re.search(r"\d{4}(?:-\d\d){0,2}", source.published)
    return -source.tier.rank, date.group() if date else ""


def _numbered(conflicts: Sequence[Conflict], cited: Sequence[Cited]) -> tuple[Conflict, ...]:
    """The sides with the answer's own numbers, and the numbers after these for what the answer does not quote."""
    numbers: dict[tuple[str, Span], int] = {}
    for number, (passage, span) in enumerate(cited, 1):
        numbers.setdefault((passage.source_id, span), number)
    after = len(cited)

    def numbered(side: Citation) -> Citation:
        nonlocal after
        key = (side.source_id, side.span)
        if key not in numbers:
            after += 1
            numbers[key] = after
        return replace(side, number=numbers[key])

    return tuple(replace(c, lower=numbered(c.lower), higher=numbered(c.higher)) for c in conflicts)


def _sentences(passage: Passage, index: Index) -> list[Span]:
    """The sentences of a passage, placed in its source."""
    language = index.sources[passage.source_id].language
    return [span.shifted(passage.span.start) for span in sentences(passage.text, language)]


def _cite(place: Cited) -> Citation:
    passage, span = place
    return Citation(0, passage.id, passage.source_id, _words(place), span, place_of(passage, span))


def _words(place: Cited) -> str:
    passage, span = place
    return span.shifted(-passage.span.start).of(passage.text)
