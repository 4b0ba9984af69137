"""Where a model's file lies, that it is the one that was measured, and weights in 4 or 8 bits made ready matrix by matrix.

A file of weights is a NumPy archive: ``graph`` holds the bytes of an ONNX graph that lacks its matrices. A matrix lies there as ``NAME.p`` and
``NAME.s``, blocks of 32 along its input in 4 bits (bytes, the first half of a block in the low bits; a scale a block in 16 bits), or as
``NAME.w`` and ``NAME.v``, (in, out) in 8 bits with a scale for each column; ``NAME.e`` in the place of ``NAME.w`` is multiplied in floats.
"""

import hashlib
import io
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from rag.errors import ModelError

TOP = 63  # 7 bits of a weight: with 8 the sums of a processor without VNNI would overflow
ZERO = 8  # what is stored for 0
BLOCK = 32  # weights that share a scale
Array = npt.NDArray[Any]


def check_sha256(path: Path, expected: str) -> None:
    """Raise ModelError unless the file has the expected sha256."""
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as exc:
        raise ModelError(f"model file {path.name} cannot be read ({exc.strerror}). Run 'make setup' again.") from exc
    if found != expected:
        raise ModelError(
            f"model file {path.name} has sha256 {found[:12]}…, expected {expected[:12]}…. Reinstall its package."
        )


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
            name, kind = key[:-2], key[-2:]
            if kind == ".p":
                whole, scale = in_eight_bits(unpacked(file[key], file[f"{name}.s"]))
                made = {f"{name}.q": whole, f"{name}.c": scale}
            elif kind == ".w":
                made = {f"{name}.q": file[key], f"{name}.c": file[f"{name}.v"]}
            elif kind == ".e":
                made = {f"{name}.f": file[key] * file[f"{name}.v"]}
            else:
                continue
            given |= {each: ort.OrtValue.ortvalue_from_numpy(value) for each, value in made.items()}
    options.add_external_initializers(list(given), list(given.values()))
    return ort.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
