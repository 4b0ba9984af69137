"""The claim ledger: each claim of the seed with the seed's own words, the facts and passages that decide it, and its status.

The editor's status stands in ``corpus/claims.jsonl``. Code recomputes it where figures and dates allow, and says so
when it comes to another result. An opinion is called one: no fact decides it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from pydantic import Field

from rag.case import Case, JudgedClaim, LedgerClaim, read_case
from rag.case.audited import AuditMarks
from rag.common.strict import Strict
from rag.errors import UsageError
from rag.ingest.read import read_source
from rag.lists.deciding import Deciders, DecidingFact, Named
from rag.settings import Settings
from rag.text.fold import guess_language
from rag.text.sentences import sentences
from rag.types import Finding, Kind, SourceText
from rag.verify.own_words import own_words
from rag.verify.records.recompute import Bearer, Outcome, recompute

Basis = Literal["computed", "code disagrees", "editor", "opinion"]
NO_LEDGER = (
    "this case has no ledger. List the seed's claims in corpus/claims.jsonl, one JSON object a line, "
    "as docs/ledger.md shows; then run 'onrecord ledger' again."
)


class SeedWords(Strict):
    """The seed's own words: ``text[start:end]`` of the seed, letter for letter."""

    source_id: str
    title: str
    locator: str
    start: int = Field(ge=0, description="in characters of the seed's stored text")
    end: int = Field(gt=0, description="end exclusive")
    text: str


class LedgerEntry(JudgedClaim):
    """One claim with all that its status rests on."""

    basis: Basis = Field(description="who finds so: code from the facts, an editor, both at odds, or nobody can")
    computed: str = Field(description="what code came to, or why it could not")
    seed: tuple[SeedWords, ...]
    facts: tuple[DecidingFact, ...]
    would_decide: tuple[Named, ...] = Field(description="sources that could confirm or refute the claim")


class Ledger(Strict):
    """Every claim, in the order of the case."""

    version: Literal[1] = 1
    seeds: tuple[str, ...] = Field(description="titles of the articles under examination")
    entries: tuple[LedgerEntry, ...]

    def of(self, status: str) -> tuple[LedgerEntry, ...]:
        """The claims of one status."""
        return tuple(entry for entry in self.entries if entry.status == status)


STATUSES: tuple[Finding, ...] = ("contradicted", "partly supported", "supported", "not addressed", "opinion")


def open_ledger(settings: Settings, claim_id: str = "", status: str = "") -> Ledger:
    """The ledger of the case, of one claim or one status where given; raises UsageError when there is nothing such."""
    case = read_case(settings.home)
    if not case.ledger:
        raise UsageError(NO_LEDGER)
    if claim_id and claim_id not in {claim.id for claim in case.ledger}:
        raise UsageError(f"there is no claim '{claim_id}'. The ledger has {case.ledger[0].id} to {case.ledger[-1].id}.")
    if status and status not in STATUSES:
        raise UsageError(f"status '{status}' is none of {', '.join(STATUSES)}.")
    ledger = make_ledger(case, settings.max_file_mb, claim_id, settings.passage_words)
    if status:
        ledger = ledger.model_copy(update={"entries": ledger.of(status)})
    return with_marks(ledger, AuditMarks(settings.data_dir))


def make_ledger(case: Case, max_file_mb: int = 64, only: str = "", passage_words: int = 150) -> Ledger:
    """The ledger from the case's files; raises LoadError when the seed cannot be read, CorpusError for a place that is none.

    ``passage_words``: as the build splits documents. A document that cannot be read only stands among what could decide a claim.
    """
    deciders = Deciders(case, max_file_mb, passage_words)
    titles = {entry.source.id: entry.source.title for entry in case.entries}
    seeds = [read_source(entry, max_file_mb).text for entry in case.entries if entry.source.kind is Kind.SEED]
    entries = tuple(_entry(claim, deciders, seeds, titles) for claim in case.ledger if only in ("", claim.id))
    return Ledger(seeds=tuple(seed.source.title for seed in seeds), entries=entries)


def with_marks(ledger: Ledger, marks: AuditMarks) -> Ledger:
    """The ledger with what the fetched originals say to its facts now."""
    entries = [e.model_copy(update={"facts": tuple(f.marked(marks) for f in e.facts)}) for e in ledger.entries]
    return ledger.model_copy(update={"entries": tuple(entries)})


def _entry(
    claim: LedgerClaim, deciders: Deciders, seeds: Sequence[SourceText], titles: Mapping[str, str]
) -> LedgerEntry:
    facts, unread = deciders.of(claim)
    deciding = sorted(facts, key=lambda f: f.tier.rank)
    basis, computed, decisive = _by_code(claim, deciding)
    deciding.sort(key=lambda f: f.id != decisive)  # the fact that code rests on comes first
    return LedgerEntry(
        **claim.model_dump(include=set(JudgedClaim.model_fields)),
        basis=basis,
        computed=computed,
        seed=_seed_words(claim, seeds),
        facts=tuple(deciding),
        would_decide=tuple(Named(id=i, title=titles[i]) for i in dict.fromkeys((*claim.would_decide, *unread))),
    )


class _ByCode(NamedTuple):
    basis: Basis
    computed: str
    decisive: str = ""  # the id of a fact or passage


def _by_code(claim: LedgerClaim, facts: Sequence[DecidingFact]) -> _ByCode:
    """Who finds so, and what code came to."""
    if claim.status == "opinion":
        return _ByCode("opinion", "an opinion: no fact decides it")
    bearers = [bearer for fact in facts for bearer in _bearers(fact)]
    found = recompute(claim.claim, bearers, guess_language(claim.claim))
    if found.outcome is Outcome.UNDECIDED:
        return _ByCode("editor", found.reason)
    if str(found.outcome) == claim.status:
        return _ByCode("computed", found.reason, found.fact_id)
    return _ByCode("code disagrees", f"{found.outcome}: {found.reason}", found.fact_id)


def _bearers(fact: DecidingFact) -> list[Bearer]:
    """A fact as it is, a document's words sentence by sentence: a figure tells nothing beside the words of another sentence."""
    alone = fact.kind == "record"
    told = [fact.text] if alone else [span.of(fact.text) for span in sentences(fact.text, fact.language)]
    return [Bearer(fact.id, text, fact.tier.rank, (fact.publisher, fact.title), fact.language) for text in told]


def _seed_words(claim: LedgerClaim, seeds: Sequence[SourceText]) -> tuple[SeedWords, ...]:
    """The sentences of the first seed that has any for the claim."""
    for seed in seeds:
        spans = own_words(claim.claim, seed, claim.seed_locators)
        if spans:
            return tuple(
                SeedWords(
                    source_id=seed.source.id, title=seed.source.title, locator=next((b.locator for b in seed.blocks if b.span.start <= span.start < b.span.end), ""),
                    start=span.start, end=span.end, text=span.of(seed.text),
                )
                for span in spans
            )  # fmt: skip
    return ()
