"""Whether a close stretch of text bears a statement: all its figures, dates and names, and enough of its words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from rag.content import in_frame
from rag.text import Word, content_words, stem, words
from rag.types import Audit, Status
from rag.verify.amiss import Amiss, amiss, other_figure, other_name
from rag.verify.attribution import attribution
from rag.verify.coverage import coverage
from rag.verify.dates import When, compatible
from rag.verify.findings import Finding
from rag.verify.names import in_text, names
from rag.verify.negation import absolutes, hedges
from rag.verify.opposites import opposed
from rag.verify.paraphrase import unlike
from rag.verify.periods import check_dates
from rag.verify.qualifiers import WIDENING
from rag.verify.quantities import check_figures
from rag.verify.roles import changed_places
from rag.verify.rows import in_reading_order
from rag.verify.spelling import misspelt
from rag.verify.statement import Statement, read

SAME_MATTER = 0.5  # share of the statement's words beside which figures, dates and names tell
BY_WORDS = 0.7  # share that tells where there are none
_ONLY_ABOUT = re.compile(r"the source only “(?:about|nearly) ")
_SOMETHING_ELSE = re.compile(r"^the source's (.+) counts something else")
_ESTIMATE = re.compile(r"\b(?:estimat|predict|project|provisional|prelimin|approximat)", re.IGNORECASE)
_LONG_FIGURE = 4  # digits without zeros at the ends: two things are hardly counted by one such figure
_CAPITAL = re.compile(r"(?<!\w)[^\W\d_a-z][^\W\d_]{3,}")
_CLAUSE = re.compile(r"[,;:，；：]\s|\b(?:but|while|whereas|pero|mientras)\b")
_SUBORDINATE = re.compile(r"\b(?:as|when|while|after|before|because|cuando|mientras|tras|porque)\b", re.IGNORECASE)
_THIRD = 1 / 3
_NEARLY_THE_SAME = 0.8


@dataclass(frozen=True)
class Told:
    """A statement to look for; ``known`` are names that need no words of their own: the publisher, the title."""

    text: str
    language: str = "en"
    known: tuple[str, ...] = ()

    @cached_property
    def statement(self) -> Statement:
        """Its figures and dates."""
        return read(self.text, self.language)

    @property
    def anchored(self) -> bool:
        """True when it states a figure or a date."""
        return bool(self.statement.figures or self.statement.dates)

    @cached_property
    def body(self) -> tuple[Word, ...]:
        """The words that carry its matter: without figures, dates, who says it and what the whole source is about."""
        spans = [f.span for f in self.statement.figures] + [d.span for d in self.statement.dates]
        speaker = attribution(self.text)
        if speaker is not None:
            spans.append(speaker.span)
        every = content_words(self.text, self.language)
        outside = [w for w in every if not any(s.start < w.span.end and w.span.start < s.end for s in spans)]
        outside = [w for w in outside if w.text not in WIDENING] or list(every)
        about = {w.text for name in self.known for w in content_words(name, self.language)}
        telling = [w for w in outside if not in_frame(w.text, self.language) and w.text not in about]
        return tuple(telling if len({w.text for w in telling}) > 1 else outside)


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
    missing = _missing_names(told, whole)
    wrong = amiss(told.statement, said_here, lent, missing)
    borne = told.anchored and not figures and not dates
    others = told.anchored and not borne and any(s.figures or s.dates for s in said)
    names_it = not missing and bool(_named(told, whole))
    best = max(said, key=lambda s: coverage(told.body, _present(s.text, told.language)).found)

    def judged(status: Audit, reason: str) -> Judged:
        return Judged(status, reason, covered.share, borne, names_it, others)

    if gravest := _gravest([*figures, *dates]):
        reason = _in_our_words(gravest.reason)
        if wrong.count == 0:  # all of it stands there, but less exactly, or of another thing or time
            same = covered.share >= SAME_MATTER and gravest.status in _TELLING
            return judged(Audit.DIFFERS if same else Audit.NOT_FOUND, reason)
        told_otherwise = _instead(told, wrong, best, covered.share, gravest)
        return judged(Audit.DIFFERS if told_otherwise else Audit.NOT_FOUND, told_otherwise or reason)
    if missing:
        told_otherwise = _another_name(told, missing, best.text, whole, covered.share)
        return judged(Audit.DIFFERS if told_otherwise else Audit.NOT_FOUND, told_otherwise or f"“{missing[0]}” is not there")
    words_only = not told.anchored and not _named(told, whole)
    if covered.share < (SAME_MATTER if told.anchored else BY_WORDS):  # a name alone, a country's say, tells little
        where = " beside" if told.anchored else ""
        return judged(
            Audit.NOT_FOUND, f"the words{where} do not agree (missing: {', '.join(covered.missing[:5])})"
        )
    if turned := next(_turned(told, best.text, whole, covered.share), ""):
        return judged(Audit.DIFFERS, turned)
    return judged(Audit.CONFIRMED, "by its words only" if words_only else "")


def _instead(told: Told, wrong: Amiss, best: Statement, share: float, gravest: Finding) -> str:
    """What the sentence says in the place of the only figure or date it lacks; "" when it is about another thing."""
    if wrong.count != 1 or wrong.names or share < _surely(told):
        return ""
    if wrong.dates:
        return _in_our_words(gravest.reason) if gravest.status in _TELLING and best.dates else ""
    (figure,) = wrong.figures
    other = other_figure(figure, told.statement, best)
    if gravest.status in _TELLING:
        return _in_our_words(gravest.reason)
    return f"our record says {figure.text}, the original says {other}" if other else ""


def _surely(told: Told) -> float:
    """The share of the words from which a sentence is about the same thing; more where it has nothing else to be known by."""
    anchors = len(told.statement.figures) + len(told.statement.dates)
    return SAME_MATTER if anchors > 1 or names(told.text) else BY_WORDS


def _another_name(told: Told, missing: Sequence[str], best: str, whole: str, share: float) -> str:
    """What the sentence says in the place of the only name it lacks: another spelling, or another name in the same words."""
    for name in missing:
        if share >= SAME_MATTER and (near := misspelt(name, whole)):
            return f"our record says “{name}”, the original “{near}”"
    if len(missing) == 1 and share >= _NEARLY_THE_SAME and (other := other_name(missing[0], told.text, best, told.known)):
        return f"our record says “{missing[0]}”, the original “{other}”"
    return ""


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
    theirs = {_next_word(s.text, f.span.end) for s in said for f in s.figures if f.text == stranger[1]}
    mine = {_next_word(told.text, f.span.end) for f in told.statement.figures if f.text == stranger[1]}
    return bool(mine & theirs - {""})


def _next_word(text: str, at: int) -> str:
    """The stem of the word that follows, in the same clause."""
    following = re.match(r"[\s-]*([^\W\d_]+)", text[at:])
    return stem(following[1].casefold()) if following else ""


def _in_our_words(reason: str) -> str:
    """A finding of the verifier, whose claims are our records here and whose source is the original."""
    plain = re.sub(r" \(“[^”]*”\)$", "", reason)  # the counted noun as a stem means nothing to a reader
    return (
        plain.replace("the claim", "our record")
        .replace("the source", "the original")
        .replace("cited words", "original's words")
    )


def _missing_names(told: Told, text: str) -> list[str]:
    """The names of the statement that the stretch does not have, or has in another spelling.

    One of the source's own names (publisher, title) need not be repeated, unless the stretch is about another name.
    """
    undated = _undated(told)
    # A word that opens a sentence may be a name too.
    found = [capital for capital in _CAPITAL.findall(undated) if misspelt(capital, text)][:1]
    for name in _named(told, text):
        if in_text(name, text) or any(capital in name for capital in found):
            continue
        if not in_text(name, "", None, told.known) or _of_another(told, text):
            found.append(name)
    return found


def _named(told: Told, text: str) -> list[str]:
    """The names of the statement; "FY2020" is a date and none."""
    return [name.text for name in names(_undated(told), text)]


def _undated(told: Told) -> str:
    """The statement with blanks for its dates."""
    text = told.text
    for date in told.statement.dates:
        text = text[: date.span.start] + " " * (date.span.end - date.span.start) + text[date.span.end :]
    return text


def _of_another(told: Told, text: str) -> bool:
    """True when the stretch names someone or something that the statement and the source's own names do not."""
    return any(not in_text(n.text, told.text, None, told.known) for n in names(text, told.text))


def _matter(told: Told, sentence: str) -> str:
    """The clauses of a sentence that have at least a third of the statement's words: a hedge elsewhere is not about it."""
    clauses = [clause for clause in _CLAUSE.split(sentence) if clause.strip()]
    found = {clause: coverage(told.body, _present(clause, told.language)).share for clause in clauses}
    return " ; ".join(clause for clause in clauses if found[clause] >= _THIRD)


def _turned(told: Told, best: str, whole: str, share: float) -> Iterator[str]:
    """What turns or weakens the matter although its words agree: a negation, an opposite, a hedge, "all"."""
    mine, theirs = unlike(told.text, best, told.language)
    pair = opposed(told.text, best)
    if mine != theirs:
        who = (
            ("our record denies", "the original does not")
            if mine - theirs
            else ("the original denies", "our record does not")
        )
        yield f"{who[0]} it (“{min(mine ^ theirs)}”), {who[1]}"
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
