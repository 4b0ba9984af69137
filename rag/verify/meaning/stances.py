"""What the source only plans, wishes, allows or supposes, told as done: "the firm plans to close the mill"."""

from __future__ import annotations

import re
from itertools import chain

from rag.text import content_words, fold, words
from rag.types import Status
from rag.verify.findings import Finding
from rag.verify.words.negation import hedges, negations
from rag.verify.words.synonyms import synonymous

# Somebody's wish, plan or opinion: what follows has not therefore happened.
_STANCE = re.compile(
    r"(?<![\w-])(?P<word>plan(?:s|ned|ning(?! (?:office|permission|committee|authority|department|commission)))?|intend(?:s|ed)?|promis(?:e|es|ed|ing)|pledg(?:e|es|ed)|vow(?:s|ed)?|agree[sd]?|"
    r"propos(?:e|es|ed|al)|recommend(?:s|ed|ation)?|urg(?:e|es|ed)|want(?:s|ed)?|hop(?:e|es|ed)|seek(?:s)?|sought|aim(?:s|ed)?|"
    r"expect(?:s|ed)?|due to(?= (?:start|begin|finish|open|close|end|take|be|arrive|leave|return|run|launch|go|come|meet|move)\b| \w+ (?:in|on|by|the)\b)|set to|scheduled to|calls? for|called for|ask(?:s|ed)?(?= \w+ (?:\w+ )?to\b)|asked for|"
    r"requir(?:e|es|ed)|(?:has|have|had|needs?) to(?= [a-z])|undertak(?:e|es|en|ing)|undertook|going to|try|tries|tried|attempt(?:s|ed)?|threaten(?:s|ed)?|consider(?:s|ed|ing)?|believ(?:e|es|ed)|"
    r"concerned(?= (?:that|about))|fear(?:s|ed)?|suspect(?:s|ed)?|order(?:s|ed)?(?= \w+ (?:\w+ )?to\b)|instruct(?:s|ed)|oblig(?:es|ed)|invit(?:es|ed)|encourag(?:es|ed)|demand(?:s|ed)?|due(?= (?:in|on|before|at|back) )|told to(?= [a-z])|would like|would|should|will|shall|must|can(?! not\b)|could(?! not\b| never\b)|may|might|"
    r"(?:is|are|was|were) to(?= [a-z]+)|advis(?:e|es|ed)|in connection with|(?:a|an|the|any|into|of|over|about) (?:claim|allegation|rumou?r|suggestion|accusation|suspicion)s? that|accus(?:ed|es?) of|charged with|suspected of|on suspicion of|hoping|if|unless)(?![\w-])",
    re.IGNORECASE,
)
# "Had the pump been serviced, ..." supposes it; a question that begins so does not.
_INVERTED = re.compile(
    r"(?:^|[.;,:] )(?P<word>Had|Were|Should|had|were)(?= (?:the|an?|its|his|her|their|it|he|she|they|any|[A-Z][\w'-]*)\b[^?]*(?:would|could|might)\b(?![^.]*\?))"
)
_REACH = 5  # words behind a stance that it is about


def check_stance(claim: str, best: str) -> list[Finding]:
    """A finding when the source only plans, wishes, allows or supposes what the claim states."""
    mine = {_stance_kind(m.group("word")) for m in _STANCE.finditer(claim)}
    if hedges(claim):
        mine |= _OPEN
    repeated = [w.text for w in words(claim)]
    for match in chain(_STANCE.finditer(best), _INVERTED.finditer(best)):
        if match.group("word") == "May":
            continue  # the month
        word = match.group("word").casefold()
        kind = _stance_kind(word)
        if kind in mine or (kind in _OPEN and mine & _OPEN) or any(kind in c and mine & c for c in _CLASSES):
            continue
        if (kind in _FUTURE and mine) or (word in _CHARGES and _CHARGED.search(claim)):
            continue
        inverted = match.re is _INVERTED
        if (word in ("if", "unless") or inverted) and _RELATED.search(claim):
            continue  # "patients who take it" for "if they take it"
        if inverted and mine & _OPEN:
            continue
        if any(synonymous(word, r) for r in repeated) or not governs(best, match.end(), claim):
            continue
        return [Finding(Status.NOT_CONFIRMED, f"the source says “{match.group('word')}”; the claim states it as done")]
    return []


_RELATED = re.compile(r"\b(?:who|that|which|when|whenever|without|with|if|unless)\b", re.IGNORECASE)


def governs(text: str, end: int, claim: str) -> bool:
    """True when the claim repeats half of what stands behind ``end`` in the same clause of ``text``."""
    clause = CLAUSE_END.split(text[end:], maxsplit=1)[0]
    follows = [w.text for w in content_words(clause)][:_REACH]
    repeated = {w.text for w in words(claim)}
    if any(f[0].isdigit() and f not in repeated for f in follows):
        return False  # it is about another figure or year
    return bool(follows) and 2 * sum(any(synonymous(f, r) for r in repeated) for f in follows) >= len(follows)


CLAUSE_END = re.compile(r"[.;:](?:\s|$)|,\s|\s(?:but|which|who|while|whereas|although|though|because|if|unless|once)\s")
_OPEN = {"will", "would", "should", "must", "can", "could", "may", "might", "to", "plan", "expect"}
_FUTURE = {"will", "would", "should", "to"}
_CHARGES = {"in connection with", "accused of", "charged with", "suspected of", "on suspicion of"}
_CHARGED = re.compile(r"\b(?:arrest|charg|accus|suspect|detain|custody|alleg|indict|trial)\w*", re.IGNORECASE)
# Stances that stand for one another: a wish is no opinion and neither is a plan.
_CLASSES = (
    {"plan", "promi", "pledg", "vow", "vowed", "aim", "aims", "aimed", "will", "to", "agree", "agreed", "agrees", "is to", "expec"},
    {"propo", "recom", "urge", "urges", "urged", "want", "wants", "hope", "hopes", "hoped", "seek", "seeks", "sough", "ask",
     "asks", "asked", "call ", "calls", "calle", "deman", "encou", "invit", "shoul", "consi"},
    {"belie", "suspe", "fear", "fears", "feare", "consi", "conce"},
    {"order", "instr", "oblig", "requi", "must", "shoul", "to"},
    {"can", "may", "could", "might", "to", "allow"},
)  # fmt: skip


def _stance_kind(word: str) -> str:
    """One name for the forms of a stance."""
    plain = word.casefold()
    if plain.endswith(" to") and plain.split()[0] in {"is", "are", "was", "were"}:
        return "to"
    if plain == "told to":
        return "shoul"
    if plain == "would like":
        return "wants"
    if plain in ("has to", "have to", "had to", "need to", "needs to"):
        return "must"
    if plain.startswith("undert"):
        return "promi"
    if plain in ("shall", "going to"):
        return "will"
    for base in ("plan", "intend", "expect", "scheduled", "set", "due"):
        if plain.startswith(base[:5]):
            return "plan"
    return plain[:5]


_FORBIDDEN = re.compile(
    r"\b(?:prohibit|forbid|forbad|ban|bar|outlaw|only|allow|permit|entitl)\w*", re.IGNORECASE
)  # "may not"


# What was not done was perhaps not tried.
_UNABLE = re.compile(
    r"\b(?:could(?: not|n[’']t)|cannot|can(?: not|[’']t)|(?:unable|fail\w*|refus\w+|declin\w+) to|impossible|incapable|inab\w+|prevent\w*|too \w+ to|no way)\b",
    re.IGNORECASE,
)


def check_hedged(claim: str, best: str) -> list[Finding]:
    """A finding for a hedge that only the claim has, when its source states the matter plainly."""
    weak = hedges(claim)
    if (unable := _UNABLE.search(claim)) and negations(best) and not _UNABLE.search(best):
        return [Finding(Status.NOT_CONFIRMED, f"the claim says “{unable.group()}”; the source states it plainly")]
    if (
        not weak
        or hedges(best)
        or any(w in best for w in _CHARGES)
        or _FORBIDDEN.search(best)
        or re.search(r"\b(?:will|would|should|shall|can|expected|plans?|to be)\b", best)
    ):
        return []
    told = fold(best).text
    loose = [h for h in weak if fold(h.text).text not in told]
    return [Finding(Status.NOT_CONFIRMED, f"the claim says “{loose[0].text}”; the source states it plainly")] if loose else []
