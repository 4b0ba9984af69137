"""Why a verdict, an audit or a difference is what it is, in the reader's language: by its codes, or as it was saved before there were any."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from rag.reason import Reason, said
from rag.types import Verdict
from ui.answer_words import status_word


class Reasoned(Protocol):
    """What has a reason in English, and since December 2026 as codes."""

    @property
    def reason(self) -> str:
        """In English, or in an editor's own words."""
        ...

    @property
    def reasons(self) -> Sequence[Reason]:
        """As codes."""
        ...


def reason_words(told: Reasoned, language: str) -> str:
    """The reason in ``language``; as it was said where it has no codes."""
    return said(told.reasons, language) if told.reasons else told.reason


def doubt_words(verdict: Verdict, language: str) -> str:
    """ "not confirmed: the cited words do not have “Harwick”", in ``language``; "" of a claim that is borne out."""
    if verdict.status.borne:
        return ""
    colon = "：" if language == "zh" else ": "
    return f"{status_word(verdict.status, language)}{colon}{reason_words(verdict, language)}"
