"""The figures, dates and version numbers of a claim, as written or as its words imply them."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from decimal import Decimal

from rag.types import Status
from rag.verify.figures.derived import day_follows_from
from rag.verify.figures.implied import written_out
from rag.verify.figures.periods import check_dates
from rag.verify.figures.quantities import check_figures
from rag.verify.findings import GRAVITY, Finding, gravest
from rag.verify.meaning.wording import body, shared_words
from rag.verify.old_sources import Evidence
from rag.verify.speakers.attribution import Attribution, attribution
from rag.verify.values.dates import When, dates
from rag.verify.values.numbers import Figure
from rag.verify.values.rounding import bearing
from rag.verify.values.statement import Statement, read
from rag.verify.words.synonyms import LIGHT

_VERSION = re.compile(r"(?<![\w.])v?\d+(?:\.\d+){2,}(?![\w])")


def check_versions(text: str, evidence: str) -> list[Finding]:
    """A finding for a number of a version or clause ("3.2.7") that the evidence has not in full."""
    wrong = [
        m.group()
        for m in _VERSION.finditer(text)
        if not re.search(rf"(?<![\w.]){re.escape(m.group())}(?![\w])", evidence)
    ]
    return [Finding(Status.CONTRADICTED, f"“{wrong[0]}” is not in the cited words")] if wrong else []


_FAR = 2  # words by which one sentence must come nearer to a claim than another


def check_moved(claim: Statement, best: str, evidence: Evidence) -> list[Finding]:
    """A finding for a figure that only another sentence has, where the sentence the claim retells has its own."""
    here = read(best, evidence.language)
    wanted = [w for w in body(claim, None) if w.text not in LIGHT]
    for figure in claim.figures:
        if figure.kind != "quantity" or not figure.unit or any(bearing(s, figure) for s in here.figures):
            continue
        rivals = [s for s in here.figures if s.unit == figure.unit and not any(bearing(s, f) for f in claim.figures)]
        homes = [t for t in evidence.sentences if t != best and any(bearing(s, figure) for s in read(t).figures)]
        if len(rivals) != 1 or not homes:
            continue
        in_best, in_home = (shared_words(wanted, t) for t in (best, homes[0]))
        if in_best >= in_home + _FAR:
            reason = f"the claim says {figure.said}, the source says {rivals[0].said}"
            return [Finding(Status.CONTRADICTED, reason)]
    return []


def check_counted(text: str, evidence: Evidence, language: str) -> list[Finding]:
    """What the figures and dates say, as written or with those that words imply written out: the better of the two."""
    found: list[Finding] = []
    implied = any(written_out(t) != t for t in (text, *evidence.sentences))
    for write in (str, written_out) if implied else (str,):
        claim = read(write(text), language)
        said = [read(write(sentence), evidence.language) for sentence in evidence.sentences]
        told = check_figures(claim, said) + _dates(claim, said, attribution(claim.text), evidence)
        if write is str:
            plain = claim
            if not _lowers(told) and written_out(text) == text:
                return told
        elif not _lowers(found):
            new = [f for f in claim.figures if f.text not in plain.text and f.unit == "times"]
            return found if not new or all(_borne(f, said) for f in new) else [*found, _multiple(new[0].text)]
        if write is not str and not _lowers(told):
            return told
        found = told if not found or _graver(found, told) else found
    return found


def _lowers(found: Sequence[Finding]) -> bool:
    return any(f.status is not Status.SUPPORTED for f in found)


def _borne(figure: Figure, said: Sequence[Statement]) -> bool:
    return any(bearing(s, figure) for statement in said for s in statement.figures)


def _multiple(written: str) -> Finding:
    return Finding(Status.NOT_CONFIRMED, f"the source does not say {written}")


def _graver(a: list[Finding], b: list[Finding]) -> bool:
    """True when the findings ``a`` lower a verdict further than ``b``."""
    return GRAVITY.index(gravest(a).status) < GRAVITY.index(gravest(b).status)


def _dates(
    claim: Statement, said: Sequence[Statement], speaker: Attribution | None, evidence: Evidence
) -> list[Finding]:
    """The claim's dates; one inside the attribution may be the source's own."""
    own = dates(evidence.published)
    mine = claim.dates
    if speaker is not None:
        mine = tuple(d for d in mine if not (d.span.overlaps(speaker.span) and not check_dates([d], own)))
    counted = {f.value for s in said for f in s.figures if f.kind == "quantity"}
    mine = tuple(d for d in mine if not (d.parts[1:] == (None, None) and not d.until and _is_count(d, claim, counted)))
    found: list[Finding] = []
    for when in mine:
        told = check_dates([when], [d for s in said for d in s.dates], own, beside=mine)
        if told and (pair := day_follows_from(when, said)):
            told = [
                Finding(
                    Status.NOT_CONFIRMED,
                    f"“{when.text}” is not in the cited words, but follows from “{pair[0].text}” and “{pair[1].text}”",
                )
            ]
        found += told
    return found


def _is_count(when: When, claim: Statement, counted: Collection[Decimal]) -> bool:
    """True for "1846 meteors" where the source counts 1,846: four digits without a separator that only look like a year."""
    before = claim.text[: when.span.start]
    return (
        not when.fiscal
        and when.year in counted
        and re.search(r"\b(?:in|since|by|of|until|during|from) $", before) is None
    )
