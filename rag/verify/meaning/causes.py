"""What is said to be the cause of what: "A because B", "B, so A"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from rag.grammar.verb_forms import lemma
from rag.text import READ_AGAIN, content_words
from rag.types import Status
from rag.verify.findings import Finding
from rag.verify.words.predicates import predicates
from rag.verify.words.synonyms import shared

CLAUSE = re.compile(r"[;:.](?:\s|$)|,\s|\s(?:but|while|whereas|although)\s")

_BACK = re.compile(
    r"\b(?:because(?: of)?|due to|owing to|thanks to|as a result of|on account of|caused by|result(?:s|ed|ing)? from|"
    r"triggered by|prompted by|blamed on)\b",
    re.IGNORECASE,
)
# What helps or drives a thing, too, though less than its cause.
_HELPED = re.compile(
    rf"{_BACK.pattern}|(?<=, )(?:\w+ )?(?:\w+ed|driven|hit|hurt|led|torn|worn|shaken|struck) (?:up |down |on |back )?by\b|\b(?:on the back of|on the heels of|in the wake of|amid|"
    r"on (?:fears|hopes|news) of|attributed to|put down to)\b",
    re.IGNORECASE,
)
_MAY_HELP = re.compile(
    r" by |back of|heels of|wake of|amid|fears of|hopes of|news of|attributed|put down|because|due to|owing|thanks to|result",
    re.IGNORECASE,
)
# Of these verbs the subject may be the effect and the object its cause.
_UNDERGOING = frozenset(
    map(
        lemma,
        [
            "follow",
            "reflect",
            "enjoy",
            "need",
            "owe",
            "suffer",
            "face",
            "see",
            "mirror",
            "use",
            "have",
            "be",
            "blame",
            "cite",
            "withstand",
            "survive",
            "outpace",
            "benefit",
            "require",
            "get",
            "gain",
            "receive",
        ],
    )
)
_ON = re.compile(
    r"(?<=, )so\b(?! (?:far|that|on|many|much))|\b(?:and therefore|therefore|thus|hence|consequently|which led to|led to|leads to|"
    r"leading to|caused|causing|causes|result(?:s|ed|ing)? in|brought about|as a result(?! of))\b",
    re.IGNORECASE,
)

_DESPITE = re.compile(
    r"\b(?:although|though|despite|in spite of|even though|nevertheless|nonetheless)\b", re.IGNORECASE
)


def check_causes(claim: str, best: str) -> list[Finding]:
    """A finding when cause and effect have changed places; nothing unless both texts have one cause each."""
    mine, theirs = _sides(claim), _sides(best)
    if theirs is not None and mine is None and (despite := _DESPITE.search(claim)) and not _DESPITE.search(best):
        return [Finding(Status.NOT_CONFIRMED, f"the claim says “{despite.group()}” where the source tells a cause")]
    if mine is None:
        return _acted_on(claim, best)
    if theirs is None:
        return []
    straight = shared(mine[0], theirs[0]) + shared(mine[1], theirs[1])
    crossed = shared(mine[0], theirs[1]) + shared(mine[1], theirs[0])
    if crossed > straight + 1 and min(shared(mine[0], theirs[1]), shared(mine[1], theirs[0])) > 0:
        return [Finding(Status.CONTRADICTED, "cause and effect have changed places")]
    return []


def _acted_on(claim: str, best: str) -> list[Finding]:
    """A finding when a claim without such a word has the effect do something to its cause: "growth in exports weakened the currency" of
    "exports grew, helped by a weaker currency"."""
    if not _MAY_HELP.search(best):
        return []
    found = list(_HELPED.finditer(best))
    if len(found) != 1:
        return []
    clause = CLAUSE.split(best[found[0].end() :], maxsplit=1)[0]
    cause = [w.text for w in content_words(clause)]
    before = CLAUSE.split(best[: found[0].start()].rstrip(" ,"))[-1]
    effect = [w.text for w in content_words(before)]
    for own in predicates((claim,)):
        if own.passive or own.kind != "finite" or lemma(own.verb) in _UNDERGOING:
            continue
        done_to = frozenset[str]().union(*(c.words for c in own.rest if not c.joint))
        if _only_in(own.subject, effect, cause) and _only_in(done_to, cause, effect):
            return [Finding(Status.NOT_CONFIRMED, "cause and effect have changed places")]
    return []


def _only_in(some: Iterable[str], here: Iterable[str], there: Iterable[str]) -> bool:
    """True when words of one side of a cause stand here and none there."""
    return shared(some, list(here)) > 0 and shared(some, list(there)) == 0


@lru_cache(maxsize=READ_AGAIN)
def _sides(text: str) -> tuple[list[str], list[str]] | None:
    """The words of the cause and of the effect; None without exactly one connective."""
    back, on = list(_BACK.finditer(text)), list(_ON.finditer(text))
    on = [m for m in on if not any(b.start() <= m.start() < b.end() for b in back)]
    if len(back) + len(on) != 1:
        return None
    found = (back or on)[0]
    before, after = text[: found.start()], text[found.end() :]
    if back and len(content_words(before)) == 0 and "," in after:  # "Because B, A"
        after, before = after.split(",", 1)
    left, right = ([w.text for w in content_words(side)] for side in (before, after))
    return (right, left) if back else (left, right)
