"""What speaks for and against a passage as the answer to a question, in a handful of figures."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from rag.answer.asked import Term
from rag.answer.coverage import Read, Weighed
from rag.answer.kinds import CATEGORY, UNCERTAIN, YEAR, asked_for, holds_kind
from rag.answer.space import Floats, ramp
from rag.reading import BESIDE
from rag.types import Hit

NEAREST = 4  # passages that may be the one that answers
OF_CATEGORY = 0.3  # what an uncovered general noun ("agency") counts of another
FEATURES = (
    "covered",  # the question's meaning that the passage's words cover
    "rarity",  # the same, weighed by how rare the words are
    "fit",  # cosine of question and passage
    "gain",  # by how much the fit rises when an uncovered word is left out of the question
    "asked",  # the noun asked for is uncovered
    "named",  # names, years and numbers that are uncovered
    "unlike",  # no value of the kind asked for
    "year",  # a year that is uncovered
    "length",  # logarithm of the number of words: a long question has more that may be left uncovered
    "value",  # asks for a value of a certain kind: a number, a date, a name
    "score",  # the ranker's own score, over the highest that chance would give in an index of this size
    "read",  # what the reader makes of the first hits: the logarithm of the summed odds that they speak of what is asked
    "known",  # how much it is like known questions that have an answer rather than like those that have none, as log-odds
)


def rows(
    question: str,
    terms: Sequence[Term],
    passages: Sequence[Read],
    hits: Sequence[Hit],
    covered: Floats,
    weighed: Weighed,
    size: int,
    read: float = 0.0,
    known: float = 0.0,
) -> Floats:
    """One row of FEATURES for each of the NEAREST passages that may answer, shape (rows, features).

    ``passages`` are the ``hits`` as the judge reads them; ``size`` is the number of passages in the index, ``read`` what the
    reader makes of the hits, ``known`` what the case's known questions tell.
    """
    by_chance = math.sqrt(2 * math.log(size + 1))  # about the largest of so many standard scores
    importance, rarity = weighed.importance, np.array([t.rarity for t in terms])
    named = np.array([t.named for t in terms])
    wanted = asked_for(question)
    asked = np.array([t.key in wanted or (t.chinese and any(w.startswith(t.text) for w in wanted)) for t in terms])
    loose = np.where([all(set(keys) <= CATEGORY for keys in t.keys) for t in terms], OF_CATEGORY, 1.0)
    share = importance @ covered / importance.sum()
    order = np.argsort(-(share + 0.5 * weighed.fit), kind="stable")[:NEAREST]
    years = np.array([YEAR.fullmatch(t.key) is not None for t in terms])
    about_question = [math.log(len(terms)), float(holds_kind(question, "") != UNCERTAIN)]
    found = []
    for place in order:
        open_ = 1 - covered[:, place]
        about = importance * asked
        found.append(
            [
                share[place],
                rarity @ covered[:, place] / rarity.sum(),
                weighed.fit[place],
                (weighed.gain[:, place] * open_).max(),
                ramp(about.max(), 0, 0.3) * (about * open_ * loose).sum() / about.sum() if asked.any() else 0.0,
                (open_ * named * rarity).sum() / rarity.sum(),
                float(holds_kind(question, passages[place].body) == 0),
                (open_ * years).max(),
                *about_question,
                (hits[place].score - sum(hits[place].parts.get(part, 0.0) for part in BESIDE)) / by_chance,
                read,
                known,
            ]
        )
    return np.array(found, np.float64)
