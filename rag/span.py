"""A stretch of a text, in characters."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of characters, end exclusive and never empty; raises ValueError otherwise."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if self.start < 0 or self.end <= self.start:
            raise ValueError(f"Span({self.start}, {self.end}): needs 0 <= start < end")

    def of(self, text: str) -> str:
        """The characters of ``text`` under this span."""
        return text[self.start : self.end]

    def shifted(self, by: int) -> Span:
        """The same stretch in a text that starts ``by`` characters earlier."""
        return Span(self.start + by, self.end + by)

    def overlaps(self, other: Span) -> bool:
        """True when the two share a character."""
        return self.start < other.end and other.start < self.end
