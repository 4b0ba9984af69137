"""Goes on from the shipped reader: it learns to put what answers before what competes (``python -m evals.reader.order``).

Packages as for train.py. Of each question's passages those that speak of it are to be likelier than the others (ListNet's first
place, Cao et al. 2007), beside each pair's own kind; some claims are learnt on, lest they be forgotten. What is written is an
average of the weights before and after (Wortsman et al. 2022): the ones after alone told near misses worse than those before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Annotated, TypeVar

import torch
import typer

from evals.reader.groups import Group, of_people, of_sources
from evals.reader.network import Network, kinds_lost
from evals.reader.resume import shipped
from evals.reader.texts import CLAIM, QUESTION, Pair, pairs, written
from evals.reader.train import HALF, batched, descend, schedule_of, write
from rag.reader import ANSWERS, DENIES, FILE, SILENT

PEOPLE, SOURCES, CLAIMS = 4, 4, 4  # groups of either kind, and claims, in a step
COMPETING, AMONG = 9, 3  # silent passages of a group that take part, of the public's questions and of a source's
BRIEFLY = 0.2  # share of the questions that are asked in a few words
SIDES = 1.3  # what all silent passages of a group weigh beside those that speak
ORDER = 0.5  # what the order counts beside the kinds
KEPT = 0.3  # of the weights that it had before; chosen by the development half of evals/people.py and by near misses fitted to
Item = TypeVar("Item")
Drawn = tuple[list[Pair], list[float], list[tuple[int, int, int]]]


def drawn(groups: Sequence[tuple[Group, int]], claims: Sequence[Pair], rng: Random) -> Drawn:
    """The pairs of a step, what each weighs, and of each group where it begins and how many of its pairs speak and are silent."""
    told: list[Pair] = []
    weights: list[float] = []
    places = []
    for group, most in groups:
        asked = group.brief if group.brief and rng.random() < BRIEFLY else group.question
        speaking = rng.sample(group.speaking, min(2, len(group.speaking)))
        silent = rng.sample(group.silent, min(most, len(group.silent)))
        places.append((len(told), len(speaking), len(silent)))
        told += [Pair(asked, text, QUESTION, group.label) for text in speaking]
        told += [Pair(asked, text, QUESTION, SILENT) for text in silent]
        each = min(1.0, SIDES * max(1, len(speaking)) / max(1, len(silent)))
        weights += [1.0] * len(speaking) + [each] * len(silent)
    return [*told, *claims], [*weights, *(1.0 for _ in claims)], places


def order_lost(numbers: torch.Tensor, places: Sequence[tuple[int, int, int]]) -> torch.Tensor:
    """The mean surprise that a speaking passage is the likeliest of its group to speak."""
    odds = torch.logsumexp(numbers[:, [ANSWERS, DENIES]], 1) - numbers[:, SILENT]
    lost = [
        torch.logsumexp(odds[start : start + own + others], 0) - torch.logsumexp(odds[start : start + own], 0)
        for start, own, others in places
        if own and others
    ]
    return torch.stack(lost).mean() if lost else odds.sum() * 0


def learn(network: Network, told: tuple[list[Group], list[Group], list[Pair]], rate: float, steps: int) -> None:
    """Train for so many steps."""
    rng = Random(0)  # noqa: S311 - an order, not a secret
    schedule = schedule_of(network, rate, steps)
    people, sources, claims = _forever(told[0], rng), _forever(told[1], rng), _forever(told[2], rng)
    network.train()
    with typer.progressbar(range(steps), label="learning") as bar:
        for _ in bar:
            groups = [(next(people), COMPETING) for _ in range(PEOPLE)] + [
                (next(sources), AMONG) for _ in range(SOURCES)
            ]
            pairs_, weights, places = drawn(groups, [next(claims) for _ in range(CLAIMS)], rng)
            ids, sides, mask, task, label = batched(pairs_)
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=HALF):
                numbers = network(ids, sides, mask).float()
            weight = torch.tensor(weights)
            lost = (kinds_lost(numbers, task, label) * weight).sum() / weight.sum() + ORDER * order_lost(
                numbers, places
            )
            descend(lost, schedule)


def _forever(items: Sequence[Item], rng: Random) -> Iterator[Item]:
    while True:
        yield from rng.sample(items, len(items))


def main(
    file: Annotated[Path, typer.Option(help="What to write.")] = FILE,
    steps: Annotated[int, typer.Option(help="How many.")] = 2200,
    rate: Annotated[float, typer.Option(help="The highest learning rate.")] = 6e-5,
) -> None:
    """Go on from the shipped reader and write another."""
    torch.manual_seed(0)
    rng = Random(11)  # noqa: S311 - examples, not secrets
    sources = [source for source in written() if not source.kept]
    claims = [pair for pair in pairs(sources) if pair.task == CLAIM]
    network = shipped()
    before = {name: weights.clone() for name, weights in network.state_dict().items()}
    learn(network, (list(of_people(rng)), list(of_sources(sources, rng)), claims), rate, steps)
    after = network.state_dict()
    network.load_state_dict({name: KEPT * before[name] + (1 - KEPT) * after[name] for name in after})
    typer.echo(f"{file.name}: sha256 {write(network, file)}")


if __name__ == "__main__":
    typer.run(main)
