"""How far each passage covers each word of a question, and how much each word matters to the question's meaning."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from rag.answer.amounts import meets_amount
from rag.answer.asked import Term
from rag.answer.governments import governments
from rag.answer.kinds import YEAR
from rag.answer.space import NAME_RAMP, Floats, WordSpace, ramp
from rag.bridge import sounds
from rag.glossary import synonyms
from rag.referents.titled import behind_title

INFLECTED = 0.9  # Canada and Canadian: names that begin alike
ALIKE = 0.8  # dodge and evade: synonyms


@dataclass(frozen=True)
class Read:
    """A passage as the judge reads it: its row in the index, its text, the terms of text and heading, and how Chinese names in them may be spelled."""

    row: int
    body: str
    keys: frozenset[str]
    latin: str = ""

    @cached_property
    def beginnings(self) -> dict[str, list[str]]:
        """The terms by their first four letters."""
        found: dict[str, list[str]] = {}
        for term in self.keys:
            found.setdefault(term[:4], []).append(term)
        return found


@dataclass(frozen=True, slots=True)
class Weighed:
    """What leaving out each word does, shapes (terms,), (terms, passages) and (passages,)."""

    importance: Floats  # 0.05..1
    gain: Floats  # how much better a passage fits the question without the word
    fit: Floats  # cosine of the whole question with each passage


def cover(terms: Sequence[Term], passages: Sequence[Read], space: WordSpace, language: str) -> Floats:
    """Shape (terms, passages): 1 where a passage holds the word, less where it holds one that is near it, else 0."""
    covered = np.array([[_held(t, p) for p in passages] for t in terms]).reshape(len(terms), len(passages))
    for i, term in enumerate(terms):
        if YEAR.fullmatch(term.key):
            covered[i] = [_year(term.key, passage, held) for passage, held in zip(passages, covered[i], strict=True)]
        elif term.number:
            covered[i] = [held or meets_amount(term.text, p.body) for p, held in zip(passages, covered[i], strict=True)]
    soft = [
        i
        for i, t in enumerate(terms)
        if not t.number and not covered[i].all() and (t.foreign or t.senses or not t.text.isupper())
    ]
    if soft:
        columns = [space.columns(passage.keys) for passage in passages]
        for i, row in zip(soft, _near([terms[i] for i in soft], space, language), strict=True):
            low, high = NAME_RAMP if terms[i].named else space.ramp
            best = [row[c].max() if len(c) else 0.0 for c in columns]
            covered[i] = np.maximum(covered[i], ramp(best, low, high))
    beginnings = [passage.beginnings for passage in passages]
    for i, term in enumerate(terms):
        country = governments().get(term.key)
        if country:
            covered[i] = np.maximum(covered[i], [float(country in p.keys) for p in passages])
        if term.named and not term.number and (term.senses or not term.text.isupper()):
            names = [only for only, *others in term.keys if not others and len(only) > 3]
            alike = [INFLECTED * any(_begin_alike(n, k) for n in names for k in b.get(n[:4], ())) for b in beginnings]
            covered[i] = np.maximum(covered[i], alike)
    for (i, first), (j, last) in pairwise(enumerate(terms)):
        if first.named and last.named and not covered[i].any() and covered[j].any():
            covered[i] = behind_title(last.text, [p.body for p in passages]) * covered[j]  # "Ann Reil": "Speaker Reil"
    return covered


def _held(term: Term, passage: Read) -> float:
    """How much of the term, or of the sense that it has most of, the passage has word for word or by a synonym."""
    held = max(sum(k in passage.keys for k in keys) / len(keys) for keys in term.keys)
    if term.named and sounds(term.text, passage.latin):
        return 1.0
    if held >= ALIKE or term.number or (term.named and not term.senses):
        return held
    if term.kin and not passage.keys.isdisjoint(term.kin):
        return ALIKE  # the passage has its own words' English beside them
    others = (synonyms(keys[0]) for keys in term.keys if len(keys) == 1)
    return ALIKE if any(not passage.keys.isdisjoint(terms) for terms in others) else held


def _near(terms: Sequence[Term], space: WordSpace, language: str) -> list[Floats]:
    """For each term its nearness to the corpus's words: by its senses in the sources' language, else as it is spelt."""
    senses = list(dict.fromkeys(sense for term in terms for sense in term.senses))
    of_sense = dict(zip(senses, space.nearness([s.lower() for s in senses], space.home), strict=True)) if senses else {}
    others = [t for t in terms if not t.senses]
    near = space.nearness([_spelt(t) for t in others], language) if others else np.zeros((0, 0))
    if others and language != space.home:
        near = np.maximum(near, space.nearness([t.text.lower() for t in others], language))
    rows = iter(near)
    return [np.max([of_sense[s] for s in t.senses], axis=0) if t.senses else next(rows) for t in terms]


def weigh(question: str, terms: Sequence[Term], passages: Sequence[Read], space: WordSpace, most: int) -> Weighed:
    """Leave out the ``most`` rarest words in turn; the others count as the middle one of those, or by rarity alone."""
    rarity = np.array([t.rarity for t in terms])
    tried = np.sort(np.argsort(-rarity, kind="stable")[:most])
    whole, *left = space.embed([question, *(_without(question, terms[i].text) for i in tried)])
    bodies = space.bodies[[p.row for p in passages]]
    fit = bodies @ whole
    lost = np.full(len(terms), np.nan)
    gain = np.zeros((len(terms), len(passages)))
    for i, vector in zip(tried, left, strict=True):
        lost[i] = max(1 - vector @ whole, 0)
        gain[i] = np.maximum(bodies @ vector - fit, 0)
    middle = np.nanmedian(lost) if len(tried) else 1.0
    importance = np.where(np.isnan(lost), middle, lost) * np.sqrt(rarity)
    return Weighed(np.maximum(importance / max(importance.max(), 1e-9), 0.05), gain, fit)


def _year(year: str, passage: Read, held: float) -> float:
    """A year in the heading does not date a fact that names another year."""
    if year in passage.body:
        return 1.0
    return 0.0 if YEAR.search(passage.body) else 0.7 * held


def _spelt(term: Term) -> str:
    return term.text if term.foreign else term.text.lower()


def _begin_alike(name: str, other: str) -> bool:
    """Canada and Canadian, but not Narcan and narcotic: all of the shorter one but its last letter."""
    same = max(4, min(len(name), len(other)) - 1)
    return len(other) > 3 and other[:same] == name[:same] and abs(len(other) - len(name)) <= 3


def _without(question: str, word: str) -> str:
    """The question with a word left out."""
    pattern = re.escape(word) if not word.isascii() and len(word) < 5 else rf"(?<![\w-]){re.escape(word)}(?!\w)"
    return " ".join(re.sub(pattern, "", question).split())
