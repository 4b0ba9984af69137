"""Each part of a claim beside the sentence of the evidence that comes nearest to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rag.text import Word, content_words, words
from rag.verify.figures.implied import written_out
from rag.verify.old_sources import Evidence
from rag.verify.values.dates import bears
from rag.verify.values.qualifiers import WIDENING
from rag.verify.values.rounding import bearing
from rag.verify.values.statement import read
from rag.verify.words.clauses import parts
from rag.verify.words.coverage import coverage
from rag.verify.words.synonyms import LIGHT, said_otherwise


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a claim that says one thing, and the sentence of the evidence that comes nearest to it."""

    text: str
    best: str


def aligned(text: str, evidence: Evidence, language: str) -> list[Part]:
    """Each part of the claim with its nearest sentence; neighbours that lean on one sentence are one part."""
    out: list[Part] = []
    for piece in parts(text):
        wanted = [w for w in content_words(piece, language) if w.text not in WIDENING]
        best = nearest(wanted, piece, evidence, language)
        if out and out[-1].best == best:
            out[-1] = Part(out[-1].text + piece, best)
        else:
            out.append(Part(piece, best))
    return out


def nearest(wanted: Sequence[Word], told: str, evidence: Evidence, language: str) -> str:
    """The sentence that bears most of what is told, a claim or a part of one."""
    if len(evidence.sentences) == 1:
        return evidence.sentences[0]
    return max(evidence.sentences, key=lambda s: _nearness(wanted, told, s, language))


def _nearness(wanted: Sequence[Word], told: str, sentence: str, language: str) -> float:
    """How much of what is told a sentence bears: its words, by synonyms too, and twice over its figures and dates."""
    have = {w.text for w in content_words(sentence, language)}
    found = float(coverage(wanted, have).found)
    if language[:2] != "en":
        return found
    found += 0.9 * sum(w.text not in have and w.text not in LIGHT and said_otherwise(w.text, have) for w in wanted)
    said = read(written_out(sentence), language)
    claim = read(written_out(told), language)
    found += 2 * sum(any(bearing(s, f) for s in said.figures) for f in claim.figures)
    return found + 2 * sum(any(bears(s, d) for s in said.dates) for d in claim.dates)


def clauses(part: Part) -> list[tuple[str, str]]:
    """The clauses of a part, each with the nearest clause of its sentence; a clause alone is held against the whole."""
    mine, theirs = parts(part.text), parts(part.best)
    if len(mine) == 1 or len(theirs) == 1:
        return [(part.text, part.best)]
    have = {t: {w.text for w in words(t)} for t in theirs}
    return [(m, max(theirs, key=lambda t: coverage(words(m), have[t]).found)) for m in mine]
