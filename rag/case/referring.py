"""What in a case would name nothing once some sources are gone: claims of the ledger, disputes, and known questions.

What a record says of the ledger (``bears_on``) goes with the record: nothing else rests on it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rag.case.editors import DISPUTES, LEDGER
from rag.case.lines import Dispute, KnownQuestion, LedgerClaim, Line, read_lines
from rag.case.listed import Listed

_SHOWN = 5  # lines that a message names one by one

Names = Callable[[str], bool]  # True for a name that something which is left bears


@dataclass(frozen=True, slots=True)
class Reference:
    """A line that names what goes, and in which of its fields; ``what`` is a claim's or a dispute's id or a question's words."""

    place: str  # "corpus/claims.jsonl line 3"
    number: int  # of the line, from 1
    what: str
    fields: tuple[str, ...]
    names: tuple[str, ...]


def named_by(left: Listed) -> Names:
    """Which names of passages still name something of ``left``: facts of its records, and places of its sources."""
    facts, ids = {fact.id for record in left.records.values() for fact in record.facts}, left.kinds
    return lambda name: name in facts or name.partition(":")[0] in ids


def claims_naming_nothing(corpus: Path, left: Listed) -> tuple[Reference, ...]:
    """The claims of the ledger with a ``fact_ids`` or ``would_decide`` that is not of ``left``; raises CorpusError for a bad line."""
    if not (corpus / LEDGER).is_file():
        return ()
    still, ids = named_by(left), left.kinds
    found = []
    for line in read_lines(corpus / LEDGER, f"{corpus.name}/{LEDGER}", LedgerClaim):
        lost = {
            "fact_ids": [name for name in line.value.fact_ids if not still(name)],
            "would_decide": [name for name in line.value.would_decide if name not in ids],
        }
        names = tuple(name for field in lost.values() for name in field)
        if names:
            fields = tuple(field for field, some in lost.items() if some)
            found.append(Reference(line.place, line.number, line.value.id, fields, names))
    return tuple(found)


def disputes_naming_nothing(corpus: Path, left: Listed) -> tuple[Reference, ...]:
    """The disputes with a side that names what is not of ``left``; raises CorpusError for a bad line."""
    if not (corpus / DISPUTES).is_file():
        return ()
    still, found = named_by(left), []
    for line in read_lines(corpus / DISPUTES, f"{corpus.name}/{DISPUTES}", Dispute):
        if names := tuple(name for side in line.value.sides for name in side.fact_ids if not still(name)):
            found.append(Reference(line.place, line.number, line.value.id, ("sides",), names))
    return tuple(found)


def questions_naming_nothing(lines: Sequence[Line[KnownQuestion]], left: Listed) -> tuple[Reference, ...]:
    """The known questions with an answer that is not of ``left``."""
    still = named_by(left)
    lost = {line.number: tuple(n for n in line.value.answered_by if not still(n)) for line in lines}
    return tuple(
        Reference(line.place, line.number, line.value.question, ("answered_by",), lost[line.number])
        for line in lines
        if lost[line.number]
    )


def questions_left(lines: Sequence[Line[KnownQuestion]], left: Listed) -> list[Line[KnownQuestion]]:
    """The known questions without the answers that are not of ``left``.

    One that had answers and has none any more is left out: it must not be taken for one that the sources are silent on.
    """
    still, found = named_by(left), []
    for line in lines:
        answers = tuple(name for name in line.value.answered_by if still(name))
        if answers == line.value.answered_by:
            found.append(line)
        elif answers:
            found.append(Line(line.place, line.value.model_copy(update={"answered_by": answers}), line.number))
    return found


def places(references: Sequence[Reference]) -> str:
    """Where they stand, in one file: "corpus/claims.jsonl lines 1, 2 and 4"."""
    file = references[0].place.rpartition(" line ")[0]
    numbers = [str(one.number) for one in references[:_SHOWN]]
    if len(references) > _SHOWN:
        numbers.append(f"{len(references) - _SHOWN} more")
    if len(numbers) == 1:
        return f"{file} line {numbers[0]}"
    return f"{file} lines {', '.join(numbers[:-1])} and {numbers[-1]}"
