"""The graph of multilingual-e5-small for onnxruntime, without its weights: ``python -m evals.models.e5_graph``.

Writes rag/data/e5.onnx. The weights stay where they came with their package; rag/models/e5.py hands them over when it loads the
graph. Needs the package ``onnx``, which nothing needs at run time.
"""

from pathlib import Path

from onnx import ModelProto, TensorProto, helper

from rag.models.e5 import GRAPH
from rag.models.e5_file import BLOCK, Shape, weights

HERE, CONTRIB = "", "com.microsoft"  # the operators' domains
OPSET = 17
ELSEWHERE = "given when the graph is loaded"


class Graph:
    """Nodes and named weights, in the order they are added."""

    def __init__(self, shape: Shape) -> None:
        self.shape = shape
        self.nodes: list[object] = []
        self.weights: list[TensorProto] = []

    def weight(self, name: str, dims: tuple[int, ...], kind: int = TensorProto.FLOAT) -> str:
        """A tensor of which the graph knows the name, the type and the shape."""
        tensor = TensorProto(name=name, data_type=kind, dims=dims, data_location=TensorProto.EXTERNAL)
        tensor.external_data.add(key="location", value=ELSEWHERE)
        self.weights.append(tensor)
        return name

    def node(self, kind: str, inputs: list[str], output: str, domain: str = HERE, **attributes: object) -> str:
        """One operator with one output."""
        self.nodes.append(helper.make_node(kind, inputs, [output], domain=domain, **attributes))
        return output

    def times(self, of: str, name: str, columns: int, rows: int, *, bias: bool = True) -> str:
        """``of`` times a matrix in blocks of four bits, whose products are added up in 8 bits (accuracy level 4)."""
        blocks = columns // BLOCK
        nibbles = self.weight(f"{name}.w", (rows, blocks, BLOCK // 2), TensorProto.UINT8)
        scales = self.weight(f"{name}.s", (rows * blocks,))
        plus = ["", "", self.weight(f"{name}.b", (rows,))] if bias else []
        kinds = {"K": columns, "N": rows, "bits": 4, "block_size": BLOCK, "accuracy_level": 4}
        return self.node("MatMulNBits", [of, nibbles, scales, *plus], name, CONTRIB, **kinds)

    def normed(self, of: str, beside: str, name: str) -> str:
        """The sum of two, each row brought to mean 0 and variance 1, scaled and shifted."""
        scale, shift = self.weight(f"{name}.w", (self.shape.hidden,)), self.weight(f"{name}.b", (self.shape.hidden,))
        inputs = [of, beside, scale, shift]
        return self.node("SkipLayerNormalization", inputs, name, CONTRIB, epsilon=self.shape.epsilon)

    def layer(self, state: str, at: str) -> str:
        """One layer of the encoder: attention, then two matrices, each beside what came in."""
        hidden, wide = self.shape.hidden, self.shape.wide
        asked = [self.times(state, f"{at}.{one}", hidden, hidden) for one in ("q", "k", "v")]
        seen = self.node("MultiHeadAttention", asked, f"{at}.seen", CONTRIB, num_heads=self.shape.heads)
        state = self.normed(self.times(seen, f"{at}.ao", hidden, hidden), state, f"{at}.aln")
        inner = self.times(state, f"{at}.fi", hidden, wide, bias=False)
        bent = self.node("BiasGelu", [inner, self.weight(f"{at}.fi.b", (wide,))], f"{at}.bent", CONTRIB)
        return self.normed(self.times(bent, f"{at}.fo", wide, hidden), state, f"{at}.oln")


def graph_of(shape: Shape) -> ModelProto:
    """From the vectors of a text's pieces, shape (1, pieces, hidden), to the mean of the last layer, shape (1, hidden)."""
    graph = Graph(shape)
    place = graph.weight("emb.place", (shape.longest, shape.hidden))
    zero = helper.make_tensor("zero", TensorProto.INT64, [1], [0])
    size = graph.node("Shape", ["words"], "size", start=1, end=2)
    places = graph.node("Unsqueeze", [graph.node("Slice", [place, "zero", size], "near"), "zero"], "places")
    state = graph.normed("words", places, "emb.ln")
    for number in range(shape.layers):
        state = graph.layer(state, f"l{number}")
    graph.node("ReduceMean", [state], "mean", axes=[1], keepdims=0)
    words = helper.make_tensor_value_info("words", TensorProto.FLOAT, [1, "pieces", shape.hidden])
    mean = helper.make_tensor_value_info("mean", TensorProto.FLOAT, [1, shape.hidden])
    body = helper.make_graph(graph.nodes, "multilingual-e5-small", [words], [mean], [zero, *graph.weights])
    opsets = [helper.make_opsetid(HERE, OPSET), helper.make_opsetid(CONTRIB, 1)]
    return helper.make_model(body, opset_imports=opsets, ir_version=8, producer_name="onrecord")


def main() -> None:
    """Write the graph."""
    model = graph_of(weights().shape)
    Path(GRAPH).write_bytes(model.SerializeToString(deterministic=True))


if __name__ == "__main__":
    main()
