"""Make the judge anew: count what it learns from, train, and write the files that ship.

    python -m evals.train count [--public FOLDER]
    python -m evals.train learn claims BASE OUT --minutes 120 [--public FOLDER]     # MPNet, English claims
    python -m evals.train learn passages BASE OUT --minutes 60 [--public FOLDER]    # MiniLM, English questions
    python -m evals.train learn small BASE OUT --minutes 120 [--public FOLDER]      # multilingual e5-small, all others
    python -m evals.train export claims OUT/checkpoint.pt                           # rag/data/judge-claims.npz and its hash

Needs torch, transformers and onnx beside the evals extra (docs/judge.md says which). BASE is a folder in the form of transformers; a run
that is broken off goes on from its checkpoint. The public sets are named with their licences in NOTICE.
"""

import hashlib
import json
from pathlib import Path
from typing import Annotated

import typer

from evals.train.made import FROM, made
from evals.train.scenarios import Task
from evals.train.texts import MIX, own, public
from rag.models.judge import DATA

PublicSets = Annotated[Path | None, typer.Option("--public", help="Folder of the public sets.")]
app = typer.Typer(add_completion=False, help=__doc__, rich_markup_mode=None)
RATES = {"claims": 5e-5, "passages": 9e-5, "small": 9e-5}
FROZEN = {"claims": 4, "passages": 0, "small": 2}  # lowest layers
LONGEST = 208  # tokens of a pair


@app.command()
def count(public_sets: PublicSets = None) -> None:
    """How many pairs each set has, and how many of them are ours."""
    ours = own()
    sets = ours | (public(public_sets) if public_sets else {})
    for name, pairs in sorted((sets | made(sets)).items()):
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
    rate: Annotated[
        float | None, typer.Option(help="Highest learning rate; lower where a trained model goes on.")
    ] = None,
    public_sets: PublicSets = None,
) -> None:
    """Train a model, "claims", "passages" or "small", from a base or from the checkpoint in OUT."""
    from evals.train.learn import Plan, learn

    sets = own() | (public(public_sets) if public_sets else {})
    if model in FROM:
        sets |= made(sets, model)
    plan = Plan(base, out, minutes, rate or RATES[model], FROZEN[model], LONGEST, model != "claims", threads)
    learn(plan, sets, MIX[model], typer.echo)


@app.command()
def export(model: str, checkpoint: Path) -> None:
    """Write a model, "claims", "passages" or "small", into rag/data, and its hash into judge.json."""
    import numpy as np
    import torch

    from evals.train.export import bert, mpnet

    state = torch.load(checkpoint, weights_only=True)["model"]
    weights = {name: value.float().numpy() for name, value in state.items()}
    if model == "claims":
        graph, beside = mpnet(weights, FROZEN[model])
    else:
        graph, beside = bert(weights, f"judge-{model}", own_words=model == "passages")
    file = DATA / f"judge-{model}.npz"
    np.savez(file, graph=np.frombuffer(graph.SerializeToString(), np.uint8), **beside)  # type: ignore[arg-type]  # names of arrays
    hashes = DATA / "judge.json"
    known = json.loads(hashes.read_text(encoding="utf-8")) if hashes.exists() else {}
    known[model] = hashlib.sha256(file.read_bytes()).hexdigest()
    hashes.write_text(json.dumps(known, indent=2) + "\n", encoding="utf-8")
    typer.echo(f"{file.name}: {file.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    app()
