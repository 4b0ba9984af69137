"""The outline of a brief: its questions, each with the quotes that speak to it, in order of time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rag.answer.conflicts import deciding, in_the_seed
from rag.answer.quoting import deciding as best_words
from rag.answer.writing import Pick
from rag.assemble import Parts
from rag.brief import house
from rag.brief.compare import Pair, compared
from rag.brief.house import Quote, chosen
from rag.brief.tables import Period, exact, read_topic, sortable, within
from rag.brief.types import LEDGER_ORDER, ORDER, About, Scope, heading
from rag.case import LedgerClaim
from rag.errors import UsageError
from rag.models.judge import ANSWERS, judge
from rag.sources import Kind
from rag.text.fold import language_of

FEWEST = 2  # quotes of a section; a question with fewer joins the general one
MORE, DEEPER = 2.0, 3.0  # for each sentence wanted: passages taken, for some say the same; passages looked at
# Passages ranked; share of the way from the last of these to the best, above which one is near to the topic.
DEEP, NEAR = 300, 1 / 3
FIRST = 60  # as usual in reciprocal rank fusion (Cormack et al. 2009)
PER_CLAIM = 3  # quotes that decide one claim of the ledger
SURE = 0.5  # share from which the judge finds that a quote answers a question


@dataclass(frozen=True, slots=True)
class Chapter:
    """A section to be written."""

    kind: str
    heading: str
    question: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """Everything a brief is written from; made without a model, so that its cost can be shown before it arises."""

    scope: Scope
    title: str
    topic: str
    period: Period
    chapters: tuple[Chapter, ...]
    others: tuple[Quote, ...] = ()  # near to the topic too, and left out
    pairs: tuple[Pair, ...] = ()  # quotes that agree or contradict, taken or left out
    warnings: tuple[str, ...] = ()
    spoken_of: bool = True  # False where the sources do not speak of the topic

    @property
    def chosen(self) -> list[Quote]:
        """The quotes of all chapters."""
        return [quote for chapter in self.chapters for quote in chapter.quotes]


def outline(scope: Scope, parts: Parts) -> Outline:
    """The outline for ``scope``; without chapters when nothing is found. Raises UsageError for an unknown source,
    an empty topic or a missing ledger."""
    if scope.about is About.CLAIMS:
        return _of_ledger(scope, parts)
    asked = read_topic(scope.topic, scope.language)
    topic, title = asked.topic, scope.topic
    if scope.about is About.SOURCE:
        source = parts.index.sources.get(scope.source_id)
        if source is None:
            raise UsageError(f"--source '{scope.source_id}' is not in the index. 'onrecord sources' lists them.")
        topic = title = source.title or source.id
        quotes = [house.as_quote(Pick(p, p.span), parts) for p in parts.index.passages.of_source(source.id)]
    elif not any(house.answered(q, parts) for q in (topic, asked_of(ORDER[0], topic))):
        return Outline(scope, title, topic, asked.period, (), spoken_of=False)
    else:
        quotes = _near(scope, topic, asked.period, parts)
    quotes = [q for q in quotes if within(q.quote, q.source, asked.period)]
    order = chosen(quotes, house.vectors_of([q.passage for q in quotes], parts), int(scope.sentences * MORE) + 1)
    picked = [_cut(quotes[n], asked_of(ORDER[0], topic), parts) for n in order]
    pairs = compared(picked, house.vectors_of([q.passage for q in picked], parts))
    taken, left = _once(picked, pairs, scope.sentences)
    return Outline(
        scope, title, topic, asked.period, _chapters(taken, topic, scope.language), tuple(left), tuple(pairs)
    )


def asked_of(kind: str, topic: str) -> str:
    """The question of a section as the judge and the model are asked it, in the language of the topic."""
    language = language_of(topic)
    return heading("asked", language, topic=topic) if kind == ORDER[0] else f"{topic}: {heading(kind, language)}?"


def _near(scope: Scope, topic: str, period: Period, parts: Parts) -> list[Quote]:
    """Passages that stand out for the topic, those first that rank high for it and for its questions."""
    hits = parts.search.rank(topic, DEEP, known=False)
    best, least = (hits[0].score, hits[-1].score) if hits else (0.0, 0.0)
    near = {hit.passage.id: hit.passage for hit in hits if hit.score >= least + NEAR * (best - least)}
    ranks = dict.fromkeys(near, 0.0)
    for question in (topic, *(asked_of(kind, topic) for kind in ORDER)):
        for place, hit in enumerate(parts.search.rank(question, DEEP, known=False)):
            if hit.passage.id in near:
                ranks[hit.passage.id] += 1 / (FIRST + place)
    quotes = [
        house.as_quote(Pick(near[name], near[name].span), parts, ranks[name])
        for name in sorted(near, key=lambda name: (-ranks[name], name))
    ]
    sources = {s for s in parts.index.sources.values() if s.kind is not Kind.SEED and s.tier in scope.tiers}
    allowed = [q for q in quotes if q.source in sources and within(q.quote, q.source, period)]
    return allowed[: int(scope.sentences * DEEPER)]


def _cut(quote: Quote, question: str, parts: Parts) -> Quote:
    """Rows as they are; of any other passage the words that answer best, all of a short one."""
    if quote.passage.of_rows:
        return quote
    return replace(quote, span=best_words(question, quote.passage, parts.search))


def _once(picked: Sequence[Quote], pairs: Iterable[Pair], most: int) -> tuple[list[Quote], list[Quote]]:
    """At most ``most`` quotes of which no two say the same, and the others."""
    same = {frozenset((p.one, p.other)) for p in pairs if p.again}
    taken: list[Quote] = []
    left: list[Quote] = []
    for quote in picked:
        again = any(frozenset((quote, t)) in same for t in taken)
        (left if again or len(taken) == most else taken).append(quote)
    return taken, left


def _chapters(taken: Sequence[Quote], topic: str, language: str) -> tuple[Chapter, ...]:
    """One chapter a question in a fixed order: a quote stands with the question that it answers better than others do."""
    groups: dict[str, list[Quote]] = {kind: [] for kind in ORDER}
    asked = {kind: asked_of(kind, topic) for kind in ORDER}
    if taken:
        texts = [q.quote for q in taken]
        shares = {kind: judge().questions(asked[kind], texts)[:, ANSWERS] for kind in ORDER[1:]}
        for n, quote in enumerate(taken):
            fits = {kind: row[n] - row.mean() for kind, row in shares.items() if row[n] >= SURE}
            groups[max(fits, key=lambda kind: fits[kind]) if fits else ORDER[0]].append(quote)
    for kind in ORDER[1:]:
        if len(groups[kind]) < FEWEST:
            groups[ORDER[0]] += groups.pop(kind)
    return tuple(
        Chapter(kind, heading(kind, language), asked[kind], tuple(sorted(group, key=_when)))
        for kind, group in groups.items()
        if group
    )


def _when(quote: Quote) -> tuple[str, int, str]:
    """Sorts by the time a quote speaks of, else by its source's date; then by tier."""
    when = exact(quote.quote, quote.source.language) or exact(quote.source.published, "en")
    return sortable(when) if when else "9999", quote.source.tier.rank, quote.passage.id


def _of_ledger(scope: Scope, parts: Parts) -> Outline:
    """A chapter for each judgement: the article's own words, then what decides the claim."""
    claims = parts.index.ledger
    if not claims:
        raise UsageError("--claims needs a ledger, and this case has none (corpus/claims.jsonl). Give a topic instead.")
    chapters: list[Chapter] = []
    taken: dict[Quote, None] = {}
    left_out = 0
    for status in LEDGER_ORDER:
        group: list[Quote] = []
        for claim in (c for c in claims if c.status == status):
            quotes = [q for q in _said_and_decided(claim, parts, scope) if q not in taken]
            if len(taken) + len(quotes) > scope.sentences:
                left_out += 1
                continue
            group += quotes
            taken |= dict.fromkeys(quotes)
        if group:
            chapters.append(Chapter(status, heading(status, scope.language), status, tuple(group)))
    title = "; ".join(s.title or s.id for s in parts.index.sources.values() if s.kind is Kind.SEED) or "claims"
    told = heading("left_out", scope.language, n=str(left_out), all=str(len(claims)))
    return Outline(scope, title, title, Period(), tuple(chapters), warnings=(told,) if left_out else ())


def _said_and_decided(claim: LedgerClaim, parts: Parts, scope: Scope) -> list[Quote]:
    """The sentence of the seed that makes the claim, and the words that decide it."""
    said = in_the_seed(claim, parts.index)
    found = [house.as_quote(pick, parts) for pick in deciding(claim, parts.index)]
    decided = [q for q in found if q.source.tier in scope.tiers][:PER_CLAIM]
    return list(dict.fromkeys([*([house.as_quote(said, parts)] if said else []), *decided]))
