"""Lets the shipped reader stop early where a pair is plainly silent: python -m evals.reader.early

After AFTER of its six layers a linear reading of what they hold (of the first token, and of the mean of either text) foretells what
all six will say; where it foretells silence, the other layers are left out (early exit: Xin et al. 2020, "DeeBERT"; for rankers
Soldaini and Moschitti 2020, "The Cascade Transformer"). It is fitted by ridge regression to the whole network's own answers to the
questions of the public to the cases of ``evals.people.LEARNT``, and measured on the development half: no label is asked for.

    pip install onnx
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from typing import Annotated, Any

import numpy as np
import numpy.typing as npt
import onnx
import onnxruntime as ort
import typer
from onnx import TensorProto, helper, numpy_helper

from evals.lines import Half
from evals.people import CASES, LEARNT, opened, suite_of
from rag.casual import plain
from rag.models.reader import FILE, SILENT, Reader
from rag.reading import SUREST, spelled

AFTER = 4  # layers: after three 25 in a thousand that speak are taken for silent, after four none are
HELD = f"/network/layers.{AFTER - 1}/n2/LayerNormalization_output_0"  # what they hold, shape (1, tokens, width)
EACH, HITS = 40, 20  # questions of a case, and passages of each
RIDGE = 300.0  # on standard scores
SPEAKS = 0.5  # share from which a passage speaks of it
Floats = npt.NDArray[np.float64]


def told(cases: Sequence[str], folder: Path, model: onnx.ModelProto) -> tuple[Floats, Floats]:
    """For pairs of the cases what AFTER layers hold, shape (pairs, 3 * width), and the logarithms of the three shares, (pairs, 3)."""
    tapped = onnx.ModelProto()
    tapped.CopyFrom(model)
    tapped.graph.output.append(helper.make_tensor_value_info(HELD, TensorProto.FLOAT, None))
    options = ort.SessionOptions()
    options.intra_op_num_threads = 1
    session = ort.InferenceSession(tapped.SerializeToString(), options, providers=["CPUExecutionProvider"])
    encode = Reader().encode

    def run(pair: tuple[str, str]) -> tuple[Floats, Floats]:
        feed = encode(*pair)
        shares, held = session.run(["shares", HELD], feed)
        one = feed["sides"][0]
        seen = np.concatenate([held[0][0], held[0][one == 0].mean(0), held[0][one == 1].mean(0)])
        return seen, np.log(np.clip(shares[0][:3], np.exp(-SUREST), 1))

    with ThreadPoolExecutor(2) as pool:
        found = [one for case in cases for one in pool.map(run, _pairs(case, folder))]
    return np.array([x for x, _ in found]), np.array([y for _, y in found])


def _pairs(case: str, folder: Path) -> Iterator[tuple[str, str]]:
    """Questions of a case, each with the passages that the ranker finds for it."""
    parts, asked = opened(case, folder), list(suite_of(case))
    Random(0).shuffle(asked)  # noqa: S311 - examples, not secrets
    for question in asked[:EACH]:
        text = plain(question.question)
        for hit in parts.ranker.rank(text, HITS):
            yield spelled(text), spelled(parts.judge.reading.text(parts.index.row_of[hit.passage.id], text))
    typer.echo(case, err=True)


def fit(held: Floats, logs: Floats) -> tuple[Floats, Floats]:
    """Ridge regression: weights of shape (3 * width, 3) and what is added to the three."""
    mean, spread = held.mean(0), held.std(0) + 1e-6
    x, middle = (held - mean) / spread, logs.mean(0)
    weights = np.linalg.solve(x.T @ x + RIDGE * np.eye(x.shape[1]), x.T @ (logs - middle)) / spread[:, None]
    return weights, middle - mean @ weights


def with_exit(model: onnx.ModelProto, weights: Floats, bias: Floats) -> onnx.ModelProto:
    """The network with a further input, ``sure``: the share of silence above which it stops after AFTER layers."""
    nodes = list(model.graph.node)
    cut = next(i for i, node in enumerate(nodes) if HELD in node.output) + 1
    given = {
        "exit.weights": weights.astype(np.float32), "exit.bias": bias.astype(np.float32)[None], "exit.none": np.full((1, 3), np.nan, np.float32),
        "exit.first": np.array([0]), "exit.second": np.array([1]), "exit.flat": np.array([1, -1]), "exit.silent": np.array(SILENT),
    }  # fmt: skip
    make = helper.make_node
    foretold = [
        make("Squeeze", [HELD, "exit.first"], ["exit.held"]),
        make("Sub", ["mask", "sides"], ["exit.of_first"]),
        make("Concat", ["exit.of_first", "sides"], ["exit.of_both"], axis=0),
        make("Cast", ["exit.of_both"], ["exit.shared"], to=TensorProto.FLOAT),
        make("MatMul", ["exit.shared", "exit.held"], ["exit.sums"]),
        make("ReduceSum", ["exit.shared", "exit.second"], ["exit.counts"]),
        make("Div", ["exit.sums", "exit.counts"], ["exit.means"]),
        make("Gather", ["exit.held", "exit.first"], ["exit.token"]),
        make("Concat", ["exit.token", "exit.means"], ["exit.seen"], axis=0),
        make("Reshape", ["exit.seen", "exit.flat"], ["exit.row"]),
        make("MatMul", ["exit.row", "exit.weights"], ["exit.raw"]),
        make("Add", ["exit.raw", "exit.bias"], ["exit.logs"]),
        make("Softmax", ["exit.logs"], ["exit.shares"], axis=1),
        make("Gather", ["exit.shares", "exit.silent"], ["exit.silence"], axis=1),
        make("Greater", ["exit.silence", "sure"], ["exit.stops"]),
    ]
    found = [helper.make_tensor_value_info(f"shares.{name}", TensorProto.FLOAT, [1, 6]) for name in ("early", "late")]
    early = [make("Concat", ["exit.shares", "exit.none"], ["shares.early"], axis=1)]
    late = [*nodes[cut:], make("Identity", ["shares"], ["shares.late"])]
    for node in late:  # names are shared by a graph and the graphs within it
        node.output[:] = ["shares.whole" if name == "shares" else name for name in node.output]
        node.input[:] = ["shares.whole" if name == "shares" else name for name in node.input]
    then, other = (helper.make_graph(of, v.name, [], [v]) for of, v in zip((early, late), found, strict=True))
    choice = make("If", ["exit.stops"], ["shares"], then_branch=then, else_branch=other)
    made = onnx.ModelProto()
    made.CopyFrom(model)
    del made.graph.node[:], made.graph.output[:]
    made.graph.node.extend([*nodes[:cut], *foretold, choice])
    made.graph.input.append(helper.make_tensor_value_info("sure", TensorProto.FLOAT, [1]))
    made.graph.output.append(helper.make_tensor_value_info("shares", TensorProto.FLOAT, [1, 6]))
    made.graph.initializer.extend(numpy_helper.from_array(value, name) for name, value in given.items())
    onnx.checker.check_model(made)
    return made


def measured(held: Floats, logs: Floats, weights: Floats, bias: Floats) -> list[str]:
    """A Markdown table: above which share of silence how many pairs stop, and how many of those that speak are among them."""
    raw = held @ weights + bias
    silence = (np.exp(raw) / np.exp(raw).sum(1, keepdims=True))[:, SILENT]
    spoken = 1 - np.exp(logs[:, SILENT]) >= SPEAKS
    odds, foretold = (np.log(1 / s - 1) for s in (np.exp(logs[:, SILENT]).clip(0.002, 0.998), silence))
    lines = [f"correlation of the log-odds: {np.corrcoef(odds, foretold)[0, 1]:.3f}", "| surer than | stop | of those that speak |", "|---:|---:|---:|"]  # fmt: skip
    for sure in (0.85, 0.88, 0.9, 0.92, 0.94, 0.96, 0.98):
        stops = silence > sure
        lines.append(f"| {sure} | {stops.mean():.3f} | {(stops & spoken).sum()} of {spoken.sum()} |")
    return lines


def main(file: Annotated[Path, typer.Option(help="What to write.")] = FILE) -> None:
    """Fit the exit, print how it fares on cases it was not fitted to, and write the network with it."""
    model: Any = onnx.load(str(FILE))
    if any(one.name == "sure" for one in model.graph.input):
        raise SystemExit(f"{FILE.name} stops early already. Give the file that train.py, order.py or apart.py wrote.")
    with tempfile.TemporaryDirectory(prefix="onrecord-early-") as folder:
        fitted = fit(*told(LEARNT, Path(folder), model))
        checked = told(CASES[Half.DEVELOPMENT], Path(folder), model)
    typer.echo("\n".join(measured(*checked, *fitted)))
    file.write_bytes(with_exit(model, *fitted).SerializeToString())
    typer.echo(f"{file.name}: sha256 {hashlib.sha256(file.read_bytes()).hexdigest()}")


if __name__ == "__main__":
    typer.run(main)
