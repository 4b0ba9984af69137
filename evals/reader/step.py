"""A step of going on from the shipped reader: questions beside their passages, and what the network loses by them.

Of a question's passages those that speak of it are to be likelier than the others (ListNet's first place, Cao et al. 2007), beside
each pair's own kind. What is written in the end is an average of the weights before and after (Wortsman et al. 2022): the
ones after alone told near misses worse than those before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Annotated, TypeVar

import torch
import typer

from evals.reader.groups import Group, of_sources
from evals.reader.network import Network, kinds_lost
from evals.reader.resume import shipped
from evals.reader.texts import CLAIM, QUESTION, Pair, pairs, written
from evals.reader.train import HALF, batched, descend, schedule_of, write
from rag.models.reader import ANSWERS, DENIES, FILE, SILENT

BRIEFLY = 0.2  # share of the questions that are asked in a few words
SIDES = 1.3  # what all silent passages of a group weigh beside those that speak
ORDER = 0.5  # what the order counts beside the kinds
TOGETHER = 4  # batches of a step
TOLD = 2  # passages of a group that speak and take part
Item = TypeVar("Item")


@dataclass
class Step:
    """The pairs of a step, what each weighs, and of each group where it begins and how many of its pairs speak and are silent."""

    pairs: list[Pair] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)
    places: list[tuple[int, int, int]] = field(default_factory=list)

    def add(self, asked: str, speaking: Sequence[str], silent: Sequence[str], label: int) -> dict[str, int]:
        """Add a question beside its passages; the place of each."""
        start = len(self.pairs)
        self.places.append((start, len(speaking), len(silent)))
        self.pairs += [Pair(asked, text, QUESTION, label) for text in speaking]
        self.pairs += [Pair(asked, text, QUESTION, SILENT) for text in silent]
        each = min(1.0, SIDES * max(1, len(speaking)) / max(1, len(silent)))
        self.weights += [1.0] * len(speaking) + [each] * len(silent)
        return {text: start + n for n, text in enumerate([*speaking, *silent])}

    def single(self, group: Group, most: int, rng: Random) -> None:
        """Add a question by itself, with at most so many passages that are silent."""
        asked = group.brief if group.brief and rng.random() < BRIEFLY else group.question
        self.add(asked, some(group.speaking, TOLD, rng), some(group.silent, most, rng), group.label)

    def fill(self, groups: Iterable[tuple[Iterator[Group], int, int]], claims: Iterable[Pair], rng: Random) -> Step:
        """The step with so many questions of each stream, each with at most so many silent passages, and then with ``claims``
        beside their sources, lest they be forgotten."""
        for stream, count, most in groups:
            for _ in range(count):
                self.single(next(stream), most, rng)
        for pair in claims:
            self.pairs.append(pair)
            self.weights.append(1.0)
        return self

    def lost(self, numbers: torch.Tensor, task: torch.Tensor, label: torch.Tensor) -> torch.Tensor:
        """What the network loses by these pairs."""
        weight = torch.tensor(self.weights)
        return (kinds_lost(numbers, task, label) * weight).sum() / weight.sum() + ORDER * self._order_lost(numbers)

    def _order_lost(self, numbers: torch.Tensor) -> torch.Tensor:
        """The mean surprise that a speaking passage is the likeliest of its group to speak."""
        odds = spoken(numbers)
        lost = [
            torch.logsumexp(odds[start : start + own + others], 0) - torch.logsumexp(odds[start : start + own], 0)
            for start, own, others in self.places
            if own and others
        ]
        return torch.stack(lost).mean() if lost else odds.sum() * 0


def spoken(numbers: torch.Tensor) -> torch.Tensor:
    """Of each pair the log-odds that the passage speaks of what is asked."""
    return torch.logsumexp(numbers[:, [ANSWERS, DENIES]], 1) - numbers[:, SILENT]


def some(items: Sequence[Item], most: int, rng: Random) -> list[Item]:
    """At most so many of them."""
    return rng.sample(items, min(most, len(items)))


def forever(items: Sequence[Item], rng: Random) -> Iterator[Item]:
    """All of them, over and over, each time in another order."""
    while True:
        yield from rng.sample(items, len(items))


def of_written(rng: Random) -> tuple[Iterator[Group], Iterator[Pair]]:
    """The questions and the claims of the invented sources that are learnt from, both without end."""
    told = [source for source in written() if not source.kept]
    questions = list(of_sources(told, rng))
    return forever(questions, rng), forever([pair for pair in pairs(told) if pair.task == CLAIM], rng)


def numbers_of(network: Network, told: Sequence[Pair]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """The network's numbers for each pair, its task and its label; pairs of like length go through together."""
    order = sorted(range(len(told)), key=lambda n: len(told[n].first) + len(told[n].second))
    size = -(-len(order) // TOGETHER)
    read, tasks, labels = [], [], []
    for start in range(0, len(order), size):
        ids, sides, mask, task, label = batched([told[n] for n in order[start : start + size]])
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=HALF):
            read.append(network(ids, sides, mask).float())
        tasks.append(task)
        labels.append(label)
    back = torch.argsort(torch.tensor(order))
    return torch.cat(read)[back], torch.cat(tasks)[back], torch.cat(labels)[back]


def run(draws: Callable[[Random], Iterator[Step]], seed: int, steps: int, kept: float) -> None:
    """The command of a way of going on: its steps, how many as a rule, and the share of the weights before that is kept."""
    usual = steps

    def main(
        file: Annotated[Path, typer.Option(help="What to write.")] = FILE,
        steps: Annotated[int, typer.Option(help="How many.")] = usual,
        rate: Annotated[float, typer.Option(help="The highest learning rate.")] = 6e-5,
    ) -> None:
        """Go on from the shipped reader and write another."""
        go_on(draws(Random(seed)), rate, steps, kept, file)  # noqa: S311 - examples, not secrets

    typer.run(main)


def go_on(draws: Iterator[Step], rate: float, steps: int, kept: float, file: Path) -> None:
    """Train the shipped network for so many steps, and write its average with what it was, of which ``kept`` is the share."""
    torch.manual_seed(0)
    network = shipped()
    before = {name: weights.clone() for name, weights in network.state_dict().items()}
    schedule = schedule_of(network, rate, steps)
    network.train()
    with typer.progressbar(range(steps), label="learning") as bar:
        for _ in bar:
            step = next(draws)
            numbers, task, label = numbers_of(network, step.pairs)
            descend(step.lost(numbers, task, label), schedule)
    after = network.state_dict()
    network.load_state_dict({name: kept * before[name] + (1 - kept) * after[name] for name in after})
    typer.echo(f"{file.name}: sha256 {write(network, file)}")
