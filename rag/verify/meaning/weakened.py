"""Words of the source that take back what stands beside them, left out of the claim: almost, formerly, deputy, if."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rag.grammar.verb_forms import lemma
from rag.grammar.verbs import acting, tokens, verbs
from rag.same_word import same_word
from rag.text import READ_AGAIN, content_words, words
from rag.types import Status
from rag.verify.findings import Finding
from rag.verify.values.statement import read
from rag.verify.words.predicate import matter
from rag.verify.words.synonyms import LIGHT, synonymous


@dataclass(frozen=True, slots=True)
class _Cue:
    """A word that takes back what follows it, and the words by which a claim may say the same."""

    word: re.Pattern[str]
    said: re.Pattern[str]


def _cue(word: str, said: str) -> _Cue:
    return _Cue(
        re.compile(rf"(?<![\w-])(?:{word})(?![\w])", re.IGNORECASE), re.compile(rf"(?<![\w-])(?:{said})", re.IGNORECASE)
    )


# What follows did not quite happen, or not of all.
_ALMOST = _cue(
    r"almost|nearly|virtually|practically|all but|as good as|on the (?:verge|brink|point) of",
    r"almost|near|virtual|practical|all but|close|verge|brink|point of|narrow|not quite|just|bare|about|around|some|most|approx|rough|the (?:vast|great)",
)
# What the noun behind them names is not, or not yet, or no longer such a thing.
_UNLIKE = (
    _cue(r"former|ex|erstwhile|ousted|ex-\w+", r"former|ex\b|ex-|erstwhile|previous|once|then|used to|earlier|ousted|was|were|had been|disused|old"),
    _cue(r"deputy|vice|assistant|acting|interim|honorary|trainee|apprentice|would-be|aspiring|prospective", r"deput|vice|assist|acting|interim|honorary|train|apprenti|would|aspir|prospect|second|stand-in|tempor|second-in"),
    _cue(r"so-called|self-styled|purported|supposed|alleged|presumed|suspected", r"so-called|self-styled|purport|suppos|alleg|presum|suspect|accus|charge|said to|call|believ|claim|investigat|arrest|thought"),
    _cue(r"fake|mock|imitation|replica|toy|false|forged|counterfeit|bogus|sham|dummy|simulated", r"fake|mock|imitat|replica|cop(?:y|ies)|toy|false|forg|counterfeit|bogus|sham|dummy|simulat|not (?:real|true|genuine)|model"),
    _cue(r"planned|proposed|draft|intended|projected|attempted", r"plan|propos|draft|intend|intention|project|attempt|tried|try|will|would|to be|bid|expect"),
)  # fmt: skip
_PAST = re.compile(
    r"(?<![\w-])(?:formerly|previously|originally|at one time|used to|once(?= (?:called|known|thought|believed|considered|home|used|owned|named|the|an?)\b(?! (?:day|week|month|year))))(?!\w)",
    re.IGNORECASE,
)
# When what stands beside it was so: "Until 2019 the fee was 20 pounds".
_WHILE_SO = re.compile(
    r"(?<![\w-])(?:until|during|before|prior to|at (?:first|that time)|initially|in those days)(?!\w)", re.IGNORECASE
)
_LONG_AGO = re.compile(
    r"\b(?:was|were|had|been|used to|former\w*|once|previous\w*|original\w*|no longer|not|ago|until|did)\b",
    re.IGNORECASE,
)
_ONE_OF = re.compile(
    r"\bone of (?:the|its|their|his|her|[\w-]+'s)\s+(?:\w+\s+)?(?P<most>\w+est|most \w+|best|worst|first|last|few)\b",
    re.IGNORECASE,
)
_SUCH = re.compile(r"\b(?:one of|among|some of|ranks? (?:as|among))\b", re.IGNORECASE)
_IF = re.compile(
    r"\b(?<!even )(?<!as )(?:if|unless|only if|only when|provided(?: that)?|as long as|so long as|on condition that|when(?= \w+(?:ed|en)\s*(?:[.,;]|$)))(?= )",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\b(?:ask|know|knew|see|wonder|determine|check|test|decide|clear|sure|doubt|tell|say|find out|investigat|examin)\w*\s*$",
    re.IGNORECASE,
)
_CONDITIONAL = re.compile(
    r"\b(?:if|unless|when|whenever|only|provided|as long as|so long as|condition|case|who|whose|without|once|except|otherwise|need|must|have to|requires?)\b",
    re.IGNORECASE,
)
_FUTURE = re.compile(r"\b(?:will|shall|(?:is|are) going to|'ll)\b", re.IGNORECASE)
_TO_COME = re.compile(
    r"\b(?:will|would|shall|should|plan|plans|planned|intend\w*|expect\w*|due|set to|going to|is to|are to|was to|were to|to be|scheduled|next|tomorrow|from|promis\w+|"
    r"must|can|could|may|might|if|aim\w*|hope\w*|propos\w+|agree\w*|want\w*|forecast\w*|predict\w*|vow\w*|pledg\w+|decid\w+|vot\w+|order\w*|until|by|chosen|choose|chose|again|soon)\b",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r"[.;:,](?:\s|$)|\s(?:but|which|who|while|whereas|although|and)\s")


def check_weakened(claim: str, best: str) -> list[Finding]:
    """A finding for the first such word of ``best`` whose companions the claim repeats without it."""
    reason = _future(claim, best)
    if not reason and _takes_back(best):
        said = [w.text for w in words(claim)]
        reason = (
            _almost(claim, best, said)
            or _unlike(claim, best, said)
            or _past(claim, best, said)
            or _one_of(claim, best)
            or _condition(claim, best)
        )
    return [Finding(Status.NOT_CONFIRMED, reason)] if reason else []


@lru_cache(maxsize=READ_AGAIN)
def _takes_back(best: str) -> bool:
    """True when a sentence has any of these words; most have none, and each is held against several claims."""
    return any(p.search(best) for p in (_ALMOST.word, *(cue.word for cue in _UNLIKE), _PAST, _WHILE_SO, _ONE_OF, _IF))


def _behind(text: str, end: int) -> list[str]:
    """The content words behind ``end`` in its clause."""
    clause = _CLAUSE_END.split(text[end:], maxsplit=1)[0]
    return [w.text for w in content_words(clause)]


def _left_out(word: str) -> str:
    return f"the source says “{word}”; the claim leaves it out"


def _almost(claim: str, best: str, said: list[str]) -> str:
    for match in _ALMOST.word.finditer(best):
        follows = _behind(best, match.end())
        weighs = any(0 <= f.span.start - match.end() <= _NEAR for f in read(best).figures)
        if follows and not weighs and not _ALMOST.said.search(claim) and any(synonymous(follows[0], s) for s in said):
            return _left_out(match.group())
    return ""


_NEAR = 12  # characters between "almost" and the figure that it weighs


def _unlike(claim: str, best: str, said: list[str]) -> str:
    every = [w.text for w in words(best)]
    for cue in _UNLIKE:
        for match in cue.word.finditer(best):
            follows = _behind(best, match.end())
            if re.match(r"\s+[A-Z]", best[match.end() :]):
                continue  # "her assistant Otto Bell"
            plain = bool(follows) and sum(same_word(follows[0], w) for w in every) > 1  # the source has it without, too
            if follows and not plain and not cue.said.search(claim) and any(synonymous(follows[0], s) for s in said):
                return _left_out(match.group())
    return ""


def _past(claim: str, best: str, said: list[str]) -> str:
    if _LONG_AGO.search(claim) or not _present(claim):
        return ""
    for match in _PAST.finditer(best):
        follows = [w for w in _behind(best, match.end()) if w not in LIGHT][:3]
        if follows and 2 * sum(any(synonymous(f, s) for s in said) for f in follows) >= len(follows):
            return _left_out(match.group())
    then = _WHILE_SO.search(best)
    return _left_out(then.group()) if then and not _WHILE_SO.search(claim) and not _present(best) else ""


def _present(claim: str) -> bool:
    """True when the first verb of the claim is in the present."""
    plain = tokens(claim)
    first = next((v for v in verbs(plain) if v.kind == "finite"), None)
    return first is not None and (first.bare or plain[first.start].text in ("is", "are", "has", "have", "does", "do"))


def _one_of(claim: str, best: str) -> str:
    match = _ONE_OF.search(best)
    if match and not _SUCH.search(claim) and re.search(rf"\b{re.escape(match['most'])}\b", claim, re.IGNORECASE):
        return _left_out("one of")
    return ""


def _condition(claim: str, best: str) -> str:
    """A reason when the claim is what holds on a condition, without the condition."""
    match = next((m for m in _IF.finditer(best) if not _ASKED.search(best[: m.start()])), None)
    if match is None or _CONDITIONAL.search(claim):
        return ""
    before = best[: match.start()]
    behind = re.split(r"[,;.]\s|[.;]$", best[match.end() :], maxsplit=1)
    main = before if content_words(before) else behind[1] if len(behind) > 1 else ""
    mine, inside = matter(tokens(claim)), matter(tokens(behind[0]))
    last = next(
        (piece for piece in reversed(_PIECES.split(main)) if content_words(piece)), ""
    )  # "and lapses in 2031 unless"
    own_verb = last and any(verb.start >= main.rindex(last) for verb in acting(main))
    pieces = dict.fromkeys((main, re.split(r"[,;]\s", main, maxsplit=1)[0])) if main is not before else (last,)
    for held in pieces if main is not before or own_verb else dict.fromkeys((main, last)):
        outside = matter(tokens(held))
        here = {w for w in mine if any(synonymous(w, o) for o in outside)}
        there = {w for w in mine - here if any(synonymous(w, i) for i in inside)}
        if mine and not there and 2 * len(here) > len(mine) and 3 * len(here) >= 2 * len(outside):
            return _left_out(match.group())
    return ""


_PIECES = re.compile(r"[,;:]\s|\s(?:and|but|while|whereas)\s")


def _future(claim: str, best: str) -> str:
    """A reason when the claim says "will" of what the source tells as done or as it is."""
    if not _FUTURE.search(claim) or _TO_COME.search(best):
        return ""
    there = {lemma(v.verb) for v in verbs(tokens(best)) if v.kind == "finite"}
    plain = tokens(claim)
    for verb in verbs(plain):
        if (
            verb.kind == "finite"
            and plain[verb.start].text in ("will", "shall")
            and lemma(verb.verb) in there - {"be", "have", "do"}
        ):
            return "the claim says “will”; the source does not"
    return ""
