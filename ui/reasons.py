"""Why a verdict, an audit or a difference is what it is, in the reader's language: by its codes, or as it was saved before there were any."""

from rag.reason import said
from rag.sources import Audit, AuditMark
from rag.text.place_words import place_words
from rag.text.punctuation import bracketed, colon, comma
from rag.types import Conflict, Verdict
from ui.words import audit_word, status_word

_SHOWN = 300  # characters of the original's words that the line repeats


def reason_words(told: Verdict | AuditMark | Conflict, language: str) -> str:
    """The reason in ``language``; as it was said where it has no codes."""
    return said(told.reasons, language) if told.reasons else told.reason


def doubt_words(verdict: Verdict, language: str) -> str:
    """ "not confirmed: the cited words do not have “Harwick”", in ``language``; "" of a claim that is borne out."""
    if verdict.status.borne:
        return ""
    return f"{status_word(verdict.status, language)}{colon(language)}{reason_words(verdict, language)}"


def audit_line(mark: AuditMark, language: str = "en") -> str:
    """The line for ``mark``, in English where ``language`` is none of ours."""
    words = mark.sentence if len(mark.sentence) <= _SHOWN else mark.sentence[: _SHOWN - 1] + "…"
    reason = reason_words(mark, language)
    confirmed = bracketed(reason, language) if reason and mark.status is Audit.CONFIRMED else ""
    place = comma(language) + place_words(mark.locator, language) if mark.locator else ""
    told = " ".join(words.split())
    return audit_word(mark.status, language, place=place, words=told, reason=reason) + confirmed
