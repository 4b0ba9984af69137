"""How often ``onrecord audit`` says what is true, on originals made by rule from facts: a table of truth against finding.

Every fact is held against four kinds of pages: one that says it in other words, one that says it with one figure, date
or name changed, one that lacks it, and one that tells the like of another thing. The pages also hold the other facts of
the source and some of other sources, so that there is always another figure to be taken in by.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from evals import adversary_honest as honest
from evals.adversary_dates import other_day, other_year
from evals.adversary_figures import digit_off
from evals.adversary_ground import Ground, World, case_world, other_world
from evals.adversary_lies import Way
from evals.adversary_names import name_replaced
from rag.types import Audit, Block, Source, SourceText, Span
from rag.verify.records.audit import FactTold, Held, hold
from rag.verify.records.original_text import OriginalText

SEED = 3
_STRANGERS = 6  # sentences of other sources on every page
_ONE_THING: Mapping[str, Way] = {
    "one digit": digit_off,
    "a year": other_year,
    "a day or month": other_day,
    "a name": name_replaced,
}
_CONFIRMED, _DIFFERS, _MISSING, _ANOTHER = "said in other words", "one thing changed", "not there", "of another thing"


@dataclass(frozen=True, slots=True)
class Case:
    """A fact, the page it is held against and what is true of the two; ``way`` is how the page was changed."""

    truth: str
    way: str
    fact: Ground
    told: str  # what the page says in the fact's place, empty when nothing
    found: Held


def measure(home: Path) -> dict[str, object]:
    """Counts by truth and finding, for the records of the case in ``home`` and for sentences of other domains."""
    told: dict[str, object] = {}
    for name, world in (("records", case_world(home)), ("other domains", other_world())):
        cases = list(run(world))
        for truth in (_CONFIRMED, _DIFFERS, _MISSING, _ANOTHER):
            found = Counter(c.found.status for c in cases if c.truth == truth)
            told[f"{name}, {truth}"] = ", ".join(f"{found[s]} {s}" for s in Audit)
        for way in _ONE_THING:
            found = Counter(c.found.status for c in cases if c.truth == _DIFFERS and c.way == way)
            told[f"{name}, changed {way}"] = ", ".join(f"{found[s]} {s}" for s in Audit)
    return told


def run(world: World, seed: int = SEED) -> Iterator[Case]:
    """Every fact of ``world`` against each kind of page that can be made for it; the same for the same seed."""
    rng = Random(seed)  # noqa: S311 - examples, not secrets
    by_source: dict[str, list[Ground]] = {}
    for ground in world.grounds:
        by_source.setdefault(ground.source_id, []).append(ground)
    for source_id, facts in by_source.items():
        strangers = [g.text for g in rng.sample(world.grounds, _STRANGERS * 2) if g.source_id != source_id]
        strangers = strangers[:_STRANGERS]
        reworded = [_reworded(rng, fact) for fact in facts]
        same = _page([*reworded, *strangers])
        for fact, told in zip(facts, reworded, strict=True):
            yield Case(_CONFIRMED, "", fact, told, _held(world, fact, same))
        for way, change in _ONE_THING.items():
            altered = [_changed(rng, fact, change, world) for fact in facts]
            page = _page([*(new or old for new, old in zip(altered, reworded, strict=True)), *strangers])
            for fact, new in zip(facts, altered, strict=True):
                if new:
                    yield Case(_DIFFERS, way, fact, new, _held(world, fact, page))
        for left in (0, 1):
            page = _page([*reworded[left::2], *strangers])
            for fact in facts[1 - left :: 2]:
                yield Case(_MISSING, "", fact, "", _held(world, fact, page))
            another = [_of_another(rng, fact, world) for fact in facts]
            page = _page([*reworded[left::2], *filter(None, another[1 - left :: 2]), *strangers])
            for fact, other in zip(facts[1 - left :: 2], another[1 - left :: 2], strict=True):
                if other:
                    yield Case(_ANOTHER, "", fact, other, _held(world, fact, page))


def _held(world: World, fact: Ground, page: OriginalText) -> Held:
    return hold(FactTold(fact.text, known=tuple(world.sources[fact.source_id].names)), page)


def _page(sentences: Sequence[str]) -> OriginalText:
    """A page of one paragraph a sentence."""
    text, blocks = "", []
    for number, sentence in enumerate(sentences, 1):
        text += "\n\n" if text else ""
        blocks.append(Block(Span(len(text), len(text) + len(sentence)), f"para {number}"))
        text += sentence
    return OriginalText(SourceText(Source("page", "", language="en"), text, tuple(blocks)))


_WAYS = ("synonym", "abbreviation spelled out", "passive", "clauses reordered", "other date format", "reporting verb")


def _reworded(rng: Random, fact: Ground, ways: Sequence[str] = _WAYS) -> str:
    """The sentence after every rewording that fits, one after another."""
    text = fact.text
    for way in ways:
        text = honest.WAYS[way](rng, fact, text) or text
    return text


def _changed(rng: Random, fact: Ground, change: Way, world: World) -> str | None:
    """The sentence with one thing changed and some words exchanged; None where there is no such thing."""
    changed = change(rng, fact, fact.text, world)
    if not changed or changed == fact.text:
        return None
    for way in ("synonym", "clauses reordered"):
        changed = honest.WAYS[way](rng, fact, changed) or changed
    return changed


def _of_another(rng: Random, fact: Ground, world: World) -> str | None:
    """The like of the sentence with its name and its figure exchanged: what a page says of another thing."""
    named = name_replaced(rng, fact, fact.text, world)
    if not named or not re.search(r"\d", named):
        return None
    other = digit_off(rng, fact, named, world) or other_year(rng, fact, named, world)
    return other if other and other != named else None
