"""What the editors of a case wrote: its ledger (``claims.jsonl``), its disputes, prepared answers, known questions and translations; a wrong
line is named.

Known questions are a help to retrieval and to the judge of silence, as an index is to a book: never an answer, never quoted.
"""

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from rag.case.lines import Deciding, Dispute, KnownQuestion, LedgerClaim, Line, PreparedAnswer, Side, lines_in, wrong
from rag.case.places import names_nothing, no_such_place, source_of
from rag.case.record import Record
from rag.sources import Kind

LEDGER = "claims.jsonl"
DISPUTES = "disputes.jsonl"
_FEW = 2  # sides, below which nobody disagrees
QUESTIONS = "questions.jsonl"
ANSWERS = "answers.jsonl"


def read_claims(
    corpus: Path, records: Mapping[str, Record], kinds: Mapping[str, Kind]
) -> tuple[Line[LedgerClaim], ...]:
    """The claims, none without a file; raises CorpusError when one or a record points to what does not exist.

    ``kinds``: of every source, by id. The place of a record is put as the facts that were read there; whether a document has the place
    that is named ("minutes:para 2") is only known once it was read.
    """
    if not (corpus / LEDGER).is_file():
        return ()
    facts = {fact.id for record in records.values() for fact in record.facts}
    claims: dict[str, Line[LedgerClaim]] = {}
    for line in lines_in(corpus, LEDGER, LedgerClaim):
        claim = line.value
        if claim.id in claims:
            raise wrong(line.place, "id", f"{claim.id!r} is already used by an earlier line")
        for unknown in (one for one in claim.would_decide if one not in kinds):
            raise wrong(line.place, "would_decide", f"there is no source {unknown!r}")
        deciding = [fact for name in claim.fact_ids for fact in _named(name, facts, records, kinds, line.place)]
        claims[claim.id] = Line(line.place, claim.model_copy(update={"fact_ids": tuple(dict.fromkeys(deciding))}))
    for record in records.values():
        for unknown in (one for one in record.front.bears_on if one not in claims):
            place = f"corpus/records/{record.front.id}.md"
            raise wrong(place, "bears_on", f"there is no claim {unknown!r} in {corpus.name}/{LEDGER}")
    return tuple(claims.values())


def _named(
    name: str, facts: set[str], records: Mapping[str, Record], kinds: Mapping[str, Kind], place: str
) -> list[str]:
    """What one of a claim's ``fact_ids`` stands for: itself, or the facts that were read at that place of a record."""
    source_id = source_of(name)
    if name in facts or (source_id in kinds and kinds[source_id] is Kind.DOCUMENT):
        return [name]
    if source_id in records:
        there = [fact.id for fact in records[source_id].facts if name == f"{source_id}:{fact.locator}"]
        if there:
            return there
        words = no_such_place(name, (fact.locator for fact in records[source_id].facts))
    elif source_id in kinds:
        words = f"{name!r} is a place of the article itself, whose claim it is: name a passage of another source"
    else:
        words = names_nothing(name, kinds)
    raise wrong(place, "fact_ids", words)


def read_disputes(corpus: Path, records: Mapping[str, Record], kinds: Mapping[str, Kind]) -> tuple[Line[Dispute], ...]:
    """The disputes, none without a file; raises CorpusError for one with a single side, or that points to what does not exist.

    ``kinds``: of every source, by id. Whether a document or the seed has the place that is named ("seed:para 7") is only known once it
    was read.
    """
    facts = {fact.id: record.front.id for record in records.values() for fact in record.facts}
    found: dict[str, Line[Dispute]] = {}
    for line in lines_in(corpus, DISPUTES, Dispute):
        dispute = line.value
        if dispute.id in found:
            raise wrong(line.place, "id", f"{dispute.id!r} is already used by an earlier line")
        if len(dispute.sides) < _FEW:
            raise wrong(line.place, "sides", f"needs at least {_FEW}, each with 'says' and 'fact_ids'")
        for n, side in enumerate(dispute.sides):
            _check(side, dispute.sides[:n], f"sides.{n}.fact_ids", line.place, facts, kinds)
        found[dispute.id] = line
    return tuple(found.values())


def _check(
    side: Side, before: tuple[Side, ...], field: str, place: str, facts: Mapping[str, str], kinds: Mapping[str, Kind]
) -> None:
    for name in side.fact_ids:
        if any(name in other.fact_ids for other in before):
            raise wrong(place, field, f"{name!r} stands on another side too: nothing contradicts itself")
    _check_named(side, field, place, facts, kinds)


def _check_named(one: Deciding, field: str, place: str, facts: Mapping[str, str], kinds: Mapping[str, Kind]) -> None:
    """Raise CorpusError where nothing is named, or what is no fact, document or article."""
    if not one.fact_ids:
        raise wrong(place, field, "is empty: name the facts or the passages that say so")
    for name in one.fact_ids:
        source_id = source_of(name)
        if name in facts or (source_id in kinds and source_id not in facts.values()):
            continue
        known = source_id in kinds
        words = f"{source_id!r} is a record: name its facts by their ids" if known else names_nothing(name, kinds)
        raise wrong(place, field, words)


def read_answers(
    corpus: Path, records: Mapping[str, Record], kinds: Mapping[str, Kind]
) -> tuple[Line[PreparedAnswer], ...]:
    """The prepared answers, none without a file; raises CorpusError for an id given twice, or a sentence that rests on what does not exist.

    ``kinds``: of every source, by id. Whether a sentence holds, the build tells.
    """
    facts = {fact.id: record.front.id for record in records.values() for fact in record.facts}
    found: dict[str, Line[PreparedAnswer]] = {}
    for line in lines_in(corpus, ANSWERS, PreparedAnswer):
        if line.value.id in found:
            raise wrong(line.place, "id", f"{line.value.id!r} is already used by an earlier line")
        for n, sentence in enumerate(line.value.answer):
            _check_named(sentence, f"answer.{n}.fact_ids", line.place, facts, kinds)
        found[line.value.id] = line
    return tuple(found.values())


def worded(question: str) -> str:
    """The same for questions of the same words, however they are spaced and whatever their capitals."""
    return " ".join(question.casefold().split())


def read_questions(
    lines: Iterable[Line[KnownQuestion]], records: Mapping[str, Record], source_ids: Collection[str]
) -> tuple[KnownQuestion, ...]:
    """The questions of ``lines``; raises CorpusError for one given twice or one that names what does not exist.

    Whether a source has the place that is named ("seed:para 8") is only known once it was read.
    """
    facts = {fact.id for record in records.values() for fact in record.facts}
    found: dict[str, KnownQuestion] = {}
    for line in lines:
        known = line.value
        if (key := worded(known.question)) in found:
            raise wrong(line.place, "question", "is already asked by an earlier line")
        for name in known.answered_by:
            if name not in facts and name.partition(":")[0] not in source_ids:
                raise wrong(line.place, "answered_by", f"there is no fact {name!r} and no source of that name")
        if known.false_premise and not known.answered_by:
            raise wrong(line.place, "false_premise", "needs 'answered_by': the facts that contradict it")
        found[key] = known
    return tuple(found.values())
