"""A model that lies: claims with citations, each false in one known way, and honest ones; how many the verifier lets by.

python -m evals.adversary            the rates of every way, for both halves of the case and for other domains
python -m evals.adversary --escaped  and the lies that came through
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Annotated

import typer

from evals import adversary_honest as honest
from evals import adversary_joint as joint
from evals import adversary_lies as lies
from evals.adversary_by_hand import FRESH, judged_by_hand
from evals.adversary_ground import Ground, World, case_world, claim_of, other_world
from evals.adversary_rates import Judged, judge, rate_table, rates
from rag.settings import load_settings
from rag.types import Claim

HEAD = """## A model that lies

`python -m evals.adversary`: claims made by rule from sentences of the sources, false in one way each, and honest rewordings.
A lie escapes unless its verdict is worse than its honest twin's. Rules were written on the first half of the sources and mended for
all sets but the last, which is small and the only one never worked on; docs/verifier.md says what still comes through.
"""
SEED = 20
EACH = 20  # sentences a way
TRIES = 4  # wordings tried of one sentence before the way is given up for it


@dataclass(frozen=True, slots=True)
class Attempt:
    """A claim that is false in one ``way``, and its honest ``twin``; or an honest one (``family`` "honest", no twin)."""

    way: str
    family: str
    claim: Claim
    twin: Claim | None = None


def attempts(world: World, seed: int = SEED, each: int = EACH) -> Iterator[Attempt]:
    """Up to ``each`` different claims of every way, made of the sentences of ``world``; the same for the same seed."""
    for way in honest.WAYS:
        yield from _distinct(_honest(world, way, seed), each)
    for way in joint.HONEST:
        yield from _distinct(_joint(world, way, "honest", joint.HONEST[way], seed), each)
    for way in lies.WAYS:
        yield from _distinct(_lies(world, way, seed), each)
    for way, (make, family) in joint.LIES.items():
        yield from _distinct(_joint(world, way, family, make, seed), each)


def run(world: World, seed: int = SEED, each: int = EACH) -> list[Judged]:
    """Every attempt with the verifier's verdicts on it and on its twin."""
    return [judge(a.way, a.family, a.claim, a.twin, world.sources) for a in attempts(world, seed, each)]


def _distinct(made: Iterator[Attempt], each: int) -> Iterator[Attempt]:
    seen: set[str] = set()
    for attempt in made:
        if len(seen) == each:
            return
        if attempt.claim.text not in seen:
            seen.add(attempt.claim.text)
            yield attempt


def _order(world: World, way: str, seed: int) -> Iterator[tuple[Random, Ground]]:
    """The sentences in an order of the way's own, several times over, each time with other dice."""
    rng = Random(f"{seed} {way}")  # noqa: S311 - examples, not secrets
    for _ in range(TRIES):
        for ground in rng.sample(world.grounds, len(world.grounds)):
            yield rng, ground


def _honest(world: World, way: str, seed: int) -> Iterator[Attempt]:
    for rng, ground in _order(world, way, seed):
        text = honest.WAYS[way](rng, ground, ground.text)
        if text is None:
            continue
        if ground.official and way not in ("attribution in front", "reporting verb"):
            # An official statement is one party's word: told without its speaker it is no honest paraphrase.
            text = honest.attributed(rng, ground, text)
        yield Attempt(way, "honest", claim_of(f"{text} [1]", [ground.cited()]))


def _lies(world: World, way: str, seed: int) -> Iterator[Attempt]:
    """Lies about an honest rewording; the rewording itself, truly told, is the twin."""
    lie = lies.WAYS[way]
    for rng, ground in _order(world, way, seed):
        twin = _reworded(rng, ground, lie.not_after)
        text = lie.make(rng, ground, twin, world)
        if text is None or text == twin:
            continue
        cited = [ground.cited()]
        yield Attempt(way, lie.family, claim_of(f"{text} [1]", cited), claim_of(f"{twin} [1]", cited))


def _reworded(rng: Random, ground: Ground, without: Sequence[str]) -> str:
    """An honest rewording that names its speaker at least half of the time, and always where that is due."""
    ways = [
        w for w in honest.WAYS if w not in without and w not in ("attribution in front", "reporting verb", "synonym")
    ]
    text = ground.text
    if rng.random() < 0.5:
        changed = honest.WAYS[rng.choice(ways)](rng, ground, text)
        text = changed or text
    if ground.official or text == ground.text or rng.random() < 0.3:
        return honest.attributed(rng, ground, text)
    return text


def _joint(world: World, way: str, family: str, make: joint.Way, seed: int) -> Iterator[Attempt]:
    for rng, ground in _order(world, way, seed):
        if made := make(rng, ground, world):
            yield Attempt(way, family, made.claim, made.twin)


def scorecard_section(home: Path) -> str:
    """The rates as a section of docs/scorecard.md: the case in ``home``, its second half, other domains and claims by hand."""
    sets = {
        "other half": run(case_world(home).half(False)),
        "other domains": run(other_world()),
        "by hand": judged_by_hand(),
        "by hand, second set": judged_by_hand(FRESH),
    }
    return f"{HEAD}\n{rate_table(sets)}\n"


def main(
    seed: Annotated[int, typer.Option(help="Dice.")] = SEED,
    each: Annotated[int, typer.Option(help="Claims a way.")] = EACH,
    escaped: Annotated[
        bool, typer.Option(help="Show the lies that came through and the honest claims that did not.")
    ] = False,
    which: Annotated[str, typer.Option(help="Only this set: development, other half or other domains.")] = "",
) -> None:
    """Lie to the verifier in every known way and count what it lets by."""
    case = case_world(load_settings().home)
    worlds = {"development": case.half(True), "other half": case.half(False), "other domains": other_world()}
    sets = {name: run(world, seed, each) for name, world in worlds.items() if which in ("", name)}
    if escaped:
        for name, judged in sets.items():
            for j in judged:
                if j.failed:
                    typer.echo(
                        f"{name} | {j.way} | {j.claim.text}\n    <- {' | '.join(c.quote for c in j.claim.citations)}\n    {j.status}: {j.reason} (twin: {j.twin_status})"
                    )
    typer.echo(rate_table(sets))
    for name, judged in sets.items():
        typer.echo(f"{name}: {rates(judged)}")


if __name__ == "__main__":
    typer.run(main)
