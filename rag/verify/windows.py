"""Long evidence cut to what a claim may rest on: windows of a few sentences that the judge can read, with the source's card in front."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rag.sources import Source
from rag.text.fold import READ_AGAIN, guess_language, is_cjk, well_formed
from rag.text.sentences import sentences
from rag.text.tokens import tokens

SENTENCES, TOKENS, WINDOWS = 4, 140, 3
_PIECE = 90  # words of a sentence that is longer than a window
_PIECES = re.compile(rf"(?:\S+\s*){{1,{_PIECE}}}")
_LETTERS = 140  # likewise of Chinese, which has no spaces


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of one source that a claim may rest on, and the source's card: publisher, date, title, authors."""

    text: str
    card: str = ""


def card(source: Source) -> str:
    """ "DEA, January 2020, Fentanyl Flow" as far as the source says it of itself."""
    parts = (source.publisher, source.published, source.title, ", ".join(source.authors))
    return ", ".join(dict.fromkeys(part for part in parts if part))


def windows(claim: str, evidence: Sequence[Stretch]) -> tuple[str, ...]:
    """What to read the claim against, the window most on its subject first; at most WINDOWS of them.

    Each stretch gives windows around the sentences that share most with the claim. Where the evidence is more than one
    window, the last gathers the best sentences of all of it: a claim may rest on two places.
    """
    wanted = terms(claim)
    units = [_Unit(place, i, text) for place, one in enumerate(evidence) for i, text in enumerate(pieces(one.text))]
    if not units:
        return ()
    score = {unit: shared(wanted, unit.text) for unit in units}
    left = sorted(units, key=lambda u: -score[u])
    found: list[list[_Unit]] = []
    while left and len(found) < WINDOWS - 1:
        window = _around(left[0], units)
        found.append(window)
        left = [u for u in left if u not in window and (score[u] > 0 or not found)]
    if len(found) > 1 or left or len(evidence) > 1:
        gathered = [units[n] for n in covering(wanted, [unit.text for unit in units], TOKENS)]
        if gathered not in found and not any(set(gathered) <= set(window) for window in found):
            found.append(gathered)
    return tuple(dict.fromkeys(_written(window, evidence) for window in found))


@lru_cache(maxsize=READ_AGAIN)
def terms(text: str) -> frozenset[str]:
    """The stems of a text's words that carry matter."""
    return frozenset(tokens(text, guess_language(text)))


def weight(term: str) -> float:
    """How much a term tells: figures and long words more than short ones, which are more often common."""
    return 2.0 if term[0].isdigit() else 1.0 if is_cjk(term[0]) else min(2.0, 0.25 + 0.2 * len(term))


def shared(wanted: frozenset[str], text: str) -> float:
    """The weight of the ``wanted`` terms that ``text`` has."""
    return sum(weight(term) for term in wanted & terms(text))


@lru_cache(maxsize=READ_AGAIN)
def pieces(text: str) -> tuple[str, ...]:
    """The sentences of a text, one longer than a window in pieces."""
    text = well_formed(text)
    out: list[str] = []
    for span in sentences(text, guess_language(text)):
        sentence = span.of(text)
        if size(sentence) <= TOKENS:
            out.append(sentence)
        elif len(sentence.split()) > _PIECE:
            out += [piece.strip() for piece in _PIECES.findall(sentence)]
        else:
            out += [sentence[at : at + _LETTERS] for at in range(0, len(sentence), _LETTERS)]
    return tuple(out)


@lru_cache(maxsize=READ_AGAIN)
def size(text: str) -> float:
    """About how many tokens a text is for the judge."""
    chinese = 0 if text.isascii() else sum(map(is_cjk, text))
    return 1.35 * len(text.split()) + 0.9 * chinese


@dataclass(frozen=True, slots=True)
class _Unit:
    """A sentence by its stretch and its place there."""

    stretch: int
    place: int
    text: str


def _around(middle: _Unit, units: Sequence[_Unit]) -> list[_Unit]:
    """The unit with its neighbours, the one before first: it says who "she" is."""
    near = {u.place: u for u in units if u.stretch == middle.stretch}
    window, room = [middle], TOKENS - size(middle.text)
    for step in (-1, 1, -2, 2, -3, 3):
        unit = near.get(middle.place + step)
        joined = unit and any(abs(unit.place - w.place) == 1 for w in window)
        if unit and joined and len(window) < SENTENCES and size(unit.text) <= room:
            window.append(unit)
            room -= size(unit.text)
    return sorted(window, key=lambda u: u.place)


def covering(wanted: frozenset[str], texts: Sequence[str], room: float = math.inf, least: float = 0.0) -> list[int]:
    """Places of at most SENTENCES of ``texts``, each for what it has of the ``wanted`` terms that those before it lack: more than
    ``least`` of every one but the first. ``room``: tokens of all together."""
    taken: list[int] = []
    while len(taken) < SENTENCES:
        fitting = [n for n, text in enumerate(texts) if n not in taken and size(text) <= room]
        best = max(fitting, key=lambda n: shared(wanted, texts[n]), default=-1)
        if best < 0 or shared(wanted, texts[best]) <= (least if taken else 0.0):
            break
        taken.append(best)
        room -= size(texts[best])
        wanted -= terms(texts[best])
    return sorted(taken)


def _written(window: Sequence[_Unit], evidence: Sequence[Stretch]) -> str:
    """The window as the judge reads it, the card before each source's words."""
    out: list[str] = []
    last = -1
    for unit in window:
        name = evidence[unit.stretch].card
        out.append(f"{name}: {unit.text}" if name and unit.stretch != last else unit.text)
        last = unit.stretch
    return " ".join(out)
