"""Which elements of a page a browser would not show: by attribute, by their own style, by the page's style sheet."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

_HIDES = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(hidden|collapse)|opacity\s*:\s*0*(\.0+)?\s*(;|!|$)|"
    r"font-size\s*:\s*(0*(\.0*)?|[01](\.\d+)?(?=px|pt))\s*(px|em|rem|pt|%)?\s*(;|!|$)|(text-indent|left|top|right)\s*:\s*-\d{3,}|"
    r"clip(-path)?\s*:\s*(rect\(0|inset\((50|100)%)",
    re.I,
)
_SHOWS = re.compile(
    r"(?<![\w-])(display|visibility|opacity|font-size|text-indent|left|top|right|clip(-path)?)\s*:", re.I
)
_WHITE = re.compile(
    r"(?<![\w-])color\s*:\s*(white|#fff(fff)?|rgba?\(\s*255\s*,\s*255\s*,\s*255\s*(,\s*[\d.]+\s*)?\)|transparent)\s*(;|!|$)",
    re.I,
)
_BACKGROUND = re.compile(
    r"(?<![\w-])background(-color|-image)?\s*:\s*(?!(none|transparent|white|#fff(fff)?)\s*(;|!|$))", re.I
)
_SIMPLE = re.compile(r"([a-z][a-z0-9]*)?((?:[.#][\w-]+)*)", re.I)
_MOST_STYLE = 200_000  # characters of style sheets that are looked at


@dataclass(frozen=True, slots=True)
class _Rule:
    """A rule for elements with a tag, an id and classes; of two that apply the higher rank wins."""

    tag: str
    id: str
    classes: frozenset[str]
    hides: bool | None  # None: it says nothing about being seen
    white: bool
    background: bool
    rank: tuple[int, int, int, int]

    def applies(self, element: Any) -> bool:
        return (
            (not self.tag or element.tag == self.tag)
            and (not self.id or element.get("id") == self.id)
            and (not self.classes or self.classes <= frozenset((element.get("class") or "").split()))
        )


def hiding(tree: Any) -> Callable[[Any], bool]:
    """A test for elements of ``tree``. Style sheets count as far as their selectors are a tag, an id and classes;
    white text counts only where no background is stated around it and no style sheet is kept elsewhere.
    """
    sheet = "".join(style.text or "" for style in tree.iter("style"))[:_MOST_STYLE]
    blocks = list(_blocks(sheet))
    rules = list(_rules(blocks))
    by_name: defaultdict[str, list[_Rule]] = defaultdict(list)
    for rule in rules:
        by_name[rule.id or min(rule.classes, default="") or rule.tag].append(rule)
    backgrounds_known = not tree.xpath("boolean(//link[contains(@rel, 'stylesheet')])") and not any(
        "background" in said and not all(map(_SIMPLE.fullmatch, map(str.strip, selectors.split(","))))
        for selectors, said in blocks
    )

    def of(element: Any) -> list[_Rule]:
        if not by_name:
            return []
        names = [element.tag, element.get("id") or "", *(element.get("class") or "").split()]
        return [rule for name in names if name in by_name for rule in by_name[name] if rule.applies(element)]

    def lies_on_something(element: Any) -> bool:
        return any(
            "bgcolor" in one.attrib
            or "background" in one.attrib
            or _BACKGROUND.search(one.get("style", "")) is not None
            or any(rule.background for rule in of(one))
            for one in (element, *element.iterancestors())
        )

    def is_hidden(element: Any) -> bool:
        if "hidden" in element.attrib and element.get("hidden") != "until-found":
            return True
        if element.get("aria-hidden", "").strip().lower() == "true":
            return True
        style = element.get("style", "")
        own = of(element)
        if _HIDES.search(style):
            return True
        if own and not _SHOWS.search(style):
            said = [rule for rule in own if rule.hides is not None]
            if said and max(said, key=lambda rule: rule.rank).hides:
                return True
        white = _WHITE.search(style) is not None or any(rule.white for rule in own)
        return white and backgrounds_known and not lies_on_something(element)

    return is_hidden


def _blocks(sheet: str) -> Iterator[tuple[str, str]]:
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


def _rules(blocks: list[tuple[str, str]]) -> Iterator[_Rule]:
    """The rules of a style sheet that say whether something is seen, on what ground and how white."""
    for order, (selectors, said) in enumerate(blocks):
        hides = True if _HIDES.search(said) else False if _SHOWS.search(said) else None
        white, background = _WHITE.search(said) is not None, _BACKGROUND.search(said) is not None
        if hides is None and not white and not background:
            continue
        for selector in selectors.split(","):
            simple = _SIMPLE.fullmatch(selector.strip())
            if not simple or not simple[0]:
                continue
            names = re.findall(r"[.#][\w-]+", simple[2])
            ids = [name[1:] for name in names if name[0] == "#"]
            classes = frozenset(name[1:] for name in names if name[0] == ".")
            rank = (len(ids), len(classes), 1 if simple[1] else 0, order)
            if len(ids) <= 1:
                yield _Rule((simple[1] or "").lower(), "".join(ids), classes, hides, white, background, rank)
