"""Where a claim follows its source word for word except for a few words: do those turn the sense?"""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher

from rag.same_word import same_word, stem
from rag.text import is_cjk, words
from rag.types import Span, Status
from rag.verify.findings import Finding
from rag.verify.meaning.greater import gravity
from rag.verify.meaning.operators import operators
from rag.verify.meaning.sequence import same_sequence
from rag.verify.values.dates import dates
from rag.verify.words.negation import implied_denials, negations
from rag.verify.words.opposites import of_order, opposed
from rag.verify.words.synonyms import groups

_LONGEST = 3  # words put in place of others that are compared as a replacement
_AROUND = 2  # words that must be the same beside it
# Words that turn the sense only where one stands in the place of the other.
_PAIRS = tuple(
    frozenset(pair.split())
    for pair in (
        "over under", "above below", "with without", "for against", "up down", "before after", "in out", "inside outside",
        "to from", "more less", "son daughter", "north south", "east west", "left right", "day night", "early late",
        "husband wife", "on off", "every one", "each one", "mother father", "men women", "boys girls", "man woman", "morning evening", "summer winter",
    )
)  # fmt: skip


_LEADS = re.compile(r"(?:(?:of|in|on|at|to|for|about|with|from|by|a|an|the)\s?)+", re.IGNORECASE)


def check_edits(claim: str, best: str) -> list[Finding]:
    """A finding for words of the claim that stand in the place of others of the opposite sense, or of an operator."""
    mine, theirs = words(claim), words(best)
    if any(is_cjk(w.text[0]) for w in mine):
        return []
    matcher = SequenceMatcher(None, [_kin(w.text) for w in mine], [_kin(w.text) for w in theirs], autojunk=False)
    blocks = matcher.get_opcodes()
    said, told = (Counter((o.kind, o.value) for o in operators(text)) for text in (claim, best))
    for at, (tag, a, b, c, d) in enumerate(blocks):
        if tag != "replace" or max(b - a, d - c) > _LONGEST:
            continue
        before = blocks[at - 1][2] - blocks[at - 1][1] if at else 0
        after = blocks[at + 1][2] - blocks[at + 1][1] if at + 1 < len(blocks) else 0
        if before + after < _AROUND:
            continue
        new = claim[mine[a].span.start : mine[b - 1].span.end]
        old = best[theirs[c].span.start : theirs[d - 1].span.end]
        if (
            {new.casefold(), old.casefold()} <= _ARTICLES
            or ({new.casefold(), old.casefold()} <= _AGO and not _GOES_ON.match(claim, mine[b - 1].span.end))
            or _weighs_figure(claim, mine[b - 1].span.end)
            or any(d.span.overlaps(Span(mine[a].span.start, mine[b - 1].span.end)) for d in dates(claim))
            or _denied_quantity(claim, best)
        ):
            continue
        if _once_more(new, old, claim, best):
            return [Finding(Status.NOT_CONFIRMED, f"the claim says “{new}” where the source says “{old}”")]
        turned = opposed(new, old)
        if turned and not (of_order(turned) and same_sequence(claim, best)):  # "B after A" for "A before B"
            status = gravity(turned[0], claim, best)
            return [Finding(status, f"the claim says “{turned[0]}”, the source says “{turned[1]}”")]
        if (pair := frozenset((new.casefold(), old.casefold()))) in _PAIRS:
            status = Status.NOT_CONFIRMED if pair & {"every", "each"} else Status.CONTRADICTED
            return [Finding(status, f"the claim says “{new}” where the source says “{old}”")]
        had, has = (
            tuple(o for o in operators(t) if o.kind != "order" or not same_sequence(claim, best)) for t in (old, new)
        )
        if not had and not has:
            continue
        in_place = {o.kind for o in has} | {"quantity"}
        lost = [
            o
            for o in had
            if o.kind in in_place
            and not (o.value == "any" and _LEADS.fullmatch(new))
            and said[o.kind, o.value] < told[o.kind, o.value]
        ]
        gained = [o for o in has if not had and o.kind != "compared" and said[o.kind, o.value] > told[o.kind, o.value]]
        if lost or gained:
            return [Finding(Status.NOT_CONFIRMED, f"the claim says “{new}” where the source says “{old}”")]
    return []


_AGO = frozenset(
    ["before", "earlier", "previously", "ago"]
)  # "a year before", where nothing follows that it was before
_GOES_ON = re.compile(r"\s+\w")
_ARTICLES = frozenset(["a", "an", "the", "any", "this", "that", "its", "their"])


def _weighs_figure(claim: str, end: int) -> bool:
    """True for the words right before a figure ("some 35 metres"), which the figure's own check reads."""
    return re.match(r"\s+[\d$€£]", claim[end:]) is not None


def _denied_quantity(claim: str, best: str) -> bool:
    """True when one of two texts denies with a cue and the other one in its own way: "all unhurt", "none was hurt"."""
    return len(negations(claim)) != len(negations(best)) and bool(implied_denials(claim) ^ implied_denials(best))


_TELLING = re.compile(r"(?<![\w,.])(?:[A-Z][\w'’-]+|(?:1[5-9]|20)\d\d)(?![\w]|[,.]\d)")


def _once_more(new: str, old: str, claim: str, best: str) -> bool:
    """True when a name or year that the source has elsewhere stands in the place of another, so once more often."""
    if not _TELLING.search(old):
        return False
    for match in _TELLING.finditer(new):
        word = match.group().casefold()
        mine, theirs = (sum(same_word(word, w.text) for w in words(text)) for text in (claim, best))
        if mine > theirs > 0 and word not in old.casefold():
            return True
    return False


def repeated_name(claim: str, best: str) -> list[Finding]:
    """A finding when a claim of the source's own length names one thing more often, and another not at all."""
    if abs(len(words(claim)) - len(words(best))) > _LONGEST:
        return []
    mine, theirs = (Counter(m.group() for m in _TELLING.finditer(text) if m.start()) for text in (claim, best))
    more = [name for name in mine if mine[name] > theirs[name] > 0]
    gone = [name for name in theirs if name not in claim]
    if more and gone:
        return [
            Finding(Status.NOT_CONFIRMED, f"the claim says “{more[0]}” once more than the source, and “{gone[0]}” not at all")
        ]
    return []


def _kin(word: str) -> str:
    """One form for synonyms, but not for words of which one is an operator."""
    known = groups(word)
    return f"#{min(known)}" if known and not operators(word) else stem(word)
