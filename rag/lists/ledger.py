"""The claim ledger: each claim of the seed with the seed's own words, the facts and passages that decide it, and its status.

The editor's status stands in ``corpus/claims.jsonl``. Code recomputes it where figures and dates allow, and says so
when it comes to another result. An opinion is called one: no fact decides it.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Literal, NamedTuple

from pydantic import Field

from rag.case import Case, JudgedClaim, LedgerClaim, read_case
from rag.case.audited import AuditMarks
from rag.common.strict import Strict
from rag.errors import UsageError
from rag.ingest.read import read_source
from rag.lists.deciding import Deciders, DecidingFact, Named
from rag.reason import Code, reason
from rag.settings import Settings
from rag.sources import Kind, SourceText, Span
from rag.text.fold import guess_language, well_formed
from rag.text.sentences import sentences
from rag.types import Finding
from rag.verify.claim import Weighed, weigh
from rag.verify.values.compare import Kind as ValueKind
from rag.verify.values.compare import Outcome
from rag.verify.values.dates import dates
from rag.verify.values.numbers import figures
from rag.verify.windows import Stretch, covering, terms, weight

Basis = Literal["computed", "code disagrees", "editor", "opinion"]
NO_LEDGER = (
    "this case has no ledger. List the seed's claims in corpus/claims.jsonl, one JSON object a line, "
    "as docs/ledger.md shows; then run 'onrecord ledger' again."
)
_MORE = 0.25  # share of the claim that a further sentence of the seed has to bring in
_LONGEST = 600  # characters of a paragraph that is shown whole when no sentence of it shares a word with the claim


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
    found = Recomputed("", "an opinion: no fact decides it")
    if claim.status != "opinion":
        found = recompute(claim.claim, [one for fact in deciding for one in _alone(fact)], guess_language(claim.claim))
    basis: Basis = "opinion" if claim.status == "opinion" else "editor"
    if found.status:
        basis = "computed" if found.status == claim.status else "code disagrees"
    deciding.sort(key=lambda f: f.id != found.fact_id)  # the fact that code rests on comes first
    return LedgerEntry(
        **claim.model_dump(include=set(JudgedClaim.model_fields)),
        basis=basis,
        computed=f"{found.status}: {found.reason}" if basis == "code disagrees" else found.reason,
        seed=_seed_words(claim, seeds),
        facts=tuple(deciding),
        would_decide=tuple(Named(id=i, title=titles[i]) for i in dict.fromkeys((*claim.would_decide, *unread))),
    )


class Recomputed(NamedTuple):
    """What code makes of a claim and why, with the fact that decides; "" where it is not for code to decide."""

    status: Literal["supported", "contradicted", ""]
    reason: str
    fact_id: str = ""


def recompute(claim: str, facts: Sequence[DecidingFact], language: str = "en") -> Recomputed:
    """What the figures and dates of ``facts`` say to those of ``claim``, where the judge does not doubt that they speak of the same.

    Only claims with a figure or a date are decided here; whether words mean the same is the editor's judgement.
    """
    if not (figures(claim, language) or dates(claim, language)):
        return Recomputed("", reason(Code.NO_VALUES).said())
    readable = [fact for fact in facts if fact.text.strip()]
    pairs = [(claim, [Stretch(fact.text, f"{fact.publisher}, {fact.title}")]) for fact in readable]
    found = weigh(pairs) if pairs else ()
    both = list(zip(readable, found, strict=True))
    for_it = [fact for fact, weighed in both if _all_there(weighed)]
    denied = [(fact, weighed) for fact, weighed in both if not weighed.held and any(v.exact for v in weighed.values)]
    against = [one for one in denied if one[0] not in for_it]
    if for_it and against and min(f.tier.rank for f, _ in against) < min(f.tier.rank for f in for_it):
        return Recomputed("", reason(Code.FACTS_DIFFER, one=for_it[0].id, other=against[0][0].id).said())
    if for_it:
        return Recomputed("supported", reason(Code.VALUES_STAND_IN, fact=for_it[0].id).said(), for_it[0].id)
    if against:
        fact, weighed = against[0]
        value = next(v for v in weighed.values if v.exact)
        return Recomputed("contradicted", reason(Code.CLASH, value=value.text, other=value.other).said(), fact.id)
    return Recomputed("", reason(Code.NO_FACT_DECIDES).said())


def _all_there(weighed: Weighed) -> bool:
    """True when each figure and date of the claim stands there, and the judge leans to it."""
    values = [v for v in weighed.values if v.kind is not ValueKind.NAME]
    return bool(values) and all(v.outcome is Outcome.FOUND for v in values) and weighed.borne


def _alone(fact: DecidingFact) -> list[DecidingFact]:
    """A fact as it is, a document's words sentence by sentence: a figure tells nothing beside the words of another sentence."""
    if fact.kind == "record":
        return [fact]
    return [fact.model_copy(update={"text": s.of(fact.text)}) for s in sentences(fact.text, fact.language)]


def _seed_words(claim: LedgerClaim, seeds: Sequence[SourceText]) -> tuple[SeedWords, ...]:
    """The sentences of the first seed that has any for the claim."""
    for seed in seeds:
        spans = _own_words(claim.claim, seed, claim.seed_locators)
        if spans:
            return tuple(
                SeedWords(
                    source_id=seed.source.id, title=seed.source.title, locator=next((b.locator for b in seed.blocks if b.span.start <= span.start < b.span.end), ""),
                    start=span.start, end=span.end, text=span.of(seed.text),
                )
                for span in spans
            )  # fmt: skip
    return ()


def _own_words(claim: str, article: SourceText, locators: Collection[str]) -> tuple[Span, ...]:
    """The best sentence of the located paragraphs and any other that adds to it, in order; empty without such a place.

    A paragraph that shares no word with the claim is given whole when it is short: the editor says that it stands there.
    """
    places = [block for block in article.blocks if block.locator in locators]
    left = [
        span.shifted(block.span.start)
        for block in places
        for span in sentences(well_formed(block.span.of(article.text)), article.source.language)
    ]
    wanted = terms(claim)
    least = _MORE * sum(map(weight, wanted))
    chosen = [left[n] for n in covering(wanted, [span.of(article.text) for span in left], least=least)]
    if not chosen:
        chosen = [block.span for block in places if block.span.end - block.span.start <= _LONGEST]
    return tuple(sorted(chosen, key=lambda s: s.start))
