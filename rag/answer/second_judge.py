"""The second judge: a connected model reads the claims of a finished answer beside their evidence, once.

Its word counts only with words that code finds letter for letter. It raises what the evidence left open and lowers what went
beyond it; figures, dates, names, quotes and marks that code compared it never overrules.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rag.answer.model_text import numbered
from rag.models.prompts import Prompt, Statement, to_judge
from rag.reason import Code, reason
from rag.types import Status, Verdict, verdict
from rag.verify.orders import without_orders
from rag.verify.references import find_folded, unmarked
from rag.verify.sources import EvidenceSource, stretch
from rag.verify.verdict import borne_by
from rag.verify.windows import Stretch, windows

_READ = (Status.SUPPORTED, Status.ARTICLE, Status.NOT_CONFIRMED)
_EXACT = {Code.QUOTED, Code.SUMMARISED}  # word for word: nothing to read
_OPEN = {Code.OPEN, Code.LETTERS_SET, Code.RECITED, Code.TAKEN_OFF}  # nothing that code compared is amiss
_OPINION = re.compile(r"\W{0,3}(SUPPORTED|BEYOND|CONTRADICTED)\b[\s:|*–—-]*(.*)$", re.IGNORECASE)
_MARKS = " \t“”\"«»「」『』'`*.。,，;；|"
_SHORTEST = 4  # characters of words that count


@dataclass(frozen=True, slots=True)
class Reading:
    """A verdict to be read again, at its place in the answer; ``windows`` of the evidence are what the model sees."""

    place: int
    before: Verdict
    evidence: tuple[Stretch, ...]
    windows: tuple[str, ...]


def readings(verdicts: Mapping[int, Verdict], sources: Mapping[str, EvidenceSource]) -> list[Reading]:
    """The verdicts that a second judge may change: of claims that cite and are more than a quote.

    Evidence that gives orders to its reader is left out; a claim that has no other is not read.
    """
    found = []
    for place, before in verdicts.items():
        if before.status not in _READ or _EXACT & {one.code for one in before.reasons}:
            continue
        cited = [(c, sources[c.source_id]) for c in before.claim.citations if c.source_id in sources]
        near = tuple(dict.fromkeys(s for one in cited if (s := stretch(*one))))
        evidence = without_orders(near)
        if shown := windows(unmarked(before.claim.text), evidence):
            found.append(Reading(place, before, evidence, shown))
    return found


def asking(question: str, read: Sequence[Reading]) -> Prompt:
    """The one call: every evidence once, then the statements with the evidence of each."""
    numbers = {text: n for n, text in enumerate(dict.fromkeys(w for r in read for w in r.windows), 1)}
    statements = [Statement(unmarked(r.before.claim.text), tuple(numbers[w] for w in r.windows)) for r in read]
    return to_judge(question, statements, list(numbers))


def heard(read: Sequence[Reading], reply: str, model: str, sources: Mapping[str, EvidenceSource]) -> dict[int, Verdict]:
    """The verdicts that the reply changes, by place; a line that cannot be used changes nothing."""
    changed: dict[int, Verdict] = {}
    seen: set[int] = set()
    for n, line in numbered(reply, len(read)):
        if n in seen or not (match := _OPINION.match(line)):
            continue
        seen.add(n)
        after = _after(read[n], match[1].upper(), match[2].strip(_MARKS), model, sources)
        if after is not None:
            changed[read[n].place] = after
    return changed


def _after(one: Reading, opinion: str, words: str, model: str, sources: Mapping[str, EvidenceSource]) -> Verdict | None:
    before, claim = one.before, one.before.claim
    codes = {each.code for each in before.reasons}
    where = [claim.text] if opinion == "BEYOND" else [s.text for s in one.evidence]
    if len(words) < _SHORTEST or not any(find_folded(words, text) for text in where):
        return None
    if opinion == "SUPPORTED":
        if before.status is not Status.NOT_CONFIRMED or not codes <= _OPEN:
            return None
        status, why = borne_by(claim, sources), reason(Code.READ, model=model, words=words)
    elif opinion == "BEYOND":
        status, why = Status.NOT_CONFIRMED, reason(Code.BEYOND, model=model, words=words)
    else:  # struck only where code found another value there, too
        status = Status.CONTRADICTED if Code.CLASH in codes else Status.NOT_CONFIRMED
        why = reason(Code.SAYS, model=model, words=words)
    kept = [each for each in before.reasons if each.code not in (Code.OPEN, Code.BORNE)]
    return verdict(claim, status, why, *kept, confidence=before.confidence)
