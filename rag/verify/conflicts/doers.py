"""Who did it, where only one can have: "who led the trial", "was it A or B that started the fire"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.same_word import same_word
from rag.text import content_words, fold, words
from rag.verify.conflicts.rivals import Quote, Rivals
from rag.verify.entities.offices import TITLES

# Each line is one deed in the forms by which a question asks for the doer and a source tells of it.
_DEEDS = """
    led lead leads leading leader headed heads head
    chaired chairs chair chairman chairwoman
    founded founder founds
    started start starts
    caused causes cause
    wrote writes author authored written
    invented invents inventor
    discovered discovers discoverer
    won wins winner
    signed signs
    killed kills murdered
    designed designs designer architect
    built builds builder
    directed directs director
"""
_DEED_OF = {form: line.split()[0] for line in _DEEDS.strip().splitlines() for form in line.split()}
_ASKS = re.compile(
    r"^\W*(?:who|what|which (?P<kind>[a-z]+)) (?P<verb>[a-z]+) (?:the |a |an )?(?P<object>[^?]{3,60})\??$",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?:[A-Z][\w'’-]+ )+[A-Z][\w'’-]+")


@dataclass(frozen=True, slots=True)
class _Told:
    place: int
    doer: frozenset[str]
    text: str


def rival_doers(question: str, quotes: Sequence[Quote]) -> Iterator[Rivals]:
    """The first two quotes, of two sources, that name different doers of the one deed ``question`` asks for; or nothing."""
    asked = _ASKS.match(question.strip())
    deed = _DEED_OF.get(asked["verb"].casefold()) if asked else None
    if asked is None or deed is None:
        return
    done = [w.text for w in content_words(asked["object"])]
    told = [
        found
        for place, quote in enumerate(quotes)
        if quote.language == "en" and (found := _doer(place, quote.words, deed, done))
    ]
    for i, one in enumerate(told):
        for other in told[i + 1 :]:
            apart = quotes[one.place].source_id != quotes[other.place].source_id and not one.doer & other.doer
            if apart:
                yield Rivals(one.place, other.place, f"{one.text} by the one, {other.text} by the other", "roles")
                return


def _doer(place: int, text: str, deed: str, done: Sequence[str]) -> _Told | None:
    """The doer a sentence names; None unless it tells of the deed and of all it was done to, in the active."""
    have = words(text)
    verb = next((w for w in have if _DEED_OF.get(w.text) == deed), None)
    if verb is None or not done or re.search(r"\b(?:not|no|never|may|might|could|if)\b|n't\b", text):
        return None
    head = done[-1]  # "the Velarin trial" is also told as "the trial"
    if not any(same_word(head, w.text) for w in have):
        return None
    before = re.split(r"[,;:]|\b(?:that|when|after|because|while)\b", text[: verb.span.start])[-1]
    name = _NAME.search(before)
    said = name.group() if name else before
    doer = [w for w in content_words(said) if w.text not in TITLES and not any(same_word(w.text, d) for d in done)]
    if not doer or len(doer) > 4 or fold(said, accents=True).text.split()[:1] in (["it"], ["he"], ["she"], ["they"]):
        return None
    return _Told(place, frozenset(w.text for w in doer), said.strip())


_CHOICE = re.compile(r"\b(?P<one>[^\W\d_]{3,}) or (?:by |the |an? |from |in )*(?P<two>[^\W\d_]{3,})\b", re.IGNORECASE)


def rival_choices(question: str, quotes: Sequence[Quote]) -> Iterator[Rivals]:
    """For a question "A or B" the first two quotes, of two sources, that tell the rest of it with A and with B; or nothing."""
    asked = _CHOICE.search(question)
    if asked is None or not re.match(r"\W*(?:was|is|were|are|did|does|do|who|which)\b", question, re.IGNORECASE):
        return
    one, two = asked["one"].casefold(), asked["two"].casefold()
    rest = [w.text for w in content_words(question) if w.text not in (one, two)]
    told: dict[str, list[int]] = {one: [], two: []}
    for place, quote in enumerate(quotes):
        have = [w.text for w in words(quote.words)]
        here = [c for c in (one, two) if any(same_word(c, h) for h in have)]
        met = sum(any(same_word(r, h) for h in have) for r in rest)
        if (
            len(here) == 1
            and rest
            and met >= max(2, _REST * len(rest))
            and not re.search(r"\b(?:not|no|never)\b|n't\b", quote.words)
        ):
            told[here[0]].append(place)
    for i in told[one]:
        for j in told[two]:
            if quotes[i].source_id != quotes[j].source_id:
                yield Rivals(
                    i, j, f"the question sets {asked['one']} against {asked['two']}; each stands in a source", "roles"
                )
                return


_REST = 0.75  # share of the question's other words that both quotes must have
