"""The pairs that the judge learns from: our scenarios, sources and cases, the batteries' development halves, and public sets.

A set has a name and a weight (``MIX``), so that no large set drowns a small one. A sixth of the sources and a tenth of the scenarios,
by hash, are kept for calibration and never learnt from; nor is a check half of any battery, or a case of ``evals.people`` but LEARNT.
"""

import gzip
import json
import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any

from evals.batteries import Claimed
from evals.known import Kind, twins_of
from evals.lines import read_json, read_lines
from evals.people import FOLDER as PEOPLE
from evals.people import LEARNT, SHIPPED, suite_of
from evals.small_case import Told
from evals.train.scenarios import FOLDER, NOT_SUPPORTED, Pair, Scenario, Task, pairs_of, read_scenarios

DATA = FOLDER.parent
LABELS = {"answers": 0, "disputed": 0, "silent": 1, "denies": 2, "supported": 0, "open": 1, "contradicted": 2}
DRAWS = 7  # fillings of a scenario
BATTERIES = ("details", "fluent", "deeds", "relations", "turned", "mentions", "hard", "reworded", "across")
# How often a set is drawn from, per model: "claims" reads English claims, "passages" English questions, "small" all other languages.
MIX: dict[str, dict[str, float]] = {
    "claims": {
        "new-protocols": 2.6, "counterfactual-nli": 0.3, "infotabs": 0.3, "fever-symmetric": 0.2, "factcheck-gpt": 1.6,
        "fool-me-twice": 0.4, "batteries.en": 1, "sources.claims": 1.2, "scenarios.claims.en": 3, "near": 0.7, "same": 1.3, "swap": 1.9,
        "sources.questions": 0.3, "scenarios.questions.en": 0.4, "cases": 0.1,
    },
    "passages": {
        "sources.questions": 3, "scenarios.questions.en": 2.5, "cases": 1.5, "fitz-gov": 0.4, "qed": 0.2, "talks.en": 2.5,
    },
    "small": {
        "scenarios.questions.x": 3, "scenarios.questions.en": 1, "sources.questions": 1, "cases": 0.5, "squad-es-v1.1": 0.5,
        "squad-es-v2": 0.5, "cmrc2018": 0.6, "drcd": 0.4, "scenarios.claims.x": 2.5, "scenarios.claims.en": 0.4, "inferes": 0.3,
        "batteries.x": 0.3, "new-protocols": 0.3, "sources.claims": 0.2, "talks.x": 0.6, "near": 0.5, "same": 0.9, "swap": 1.3,
    },
}  # fmt: skip


def own() -> dict[str, list[Pair]]:
    """Every set of ours by name; sets whose name begins with ``kept.`` are for calibration only."""
    sets: dict[str, list[Pair]] = {}
    for name, pair in (*_of_scenarios(), *_of_sources(), *_of_batteries(), *_of_cases(), *_of_talks()):
        sets.setdefault(name, []).append(pair)
    return sets


def public(folder: Path) -> dict[str, list[Pair]]:
    """The public sets in ``folder``/*.jsonl.gz, by name: a pair a line with task, first, second, label, lang, set."""
    sets: dict[str, list[Pair]] = {}
    for file in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            for line in map(json.loads, lines):
                pair = Pair(
                    Task[line["task"].upper()], line["first"], line["second"], LABELS[line["label"]], line["lang"]
                )
                sets.setdefault(line["set"], []).append(pair)
    return sets


def _kept(name: str, one_in: int) -> bool:
    return zlib.crc32(name.encode()) % one_in == 0


def _of_scenarios() -> Iterator[tuple[str, Pair]]:
    for file in sorted(FOLDER.glob("*.scn")):
        scenarios = read_scenarios(file)
        for scenario in scenarios:
            others: list[Scenario] = [s for s in scenarios if s.language == scenario.language and s is not scenario]
            kept = _kept(scenario.subject + scenario.register, 10)
            for pair in pairs_of(scenario, DRAWS, others):
                language = "en" if scenario.language == pair.language == "en" else "x"
                yield f"{'kept.' if kept else ''}scenarios.{pair.task.name.lower()}s.{language}", pair


def _of_sources() -> Iterator[tuple[str, Pair]]:
    """``evals/data/reader``: sources with questions and claims that are about one of their passages."""
    rng = Random(7)  # noqa: S311 - examples, not secrets
    for file in sorted((DATA / "reader").glob("*.jsonl")):
        for source in read_json(file):
            prefix = "kept." if _kept(source["id"], 6) else ""
            card = ", ".join(
                x for x in (source["publisher"], rng.choice(["", source["field"].capitalize()]), source["date"]) if x
            )
            for task, pair in _about(source, card, rng):
                yield f"{prefix}sources.{task}", pair


def _near(place: int, count: int, rng: Random) -> range:
    """The place, and up to two on each side of it."""
    return range(rng.randint(max(0, place - 2), place), rng.randint(place, min(count - 1, place + 2)) + 1)


def _about(source: Any, card: str, rng: Random) -> Iterator[tuple[str, Pair]]:
    passages: list[str] = source["passages"]

    def around(place: int, alone: bool = False) -> str:
        near = _near(place, len(passages), rng)
        text = passages[place] if alone or rng.random() < 0.35 else " ".join(passages[n] for n in near)
        return f"{card}: {text}" if rng.random() < 0.8 else text

    for kind, label in (("entailed", 0), ("neutral", 1), ("contradicted", 2)):
        for claim in source.get(kind, ()):
            yield "claims", Pair(Task.CLAIM, claim["text"], around(claim.get("by") or 0), label)
    for kind, label in (("answered", 0), ("plain", 0), ("broad", 0), ("false_premise", 2)):
        for asked in source.get(kind, ()):
            place = asked.get("by") or 0
            yield "questions", Pair(Task.QUESTION, asked["text"], around(place), label)
            if asked.get("sound"):
                yield "questions", Pair(Task.QUESTION, asked["sound"], around(place), 0)
            if len(passages) > 1 and rng.random() < 0.35:
                other = rng.choice([i for i in range(len(passages)) if i != place])
                yield "questions", Pair(Task.QUESTION, asked["text"], around(other, alone=True), 1)
    for asked in source["unanswered"]:
        place = asked.get("by")
        near = _nearest(asked["text"], passages)[0] if place is None else place
        yield "questions", Pair(Task.QUESTION, asked["text"], around(near), 1)


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w{3,}", text.lower()))


def _nearest(text: str, passages: list[str]) -> list[int]:
    """Places of the passages, those first that share most words with ``text`` for their length."""
    asked = _words(text)
    shared = [len(asked & (told := _words(p))) / (len(told) ** 0.5 + 1) for p in passages]
    return sorted(range(len(passages)), key=lambda i: -shared[i])


def _of_batteries() -> Iterator[tuple[str, Pair]]:
    rng = Random(8)  # noqa: S311 - examples, not secrets
    for name in BATTERIES:
        for line in read_lines(FOLDER / "batteries" / f"{name}.jsonl", Claimed):
            whole = " ".join(line.paragraphs)
            for claim in line.claims:
                text = whole if len(whole) < 900 else line.paragraphs[claim.by]
                evidence = f"{line.card}: {text}" if line.card and rng.random() < 0.6 else text
                label = 0 if claim.holds else NOT_SUPPORTED
                yield f"batteries.{'x' if name == 'across' else 'en'}", Pair(Task.CLAIM, claim.text, evidence, label)


def _of_cases() -> Iterator[tuple[str, Pair]]:
    """``evals/data/people``: what the public asks, beside passages that answer and such as only look alike."""
    rng = Random(9)  # noqa: S311 - examples, not secrets
    for case in LEARNT:
        if not case.startswith(SHIPPED):  # its facts are not in a file of their own
            yield from (("cases", pair) for pair in _Case(case, rng).pairs())


def _of_talks() -> Iterator[tuple[str, Pair]]:
    """``talks.jsonl``: turns of hearings and interviews. Who asks nearly the same question answers nothing."""
    rng = Random(10)  # noqa: S311 - examples, not secrets
    for talk in read_json(FOLDER / "talks.jsonl"):
        name = f"talks.{'en' if talk['language'] == 'en' else 'x'}"
        turns = [f"{turn['who']}: {turn['text']}" for turn in talk["turns"]]
        for asked in talk["questions"]:
            for text, label in _told(asked, turns, rng):
                card = f"{talk['title']}: " if rng.random() < 0.8 else ""
                yield name, Pair(Task.QUESTION, asked["q"], card + text, label, talk["language"])


def _told(asked: Any, turns: list[str], rng: Random) -> Iterator[tuple[str, int]]:
    """Texts of a talk beside a question, with their labels: answers alone and behind what they answer, and turns that do not answer."""
    for place in asked["answers"]:
        yield " ".join(turns[max(0, place - rng.randint(0, 1)) : place + 1]), 0
    if asked["sentence"] and rng.random() < 0.6:
        yield asked["sentence"], 0
    others = [turn for n, turn in enumerate(turns) if n not in asked["answers"]]
    near = [others[n] for n in _nearest(asked["q"], others)]
    for text in (*near[:2], *rng.sample(near[2:], min(1, len(near[2:])))):
        yield text, 1
    if near and (said := [part for part in re.split(r"(?<=[.?!。？！])\s*", near[0]) if len(part) > 20]):
        yield said[_nearest(asked["q"], said)[0]], 1


class _Case:
    """The facts of a case by id, and its questions beside them."""

    def __init__(self, name: str, rng: Random) -> None:
        self.name, self.rng = name, rng
        sources = read_lines(PEOPLE / f"{name}.sources.jsonl", Told)
        self.facts = [(source, n, fact) for source in sources for n, fact in enumerate(source.facts)]
        self.places = {source.name_of(n): place for place, (source, n, _) in enumerate(self.facts)}
        self.texts = [fact for _, _, fact in self.facts]

    def pairs(self) -> Iterator[Pair]:
        """Each question and each twin."""
        for asked in suite_of(self.name):
            told = self._known([*asked.evidence, *(s for point in asked.key_points for s in point.support)])
            yield from (self._pair(asked.question, p, 2 if asked.must_correct_premise else 0) for p in told[:2])
            if told or asked.must_refuse:
                order = [i for i in _nearest(asked.question, self.texts) if i not in told]
                chosen = self.rng.sample(order[:8], 2) + self.rng.sample(order[8:40], 1)
                yield from (self._pair(asked.question, place, 1, told) for place in chosen)
        for twin in twins_of(self.name):
            amiss, label = (twin.evidence, 2) if twin.kind is Kind.FALSE_PREMISE else (twin.near, 1)
            yield from (self._pair(twin.question, place, label) for place in self._known(amiss)[:2])
            yield from (self._pair(twin.twin.question, place, 0) for place in self._known(twin.twin.evidence)[:2])

    def _known(self, ids: Iterable[str]) -> list[int]:
        return [self.places[i] for i in dict.fromkeys(ids) if i in self.places]

    def _pair(self, question: str, place: int, label: int, avoid: Sequence[int] = ()) -> Pair:
        source, n, fact = self.facts[place]
        near = _near(n, len(source.facts), self.rng)
        alone = self.rng.random() < 0.5 or any(place - n + one in avoid for one in near)
        text = fact if alone else " ".join(source.facts[one] for one in near)
        card = ", ".join(x for x in (source.publisher, source.title, source.date) if x)
        return Pair(Task.QUESTION, question, f"{card}: {text}" if self.rng.random() < 0.9 else text, label)
