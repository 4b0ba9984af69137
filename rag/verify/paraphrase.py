"""A claim in other words than its source: figures, dates, names, negation, hedges, speaker, then the words."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal

from rag.text import Word, content_words, guess_language, is_cjk, same_word, words
from rag.types import Span, Status
from rag.verify.attribution import Attribution, attribution, is_speaker
from rag.verify.bindings import check_bindings
from rag.verify.causes import check_causes
from rag.verify.clauses import parts
from rag.verify.comparisons import check_comparison, check_opposite, has_opposite, inverse, opposite_here
from rag.verify.counted import noun_class
from rag.verify.coverage import Coverage, coverage, has_word
from rag.verify.dates import When, bears, dates
from rag.verify.done import check_done
from rag.verify.edits import check_edits, repeated_name
from rag.verify.findings import GRAVITY, Finding, gravest
from rag.verify.implied import written_out
from rag.verify.names import in_text, names, scattered, variants
from rag.verify.negation import absolutes, denied, hedges, implied_denials, negations
from rag.verify.numbers import Figure, figures
from rag.verify.operators import check_hedged, check_operators, check_stance, governs
from rag.verify.opposites import opposed
from rag.verify.periods import check_dates
from rag.verify.qualifiers import WIDENING
from rag.verify.quantities import check_figures
from rag.verify.roles import changed_places, replaced_word
from rag.verify.rounding import bearing
from rag.verify.sources import Evidence
from rag.verify.speaker import check_speaker
from rag.verify.statement import Statement, read
from rag.verify.synonyms import LIGHT, general, said_otherwise, synonymous, unsaid
from rag.verify.voice import check_voice, verbal

_NUMBER_WORD = re.compile(r"[\d'.,]+|hundred|thousand|million|billion|dozen")
ENOUGH = 0.7  # share of the claim's words that the evidence must have
SOME = 0.4
_FEW = 4  # words of matter for each word of a general sense that the source need not have
_FAR = 2  # words by which one sentence must come nearer to a claim than another
_NEAR = 3  # content words between two denials of one thing


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a claim that says one thing, and the sentence of the evidence that comes nearest to it."""

    text: str
    best: str


def check_paraphrase(text: str, evidence: Evidence) -> list[Finding]:
    """Everything the checks find; a claim that passes them all is left with one finding, SUPPORTED."""
    language = guess_language(text, evidence.language)
    speaker = attribution(text)
    claim = read(text, language)
    outside = body(claim, speaker)
    found = _counted(text, evidence, language)
    absent, present = _names(text, evidence)
    found += absent
    if language != guess_language(evidence.text, evidence.language):
        found.append(
            Finding(
                Status.UNCHECKED, f"figures, dates and names agree, but the source's words are in {evidence.language}"
            )
        )
        return found
    covered = coverage(outside, _present(evidence.text, evidence, language) | present)
    found += _coverage(covered, outside, _present(evidence.text, evidence, language), text, evidence.text)
    best = max(evidence.sentences, key=lambda s: _nearness(outside, claim, s, evidence, language))
    rest = _without(text, speaker)
    if language[:2] == "en":
        found += _versions(text, evidence.text)
        found += _moved(claim, max(evidence.sentences, key=lambda s: _shared_words(outside, s)), evidence)
        found += check_done(text, evidence.text)
        found += _elsewhere_said(text, rest, speaker, best, outside, evidence)
    for part in _aligned(text if _says_so_too(speaker, best) else rest, evidence, language):
        found += _check_part(part, evidence, language, covered.share >= SOME, text)
    found += check_speaker(speaker, best, evidence, rest)
    return found


_VERSION = re.compile(r"(?<![\w.])v?\d+(?:\.\d+){2,}(?![\w])")


def _versions(text: str, evidence: str) -> list[Finding]:
    """A finding for a number of a version or clause ("3.2.7") that the evidence has not in full."""
    wrong = [
        m.group()
        for m in _VERSION.finditer(text)
        if not re.search(rf"(?<![\w.]){re.escape(m.group())}(?![\w])", evidence)
    ]
    return [Finding(Status.CONTRADICTED, f"“{wrong[0]}” is not in the cited words")] if wrong else []


def _shared_words(wanted: Sequence[Word], sentence: str) -> int:
    have = {w.text for w in words(sentence)}
    return sum(w.text not in LIGHT and said_otherwise(w.text, have) for w in wanted)


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


def _moved(claim: Statement, best: str, evidence: Evidence) -> list[Finding]:
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
        in_best, in_home = (_shared_words(wanted, t) for t in (best, homes[0]))
        if in_best >= in_home + _FAR:
            reason = f"the claim says {figure.text}, the source says {rivals[0].text}"
            return [Finding(Status.CONTRADICTED, reason)]
    return []


def _counted(text: str, evidence: Evidence, language: str) -> list[Finding]:
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
    return Finding(Status.PARTLY, f"the source does not say {written}")


def _graver(a: list[Finding], b: list[Finding]) -> bool:
    """True when the findings ``a`` lower a verdict further than ``b``."""
    return GRAVITY.index(gravest(a).status) < GRAVITY.index(gravest(b).status)


def _check_part(part: Part, evidence: Evidence, language: str, alike: bool, whole: str) -> list[Finding]:
    """What one part of the ``whole`` claim says otherwise than its sentence; ``alike``: the two share enough words to
    be compared closely."""
    found: list[Finding] = []
    mine, theirs = read(part.text, language), read(part.best, evidence.language)
    if alike:
        found += _polarity(part.text, part.best, language)
        found += changed_places(part.text, part.best)
        found += check_voice(part.text, part.best)
        replaced = replaced_word(body(mine, None), content_words(part.best, language))
        found += [f for f in replaced if not _excused(f, part.text, evidence.text)]
        found += check_bindings(mine, theirs, f"{part.text} {evidence.text}")
        if language[:2] == "en":
            if not inverse(part.text, part.best):
                found += check_operators(part.text, part.best, evidence.text, _widened(mine), _widened(theirs))
            found += [f for mine, theirs in _clauses(part) for f in check_edits(mine, theirs)]
            found += repeated_name(part.text, part.best)
            found += check_stance(whole, part.best)
            found += check_comparison(part.text, part.best)
            found += check_opposite(part.text, part.best)
            found += check_hedged(part.text, part.best)
    found += check_causes(part.text, part.best)
    found += _certainty(part.text, part.best, evidence.text)
    return found


def _aligned(text: str, evidence: Evidence, language: str) -> list[Part]:
    """Each part of the claim with its nearest sentence; neighbours that lean on one sentence are one part."""
    out: list[Part] = []
    for piece in parts(text):
        wanted = [w for w in content_words(piece, language) if w.text not in WIDENING]
        best = max(evidence.sentences, key=lambda s: _nearness(wanted, read(piece, language), s, evidence, language))
        if out and out[-1].best == best:
            out[-1] = Part(out[-1].text + piece, best)
        else:
            out.append(Part(piece, best))
    return out


def _nearness(wanted: Sequence[Word], claim: Statement, sentence: str, evidence: Evidence, language: str) -> float:
    """How much of a claim a sentence bears: its words, by synonyms too, and twice over its figures and dates."""
    have = {w.text for w in content_words(sentence, language)}
    found = float(coverage(wanted, have).found)
    if language[:2] != "en" or len(evidence.sentences) < 2:
        return found
    found += 0.9 * sum(w.text not in have and w.text not in LIGHT and said_otherwise(w.text, have) for w in wanted)
    said = read(written_out(sentence), language)
    told = read(written_out(claim.text), language)
    found += 2 * sum(any(bearing(s, f) for s in said.figures) for f in told.figures)
    return found + 2 * sum(any(bears(s, d) for s in said.dates) for d in told.dates)


def _clauses(part: Part) -> list[tuple[str, str]]:
    """The clauses of a part, each with the nearest clause of its sentence; a clause alone is held against the whole."""
    mine, theirs = parts(part.text), parts(part.best)
    if len(mine) == 1 or len(theirs) == 1:
        return [(part.text, part.best)]
    have = {t: {w.text for w in words(t)} for t in theirs}
    return [(m, max(theirs, key=lambda t: coverage(words(m), have[t]).found)) for m in mine]


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
    """The figures of a statement together with the words before them that widen them (more than, about, up to)."""
    out = []
    for figure in statement.figures:
        before = re.search(
            r"(?:(?:more|less|fewer|greater|higher|lower|earlier) than|over|under|at least|at most|up to|just|about|nearly|above|below|exceed\w*|by|to|of|a|the|\s)+$",
            statement.text[: figure.span.start],
            re.IGNORECASE,
        )
        out.append(Span(before.start() if before else figure.span.start, figure.span.end))
    return tuple(out)


def body(claim: Statement, speaker: Attribution | None) -> list[Word]:
    """The claim's content words outside its attribution, figures and dates."""
    spans = [f.span for f in claim.figures] + [d.span for d in claim.dates]
    if speaker is not None:
        spans.append(speaker.span)
    body = [
        w
        for w in content_words(claim.text, claim.language)
        if w.text not in WIDENING and not _NUMBER_WORD.fullmatch(w.text) and not any(_overlap(w.span, s) for s in spans)
    ]
    if body:
        return body
    counted = [f.span for f in claim.figures] + [d.span for d in claim.dates]
    return [w for w in content_words(claim.text, claim.language) if not any(_overlap(w.span, s) for s in counted)]


def _overlap(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


def _present(text: str, evidence: Evidence, language: str) -> set[str]:
    """The folded words of the evidence and of the source's names."""
    own = " ; ".join(evidence.names)
    return (
        {w.text for w in content_words(text, language)}
        | {w.text for w in words(text)}
        | {w.text for w in content_words(own, language)}
    )


def _dates(
    claim: Statement, said: Sequence[Statement], speaker: Attribution | None, evidence: Evidence
) -> list[Finding]:
    """The claim's dates; one inside the attribution may be the source's own."""
    own = dates(evidence.published)
    mine = claim.dates
    if speaker is not None:
        mine = tuple(d for d in mine if not (_overlap(d.span, speaker.span) and not check_dates([d], own)))
    counted = {f.value for s in said for f in s.figures if f.kind == "quantity"}
    mine = tuple(d for d in mine if not (d.parts[1:] == (None, None) and not d.until and _is_count(d, claim, counted)))
    return check_dates(mine, [d for s in said for d in s.dates], own)


def _is_count(when: When, claim: Statement, counted: Collection[Decimal]) -> bool:
    """True for "1846 meteors" where the source counts 1,846: four digits without a separator that only look like a year."""
    before = claim.text[: when.span.start]
    return (
        not when.fiscal
        and when.year in counted
        and re.search(r"\b(?:in|since|by|of|until|during|from) $", before) is None
    )


def _names(text: str, evidence: Evidence) -> tuple[list[Finding], set[str]]:
    """A finding for a name the evidence does not have, and the words of those it has in one form or another."""
    present: set[str] = set()
    numbers = [f.span for f in read(text).figures] + [d.span for d in read(text).dates]
    for name in names(text, evidence.text):
        if any(s.start <= name.span.start and name.span.end <= s.end for s in numbers):
            continue  # FY2016 is a date
        places = (evidence.text, *evidence.names)
        found = [(v, place) for v in variants(name.text) for place in places if in_text(v, place)]
        if not found and not in_text(name.text, evidence.text, None, evidence.names):
            return [Finding(Status.UNSUPPORTED, f"“{name.text}” is not in the cited words")], present
        if found and all(scattered(v, place) for v, place in found):
            reason = f"“{name.text}” does not stand together in the cited words"
            return [Finding(Status.PARTLY, reason)], present
        present |= {w.text.removesuffix("'s") for w in words(name.text)}
    return [], present


def _excused(finding: Finding, text: str, evidence: str) -> bool:
    """True for a replaced word that is a synonym of the one it replaces, or that a phrase accounts for."""
    told = re.findall("“([^”]+)”", finding.reason)
    if len(told) == 2 and (told[0] in general() or figures(told[1])):
        return True  # the check of words, or of figures, reads it
    return len(told) == 2 and (said_otherwise(told[0], {told[1]}) or not unsaid(text, [told[0]], evidence))


def _coverage(covered: Coverage, body: Sequence[Word], present: set[str], text: str, evidence: str) -> list[Finding]:
    """Supported when every word of matter stands in the evidence, in some form, by a synonym or inside a phrase."""
    strange = unsaid(text, [word for word in covered.missing if not said_otherwise(word, present)], evidence)
    total = len({w.text for w in body})
    if strange and _firm(body, evidence):
        strange = _let_by(strange, total, text)
    covered = Coverage((total - len(strange)) / total if total else 1.0, strange, total - len(strange))
    opening = body[0].text if body and body[0].span.start == 0 else ""
    if opening in covered.missing and covered.share >= ENOUGH:
        # A capital that opens a sentence may hide a name, so this one word must be there.
        return [Finding(Status.PARTLY, f"the cited words do not speak of: {opening}")]
    missing = ", ".join(covered.missing[:5])
    if covered.share >= ENOUGH and not (covered.missing and not any(is_cjk(w[0]) for w in covered.missing)):
        return [Finding(Status.SUPPORTED, "the cited words say so")]
    if covered.share >= (SOME if total > _FEW else SOME / 2):
        return [Finding(Status.PARTLY, f"the cited words do not speak of: {missing}")]
    return [Finding(Status.UNSUPPORTED, f"the cited words do not say this (missing: {missing})")]


def _firm(body: Sequence[Word], evidence: str) -> bool:
    """True when the cited sentences themselves, without their source's names, have half of the words of matter."""
    have = {w.text for w in words(evidence)}
    matter = {w.text for w in body if w.text not in LIGHT}
    return 2 * sum(said_otherwise(w, have) for w in matter) >= len(matter)


def _let_by(strange: tuple[str, ...], total: int, text: str) -> tuple[str, ...]:
    """The unsaid words without those of a general sense and one verb, where there are few enough of these.

    A verb that has an opposite is none of them: it may turn the sense.
    """
    strange_hedge = any(hedges(word) for word in strange)
    loose = set() if strange_hedge else {word for word in strange if word in general()}
    verbs = [] if strange_hedge else [w for w in strange if w not in loose and verbal(w, text) and not has_opposite(w)]
    loose |= set(verbs[:1])
    if len(loose) > max(total - 2, 0) // _FEW + 1 or len(loose) >= total:
        return strange
    return tuple(word for word in strange if word not in loose)


def _polarity(text: str, best: str, language: str) -> list[Finding]:
    """A negation that only one of the two has, or opposite words; both at once may cancel out."""
    mine, theirs = unlike(text, best, language)
    antonyms = opposed(text, best) if not inverse(text, best) else None
    if antonyms and language[:2] == "en" and not opposite_here(antonyms, text, best):
        antonyms = None
    if mine == theirs:
        if antonyms:
            return [Finding(Status.CONTRADICTED, f"the claim says “{antonyms[0]}”, the source says “{antonyms[1]}”")]
        if not mine and negations(text, language) and not negations(best, language):
            return [Finding(Status.PARTLY, f"the claim's “{negations(text, language)[0].text}” is not in the source")]
        return []
    if antonyms:
        return [Finding(Status.PARTLY, f"“{antonyms[0]}” against “{antonyms[1]}” and a negation could not be settled")]
    if language[:2] == "en" and _denied_otherwise(text, best, bool(mine - theirs)):
        return []
    if language[:2] == "en" and len(negations(text)) == len(negations(best)):
        return [Finding(Status.PARTLY, "what is denied could not be settled")]
    word = next(iter(sorted(mine ^ theirs)))
    who = ("claim", "source") if mine - theirs else ("source", "claim")
    return [Finding(Status.CONTRADICTED, f"the {who[0]} denies it (“{word}”), the {who[1]} does not")]


def _shares(word: str, present: set[str], language: str) -> bool:
    return has_word(word, present) or (language[:2] == "en" and any(synonymous(word, other) for other in present))


def _denied_otherwise(text: str, best: str, claim_denies: bool) -> bool:
    """True when the side without the denial has a word of its own that implies one ("shortage" for "no beds")."""
    plain, other = (best, text) if claim_denies else (text, best)
    return bool(implied_denials(plain) - implied_denials(other))


def unlike(a: str, b: str, language: str) -> tuple[frozenset[str], frozenset[str]]:
    """The denied words that ``a`` and ``b`` share, as written in ``a``; the two sets are equal when they agree."""
    if not negations(a, language) and not negations(b, language):
        return frozenset(), frozenset()
    words_a = {w.text for w in content_words(a, language)}
    words_b = {w.text for w in content_words(b, language)}
    in_a = denied(a, lambda w: _shares(w, words_b, language), language)
    in_b = denied(b, lambda w: _shares(w, words_a, language), language)
    mine = frozenset(w for w, no in in_a.items() if no)
    theirs = {w for w, no in in_b.items() if no}
    matched = frozenset(
        m
        for m in in_a
        if any(
            t == m or same_word(m, t) or noun_class(m) == noun_class(t) or (m in mine and synonymous(m, t))
            for t in theirs
        )
    )
    if mine != matched and len(mine) == len(theirs) and len(mine) > 0 and _neighbours(mine, theirs, b, language):
        # Both deny once: the cue is tied to neighbouring words of the same statement.
        return mine, mine
    return mine, matched or (frozenset(theirs) if theirs and not mine else matched)


def _neighbours(mine: frozenset[str], theirs: Collection[str], text: str, language: str) -> bool:
    """True when the words denied in two texts stand near one another in ``text``, the second of them."""
    order = [w.text for w in content_words(text, language)]
    places = [
        [i for i, w in enumerate(order) if any(w == d or same_word(w, d) or said_otherwise(d, {w}) for d in denials)]
        for denials in (mine, theirs)
    ]
    return not all(places) or any(abs(i - j) <= _NEAR for i in places[0] for j in places[1])


def _certainty(text: str, best: str, whole: str) -> list[Finding]:
    """A hedge of the source that the claim leaves out, or an absolute word that only the claim has."""
    found = []
    if not hedges(text):
        weak = [h for h in hedges(best) if is_cjk(h.text[0]) or governs(best, h.span.end, text)]
        if weak:
            found.append(Finding(Status.PARTLY, f"the source says “{weak[0].text}”; the claim leaves it out"))
    extra = sorted(absolutes(text) - absolutes(whole, bare=True) - ({"never", "none"} if negations(whole) else set()))
    if extra:
        found.append(Finding(Status.PARTLY, f"the claim says “{extra[0]}”; the source does not"))
    return found
