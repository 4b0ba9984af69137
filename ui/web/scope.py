"""Which sources answers may rest on, as the reader switches them: an empty set means all of them."""

from __future__ import annotations

from collections.abc import Mapping

from rag.types import Source


def switched(only: frozenset[str], what: str, sources: Mapping[str, Source]) -> frozenset[str]:
    """The sources in use after the switch ``what`` was pressed: ``all``, ``source:ID`` or ``tier:TIER``.

    The last source cannot be switched off, and what names nothing changes nothing.
    """
    kind, _, name = what.partition(":")
    if what == "all":
        return frozenset()
    if kind == "source":
        meant = {name} & set(sources)
    elif kind == "tier":
        meant = {i for i, source in sources.items() if source.tier == name}
    else:
        meant = set()
    on = set(only or sources)
    on = on - meant if meant <= on else on | meant
    if not on:
        return only
    return frozenset() if on == set(sources) else frozenset(on)
