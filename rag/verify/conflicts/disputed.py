"""Which of the ledger's judgements bear on a question: claims of the seed that a quote of the answer decides."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from rag.corpus import LedgerClaim
from rag.in_seed import deciding, in_the_seed, words_deciding
from rag.store import Index
from rag.text import guess_language
from rag.tokens import tokens
from rag.types import Hit, Kind, Passage, Span
from rag.verify.entities.names import names as list_names

Cited = tuple[Passage, Span]
CONTRADICTED, PARTLY, OPINION = "contradicted", "partly supported", "opinion"
FIRST = 2  # quotes that are what the answer rests on
LEADING = 5  # quotes that the answer rests on first
_NEARLY = 0.7  # share of a claim's terms by which a question asserts it
_COMMON = 8  # a term that more than one in so many claims have says nothing of any


def disputed(
    cited: Sequence[Cited], index: Index, near: Sequence[LedgerClaim], question: str, ledger: Sequence[LedgerClaim]
) -> Iterator[tuple[LedgerClaim, Cited]]:
    """The claims of ``near`` (out of ``ledger``) that are shown, each with the quote that decides it best.

    A claim bears on the question when it shares two telling terms with it. The first of the near claims that do not
    hold needs one, which the deciding quote has too, and a second of any kind unless it is the nearest of all or the
    question is in another language. The nearest of all needs none of the question's terms when it is contradicted. One
    that holds in part is shown only where the question is about it.
    """
    asked = set(tokens(question))
    common = _common(ledger or near)
    failing = [claim for claim in near if claim.status in (CONTRADICTED, PARTLY)]
    for claim in failing:
        said = _terms_of(claim.claim)
        decides = [(p, s) for p, s in cited if claim.decides(p.id, s)]
        if not decides and claim is near[0] and len((said & asked) - common) >= 2:
            decides = [(p, words_deciding(claim, p, index)) for p in index.passages if p.id in claim.fact_ids]
        if not decides:
            continue
        best = min(
            decides,
            key=lambda c: (
                -len((said - common) & _terms(c)), -len(said & _terms(c)), index.sources[c[0].source_id].tier.rank,
            ),
        )  # fmt: skip
        shared, borne = said & asked, (said & _terms(best)) - common
        nearest = claim is near[0]
        foreign = guess_language(question) != guess_language(claim.claim)
        few = claim is failing[0] and shared & borne and (len(shared) >= 2 or nearest or foreign)
        first = nearest and bool(shared - common) and any(c in cited[:2] for c in decides)
        if claim.status == PARTLY and not foreign and not _is_asked(question, shared - common):
            continue
        if len(shared - common) >= 2 or few or first or (nearest and claim.status == CONTRADICTED and borne):
            yield claim, best


def put_in(question: str, claims: Sequence[LedgerClaim], ledger: Sequence[LedgerClaim]) -> list[LedgerClaim]:
    """Those of ``claims`` that ``question`` is about: all, unless it wants a number, a time, a person or one of several.

    Then those of which it says half of what they tell besides names and figures, for a fact that decides a claim may well be
    the value that is wanted and say nothing of the claim. A claim in another language is left out only where it has no figure
    and a number or a time is wanted, a contradicted one only where such is wanted.
    """
    counts = bool(_AMOUNT.search(question))
    if not counts and not _ONE_OF.search(question):
        return list(claims)
    asked, common = set(tokens(question)), _common(ledger)
    kept = []
    for claim in claims:
        named = {t for name in list_names(f"x {claim.claim}") for t in tokens(name.text)}
        telling = {t for t in _terms_of(claim.claim) - common - named if not t[0].isdigit()}
        foreign = guess_language(question) != guess_language(claim.claim)
        told = any(map(str.isdigit, claim.claim)) if foreign else 2 * len(telling & asked) >= len(telling)
        if told or (not counts and (foreign or claim.status == CONTRADICTED)):
            kept.append(claim)
    return kept


def decided_first(
    cited: Sequence[Cited], close: Sequence[LedgerClaim], first: int = FIRST
) -> Iterator[tuple[LedgerClaim, Cited]]:
    """The claims of ``close``, those a question is about, that do not hold as they stand and that one of its ``first``
    quotes decides, with that quote."""
    for claim in close:
        decides = [(p, s) for p, s in cited[:first] if claim.decides(p.id, s)]
        if claim.status in (CONTRADICTED, PARTLY) and decides:
            yield claim, decides[0]


def quoted_claims(
    cited: Sequence[Cited], index: Index, question: str, ledger: Sequence[LedgerClaim]
) -> Iterator[tuple[LedgerClaim, Cited, Cited]]:
    """The claims that do not hold as they stand and whose sentence of the seed the answer quotes among its first, nearest to the
    question first, each with that sentence and the one of these quotes which decides it best: the seed never stands there alone.

    The question is about such a claim when it has two telling terms of it.
    """
    first, asked = cited[:LEADING], set(tokens(question)) - _common(ledger)
    seed = [(p, s) for p, s in first if index.sources[p.source_id].kind is Kind.SEED]
    found = []
    for claim in ledger if seed else ():
        decides = [(p, s) for p, s in first if claim.decides(p.id, s)]
        shared = len(_terms_of(claim.claim) & asked)
        if decides and shared >= _FEW and claim.status in (CONTRADICTED, PARTLY, OPINION):
            found.append((claim, decides, shared))
    for claim, decides, _ in sorted(found, key=lambda each: -each[2]):
        said = in_the_seed(claim, index)
        if said and any(p.id == said[0].id and s.overlaps(said[1]) for p, s in seed):
            yield claim, said, min(decides, key=lambda c: _fit(claim, c, index))


def first_quoted(
    cited: Sequence[Cited], index: Index, ledger: Sequence[LedgerClaim]
) -> tuple[LedgerClaim, Cited, Cited] | None:
    """The contradicted claim whose sentence of the seed is the first quote of the answer, with that sentence and the words that decide
    it, quoted or not; None where the first quote is none. Whatever was asked, what is not so never opens an answer alone."""
    if not cited or index.sources[cited[0][0].source_id].kind is not Kind.SEED:
        return None
    passage, span = cited[0]
    for claim in ledger:
        said = in_the_seed(claim, index) if claim.status == CONTRADICTED else None
        if said and said[0].id == passage.id and span.overlaps(said[1]) and (decides := deciding(claim, index)):
            quoted = [(p, s) for p, s in cited if claim.decides(p.id, s)]
            return claim, said, min(quoted, key=lambda c: _fit(claim, c, index)) if quoted else decides[0]
    return None


def _fit(claim: LedgerClaim, place: Cited, index: Index) -> tuple[int, int]:
    """Sorts first what has most terms of the claim, then the highest tier."""
    return -len(_terms_of(claim.claim) & _terms(place)), index.sources[place[0].source_id].tier.rank


def _is_asked(question: str, shared: frozenset[str]) -> bool:
    """True when two telling terms of the question are the claim's, or one when it asks whether it is so: what holds in
    part is no conflict on another question."""
    return len(shared) >= _FEW or (bool(shared) and _WHETHER.search(question) is not None)


_FEW = 2  # telling terms that a question and a claim share where the question is about the claim
_WHETHER = re.compile(
    r"\bor\b|^\W*(?:so |but |and )?(?:is|are|was|were|do|does|did|has|have|had|can|could|will)\b|\b(?:right|true)\W*$",
    re.IGNORECASE,
)


# What wants a number or a time, and what wants a person, a place or one of several; "who" and "when" inside a clause want nothing.
_OPENS = r"(?:^|[.?!,;:–—-]\s*|\b(?:and|so|but|on|by|to|from|for|in)\s+)"
_AMOUNT = re.compile(
    r"\bhow (?:many|much|often|long|old|large|big|tall|far|high|low)\b|"
    r"\b(?:what|which) (?:share|percent(?:age)?|part|proportion|fraction|number|amount|total|rate|figure|date|day|year|month)\b|"
    rf"{_OPENS}when (?:was|were|is|are|did|do|does|has|have|had|will)\b|"
    r"\b(?:cuánt[oa]s?|cuándo|qué (?:porcentaje|parte|día|año|mes|fecha|número))\b|多少|几[个次种年月天]|何时|什么时候",
    re.IGNORECASE,
)
_ONE_OF = re.compile(
    rf"{_OPENS}(?:who(?:m|se)?|where)\b(?!(?:['’]s| is| are) (?:right|wrong|correct|lying)\b)|\bwhich (?!(?:of|is|one|way|side|version|account)\b)\w",
    re.IGNORECASE,
)


def said_in(hits: Sequence[Hit], index: Index) -> list[LedgerClaim]:
    """The claims that the best hit says, where that is a passage of the seed."""
    best = hits[0].passage if hits else None
    if best is None or index.sources[best.source_id].kind is not Kind.SEED:
        return []
    return [c for c in index.ledger if (said := in_the_seed(c, index)) and said[0].id == best.id]


def asserted(question: str, near: Sequence[LedgerClaim], index: Index) -> tuple[LedgerClaim, Cited] | None:
    """The contradicted claim of the seed that ``question`` puts as a fact, with the words that decide it; or None.

    All names of the claim and nearly all its other words stand in the question; or all its other words do, and the seed's own sentence
    has all of the question's: it may spell a name out of which the claim has the initials.
    """
    said = set(tokens(question))
    for claim in near:
        wanted = _terms_of(claim.claim)
        names = {t for n in list_names(f"x {claim.claim}") for t in tokens(n.text)}
        if claim.status != CONTRADICTED:
            continue
        named = names <= said and len(wanted & said) >= _NEARLY * len(wanted)
        if not named and not (
            len(wanted - names) >= _FEW and wanted - names <= said and _in_its_words(claim, said, index)
        ):
            continue
        if _DENIES.search(question) and not _DENIES.search(claim.claim):
            continue
        decides = [(p, words_deciding(claim, p, index)) for p in index.passages if p.id in claim.fact_ids]
        if decides:
            return claim, max(decides, key=lambda place: len(_terms(place) & (wanted | said)))
    return None


def _in_its_words(claim: LedgerClaim, said: set[str], index: Index) -> bool:
    """True when the sentence of the seed that says the claim has all that is ``said``."""
    place = in_the_seed(claim, index)
    return place is not None and said <= _terms(place)


# Of what is asked in Spanish and Chinese: "is it true that they did not ...?"; "¿No ...?" and 不是……吗 only ask.
_DENIES = re.compile(
    r"[^\W\d_]\W+(?:no|nunca|jamás)\s+(?=[^\W\d_]+(?:ó|aron|ieron|a|e|an|en|aba|ía)\b)|(?<!是)没有?(?!有)|未曾?(?!来)|从不",
    re.IGNORECASE,
)


def _terms(place: Cited) -> set[str]:
    passage, span = place
    return set(tokens(span.shifted(-passage.span.start).of(passage.text)))


@lru_cache(maxsize=1024)
def _terms_of(claim: str) -> frozenset[str]:
    """The terms of a claim of the ledger, which every question is held against."""
    return frozenset(tokens(claim))


def _common(ledger: Sequence[LedgerClaim]) -> frozenset[str]:
    """Terms that many claims have: they tell no claim from another."""
    seen = Counter(term for claim in ledger for term in _terms_of(claim.claim))
    return frozenset(term for term, count in seen.items() if count > max(1, len(ledger) / _COMMON))
