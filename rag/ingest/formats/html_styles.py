"""What the styles of a page state about being seen, property by property."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

LEFT_TO_CHILDREN = ("visibility", "font-size", "color")  # an element inside may state them anew and be seen
SIMPLE = re.compile(r"([a-z][a-z0-9]*)?((?:[.#][\w-]+)*)", re.I)
_STATED = re.compile(
    r"(?<![\w-])(display|visibility|opacity|font-size|font|color|text-indent|left|top|right|clip-path|clip)\s*:([^;]*)",
    re.I,
)
_HIDDEN = {
    "display": re.compile("none"),
    "visibility": re.compile("hidden|collapse"),
    "opacity": re.compile(r"0*\.?0*%?"),
    "color": re.compile(r"white|#fff(fff)?|rgba?\( ?255 ?, ?255 ?, ?255 ?(, ?[\d.]+ ?)?\)|transparent"),
    "clip": re.compile(r"rect\( ?0.*"),
    "clip-path": re.compile(r"rect\( ?0.*|inset\( ?(50|100)%.*"),
}
_OFF_SCREEN = re.compile(r"-\d{3,}.*")  # text-indent, left, top, right
_AS_AROUND = re.compile("inherit|unset|revert(-layer)?|currentcolor|larger|smaller")
_SIZE = re.compile(r"(?<!\S)(\d+\.?\d*|\.\d+)(px|pt|pc|in|cm|mm|q|rem|em|ex|ch|vw|vh|%)?(?![\w.%])")
_RELATIVE = ("em", "ex", "ch", "%")  # to the size around, so that of nothing they make nothing
_BACKGROUND = re.compile(
    r"(?<![\w-])background(-color|-image)?\s*:\s*(?!(none|transparent|white|#fff(fff)?)\s*(;|!|$))", re.I
)
_COMMENT = re.compile(r"/\*.*?(\*/|\Z)", re.DOTALL)


class States(NamedTuple):
    """By property whether it hides; a property that is not stated, or left to the elements around, is not in them."""

    plain: dict[str, bool]
    urgent: dict[str, bool]  # with "!important"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule for elements with a tag, an id and classes; of two that apply the higher rank wins."""

    tag: str
    id: str
    classes: frozenset[str]
    states: States
    background: bool
    rank: tuple[int, int, int, int]

    def applies(self, element: Any) -> bool:
        """True for an element that the selector names."""
        return (
            (not self.tag or element.tag == self.tag)
            and (not self.id or element.get("id") == self.id)
            and (not self.classes or self.classes <= frozenset((element.get("class") or "").split()))
        )


def states_of(said: str) -> States:
    """What the declarations of a rule or of an element state."""
    found = States({}, {})
    for name, value in _STATED.findall(_COMMENT.sub("", said) if "/*" in said else said):
        name, value = name.lower(), " ".join(value.lower().split())
        value, urgent, _ = value.partition("!")
        hides = _hides(name, value.strip())
        if hides is not None:
            (found.urgent if urgent else found.plain)["font-size" if name == "font" else name] = hides
    return found


def has_background(said: str) -> bool:
    """True when the declarations state a background that is not white."""
    return _BACKGROUND.search(said) is not None


def blocks_of(sheet: str) -> Iterator[tuple[str, str]]:
    """The selectors and the words of each rule; what stands in an @-rule is for print or narrow screens, not for all.

    One pass without looking back: a sheet made to be slow is not.
    """
    pieces = sheet.split("/*")
    plain = pieces[0] + "".join(piece.partition("*/")[2] for piece in pieces[1:])
    selectors, opened, inside_at = "", 0, False
    for piece in re.split("([{}])", plain):
        if piece == "{":
            opened += 1
        elif piece == "}":
            opened = max(opened - 1, 0)
            inside_at = inside_at and opened > 0
        elif opened == 0:
            selectors = piece.rpartition(";")[2].strip()  # "@import ...;" ends before the next rule
            inside_at = selectors.startswith("@")
        elif opened == 1 and not inside_at:
            yield selectors, piece


def rules_of(blocks: list[tuple[str, str]]) -> Iterator[Rule]:
    """The rules of a style sheet that say whether something is seen, on what ground and how white."""
    for order, (selectors, said) in enumerate(blocks):
        states, background = states_of(said), has_background(said)
        if not any(states) and not background:
            continue
        for selector in selectors.split(","):
            simple = SIMPLE.fullmatch(selector.strip())
            if not simple or not simple[0]:
                continue
            names = re.findall(r"[.#][\w-]+", simple[2])
            ids = [name[1:] for name in names if name[0] == "#"]
            classes = frozenset(name[1:] for name in names if name[0] == ".")
            rank = (len(ids), len(classes), 1 if simple[1] else 0, order)
            if len(ids) <= 1:
                yield Rule((simple[1] or "").lower(), "".join(ids), classes, states, background, rank)


def _hides(name: str, value: str) -> bool | None:
    """None when the value is that of the elements around, as far as it can be told."""
    if not value or _AS_AROUND.fullmatch(value):
        return None
    if name not in ("font-size", "font"):
        return _HIDDEN.get(name, _OFF_SCREEN).fullmatch(value) is not None
    for number, unit in _SIZE.findall(value.replace("/", " ")):
        if float(number) == 0 or (float(number) < 2 and unit in ("px", "pt")):
            return True
        if unit:  # a number without one is the weight of the letters
            return None if unit in _RELATIVE else False
    return False
