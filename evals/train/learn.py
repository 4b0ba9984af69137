"""Training a cross-encoder with two heads; needs torch and transformers, which nothing else here does.

AdamW (Loshchilov and Hutter 2019) in bfloat16 without dropout, word embeddings frozen, the rate rising and then falling to zero. Pairs
of like length share a batch; a set is drawn by its weight (``texts.MIX``). Where only "not supported" is known of a claim, what
counts is the sum of the two other shares. A pair that is too long is left out: cut, it may lack what decides. Checkpoints let a run
that was broken off go on.
"""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import torch
from transformers import AutoModel, AutoModelForSequenceClassification, AutoTokenizer
from transformers.modeling_outputs import SequenceClassifierOutput

from evals.train.scenarios import NOT_SUPPORTED, Pair

AT_ONCE = 768  # pairs that are put in order of length together
BATCH_TOKENS = 2048
KEEP_S = 480  # seconds between two checkpoints
WARM_STEPS = 150
HEADS_RATE = 3  # how much faster the new heads learn than the rest
LARGE = 3.0  # by which the mean of the tokens grows before tanh: its entries are small
SETTINGS = {"num_labels": 6, "attention_probs_dropout_prob": 0.0, "hidden_dropout_prob": 0.0}
SMOOTHING = 0.05  # of the labels (Szegedy et al. 2016)
Said = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Plan:
    """What to train, how far and how fast."""

    base: Path
    out: Path
    minutes: float
    rate: float
    frozen: int  # lowest layers that stay as they are
    longest: int  # tokens of a pair
    mean: bool  # pool the mean of all tokens, not the first one
    threads: int = 1


class Pooled(torch.nn.Module):
    """The base with its two heads over the mean of its tokens: what a model of sentence vectors was trained to put there."""

    base_model_prefix = "bert"

    def __init__(self, base: Path, num_labels: int, **settings: object) -> None:
        super().__init__()
        self.bert = AutoModel.from_pretrained(base, add_pooling_layer=False, **settings)
        width = self.bert.config.hidden_size
        self.dense, self.out = torch.nn.Linear(width, width), torch.nn.Linear(width, num_labels)
        self.dense.weight.data = torch.eye(width) * LARGE  # it begins as the mean itself
        torch.nn.init.zeros_(self.dense.bias)

    def forward(
        self, input_ids: torch.Tensor, attention_mask: torch.Tensor, **_: torch.Tensor
    ) -> SequenceClassifierOutput:
        """Six log-odds a pair, in ``logits``; all tokens are of one type, whatever a tokenizer says."""
        tokens = self.bert(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        there = attention_mask[..., None].to(tokens.dtype)
        mean = (tokens * there).sum(1) / there.sum(1)
        return SequenceClassifierOutput(logits=self.out(torch.tanh(self.dense(mean))))


def learn(plan: Plan, sets: Mapping[str, Sequence[Pair]], mix: Mapping[str, float], said: Said) -> None:
    """Train and write the model to ``plan.out / "model"``; goes on from a checkpoint that lies there."""
    torch.set_num_threads(plan.threads)
    torch.set_flush_denormal(True)  # Adam crawls on denormal numbers
    tokenizer = AutoTokenizer.from_pretrained(plan.base)
    model = (Pooled if plan.mean else AutoModelForSequenceClassification.from_pretrained)(plan.base, **SETTINGS)  # type: ignore[arg-type]  # both take these
    optimizer = torch.optim.AdamW(_groups(model, plan.frozen), lr=plan.rate, fused=True, betas=(0.9, 0.98))
    kept = plan.out / "checkpoint.pt"
    plan.out.mkdir(parents=True, exist_ok=True)
    seen = 0
    if kept.exists():
        state = torch.load(kept, weights_only=True)
        model.load_state_dict(state["model"])
        if "optimizer" in state:  # not in weights taken from elsewhere
            optimizer.load_state_dict(state["optimizer"])
        seen = state["seen"]
    start, saved, steps = time.monotonic(), time.monotonic(), 0
    model.train()
    lost: list[float] = []
    for batch in _batches(sets, mix, plan.longest, Random(seen)):  # noqa: S311 - examples, not secrets
        done = (time.monotonic() - start) / (plan.minutes * 60)
        if done >= 1:
            break
        for group in optimizer.param_groups:
            group["lr"] = plan.rate * min(1, (steps + 1) / WARM_STEPS) * min(1, (1 - done) * 1.6) * group["times"]
        lost.append(_step(model, tokenizer, batch, plan.longest, optimizer))
        seen, steps = seen + len(batch), steps + 1
        if steps % 50 == 0:
            speed = seen / (time.monotonic() - start)
            said(f"{done:.0%} of the time, {seen:,} pairs, {speed:.1f} a second, loss {sum(lost[-50:]) / 50:.3f}")
        if time.monotonic() - saved > KEEP_S:
            _keep(kept, model, optimizer, seen)
            saved = time.monotonic()
    _keep(kept, model, optimizer, seen)


def _groups(model: torch.nn.Module, frozen: int) -> list[dict[str, object]]:
    """Parameters that learn: matrices with decay, the rest without, the heads faster; embeddings and low layers are frozen."""
    core = getattr(model, str(model.base_model_prefix))
    still = [core.embeddings] if frozen else [core.embeddings.word_embeddings]
    for module in (*still, *core.encoder.layer[:frozen]):
        module.requires_grad_(False)
    inner = {id(p) for p in core.parameters()}
    moving = [p for p in model.parameters() if p.requires_grad]
    return [
        {"params": [p for p in moving if id(p) in inner and p.ndim > 1], "weight_decay": 0.01, "times": 1},
        {"params": [p for p in moving if id(p) in inner and p.ndim <= 1], "weight_decay": 0.0, "times": 1},
        {"params": [p for p in moving if id(p) not in inner], "weight_decay": 0.01, "times": HEADS_RATE},
    ]


def _step(
    model: torch.nn.Module, tokenizer: object, batch: list[Pair], longest: int, optimizer: torch.optim.Optimizer
) -> float:
    texts = [pair.first for pair in batch], [pair.second for pair in batch]
    fed = tokenizer(  # type: ignore[operator]  # transformers is not followed
        *texts, truncation="longest_first", max_length=longest, padding=True, pad_to_multiple_of=16, return_tensors="pt"
    )
    labels = torch.tensor([pair.label for pair in batch])
    with torch.autocast("cpu", dtype=torch.bfloat16):
        odds = model(**fed).logits
    heads = odds.float().view(-1, 2, 3)[torch.arange(len(batch)), torch.tensor([int(pair.task) for pair in batch])]
    shares = torch.log_softmax(heads, -1)
    sure = shares.gather(1, labels.clamp(max=2)[:, None])[:, 0]
    known = -((1 - SMOOTHING) * sure + SMOOTHING * shares.mean(-1))
    either = -torch.logsumexp(shares[:, 1:], -1)
    loss = torch.where(labels == NOT_SUPPORTED, either, known).mean()
    optimizer.zero_grad()
    loss.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    return float(loss.detach())


def _batches(
    sets: Mapping[str, Sequence[Pair]], mix: Mapping[str, float], longest: int, rng: Random
) -> Iterator[list[Pair]]:
    """Batches without end, each of about BATCH_TOKENS."""
    order = {name: [pair for pair in sets.get(name, ()) if _tokens(pair) <= longest] for name in mix}
    names = [name for name in mix if order[name]]
    at = dict.fromkeys(names, 0)
    for name in names:
        rng.shuffle(order[name])
    while True:
        drawn: list[Pair] = []
        for name in rng.choices(names, [mix[name] for name in names], k=AT_ONCE):
            if at[name] == len(order[name]):
                rng.shuffle(order[name])
                at[name] = 0
            drawn.append(order[name][at[name]])
            at[name] += 1
        drawn.sort(key=_tokens)
        batches: list[list[Pair]] = [[]]
        for pair in drawn:
            if batches[-1] and (len(batches[-1]) + 1) * _tokens(pair) > BATCH_TOKENS:
                batches.append([])
            batches[-1].append(pair)
        rng.shuffle(batches)
        yield from batches


def _tokens(pair: Pair) -> int:
    """About how many tokens a pair has: a character of Chinese makes nearly one, of English a quarter."""
    text = pair.first + pair.second
    return max(24, int(len(text) * (0.7 if text[len(text) // 2] > "\u2000" else 0.3)))


def _keep(file: Path, model: torch.nn.Module, optimizer: torch.optim.Optimizer, seen: int) -> None:
    beside = file.with_suffix(".new")
    torch.save({"model": model.state_dict(), "optimizer": optimizer.state_dict(), "seen": seen}, beside)
    beside.replace(file)
