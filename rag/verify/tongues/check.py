"""What only Spanish and Chinese claims are held against, each in its own language; and how both sides are read before they are compared."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from rag.text import Word, guess_language
from rag.types import Status
from rag.verify.findings import Finding
from rag.verify.old_sources import Evidence
from rag.verify.tongues.company import check_company
from rag.verify.tongues.compared import as_the_claim_tells, check_compared
from rag.verify.tongues.covered import check_one_clause, seams, strange
from rag.verify.tongues.deeds import check_one_deed
from rag.verify.tongues.extremes import check_extremes
from rag.verify.tongues.opposed import check_opposed
from rag.verify.tongues.parties import check_parties
from rag.verify.tongues.pieces import clauses, matter, nearest, stemmed
from rag.verify.tongues.plans import check_plans
from rag.verify.tongues.retold import retold
from rag.verify.tongues.unfolded import unfolded, with_currency, with_units
from rag.verify.values.statement import read
from rag.verify.words.simplified import simplified


def spoken(text: str, evidence: Evidence) -> str:
    """ "es" or "zh" where claim and source are in that language; "" for any other."""
    language = guess_language(text, evidence.language)[:2]
    return (
        language
        if language in ("es", "zh") and guess_language(evidence.text, evidence.language)[:2] == language
        else ""
    )


def as_compared(text: str, evidence: Evidence, language: str) -> tuple[str, Evidence]:
    """Claim and evidence as they are compared: simplified, nothing left out, and the evidence in the claim's words for one sense."""
    said = evidence.sentences
    if language == "zh":
        text, said = simplified(text), tuple(map(simplified, said))
    else:
        said = tuple(with_units(sentence) for sentence in said)
        text = with_currency(with_units(text), said)
    told = tuple(as_the_claim_tells(text, retold(text, sentence, language), language) for sentence in said)
    return text, replace(evidence, sentences=told)


def check_sense(text: str, evidence: Evidence, language: str) -> list[Finding]:
    """What the claim says otherwise than its source; ``evidence``: as it is compared."""
    best = max(evidence.sentences, key=lambda s: len(matter(text, language) & matter(s, language)))
    whole = evidence.text
    claim = read(unfolded(text, language), language)
    said = [read(unfolded(sentence, language), language) for sentence in evidence.sentences]
    found = check_company(claim, said)
    found += check_opposed(text, best, language)
    found += check_compared(text, best, language)
    found += check_extremes(text, best, language) or check_extremes(text, whole, language)
    found += check_parties(text, best, language)
    found += check_plans(text, best, language)
    one = check_one_clause if language == "zh" else check_one_deed
    found += one(claim.text, unfolded(best, language))
    return found


def more_words(body: Sequence[Word], there: Collection[str], evidence: Evidence, language: str) -> set[str]:
    """The words of the claim that the evidence has in another form (Spanish), or lacks only at a seam of two others (Chinese)."""
    if language == "zh":
        return set(seams(body, there, evidence.text))
    stems = {stemmed(word) for word in there}
    return {w.text for w in body if stemmed(w.text) in stems and len(stemmed(w.text)) > 2}


def by_words(found: Sequence[Finding], text: str, body: Sequence[Word], there: Collection[str]) -> list[Finding]:
    """What is ``found`` of the words of a Chinese claim, told by whole stretches; and a finding for those that stand in no word of its evidence,
    be they few beside the rest."""
    left = strange(text, body, there)
    if not left:
        return list(found)
    reason = f"the cited words do not speak of: {', '.join(left)}"
    return [Finding(Status.NOT_CONFIRMED, reason) if f.status in (Status.SUPPORTED, Status.NOT_CONFIRMED) else f for f in found]


def place_of(text: str, best: str, language: str) -> str:
    """The clause of ``best`` that the claim is about; ``best`` where it has words of others than that and the first, which tells of whom."""
    if len(re.findall(r"[,;，；]", text)) > 0:
        return best
    place = nearest(text, best, language)
    if place is None:
        return best
    here = place.of(best)
    missing = (matter(text, language) & matter(best, language)) - matter(here, language)
    first = clauses(best, language)[0].of(best)
    return here if missing <= matter(first, language) else best
