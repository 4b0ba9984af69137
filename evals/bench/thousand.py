"""A long suite by a general rule: questions by template from the words of the index's own sentences, beside the shipped suite.

They are about as answerable as such questions are; what matters is that they are many, different and the same each time.
Every eighth asks in the same templates what sentences of other domains say, which the sources do not; every tenth of
the others follows up on the one before it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from evals.batteries import FOLDER, Claimed
from evals.lines import read_lines
from evals.run import SUITE
from evals.schema import Question, read_suite
from rag.assemble import Parts
from rag.text.content import FRAME
from rag.text.sentences import sentences

FOREIGN, FOLLOWS = 8, 10
_WORD = re.compile(r"(?<![\w-])[A-Za-z][A-Za-z-]{3,}(?![\w-])")
_YEAR = re.compile(r"(?<![\d,.])(?:19|20)\d\d(?![\d,])")
_TEMPLATES = (
    "What does {who} say about {a} and {b}?",
    "How many {a} {b} were there, according to {who}?",
    "When did {a} {b} {c} happen?",
    "Which {a} had to do with {b} and {c}?",
    "Is it true that {a} {b} {c}?",
    "Why {a} and {b}?",
)


@dataclass(frozen=True, slots=True)
class Ground:
    """A sentence that is asked about, where it stands and who says it."""

    source_id: str
    text: str
    publisher: str


def write_suite(path: Path, parts: Parts, count: int, seed: int = 0) -> list[Question]:
    """``count`` questions as a suite in ``path``; the same index and seed give the same file."""
    made = {q.id: q for q in read_suite(SUITE)[:count]}
    for number, question in enumerate(_asked(parts, seed)):
        if len(made) == count:
            break
        made[f"t{number:05}"] = question.model_copy(update={"id": f"t{number:05}"})
    lines = [json.dumps(q.model_dump(exclude_defaults=True), ensure_ascii=False) for q in made.values()]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return list(made.values())


def _asked(parts: Parts, seed: int) -> Iterator[Question]:
    """Different questions without end."""
    dice = Random(seed)  # noqa: S311 - repeatable questions, not secrets
    own = list(_grounds(parts))
    foreign = list(_elsewhere())
    seen: set[str] = set()
    before = ""
    while own:
        strange = dice.randrange(FOREIGN) == 0
        ground = dice.choice(foreign if strange else own)
        text = _question(dice, ground)
        if not text or text in seen:
            continue
        seen.add(text)
        follows = before and not strange and dice.randrange(FOLLOWS) == 0
        yield Question(
            id="t", question=f"And {text[0].lower()}{text[1:]}" if follows else text, history=(before,) if follows else (),
            type="follow-up" if follows else "other domain" if strange else "template", must_refuse=strange,
            evidence=() if strange else (ground.source_id,),
        )  # fmt: skip
        before = text


def _grounds(parts: Parts) -> Iterator[Ground]:
    """The English sentences of the index; ``source_id`` is the passage that holds them."""
    for passage in parts.index.passages:
        source = parts.index.sources[passage.source_id]
        if source.language == "en":
            for span in sentences(passage.text, "en"):
                who = source.publisher.split(" (")[0].split(";")[0].strip() or "the article"
                yield Ground(passage.id, span.of(passage.text), who)


def _elsewhere() -> Iterator[Ground]:
    """Sentences of the battery of invented articles."""
    for article in read_lines(FOLDER / "reworded.jsonl", Claimed):
        for text in article.paragraphs:
            for span in sentences(text, "en"):
                yield Ground(article.id, span.of(text), article.publisher)


def _question(dice: Random, ground: Ground) -> str:
    words = [w for w in dict.fromkeys(_WORD.findall(ground.text)) if w.lower() not in FRAME["en"]]
    if len(words) < 3:
        return ""
    a, b, c = (words[i] for i in sorted(dice.sample(range(len(words)), 3)))
    text = dice.choice(_TEMPLATES).format(who=ground.publisher, a=a, b=b, c=c)
    years = _YEAR.findall(ground.text)
    return f"{text[:-1]} in {dice.choice(years)}?" if years and dice.random() < 0.5 else text
