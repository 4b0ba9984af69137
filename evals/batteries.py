"""Claims beside evidence, from the batteries of evals/data/judge or from a file of any place: one form for all."""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from evals.lines import Half, read_lines
from rag.common.strict import Strict
from rag.errors import UsageError
from rag.text.punctuation import MARK
from rag.verify.windows import Stretch, shared, terms

FOLDER = Path(__file__).parent / "data" / "judge" / "batteries"
STRONG = "strong"  # answers of a strong model: both halves in a file of their own
CHECK = "_check"
# Paragraphs on each side of the one that a claim rests on, as an answer cites a passage and has its neighbours.
NEIGHBOURS = 1


class Told(Strict):
    """A claim about an article; ``by``: the paragraph that bears it, or that it misuses; ``kind``: what it adds or mistakes."""

    text: str
    by: int
    holds: bool
    kind: str


class Claimed(Strict):
    """A line of a battery: an invented article and what is claimed about it."""

    id: str
    title: str
    publisher: str
    date: str
    paragraphs: tuple[str, ...]
    claims: tuple[Told, ...]

    @property
    def card(self) -> str:
        """Who wrote it, when and under what title."""
        return ", ".join(filter(None, (self.publisher, self.date, self.title)))


class Shown(Strict):
    """A passage that the model was shown, with its source's card."""

    card: str
    text: str


class Written(Strict):
    """A sentence of the model with its marks; ``cites``: passages, from 1 on; ``error``: the one planted, if any."""

    text: str
    cites: tuple[int, ...]
    label: str
    error: str = ""


class Answered(Strict):
    """An answer as a strong model writes it."""

    id: str
    language: str
    half: Half
    question: str
    passages: tuple[Shown, ...]
    sentences: tuple[Written, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """A claim, what it is to be held against, and whether that bears it; ``label`` of a file: supported, open, contradicted or not."""

    claim: str
    evidence: tuple[Stretch, ...]
    holds: bool
    kind: str = ""
    label: str = ""
    language: str = ""


def names() -> list[str]:
    """The batteries there are."""
    return [*sorted(path.stem for path in FOLDER.glob("*.jsonl") if not path.stem.endswith(CHECK)), STRONG]


def battery(name: str, half: Half) -> Iterator[Pair]:
    """The claims of one half of a battery; raises UsageError for one that is not there."""
    if name == STRONG:
        yield from _strong(half)
        return
    path = FOLDER / f"{name}{CHECK if half is Half.CHECK else ''}.jsonl"
    if not path.exists():
        raise UsageError(f"no battery '{name}' (have: {', '.join(names())}).")
    for article in read_lines(path, Claimed):
        for told in article.claims:
            near = article.paragraphs[max(0, told.by - NEIGHBOURS) : told.by + NEIGHBOURS + 1]
            yield Pair(told.text, (Stretch("\n\n".join(near), article.card),), told.holds, told.kind)


def _strong(half: Half) -> Iterator[Pair]:
    """Each sentence beside the passages that it cites."""
    for answer in read_lines(FOLDER.parent / f"{STRONG}.jsonl", Answered):
        for told in answer.sentences if answer.half is half else ():
            cited = [answer.passages[n - 1] for n in told.cites]
            evidence = tuple(Stretch(one.text, one.card) for one in cited)
            claim = MARK.sub("", told.text).strip()
            yield Pair(claim, evidence, told.label == "supported", told.error, told.label, answer.language)


def beside_others(half: Half) -> Iterator[Pair]:
    """Honest sentences of ``strong`` beside the passage, of those that the same question found, that is likest what they cite."""
    for answer in read_lines(FOLDER.parent / f"{STRONG}.jsonl", Answered):
        for told in answer.sentences if answer.half is half else ():
            words = terms(MARK.sub("", told.text))
            others = [one for n, one in enumerate(answer.passages, 1) if n not in told.cites]
            if told.label == "supported" and others:
                near = max(others, key=lambda one: shared(words, one.text))
                claim = MARK.sub("", told.text).strip()
                yield Pair(claim, (Stretch(near.text, near.card),), False, "near", "not", answer.language)


def from_file(path: Path) -> Iterator[Pair]:
    """The lines {claim, evidence: [...], supported or label} of a JSONL file, packed by gzip or not; raises UsageError naming the line."""
    opener = gzip.open if path.suffix == ".gz" else open
    try:
        with opener(path, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _pair(json.loads(line), path, number)
    except (OSError, ValueError) as exc:
        raise UsageError(
            f"{path} cannot be read as JSONL ({exc}). Give lines with claim, evidence and supported."
        ) from exc


def _pair(item: dict[str, object], path: Path, number: int) -> Pair:
    evidence, label = item.get("evidence"), str(item.get("label", ""))
    told = [evidence] if isinstance(evidence, str) else evidence
    if not isinstance(told, list) or not isinstance(item.get("claim"), str) or not (label or "supported" in item):
        raise UsageError(f"{path} line {number}: needs claim, evidence and supported (or label).")
    holds = label == "supported" if label else bool(item["supported"])
    stretches = tuple(Stretch(str(text)) for text in told if str(text).strip())
    return Pair(str(item["claim"]), stretches, holds, str(item.get("set", "")), label, str(item.get("lang", "")))
