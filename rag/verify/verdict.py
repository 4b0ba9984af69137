"""From a claim and its citations to a verdict: references, quotes, then the claim beside its evidence. The same every time.

Only what is contradicted, badly referenced or uncited is struck. What the evidence does not settle is "not confirmed". Whatever
breaks here gives "not checked", never "supported".
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rag.common.log import log_traceback
from rag.errors import one_line
from rag.phrases import LANGUAGES, phrase
from rag.reason import Code, Reason, reason
from rag.sources import Citation, Tier
from rag.text.fold import content_words, fold, guess_language, words
from rag.text.place_words import shown_forms
from rag.types import Claim, Status, Verdict, verdict
from rag.verify.claim import Weighed, weigh
from rag.verify.orders import orders, without_orders
from rag.verify.references import (
    core_of,
    dead_marks,
    foreign_links,
    instruction,
    unmarked,
    verbatim,
    wrong_quotes,
    wrong_reference,
)
from rag.verify.sources import EvidenceSource, endless, sentence_span, stretch
from rag.verify.values.compare import Compared, Outcome
from rag.verify.values.dates import dates, told
from rag.verify.windows import Stretch, pieces

SHOWN = 3  # reasons at most
_OURS = ("wording_summary", "wording_report", "our_record")
_EDGES = ' .。!！?？“”"\n'

__all__ = ["EvidenceSource", "borne_by", "verify", "verify_all"]


@dataclass(frozen=True, slots=True)
class _Open:
    """A claim whose references hold: what is to be weighed, and beside what.

    ``quoted``: the citations of a claim that is nothing but their words; ``doubtful``: what keeps it from being supported.
    """

    text: str
    evidence: tuple[Stretch, ...]
    quoted: tuple[Citation, ...] = ()
    doubtful: tuple[Reason, ...] = ()


def verify(claim: Claim, sources: Mapping[str, EvidenceSource]) -> Verdict:
    """The verdict on ``claim``, whose citations point into ``sources`` (by id)."""
    return verify_all((claim,), sources)[0]


def verify_all(
    claims: Iterable[Claim],
    sources: Mapping[str, EvidenceSource],
    wider: Sequence[Sequence[Stretch]] = (),
) -> tuple[Verdict, ...]:
    """A verdict for each claim, in order; what the judge has to read is read at once.

    ``wider``: for each claim, what to weigh it beside instead of its cited words and their neighbours; by default those.
    """
    claims = tuple(claims)
    out: list[Verdict | None] = []
    waiting: list[tuple[int, _Open]] = []
    for place, claim in enumerate(claims):
        try:
            found = _referenced(claim, sources, wider[place] if wider else ())
        except Exception as exc:  # fail closed: whatever breaks here, the reader sees "not checked"
            found = _failed(claim, exc)
        out.append(found if isinstance(found, Verdict) else None)
        if isinstance(found, _Open):
            waiting.append((place, found))
    for (place, one), weighed in zip(waiting, _weighed([one for _, one in waiting]), strict=True):
        claim = claims[place]
        try:
            out[place] = _closed(claim, one, weighed, sources)
        except Exception as exc:
            out[place] = _failed(claim, exc)
    return tuple(one for one in out if one is not None)


def _weighed(waiting: Sequence[_Open]) -> list[Weighed | Exception]:
    """Each claim weighed; where reading all at once fails, one by one, with the failure in the place of what cannot be."""
    if not waiting:
        return []
    try:
        return list(weigh([(one.text, one.evidence) for one in waiting]))
    except Exception as exc:
        if len(waiting) == 1:
            return [exc]
        return [one for each in waiting for one in _weighed([each])]


def _referenced(claim: Claim, sources: Mapping[str, EvidenceSource], wider: Sequence[Stretch]) -> Verdict | _Open:
    """The verdict where a reference is wrong; else what is to be weighed."""
    if dead := dead_marks(claim):
        return verdict(claim, Status.BAD_REFERENCE, *dead[:SHOWN])
    if not claim.citations:
        return verdict(claim, Status.UNCITED, reason(Code.NO_SOURCE))
    if wrong := [r for c in claim.citations if (r := wrong_reference(c, sources))]:
        return verdict(claim, Status.BAD_REFERENCE, *wrong[:SHOWN])
    absent, doubtful = wrong_quotes(claim, sources, [one.text for one in wider])
    if absent := [*foreign_links(claim, sources), *absent]:
        return verdict(claim, Status.BAD_REFERENCE, *absent[:SHOWN])
    if any(endless(c.quote) for c in claim.citations):
        return verdict(claim, Status.NOT_CONFIRMED, reason(Code.EMPTY))
    rest, quoted = verbatim(claim, claim.citations)
    cited = tuple(citation for _, citation in quoted)
    only_quotes = bool(quoted) and _only_says_where(rest, cited, sources)
    shown_as_quotes = only_quotes and core_of(unmarked(claim.text)) != core_of(cited[0].quote)
    if not shown_as_quotes and (order := instruction(claim)):  # the words of a document stay its own
        doubtful = [order, *doubtful]
    if only_quotes and not doubtful and all(_whole(c, sources[c.source_id]) for c in cited):
        return _quoted(claim, cited, sources)
    if not doubtful and (same := [c for c in claim.citations if _says_the_same(claim, c, sources[c.source_id])]):
        return _quoted(claim, same[:1], sources)
    near = (stretch(c, sources[c.source_id]) for c in claim.citations)
    evidence = tuple(wider) or tuple(dict.fromkeys(s for s in near if s))
    if not evidence:
        return verdict(claim, Status.NOT_CONFIRMED, reason(Code.EMPTY))
    if not doubtful and _stands_in(claim, evidence):
        return _quoted(claim, claim.citations[:1], sources)
    if only_quotes:
        return _Open(" ".join(c.quote for c in cited), evidence, cited, tuple(doubtful))
    return _Open(unmarked(claim.text), evidence, (), tuple(doubtful))


def _closed(claim: Claim, one: _Open, weighed: Weighed | Exception, sources: Mapping[str, EvidenceSource]) -> Verdict:
    """The verdict; what is borne out is weighed again without evidence that gives orders, if there is such."""
    if isinstance(weighed, Exception):
        raise weighed
    if weighed.borne and (clean := without_orders(one.evidence)) != one.evidence:
        if not clean:
            words = orders(" ".join(stretch.text for stretch in one.evidence))
            return verdict(
                claim, Status.NOT_CONFIRMED, reason(Code.ORDERS, mark=claim.citations[0].number, words=words)
            )
        (weighed,) = weigh([(one.text, clean)])
    return _judged(claim, one, weighed, sources)


def _judged(claim: Claim, one: _Open, weighed: Weighed, sources: Mapping[str, EvidenceSource]) -> Verdict:
    """What the two probabilities and the values come to."""
    sure = round(weighed.supported, 4)
    if weighed.denied:
        told = _cut(one.quoted[0], sources) if one.quoted else reason(Code.OTHERWISE)
        return verdict(claim, Status.CONTRADICTED, *_clashes(weighed.values), told, confidence=sure)
    if one.quoted and not one.doubtful:  # every letter of it stands there; does the rest of its sentence turn it round?
        if weighed.borne:
            return _quoted(claim, one.quoted, sources, sure)
        return verdict(claim, Status.NOT_CONFIRMED, _cut(one.quoted[0], sources), confidence=sure)
    if not weighed.held and (exact := [v for v in weighed.values if v.exact]):
        return verdict(claim, Status.CONTRADICTED, *_clashes(exact)[:SHOWN], confidence=sure)
    if weighed.borne and not one.doubtful:
        return verdict(claim, borne_by(claim, sources), reason(Code.BORNE), confidence=sure)
    lacking = [reason(Code.ABSENT, value=v.text) for v in weighed.values if v.outcome is Outcome.ABSENT]
    told_why = [*one.doubtful, *_clashes(weighed.values), *lacking] or [reason(Code.OPEN)]
    return verdict(claim, Status.NOT_CONFIRMED, *told_why[:SHOWN], confidence=sure)


def _cut(citation: Citation, sources: Mapping[str, EvidenceSource]) -> Reason:
    source = sources[citation.source_id]
    return reason(Code.QUOTE_CUT, sentence=sentence_span(citation.span, source).of(source.text))


def _clashes(values: Sequence[Compared]) -> list[Reason]:
    return [reason(Code.CLASH, value=v.text, other=v.other) for v in values if v.outcome is Outcome.CLASHING]


def _quoted(
    claim: Claim, cited: Sequence[Citation], sources: Mapping[str, EvidenceSource], sure: float | None = None
) -> Verdict:
    """Word for word, each from where it is cited; of a record's fact in the words of our summary."""
    code = {c: Code.SUMMARISED if c.basis else Code.QUOTED for c in cited}
    names = dict.fromkeys((code[c], (sources[c.source_id].names or (c.source_id,))[0]) for c in cited)
    told = [reason(how, source=name) for how, name in names]
    return verdict(claim, borne_by(claim, sources), *told[:SHOWN], confidence=sure)


def borne_by(claim: Claim, sources: Mapping[str, EvidenceSource]) -> Status:
    """Supported, or the article's words where nothing but the article under examination is cited."""
    seed = all(sources[c.source_id].tier is Tier.SEED for c in claim.citations)
    return Status.ARTICLE if seed else Status.SUPPORTED


def _says_the_same(claim: Claim, citation: Citation, source: EvidenceSource) -> bool:
    """True for a claim that is, but for case and marks around it, the whole sentence that it cites."""
    said = fold(unmarked(claim.text)).text.strip(_EDGES)
    return said == fold(sentence_span(citation.span, source).of(source.text)).text.strip(_EDGES)


def _stands_in(claim: Claim, evidence: Sequence[Stretch]) -> bool:
    """True for a claim that is, but for case and marks around it, a whole sentence of the evidence: no judge is asked."""
    said = fold(unmarked(claim.text)).text.strip(_EDGES)
    return any(said == fold(piece).text.strip(_EDGES) for one in evidence for piece in pieces(one.text))


def _whole(citation: Citation, source: EvidenceSource) -> bool:
    """True where the quote is whole sentences: nothing of them was left out."""
    span = sentence_span(citation.span, source)
    return citation.quote.strip(_EDGES) == span.of(source.text).strip(_EDGES)


def _only_says_where(rest: str, cited: Sequence[Citation], sources: Mapping[str, EvidenceSource]) -> bool:
    """True when the words beside the quotes are those of their sources' cards, dates and places alone."""
    language = guess_language(rest)
    own = [phrase(key, one) for key in _OURS for one in LANGUAGES]
    for citation in cited:
        source = sources[citation.source_id]
        own += [source.card, *source.names, source.published, *shown_forms(citation.locator), citation.by]
    known = {w.text for text in own for w in (*words(text), *content_words(text), *content_words(text, language))}
    dated = [d for c in cited for day in (sources[c.source_id].published, c.dated) for d in dates(day)]
    whens = dates(rest, language)
    if not all(told(when, dated) for when in whens):
        return False
    spans = [when.span for when in whens]
    told_words = [
        *content_words(rest, language),
        *(w for w in words(rest) if w.text[0].isdigit()),
    ]  # "p. 4" is not "p. 3"
    return all(w.text in known for w in told_words if not any(w.span.overlaps(s) for s in spans))


def _failed(claim: Claim, exc: Exception) -> Verdict:
    log_traceback(exc, bare=True)
    return verdict(claim, Status.UNCHECKED, reason(Code.FAILED, why=one_line(exc)[:200]))
