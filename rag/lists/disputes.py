"""The disputes of a case: each matter on which its sources do not say the same, with the words of every side and an editor's reason."""

from typing import Literal

from pydantic import Field

from rag.case import Case, Dispute, Side, read_case
from rag.case.audited import AuditMarks
from rag.case.lines import Line, Matter
from rag.case.places import in_words, step_to
from rag.common.strict import Strict
from rag.errors import UsageError
from rag.lists.deciding import Deciders, DecidingFact, Named
from rag.settings import Settings
from rag.sources import Kind

NO_DISPUTES = (
    "this case lists no disputes. Write the matters on which its sources do not say the same in corpus/disputes.jsonl, one JSON object "
    "a line, as docs/disputes.md shows; then run 'onrecord disputes' again."
)
_SAID = 12  # ids that a message lists


class DisputeSide(Strict):
    """What some of the sources say, and the facts and passages in which they say it."""

    says: str = Field(description="the editor's few words")
    of_article: bool = Field(description="whether the article under examination is on this side")
    facts: tuple[DecidingFact, ...] = Field(description="as the editor lists them, the best first")
    unread: tuple[Named, ...]


class DisputeEntry(Matter):
    """One matter with its sides, two or more."""

    sides: tuple[DisputeSide, ...]

    def has(self, source_id: str) -> bool:
        """True when that source is on a side."""
        return any(source_id in (*(f.source_id for f in s.facts), *(u.id for u in s.unread)) for s in self.sides)


class Disputes(Strict):
    """Every dispute, in the order of the case."""

    version: Literal[1] = 1
    seeds: tuple[str, ...] = Field(description="titles of the articles under examination")
    entries: tuple[DisputeEntry, ...]


def open_disputes(settings: Settings, dispute_id: str = "", about: str = "") -> Disputes:
    """The disputes of the case, or only that one, or only those with source ``about`` on a side, which may be none; raises UsageError
    for a case without any, and for an id of a dispute or a source that is none."""
    case = read_case(settings.home)
    if not case.disputes:
        raise UsageError(NO_DISPUTES)
    ids = [line.value.id for line in case.disputes]
    if dispute_id and dispute_id not in ids:
        told = in_words(ids) if len(ids) <= _SAID else f"{ids[0]} to {ids[-1]}"
        raise UsageError(f"there is no dispute {dispute_id!r}. The case has {told}.")
    sources = {entry.source.id: (entry.source.title, entry.path.name) for entry in case.entries}
    if about and about not in sources:
        raise UsageError(f"there is no source {about!r} in {settings.home}. {step_to(about, sources)}")
    found = make_disputes(case, settings.max_file_mb, dispute_id, settings.passage_words)
    if about:
        found = found.model_copy(update={"entries": tuple(entry for entry in found.entries if entry.has(about))})
    return with_marks(found, AuditMarks(settings.data_dir))


def make_disputes(case: Case, max_file_mb: int = 64, only: str = "", passage_words: int = 150) -> Disputes:
    """The disputes from the case's files; raises CorpusError, with its line, for a place that is none. ``passage_words``: as the build
    splits documents."""
    deciders = Deciders(case, max_file_mb, passage_words)
    articles = [entry.source.id for entry in case.entries if entry.source.kind is Kind.SEED]

    def side(one: Side, number: int, line: Line[Dispute]) -> DisputeSide:
        told, field = f"{line.value.matter} {one.says}", f"sides.{number}.fact_ids"
        facts, unread = deciders.behind(one, told, line.place, field)
        on_it = {*(fact.source_id for fact in facts), *unread}
        return DisputeSide(
            says=one.says, of_article=not on_it.isdisjoint(articles), facts=tuple(facts),
            unread=tuple(Named(id=i, title=deciders.title_of(i)) for i in dict.fromkeys(unread)),
        )  # fmt: skip

    entries = tuple(
        DisputeEntry(
            **line.value.model_dump(include=set(Matter.model_fields)),
            sides=tuple(side(one, n, line) for n, one in enumerate(line.value.sides)),
        )
        for line in case.disputes
        if only in ("", line.value.id)
    )
    return Disputes(seeds=tuple(map(deciders.title_of, articles)), entries=entries)


def with_marks(disputes: Disputes, marks: AuditMarks) -> Disputes:
    """The disputes with what the fetched originals say to their facts now."""

    def side(one: DisputeSide) -> DisputeSide:
        return one.model_copy(update={"facts": tuple(fact.marked(marks) for fact in one.facts)})

    entries = [e.model_copy(update={"sides": tuple(map(side, e.sides))}) for e in disputes.entries]
    return disputes.model_copy(update={"entries": tuple(entries)})
