"""How much of a Chinese claim its source says: pairs of characters that only stand at a seam, between two words that the source has, are no
words of their own; characters that stand in no word of the source are missing. And whether the words are those of one clause."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from rag.text import STOP_ZH, Word, content_words, is_cjk
from rag.types import Status
from rag.verify.findings import Finding
from rag.verify.tongues.pieces import clauses, matter, nearest
from rag.verify.values.statement import read

_LIGHT = frozenset(
    "册只批头辆艘户台套份场该此本是有为共达约近已经个名只家座条份项件次批等各均都每占比称说当时内间后前年月日号约"
)
_QUALIFIED = re.compile(
    "超过|多于|不足|不到|少于|将近|接近|至少|最多|大约|左右|以上|以下|达到|高达|总共|一共|共计|其中|分别"
)
_OPENING = 14  # characters of a clause among which its subject stands
_OPENS = re.compile(r"[ \d.,%年月日至其中于在并而也则又将已被、向给把对由因比较约共仅\s]*")


def seams(body: Sequence[Word], present: Collection[str], source: str) -> frozenset[str]:
    """The pairs of the claim's ``body`` that the source lacks only because other words stand beside one another there."""
    have = set(present)
    found = set()
    pairs = [w for w in body if is_cjk(w.text[0])]
    for at, word in enumerate(pairs):
        if word.text in have or len(word.text) < 2:
            continue
        left = next((w.text for w in reversed(pairs[:at]) if w.span.end == word.span.start + 1 and w.text in have), "")
        right = next((w.text for w in pairs[at + 1 :] if w.span.start == word.span.end - 1 and w.text in have), "")
        first = left or (word.text[0] if word.text[0] in _LIGHT else "")
        second = right or (word.text[1] if word.text[1] in _LIGHT else "")
        if first and second and (not left or not right or _in_order(left, right, source)):
            found.add(word.text)
    return frozenset(found)


def _in_order(first: str, second: str, source: str) -> bool:
    """True where the source has the one before the other in one sentence."""
    at = source.find(first)
    return at >= 0 and source.find(second, at) >= 0


def strange(text: str, body: Sequence[Word], present: Collection[str]) -> tuple[str, ...]:
    """The stretches of the claim's ``body`` no character of which is in a pair that the source has, light ones aside."""
    have = set(present)
    known = {
        place for match in _QUALIFIED.finditer(text) for place in range(*match.span())
    }  # figures are compared elsewhere
    told: dict[int, str] = {}
    for word in body:
        if not is_cjk(word.text[0]):
            continue
        for n, char in enumerate(word.text):
            told[word.span.start + n] = char
        for n, char in enumerate(word.text):
            if char in have or (len(word.text) == 1 and any(char in other for other in have)):
                known.add(word.span.start + n)
        if word.text in have:
            known.update(range(word.span.start, word.span.start + len(word.text)))
    left = sorted(
        place for place, char in told.items() if place not in known and char not in _LIGHT and char not in STOP_ZH
    )
    found: list[str] = []
    for n, place in enumerate(left):
        if n and place == left[n - 1] + 1:
            found[-1] += told[place]
        else:
            found.append(told[place])
    return tuple(dict.fromkeys(found))


def check_one_clause(claim: str, source: str) -> list[Finding]:
    """A finding for a Chinese claim of one clause whose words stand in two clauses of the source, none of which has them all."""
    pieces = [piece.of(source) for piece in clauses(source, "zh")]
    if len(pieces) < 2:
        return []
    have = [matter(piece, "zh") for piece in pieces]
    bare = [read(piece, "zh").masked(" ") for piece in pieces]
    numbers = read(claim, "zh").numbers
    for told in clauses(claim, "zh"):
        wanted = [
            w
            for w in content_words(told.of(claim), "zh")
            if not any(s.start <= told.start + w.span.start < s.end for s in numbers)
        ]
        known = [w for w in wanted if any(w.text in h for h in have)]
        if len(known) < 3:
            continue
        lacking = [[w for w in known if w.text not in there] for there in have]
        if any(not missing or _left_out(missing, known, bare, have, n) for n, missing in enumerate(lacking)):
            continue
        place = nearest(told.of(claim), source, "zh")
        missing = next((lacking[n] for n, piece in enumerate(clauses(source, "zh")) if piece == place), lacking[0])
        first = missing[0]
        said = told.of(claim)[first.span.start : missing[-1].span.end] if _run(missing) else first.text
        return [Finding(Status.NOT_CONFIRMED, f"the source says “{said}” of something else")]
    return []


def _run(found: Sequence[Word]) -> bool:
    return all(b.span.start <= a.span.end for a, b in pairwise(found))


def _left_out(
    missing: Sequence[Word], known: Sequence[Word], pieces: Sequence[str], have: Sequence[frozenset[str]], best: int
) -> bool:
    """True where what the best clause lacks is the beginning of an earlier one, and it has no such beginning of its own."""
    earlier = [n for n in range(best) if all(w.text in have[n] for w in missing)]
    if not earlier:
        return False
    if not any(all(pieces[n].find(w.text) < _OPENING for w in missing) for n in earlier):
        return False
    shared = [w for w in known if w not in missing]
    own = matter(pieces[best], "zh")
    if own and own <= {w.text for w in shared} and best and all(w.text in have[best - 1] for w in missing):
        return True  # "治疗组退烧率为71%，对照组为38%"
    if not shared or max(w.span.start for w in missing) > min(w.span.start for w in shared):
        return False  # what is left out stands before the rest
    opens = _OPENS.match(pieces[best])
    begins = opens.end() if opens else 0
    ends = [w.text for w in content_words(pieces[best], "zh") if len(w.text) > 1][-1:]
    here = [pieces[best].find(w.text) for w in shared]
    return min(here) <= begins and bool(ends) and ends[0] in {w.text for w in shared}  # it ends with what is done
