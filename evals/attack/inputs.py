"""Inputs of strangers: the same for the same number, so that what went wrong can be seen again."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from importlib import import_module
from typing import Any

QUESTIONS = (
    "How long is the Mill Bridge?",
    "Who wrote the survey of 2019?",
    "¿Cuánto mide el puente?",
    "磨坊桥有多长？",
    "Did the council vote to close the bridge because it had collapsed?",
)
# One character each of what has broken programs: letters that grow when normalised, marks that stack, halves of pairs, signs that command.
ODD = (
    "\ufdfa", "\ufdfb", "\ufdfd", "\u0344", "ﬃ", "ß", "İ", "ſ", "\u0300", "\u0489", "\u1abe", "👩‍👩‍👧‍👦", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🇺🇳", "❤️", "桥", "𠜎", "한", "ا", "ם",
    "\x00", "\x07", "\x1b[31m", "\x7f", "\x85", "\u200b", "\u200d", "\u202e", "\u2066", "\u2028", "\ufeff", "\ufffd", "\uffff", "\ud800", "\udc00",
    "\U000e0041", "%", "%s", "%n", "{", "}", "{0}", "$(id)", "`id`", "'", '"', "\\", "../", "..\\", ";", "--", "|", "&", "#", "*", "[", "](", "(", ")",
    "\r\n", "\n\n", "\t", "1e999", "NaN", "-0", "٣", "½", "²", "１２", "9" * 40, "0x10", "1,2,3", "12%", "$5 million", "3rd", "31 February 2021",
)  # fmt: skip
NAMES = ("question", "history", "query", "limit", "answer", "claims", "text", "version", "model", "messages", "content")


class Inputs:
    """Makes the ``n``th input of a campaign with this ``seed``."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._hostile: tuple[str, ...] = import_module("tests.browser.hostile").STRINGS

    def rng(self, n: int) -> random.Random:
        """Chance of its own for each input."""
        return random.Random(f"{self._seed}-{n}")

    def text(self, n: int) -> str:
        """A text: a question gone wrong, one odd character many times, a payload, noise, or a word of a megabyte."""
        rng = self.rng(n)
        if rng.random() < 0.004:
            return rng.choice(("a", "\ufdfa", "桥", "e\u0301", "🇺🇳", "? ", "((", "1,")) * (
                1_000_000 // rng.choice((1, 4, 16))
            )
        kinds: tuple[Callable[[random.Random], str], ...] = (
            self._mutated, self._mutated, self._many, self._payload, self._noise, self._joined,
        )  # fmt: skip
        return rng.choice(kinds)(rng)

    def json(self, n: int) -> Any:
        """A value of any shape, with such texts in it."""
        rng = self.rng(n)
        return self._value(rng, n, 3)

    def raw(self, n: int) -> bytes:
        """Bytes: noise, JSON cut short, JSON nested deep, or a text in an encoding that is not named."""
        rng, text = self.rng(n), self.text(n)
        told = json.dumps({"question": text}).encode()
        deep = b"[" * rng.randrange(1, 100_000) + b"]" * rng.randrange(10)
        coded = text.encode(rng.choice(("utf-8", "utf-16", "utf-32", "latin-1", "shift-jis")), "replace")
        return rng.choice((rng.randbytes(rng.randrange(400)), told[: rng.randrange(len(told) + 1)], deep, coded))

    def _mutated(self, rng: random.Random) -> str:
        chars = list(rng.choice(QUESTIONS))
        for _ in range(rng.randrange(1, 8)):
            at = rng.randrange(len(chars))
            chars[at : at + rng.randrange(2)] = [rng.choice(ODD) * rng.choice((1, 1, 3, 40))]
        return "".join(chars)

    def _many(self, rng: random.Random) -> str:
        return (
            rng.choice(("", "What is ", "的 "))
            + rng.choice(ODD) * rng.choice((1, 60, 292, 2000))
            + rng.choice(("", "?"))
        )

    def _payload(self, rng: random.Random) -> str:
        said = rng.choice(self._hostile)
        return f"{rng.choice(('', 'How long is '))}{said[:5000]}{rng.choice(('', ' the bridge?'))}"

    def _noise(self, rng: random.Random) -> str:
        return "".join(
            chr(rng.choice((rng.randrange(0x80), rng.randrange(0x3000), rng.randrange(0x110000))))
            for _ in range(rng.randrange(300))
        )

    def _joined(self, rng: random.Random) -> str:
        return rng.choice((" ", "", "\u0301", ", ", "\n")).join(rng.choice(ODD) for _ in range(rng.randrange(1, 60)))

    def _value(self, rng: random.Random, n: int, deep: int) -> Any:
        text, number = self.text(n + rng.randrange(9)), rng.randrange(-(10**30), 10**30)
        plain = (text, number, rng.random() * 1e300, None, rng.random() < 0.5, "")
        kind = rng.randrange(9 if deep else 6)
        below = [self._value(rng, n, deep - 1) for _ in range(rng.randrange(6))] if kind > 5 else []
        return plain[kind] if kind < 6 else below if kind == 6 else {rng.choice(NAMES): one for one in below}
