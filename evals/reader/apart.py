"""Goes on from the shipped reader: it learns to tell questions apart that differ in a word (``python -m evals.reader.apart``).

Packages as for train.py. Of two twins (twins.py) the answered one is to be likelier spoken of by what answers it than the one that
nothing answers, and what denies a wrong premise is to deny the wrong one rather than the sound one, each by a margin (a hinge
that is smooth: Burges et al. 2005 for pairs of documents, here of questions). Beside it what order.py teaches goes on.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from random import Random

import torch

from evals.people import SHIPPED
from evals.reader.groups import of_people
from evals.reader.step import Step, forever, of_written, run, some, spoken
from evals.reader.twins import Couple, of_twins
from rag.models.reader import ANSWERS, DENIES, SILENT

HOME, AWAY = 2, 2  # couples of the shipped case and of the invented ones in a step
# Single questions to the shipped case, to invented ones, of sources; and claims.
ASKED, PEOPLE, SOURCES, CLAIMS = 1, 1, 2, 2
COMPETING, AMONG = 8, 3  # silent passages that take part, of the public's questions and of a source's
# Silent passages of an unanswerable question that look like an answer, and others; of a premise others.
LIKE, OTHER, BESIDE = 3, 3, 5
BRIEF_COUPLES = 0.12  # share of the couples that are asked in a few words
KEPT = 0.1  # of the weights that it had before; chosen like that of order.py
APART, MARGIN = 0.3, 1.0  # what telling apart counts beside the kinds, and the log-odds by which


@dataclass
class Apart(Step):
    """A step with twins, and which log-odds are to be above which."""

    heard: list[tuple[int, int]] = field(default_factory=list)  # of the first is spoken rather than of the second
    denied: list[tuple[int, int]] = field(default_factory=list)  # the first is denied rather than answered

    def couple(self, told: Couple, rng: Random) -> None:
        """Add two twins, both of them in a few words or neither."""
        amiss, sound = told.amiss, told.sound
        briefly = bool(amiss.brief and sound.brief) and rng.random() < BRIEF_COUPLES
        first, second = (amiss.brief, sound.brief) if briefly else (amiss.question, sound.question)
        answers = some(sound.speaking, 2, rng)
        if amiss.label == SILENT:
            like = [*answers, *some([text for text in amiss.near if text not in answers], LIKE, rng)]
            silent = like + some([text for text in amiss.silent if text not in like], OTHER, rng)
            nothing = self.add(first, [], silent, SILENT)
            others = [text for text in silent if text in sound.silent]
            others += some([t for t in sound.silent if t not in others], max(0, LIKE + OTHER - len(others)), rng)
            answered = self.add(second, answers, others, ANSWERS)
            self.heard += [(answered[text], nothing[text]) for text in answers]
            return
        both = [text for text in amiss.speaking if text in sound.speaking]
        denying = (some(both, 2, rng) + some([t for t in amiss.speaking if t not in both], 1, rng))[:2]
        answers = list(dict.fromkeys([*(text for text in denying if text in sound.speaking), *answers]))[:2]
        silent = some(amiss.silent, BESIDE, rng)
        wrong = self.add(first, denying, silent, DENIES)
        right = self.add(second, answers, [text for text in silent if text in sound.silent], ANSWERS)
        self.denied += [(wrong[text], right[text]) for text in denying if text in answers]

    def lost(self, numbers: torch.Tensor, task: torch.Tensor, label: torch.Tensor) -> torch.Tensor:
        """What the network loses by these pairs."""
        return super().lost(numbers, task, label) + APART * self._parted(numbers)

    def _parted(self, numbers: torch.Tensor) -> torch.Tensor:
        denied = numbers[:, DENIES] - numbers[:, ANSWERS]
        above = [
            odds[more] - odds[less]
            for odds, order in ((spoken(numbers), self.heard), (denied, self.denied))
            for more, less in order
        ]
        return torch.nn.functional.softplus(MARGIN - torch.stack(above)).mean() if above else numbers.sum() * 0


def steps_of(rng: Random) -> Iterator[Step]:
    """Steps without end."""
    with tempfile.TemporaryDirectory(prefix="onrecord-twins-") as folder:
        couples = list(of_twins(Path(folder), rng))
        people = list(of_people(Path(folder), rng))
    home = forever([couple for case, couple in couples if case == SHIPPED], rng)
    away = forever([couple for case, couple in couples if case != SHIPPED], rng)
    asked, others = (
        forever([group for case, group in people if case.startswith(SHIPPED) is ours], rng) for ours in (True, False)
    )
    sources, claims = of_written(rng)
    while True:
        step = Apart()
        for stream, count in ((home, HOME), (away, AWAY)):
            for _ in range(count):
                step.couple(next(stream), rng)
        groups = ((asked, ASKED, COMPETING), (others, PEOPLE, COMPETING), (sources, SOURCES, AMONG))
        yield step.fill(groups, islice(claims, CLAIMS), rng)


if __name__ == "__main__":
    run(steps_of, 0, 1400, KEPT)
