"""The corpus's words as directions: how near a word of a question comes to the words of a passage."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from rag.content import key
from rag.models.embedder import E5, MiniLM, Vectors
from rag.tables import WordTable

Floats = npt.NDArray[np.float64]
Embed = Callable[[Sequence[str]], Vectors]
KEPT = 4_096  # vectors of question words and questions, and columns of passages, the latest
KEPT_COSINES = 1 << 22  # of words with the vocabulary: 32 MB

# From which cosine two words begin to mean the same and from which they do; embedders differ in how alike all words look.
RAMPS = {MiniLM.id: (0.4, 0.75), E5.id: (0.3, 0.5)}
ANY_RAMP = (0.4, 0.75)
NAME_RAMP = (0.55, 0.85)  # a name has inflections (America, American) and no synonyms

# Where a multilingual embedder puts a language as a whole: without that mean its words lie beside the English ones.
_EVERYDAY_WORDS = {
    "zh": """
        时间 国家 工作 学校 孩子 朋友 城市 音乐 天气 汽车 食物 学生 电影 历史 开始 结束 增加 重要 困难 新的 公园 商店 河流 动物 艺术 父亲 房子 火车 冬天 红色
    """,
    "es": """
        tiempo país trabajo escuela niño amigo ciudad música clima coche comida alumno película historia empezar
        terminar aumentar importante difícil nuevo parque tienda río animal arte padre casa tren invierno rojo
    """,
    "en": """
        time country work school child friend city music weather car food student film history begin finish increase
        important difficult new park shop river animal art father house train winter red
    """,
}
EVERYDAY = {language: words.split() for language, words in _EVERYDAY_WORDS.items()}


class WordSpace:
    """Words and passages in one embedder's space; ``home`` is the language of the sources."""

    def __init__(self, table: WordTable, embed: Embed, home: str = "en") -> None:
        self.embedder = table.embedder
        self.bodies = np.asarray(table.bodies, np.float64)
        self.home = home
        self.ramp = RAMPS.get(table.embedder, ANY_RAMP)
        self._embed = embed
        self._kept: OrderedDict[str, Floats] = OrderedDict()
        self._keeping = threading.Lock()
        self._column = {key(word, home): i for i, word in enumerate(table.words)}
        vectors = np.asarray(table.vectors, np.float64)
        self._mean = vectors.mean(0) if len(vectors) else np.zeros(self.bodies.shape[1])
        self._vectors = _unit(vectors - self._mean)
        self._means: dict[str, Floats] = {}
        # The same passages and, within a question, the same words are looked at again and again.
        self.columns = lru_cache(maxsize=KEPT)(self._columns)
        self._cosines = lru_cache(maxsize=max(16, KEPT_COSINES // max(1, len(vectors))))(self._cosines_of)

    def embed(self, texts: Sequence[str]) -> Floats:
        """Vectors of short texts, shape (n, dim); the latest are kept."""
        with self._keeping:  # questions are answered side by side, and another may push a text out meanwhile
            found = {text: self._kept[text] for text in texts if text in self._kept}
        new = [text for text in dict.fromkeys(texts) if text not in found]
        if new:
            found.update(zip(new, np.asarray(self._embed(new), np.float64), strict=True))
        with self._keeping:
            for text in found:
                self._kept[text] = found[text]
                self._kept.move_to_end(text)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return np.array([found[text] for text in texts]).reshape(len(texts), -1)

    def nearness(self, words: Sequence[str], language: str) -> Floats:
        """The cosine of each word with each word of the corpus, shape (words, vocabulary)."""
        if new := [word for word in words if self._own(word, language) is None]:
            self.embed(new)  # together; kept for what follows
        return np.array([self._cosines(word, language) for word in words]).reshape(len(words), -1)

    def _own(self, word: str, language: str) -> int | None:
        """The word's place among the corpus's own."""
        return self._column.get(key(word, self.home)) if language == self.home else None

    def _cosines_of(self, word: str, language: str) -> Floats:
        """The cosine of a word with each word of the corpus: one at a time, so that no digit hangs on the company."""
        own = self._own(word, language)
        vector = self._vectors[own] if own is not None else _unit(self.embed([word])[0] - self._mean_of(language))
        return self._vectors @ vector

    def likeness(self, words: str, others: Sequence[str], language: str) -> list[float]:
        """The cosine of ``words`` with each of ``others``, all of one language, seen from its middle."""
        vectors = _unit(self.embed([words, *others]) - self._mean_of(language))
        return [float(cosine) for cosine in vectors[1:] @ vectors[0]]

    def _columns(self, terms: frozenset[str]) -> npt.NDArray[np.intp]:
        """Where the terms of a passage stand in the vocabulary; those that have no vector are left out."""
        return np.array(sorted(self._column[term] for term in terms if term in self._column), np.intp)

    def _mean_of(self, language: str) -> Floats:
        """The middle of a language: of the corpus's own words for its own, else of everyday words."""
        if language == self.home or language not in EVERYDAY or self.embedder == MiniLM.id:
            return self._mean
        if language not in self._means:
            self._means[language] = self.embed(EVERYDAY[language]).mean(0)
        return self._means[language]


def ramp(values: npt.ArrayLike, low: float, high: float) -> Floats:
    """0 up to ``low``, 1 from ``high``, straight between."""
    return np.asarray(np.clip((np.asarray(values, np.float64) - low) / (high - low), 0, 1))


def _unit(vectors: Floats) -> Floats:
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-9))
