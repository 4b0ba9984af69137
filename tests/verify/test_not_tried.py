"""A pattern is not tried on a text that lacks what it needs: on no text would it have found anything there."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from rag.verify.figures import implied
from rag.verify.meaning import operators, votes
from rag.verify.values import dates, identifiers

ROOT = Path(__file__).parents[2]
READ: dict[str, Callable[[str], object]] = {
    "dates": lambda text: [dates.dates.__wrapped__(text, language) for language in ("en", "es", "zh")],
    "identifiers": identifiers.identifiers.__wrapped__,
    "implied": implied.written_out.__wrapped__,
    "operators": operators._all.__wrapped__,
    "votes": lambda text: votes._told(text, text),
}
ANYTHING = re.compile("")


@cache
def texts() -> tuple[str, ...]:
    """Claims and evidence written by hand, questions in three languages, and each of their halves."""
    found: list[str] = []
    for name in ("by_hand.jsonl", "hard_claims.jsonl"):
        for line in (ROOT / "evals" / "data" / name).read_text(encoding="utf-8").splitlines():
            found += [value for value in json.loads(line).values() if isinstance(value, str)]
    asked = (ROOT / "corpus" / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    found += [json.loads(line)["question"] for line in asked[::20]]
    return tuple(dict.fromkeys([*found, *(text[: len(text) // 2] for text in found), *SAID]))


SAID = (
    "A century old, two decades of age, half an hour and a half.", "Two hours and a quarter.", "Every tenth house, a twentieth of it.",
    "four fifths, three quarters, two thirds and a half", "between 3 and 9 May", "May 3 and 9", "on two occasions, the third time",
    "£5 million pounds, 5 pounds", "quadrupled, trebled, fourfold", "12 km, 30 kilometres an hour", "FY19, fiscal year 2019",
    "2019财年", "2019年至2021年", "5月3日", "3/4/2021", "2021-05", "the 1990s and 2000's", "May 3-9, 2021", "between 2019 and 2021",
    "nine to none", "by 9-0", "nem con", "with one voice", "one against", "the whole board agreed", "narrowly passed", "se opusieron",
    "nadie voto en contra", "以微弱多数通过", "无人反对", "7票对2票", "so that, due to, up to, no one, nothing but, not all", "www.a.b",
)  # fmt: skip


@pytest.mark.parametrize("name", READ)
def test_what_is_not_tried_would_have_found_nothing(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    found = [READ[name](text) for text in texts()]
    every = frozenset(word[: operators._BEGINNING] for text in texts() for word in re.findall("[a-z]+", text.lower()))
    monkeypatch.setattr(dates, "NEEDS", {})
    monkeypatch.setattr(dates, "FIGURE", ANYTHING)
    monkeypatch.setattr(dates, "NAMED", ANYTHING)
    monkeypatch.setattr(identifiers, "_MAY_NAME", ANYTHING)
    monkeypatch.setattr(implied, "_TRIED", tuple(((), pattern, new) for _, pattern, new in implied._TRIED))
    monkeypatch.setattr(votes, "_OF_A_VOTE", ("",))
    monkeypatch.setattr(operators, "_OPERATORS", tuple((*one, every) for *one, _ in operators._OPERATORS))
    for text, short in zip(texts(), found, strict=True):
        assert READ[name](text) == short, text
