"""Weights that lie in a file in 4 bits and are multiplied in 8: expanded matrix by matrix when a model is loaded.

The file is a NumPy archive: ``graph`` holds the bytes of an ONNX graph that lacks its matrices, ``NAME.p`` and ``NAME.s`` each matrix in
blocks of 32 along its input (bytes, the first half of a block in the low bits; a scale a block in 16 bits).
"""

from __future__ import annotations

import io
from typing import Any

import numpy as np
import numpy.typing as npt

TOP = 63  # 7 bits of a weight: with 8 the sums of a processor without VNNI would overflow
ZERO = 8  # what is stored for 0
BLOCK = 32  # weights that share a scale

Array = npt.NDArray[Any]


def in_bytes(numbers: Array) -> Array:
    """Whole numbers of 0 to 15, (rows, blocks, BLOCK), as bytes (rows, blocks, 16)."""
    return np.asarray(numbers[:, :, : BLOCK // 2] | (numbers[:, :, BLOCK // 2 :] << 4))


def unpacked(packed: Array, scales: Array) -> npt.NDArray[np.float32]:
    """The matrix, (rows, width), of bytes (rows, blocks, 16) and scales (rows, blocks, 1)."""
    halves = np.concatenate([packed & 15, packed >> 4], axis=2).astype(np.float32) - ZERO
    return np.asarray(halves * scales.astype(np.float32), np.float32).reshape(len(packed), -1)


def in_eight_bits(weight: npt.NDArray[np.float32]) -> tuple[Array, Array]:
    """``weight`` (out, in) as whole numbers (in, out) and what each column of them is multiplied by, (out,)."""
    scale = np.maximum(np.abs(weight).max(1) / TOP, 1e-12).astype(np.float32)
    return np.ascontiguousarray(np.round(weight / scale[:, None]).astype(np.int8).T), scale


def session(archive: bytes, options: Any) -> Any:
    """An onnxruntime session of the archive; raises ValueError or KeyError when it is none."""
    import onnxruntime as ort

    with np.load(io.BytesIO(archive)) as file:
        graph = file["graph"].tobytes()
        given: dict[str, Any] = {}
        for key in file.files:
            if key.endswith(".p"):
                name = key[:-2]
                whole, scale = in_eight_bits(unpacked(file[key], file[f"{name}.s"]))
                given |= {
                    f"{name}.q": ort.OrtValue.ortvalue_from_numpy(whole),
                    f"{name}.c": ort.OrtValue.ortvalue_from_numpy(scale),
                }
    options.add_external_initializers(list(given), list(given.values()))
    return ort.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
