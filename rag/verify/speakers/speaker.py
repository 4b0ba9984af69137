"""Who a claim says it is from, held against who the source says it is from, clause by clause."""

from __future__ import annotations

import re
from dataclasses import replace

from rag.referents.nouns import PERSONS
from rag.text import content_words, fold, words
from rag.types import Status, Tier
from rag.verify.entities.names import in_text, names, variants
from rag.verify.findings import Finding
from rag.verify.old_sources import Evidence
from rag.verify.speakers.attribution import Attribution, attribution, is_speaker
from rag.verify.values.numbers import figures
from rag.verify.words.clauses import parts
from rag.verify.words.coverage import coverage
from rag.verify.words.synonyms import LIGHT, said_otherwise

_FULL_NAME = re.compile(r"[A-ZÀ-Þ][\w'’.-]* [A-ZÀ-Þ]")  # opens with no word that only the beginning makes large
_CONTRAST = re.compile(r"[,;\s]*(?:while|whereas|but|although|though)\s+|;\s+", re.IGNORECASE)


def check_speaker(speaker: Attribution | None, best: str, evidence: Evidence, rest: str = "") -> list[Finding]:
    """Who the claim says it is from, and who the source says it is from; ``rest``: the claim without its attribution."""
    theirs = _heard(best, rest)
    if theirs is not None and _nobody(theirs) and speaker is not None and not speaker.generic:
        return [
            Finding(Status.NOT_CONFIRMED, f"the source has “{theirs.who}” say it, and the cited words do not tell who that is")
        ]
    own = theirs is not None and (theirs.generic or is_speaker(theirs.who, evidence.names))
    other = None if own else theirs
    if speaker is None:
        if other is not None and (_own_mind(rest, other.who, other.span.of(best)) or _says_itself(rest, other.who)):
            return []
        if other is not None:
            return [Finding(Status.NOT_CONFIRMED, f"stated as fact; the source attributes it to {other.who}")]
        if evidence.tier is Tier.OFFICIAL or (
            theirs is not None and theirs.partisan and evidence.tier is not Tier.PRIMARY
        ):
            who = next(filter(None, evidence.names), "one party")
            return [Finding(Status.NOT_CONFIRMED, f"stated as fact; the source attributes it to {who}")]
        return []
    if other is not None and (is_speaker(speaker.who, [other.who]) or _one_party(speaker.who, other.who)):
        return _elsewhere(speaker, best, rest)
    if other is not None and in_text(speaker.who, other.span.of(best)):
        return []  # "its owner, Halden Media, said"
    if own and theirs is not None and _exchanged_speaker(speaker, theirs, rest):
        reason = f"said by {speaker.who} of {theirs.who}; in the source it is {theirs.who} that says it"
        return [Finding(Status.CONTRADICTED, reason)]
    if speaker.generic or is_speaker(speaker.who, evidence.names):
        if other is not None and not _also_named(other, rest):
            return [Finding(Status.NOT_CONFIRMED, f"attributed to {speaker.who}; the source attributes it to {other.who}")]
        return []
    if other is not None:
        return [Finding(Status.CONTRADICTED, f"attributed to {speaker.who}; the source attributes it to {other.who}")]
    if any(_holds(speaker.who, _nearest(rest, sentence), rest) for sentence in evidence.sentences):
        return []
    if in_text(speaker.who, evidence.text):
        return [Finding(Status.NOT_CONFIRMED, f"the source names {speaker.who}, but not as the speaker")]
    if _by_role(speaker.who) or _SPOKEN.search(best):  # somebody whom the source may name elsewhere
        return [Finding(Status.NOT_CONFIRMED, f"the cited words do not say it of {speaker.who}")]
    first = next(filter(None, evidence.names), "another source")
    return [Finding(Status.CONTRADICTED, f"attributed to the wrong source: {speaker.who}; the words are of {first}")]


_SPOKEN = re.compile(
    r"^\s*[“\"«]|[”\"»]\s*$|[“\"«][^”\"»]*[”\"»]?,? (?:he|she|they) "
)  # somebody's words, not the source's own


# What a source may say of a speaker without "that": he blames, asks for, rules out or finds something.
_HOLDS = re.compile(
    r"\s+(?:\w+\s+){0,2}?(?:say|said|blam|find|found|think|thought|believ|suspect|rul|ask|want|hop|plan|warn|call|demand|criticis|criticiz|prais|"
    r"welcom|den(?:y|ie)|accus|claim|admit|conced|expect|fear|doubt|estimat|conclu|establish|prov|show|judg|decid|announc|promis|"
    r"recommend|urg|advis|report|describ|put|cannot say|know|knew|caution|insist|argu|record|detect|count|observ|point|attribut|cite)\w*",
    re.IGNORECASE,
)


_SAYS = re.compile(r"\b(?:say|said)\w*$", re.IGNORECASE)


def _by_role(who: str) -> bool:
    """True for "doctors and staff", "the manager", "Nineteen members": no name, only what they are."""
    counts = [figure.span for figure in figures(who)]
    named = [w for w in content_words(who) if not any(w.span.overlaps(count) for count in counts)]
    return all(
        w.span.of(who)[0].islower() or w.text.removesuffix("s") in PERSONS or (not w.span.start and w.text in _FEWER)
        for w in named
    )


_FEWER = frozenset(["fewer", "less", "more", "most", "many", "several"])  # opens "Fewer than one in ten households"


def _nobody(theirs: Attribution) -> bool:
    """True when only "he" or "she" speaks: a person, so not the source itself, and it is not said which."""
    return theirs.who.casefold() in ("he", "she")


def _nearest(rest: str, sentence: str) -> str:
    """The clause of ``sentence`` that says most of ``rest``."""
    said = content_words(rest)
    return max(parts(sentence), key=lambda c: sum(said_otherwise(w.text, {v.text for v in words(c)}) for w in said))


def _holds(who: str, sentence: str, rest: str) -> bool:
    """True when ``who`` stands in ``sentence`` right before a verb of opinion or speech, and behind it some of ``rest``, what he is to have said:
    engineers who "found cracks" have not said that the bridge was closed."""
    core = " ".join(w.span.of(who) for w in content_words(who))
    at = sentence.casefold().find(core.casefold()) if core else -1
    held = _HOLDS.match(sentence, at + len(core)) if at >= 0 else None
    if held is None or _SAYS.search(held.group()):
        return held is not None  # what somebody says may stand before it
    behind = {w.text for w in words(sentence[at + len(core) :])}
    return any(said_otherwise(w.text, behind) for w in content_words(rest) if w.text not in LIGHT)


def _exchanged_speaker(speaker: Attribution, theirs: Attribution, rest: str) -> bool:
    """True when the source's speaker is what the claim speaks of, and the claim has another speaker."""
    if theirs.generic or speaker.generic or is_speaker(speaker.who, [theirs.who]):
        return False
    begins = fold(rest).text.startswith(fold(theirs.who).text)  # "according to the paper, the mayor said"
    return not begins and attribution(rest) is None and in_text(theirs.who, rest)


def _heard(best: str, rest: str) -> Attribution | None:
    """Who the source says it is from, in the clause that says it; "and that ..." goes on with the speaker before it."""
    theirs, clauses = attribution(best), parts(best)
    if theirs is not None and (_all_in(rest, theirs.own) or _all_in(rest, _of_the_speaker(theirs, best))):
        return None
    if len(clauses) < 2 or not rest or len(parts(rest)) > 1:
        return theirs
    nearest = _nearest(rest, best)
    start = best.index(nearest)
    contrast = _CONTRAST.match(nearest)
    if theirs is None:
        return _from(best, start + contrast.end(), nearest) if contrast else None
    if contrast is None or theirs.span.end > start:
        return theirs
    return _from(best, start + contrast.end(), nearest)


def _from(best: str, begins: int, nearest: str) -> Attribution | None:
    """Who the clause ``nearest`` of ``best`` is from, read from ``begins`` on."""
    told = attribution(best[begins : best.index(nearest) + len(nearest)])
    return replace(told, span=told.span.shifted(begins)) if told else None


def _of_the_speaker(theirs: Attribution, best: str) -> str:
    """What the text says of a speaker in its own voice: "Hana, who now runs a cookery school, says"; "said Roe, the head of the school"."""
    told = theirs.span.of(best)
    tail = _TELLS.match(best, theirs.span.end)
    return f"{told} {tail.group()}" if tail else told


_TELLS = re.compile(r",? (?:who|whose|which|an?|the|its)\s[^,.;:“”\"]{1,120}(?=[,.])")


# What somebody has in mind or sets out to do: told of the speaker himself, it needs no "said".
_MIND = re.compile(
    r"(?:(?:also|still|now|already|has|have|had|is|are|was|were|been)\s+)*(?:anticipat|expect|hop(?:e|ing)|fear|intend|plan|want|wish|doubt|mean|aim|regret|prefer|"
    r"consider|think|thought|believ|expects|would|could|will)\w*\b",
    re.IGNORECASE,
)


def _says_itself(text: str, who: str) -> bool:
    """True when the claim tells that the speaker ``who`` said it: "Marsh denies the charge"."""
    told = attribution(text)
    return told is not None and is_speaker(told.who, [who])


def _own_mind(text: str, who: str, told: str) -> bool:
    """True when the claim tells of the speaker ``who`` what he has in mind: "the chief executive expects", for "Holt, the chief executive, said she expected"."""
    for match in _MIND.finditer(text):
        before = text[: match.start()].strip()
        if before and len(words(before)) <= _LONGEST_SUBJECT:
            named = bool(names(f"x {before}")) and in_text(before, told)  # "the governor, Lena Sorbo, said"
            return before.casefold() not in _PRONOUNS and (
                named or is_speaker(before, [who]) or _one_party(before, who)
            )
    return False


_PRONOUNS = ("it", "he", "she", "they")
_LONGEST_SUBJECT = 8  # words


def _all_in(rest: str, own: str) -> bool:
    """True when ``own`` has all that the claim tells."""
    said = content_words(rest)
    here = {w.text for w in words(own)}
    return bool(said) and all(said_otherwise(w.text, here) for w in said)


def _one_party(a: str, b: str) -> bool:
    """True when two ways of naming a speaker share their names, or most of their words if they have none."""
    named = [n.text for n in names(f"x {a}" if _FULL_NAME.match(a) else a, b)]
    if named or names(b):
        return bool(named) and all(any(in_text(v, b) for v in variants(n)) for n in named)
    mine, theirs = content_words(a), {w.text for w in content_words(b)}
    return bool(mine) and 2 * sum(said_otherwise(w.text, theirs) for w in mine) >= len(mine)


def _elsewhere(speaker: Attribution, best: str, rest: str) -> list[Finding]:
    """A finding when the speaker's clause of the source is not the one that says what the claim has him say."""
    clauses = parts(best)
    theirs = [c for c in clauses if is_speaker(speaker.who, [c]) or in_text(speaker.who, c)]
    if len(clauses) < 2 or len(theirs) != 1:
        return []
    said = content_words(rest)
    own = {w.text for w in words(theirs[0])}
    for clause in clauses:
        strange = coverage(said, {w.text for w in words(clause)} - own).found
        if clause in theirs or strange < 2 or not _CONTRAST.match(clause) or len(parts(rest)) > 1:
            continue
        return [Finding(Status.NOT_CONFIRMED, f"the source does not say this of {speaker.who}'s own words")]
    return []


def _also_named(speaker: Attribution, rest: str) -> bool:
    """True when the claim goes on to name the speaker: "according to the paper, the mayor said ..."."""
    inner = attribution(rest)
    return (inner is not None and is_speaker(inner.who, [speaker.who])) or any(
        in_text(form, rest) for form in variants(speaker.who)
    )
