"""A line of a suite as JSON: the object on it, and every mistake of it in a few words that name the field."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any, NoReturn

from pydantic import ValidationError

MOST = 10  # lines whose mistakes are told; a file of another kind would fill the screen
_FORMS = {"key_points": 'each is {"text": "48 metres", "support": ["survey-2019-f02"]}'}


def read_line(line: str) -> tuple[dict[str, Any], list[str]]:
    """The object that ``line`` holds and what is wrong with it as JSON; an empty object where it is none."""
    twice: list[str] = []

    def kept(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        counts = Counter(name for name, _ in pairs)
        twice.extend(f"field '{name}': stands there twice" for name, count in counts.items() if count > 1)
        return dict(pairs)

    try:
        given = json.loads(line, object_pairs_hook=kept, parse_constant=_no_value)
    except (ValueError, RecursionError) as exc:
        return {}, [f"is not JSON ({exc})"]
    if not isinstance(given, dict):
        return {}, ["is not a JSON object"]
    return given, twice


def mistakes_of(exc: ValidationError) -> list[str]:
    """Each thing that ``exc`` finds wrong with a line, by its field."""
    found = []
    for error in exc.errors():
        field = ".".join(str(part) for part in error["loc"])
        form = (
            _FORMS.get(field.split(".")[0], "") if error["type"] in ("model_type", "dict_type", "string_type") else ""
        )
        found.append(f"field '{field}': {form or error['msg']}" if field else error["msg"])
    return found


def told(mistakes: Sequence[tuple[int, Sequence[str]]]) -> str:
    """The mistakes by line in one line for a person: "line 2, field 'id': Field required; line 5 is not JSON"."""
    lines = [
        f"line {number}{', ' if found[0].startswith('field') else ' '}{', '.join(found)}" for number, found in mistakes
    ]
    more = len(lines) - MOST
    tail = f"; and {more} more {'line' if more == 1 else 'lines'}" if more > 0 else ""
    return "; ".join(lines[:MOST]) + tail


def _no_value(name: str) -> NoReturn:
    raise ValueError(f"{name} is no value")
