"""Pairs that cost nobody any writing: a claim beside a text that is only near, a sentence beside itself, two figures or names exchanged.

What a classifier of pairs misses is what its sets do not have: identity, and who has which figure. Each generator draws on the texts
of the sets that are there; labels of ``near`` and ``swap`` are "not supported" without a reader, so they hold for nearly all pairs.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from random import Random

from evals.train.scenarios import NOT_SUPPORTED, Pair, Task

FROM = {  # sets with texts of sentences, by the network that learns
    "claims": ("new-protocols", "factcheck-gpt", "fool-me-twice", "sources.claims", "scenarios.claims.en"),
    "small": ("scenarios.claims.x", "inferes", "batteries.x"),
}
TABLES = ("infotabs",)  # claims about tables: no sentences to take from them
POOL, NEAR, SAME, SWAP = 2000, 2200, 4000, 6000  # texts a set to look near ones up in, and pairs a set of each kind
NEAR_SAME_TEXT = 0.55  # words in common from which on two texts are taken for one
SUPPORTED = 0
_FIGURE = re.compile(r"(?<![A-Za-z0-9_.,-])\$?\d+(?:[.,]\d+)*%?(?![A-Za-z0-9_-])")
_NAME = re.compile(r"\b[A-Z][\w'’-]{2,}(?:\s+(?:(?:of|the|and)\s+)?[A-Z][\w'’-]+)*\b")
_OPENS = frozenset({
    "The", "This", "That", "These", "Those", "Its", "She", "They", "His", "Her", "Their", "There", "For", "From",
    "With", "When", "While", "After", "Before", "During", "Since", "But", "And", "Not", "All", "Some", "Many", "Most",
    "One", "Two", "Three", "Both", "Each", "What", "Who", "How", "Why", "Where", "Which", "Also", "Thus", "However",
    "Los", "Las", "Una", "Uno", "Este", "Esta", "Estos", "Estas", "Ese", "Esa", "Sus", "Con", "Por", "Para", "Desde", "Hasta",
    "Entre", "Sobre", "Según", "Pero", "Cuando", "Donde", "Como", "Aunque", "Mientras", "También", "Además", "Todos", "Cada",
})  # fmt: skip
_END = re.compile(r"(?<=[a-záéíóúñ0-9)%”»\"][.!?])\s+(?=[A-ZÁÉÍÓÚÑ¿¡“«\"])|(?<=[。！？])")
_CARD = re.compile(r"^[^:：]{5,120}[:：] ?")
_LETTER = r"[^\W\u3400-\u9fff]"  # Chinese is written without spaces
_HELD = "\0"  # stands for a form while another takes its place


def made(sets: Mapping[str, Sequence[Pair]], model: str = "claims", seed: int = 6) -> dict[str, list[Pair]]:
    """The sets ``near``, ``same`` and ``swap`` for a network, of the claims of its sets; the same each time for the same sets."""
    rng = Random(seed)  # noqa: S311 - examples, not secrets
    out: dict[str, list[Pair]] = {"near": [], "same": [], "swap": []}
    for name in (*FROM[model], *TABLES) if model == "claims" else FROM[model]:
        pairs = [
            pair
            for pair in sets.get(name, ())
            if pair.task is Task.CLAIM and (pair.language == "en") == (model == "claims")
        ]
        borne = [pair for pair in pairs if pair.label == SUPPORTED]
        if name not in TABLES:
            out["near"] += _near(pairs, rng.sample(borne, min(NEAR, len(borne))), rng)
            for pair in rng.sample(pairs, min(SAME, len(pairs))):
                for kind, one in _alone(pair, rng):
                    out[kind].append(one)
        for pair in rng.sample(borne, min(SWAP, len(borne))):
            out["swap"] += _swapped(pair.first, pair.second, rng)
    return out


def _near(pairs: Sequence[Pair], borne: Sequence[Pair], rng: Random) -> Iterator[Pair]:
    """Claims that hold, beside the text of another claim that shares most words with them."""
    pool = [(pair.second, _words(pair.second)) for pair in rng.sample(list(pairs), min(POOL, len(pairs)))]
    for pair in borne:
        claim, own = _words(pair.first), _words(pair.second)
        others = [
            (len(claim & words) / (len(words) ** 0.3 + 1), text)
            for text, words in pool
            if len(own & words) <= NEAR_SAME_TEXT * (1 + min(len(own), len(words)))
        ]
        score, text = max(others, default=(0.0, ""))
        if score > 0:
            yield Pair(Task.CLAIM, pair.first, text, NOT_SUPPORTED)


def _alone(pair: Pair, rng: Random) -> Iterator[tuple[str, Pair]]:
    """A sentence of a text beside the text, beside itself, and with two of its forms exchanged."""
    sentences = [_CARD.sub("", part, count=1) for part in _END.split(pair.second) if 30 < _length(part) < 260]
    if not sentences:
        return
    one = rng.choice(sentences)
    yield "same", Pair(Task.CLAIM, one, pair.second, SUPPORTED)
    if len(sentences) > 1 and rng.random() < 0.5:
        yield "same", Pair(Task.CLAIM, one, one, SUPPORTED)
    yield from (("swap", told) for told in _swapped(one, pair.second, rng))


def _swapped(claim: str, text: str, rng: Random) -> list[Pair]:
    """The claim with two figures or two names exchanged, or one in another's place; nothing where there are none."""
    for pattern in rng.sample((_FIGURE, _NAME), 2):
        told = _exchanged(claim, text, pattern, rng)
        if told and told != claim:
            return [Pair(Task.CLAIM, told, text, NOT_SUPPORTED)]
    return []


def _exchanged(claim: str, text: str, pattern: re.Pattern[str], rng: Random) -> str:
    here = _forms(text, pattern)
    mine = [form for form in _forms(claim, pattern) if form in here]
    if len(mine) >= 2 and rng.random() < 0.6:
        first, second = rng.sample(mine, 2)
        if first in second or second in first:
            return ""
        return _put(_put(_put(claim, first, _HELD), second, first), _HELD, second)
    if not mine:
        return ""
    form = rng.choice(mine)
    others = [x for x in here if x not in claim and x not in form and form not in x and _alike(x, form, pattern)]
    return _put(claim, form, rng.choice(others)) if others else ""


def _forms(text: str, pattern: re.Pattern[str]) -> list[str]:
    """Figures or names in ``text``, each once."""
    return list(dict.fromkeys(x for x in pattern.findall(text) if x.split()[0] not in _OPENS))


def _alike(one: str, other: str, pattern: re.Pattern[str]) -> bool:
    """Figures of four digits are mostly years; names have about as many words."""
    if pattern is _FIGURE:
        return (len(one) == 4) == (len(other) == 4)
    return abs(len(one.split()) - len(other.split())) <= 1


def _put(text: str, old: str, new: str) -> str:
    if old == _HELD:
        return text.replace(old, new)
    return re.sub(rf"(?<!{_LETTER}){re.escape(old)}(?!{_LETTER})", lambda _: new, text)


def _words(text: str) -> set[str]:
    """Words of four letters and more, and pairs of Chinese characters."""
    return set(re.findall(r"(?=([\u3400-\u9fff]{2}))", text)) | set(re.findall(r"[^\W\u3400-\u9fff]{4,}", text.lower()))


def _length(text: str) -> int:
    """Characters; one of Chinese says as much as three letters."""
    return len(text) + 2 * len(re.findall(r"[\u3400-\u9fff]", text))
