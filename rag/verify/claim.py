"""A claim beside its evidence: what the judge reads in it and what code counts of it, as named figures and two probabilities."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rag.models.calibration import curves
from rag.models.judge import CONTRADICTED, SUPPORTED, english, judge
from rag.text.fold import guess_language
from rag.verify.values.compare import Compared, Kind, Outcome, compared, nearness
from rag.verify.windows import Stretch, pieces, shared, terms, weight, windows

FEATURES = (
    "support", "contradict", "subject_support", "coverage", "sentence_coverage", "missing", "across", "length", "nearness",
    "values_found", "values_reckoned", "values_absent", "values_clashing", "names_found", "names_absent", "names_clashing",
)  # fmt: skip
_EDGE = 0.001  # shares nearer to 0 or 1 than this are all as sure
_MANY = 6


@dataclass(frozen=True, slots=True)
class Weighed:
    """What is known of a claim: two calibrated probabilities, and what they were made of."""

    supported: float
    contradicted: float
    borne: bool  # surely supported
    denied: bool  # surely contradicted
    features: Mapping[str, float]
    values: tuple[Compared, ...] = ()


def weigh(pairs: Sequence[tuple[str, Sequence[Stretch]]]) -> tuple[Weighed, ...]:
    """Each claim, without its marks, beside its evidence; all their windows are read by the judge at once.

    Raises ValueError for a claim without a word of evidence: there is nothing to weigh.
    """
    cut = [windows(claim, evidence) for claim, evidence in pairs]
    if not all(cut):
        raise ValueError("a claim has no evidence to be read against")
    shares = judge().claims([(claim, w) for (claim, _), ws in zip(pairs, cut, strict=True) for w in ws])
    out: list[Weighed] = []
    at = 0
    for (claim, evidence), ws in zip(pairs, cut, strict=True):
        values = _values(claim, ws, [one.card for one in evidence])
        figures = features(claim, ws, shares[at : at + len(ws)].tolist(), values)
        at += len(ws)
        fitted = curves().of(all(english(claim, window) for window in ws))
        sure, against = fitted.supported.share(figures), fitted.contradicted.share(figures)
        denied = against >= fitted.contradicted.threshold
        borne = sure >= fitted.supported.threshold and not denied and not (figures["across"] and _lacks(values))
        out.append(Weighed(sure, against, borne, denied, figures, values))
    return tuple(out)


def _lacks(values: Sequence[Compared]) -> bool:
    """True where a figure or date is not in the evidence: across languages the judge is too weak a reader to overrule that."""
    return any(v.kind is not Kind.NAME and v.outcome in (Outcome.ABSENT, Outcome.CLASHING) for v in values)


def features(
    claim: str, read: Sequence[str], shares: Sequence[Sequence[float]], values: Sequence[Compared] | None = None
) -> dict[str, float]:
    """The named figures of a claim beside the windows ``read``; ``shares``: what the judge says of each, supported, open, contradicted.

    The best window counts for support; contradiction counts only where the window most on the subject has it, the first.
    """
    sentences = _sentences(read)
    whole = " ".join(sentences)
    language, source = guess_language(claim), guess_language(whole)
    across = language != source
    values = _values(claim, read) if values is None else values
    wanted = terms(claim)
    total = sum(map(weight, wanted)) or 1.0
    missing = [term for term in wanted - terms(whole) if not term[0].isdigit()]
    counted = {
        (named, outcome): float(
            min(_MANY, sum((v.kind is Kind.NAME) is named and v.outcome is outcome for v in values))
        )
        for named in (False, True)
        for outcome in Outcome
    }
    told = {
        "support": max(odds(row[SUPPORTED]) for row in shares),
        "contradict": odds(shares[0][CONTRADICTED]),
        "subject_support": odds(shares[0][SUPPORTED]),
        "coverage": 0.0 if across else shared(wanted, whole) / total,
        "sentence_coverage": 0.0 if across else max((shared(wanted, s) for s in sentences), default=0.0) / total,
        "missing": 0.0 if across else float(min(_MANY, len(missing))),
        "across": float(across),
        "length": math.log1p(len(wanted)),
        "nearness": nearness(claim, sentences, language, source),
        "values_found": counted[False, Outcome.FOUND],
        "values_reckoned": counted[False, Outcome.RECKONED],
        "values_absent": counted[False, Outcome.ABSENT],
        "values_clashing": counted[False, Outcome.CLASHING],
        "names_found": counted[True, Outcome.FOUND],
        "names_absent": 0.0 if across else counted[True, Outcome.ABSENT],
        "names_clashing": 0.0 if across else counted[True, Outcome.CLASHING],
    }
    return {name: round(told[name], 4) for name in FEATURES}


def odds(share: float) -> float:
    """The log-odds of a share."""
    share = min(1 - _EDGE, max(_EDGE, share))
    return math.log(share / (1 - share))


def _values(claim: str, read: Sequence[str], cards: Sequence[str] = ()) -> tuple[Compared, ...]:
    sentences = _sentences(read)
    return compared(claim, sentences, guess_language(claim), guess_language(" ".join(sentences)), cards)


def _sentences(read: Sequence[str]) -> list[str]:
    """The sentences of the windows, each once: windows overlap."""
    return list(dict.fromkeys(piece for window in read for piece in pieces(window)))
