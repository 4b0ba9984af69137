"""What the original says to a fact of our record, as one line beside the fact in any face and language."""

from __future__ import annotations

from rag.text.place_words import place_words
from rag.text.punctuation import bracketed, comma
from rag.types import Audit, AuditMark
from ui.in_language import Words, in_language
from ui.reasons import reason_words

_SHOWN = 300  # characters of the original's words that the line repeats

_LINES: dict[Audit, Words] = {
    Audit.CONFIRMED: (
        "Confirmed in the original{place}",
        "Confirmado en el original{place}",
        "原文证实{place}",
    ),
    Audit.DIFFERS: (
        "Differs from the original{place}: “{words}” ({reason})",
        "Difiere del original{place}: “{words}” ({reason})",
        "与原文不符{place}：“{words}”（{reason}）",
    ),
    Audit.NOT_FOUND: (
        "Not found in the original",
        "No se halló en el original",
        "原文中未找到",
    ),
    Audit.NOT_CHECKED: (
        "Not checked against the original ({reason})",
        "No comprobado con el original ({reason})",
        "未与原文核对（{reason}）",
    ),
}


def audit_line(mark: AuditMark, language: str = "en") -> str:
    """The line for ``mark``, in English where ``language`` is none of ours."""
    words = mark.sentence if len(mark.sentence) <= _SHOWN else mark.sentence[: _SHOWN - 1] + "…"
    reason = reason_words(mark, language)
    confirmed = bracketed(reason, language) if reason and mark.status is Audit.CONFIRMED else ""
    place = comma(language) + place_words(mark.locator, language) if mark.locator else ""
    told = " ".join(words.split())
    return in_language(_LINES, mark.status, language, place=place, words=told, reason=reason) + confirmed
