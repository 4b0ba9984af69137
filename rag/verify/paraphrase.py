"""A claim in other words than its source: figures, dates, names, negation, hedges, speaker, then the words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rag.text import Word, content_words, guess_language, words
from rag.types import Span, Status
from rag.verify.aligned import Part, aligned, clauses, nearest
from rag.verify.entities.apart import known_apart
from rag.verify.entities.names import in_text, names, scattered, variants
from rag.verify.figures.bindings import check_bindings
from rag.verify.figures.by_figures import borne_by_figures, check_by_figures
from rag.verify.figures.figured import check_counted, check_moved, check_versions
from rag.verify.figures.frequency import check_frequency
from rag.verify.figures.instead_of import check_instead
from rag.verify.figures.reckoned import reckoned
from rag.verify.figures.relative import check_relative
from rag.verify.figures.than_column import check_than_column
from rag.verify.figures.tied import check_tied
from rag.verify.findings import Finding
from rag.verify.listing.elided import of_elided
from rag.verify.listing.excepted import check_exception
from rag.verify.listing.one_of import of_one
from rag.verify.meaning.afterwards import check_afterwards
from rag.verify.meaning.causes import check_causes
from rag.verify.meaning.comparisons import check_comparison, check_opposite
from rag.verify.meaning.converse import check_converse, told_conversely
from rag.verify.meaning.displaced import check_displaced
from rag.verify.meaning.done import check_done
from rag.verify.meaning.edits import check_edits, repeated_name
from rag.verify.meaning.greater import CLAUSES, inverse
from rag.verify.meaning.lettered import check_lettered
from rag.verify.meaning.named_as import check_named_as
from rag.verify.meaning.named_deeds import check_named_deeds
from rag.verify.meaning.narrowed import check_narrowed
from rag.verify.meaning.only_meant import check_needed, check_only_meant
from rag.verify.meaning.operators import check_compared, check_operators, operators
from rag.verify.meaning.other_deed import check_other_deed
from rag.verify.meaning.out_of_reach import check_out_of_reach
from rag.verify.meaning.paired_deeds import check_paired_deeds
from rag.verify.meaning.patched import check_patched
from rag.verify.meaning.polarity import check_certainty, check_polarity, unlike
from rag.verify.meaning.qualified import check_qualified
from rag.verify.meaning.restricted import check_restricted
from rag.verify.meaning.roles import changed_places, replaced_word
from rag.verify.meaning.sequence import check_sequence, told_plainly
from rag.verify.meaning.set_aside import check_set_aside
from rag.verify.meaning.stances import check_hedged, check_stance
from rag.verify.meaning.succession import borne_succession, check_succession
from rag.verify.meaning.unproven import check_unproven
from rag.verify.meaning.voice import check_voice
from rag.verify.meaning.votes import check_votes
from rag.verify.meaning.weakened import check_weakened
from rag.verify.meaning.which_way import check_which_way
from rag.verify.meaning.wording import (
    ENOUGH,
    SOME,
    accounted,
    body,
    check_wording,
    present_words,
    shared_words,
    strange_words,
)
from rag.verify.old_sources import Evidence
from rag.verify.speakers.attribution import Attribution, attribution, is_speaker
from rag.verify.speakers.lent import check_lent
from rag.verify.speakers.speaker import check_speaker
from rag.verify.tongues.check import as_compared, by_words, check_sense, more_words, place_of, spoken
from rag.verify.values.statement import Statement, read
from rag.verify.words.coverage import coverage
from rag.verify.words.negation import negations
from rag.verify.words.simplified import as_first_written
from rag.verify.words.synonyms import general, said_otherwise
from rag.verify.words.undone import plainly_denied

__all__ = ["Part", "body", "check_paraphrase", "unlike"]


_FEW_MISSING = 2  # words of a claim: one put in the place of its opposite, and the word it stands in


def check_paraphrase(text: str, evidence: Evidence) -> list[Finding]:
    """Everything the checks find; a claim that passes them all is left with one finding, SUPPORTED."""
    if own := spoken(text, evidence):
        return _in_own_language(text, evidence, own)
    return _compared(text, evidence)


def _in_own_language(text: str, evidence: Evidence, language: str) -> list[Finding]:
    """What is found of a Spanish claim about a Spanish source, or a Chinese one about a Chinese source."""
    plain, read_as = as_compared(text, evidence, language)
    found = [*_compared(plain, read_as), *check_sense(plain, read_as, language)]
    return [replace(f, reason=as_first_written(f.reason, (text, *evidence.sentences))) for f in found]


def _compared(text: str, evidence: Evidence) -> list[Finding]:
    language, whole = guess_language(text, evidence.language), evidence.text
    if language[:2] == "en":
        denied = tuple(plainly_denied(of_one(text, s), [text]) for s in evidence.sentences)
        text, evidence = plainly_denied(text, evidence.sentences), replace(evidence, sentences=denied)
    difference = reckoned(text, evidence.sentences) if language[:2] == "en" else None
    text = difference[0] if difference else text
    speaker = attribution(text)
    if speaker and negations(speaker.span.of(text), language):
        speaker = None  # "the board never warned about it" tells what was not said
    claim = read(text, language)
    outside = body(claim, speaker)
    found = [*([difference[1]] if difference else []), *check_counted(text, evidence, language)]
    absent, present = _names(text, evidence)
    found += absent
    there = present_words(evidence.text, evidence, language)
    if own := spoken(text, evidence):
        there |= more_words(outside, there, evidence, own)
    covered = coverage(outside, there | present)
    reckoned_so = language[:2] == "en" and borne_by_figures(text, evidence.sentences)
    strange = strange_words(covered, there, text, evidence.text)
    worded = check_wording(covered, outside, strange, text, evidence.text, reckoned_so)
    found += by_words(worded, text, outside, there) if own == "zh" else worded
    all_said = all(word in general() for word in strange)
    best = nearest(outside, text, evidence, language)
    rest = _without(text, speaker)
    told = check_votes(text, evidence.sentences)
    found += told if covered.share >= SOME else _doubted(told)
    if language[:2] == "en":
        found += check_lent(text, evidence.sentences, evidence.names)
        found += check_versions(text, evidence.text)
        found += check_moved(claim, max(evidence.sentences, key=lambda s: shared_words(outside, s)), evidence)
        found += check_done(text, evidence.text)
        found += check_which_way(text, whole, _widened(claim))
        found += check_afterwards(text, evidence.sentences)
        found += check_succession(text, evidence.sentences)
        if covered.share >= SOME and not inverse(text, best) and not _by_another_way(text, evidence):
            found += check_patched(text, evidence.sentences)
            found += check_paired_deeds(text, evidence.sentences)
            found += check_named_deeds(text, evidence.sentences)
            found += check_named_as(text, evidence.sentences)
        found += _elsewhere_said(text, rest, speaker, best, outside, evidence)
    for part in aligned(text if _says_so_too(speaker, best) else rest, evidence, language):
        told = _check_part(part, evidence, language, covered.share >= SOME, text)
        if language[:2] == "en" and all_said and not reckoned_so and not inverse(part.text, part.best):
            told += _turned_round(part)
        found += told if covered.share >= ENOUGH or len(covered.missing) <= _FEW_MISSING else _doubted(told)
    found += check_speaker(speaker, best, evidence, rest)
    return found


def _by_another_way(text: str, evidence: Evidence) -> bool:
    """True when the source bears the claim by what it reckons or tells from another side, so that its subjects tell nothing."""
    return borne_by_figures(text, evidence.sentences) or borne_succession(text, evidence.sentences)


def _doubted(found: list[Finding]) -> list[Finding]:
    """What is found in a claim of mostly other words: it may be about something else, so nothing is contradicted."""
    return [replace(f, status=Status.NOT_CONFIRMED) if f.status is Status.CONTRADICTED else f for f in found]


def _elsewhere_said(
    text: str, rest: str, speaker: Attribution | None, best: str, outside: Sequence[Word], evidence: Evidence
) -> list[Finding]:
    """What the other sentences, that alone bear a word of the claim, say of its speaker and of plans."""
    near = {w.text for w in words(best)}
    strange = [w.text for w in outside if not said_otherwise(w.text, near)]
    found: list[Finding] = []
    for sentence in evidence.sentences:
        have = {w.text for w in words(sentence)}
        if sentence == best or not any(said_otherwise(w, have) for w in strange):
            continue
        found += [f for f in check_speaker(speaker, sentence, evidence, rest) if speaker is None]
        found += check_stance(text, sentence)
    return found


def _check_part(part: Part, evidence: Evidence, language: str, alike: bool, whole: str) -> list[Finding]:
    """What one part of the ``whole`` claim says otherwise than its sentence; ``alike``: the two share enough words to
    be compared closely."""
    found: list[Finding] = []
    plain = told_plainly(part.text, part.best) if language[:2] == "en" else part.best
    part = Part(part.text, plain)
    mine, theirs = read(part.text, language), read(part.best, evidence.language)
    english, own_rules = language[:2] == "en", bool(spoken(part.text, evidence))
    by_figures = english and borne_by_figures(part.text, evidence.sentences)
    converse = english and inverse(part.text, part.best)  # "A is older than B" for "B is younger than A"
    if alike:
        placed = part.best if english else place_of(part.text, part.best, language)
        found += check_polarity(part.text, placed, language)
        if english and (full := of_elided(part.text, part.best)) != part.best:
            found += check_polarity(part.text, full, language)  # "those under review do not": what they do not
        by_name = (
            not converse and not by_figures and not (language[:2] == "en" and told_conversely(part.text, part.best))
        )
        if by_name:
            found += changed_places(part.text, part.best)
            found += check_voice(part.text, part.best)
        replaced = replaced_word(body(mine, None), content_words(part.best, language))
        found += [f for f in replaced if not accounted(f, part.text, evidence.text)]
        bound = check_bindings(mine, theirs, f"{part.text} {evidence.text}", by_name=by_name)
        if own_rules:  # company.py tells better where a figure belongs
            bound = [f for f in bound if f.status is Status.CONTRADICTED]
        found += [f for f in bound if not (by_figures and f.reason.endswith("have changed places"))]
        if language[:2] == "en":
            if not converse:
                found += check_operators(part.text, part.best, evidence.text, _widened(mine), _widened(theirs))
            if by_name:
                found += [f for mine, theirs in clauses(part) for f in check_edits(mine, theirs)]
            found += repeated_name(part.text, part.best)
            found += check_stance(whole, part.best)
            found += check_comparison(part.text, part.best) + check_converse(part.text, part.best)
            found += check_opposite(part.text, part.best) if not converse else []
            found += check_hedged(part.text, part.best)
            found += check_weakened(part.text, part.best)
            found += check_qualified(part.text, part.best, evidence.text)
            found += check_set_aside(part.text, part.best) + check_narrowed(part.text, part.best)
            found += check_only_meant(part.text, part.best, evidence.text) + check_needed(part.text, part.best)
            found += check_other_deed(part.text, part.best, evidence.text)
            found += check_displaced(part.text, part.best)
            found += check_frequency(part.text, part.best)
            found += check_exception(part.text, part.best)
            found += check_relative(part.text, part.best)
            found += check_tied(part.text, part.best)
            found += check_instead(part.text, part.best) + check_than_column(part.text, part.best)
            found += check_lettered(part.text, part.best)
            found += check_restricted(part.text, part.best)
            found += check_out_of_reach(part.text, part.best)
            found += check_unproven(part.text, part.best)
    found += check_causes(part.text, part.best)
    found += check_by_figures(part.text, evidence.sentences) if english else []
    found += check_sequence(part.text, part.best) if english and not by_figures else []
    found += check_certainty(part.text, part.best, evidence.text)
    return found


def _turned_round(part: Part) -> list[Finding]:
    """What runs the other way in the source, though all words of the claim stand in it, be it by synonyms alone: "Fewer were sold" of sales
    that rose."""
    found, widened = check_opposite(part.text, part.best), _widened(read(part.best))
    for clause in (c for c in CLAUSES.split(part.text) if any(o.kind == "compared" for o in operators(c))):
        found += check_compared(clause, part.best, _widened(read(clause)), widened)
    return found


def _without(text: str, speaker: Attribution | None) -> str:
    """``text`` with its attribution taken out."""
    if speaker is None:
        return text
    rest = f"{text[: speaker.span.start]} {text[speaker.span.end :]}".strip(' ,:;“”"')
    return rest if words(rest) else text


def _says_so_too(speaker: Attribution | None, best: str) -> bool:
    """True when the source's sentence has the claim's attribution itself: then its words are part of what is compared."""
    theirs = attribution(best)
    return speaker is not None and theirs is not None and is_speaker(speaker.who, [theirs.who])


def _widened(statement: Statement) -> tuple[Span, ...]:
    """The figures of a statement, ranks aside, together with the words before them that widen them (more than, about, up to), and its dates."""
    out = [d.span for d in statement.dates]
    for figure in statement.figures:
        if figure.kind == "ordinal":
            continue  # "the second largest" tells a rank, which is an operator's
        before = re.search(
            r"(?:(?:more|less|fewer|greater|higher|lower|earlier) than|over|under|at least|at most|up to|just|about|nearly|above|below|exceed\w*|by|to|of|a|the|\s)+$",
            statement.text[: figure.span.start],
            re.IGNORECASE,
        )
        out.append(Span(before.start() if before else figure.span.start, figure.span.end))
    return tuple(out)


def _names(text: str, evidence: Evidence) -> tuple[list[Finding], set[str]]:
    """A finding for a name the evidence does not have, and the words of those it has in one form or another."""
    present: set[str] = set()
    numbers = [f.span for f in read(text).figures] + [d.span for d in read(text).dates]
    for name in names(text, evidence.text):
        if any(s.start <= name.span.start and name.span.end <= s.end for s in numbers):
            continue  # FY2016 is a date
        own = {w.text.removesuffix("'s") for w in words(name.text)}
        if in_text(name.text, evidence.text) and not scattered(name.text, evidence.text):
            present |= own  # as most names: no other form of it need be sought
            continue
        places = (evidence.text, *evidence.names)
        found = [(v, place) for v in variants(name.text) for place in places if in_text(v, place)]
        if not found and not in_text(name.text, evidence.text, None, evidence.names):
            return [Finding(Status.NOT_CONFIRMED, f"“{name.text}” is not in the cited words")], present
        if found and all(scattered(v, place) for v, place in found) and not known_apart(name.text, evidence.sentences):
            reason = f"“{name.text}” does not stand together in the cited words"
            return [Finding(Status.NOT_CONFIRMED, reason)], present
        present |= own
    return [], present
