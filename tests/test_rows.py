"""Vectors are made once for each text, whatever its neighbours."""

from __future__ import annotations

import numpy as np

from rag.ingest.vectors import Reusing
from rag.models.embedder import MiniLM


def test_equal_texts_are_embedded_once() -> None:
    texts = ["The mill.", "A bridge stands.", "The mill.", "The mill."]
    reusing = Reusing(MiniLM())
    heard: list[tuple[int, int]] = []
    made = reusing.passages(texts, lambda done, total: heard.append((done, total)))
    assert (reusing.made, reusing.reused, heard[-1]) == (2, 2, (2, 2))
    assert np.array_equal(made[0], made[3]) and not np.array_equal(made[0], made[1])


def test_a_text_s_vector_does_not_hang_on_those_made_beside_it() -> None:
    texts = [f"The {word} of {n} stood by the river for {n} years." for n, word in enumerate(["mill", "bridge"] * 20)]
    model, in_order = MiniLM(), sorted(texts, key=lambda text: (len(text), text))
    one_by_one = np.vstack([model.passages(in_order[i : i + model.batch]) for i in range(0, len(texts), model.batch)])
    assert np.array_equal(Reusing(model).passages(in_order), one_by_one.astype(np.float16))
