"""The trained weights as the files that ship: ``judge-claims.npz`` (MPNet), ``judge-passages.npz`` (MiniLM), ``judge-small.npz``
(multilingual e5-small); each an ONNX graph and matrices in 4 or 8 bits, which rag/models/judge.py runs.

One pair a run, without padding: ``ids`` of shape (1, tokens) in, six log-odds out, three of a question beside a passage and three of
a claim beside evidence. Products are of 8 bits (DynamicQuantizeMatMul: four times as fast here as floats or blocks of 4 bits);
stored are blocks of 32 in 4 bits, or columns in 8, which rag/models/files.py makes ready when the model is loaded. The small one is
fed word vectors, not ids: its word embeddings stay frozen in training, so they are those of the embedder. The others hold their own.
"""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper

from rag.models.files import BLOCK, ZERO, in_bytes, in_eight_bits

REACH = 511  # the farthest two tokens may lie apart
OURS = "com.microsoft"  # the domain of onnxruntime's own operators
Array = npt.NDArray[Any]
Exported = tuple[onnx.ModelProto, dict[str, npt.NDArray[Any]]]  # the graph, and its matrices
Weights = dict[str, Array]
MPNET_LAYER = {
    "q": "attention.attn.q", "k": "attention.attn.k", "v": "attention.attn.v", "o": "attention.attn.o",
    "an": "attention.LayerNorm", "i": "intermediate.dense", "f": "output.dense", "fn": "output.LayerNorm",
}  # fmt: skip
BERT_LAYER = {
    "q": "attention.self.query", "k": "attention.self.key", "v": "attention.self.value", "o": "attention.output.dense",
    "an": "attention.output.LayerNorm", "i": "intermediate.dense", "f": "output.dense", "fn": "output.LayerNorm",
}  # fmt: skip


@dataclass
class Graph:
    """Nodes and weights, collected in order."""

    four_bits: bool = False  # or eight
    last_in_floats: bool = False  # the last product of each layer
    beside: dict[str, Array] = field(default_factory=dict)  # matrices
    nodes: list[Any] = field(default_factory=list)
    weights: list[Any] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.fifteen, self.four = self.put("fifteen", np.uint8(15)), self.put("four", np.uint8(4))
        self.eight = self.put("eight", np.float32(ZERO))
        self.put("front", np.array([0]))

    def put(self, name: str, value: Array | np.generic) -> str:
        """A constant; its name."""
        self.weights.append(numpy_helper.from_array(np.asarray(value, order="C"), name))
        return name

    def do(self, kind: str, inputs: list[str], out: str, domain: str = "", **settings: Any) -> str:
        """A node with one output; its name."""
        self.nodes.append(helper.make_node(kind, inputs, [out], name=out, domain=domain, **settings))
        return out

    def length(self, fed: str) -> str:
        """How many tokens are fed, of shape (1,)."""
        return self.do("Shape", [fed], "length", start=1, end=2)

    def linear(self, x: str, weight: Array, bias: Array, name: str, floats: bool = False) -> str:
        """``x @ weight.T + bias`` with ``weight`` of shape (out, in), kept beside the graph; multiplied in 8 bits, or in ``floats``."""
        out, width = weight.shape
        if self.four_bits:
            packed, scales = quantised(weight)
            self.beside |= {f"{name}.p": packed, f"{name}.s": scales}
        else:
            columns, sizes = in_eight_bits(weight)
            self.beside |= {f"{name}.e" if floats else f"{name}.w": columns, f"{name}.v": sizes}
        if floats:
            product = self.do("MatMul", [x, self.elsewhere(f"{name}.f", (width, out), TensorProto.FLOAT)], f"{name}.m")
            return self.do("Add", [product, self.put(f"{name}.b", bias)], name)
        whole = self.elsewhere(f"{name}.q", (width, out), TensorProto.INT8)
        scale = self.elsewhere(f"{name}.c", (out,), TensorProto.FLOAT)
        none = self.put(f"{name}.z", np.zeros(out, np.int8))
        return self.do("DynamicQuantizeMatMul", [x, whole, scale, none, self.put(f"{name}.b", bias)], name, OURS)

    def elsewhere(self, name: str, dims: tuple[int, ...], kind: int) -> str:
        """A constant of which the graph knows name, type and shape; it is given when the graph is loaded."""
        tensor = TensorProto(name=name, data_type=kind, dims=dims, data_location=TensorProto.EXTERNAL)
        tensor.external_data.add(key="location", value="beside")
        self.weights.append(tensor)
        return name

    def embedded(self, table: Array, ids: str, name: str) -> str:
        """Rows of ``table`` (words, width) at ``ids`` (1, tokens), stored in 4 bits with a scale a block: (1, tokens, width)."""
        packed, sizes = quantised(table)
        self.put(f"{name}.p.s", sizes)
        rows = self.do("Gather", [self.put(f"{name}.p", packed), ids], f"{name}.rows")
        scales = self.do("Gather", [f"{name}.p.s", ids], f"{name}.scales")
        low = self.do("BitwiseAnd", [rows, self.fifteen], f"{name}.e.lo")
        high = self.do("BitShift", [rows, self.four], f"{name}.e.hi", direction="RIGHT")
        both = self.do("Concat", [low, high], f"{name}.e.lh", axis=-1)
        told = self.do("Sub", [self.do("Cast", [both], f"{name}.e.f", to=TensorProto.FLOAT), self.eight], f"{name}.e.m")
        wide = self.do("Cast", [scales], f"{name}.e.sf", to=TensorProto.FLOAT)
        whole = self.do("Mul", [told, wide], f"{name}.e.w")
        shape = self.put(f"{name}.e.shape", np.array((1, -1, table.shape[1]), np.int64))
        return self.do("Reshape", [whole, shape], f"{name}.e.x")

    def normal(self, x: str, scale: Array, shift: Array, name: str, epsilon: float) -> str:
        """Layer normalisation."""
        inputs = [x, self.put(f"{name}.w", scale), self.put(f"{name}.b", shift)]
        return self.do("LayerNormalization", inputs, name, axis=-1, epsilon=epsilon)


def quantised(weight: Array) -> tuple[Array, Array]:
    """``weight`` (rows, width) in blocks of 32 in 4 bits: bytes (rows, blocks, 16), the first half of a block in the low bits, and scales
    (rows, blocks, 1) in 16 bits, the best of several by squared error: one large weight would spoil its block."""
    rows, width = weight.shape
    blocks = weight.astype(np.float32).reshape(rows, width // BLOCK, BLOCK)
    most = np.abs(blocks).max(2, keepdims=True)
    best, lost = np.ones_like(most), np.full(most.shape, np.inf, np.float32)
    for share in np.linspace(0.75, 1.1, 8):
        scale = np.maximum(most * share / 7, 1e-6).astype(np.float16).astype(np.float32)
        told = np.clip(np.round(blocks / scale), -8, 7) * scale
        error = ((told - blocks) ** 2).sum(2, keepdims=True)
        best, lost = np.where(error < lost, scale, best), np.minimum(error, lost)
    q = (np.clip(np.round(blocks / best), -ZERO, 7) + ZERO).astype(np.uint8)
    return in_bytes(q), best.astype(np.float16)


def attention(g: Graph, x: str, heads: int, w: Weights, name: str, bias: str = "") -> str:
    """Self-attention with its output layer; ``bias`` of shape (1, heads, tokens, tokens) is added to the scores."""
    weight = np.concatenate([w["q.weight"], w["k.weight"], w["v.weight"]])
    shift = np.concatenate([w["q.bias"], w["k.bias"], w["v.bias"]])
    told = g.linear(x, weight, shift, f"{name}.qkv")
    parts = [f"{name}.{one}" for one in "qkv"]
    g.nodes.append(helper.make_node("Split", [told], parts, name=f"{name}.split", axis=-1, num_outputs=3))
    inputs = [*parts, "", "", *([bias] if bias else [])]
    mixed = g.do("MultiHeadAttention", inputs, f"{name}.mixed", OURS, num_heads=heads)
    return g.linear(mixed, w["o.weight"], w["o.bias"], f"{name}.o")


def layer(g: Graph, x: str, heads: int, w: Weights, name: str, epsilon: float, bias: str = "") -> str:
    """A transformer layer, normalised after each half.

    In e5's, single inputs of the last product are 600 times as large as the rest: too coarse for 8 bits.
    """
    mixed = g.do("Add", [attention(g, x, heads, w, f"{name}.a", bias), x], f"{name}.ax")
    x = g.normal(mixed, w["an.weight"], w["an.bias"], f"{name}.an", epsilon)
    wide = g.do("Gelu", [g.linear(x, w["i.weight"], w["i.bias"], f"{name}.i")], f"{name}.g", OURS)
    told = g.do("Add", [g.linear(wide, w["f.weight"], w["f.bias"], f"{name}.f", g.last_in_floats), x], f"{name}.fx")
    return g.normal(told, w["fn.weight"], w["fn.bias"], f"{name}.fn", epsilon)


def relative_bias(g: Graph, ids: str, table: Array, buckets: Array) -> str:
    """MPNet's bias by how far two tokens lie apart: ``table`` (buckets, heads), ``buckets`` of the distances -REACH to REACH."""
    g.put("far", table[buckets].astype(np.float32))  # (2 * REACH + 1, heads)
    count = g.do("Squeeze", [g.length(ids)], "tokens")
    places = g.do("Range", [g.put("zero", np.int64(0)), count, g.put("one", np.int64(1))], "places")
    down = g.do("Unsqueeze", [places, g.put("last", np.array([1]))], "down")
    apart = g.do("Sub", [g.do("Unsqueeze", [places, "front"], "across"), down], "apart")
    at = g.do("Add", [apart, g.put("reach", np.int64(REACH))], "at")
    told = g.do("Transpose", [g.do("Gather", ["far", at], "gathered", axis=0)], "by_head", perm=[2, 0, 1])
    return g.do("Unsqueeze", [told, "front"], "bias")


def head(g: Graph, x: str, w: Weights, mean: bool = False) -> str:
    """The two heads over the first token, or over the mean of all: a dense layer with tanh, then six log-odds."""
    if mean:
        one = g.do("ReduceMean", [x, g.put("axis", np.array([1]))], "mean", keepdims=0)
    else:
        one = g.do("Gather", [x, g.put("cls", np.int64(0))], "first", axis=1)
    dense = g.do(
        "Gemm", [one, g.put("dense.w", w["dense.weight"]), g.put("dense.b", w["dense.bias"])], "dense", transB=1
    )
    pooled = g.do("Tanh", [dense], "pooled")
    return g.do("Gemm", [pooled, g.put("out.w", w["out.weight"]), g.put("out.b", w["out.bias"])], "odds", transB=1)


def finished(g: Graph, name: str, inputs: list[Any]) -> onnx.ModelProto:
    """The model."""
    out = helper.make_tensor_value_info("odds", TensorProto.FLOAT, [1, 6])
    graph = helper.make_graph(g.nodes, name, inputs, [out], g.weights)
    opsets = [helper.make_opsetid("", 21), helper.make_opsetid(OURS, 1)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=10, producer_name="onrecord")


def mpnet(weights: Weights, frozen: int, heads: int = 12) -> Exported:
    """MPNet (Song et al. 2020) for ids of shape (1, tokens); its lowest ``frozen`` layers in 4 bits.

    What training adds to a weight is smaller than a step of 4 bits: layers that learnt are stored in 8.
    """
    g = Graph()
    words = g.embedded(weights["mpnet.embeddings.word_embeddings.weight"], "ids", "word")
    bias = relative_bias(g, "ids", weights["mpnet.encoder.relative_attention_bias.weight"], buckets())
    places = weights["mpnet.embeddings.position_embeddings.weight"][2:]  # two places are taken by padding
    x = _placed(g, words, places, weights, "mpnet.embeddings.LayerNorm", 1e-5)
    x = _layers(g, x, heads, weights, "mpnet.encoder.layer", MPNET_LAYER, 1e-5, bias, frozen)
    head(g, x, {**_pair(weights, "classifier.dense", "dense"), **_pair(weights, "classifier.out_proj", "out")})
    return finished(
        g, "judge-claims", [helper.make_tensor_value_info("ids", TensorProto.INT64, [1, "tokens"])]
    ), g.beside


def bert(weights: Weights, name: str, own_words: bool, heads: int = 12) -> Exported:
    """BERT (Devlin et al. 2019), its matrices in 8 bits; fed ids of shape (1, tokens) if it has its ``own_words``, and otherwise word
    vectors of shape (1, tokens, width).
    """
    g = Graph(last_in_floats=not own_words)  # e5's last products are too coarse in 8 bits
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
    g: Graph,
    x: str,
    heads: int,
    weights: Weights,
    prefix: str,
    names: dict[str, str],
    epsilon: float,
    bias: str = "",
    frozen: int = 0,
) -> str:
    """All layers in order, the lowest ``frozen`` of them stored in 4 bits."""
    count = 1 + max(int(key[len(prefix) + 1 :].split(".")[0]) for key in weights if key.startswith(prefix))
    for i in range(count):
        own: Weights = {}
        for name, theirs in names.items():
            own |= _pair(weights, f"{prefix}.{i}.{theirs}", name)
        g.four_bits = i < frozen
        x = layer(g, x, heads, own, f"l{i}", epsilon, bias)
    return x


def _pair(weights: Weights, theirs: str, name: str) -> Weights:
    return {f"{name}.{part}": weights[f"{theirs}.{part}"] for part in ("weight", "bias")}
