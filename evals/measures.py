"""What is measured of one answer: for each measure a numerator and a denominator, so that any sum of answers has a figure.

    figure of a run = sum of numerators / sum of denominators

A measure that does not apply to a question is absent. A refusal is an answer like any other: where the sources do answer
it counts as nothing found, never as missing. Citation recall and precision follow ALCE (Gao et al. 2023,
"Enabling Large Language Models to Generate Text with Citations"), with this product's verifier in the place of the NLI model.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace

from evals.saved import MODEL_ANSWERED
from evals.schema import Question
from evals.wrote import answered
from rag.case.places import names, singly
from rag.sources import Citation, Hit, Passage
from rag.types import Answer, Claim, NoteKind, Status, Verdict

Parts = dict[str, tuple[float, float]]
Verify = Callable[[Sequence[Claim]], Sequence[Verdict]]
RETRIEVAL = {"R@5": "recall@5", "R@10": "recall@10", "nDCG@10": "ndcg@10", "RR@10": "mrr@10"}


def measure(question: Question, answer: Answer, source_text: Callable[[str], str], verify: Verify) -> Parts:
    """Every measure that applies to this question and this answer."""
    citations = [c for v in answer.verdicts for c in v.claim.citations]
    parts = _retrieved(question, answer.hits) | _refusal(question, answer) | _claims(answer.verdicts)
    if citations:
        found = sum(c.span.of(source_text(c.source_id)) == c.quote for c in citations)
        parts["citations_verbatim"] = (found, len(citations))
        parts["citation_precision"] = (sum(_precise(v, verify) for v in answer.verdicts), len(citations))
        if question.acceptable_sources:
            near = sum(c.source_id in question.acceptable_sources for c in citations)
            parts["sources_acceptable"] = (near, len(citations))
    if answer.usage.calls:
        parts["tokens"] = (answer.usage.prompt_tokens + answer.usage.completion_tokens, 1.0)
        parts["model_held"] = (float(answer.mode == "model"), 1.0)  # else quotes stand in the place of all it wrote
    if (spoke := answered(answer)) is not None:
        parts[MODEL_ANSWERED] = (float(spoke), 1.0)
    return parts | _content(question, answer, citations)


def _retrieved(question: Question, hits: Sequence[Hit]) -> Parts:
    """Recall, nDCG and reciprocal rank of the supporting facts, by ir-measures' definitions."""
    if not question.support or question.must_refuse:
        return {}
    import ir_measures
    from ir_measures import Qrel, ScoredDoc

    named = [_named(hit.passage, question.support) for hit in hits]
    again = {name for of_one in named for name in of_one[1:]}  # two rows of one passage are found together
    qrels = [Qrel("q", doc, 1) for doc in sorted(question.support - again)]
    placed: dict[str, float] = {}
    for place, (hit, of_one) in enumerate(zip(hits, named, strict=True)):  # found again, a name keeps its first place
        name = of_one[0] if of_one and of_one[0] not in placed else hit.passage.id
        placed[name] = -float(place)
    run = [ScoredDoc("q", name, score) for name, score in placed.items()]
    measures = {ir_measures.parse_measure(name): ours for name, ours in RETRIEVAL.items()}
    parts: Parts = dict.fromkeys(measures.values(), (0.0, 1.0))  # nothing retrieved finds nothing
    for found in ir_measures.iter_calc(list(measures), qrels, run):
        parts[measures[found.measure]] = (float(found.value), 1.0)
    return parts | {"success@10": (float(any(named[:10])), 1.0)}


def _refusal(question: Question, answer: Answer) -> Parts:
    name = "refusal_recall" if question.must_refuse else "answerable_refused"
    right: Parts = {"refusal_precision": (float(question.must_refuse), 1.0)} if answer.refused else {}
    return {name: (float(answer.refused), 1.0)} | right


def _claims(verdicts: Sequence[Verdict]) -> Parts:
    """Claims by verdict; those that could not be checked are counted apart and stay out of the support rate."""
    if not verdicts:
        return {}
    supported = sum(v.status.borne for v in verdicts)
    checked = sum(v.status is not Status.UNCHECKED for v in verdicts)
    parts: Parts = {
        "citation_recall": (supported, len(verdicts)),
        "claims_not_checked": (len(verdicts) - checked, len(verdicts)),
    }
    return parts | ({"claim_support": (supported, checked)} if checked else {})


def _precise(verdict: Verdict, verify: Verify) -> int:
    """How many citations of a claim are needed: alone enough, or the claim falls without it; 0 for a claim that fails."""
    claim, cited = verdict.claim, verdict.claim.citations
    if not verdict.status.borne or len(cited) < 2:
        return len(cited) if verdict.status.borne else 0
    alone = verify([replace(claim, citations=(one,)) for one in cited])
    without = verify([replace(claim, citations=cited[:n] + cited[n + 1 :]) for n in range(len(cited))])
    return sum(own.status.borne or not rest.status.borne for own, rest in zip(alone, without, strict=True))


def _content(question: Question, answer: Answer, citations: Sequence[Citation]) -> Parts:
    """Key points borne by what is cited, conflicts shown, premises corrected."""
    parts: Parts = {}
    sides = [side for conflict in answer.conflicts for side in (conflict.lower, conflict.higher)]
    cited = _cited([*citations, *sides])
    points = [point for point in question.key_points if point.support]
    if points and not question.must_refuse:
        parts["key_point_recall"] = (sum(bool(cited & _wanted(p.support)) for p in points) / len(points), 1.0)
    if question.support and not question.must_refuse:
        parts |= _first(question, answer)
    noted = any(note.kind is NoteKind.PREMISE for note in answer.notes)
    if question.must_correct_premise:
        parts["premise_corrected"] = (float(noted), 1.0)
    elif not question.must_refuse:
        parts["premise_noted_unduly"] = (float(noted), 1.0)
    if question.type == "conflict":
        # What the ledger finds borne out is set beside its source and is no conflict.
        parts["conflict_shown"] = (float(any(c.finding != "supported" for c in answer.conflicts)), 1.0)
    return parts


def _first(question: Question, answer: Answer) -> Parts:
    """Whether the first sentence of the answer is cited from a supporting passage, and whether one of the first three is."""
    wanted = _wanted(question.support)
    bears = [bool(wanted & _cited(v.claim.citations)) for v in answer.verdicts[:3]]
    return {"first_quote": (float(any(bears[:1])), 1.0), "first_three": (float(any(bears)), 1.0)}


def _cited(citations: Iterable[Citation]) -> set[str]:
    """Every name of the passages that are cited."""
    return {name for c in citations for name in names(c.passage_id, c.source_id, c.locator)}


def _wanted(support: Collection[str]) -> set[str]:
    """The names in ``support``, and each row or paragraph of those that are several."""
    return {*support, *(one for name in support for one in singly(name))}


def _named(passage: Passage, support: Collection[str]) -> list[str]:
    """Those of ``support`` that name the passage or a part of it."""
    own = set(names(passage.id, passage.source_id, passage.locator))
    return sorted(one for one in support if own & _wanted([one]))
