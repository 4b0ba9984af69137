"""Whether a note of an answer is the product's own voice: one of its phrases, filled with what such a phrase may hold; and whether its lead
says no more than its claim, and is by whom the index has it.

A claim of the ledger, words of the question, a number, a reason from the list: nothing else may fill a gap.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cache

from rag.answer.listed import GROUNDS, borne, disputes_tallied, in_plural, scored, tallied
from rag.answer.said_by import who_and_when
from rag.case import Dispute, LedgerClaim
from rag.phrases import LANGUAGES, PHRASES, phrase
from rag.sources import Source
from rag.text.fold import fold
from rag.text.tokens import tokens
from rag.types import Answer, Claim, Lead, Note, NoteKind
from rag.verify.references import unmarked

SAID: dict[NoteKind, tuple[str, ...]] = {
    NoteKind.PREMISE: ("premise", "premise_whole", "premise_asked", "premise_asked_whole", "premise_doubted", "premise_denied"),
    NoteKind.EMERGENCY: ("emergency", "crisis"),
    NoteKind.DECLINED: ("harm", "harm_before", "greeting", "task", "forecast"),
    NoteKind.ABOUT: ("about", "about_article"),
    NoteKind.REFUSED: ("refused", "refused_missing", "refused_weak", "refused_near", "refused_near_missing"),
    NoteKind.MODE: (
        "did_not_answer", "broke_off", "model_refused", "no_more", "nothing_held", "halted_length", "halted_content_filter",
        "not_mended", "not_judged",
    ),
    NoteKind.UNSURE: ("unsure", "unmet"),
    NoteKind.CUT: ("cut",),
    NoteKind.NAMED: ("named",),
    NoteKind.UNTOLD: ("untold",),
    NoteKind.FURTHER: ("further", "gap_answered"),
    NoteKind.LISTED: GROUNDS,
    NoteKind.LEDGER: ("ledger", "ledger_before"),
    NoteKind.UNJUDGED: ("unjudged",),
    NoteKind.DISPUTES: ("disputes",),
}  # fmt: skip
BY_EDITOR = ("lead_yes", "lead_no", "lead_part", "lead_depends", "lead_differ")
_SHOWN = 60  # characters of what is strange
WHY = tuple(key for key in PHRASES if key.startswith("why_"))
_PIECE = re.compile(r"[\u3400-\u9fff]|[^\W_\u3400-\u9fff]+")
_YEARS = re.compile(r"(?:1[5-9]|20)\d\d(?:(?:, |、)(?:1[5-9]|20)\d\d)*")
_GAP = re.compile(r"\{(\w+)\}")
_Form = tuple[tuple[str, ...], tuple[str, ...]]  # what is fixed of a phrase, and the names of the gaps between
# A note takes at most two pieces from the question; the rest is our own words or the ledger's.
_LONGEST, _ROOM = 3, 5000


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
    if note.kind is NoteKind.GAP:  # a model's, as what it wrote; it claims nothing of the world
        return answer.mode == "model"
    if note.kind is NoteKind.LEDGER and ledger is not None:
        return tallied(note.text, answer.language, ledger)
    if note.kind is NoteKind.SCORED:
        return scored(note.text, answer.language, ledger or ())
    if note.kind is NoteKind.DISPUTES and disputes is not None:
        return disputes_tallied(note.text, answer.language, disputes)
    if note.kind is NoteKind.LISTED:
        return any(borne(note.text, answer.language, sources) for sources in lists)
    said = in_plural(note.text) if note.kind is NoteKind.LEDGER else note.text
    asked = f"{answer.question}\n{answer.asked_as}"
    if len(note.text) > _LONGEST * len(asked) + _ROOM:
        return False
    words, terms = _pieces(asked), frozenset(tokens(asked, answer.language))
    titles = frozenset(source.title for sources in lists for source in sources)
    claims = frozenset(claim.claim.rstrip(".") for claim in ledger or ())

    def of_question(text: str) -> bool:
        return _pieces(text) <= words or frozenset(tokens(text, answer.language)) <= terms

    fits: dict[str, Callable[[str], bool]] = {
        "premise": lambda text: text in claims or of_question(text),
        "missing": lambda text: _pieces(text) <= words,
        "point": lambda text: text in claims or of_question(text),
        "why": lambda text: is_phrase(text, WHY, {"status": _is_number}),
        **dict.fromkeys(("count", "contradicted", "partly", "supported", "silent", "opinion", "shown"), _is_number),
        "tokens": _is_number,
        "title": lambda text: text in titles,
        "years": lambda text: _YEARS.fullmatch(text) is not None,
    }
    return is_phrase(said, SAID.get(note.kind, ()), fits)


def strange_lead(answer: Answer, lists: Collection[Mapping[str, Source]], reasons: Iterable[str]) -> str:
    """What is wrong with the lead, in a line; "" where nothing is. ``lists``: the sources as they are and were; ``reasons``: what editors
    say, beside those of the answer's conflicts."""
    lead = answer.lead
    if lead is None:
        return ""
    told = f"the lead is not what the answer says: {lead.text[:_SHOWN]!r}"
    if lead.kind in ("silent", "whole"):
        ours = any(note.text.startswith(lead.text) for note in answer.notes)
        return "" if ours and not (lead.by or lead.note or lead.verbatim) else told
    if lead.claim is None or lead.claim >= len(answer.verdicts) or not answer.verdicts[lead.claim].status.borne:
        return told
    claim, known = answer.verdicts[lead.claim].claim, {*reasons, *(one.reason for one in answer.conflicts)}
    if not (_said(lead.text, claim) or _by_phrase(lead, claim, known)):
        return told
    if lead.note and lead.note not in known and not is_phrase(lead.note, ("lead_unsure",), {}):
        return f"the note of the lead is none of our own words: {lead.note[:_SHOWN]!r}"
    return "" if _by(lead, claim, lists) else f"the lead is not by whom it says: {lead.by[:_SHOWN]!r}"


def _said(text: str, claim: Claim) -> bool:
    """True for words of the claim or of what it quotes."""
    return bool(text) and (text in unmarked(claim.text) or any(text in cited.quote for cited in claim.citations))


def _by_phrase(lead: Lead, claim: Claim, reasons: Collection[str]) -> bool:
    """True for an editor's reason, or the claim's words against what the question takes for granted, in a phrase of ours."""
    words = {"words": lambda text: _said(text.strip("“”"), claim)}
    return is_phrase(lead.text, BY_EDITOR, {"reason": lambda text: text in reasons}) or is_phrase(
        lead.text, ("lead_not_so",), words
    )


def _by(lead: Lead, claim: Claim, lists: Collection[Mapping[str, Source]]) -> bool:
    """True where the claim's first source is called so in one of ``lists``, or an editor judged."""
    if not claim.citations:
        return False
    cited = claim.citations[0]
    known = [sources for sources in lists if cited.source_id in sources]
    said = {who_and_when(cited, sources, language) for sources in known for language in LANGUAGES}
    return lead.by in said or lead.by in {phrase("lead_editor", language) for language in LANGUAGES}


def is_phrase(text: str, keys: tuple[str, ...], fits: Mapping[str, Callable[[str], bool]]) -> bool:
    """True when ``text`` is a phrase of ``keys`` in any language, each gap filled with what fits it."""
    found = (_filled(text, *form) for key in keys for form in _forms(key))
    return any(told is not None and all(fits[gap](filled) for gap, filled in told.items()) for told in found)


@cache
def _forms(key: str) -> tuple[_Form, ...]:
    """The phrase in each language, cut at its gaps."""
    cut = (_GAP.split(words) for words in PHRASES[key].values())
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


def _pieces(text: str) -> frozenset[str]:
    """The words of ``text``, however accented or capitalised; of Chinese the characters."""
    return frozenset(_PIECE.findall(fold(text, accents=True).text.casefold()))


def _is_number(text: str) -> bool:
    return text.isdecimal() and len(text) < 10
