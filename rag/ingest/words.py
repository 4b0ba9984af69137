"""The words of the sources as vectors, from which the judge tells whether a question's words are met by other words.

Questions in the language of the sources are judged with MiniLM, which knows single English words better and is four
times faster; questions in other languages, and sources that are not English, with the index's own embedder.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from rag.clock import Tick
from rag.content import in_frame, key, surfaces
from rag.ingest.reuse import Reusing
from rag.ingest.rows import Rows
from rag.models.embedder import MiniLM, Vectors
from rag.types import Passage, Source

MOST = 8_000  # words of a corpus, the most frequent

Read = Sequence[tuple[Source, Sequence[Passage]]]
English = Callable[[], Reusing]  # loaded only when there are English sources


@dataclass(frozen=True, slots=True)
class Spoken:
    """The words of all passages in one embedder's space, and the passages without their label where it made them."""

    embedder: str
    words: tuple[str, ...]
    vectors: Vectors  # (words, dim)
    bodies: Rows | None  # None: the means of their sentences serve


def spoken(
    read: Read, embedder: Reusing, tick: Tick, english: English | None, folder: Path | None = None
) -> tuple[Spoken, ...]:
    """The words in the index's own space, and in MiniLM's when most passages are English."""
    words = vocabulary(read)

    def heard(done: int, total: int) -> None:
        tick("words", done, total)

    if english is None or embedder.id == MiniLM.id or main_language(read) != "en":
        return (Spoken(embedder.id, words, embedder.questions(words, heard), None),)
    minilm = english()
    texts = [p.text for _, group in read for p in group]
    bodies = Rows(len(texts), minilm.dim, folder)
    with ThreadPoolExecutor(1) as beside:  # each embedder leaves a core to the other
        own = beside.submit(embedder.questions, words)
        vectors = minilm.passages(words, heard)
        minilm.passages_into(bodies, texts)
        return Spoken(embedder.id, words, own.result(), None), Spoken(minilm.id, words, vectors, bodies)


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
