"""The network with the weights of the shipped file, to go on from; ``onnx`` is asked for only here and in train.py."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from evals.reader.network import LAYERS, Network
from rag.models.reader import FILE

DENSE = [f"layers.{i}.{name}" for i in range(LAYERS) for name in ("q", "k", "v", "o", "up", "down")] + ["mix", "out"]
EMBEDDED = {"words", "places", "sides"}


def shipped(file: Path = FILE) -> Network:
    """The network that ``train.write`` rounded to 8 bits, as far as the file tells; word vectors are not trained."""
    graph = onnx.load(str(file)).graph
    held = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    taken = {
        name.removeprefix("network."): torch.tensor(value)
        for name, value in held.items()
        if name.startswith("network.") and not name.endswith(("_quantized", "_scale", "_zero_point"))
    }
    for name, stored in zip(DENSE, rounded(graph), strict=True):
        taken[f"{name}.weight"] = torch.tensor(_whole(held, stored).T.copy())
    for name in EMBEDDED:
        taken[f"{name}.weight"] = torch.tensor(_whole(held, f"network.{name}.weight_quantized"))
    network = Network()
    network.load_state_dict(taken)
    network.words.weight.requires_grad_(False)
    return network


def rounded(graph: onnx.GraphProto) -> list[str]:
    """The stored weights of DENSE by their names, in the order of the graph: that in which the network's layers are called."""
    return [node.input[1] for node in _nodes(graph) if node.op_type == "MatMulInteger"]


def _nodes(graph: onnx.GraphProto) -> Iterator[onnx.NodeProto]:
    """The nodes of a graph and of the graphs within it: the layers after the exit of early.py."""
    for node in graph.node:
        yield node
        for attribute in node.attribute:
            yield from _nodes(attribute.g)


def _whole(held: dict[str, np.ndarray], stored: str) -> np.ndarray:
    """Stored bytes times their scale, counted from their zero."""
    of = stored.removesuffix("_quantized")
    zero = held[f"{of}_zero_point"].astype(np.float32)
    return np.asarray((held[stored].astype(np.float32) - zero) * held[f"{of}_scale"], np.float32)
