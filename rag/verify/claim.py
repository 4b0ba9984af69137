"""A claim beside its evidence: what the judge reads in it and what code counts of it, as named figures and two probabilities."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rag.models.calibration import curves
from rag.models.judge import CONTRADICTED, SUPPORTED, english, judge
from rag.text.fold import guess_language
from rag.verify.values.compare import Compared, Kind, Outcome, compared, nearness
from rag.verify.windows import Stretch, pieces, shared, terms, weight, windows

FEATURES = (
    "support", "contradict", "subject_support", "coverage", "sentence_coverage", "across", "nearness", "values_found", "values_reckoned",
    "values_absent", "values_clashing", "names_found", "names_absent", "names_clashing",
)  # fmt: skip
_EDGE = 0.001  # shares nearer to 0 or 1 than this are all as sure
_MANY = 6.0


@dataclass(frozen=True, slots=True)
class Weighed:
    """What is known of a claim: two calibrated probabilities, and what they were made of."""

    supported: float
    contradicted: float
    held: bool  # surely supported, as the judge reads it
    borne: bool  # and nothing that is measured is missing in the evidence
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
        sentences = _sentences(ws)
        languages = guess_language(claim), guess_language(" ".join(sentences))
        values = compared(claim, sentences, *languages, [one.card for one in evidence])
        figures = features(claim, ws, shares[at : at + len(ws)].tolist(), values)
        at += len(ws)
        fitted = curves().of(all(english(claim, window) for window in ws))
        sure, against = fitted.supported.share(figures), fitted.contradicted.share(figures)
        denied = against >= fitted.contradicted.threshold
        # across languages the judge is too weak a reader to overrule a missing figure or date; what is measured it never overrules
        unread = figures["across"] and any(v.lacking and v.kind is not Kind.NAME for v in values)
        held = sure >= fitted.supported.threshold and not denied and not unread
        borne = held and not any(v.lacking and v.measured for v in values)
        out.append(Weighed(sure, against, held, borne, denied, figures, values))
    return tuple(out)


def features(
    claim: str, read: Sequence[str], shares: Sequence[Sequence[float]], values: Sequence[Compared]
) -> dict[str, float]:
    """The named figures of a claim beside the windows ``read``; ``shares``: what the judge says of each, supported, open, contradicted.

    The best window counts for support; contradiction counts only where the window most on the subject has it, the first.
    """
    sentences = _sentences(read)
    whole = " ".join(sentences)
    language, source = guess_language(claim), guess_language(whole)
    across = language != source
    wanted = terms(claim)
    total = sum(map(weight, wanted)) or 1.0
    told = dict.fromkeys(FEATURES, 0.0) | {
        "support": max(odds(row[SUPPORTED]) for row in shares),
        "contradict": odds(shares[0][CONTRADICTED]),
        "subject_support": odds(shares[0][SUPPORTED]),
        "across": float(across),
        "nearness": nearness(claim, sentences, language, source),
    }
    if not across:  # words and names of another language are no sign
        told["coverage"] = shared(wanted, whole) / total
        told["sentence_coverage"] = max((shared(wanted, s) for s in sentences), default=0.0) / total
    for one in values:
        if one.kind is not Kind.NAME:
            name = f"values_{one.outcome}"
        elif not across or one.outcome is Outcome.FOUND:
            name = f"names_{one.outcome}"
        else:
            continue
        told[name] = min(_MANY, told[name] + 1)
    return {name: round(value, 4) for name, value in told.items()}


def odds(share: float) -> float:
    """The log-odds of a share."""
    share = min(1 - _EDGE, max(_EDGE, share))
    return math.log(share / (1 - share))


def _sentences(read: Sequence[str]) -> list[str]:
    """The sentences of the windows, each once: windows overlap."""
    return list(dict.fromkeys(piece for window in read for piece in pieces(window)))
