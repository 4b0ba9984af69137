"""Where the quotes of a brief agree: one figure, one day or the same statement, of two sources of which none disputes it."""

from __future__ import annotations

from collections.abc import Sequence

from rag.answer.conflicts import differing
from rag.corpus import Dispute
from rag.summarize.compare import SHARED
from rag.summarize.gather import Candidate
from rag.summarize.own_figure import as_its_own, deny_alike, is_label, stands_alone
from rag.summarize.repeats import repeats
from rag.verify.values.dates import When, compatible
from rag.verify.values.numbers import Figure
from rag.verify.values.rounding import Bearing, bearing
from rag.verify.values.statement import Statement, read

LEAST_FIGURE = 10  # a smaller one is shared by chance
LEAST_WORDS = 4  # content words of a statement; a shorter one stands in many others
MOST_AGREEMENTS = 8


def agreements(
    taken: Sequence[Candidate], others: Sequence[Candidate] = (), disputes: Sequence[Dispute] = ()
) -> list[tuple[str, str, tuple[Candidate, ...]]]:
    """What is shared as the first quote writes it, its kind (figure, date or words), and the quotes that share it.

    ``others``: candidates that were left out, often because they say the same. ``disputes``: quotes that stand on two sides of one
    agree on nothing. Each quote counts for one agreement.
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
            shared = None if _disputed(a, b, disputes) else _shared(a, b)
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
        beside = any(_plainly_shared(f, one, a, g, two, b) for g in two.figures)
        if f.kind == "quantity" and f.value >= LEAST_FIGURE and beside:
            found = f.said.rstrip("."), "figure"
            break
    days = [d for d in one.dates if d.day and d.month and d.year and any(_plain_day(d, a, e, b) for e in two.dates)]
    if found is None and days:
        found = days[0].text, "date"
    telling = min(len(a.gist.words), len(b.gist.words)) >= LEAST_WORDS
    if found is None and telling and repeats(a.gist, b.gist) and _deny_alike(a, b):
        found = "", "words"
    apart = differing(a.quote, a.source.language, b.quote, b.source.language)
    return None if found is None or apart else found


def _deny_alike(a: Candidate, b: Candidate) -> bool:
    return deny_alike(a.quote, b.quote, a.source.language, b.source.language)


def _disputed(a: Candidate, b: Candidate, disputes: Sequence[Dispute]) -> bool:
    """True when the two stand on different sides of one dispute."""
    sides = [
        [{n for n, side in enumerate(one.sides) if side.decides(c.pick.passage.id, c.pick.span)} for c in (a, b)]
        for one in disputes
    ]
    return any(x and y and x.isdisjoint(y) for x, y in sides)


def _plainly_shared(f: Figure, one: Statement, a: Candidate, g: Figure, two: Statement, b: Candidate) -> bool:
    """True when both figures count one thing at one time, each quote gives it as its own, and none has a rival to it."""
    return (
        _same(f, one.date_of(f), g, two.date_of(g))
        and not is_label(one.text, f)
        and not is_label(two.text, g)
        and stands_alone(f, one, two)
        and stands_alone(g, two, one)
        and as_its_own(f.span, a.quote, a.source.language, b.source)
        and as_its_own(g.span, b.quote, b.source.language, a.source)
    )


def _plain_day(d: When, a: Candidate, e: When, b: Candidate) -> bool:
    """True when both name one day, each as its own."""
    return (
        d.parts == e.parts
        and as_its_own(d.span, a.quote, a.source.language, b.source)
        and as_its_own(e.span, b.quote, b.source.language, a.source)
    )


def _same(f: Figure, when: When | None, g: Figure, other: When | None) -> bool:
    """True when the one bears the other and they count the same thing at the same time."""
    alike = f.noun == g.noun or not f.noun or not g.noun
    return (
        alike
        and bearing(f, g) in (Bearing.EXACT, Bearing.ROUNDED, Bearing.CONVERTED)
        and (when is None or other is None or compatible(when, other))
    )
