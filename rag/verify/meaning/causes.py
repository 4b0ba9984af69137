"""What is said to be the cause of what: "A because B", "B, so A"."""

from __future__ import annotations

import re
from functools import lru_cache

from rag.text import READ_AGAIN, content_words
from rag.types import Status
from rag.verify.findings import Finding
from rag.verify.words.synonyms import shared

_BACK = re.compile(
    r"\b(?:because(?: of)?|due to|owing to|thanks to|as a result of|on account of|caused by|result(?:s|ed|ing)? from|"
    r"triggered by|prompted by|blamed on)\b",
    re.IGNORECASE,
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
        return [Finding(Status.PARTLY, f"the claim says “{despite.group()}” where the source tells a cause")]
    if mine is None or theirs is None:
        return []
    straight = shared(mine[0], theirs[0]) + shared(mine[1], theirs[1])
    crossed = shared(mine[0], theirs[1]) + shared(mine[1], theirs[0])
    if crossed > straight + 1 and min(shared(mine[0], theirs[1]), shared(mine[1], theirs[0])) > 0:
        return [Finding(Status.CONTRADICTED, "cause and effect have changed places")]
    return []


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
