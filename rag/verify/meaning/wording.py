"""Whether every word of matter in a claim stands in its evidence: in some form, by a synonym, in a phrase."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from rag.grammar.verbs import acting
from rag.text import Word, content_words, is_cjk, words
from rag.types import Status
from rag.verify.findings import Finding
from rag.verify.meaning.comparisons import has_opposite, unsaid_phrase
from rag.verify.meaning.converse import said_conversely
from rag.verify.meaning.greater import CHANGED
from rag.verify.meaning.operators import operators
from rag.verify.old_sources import Evidence
from rag.verify.speakers.attribution import Attribution
from rag.verify.values.numbers import figures
from rag.verify.values.qualifiers import WIDENING
from rag.verify.values.statement import Statement, read
from rag.verify.words.coverage import Coverage
from rag.verify.words.negation import hedges, negations
from rag.verify.words.opposites import of_order
from rag.verify.words.synonyms import LIGHT, broader, general, said_otherwise, synonymous, unsaid
from rag.verify.words.written import as_written

_NUMBER_WORD = re.compile(r"[\d'.,]+|hundred|thousand|million|billion|dozen")


ENOUGH = 0.7  # share of the claim's words that the evidence must have


SOME = 0.4


_FEW = 4  # words of matter for each word of a general sense that the source need not have


def body(claim: Statement, speaker: Attribution | None) -> list[Word]:
    """The claim's content words outside its attribution, figures and dates."""
    spans = [f.span for f in claim.figures] + [d.span for d in claim.dates]
    if speaker is not None:
        spans.append(speaker.span)
    body = [
        w
        for w in content_words(claim.text, claim.language)
        if w.text not in WIDENING and not _NUMBER_WORD.fullmatch(w.text) and not any(s.overlaps(w.span) for s in spans)
    ]
    if body:
        return body
    counted = [f.span for f in claim.figures] + [d.span for d in claim.dates]
    return [w for w in content_words(claim.text, claim.language) if not any(s.overlaps(w.span) for s in counted)]


def present_words(text: str, evidence: Evidence, language: str) -> set[str]:
    """The folded words of the evidence and of the source's names."""
    own = " ; ".join(evidence.names)
    return (
        {w.text for w in content_words(text, language)}
        | {w.text for w in words(text)}
        | {w.text for w in content_words(own, language)}
    )


def shared_words(wanted: Sequence[Word], sentence: str) -> int:
    """How many of the ``wanted`` words of matter a sentence has, by synonyms too."""
    have = {w.text for w in words(sentence)}
    return sum(w.text not in LIGHT and said_otherwise(w.text, have) for w in wanted)


def check_wording(
    covered: Coverage,
    body: Sequence[Word],
    strange: tuple[str, ...],
    text: str,
    evidence: str,
    by_figures: bool = False,
) -> list[Finding]:
    """Supported when every word of matter stands in the evidence, in some form, by a synonym or inside a phrase.

    ``strange``: its words that do not (``strange_words``). ``by_figures``: the figures of the evidence bear what the claim compares.
    """
    total = len({w.text for w in body})
    if by_figures and sum(f.kind == "quantity" for f in figures(text)) > 1:  # "fell from 40 to 20", of these two
        strange = tuple(word for word in strange if not CHANGED.fullmatch(word))
    all_strange = strange
    if strange and _firm(body, evidence):
        strange = _let_by(strange, total, text, evidence, by_figures)
    covered = Coverage((total - len(strange)) / total if total else 1.0, strange, total - len(strange))
    opening = body[0].text if body and body[0].span.start == 0 else ""
    if opening in covered.missing and covered.share >= ENOUGH:
        # A capital that opens a sentence may hide a name, so this one word must be there.
        return [Finding(Status.NOT_CONFIRMED, f"the cited words do not speak of: {as_written([opening], text)}")]
    missing = as_written(covered.missing, text)
    if covered.share >= ENOUGH and not (covered.missing and not any(is_cjk(w[0]) for w in covered.missing)):
        if unsaid_here := _bare_deed(text, evidence) or _bare_state(text, all_strange) or unsaid_phrase(text, evidence):
            return [Finding(Status.NOT_CONFIRMED, f"the cited words do not speak of: {unsaid_here}")]
        return [Finding(Status.SUPPORTED, "the cited words say so")]
    if covered.share >= (SOME if total > _FEW else SOME / 2) and _tells_some(body, covered.missing):
        return [Finding(Status.NOT_CONFIRMED, f"the cited words do not speak of: {missing}")]
    return [Finding(Status.NOT_CONFIRMED, f"the cited words do not say this (missing: {missing})")]


def strange_words(covered: Coverage, present: set[str], text: str, evidence: str) -> tuple[str, ...]:
    """The words of ``text`` that the evidence does not say in any other words."""
    strange = unsaid(text, [word for word in covered.missing if not said_otherwise(word, present)], evidence)
    return tuple(
        word for word in strange if not said_conversely(word, text, evidence) and not word.startswith("unanim")
    )  # votes.py reads that


def _bare_deed(text: str, evidence: str) -> str:
    """The verb that is all a claim says of its subject and that the evidence does not have, be it of a general sense; "" otherwise."""
    verb = next((v for v in acting(text) if words(v.of(text))[-1].text not in _COPULAS), None)
    if verb is None:
        return ""
    passive = len(words(verb.of(text))) > 1  # when it "was exceeded" is no part of what was done
    behind = (_undated(text) if passive else text)[verb.end :]
    if any(w.text not in LIGHT for w in content_words(behind)) or any(char.isdigit() for char in behind):
        return ""
    word = words(verb.of(text))[-1].text
    there = {w.text for w in words(evidence)}
    said = word in there or any(synonymous(word, other) or broader(word, other) for other in there)
    return "" if said or not unsaid(text, [word], evidence) else word


def _bare_state(text: str, strange: Collection[str]) -> str:
    """What a claim says that something is, where that is all it says and one of the ``strange`` words: "The paper was too difficult"."""
    match = _STATE.search(text.rstrip(" .!"))
    word = words(match["state"])[0].text if match else ""
    return word if word in strange else ""


def _undated(text: str) -> str:
    """``text`` with blanks for its dates."""
    for date in read(text).dates:
        start, end = date.span.start, date.span.end
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return text


def _tells_some(body: Sequence[Word], missing: Sequence[str]) -> bool:
    """True when some word of matter is borne: what is "made" of wood is not borne in part by what is made."""
    return any(w.text not in missing and w.text not in LIGHT and w.text not in general() for w in body)


def _firm(body: Sequence[Word], evidence: str) -> bool:
    """True when the cited sentences themselves, without their source's names, have half of the words of matter."""
    have = {w.text for w in words(evidence)}
    matter = {w.text for w in body if w.text not in LIGHT}
    return 2 * sum(said_otherwise(w, have) for w in matter) >= len(matter)


_COPULAS_WORDS = "is are was were be been being has have had do does did became become becomes"
_COPULAS = frozenset(_COPULAS_WORDS.split())
_STATE = re.compile(
    r"\b(?:is|are|was|were|been|be|became|remain(?:s|ed)?|seem(?:s|ed)?|look(?:s|ed)?) (?:(?:too|very|so|quite|rather|more|less|most|also|now|still|always|[a-z]+ly) )*"
    r"(?P<state>[a-z]+)$",
    re.IGNORECASE,
)
_BOUND = re.compile(r" than (?:\w+ ){0,2}\d")
_PUT_BEFORE = ("re", "un", "dis", "mis", "over", "under", "pre", "non")


def _let_by(strange: tuple[str, ...], total: int, text: str, evidence: str, by_figures: bool) -> tuple[str, ...]:
    """The unsaid words without those of a general sense, where there are few enough of these; all of them where one is a word of the
    source with something put before it ("reopened" for "opened")."""
    here = {w.text for w in words(evidence)}
    if any(
        w.startswith(_PUT_BEFORE) and any(w.removeprefix(p) in here for p in _PUT_BEFORE if w.startswith(p))
        for w in strange
    ):
        return strange
    strange_hedge = any(hedges(word) for word in strange)
    loose = set() if strange_hedge else {word for word in strange if word in general()}
    if len(loose) > max(total - 2, 0) // _FEW + 1 or len(loose) >= total:
        return strange
    return tuple(word for word in strange if word not in loose or (not by_figures and _weighs(word, text, evidence)))


def _weighs(word: str, text: str, evidence: str) -> bool:
    """True for a word that has an opposite where it tells what was done or how something is: as a noun it may stand for many things."""
    if not has_opposite(word) or of_order((word, word)) or negations(text):
        return False  # what came later another check reads; what is not so may be told by its opposite
    ways = {o.value for o in operators(word) if o.kind == "compared"}
    if not ways.isdisjoint(o.value for o in operators(evidence)):
        return False  # "higher" of what rose
    there = words(text)
    at = next((n for n, w in enumerate(there) if w.text == word), 0)
    if _BOUND.match(text, there[at].span.end):
        return False  # "fewer than 5,000": the check of figures reads it
    before, after = there[at - 1].text if at else "", there[at + 1].text if at + 1 < len(there) else ""
    if before in _COPULAS or any(verb.end == there[at].span.end for verb in acting(text)):
        return True
    return after.isalpha() and bool(content_words(after)) and text[there[at].span.end] == " "


def accounted(finding: Finding, text: str, evidence: str) -> bool:
    """True for a replaced word that is a synonym of the one it replaces, or that a phrase accounts for."""
    told = re.findall("“([^”]+)”", finding.reason)
    if len(told) == 2 and (told[0] in general() or figures(told[1])):
        return True  # the check of words, or of figures, reads it
    return len(told) == 2 and (said_otherwise(told[0], {told[1]}) or not unsaid(text, [told[0]], evidence))
