"""Whether a note of an answer is the product's own voice: one of its phrases, filled with what such a phrase may hold.

Words of the question, a number, a reason from the list. What names a claim of the ledger must be mostly the question's
words, and have no figure, date or name that is neither in the question nor in a quote.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache

from rag.answer.amounts import in_digits
from rag.answer.listed import GROUNDS, borne
from rag.answer.tally import disputes_tallied, in_plural, tallied
from rag.corpus import Dispute, LedgerClaim
from rag.grammar.indicative import finite
from rag.phrases import PHRASES
from rag.text import fold
from rag.tokens import tokens
from rag.types import Answer, Note, NoteKind, Source
from rag.verify.exact.names import names
from rag.verify.exact.dates import dates
from rag.verify.exact.numbers import figures

SAID: dict[NoteKind, tuple[str, ...]] = {
    NoteKind.PREMISE: ("premise", "premise_whole", "premise_asked", "premise_asked_whole", "premise_doubted", "premise_denied"),
    NoteKind.EMERGENCY: ("emergency",),
    NoteKind.DECLINED: ("harm", "greeting", "task", "forecast"),
    NoteKind.REFUSED: ("refused", "refused_missing", "refused_weak", "refused_near", "refused_near_missing"),
    NoteKind.MODE: (
        "did_not_answer", "broke_off", "model_refused", "no_more", "nothing_held", "halted_length", "halted_content_filter",
        "not_mended", "not_judged", "judge_unread",
    ),
    NoteKind.UNSURE: ("unsure", "unmet"),
    NoteKind.NAMED: ("named",),
    NoteKind.UNTOLD: ("untold",),
    NoteKind.FURTHER: ("further",),
    NoteKind.LISTED: GROUNDS,
    NoteKind.LEDGER: ("ledger",),
    NoteKind.UNJUDGED: ("unjudged",),
    NoteKind.DISPUTES: ("disputes",),
}  # fmt: skip
WHY = tuple(key for key in PHRASES if key.startswith("why_"))
_MOSTLY = 0.7  # share of a point's terms that are the question's; as in rag/verify/conflicts/disputed.py
_PIECE = re.compile(r"[\u3400-\u9fff]|[^\W_\u3400-\u9fff]+")
_YEARS = re.compile(r"(?:1[5-9]|20)\d\d(?:(?:, |、)(?:1[5-9]|20)\d\d)*")
_GAP = re.compile(r"\{(\w+)\}")
_Form = tuple[tuple[str, ...], tuple[str, ...]]  # what is fixed of a phrase, and the names of the gaps between
_LONGEST, _ROOM = (
    3,
    5000,
)  # a note takes at most two pieces from the question; the rest is our own words or the ledger's
_LONGEST_POINT = 2000  # characters of a claim of the ledger that a note repeats
_ADDED = {"is"}  # "X, the only maker, ..." is read as "X is the only maker"


def ours(
    note: Note,
    answer: Answer,
    lists: Sequence[Collection[Source]] = (),
    ledger: Sequence[LedgerClaim] | None = None,
    disputes: Sequence[Dispute] | None = None,
) -> bool:
    """True when ``note`` says what the product itself says in an answer, and nothing of the world besides.

    What it says of sources must stand in one of ``lists``: their lists, as they are now and as they were. What it counts of
    claims must be what ``ledger`` has, where it is known as it was, and of disputes what ``disputes`` has.
    """
    if note.kind is NoteKind.LEDGER and ledger is not None:
        return tallied(note.text, answer.language, ledger)
    if note.kind is NoteKind.DISPUTES and disputes is not None:
        return disputes_tallied(note.text, answer.language, disputes)
    if note.kind is NoteKind.LISTED:
        return any(borne(note.text, answer.language, sources) for sources in lists)
    said = in_plural(note.text) if note.kind is NoteKind.LEDGER else note.text
    asked = f"{answer.question}\n{answer.asked_as}"
    asked = f"{asked}\n{in_digits(asked, answer.language)}"
    if len(note.text) > _LONGEST * len(asked) + _ROOM:
        return False
    words = _pieces(asked)
    told = words | _ADDED | finite(words)
    quoted = words.union(*(_pieces(c.quote) for claim in answer.claims for c in claim.citations))
    fits: dict[str, Callable[[str], bool]] = {
        "premise": lambda text: _pieces(text) <= told,
        "missing": lambda text: _pieces(text) <= words,
        "point": lambda text: _pieces(text) <= told or _of_ledger(text, asked, quoted, answer.language),
        "why": lambda text: _is_phrase(text, WHY, {"status": _is_number}),
        **dict.fromkeys(("count", "contradicted", "partly", "supported", "silent", "opinion", "shown"), _is_number),
        "tokens": _is_number,
        "years": lambda text: _YEARS.fullmatch(text) is not None,
    }
    return _is_phrase(said, SAID.get(note.kind, ()), fits)


def _is_phrase(text: str, keys: tuple[str, ...], fits: Mapping[str, Callable[[str], bool]]) -> bool:
    """True when ``text`` is a phrase of ``keys`` in any language, each gap filled with what fits it."""
    found = (_filled(text, *form) for key in keys for form in _forms(key))
    return any(told is not None and all(fits[gap](filled) for gap, filled in told.items()) for told in found)


@cache
def _forms(key: str) -> tuple[_Form, ...]:
    """The phrase in each language, cut at its gaps."""
    cut = (_GAP.split(phrase) for phrase in PHRASES[key].values())
    return tuple((tuple(pieces[::2]), tuple(pieces[1::2])) for pieces in cut)


def _filled(text: str, fixed: tuple[str, ...], gaps: tuple[str, ...]) -> dict[str, str] | None:
    """What stands in each gap of a phrase, the first as long as it can be; None where ``text`` is another sentence.

    The fixed pieces are looked for from the end, once each: a pattern with several open gaps would take hours over some texts.
    """
    if not gaps:
        return {} if text == fixed[0] else None
    start, end = len(fixed[0]), len(text) - len(fixed[-1])
    if start >= end or not text.startswith(fixed[0]) or not text.endswith(fixed[-1]):
        return None
    told = {}
    for piece, gap in zip(fixed[-2:0:-1], gaps[:0:-1], strict=True):
        at = text.rfind(piece, start + 1, end - 1)
        if at < 0:
            return None
        told[gap] = text[at + len(piece) : end]
        end = at
    return told | {gaps[0]: text[start:end]}


def _of_ledger(point: str, asked: str, quoted: frozenset[str], language: str) -> bool:
    """True for a claim of the ledger that the question makes: mostly its terms, and nothing telling from elsewhere."""
    if len(point) > _LONGEST_POINT:
        return False
    terms = set(tokens(point))
    telling = [t.text for t in figures(point, language)]
    telling += [t.text for t in dates(point, language)]
    telling += [t.text for t in names(f"x {point}")]
    return len(terms & set(tokens(asked))) >= _MOSTLY * len(terms) and all(_pieces(t) <= quoted for t in telling)


def _pieces(text: str) -> frozenset[str]:
    """The words of ``text``, however accented or capitalised; of Chinese the characters."""
    return frozenset(_PIECE.findall(fold(text, accents=True).text.casefold()))


def _is_number(text: str) -> bool:
    return text.isdecimal() and len(text) < 10
