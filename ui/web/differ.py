"""Where sources differ, one card a difference: what its closed line says, and why."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rag.answer.said_by import who_and_when
from rag.sources import Source, Span
from rag.text.punctuation import semicolon
from rag.types import Answer, Conflict
from ui.reasons import reason_words

LINE = 110  # characters of a reason in the line of a closed card


@dataclass(frozen=True, slots=True)
class Difference:
    """A conflict as it is shown; ``line``: what a closed one says."""

    conflict: Conflict
    reason: str
    open: bool
    line: str


def differences(answer: Answer, sources: Mapping[str, Source], closed: bool, led: str = "") -> list[Difference]:
    """Never two about the same words, the first open unless all are ``closed``; ``led``: what the answer's first lines say, which is not
    said again."""
    shown = []
    for place, conflict in enumerate(_once(answer.conflicts)):
        reason, is_open = reason_words(conflict, answer.language), not (closed or place)
        if reason and reason in led:
            reason, is_open = "", False
        line = _short(reason) or ("" if conflict.finding else _both(conflict, sources, answer.language))
        shown.append(Difference(conflict, reason, is_open, "" if is_open else line))
    return shown


def _once(conflicts: Sequence[Conflict]) -> Iterator[Conflict]:
    """The conflicts without those between the same two stretches of text, or on words that an editor judged already."""
    seen: set[frozenset[tuple[str, Span]]] = set()
    judged: set[tuple[str, Span]] = set()
    for conflict in conflicts:
        sides = [(c.source_id, c.span) for c in (conflict.lower, conflict.higher)]
        if frozenset(sides) in seen or (not conflict.finding and sides[0] in judged):
            continue
        seen.add(frozenset(sides))
        if conflict.finding:
            judged.add(sides[0])
        yield conflict


def _both(conflict: Conflict, sources: Mapping[str, Source], language: str) -> str:
    """Who is on either side, and when they said it."""
    return semicolon(language).join(
        who_and_when(c, sources, language) if c.source_id in sources else f"[{c.number}]"
        for c in (conflict.higher, conflict.lower)
    )


def _short(text: str) -> str:
    return text if len(text) <= LINE else text[:LINE].rpartition(" ")[0] + " …"
