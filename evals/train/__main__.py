"""Make the judge anew: count what it learns from, train, and write the files that ship.

    python -m evals.train count [--public FOLDER]
    python -m evals.train learn small BASE OUT --minutes 120 [--public FOLDER]      # multilingual e5-small
    python -m evals.train learn en BASE OUT --minutes 120 [--public FOLDER]         # MPNet
    python -m evals.train export en OUT/checkpoint.pt rag/data/judge-en.onnx --bits 4

Needs torch, transformers and onnx beside the evals extra (docs/judge.md says which). BASE is a folder in the form of transformers; a run
that is broken off goes on from its checkpoint. The public sets are named with their licences in NOTICE.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Annotated

import typer

from evals.train.pair import Task
from evals.train.texts import MIX, own, public

app = typer.Typer(add_completion=False, help=__doc__, rich_markup_mode=None)
RATES = {"en": 5e-5, "small": 1e-4}
FROZEN = {"en": 4, "small": 0}  # lowest layers
LONGEST = {"en": 208, "small": 224}  # tokens


@app.command()
def count(public_sets: Annotated[Path | None, typer.Option("--public", help="Folder of the public sets.")] = None) -> None:
    """How many pairs each set has, and how many of them are ours."""
    ours = own()
    for name, pairs in sorted((ours | (public(public_sets) if public_sets else {})).items()):
        typer.echo(f"{name:28} {len(pairs):7,}")
    for task in Task:
        total = sum(pair.task is task for pairs in ours.values() for pair in pairs)
        typer.echo(f"our own, {task.name.lower()}s: {total:,}")


@app.command()
def learn(
    model: str,
    base: Path,
    out: Path,
    minutes: float = 120,
    threads: int = 1,
    public_sets: Annotated[Path | None, typer.Option("--public", help="Folder of the public sets.")] = None,
) -> None:
    """Train a model, "en" or "small", from a base or from the checkpoint in OUT."""
    from evals.train.learn import Plan, learn

    sets = own() | (public(public_sets) if public_sets else {})
    plan = Plan(base, out, minutes, RATES[model], FROZEN[model], LONGEST[model], threads)
    learn(plan, sets, MIX[model], typer.echo)


@app.command()
def export(model: str, checkpoint: Path, file: Path, bits: int = 8) -> None:
    """Write a model, "en" or "small", as ONNX, its matrices in 8 or 4 bits; says its sha256 for rag/data/judge.json."""
    import onnx
    import torch

    from evals.train.export import bert, mpnet

    state = torch.load(checkpoint, weights_only=True)["model"]
    weights = {name: value.float().numpy() for name, value in state.items()}
    onnx.save((mpnet if model == "en" else bert)(weights, bits), file)
    typer.echo(f"{file}: {file.stat().st_size / 1e6:.1f} MB, sha256 {hashlib.sha256(file.read_bytes()).hexdigest()}")


if __name__ == "__main__":
    app()
