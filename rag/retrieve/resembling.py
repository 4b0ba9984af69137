"""Short texts of an editor's, claims of the seed or matters in dispute, held against a question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from rag.models.embedder import Embedder, Vectors
from rag.retrieve.lexical import Lexical
from rag.retrieve.views import Floats, View, standard
from rag.tables import by_text
from rag.tokens import tokens

FEW = 5  # texts, below which a standard score says nothing
STANDS_OUT = 2.0
CLOSE, CLOSEST = 3.5, 3  # from which resemblance on a question is about a text; of so many texts, the nearest


class Resembling:
    """How much each of a list of texts resembles a question; nothing for a short list."""

    def __init__(self, texts: Sequence[str], view: View, known: Mapping[str, Vectors], embedder: Embedder) -> None:
        """``known``: vectors of texts from the build; one changed since is embedded now."""
        self._view = view
        self._usable = len(texts) >= FEW
        if self._usable:
            self._words = Lexical([tokens(text) for text in texts])
            new = [text for text in texts if text not in known]
            vectors = dict(known) | by_text(new, embedder.passages(new))
            self._vectors = view.project([vectors[text] for text in texts])

    def nearness(self, question: Floats, terms: Sequence[str], trust: float) -> Floats:
        """Shape (texts,), standard scores of meaning and words summed; empty for a short list."""
        if not self._usable:
            return np.zeros(0)
        meaning = standard(np.asarray(self._vectors @ self._view.project(question), np.float64))
        return meaning + trust * standard(self._words.scores(terms))

    def near(self, question: Floats, terms: Sequence[str], trust: float, least: float) -> list[int]:
        """The places in the list of those that resemble it by ``least`` or more, nearest first."""
        found = self.nearness(question, terms, trust)
        return [int(i) for i in np.argsort(-found, kind="stable") if found[i] >= least]
