"""What one text denies, hedges or says of all, held against the other."""

from __future__ import annotations

import re
from collections.abc import Collection

from rag.grammar.inflection import inflected
from rag.grammar.irregular import one_word
from rag.same_word import same_word
from rag.text import content_words, fold, is_cjk, words
from rag.types import Status
from rag.verify.findings import Finding
from rag.verify.meaning.comparisons import opposite_here
from rag.verify.meaning.greater import CLAUSES, gravity, inverse
from rag.verify.meaning.sequence import same_sequence
from rag.verify.meaning.stances import governs
from rag.verify.words.counted import noun_class
from rag.verify.words.coverage import has_word
from rag.verify.words.negation import absolutes, denied, hedges, implied_denials, negations
from rag.verify.words.opposites import of_order, opposed
from rag.verify.words.synonyms import LIGHT, groups, said_otherwise, synonymous, unsaid

_HARDLY = ("hardly", "rarely")  # what denies less than "never" does
_NEAR = 3  # content words between two denials of one thing
_CELLS = re.compile(r"[;|\n]|[.,] ")
_ZERO = re.compile(r"(?<![\d.,:])0(?![\d.,:%])|\b(?:zero|nil)\b", re.IGNORECASE)
_COUNTERFACTUAL = re.compile(r"\b(?:would|could)(?: not|n't| never) have\b", re.IGNORECASE)  # so it has
# What the source denies of another thing or another time: "as an adviser rather than as its head", "for the first time since 1917".
_NOT_BEFORE = re.compile(
    r"\b(?:rather than|instead of|first time|first (?:\w+ )?(?:to|in|since)|again)\b", re.IGNORECASE
)
_SUPERLATIVE = re.compile(  # "no one sold more": whoever is not meant may have
    r"\b(?:no|none|no one|nobody|nothing)\b.*\b(?:more|above|over|beyond|greater|larger|bigger|higher|stronger|faster|longer|"
    r"earlier|later|better|worse|fewer|less|under|below|than|else|other than)\b",
    re.IGNORECASE,
)


def check_polarity(text: str, best: str, language: str) -> list[Finding]:
    """A negation that only one of the two has, or opposite words; both at once may cancel out."""
    if language[:2] == "en" and (turned := _but_not(text, best) or _not_alone(text, best)):
        return turned
    mine, theirs = unlike(text, best, language)
    antonyms = opposed(text, best) if not inverse(text, best) else None
    if antonyms and language[:2] == "en" and not opposite_here(antonyms, text, best):
        antonyms = None
    if antonyms and language[:2] == "en" and not unsaid(text, [fold(antonyms[0]).text], best):
        antonyms = None  # "lost her life" for "died"
    if antonyms and of_order(antonyms) and same_sequence(text, best):
        antonyms = None  # "B after A" for "A before B"
    if mine == theirs:
        if antonyms:
            status = gravity(antonyms[0], text, best)
            return [Finding(status, f"the claim says “{antonyms[0]}”, the source says “{antonyms[1]}”")]
        if not mine and negations(text, language) and not negations(best, language):
            return [Finding(Status.NOT_CONFIRMED, f"the claim's “{negations(text, language)[0].text}” is not in the source")]
        return []
    if antonyms:
        return [Finding(Status.NOT_CONFIRMED, f"“{antonyms[0]}” against “{antonyms[1]}” and a negation could not be settled")]
    if language[:2] == "en" and (implied := _denied_otherwise(text, best, bool(mine - theirs))):
        here = implied - _LESS and _in_their_clauses(implied, best if mine - theirs else text, mine ^ theirs)
        return [] if here else [Finding(Status.NOT_CONFIRMED, "what is denied could not be settled")]
    if language[:2] == "en" and mine - theirs and _none_counted(mine - theirs, best):
        return []
    if language[:2] == "en" and (len(negations(text)) == len(negations(best)) or not _in_one_clause(text, best)):
        return [Finding(Status.NOT_CONFIRMED, "what is denied could not be settled")]
    if language[:2] == "en" and mine - theirs and (_NOT_BEFORE.search(best) or _denies_as_well(text, best)):
        return [Finding(Status.NOT_CONFIRMED, "what is denied could not be settled")]
    if language[:2] == "en" and _of_another_verb(text, best):
        return [Finding(Status.NOT_CONFIRMED, "what is denied could not be settled")]
    if language[:2] == "en" and (_COUNTERFACTUAL.search(best) or _SUPERLATIVE.search(text)):
        return [Finding(Status.NOT_CONFIRMED, "what is denied could not be settled")]
    word = next(iter(sorted(mine ^ theirs)))
    if language[:2] == "en" and theirs - mine and _told_elsewhere(word, best):
        return [Finding(Status.NOT_CONFIRMED, "what is denied could not be settled")]
    if mine - theirs:
        return [Finding(Status.CONTRADICTED, f"the claim denies it (“{word}”), the source does not")]
    return [Finding(Status.CONTRADICTED, f"the source denies it (“{word}”), the claim does not")]


def _denies_as_well(text: str, best: str) -> bool:
    """True when what denies in the claim is a verb that the source has, too: "Webb denies taking them" for "Webb denies it"."""
    mine, theirs = ([c.text.casefold() for c in negations(t)] for t in (text, best))
    return any(m.startswith("den") and t.startswith("den") for m in mine for t in theirs)


def _of_another_verb(text: str, best: str) -> bool:
    """True where the two differ only by the denial of a verb that one of them does not have: "failed to report the suspicious transfers"."""
    mine, theirs = unlike(text, best, "en", strict=True)
    return mine == theirs


def _told_elsewhere(word: str, best: str) -> bool:
    """True when the source also has another word for the one that it denies, in a clause without a denial: "cut 130 jobs, having assured
    staff that no post was at risk"."""
    clauses = [c for c in _ANY_CLAUSE.split(best) if not negations(c)]
    said = {w.text for c in clauses for w in words(c)}
    return not any(same_word(word, s) for s in said) and any(synonymous(word, s) for s in said)


_ANY_CLAUSE = re.compile(r"[,;:]\s")


def _none_counted(denied_words: frozenset[str], best: str) -> bool:
    """True when the source counts none of what the claim denies: "Deaths: 0", "0 deaths"."""
    for cell in _CELLS.split(best):
        if _ZERO.search(cell):
            there = {w.text for w in words(cell)}
            if all(said_otherwise(word, there) for word in denied_words):
                return True
    return False


def _in_one_clause(text: str, best: str) -> bool:
    """False for a claim of one clause that has words of two clauses of the source, or few of any, or all of one that denies as it does: what
    is denied may be another matter."""
    if len(CLAUSES.split(text)) > 1:
        return True
    cues = {w.text for cue in negations(text) for w in words(cue.text)}
    said = [w.text for w in content_words(text) if w.text not in cues and w.text not in LIGHT]
    clauses = CLAUSES.split(best)
    have = [{w.text for w in words(clause)} for clause in clauses]
    missing = [[w for w in said if not said_otherwise(w, present)] for present in have]
    fewest = min(missing, key=len)
    if not fewest and len(clauses) > 1:
        whole = (clause for clause, lacks in zip(clauses, missing, strict=True) if not lacks)
        return not any(mine == theirs for mine, theirs in (unlike(text, clause, "en") for clause in whole))
    nearest = [clause for clause, lacks in zip(clauses, missing, strict=True) if len(lacks) == len(fewest)]
    if len(nearest) == 1 and len(clauses) > 1 and not negations(nearest[0]) and not negations(text):
        return False  # another clause denies something
    return 2 * len(fewest) <= len(said) and not any(said_otherwise(w, present) for w in fewest for present in have)


_BUT_NOT = re.compile(r",? (?:but|and) not ", re.IGNORECASE)
_NEITHER = re.compile(
    r"\bneither (?:the |an? |its |their )?(?P<a>[^,;.]+?),? nor (?:the |an? |its |their )?(?P<b>[\w'’-]+)",
    re.IGNORECASE,
)


def _but_not(text: str, best: str) -> list[Finding]:
    """A finding when "A but not B" is told as "B but not A"."""
    if not _BUT_NOT.search(text) or not _BUT_NOT.search(best):
        return []
    (yes, no), (said, denied_) = ([content_words(side) for side in _BUT_NOT.split(t, maxsplit=1)] for t in (text, best))
    if not (yes and no and said and denied_):
        return []
    crossed = synonymous(yes[-1].text, denied_[0].text) and synonymous(said[-1].text, no[0].text)
    return [Finding(Status.CONTRADICTED, "what is denied and what is not have changed places")] if crossed else []


def _not_alone(text: str, best: str) -> list[Finding]:
    """A finding when of "neither A nor B" the claim tells both, and denies it of one only."""
    match = _NEITHER.search(best)
    if (
        match is None
        or _NEITHER.search(text)
        or re.search(r"\b(?:nor|or|none|no|nobody|either|both)\b", text, re.IGNORECASE)
    ):
        return []
    said = [w.text for w in content_words(text)]
    both = [content_words(match[side])[:1] for side in ("a", "b")]
    if all(b and any(synonymous(b[0].text, s) for s in said) for b in both):
        return [Finding(Status.NOT_CONFIRMED, "the source denies it of both")]
    return []


_MINDS = frozenset(groups("plan") | groups("intend") | groups("expect"))


def _shares(word: str, present: set[str], language: str) -> bool:
    if not groups(word).isdisjoint(_MINDS):
        language = ""  # "no closures were planned" denies nothing of what is intended
    return has_word(word, present) or (language[:2] == "en" and any(synonymous(word, other) for other in present))


# Words that make less of a thing, and do not deny it: "informed them only in May".
_LESS = frozenset(["only", "barely", "scarcely", "seldom", "few", "fewer", "less"])


def _denied_otherwise(text: str, best: str, claim_denies: bool) -> frozenset[str]:
    """The words that imply a denial, of the side without the denial, that the other has not ("shortage" for "no beds")."""
    plain, other = (best, text) if claim_denies else (text, best)
    there = {w.text for w in words(other)}
    return frozenset(w for w in implied_denials(plain) if not any(_one_verb(w, said) for said in there))


def _one_verb(a: str, b: str) -> bool:
    """True for two forms of one verb: "did not ban" is no other way to say "banned"."""
    return a == b or one_word(a, b) or a in inflected(b) or b in inflected(a)


_SHORT_CLAUSES = re.compile(r"[,;:]\s|\s(?:when|while|although|but|which|who|because|after|before|until|since)\s")


def _in_their_clauses(implied: Collection[str], plain: str, about: Collection[str]) -> bool:
    """True when one of the ``implied`` denials stands in a clause of ``plain`` that has a word that the other side denies."""
    clauses = _SHORT_CLAUSES.split(plain)
    own = [there for there in clauses if any(synonymous(d, w.text) for d in about for w in words(there))]
    return not own or any(not implied_denials(there).isdisjoint(implied) for there in own)


def unlike(a: str, b: str, language: str, *, strict: bool = False) -> tuple[frozenset[str], frozenset[str]]:
    """The denied words that ``a`` and ``b`` share, as written in ``a``; the two sets are equal when they agree. ``strict``: without those of
    which another verb is denied."""
    if not negations(a, language) and not negations(b, language):
        return frozenset(), frozenset()
    words_a = {w.text for w in content_words(a, language)}
    words_b = {w.text for w in content_words(b, language)}
    in_a = denied(a, lambda w: _shares(w, words_b, language), language, strict=strict)
    in_b = denied(b, lambda w: _shares(w, words_a, language), language, strict=strict)
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


def check_certainty(text: str, best: str, whole: str) -> list[Finding]:
    """A hedge of the source that the claim leaves out, or an absolute word that only the claim has."""
    found = []
    if not hedges(text):
        weak = [h for h in hedges(best) if is_cjk(h.text[0]) or governs(best, h.span.end, text)]
        if weak:
            found.append(Finding(Status.NOT_CONFIRMED, f"the source says “{weak[0].text}”; the claim leaves it out"))
    extra = sorted(
        absolutes(text)
        - absolutes(whole, bare=True)
        - ({"never", "none"} if any(c.text.casefold() not in _HARDLY for c in negations(whole)) else set())
    )
    if extra:
        found.append(Finding(Status.NOT_CONFIRMED, f"the claim says “{extra[0]}”; the source does not"))
    return found
