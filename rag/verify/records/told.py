"""A statement to look for in a text: its figures and dates, the words of its matter, its names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from rag.content import in_frame
from rag.text import Word, blanked, content_words
from rag.types import Span
from rag.verify.entities.names import in_text, names, spelt_out
from rag.verify.entities.spelling import misspelt
from rag.verify.speakers.attribution import attribution
from rag.verify.values.qualifiers import WIDENING
from rag.verify.values.statement import Statement, read

_MANY = 3  # figures and dates that tell a matter without any further word
# "It puts the share at 10 percent": how our record tells that the source says so.
_OPENING = re.compile(
    r"(?:It|The (?:report|brief|release|paper|page|study|article|statement|post|document|notice|act|order))(?: (?:also|then|further|itself))? "
    r"(?:puts?|gives?|counts?|ranks?|lists?|names?|cites?|quotes?|describes?|calls?|notes?|adds|records?|repeats?|mentions?|shows?|sets?|finds?|reports?)\b"
)
_CAPITAL = re.compile(r"(?<!\w)[^\W\d_a-z][^\W\d_]{3,}")


@dataclass(frozen=True)
class Told:
    """A statement to look for; ``known`` are names that need no words of their own: the publisher, the title."""

    text: str
    language: str = "en"
    known: tuple[str, ...] = ()
    aliases: Mapping[str, str] = field(
        default_factory=dict
    )  # acronyms of the text that is searched, and what they stand for

    @cached_property
    def statement(self) -> Statement:
        """Its figures and dates."""
        return read(self.text, self.language)

    @property
    def anchored(self) -> bool:
        """True when it states a figure or a date."""
        return bool(self.statement.figures or self.statement.dates)

    @cached_property
    def body(self) -> tuple[Word, ...]:
        """The words that carry its matter: without figures, dates, who says it and what the whole source is about."""
        spans = [f.span for f in self.statement.figures] + [d.span for d in self.statement.dates]
        speaker = attribution(self.text)
        if speaker is not None:
            spans.append(speaker.span)
        elif opened := _OPENING.match(self.text):
            spans.append(Span(*opened.span()))
        every = content_words(self.text, self.language)
        outside = [w for w in every if not any(s.overlaps(w.span) for s in spans)]
        if not outside and len(self.statement.figures) + len(self.statement.dates) >= _MANY:
            return ()  # "It gives FY2020 as 4,791 lb and FY2019 as 2,804 lb": they tell it alone
        outside = [w for w in outside if w.text not in WIDENING] or list(every)
        about = {w.text for name in self.known for w in content_words(name, self.language)}
        telling = [w for w in outside if not in_frame(w.text, self.language) and w.text not in about]
        return tuple(telling if len({w.text for w in telling}) > 1 else outside)

    def names_by(self, text: str) -> list[str]:
        """Its names, read beside ``text``; "FY2020" is a date and none."""
        return [name.text for name in names(self._undated, text)]

    def missing_names(self, text: str) -> list[str]:
        """The names that ``text`` does not have, or has in another spelling.

        One of the source's own names (publisher, title) need not be repeated, unless ``text`` is about another name.
        """
        # A word that opens a sentence may be a name too.
        found = [capital for capital in _CAPITAL.findall(self._undated) if misspelt(capital, text)][:1]
        for name in self.names_by(text):
            if in_text(name, text, self.aliases) or spelt_out(name, text) or any(capital in name for capital in found):
                continue
            if not in_text(name, "", None, self.known) or self._is_of_another(text):
                found.append(name)
        return found

    def _is_of_another(self, text: str) -> bool:
        """True when ``text`` names someone or something that the statement and the source's own names do not."""
        return any(not in_text(n.text, self.text, None, self.known) for n in names(text, self.text))

    @cached_property
    def _undated(self) -> str:
        """The statement with blanks for its dates."""
        return blanked(self.text, (date.span for date in self.statement.dates))
