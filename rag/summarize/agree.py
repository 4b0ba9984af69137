"""Where the quotes of a brief agree: one bears the other out, of two sources of which none disputes it."""

from __future__ import annotations

from collections.abc import Sequence

from rag.corpus import Dispute
from rag.summarize.gather import Candidate
from rag.summarize.paired import Paired

MOST_AGREEMENTS = 8


def agreements(
    read: Sequence[Paired], disputes: Sequence[Dispute] = ()
) -> list[tuple[str, str, tuple[Candidate, ...]]]:
    """What is shared as the first quote writes it, its kind (figure, date or words), and the quotes that share it.

    ``disputes``: quotes that stand on two sides of one agree on nothing. Each quote counts for one agreement.
    """
    groups: dict[int, tuple[str, str, list[Candidate]]] = {}
    used: set[int] = set()
    for pair in read:
        if not pair.agree or id(pair.b) in used or _disputed(pair.a, pair.b, disputes):
            continue
        if id(pair.a) in used and id(pair.a) not in groups:
            continue
        _, _, group = groups.setdefault(id(pair.a), (*pair.shared, [pair.a]))
        if pair.b.source.id not in {c.source.id for c in group}:
            group.append(pair.b)
            used |= {id(pair.a), id(pair.b)}
    found = [(on, kind, tuple(group)) for on, kind, group in groups.values() if len(group) > 1]
    found.sort(key=lambda f: (f[1] == "words", -len(f[2])))
    return found[:MOST_AGREEMENTS]


def _disputed(a: Candidate, b: Candidate, disputes: Sequence[Dispute]) -> bool:
    """True when the two stand on different sides of one dispute."""
    sides = [
        [{n for n, side in enumerate(one.sides) if side.decides(c.pick.passage.id, c.pick.span)} for c in (a, b)]
        for one in disputes
    ]
    return any(x and y and x.isdisjoint(y) for x, y in sides)
