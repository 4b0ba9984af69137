"""The words of the sources as vectors, from which the judge tells whether a question's words are met by other words.

Questions in the language of the sources are judged with MiniLM, which knows single English words better and is four
times faster; questions in other languages, and sources that are not English, with the index's own embedder.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from rag.clock import Tick
from rag.content import in_frame, key, surfaces
from rag.ingest.reuse import Reusing
from rag.models import MiniLM, Vectors
from rag.tables import SentenceTable, WordTable
from rag.types import Passage, Source

MOST = 8_000  # words of a corpus, the most frequent

Read = Sequence[tuple[Source, Sequence[Passage]]]
English = Callable[[], Reusing]  # loaded only when there are English sources


def word_tables(
    read: Read, embedder: Reusing, sentences: SentenceTable, tick: Tick, english: English | None
) -> tuple[WordTable, ...]:
    """A table in the index's own space, and one of MiniLM's when most passages are English."""
    words = vocabulary(read)
    texts = [p.text for _, group in read for p in group]
    own_bodies = _mean_of_sentences(sentences, len(texts), embedder.dim)

    def heard(done: int, total: int) -> None:
        tick("words", done, total)

    if english is None or embedder.id == MiniLM.id or main_language(read) != "en":
        return (WordTable(embedder.id, words, embedder.questions(words, heard), own_bodies),)
    minilm = english()
    with ThreadPoolExecutor(1) as beside:  # each embedder leaves a core to the other
        own = beside.submit(embedder.questions, words)
        table = WordTable(minilm.id, words, minilm.passages(words, heard), minilm.passages(texts))
        return (WordTable(embedder.id, words, own.result(), own_bodies), table)


def main_language(read: Read) -> str:
    """The language of most passages; English when there are none."""
    counted = Counter({"en": 0})
    for source, group in read:
        counted[source.language[:2]] += len(group)
    return counted.most_common(1)[0][0]


def vocabulary(read: Read) -> tuple[str, ...]:
    """The content words of the sources in lower case, one for each term, by how many passages have it."""
    frequency: Counter[str] = Counter()
    spelt: dict[str, str] = {}
    for source, group in read:
        for passage in group:
            here = {key(word, source.language): word.lower() for word in surfaces(passage.text) if _is_word(word)}
            frequency.update(here.keys())
            for term, word in here.items():
                spelt.setdefault(term, word)
    return tuple(spelt[term] for term, _ in frequency.most_common(MOST) if term)


def _is_word(word: str) -> bool:
    return len(word) > 2 and word.isalpha() and not in_frame(word.lower(), "en")


def _mean_of_sentences(sentences: SentenceTable, passages: int, dim: int) -> Vectors:
    """For each passage the mean of its sentences' vectors, of length 1."""
    sums = np.zeros((passages, dim), np.float32)
    np.add.at(sums, sentences.owner, sentences.vectors)
    return np.asarray(sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-9), np.float32)
