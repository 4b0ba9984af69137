"""What a figure counts, where its noun is left out or stands further off: "11 need repairs" of the 36 bridges, "and six weak"."""

from __future__ import annotations

from rag.grammar.verb_forms import past
from rag.grammar.verbs import Token, acting, plural, spans, tokens
from rag.same_word import stem
from rag.text import words
from rag.types import Status
from rag.verify.findings import Finding
from rag.verify.values.numbers import Figure
from rag.verify.values.statement import Statement


def contradicted(figure: Figure, other: Figure) -> Finding:
    """The finding where the source has ``other`` in the place of the claim's ``figure``."""
    return Finding(Status.CONTRADICTED, f"the claim says {figure.qualified}, the source says {other.qualified}")


def of_another_noun(other: Figure, figure: Figure, stranger: Figure, there: Statement) -> Finding:
    """What is said of a figure that the source has of other things, while it counts these as ``other``; it may have left the noun out ("six weak")."""
    next_word = next((w for w in words(there.text[stranger.span.end :])), None)
    counts = next_word is not None and plural(Token(next_word.text, False))
    return contradicted(figure, other) if counts and figure.kind != "ordinal" else of_other_things(stranger, there)


def of_other_things(stranger: Figure, there: Statement) -> Finding:
    """What is said of a figure that the source has, but, as it seems, of other things."""
    reason = f"the source's {stranger.said} counts something else (“{counted_as_written(stranger, there)}”)"
    return Finding(Status.NOT_CONFIRMED, reason)


def counted_as_written(figure: Figure, statement: Statement) -> str:
    """What ``figure`` counts, as its statement writes it: "injuries" for the stem that is compared."""
    behind = statement.text[figure.span.end :]
    return next((w.span.of(behind) for w in words(behind) if figure.noun in (w.text, stem(w.text))), figure.noun)


def no_noun(figure: Figure, statement: Statement) -> bool:
    """True when what the source's figure counts is left out behind it ("who took nine"): the word before is no noun."""
    if statement.language[:2] != "en" or figure.kind != "quantity" or not figure.noun:
        return False
    if figure.noun in ("on", "one", "ones", "them", "other") or figure.noun.endswith("'"):
        return True
    if _acts_next(figure, statement):
        return True
    follow = words(statement.text[figure.span.end :])[:_FOLLOW]
    return not any(stem(w.text) == figure.noun or w.text == figure.noun for w in follow)


def _acts_next(figure: Figure, statement: Statement) -> bool:
    """True for "11 need repairs" of the 36 bridges: a verb follows at once."""
    plain, places = tokens(statement.text), spans(statement.text)
    behind = next((n for n, place in enumerate(places) if place.start >= figure.span.end), len(plain))
    taken_for_noun = behind < len(plain) and past(plain[behind].text) and stem(plain[behind].text) == figure.noun
    return taken_for_noun or (
        behind < len(plain) and any(v.start == places[behind].start for v in acting(statement.text))
    )


_FOLLOW = 5  # words behind a figure among which its noun stands
