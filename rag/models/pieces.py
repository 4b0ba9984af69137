"""Text to the pieces that multilingual-e5-small reads: a unigram model (Kudo 2018), in numpy.

A text is brought into the form NFKC and cut at white space; of all ways to cut a word into pieces of the vocabulary the likeliest
is taken. The usual library does the same in native code: it takes 260 MB and more than two seconds to load this vocabulary, this 10 MB and a fifth of a second.
No text makes a piece that stands for none ("<s>"), whatever it spells.
"""

import math
import threading
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from rag.models.e5_file import Vocabulary

LONGEST = 20_000  # characters of a text that are read; the models see 512 pieces
REMEMBERED = 20_000  # words and their pieces
_SHORT = 24  # characters of a word that is remembered
_SPACE = "▁"  # begins a word
_RARER = 10.0  # by so much an unknown character is less likely than the rarest piece, as it was trained
_STEP = np.uint64(0x9E3779B97F4A7C15)  # odd, so that the hash of a text takes all 64 bits
Hashes = npt.NDArray[np.uint64]


class Pieces:
    """Cuts texts into pieces; safe to use from several threads."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.marks = vocabulary.marks
        self._read_as = {0: " ", **vocabulary.read_as}
        letters = vocabulary.letters.decode()
        characters = np.frombuffer(letters.encode("utf-32-le"), np.uint32)
        # From places in UTF-8 to places in characters: bytes that continue a character begin none.
        begins = (np.frombuffer(vocabulary.letters, np.uint8) & 0xC0) != 0x80
        bounds = np.concatenate([[0], np.cumsum(begins)])[vocabulary.bounds]
        lengths = np.diff(bounds)
        self._longest = int(lengths.max())
        marks = vocabulary.marks
        no_text = np.isin(np.arange(len(lengths)), [marks.start, marks.end, marks.pad, marks.unknown, len(lengths) - 1])
        hashes = np.zeros(len(lengths), np.uint64)
        for length in range(1, self._longest + 1):
            of_it = np.flatnonzero((lengths == length) & ~no_text)
            hashes[of_it] = _hashes(characters[bounds[of_it][:, None] + np.arange(length)])[:, -1]
        order = np.argsort(hashes, kind="stable").astype(np.int32)
        order = order[~no_text[order]]
        self._hashes, self._ids = hashes[order], order
        self._scores = vocabulary.scores[order].astype(np.float64)
        self._unknown = float(self._scores.min()) - _RARER
        self._of_piece = np.where(no_text, self._unknown, vocabulary.scores)
        self._words: dict[str, tuple[int, ...]] = {}
        self._lock = threading.Lock()

    def cut(self, text: str) -> list[int]:
        """The ids of the pieces of ``text``, without marks for its ends."""
        words = [_SPACE + word for word in self.plain(text).split()]
        known = {word: found for word in words if (found := self._words.get(word)) is not None}
        new = [word for word in dict.fromkeys(words) if word not in known]
        if new:
            made = dict(zip(new, self._likeliest(new), strict=True))
            known |= made
            with self._lock:
                if len(self._words) > REMEMBERED:
                    self._words.clear()
                self._words |= {word: ids for word, ids in made.items() if len(word) <= _SHORT}
        return [one for word in words for one in known[word]]

    def nats(self, text: str) -> float:
        """How unlikely ``text`` is, all its pieces together."""
        return -float(self._of_piece[self.cut(text)].sum())

    def surprise(self, text: str) -> float:
        """How unlikely ``text`` is a byte: 1 to 4 nats in any of 17 languages, over 5 where letters stand for others; 0 for none."""
        return self.nats(text) / max(1, len(" ".join(self.plain(text).split()).encode()))

    def plain(self, text: str) -> str:
        """``text`` as the model reads it: in the form NFKC, without control characters, cut after LONGEST."""
        # Lone surrogates are no text; nothing that reads UTF-8 knows them. One character can become eighteen (U+FDFA).
        known = text[:LONGEST].encode("utf-8", "replace").decode("utf-8")
        return unicodedata.normalize("NFKC", known)[:LONGEST].translate(self._read_as)

    def _likeliest(self, words: Sequence[str]) -> Iterator[tuple[int, ...]]:
        """The pieces of the best way to cut each word."""
        # No piece goes on over the mark that begins a word, so the words can be searched as one text.
        starts, ends, rows = self._found("".join(words))
        found = list(zip(starts, ends, self._ids[rows].tolist(), self._scores[rows].tolist(), strict=True))
        begin, at = 0, 0
        for word in words:
            upto = bisect_left(starts, begin + len(word), at)
            yield self._best_way(len(word), [(s - begin, e - begin, i, p) for s, e, i, p in found[at:upto]])
            begin, at = begin + len(word), upto

    def _best_way(self, size: int, found: Sequence[tuple[int, int, int, float]]) -> tuple[int, ...]:
        """The likeliest row of pieces (start, end, id, score) that covers a word (Viterbi); characters of no piece, side by side, are
        one unknown piece."""
        unknown = self.marks.unknown
        best, score, begun = [unknown] * (size + 1), [-math.inf] * (size + 1), [0] * (size + 1)
        score[0] = 0.0
        there = {start for start, end, _, _ in found if end == start + 1}
        alone = [(start, start + 1, unknown, self._unknown) for start in range(size) if start not in there]
        for start, end, piece, points in sorted([*found, *alone]) if alone else found:
            if score[start] + points > score[end]:
                score[end], best[end], begun[end] = score[start] + points, piece, start
        pieces: list[int] = []
        while size:
            if not (best[size] == unknown and pieces[-1:] == [unknown]):
                pieces.append(best[size])
            size = begun[size]
        return tuple(reversed(pieces))

    def _found(self, text: str) -> tuple[list[int], list[int], npt.NDArray[np.intp]]:
        """Every part of ``text`` that is a piece: where it starts and ends, in order, and its row."""
        characters = np.frombuffer(text.encode("utf-32-le"), np.uint32)
        padded = np.concatenate([characters, np.zeros(self._longest - 1, np.uint32)])
        parts = _hashes(np.lib.stride_tricks.sliding_window_view(padded, self._longest))
        rows = np.searchsorted(self._hashes, parts)
        rows[rows == len(self._hashes)] = 0
        inside = np.arange(len(text))[:, None] + np.arange(self._longest) < len(text)
        starts, lengths = np.nonzero((self._hashes[rows] == parts) & inside)
        return starts.tolist(), (starts + lengths + 1).tolist(), rows[starts, lengths]


def _hashes(characters: npt.NDArray[np.uint32]) -> Hashes:
    """For each row the hashes of its first character, its first two, and so on."""
    so_far = np.zeros(len(characters), np.uint64)
    hashes = np.empty(characters.shape, np.uint64)
    for column in range(characters.shape[1]):
        so_far = (so_far ^ (characters[:, column] + np.uint64(1))) * _STEP  # a NUL counts, too
        so_far ^= so_far >> np.uint64(29)
        hashes[:, column] = so_far
    return hashes
