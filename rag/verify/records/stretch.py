"""Whether a close stretch of text bears a statement: all its figures, dates and names, and enough of its words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.same_word import stem
from rag.text import content_words, words
from rag.types import Audit, Status
from rag.verify.entities.names import names
from rag.verify.entities.spelling import misspelt
from rag.verify.figures.periods import check_dates
from rag.verify.figures.quantities import check_figures
from rag.verify.findings import Finding
from rag.verify.meaning.roles import changed_places
from rag.verify.paraphrase import unlike
from rag.verify.records.amiss import Amiss, amiss, exchanged_name, other_figure, other_name
from rag.verify.records.told import Told
from rag.verify.values.dates import When, compatible
from rag.verify.values.rows import in_reading_order
from rag.verify.values.statement import Statement, read
from rag.verify.words.coverage import coverage
from rag.verify.words.negation import absolutes, hedges
from rag.verify.words.opposites import opposed

SAME_MATTER = 0.5  # share of the statement's words beside which figures, dates and names tell
BY_WORDS = 0.7  # share that tells where there are none
_ONLY_ABOUT = re.compile(r"the source only “(?:about|nearly) ")
_SOMETHING_ELSE = re.compile(r"^the source's (.+) counts something else")
_ESTIMATE = re.compile(r"\b(?:estimat|predict|project|provisional|prelimin|approximat)", re.IGNORECASE)
_LONG_FIGURE = 4  # digits without zeros at the ends: two things are hardly counted by one such figure
_CLAUSE = re.compile(r"[,;:，；：]\s|\b(?:but|while|whereas|pero|mientras)\b")
_SUBORDINATE = re.compile(r"\b(?:as|when|while|after|before|because|cuando|mientras|tras|porque)\b", re.IGNORECASE)
_THIRD = 1 / 3
_NEARLY_THE_SAME = 0.8
_PINNED = 0.6  # share from which other figures, dates or names that agree tell that it is the same thing


@dataclass(frozen=True, slots=True)
class Judged:
    """How a stretch stands to the statement: ``share`` of its words are there; ``borne``: all figures and dates are.

    ``names_it``: the statement has names and the stretch has them all, so that it is about the same thing for sure.
    ``others``: figures or dates are missing and others stand there.
    """

    status: Audit
    reason: str
    share: float
    borne: bool
    names_it: bool = False
    others: bool = False


def judge(told: Told, sentences: Sequence[str], lent: Sequence[When] = (), beside: str = "") -> Judged:
    """The finding for neighbouring ``sentences``.

    ``lent`` gives a year to their dates that have none; ``beside`` is what stands over them (a table's caption), whose
    words and names count but whose figures do not.
    """
    said = [read(in_reading_order(sentence), told.language) for sentence in sentences]
    whole = " ".join([*(s.text for s in said), beside])
    covered = coverage(told.body, _present(whole, told.language))
    said_here = [*said, *_codes_across(sentences, told.language)]
    compared = check_figures(told.statement, said_here)
    figures = [f for f in compared if f.status is not Status.SUPPORTED and not _excused(f, told, said)]
    there = [d for s in said for d in s.dates]
    dates = check_dates(told.statement.dates, there, lent) or _too_few(told.statement.dates, there)
    missing = told.missing_names(whole)
    wrong = amiss(told.statement, said_here, lent, missing)
    borne = told.anchored and not figures and not dates
    others = told.anchored and not borne and any(_are_others(told.statement, s) for s in said)
    names_it = not missing and bool(told.names_by(whole))
    best = max(said, key=lambda s: coverage(told.body, _present(s.text, told.language)).found)

    def judged(status: Audit, reason: str) -> Judged:
        bears_it = borne and (not missing or status is Audit.DIFFERS)  # the figure of another name is not borne
        return Judged(status, reason, covered.share, bears_it, names_it, others)

    alone = len(said) == 1  # words of one sentence beside the figure of its neighbour are about two things
    enough = SAME_MATTER if alone else _PINNED
    if gravest := _gravest([*figures, *dates]):
        reason = _in_our_words(gravest.reason)
        if wrong.count == 0:  # all of it stands there, but less exactly, or of another thing or time
            same = covered.share >= enough and gravest.status in _TELLING
            return judged(Audit.DIFFERS if same else Audit.NOT_FOUND, reason)
        told_otherwise = _instead(told, wrong, best, covered.share, gravest) if alone else ""
        return judged(Audit.DIFFERS if told_otherwise else Audit.NOT_FOUND, told_otherwise or reason)
    if covered.share >= _NEARLY_THE_SAME and (pair := exchanged_name(told.text, best.text)):
        return judged(Audit.DIFFERS, f"our record says “{pair[0]}”, the original “{pair[1]}”")
    if missing:
        told_otherwise = _another_name(told, missing, best.text, whole, covered.share)
        return judged(
            Audit.DIFFERS if told_otherwise else Audit.NOT_FOUND, told_otherwise or f"“{missing[0]}” is not there"
        )
    words_only = not told.anchored and not told.names_by(whole)
    if covered.share < (SAME_MATTER if told.anchored else BY_WORDS):  # a name alone, a country's say, tells little
        missing_words = ", ".join(covered.missing[:5])
        if told.anchored:
            return judged(Audit.NOT_FOUND, f"the words beside do not agree (missing: {missing_words})")
        return judged(Audit.NOT_FOUND, f"the words do not agree (missing: {missing_words})")
    if turned := next(_turned(told, best.text, whole, covered.share), ""):
        return judged(Audit.DIFFERS if covered.share >= enough else Audit.NOT_FOUND, turned)
    return judged(Audit.CONFIRMED, "by its words only" if words_only else "")


def _are_others(mine: Statement, theirs: Statement) -> bool:
    """True when ``theirs`` has a figure or a date that ``mine`` does not have, too."""
    dates, figures = {d.parts for d in mine.dates}, {f.value for f in mine.figures}
    counted = [f for f in theirs.figures if f.kind == "quantity"]
    return any(d.parts not in dates for d in theirs.dates) or any(f.value not in figures for f in counted)


def _instead(told: Told, wrong: Amiss, best: Statement, share: float, gravest: Finding) -> str:
    """What the sentence says in the place of the only figure or date it lacks; "" when it is about another thing."""
    if wrong.count != 1 or wrong.names or share < _surely(told):
        return ""
    if wrong.dates:
        if not _are_others(told.statement, best):
            return ""  # the other date is told by the same fact
        return _in_our_words(gravest.reason) if gravest.status in _TELLING and best.dates else ""
    (figure,) = wrong.figures
    other = other_figure(figure, told.statement, best)
    if gravest.status in _TELLING:
        return _in_our_words(gravest.reason)
    return f"our record says {figure.said}, the original says {other}" if other else ""


def _surely(told: Told) -> float:
    """The share of the words from which a sentence is about the same thing; more where it has nothing else to be known by."""
    anchors = len(told.statement.figures) + len(told.statement.dates)
    return _PINNED if anchors > 1 or names(told.text) else BY_WORDS


def _another_name(told: Told, missing: Sequence[str], best: str, whole: str, share: float) -> str:
    """What the sentence says in the place of the only name it lacks: another spelling, or another name in the same words."""
    for name in missing:
        if share >= SAME_MATTER and (near := misspelt(name, whole)):
            return f"our record says “{name}”, the original “{near}”"
    if len(missing) != 1 or not (other := other_name(missing[0], told.text, best, told.known)):
        return ""
    own = {w.text for w in words(missing[0])}
    beside = coverage([w for w in told.body if w.text not in own], _present(best, told.language))
    same = beside.found > 1 and beside.share >= _NEARLY_THE_SAME
    return f"our record says “{missing[0]}”, the original “{other}”" if same else ""


def _codes_across(sentences: Sequence[str], language: str) -> list[Statement]:
    """The codes (Pub. L. 108-7) that a full stop inside them has cut into two sentences."""
    if len(sentences) < 2:
        return []
    whole = read(" ".join(sentences), language)
    return [Statement(whole.text, language, tuple(f for f in whole.figures if f.kind == "identifier"), ())]


def _too_few(mine: Sequence[When], theirs: Sequence[When]) -> list[Finding]:
    """A date that the statement names more often than the stretch does: one of the two stands for another date."""
    for when in mine:
        if sum(d.parts == when.parts for d in mine) > max(1, sum(compatible(d, when) for d in theirs)):
            return [Finding(Status.CONTRADICTED, f"the source has {when.text} only once")]
    return []


_TELLING = (Status.CONTRADICTED, Status.PARTLY)


def _gravest(findings: Sequence[Finding]) -> Finding | None:
    """An absent figure or date before one that is told otherwise, and that before one told less exactly."""
    order = (Status.UNSUPPORTED, Status.CONTRADICTED, Status.PARTLY)
    return min(findings, key=lambda f: order.index(f.status) if f.status in order else 0, default=None)


def _present(text: str, language: str) -> set[str]:
    return {w.text for w in content_words(text, language)} | {w.text for w in words(text)}


def _excused(finding: Finding, told: Told, said: Sequence[Statement]) -> bool:
    """True when a doubt about a figure that is there is settled by the words around it.

    An estimate may be told as "NCHS estimated 93,331" or "an estimated 93,331"; and what is counted may be told before
    or after a long figure ("deaths rose to 69,710", "69,710 deaths"), or by the very next word ("a 43-count indictment").
    """
    if _ONLY_ABOUT.search(finding.reason):
        return _ESTIMATE.search(told.text) is not None
    if not (stranger := _SOMETHING_ELSE.search(finding.reason)):
        return False
    if len(re.sub(r"\D", "", stranger[1]).strip("0")) >= _LONG_FIGURE:
        return True
    theirs = {_next_word(s.text, f.span.end) for s in said for f in s.figures if f.said == stranger[1]}
    mine = {_next_word(told.text, f.span.end) for f in told.statement.figures if f.said == stranger[1]}
    return bool(mine & theirs - {""})


def _next_word(text: str, at: int) -> str:
    """The stem of the word that follows, in the same clause."""
    following = re.match(r"[\s-]*([^\W\d_]+)", text[at:])
    return stem(following[1].casefold()) if following else ""


def _in_our_words(reason: str) -> str:
    """A finding of the verifier, whose claims are our records here and whose source is the original."""
    return (
        reason.replace("the claim", "our record")
        .replace("the source", "the original")
        .replace("the cited words", "these words of the original")
    )


def _matter(told: Told, sentence: str) -> str:
    """The clauses of a sentence that have at least a third of the statement's words: a hedge elsewhere is not about it."""
    clauses = [clause for clause in _CLAUSE.split(sentence) if clause.strip()]
    found = {clause: coverage(told.body, _present(clause, told.language)).share for clause in clauses}
    return " ; ".join(clause for clause in clauses if found[clause] >= _THIRD)


def _turned(told: Told, best: str, whole: str, share: float) -> Iterator[str]:
    """What turns or weakens the matter although its words agree: a negation, an opposite, a hedge, "all"."""
    mine, theirs = unlike(told.text, best, told.language)
    pair = opposed(told.text, best)
    if mine - theirs:
        yield f"our record denies it (“{min(mine ^ theirs)}”), the original does not"
    elif mine != theirs:
        yield f"the original denies it (“{min(mine ^ theirs)}”), our record does not"
    elif pair:
        yield f"our record says “{pair[0]}”, the original “{pair[1]}”"
    plain = not _SUBORDINATE.search(told.text) and not _SUBORDINATE.search(best)
    if (
        share >= _NEARLY_THE_SAME and plain
    ):  # in freer words, or with its clauses moved, the order of names tells nothing
        yield from (finding.reason for finding in changed_places(told.text, best))
    weak = hedges(_matter(told, best))
    if weak and not hedges(told.text):
        yield f"the original says “{weak[0].text}”; our record leaves it out"
    if extra := sorted(absolutes(told.text) - absolutes(whole)):
        yield f"our record says “{extra[0]}”; the original does not"
