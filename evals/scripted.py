"""A model by rule: it writes honestly from the passages it is shown, and slips in a known way in about every fifth sentence.

The rule. Of each passage that shares words with the question it takes the sentence that shares most, as long as that is
at least half of what the best one shares. It says who says it or rewords lightly (``adversary_honest``), joins every
second pair into one sentence, and puts the passage's number before the full stop. Where the question or the passage is not English it quotes
the sentence instead. Asked to write a failed sentence again, it gives the sentence up. Where nothing is shared it refuses.

The same question and seed give the same reply, so a run can be repeated.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from evals import adversary_dates as dates
from evals import adversary_figures as figures
from evals import adversary_honest as honest
from evals import adversary_meaning as meaning
from evals import adversary_names as names
from evals.adversary_ground import Ground, World
from evals.outside import unmarked
from rag.models.prompts import refusal_in
from rag.question import language_of
from rag.sentences import sentences
from rag.text import guess_language
from rag.tokens import tokens
from rag.types import Span

NAME = "scripted"
SLIPS = 5  # one in so many sentences, by the dice
MOST = 6  # sentences of a reply
JOINED = 150  # characters of a sentence that is joined with another, at most
HONEST, NO_MARK, WRONG_MARK = "nothing", "no mark", "the mark of another passage"
_WAYS = (
    "attribution in front", "reporting verb", "synonym", "abbreviation spelled out", "other date format", "clauses reordered",
)  # fmt: skip
_CHANGES: dict[str, Callable[[Random, Ground, str, World], str | None]] = {
    "a figure": figures.digit_off,
    "a year": dates.other_year,
    "a name": names.name_replaced,
    "the speaker": names.other_speaker,
    "a negation": meaning.denial_added,
}
_PASSAGE = re.compile(
    r"^===BEGIN \w+ PASSAGE (\d+)===\nfrom: (.*) \| tier: ([^|\n]*)\n(.*)\n===END", re.MULTILINE
)  # fmt: skip
_QUESTION = re.compile(r"^Question: (.*)$", re.MULTILINE)
_PUBLISHER = re.compile(r"^[^,;(]+")
_QUOTING = {"en": "{who} writes: “{text}” [{n}].", "es": "{who} dice: “{text}” [{n}].", "zh": "{who}：“{text}”[{n}]。"}
_NOWHERE = World({}, ())  # the ways used here take nothing from other sentences


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence as it was written, without its marks; ``slip`` is what is wrong with it, HONEST when nothing is."""

    text: str
    slip: str


@dataclass(frozen=True, slots=True)
class _Shown:
    """The sentence of a passage that fits the question best."""

    number: int
    ground: Ground
    shared: int
    english: bool


class ScriptedModel:
    """Replies to the product's prompts, and remembers in ``said`` what it wrote, by question."""

    def __init__(self, seed: int = 0) -> None:
        self._seed = seed
        self.said: dict[str, tuple[Said, ...]] = {}

    def reply(self, body: Mapping[str, Any]) -> str:
        """The reply to a request in OpenAI's form."""
        task = str(body["messages"][-1]["content"])
        asked = _QUESTION.search(task)
        if (
            asked is None
        ):  # to complete a follow-up or to mend: it does neither, and the product goes on by its own rules
            return "DROP"
        question = asked[1]
        language = language_of(question)
        dice = Random(f"{self._seed} {question}")  # noqa: S311 - repeatable slips, not secrets
        written = _written(_picked(task, question, language), language, dice)
        self.said[question] = tuple(said for said, _ in written)
        return " ".join(text for _, text in written) or refusal_in(language)


def _picked(task: str, question: str, language: str) -> list[_Shown]:
    """The best sentence of each passage, where it shares at least half of the words that the best of all shares."""
    wanted = set(tokens(question, language))
    found = [_best(int(n), who, tier, text, wanted) for n, who, tier, text in _PASSAGE.findall(task)]
    least = max((one.shared for one in found), default=0) / 2
    return [one for one in found if one.shared and one.shared >= least]


def _best(number: int, who: str, tier: str, text: str, wanted: set[str]) -> _Shown:
    language = guess_language(text)
    pieces = [span.of(text) for span in sentences(text, language)] or [text]
    shared = [len(wanted & set(tokens(piece, language))) for piece in pieces]
    best = shared.index(max(shared))
    publisher = _PUBLISHER.match(who)
    name = (publisher[0] if publisher else who).strip()
    # What a party or the article under examination says is told as theirs.
    ground = Ground(str(number), pieces[best], Span(0, len(text)), name, tier in ("official statement", "seed"))
    return _Shown(number, ground, shared[best], language == "en")


def _written(shown: Sequence[_Shown], language: str, dice: Random) -> list[tuple[Said, str]]:
    """Up to MOST sentences, each as remembered and as sent."""
    made: list[tuple[Said, str]] = []
    rest = list(shown)
    while rest and len(made) < MOST:
        one = rest.pop(0)
        slips = dice.randrange(SLIPS) == 0
        if not one.english or language != "en" or not one.ground.text.endswith("."):
            text = one.ground.text
            sent = _QUOTING.get(language, _QUOTING["en"]).format(who=one.ground.publisher, text=text, n=one.number)
            made.append((Said(unmarked(sent), HONEST), sent))
        elif slips:
            made.append(_slipped(one, shown, dice))
        elif len(made) % 2 and rest and _joins(one) and _joins(rest[0]):
            made.append(_joined(one, rest.pop(0)))
        else:
            made.append(_marked(_reworded(one.ground, dice), one.number, HONEST))
    return made


def _joins(one: _Shown) -> bool:
    text = one.ground.text
    return one.english and not one.ground.official and len(text) <= JOINED and text.endswith(".")


def _joined(one: _Shown, other: _Shown) -> tuple[Said, str]:
    text = f"{one.ground.text[:-1]} [{one.number}], and {honest.uncapped(other.ground.text)[:-1]} [{other.number}]."
    return Said(unmarked(text), HONEST), text


def _reworded(ground: Ground, dice: Random) -> str:
    text = honest.WAYS[dice.choice(_WAYS)](dice, ground, ground.text) or ground.text
    named = text.startswith("According to") or " that " in text[: len(ground.publisher) + 20]
    return honest.attributed(dice, ground, text) if not named and (ground.official or text == ground.text) else text


def _slipped(one: _Shown, shown: Sequence[_Shown], dice: Random) -> tuple[Said, str]:
    """The sentence with one thing wrong: the first kind, in the dice's order, that can be made of it."""
    text = honest.attributed(dice, one.ground, one.ground.text)
    for slip in dice.sample([*_CHANGES, NO_MARK, WRONG_MARK], len(_CHANGES) + 2):
        if slip == NO_MARK:
            return Said(unmarked(text), slip), text
        if slip == WRONG_MARK:
            mine = set(tokens(one.ground.text))
            others = [o for o in shown if o.ground.publisher != one.ground.publisher]
            if others:
                far = min(others, key=lambda o: len(mine & set(tokens(o.ground.text))))
                return _marked(text, far.number, slip)
            continue
        changed = _CHANGES[slip](dice, one.ground, text, _NOWHERE)
        if changed and changed != text:
            return _marked(changed, one.number, slip)
    raise AssertionError("a mark can always be left out")


def _marked(text: str, number: int, slip: str) -> tuple[Said, str]:
    return Said(unmarked(text), slip), f"{text[:-1]} [{number}]."
