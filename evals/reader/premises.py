"""Goes on from the shipped reader: it learns which words deny what a question takes for granted (``python -m evals.reader.premises``).

Packages as for train.py. It learns from the known questions of the case and from the invented sources: beside what puts a wrong premise
right it is to deny rather than to answer, beside what answers a sound question the other way round. How likely a passage speaks of the matter at all is
held to what it was (distillation: Hinton et al. 2015), and the layers before the early exit are not taught and stay as they are bit
for bit: the order of passages and what is refused hang on those, and were fitted to them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Annotated, NamedTuple

import numpy as np
import onnx
import torch
import typer
from onnx import numpy_helper

from evals.people import SHIPPED, opened
from evals.reader.early import AFTER
from evals.reader.network import LAYERS, Network
from evals.reader.resume import DENSE, rounded, shipped
from evals.reader.step import spoken
from evals.reader.texts import QUESTION, Pair, heading_of, written
from evals.reader.train import BATCH, batched, descend, schedule_of
from rag.assemble import Parts
from rag.casual import plain
from rag.gloss import in_english
from rag.models.reader import ANSWERS, DENIES, FILE, LANGUAGE, SILENT
from rag.question import language_of
from rag.reading import spelled

RATE, ROUNDS = 8e-5, 1.0
SPEAKING, NEAR = 2, 3  # passages of a question that speak of it, and of the nearest others those that one is drawn from
BESIDE = 0.45  # share of the questions that are also set beside such another
REPEATED, AWAY = 4000, 1500  # questions in the reader's language, and questions to invented sources
OTHERS = 0.3  # what another passage counts, which denies nothing that a sound question takes for granted
SMOOTHED = 0.02  # of a label that is taken for the other
HELD_TO, FURTHEST = 0.05, 6.0  # what the square of the odds' change counts, and the odds beyond which none is looked at
TAUGHT = ("mix", "out", *(f"layers.{n}." for n in range(AFTER, LAYERS)))  # whose weights change
Bits = np.ndarray


class Asked(NamedTuple):
    """A question, what speaks of it, what is nearest beside that, and how the first does: ANSWERS, DENIES, or SILENT where none speaks."""

    question: str
    speaking: Sequence[str]
    others: Sequence[str]
    kind: int


def known(parts: Parts, rng: Random) -> Iterator[Asked]:
    """The known questions of the case with passages of prose: those that are read word by word, and REPEATED of those in the reader's language."""
    table, index = parts.index.tables.known, parts.index
    answers: dict[int, list[int]] = {}
    for question, row in table.links.tolist():
        answers.setdefault(question, []).append(row)
    languages = [language_of(text) for text in table.questions]
    own = [n for n, language in enumerate(languages) if language == LANGUAGE]
    for n in sorted({*range(len(languages))} - {*own} | {*rng.sample(own, min(REPEATED, len(own)))}):
        asked, told = in_english(plain(table.questions[n]), parts.ranker.knows), answers.get(n, [])
        order = np.argsort(-(index.vectors @ table.vectors[n])).tolist()
        rows = [row for row in order if not index.passages[row].of_rows]
        chosen = [row for row in rows if row in told][:SPEAKING], [row for row in rows if row not in told][:NEAR]
        speaking, others = ([spelled(parts.judge.reading.text(row, asked)) for row in some] for some in chosen)
        kind = DENIES if table.wrong[n] else ANSWERS if told else SILENT
        yield Asked(spelled(asked), speaking, others, kind)


def invented(rng: Random) -> Iterator[Asked]:
    """Questions to invented sources, sound and wrong ones."""
    for source in written():
        if source.kept:
            continue
        head = heading_of(source, rng)
        seen = [spelled(head + passage) for passage in source.passages]
        told = [(x.text, x.by or 0, ANSWERS) for x in (*source.answered, *source.plain)]
        told += [(x.text, x.by or 0, DENIES) for x in source.false_premise]
        told += [(x.sound, x.by or 0, ANSWERS) for x in source.false_premise if x.sound]
        for text, by, kind in told:
            yield Asked(spelled(text), [seen[by]], [p for place, p in enumerate(seen) if place != by], kind)


def pairs_of(asked: Sequence[Asked], rng: Random) -> Iterator[tuple[Pair, float]]:
    """Pairs, and what each counts in telling DENIES from ANSWERS; 0 where it is only held to what it was."""
    for one in asked:
        if one.kind != SILENT:
            yield from ((Pair(one.question, text, QUESTION, one.kind), 1.0) for text in one.speaking)
        if one.others and rng.random() < BESIDE:
            counts = OTHERS if one.kind == ANSWERS else 0.0
            yield Pair(one.question, rng.choice(one.others), QUESTION, ANSWERS), counts


def lost(numbers: torch.Tensor, before: torch.Tensor, label: torch.Tensor, counts: torch.Tensor) -> torch.Tensor:
    """What is lost by telling DENIES from ANSWERS wrongly, and by speaking of more or of less than ``before`` (log-odds)."""
    entropy, odds = torch.nn.functional.binary_cross_entropy_with_logits, spoken(numbers)
    far = (odds.clamp(-FURTHEST, FURTHEST) - before.clamp(-FURTHEST, FURTHEST)) ** 2
    kept = entropy(odds, torch.sigmoid(before)) + HELD_TO * far.mean()
    denied = (label == DENIES).float() * (1 - 2 * SMOOTHED) + SMOOTHED
    told = entropy(numbers[:, DENIES] - numbers[:, ANSWERS], denied, weight=counts, reduction="sum")
    return kept + told / (counts > 0).sum().clamp(min=1)


def learn(network: Network, told: Sequence[tuple[Pair, float]], rng: Random) -> None:
    """Teach the layers after the exit, and the heads, by all pairs for ROUNDS rounds."""
    order = sorted(range(len(told)), key=lambda n: len(told[n][0].first) + len(told[n][0].second))
    groups = [order[start : start + BATCH] for start in range(0, len(order), BATCH)]
    for name, weights in network.named_parameters():
        weights.requires_grad_(name.startswith(TAUGHT))
    steps = int(ROUNDS * len(groups))
    schedule = schedule_of(network.train(), RATE, steps)
    teacher = shipped().eval()
    with typer.progressbar(length=steps, label="learning") as bar:
        for place in (n for _ in range(-(-steps // len(groups))) for n in rng.sample(range(len(groups)), len(groups))):
            if bar.pos == steps:
                return
            mine = [told[n] for n in groups[place]]
            ids, sides, mask, _, label = batched([pair for pair, _ in mine])
            with torch.no_grad():
                held = teacher.through(teacher.layers[:AFTER], teacher.begin(ids, sides), mask)
                before = spoken(teacher.end(teacher.through(teacher.layers[AFTER:], held, mask), mask))
            numbers = network.end(network.through(network.layers[AFTER:], network.drop(held), mask), mask)
            descend(lost(numbers, before, label, torch.tensor([counts for _, counts in mine])), schedule)
            bar.update(1)


def renewed(model: onnx.ModelProto, network: Network) -> None:
    """Put what was taught into ``model`` in 7 of 8 bits, an output at a time, as train.py rounds; all else stays."""
    state = {name: weights.detach().numpy() for name, weights in network.state_dict().items()}
    held = {one.name: one for one in model.graph.initializer}
    for name, stored in zip(DENSE, rounded(model.graph), strict=True):
        if name.startswith(TAUGHT):
            weights = state[f"{name}.weight"].T
            scale = np.maximum(np.abs(weights).max(0), 1e-9) / 64
            of = stored.removesuffix("_quantized")
            _put(held[stored], np.clip(np.round(weights / scale), -64, 64).astype(np.int8))
            _put(held[f"{of}_scale"], scale.astype(np.float32))
            _put(held[f"{of}_zero_point"], np.zeros(len(scale), np.int8))
    for name, one in held.items():
        mine = name.removeprefix("network.")
        if mine in state and mine.startswith(TAUGHT):
            _put(one, state[mine].astype(np.float32))


def _put(one: onnx.TensorProto, value: Bits) -> None:
    before = numpy_helper.to_array(one)
    assert before.dtype == value.dtype  # noqa: S101
    one.CopyFrom(numpy_helper.from_array(value.reshape(before.shape), one.name))


def main(file: Annotated[Path, typer.Option(help="What to write.")] = FILE) -> None:
    """Go on from the shipped reader and write another; some 20 minutes on two cores."""
    rng = Random(0)  # noqa: S311 - examples, not secrets
    torch.manual_seed(0)
    asked = [*known(opened(SHIPPED, Path()), rng), *rng.sample([*invented(rng)], AWAY)]
    network = shipped()
    learn(network, [*pairs_of(asked, rng)], rng)
    model = onnx.load(str(FILE))
    renewed(model, network)
    file.write_bytes(model.SerializeToString())
    typer.echo(f"{file.name}: sha256 {hashlib.sha256(file.read_bytes()).hexdigest()}")


if __name__ == "__main__":
    typer.run(main)
