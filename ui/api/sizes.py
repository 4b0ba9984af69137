"""How large an answer may be that a client hands in: its claims are judged again, which takes time for every character."""

from __future__ import annotations

from rag.types import Answer

MOST_PIECES = 100  # claims, and notes
MOST_CITATIONS = 300  # of all claims
LONGEST_PIECE = 10_000  # characters of a claim, a note or a quote
LONGEST_ANSWER = 50_000  # characters of its text, of its question, of all claims and of all notes
LONGEST_QUOTES = 200_000  # characters of all quotes: those that lie in one another count each


def too_large(answer: Answer) -> str:
    """What is larger in ``answer`` than in any of ours, as a sentence; "" when nothing is."""
    claims = [claim.text for claim in answer.claims]
    notes = [note.text for note in answer.notes]
    quotes = [citation.quote for claim in answer.claims for citation in claim.citations]
    if max(len(claims), len(notes)) > MOST_PIECES or len(quotes) > MOST_CITATIONS:
        return f"at most {MOST_PIECES} claims, {MOST_PIECES} notes and {MOST_CITATIONS} citations are checked at once"
    if max(map(len, (*claims, *notes, *quotes)), default=0) > LONGEST_PIECE:
        return f"at most {LONGEST_PIECE:,} characters of a claim, a note or a quote are checked"
    asked = (answer.question, answer.asked_as)
    if max(len(answer.text), *(sum(map(len, of)) for of in (asked, claims, notes))) > LONGEST_ANSWER:
        return f"at most {LONGEST_ANSWER:,} characters of text, question, claims and notes are checked at once"
    if sum(map(len, quotes)) > LONGEST_QUOTES:
        return f"at most {LONGEST_QUOTES:,} characters of quotes are checked at once"
    return ""
