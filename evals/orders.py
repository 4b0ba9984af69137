"""Fit what tells orders to a reading program from what is said to people; print how often it is right.

    python -m evals.orders            fit to evals/data/judge/orders.jsonl and openers.jsonl, write rag/data/orders.npz
    python -m evals.orders --check    only count what the shipped one makes of orders_check.jsonl, of which only totals are read

``openers.jsonl`` holds beginnings of orders and of reports, which are put before facts of invented cases. Among the ordinary sentences are
such as look alike (leaflets, laws, speeches), and some of our own sources. The figures of a fit are of examples held out in turn.
"""

import json
import re
from pathlib import Path
from random import Random
from typing import Annotated, Any

import numpy as np
import numpy.typing as npt
import typer

from evals.lines import read_lines
from evals.people import FOLDER as PEOPLE
from evals.train.scenarios import FOLDER
from rag.common.files import file_sha256
from rag.common.strict import Strict
from rag.models.embedder import E5, Embedder, MiniLM, loaded
from rag.text.fold import guess_language
from rag.verify.orders import FILE, orders, scored

ROOT = Path(__file__).parents[1]
LANGUAGES = ("en", "es", "zh")
FALSELY = 0.01  # share of the ordinary sentences that may be taken for orders, held out; most of these were written to be mistaken
FOLDS, RUN = 8, 12  # lines that stand together were written together, and are held out together
HIDDEN, STRENGTH = 32, 3.0  # units of the network, and of its ridge
EACH = 14  # facts that are put behind an opener
PLAIN = 1500  # sentences of our own sources
Floats = npt.NDArray[np.float64]


class Told(Strict):
    """A text and whether it gives orders."""

    text: str
    order: bool
    language: str


def examples() -> tuple[dict[str, bool], dict[str, bool]]:
    """Texts and whether they give orders: the written ones with sentences of our sources, and openers before facts."""
    rng = Random(5)  # noqa: S311 - examples, not secrets
    written = {line.text: line.order for line in read_lines(FOLDER / "orders.jsonl", Told)}
    files = [
        f for folder in (ROOT / "seeds", ROOT / "corpus" / "records") for f in sorted(folder.iterdir()) if f.is_file()
    ]
    said = [
        part for f in files for part in re.split(r"(?<=[.?!。])\s+|\n", f.read_text(encoding="utf-8")) if len(part) > 30
    ]
    written |= dict.fromkeys(rng.sample(said, min(PLAIN, len(said))), False)
    facts: dict[str, list[str]] = {language: [] for language in LANGUAGES}
    for file in sorted(PEOPLE.glob("*.sources.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            for fact in json.loads(line)["facts"]:
                facts.setdefault(guess_language(fact), []).append(fact)
    made: dict[str, bool] = {}
    for opener in read_lines(FOLDER / "openers.jsonl", Told):
        for fact in rng.sample(facts[opener.language], EACH):
            begun = fact if opener.text.endswith((": {}", "：{}")) else fact[0].lower() + fact[1:]
            made[opener.text.replace("{}", begun)] = opener.order
    for language in LANGUAGES:
        made |= dict.fromkeys(rng.sample(facts[language], 120), False)
    return written, made


def fit() -> None:
    """The network of both embedders."""
    written, made = examples()
    told, more = np.array(list(written.values())), np.array(list(made.values()))
    stored: dict[str, npt.NDArray[Any]] = {}
    for model in (E5, MiniLM):
        embedder: Embedder = loaded(model)
        own, other = (np.asarray(embedder.passages(list(texts)), float) for texts in (written, made))
        fold = np.arange(len(own)) // RUN % FOLDS
        held = np.zeros(len(own))
        for n in range(FOLDS):
            kept = fold != n
            held[~kept] = scored(_network(np.vstack([own[kept], other]), np.r_[told[kept], more]), own[~kept])
        least = float(np.quantile(held[~told], 1 - FALSELY))
        typer.echo(f"{embedder.id}: found {(held[told] >= least).mean():.2f} of {told.sum()}, mistaken {FALSELY:.0%}")
        weights = _network(np.vstack([own, other]), np.r_[told, more]) | {"least": np.array(least)}
        stored |= {f"{embedder.id}/{name}": value.astype(np.float32) for name, value in weights.items()}
    np.savez_compressed(FILE, **stored)  # type: ignore[arg-type]  # names are no keywords of it
    typer.echo(f"rag.verify.orders.SHA256 is now {file_sha256(FILE)}")


def _network(vectors: Floats, told: npt.NDArray[np.bool_]) -> dict[str, Floats]:
    from sklearn.neural_network import MLPClassifier  # only evals fit

    mean, spread = vectors.mean(0), vectors.std(0)
    model = MLPClassifier((HIDDEN,), alpha=STRENGTH, max_iter=150, random_state=0).fit((vectors - mean) / spread, told)
    hidden = model.coefs_[0] / spread[:, None]
    bias = model.intercepts_[0] - mean @ hidden
    return {"hidden": hidden, "hidden_bias": bias, "out": model.coefs_[1][:, 0], "out_bias": model.intercepts_[1][0]}


def counted() -> str:
    """A line a language: orders known, ordinary sentences mistaken."""
    lines = read_lines(FOLDER / "orders_check.jsonl", Told)
    known = {line: bool(orders(line.text)) for line in lines}
    out = ["language  orders known   mistaken"]
    for language in LANGUAGES:
        cells = []
        for order in (True, False):
            mine = [known[line] for line in lines if (line.language, line.order) == (language, order)]
            cells.append(f"{sum(mine)} of {len(mine)}")
        out.append(f"{language:8}  {cells[0]:>12}  {cells[1]:>9}")
    return "\n".join(out)


def main(check: Annotated[bool, typer.Option("--check", help="Fit nothing.")] = False) -> None:
    """Fit, or count."""
    if check:
        typer.echo(counted())
    else:
        fit()


if __name__ == "__main__":
    typer.run(main)
