"""What is asked: whether it can be, in which language, whether we decline, and what a follow-up means in full."""

import re
import unicodedata
from dataclasses import dataclass

from rag.errors import EmptyQuestion, TooLong
from rag.text.fold import language_of as language_of

_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn"}  # control, format (bidi, zero width), surrogate, private, unassigned
_LONGEST_RUN = 12  # signs and spaces in a row that are kept: patterns would try each place of "? ? ? ..."
_RUNS = re.compile(rf"[^\w]{{{_LONGEST_RUN + 1},}}")


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier exchange of a conversation: what was asked, and the answer's text where there is one."""

    question: str
    answer_text: str = ""

    def within(self, longest: int) -> "Turn":
        """The same, cut to a question of at most ``longest`` characters and an answer of ten times that."""
        return Turn(_within(self.question, longest), _within(self.answer_text, 10 * longest))


def usable(question: str, longest: int) -> str:
    """``question`` cleaned; raises EmptyQuestion when nothing is left of it and TooLong beyond ``longest`` characters.

    They are counted in the form NFKC, in which the models read: of one character it makes up to eighteen.
    """
    kept = "".join(
        " " if c.isspace() else c for c in question if c.isspace() or unicodedata.category(c) not in _INVISIBLE
    )
    text = _RUNS.sub(lambda run: run[0][:_LONGEST_RUN], " ".join(kept.split()))
    if not any(c.isalnum() for c in text):
        raise EmptyQuestion("the question is empty. Ask something, for example: Who wrote the report?")
    if (size := len(unicodedata.normalize("NFKC", text))) > longest:
        raise TooLong(size, longest)
    return text


def _within(text: str, longest: int) -> str:
    """``text`` as it is, or the beginning of its form NFKC, where that is longer."""
    text = text[:longest]
    plain = unicodedata.normalize("NFKC", text)
    return text if len(plain) <= longest else plain[:longest]
