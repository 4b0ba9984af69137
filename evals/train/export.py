"""The trained weights as the files that ship: ``judge-claims.npz`` (MPNet), ``judge-passages.npz`` (MiniLM), ``judge-small.npz``
(multilingual e5-small).

The small one is fed word vectors, not ids: its word embeddings stay frozen in training, so they are those of the embedder, which is
loaded anyway. The others hold their own, in 4 bits.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper

from evals.train.graph import REACH, Graph, finished, head, layer, relative_bias

Exported = tuple[onnx.ModelProto, dict[str, npt.NDArray[Any]]]  # the graph, and its matrices
Weights = dict[str, npt.NDArray[np.float32]]
MPNET_LAYER = {
    "q": "attention.attn.q", "k": "attention.attn.k", "v": "attention.attn.v", "o": "attention.attn.o",
    "an": "attention.LayerNorm", "i": "intermediate.dense", "f": "output.dense", "fn": "output.LayerNorm",
}  # fmt: skip
BERT_LAYER = {
    "q": "attention.self.query", "k": "attention.self.key", "v": "attention.self.value", "o": "attention.output.dense",
    "an": "attention.output.LayerNorm", "i": "intermediate.dense", "f": "output.dense", "fn": "output.LayerNorm",
}  # fmt: skip


def mpnet(weights: Weights, heads: int = 12) -> Exported:
    """MPNet (Song et al. 2020) for ids of shape (1, tokens)."""
    g = Graph()
    words = g.embedded(weights["mpnet.embeddings.word_embeddings.weight"], "ids", "word")
    bias = relative_bias(g, "ids", weights["mpnet.encoder.relative_attention_bias.weight"], buckets())
    places = weights["mpnet.embeddings.position_embeddings.weight"][2:]  # two places are taken by padding
    x = _placed(g, words, places, weights, "mpnet.embeddings.LayerNorm", 1e-5)
    x = _layers(g, x, heads, weights, "mpnet.encoder.layer", MPNET_LAYER, 1e-5, bias)
    head(g, x, {**_pair(weights, "classifier.dense", "dense"), **_pair(weights, "classifier.out_proj", "out")})
    return finished(
        g, "judge-claims", [helper.make_tensor_value_info("ids", TensorProto.INT64, [1, "tokens"])]
    ), g.beside


def bert(weights: Weights, name: str, own_words: bool, heads: int = 12) -> Exported:
    """BERT (Devlin et al. 2019), its matrices in 8 bits; fed ids of shape (1, tokens) if it has its ``own_words``, and otherwise word
    vectors of shape (1, tokens, width).
    """
    # What e5 learns is lost in 4 bits, for its base lies on a grid of 4 bits; and its last products are too coarse in 8.
    g = Graph(four_bits=False, last_in_floats=not own_words)
    places = (
        weights["bert.embeddings.position_embeddings.weight"]
        + weights["bert.embeddings.token_type_embeddings.weight"][0]
    )
    if own_words:
        fed = helper.make_tensor_value_info("ids", TensorProto.INT64, [1, "tokens"])
        words = g.embedded(weights["bert.embeddings.word_embeddings.weight"], "ids", "word")
    else:
        fed = helper.make_tensor_value_info("vectors", TensorProto.FLOAT, [1, "tokens", places.shape[1]])
        words = "vectors"
    g.length(fed.name)
    x = _placed(g, words, places, weights, "bert.embeddings.LayerNorm", 1e-12)
    x = _layers(g, x, heads, weights, "bert.encoder.layer", BERT_LAYER, 1e-12)
    head(g, x, {**_pair(weights, "dense", "dense"), **_pair(weights, "out", "out")}, mean=True)
    return finished(g, name, [fed]), g.beside


def buckets(count: int = 32, farthest: int = 128) -> npt.NDArray[np.int64]:
    """MPNet's bucket of each distance from -REACH to REACH: half for each direction, exact when near, by logarithm when far."""
    apart = np.arange(-REACH, REACH + 1)
    half, near = count // 2, count // 4
    away = np.abs(apart)
    far = near + (np.log(np.maximum(away, 1) / near) / np.log(farthest / near) * (half - near)).astype(np.int64)
    return np.where(away < near, away, np.minimum(far, half - 1)) + np.where(apart > 0, half, 0)


def _placed(g: Graph, words: str, places: Any, weights: Weights, norm: str, epsilon: float) -> str:
    """Word vectors with those of their places, normalised."""
    near = g.do("Slice", [g.put("places.all", places.astype(np.float32)), "front", "length", "front"], "places.near")
    both = g.do("Add", [words, near], "embedded")
    return g.normal(both, weights[f"{norm}.weight"], weights[f"{norm}.bias"], "embedded.n", epsilon)


def _layers(
    g: Graph, x: str, heads: int, weights: Weights, prefix: str, names: dict[str, str], epsilon: float, bias: str = ""
) -> str:
    count = 1 + max(int(key[len(prefix) + 1 :].split(".")[0]) for key in weights if key.startswith(prefix))
    for i in range(count):
        own: Weights = {}
        for name, theirs in names.items():
            own |= _pair(weights, f"{prefix}.{i}.{theirs}", name)
        x = layer(g, x, heads, own, f"l{i}", epsilon, bias)
    return x


def _pair(weights: Weights, theirs: str, name: str) -> Weights:
    return {f"{name}.{part}": weights[f"{theirs}.{part}"] for part in ("weight", "bias")}
