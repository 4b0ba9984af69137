"""Prepared answers held against the sources when an index is built: what does not hold is named and left out.

What was found is kept by hash beside the case (``corpus/answers.proved.json``, written by ``python -m evals.known``) and with each build, so that
only what changed is held against the sources again: a sentence, what it cites, a source's text or card, or what judges it.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rag.answer.model_text import with_marks
from rag.case import PlacedAnswer, PlacedSentence
from rag.common.clock import Tick
from rag.errors import StoreError
from rag.index.snapshot import readable_snapshot
from rag.index.stored import StoredTexts
from rag.models.calibration import VERDICTS
from rag.models.judge import DATA as JUDGED_BY
from rag.settings import Settings
from rag.sources import Hit, Passage
from rag.verify.checking import Checking

PROVED = "answers.proved.json"
_SHOWN = 80  # characters of a sentence that is left out
Known = Mapping[str, str]  # why a sentence does not hold, by its hash; "" where it does


@dataclass(frozen=True, slots=True)
class Prover:
    """Holds prepared answers against the sources of a build; ``known``: what was found before."""

    settings: Settings
    known: Known

    def __call__(
        self,
        answers: Sequence[PlacedAnswer],
        passages: Mapping[str, Passage],
        texts: StoredTexts,
        folder: Path,
        tick: Tick,
    ) -> tuple[tuple[PlacedAnswer, ...], tuple[str, ...]]:
        """The answers that hold, each up to its first sentence that does not, and a line for each of these; ``passages`` by id.

        What was found is kept in ``folder``.
        """
        check = Checking(self.settings.model_copy(update={"checker": ""}), texts)
        told: dict[str, str] = {}
        kept: list[PlacedAnswer] = []
        left_out: list[str] = []
        for done, answer in enumerate(answers, 1):
            holds: list[PlacedSentence] = []
            for sentence in answer.answer:
                key = _key(sentence, passages, texts)
                told[key] = self.known[key] if key in self.known else _why_not(sentence, passages, check)
                if told[key]:
                    left_out.append(f"{answer.id}: “{sentence.text[:_SHOWN]}” is left out: {told[key]}")
                    break
                holds.append(sentence)
            if holds:
                kept.append(answer.model_copy(update={"answer": tuple(holds)}))
            tick("checking prepared answers", done, len(answers))
        write_proved(folder, told)
        return tuple(kept), tuple(left_out)


def prover(settings: Settings, rebuild: bool) -> Prover:
    """What holds prepared answers of a case against its sources; ``rebuild``: what the live build knows is not taken over."""
    folders = [settings.home / "corpus"]
    with suppress(StoreError):
        if (live := readable_snapshot(settings)) and not rebuild:
            folders.append(live.build_dir(settings.data_dir))
    return Prover(settings, read_proved(*folders))


def read_proved(*folders: Path) -> Known:
    """What is known in these folders; nothing of a file that is missing or damaged."""
    found: dict[str, str] = {}
    for folder in folders:
        try:
            found |= {str(k): str(v) for k, v in json.loads((folder / PROVED).read_bytes()).items()}
        except (OSError, ValueError, AttributeError):
            continue
    return found


def write_proved(folder: Path, known: Known) -> None:
    """Keep what is known in a folder."""
    (folder / PROVED).write_text(json.dumps(dict(sorted(known.items())), indent=0, ensure_ascii=False) + "\n", "utf-8")


def _why_not(sentence: PlacedSentence, passages: Mapping[str, Passage], check: Checking) -> str:
    hits = [Hit(passages[one], 1.0) for one in sentence.fact_ids if one in passages]
    numbers = tuple(range(1, len(hits) + 1))
    verdict = check.sentence(with_marks(sentence.text, numbers), numbers, hits)
    return "" if verdict.status.borne else verdict.reason


def _key(sentence: PlacedSentence, passages: Mapping[str, Passage], texts: StoredTexts) -> str:
    """A hash of all that a verdict depends on."""
    cited = [passages[one] for one in sentence.fact_ids if one in passages]
    sources = [texts.sources[passage.source_id] for passage in cited]
    cards = [(one.sha256, one.title, one.publisher, one.published, one.kind) for one in sources]
    spans = [(passage.span.start, passage.span.end, passage.basis) for passage in cited]
    told = json.dumps([sentence.text, cards, spans, _judge()])
    return hashlib.sha256(told.encode()).hexdigest()[:16]


@cache
def _judge() -> str:
    """A hash of what gives verdicts: the networks' hashes and the fitted curves."""
    return hashlib.sha256((JUDGED_BY / "judge.json").read_bytes() + VERDICTS.read_bytes()).hexdigest()[:16]
