"""Where the quotes of a brief agree (one figure, one day, two sources) and where they differ, with what may be why."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rag.assemble import Parts
from rag.corpus import reasons_of
from rag.summarize.gather import Candidate
from rag.summarize.headings import day, heading
from rag.summarize.repeats import repeats
from rag.text import fold
from rag.types import LEDGER, Conflict, Source
from rag.verify.conflicts.compare import differ
from rag.verify.values.dates import When, compatible, dates
from rag.verify.values.numbers import Figure
from rag.verify.values.rounding import Bearing, bearing
from rag.verify.values.statement import read

CONTRADICTED, PARTLY = "contradicted", "partly supported"
LEAST_FIGURE = 10  # a smaller one is shared by chance
SHARED = 2  # content words that two quotes must share beside the figure or day
MOST_AGREEMENTS, MOST_DIFFERENCES = 8, 8
_KINDS = """
    provisional preliminary predicted estimated reported recorded final revised adjusted unadjusted projected confirmed
    suspected cumulative annual monthly weekly residents occurrence gross net average median mean rate
    provisional preliminar previsto estimado estimada notificado registrado definitivo final revisado ajustado residentes
    promedio mediana tasa
"""
_DEFINING = re.compile(
    rf"(?<!\w)(?:{'|'.join(sorted(set(_KINDS.split()), key=len, reverse=True))})(?!\w)|初步|最终|预计|估计|修订|报告的|经调整"
)


def agreements(
    taken: Sequence[Candidate], others: Sequence[Candidate] = ()
) -> list[tuple[str, str, tuple[Candidate, ...]]]:
    """What is shared as the first quote writes it, its kind (figure, date or words), and the quotes that share it.

    ``others``: candidates that were left out, often because they say the same. Each quote counts for one agreement.
    """
    found: list[tuple[str, str, tuple[Candidate, ...]]] = []
    used: set[int] = set()
    for i, a in enumerate(taken):
        if id(a) in used:
            continue
        group, on, kind = [a], "", ""
        for b in (*taken[i + 1 :], *others):
            if id(b) in used or b.source.id in {c.source.id for c in group}:
                continue
            shared = _shared(a, b)
            if shared is not None and (not on or shared == (on, kind)):
                on, kind = shared
                group.append(b)
        if len(group) > 1:
            used |= set(map(id, group))
            found.append((on, kind, tuple(group)))
    found.sort(key=lambda f: (f[1] == "words", -len(f[2])))
    return found[:MOST_AGREEMENTS]


def _shared(a: Candidate, b: Candidate) -> tuple[str, str] | None:
    """The figure or day that both quotes give of the same matter, or that they say the same; None otherwise."""
    if len(a.gist.words & b.gist.words) < SHARED:
        return None
    one, two = read(a.quote, a.source.language), read(b.quote, b.source.language)
    found = None
    for f in one.figures:
        beside = any(_same(f, one.date_of(f), g, two.date_of(g)) for g in two.figures)
        if f.kind == "quantity" and f.value >= LEAST_FIGURE and beside:
            found = f.said.rstrip("."), "figure"
            break
    days = [d for d in one.dates if d.day and d.month and d.year and any(d.parts == e.parts for e in two.dates)]
    if found is None and days:
        found = days[0].text, "date"
    if found is None and repeats(a.gist, b.gist):
        found = "", "words"
    return None if found is None or differ(a.quote, b.quote, a.source.language) else found


def _same(f: Figure, when: When | None, g: Figure, other: When | None) -> bool:
    """True when the one bears the other and they count the same thing at the same time."""
    alike = f.noun == g.noun or not f.noun or not g.noun
    return (
        alike
        and bearing(f, g) in (Bearing.EXACT, Bearing.ROUNDED, Bearing.CONVERTED)
        and (when is None or other is None or compatible(when, other))
    )


def differences(taken: Sequence[Candidate], others: Sequence[Candidate], parts: Parts) -> list[Conflict]:
    """Conflicts of the taken quotes, at most MOST_DIFFERENCES: with other candidates as code sees them, then with the
    article as the ledger judges, its contradicted claims first."""
    found = list(_by_code(taken, others, parts))
    judged = [c for status in (CONTRADICTED, PARTLY) for c in parts.index.ledger if c.status == status]
    for claim in judged:
        deciding = [c.pick for c in taken if claim.decides(c.pick.passage.id, c.pick.span)]
        if deciding:
            found += [
                c for c in parts.conflicts(claim.claim, deciding) if c.basis == LEDGER and c.reason in reasons_of(claim)
            ]
    kept: dict[str, Conflict] = {}
    for conflict in found:
        kept.setdefault(conflict.reason, conflict)
    return list(kept.values())[:MOST_DIFFERENCES]


def _by_code(taken: Sequence[Candidate], others: Sequence[Candidate], parts: Parts) -> Iterator[Conflict]:
    """Each taken quote against the other candidates of its kind from other sources, as ``differ`` sees them."""
    for i, a in enumerate(taken):
        for b in (*taken[i + 1 :], *others):
            one_matter = (
                len(a.gist.words & b.gist.words) >= SHARED
            )  # what shares less is never compared: it costs too much
            if one_matter and a.source.id != b.source.id and differ(a.quote, b.quote, a.source.language):
                yield from parts.conflicts("", [a.pick, b.pick])


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
