"""What of a web page a browser would not show: by attribute, by an element's style, by the page's style sheets. A hiding place for instructions.

Style sheets count as far as their selectors are a tag, an id and classes; white text only where no background is stated
around it and no style sheet is kept elsewhere.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from rag.ingest.clean import clean_block

_UNSHOWN_TAGS = (
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "applet", "canvas", "audio",
    "video", "select", "textarea", "input", "button", "dialog",
)  # fmt: skip
_MOST_STYLE = 200_000  # characters of style sheets that are looked at
_SIMPLE = re.compile(r"([a-z][a-z0-9]*)?((?:[.#][\w-]+)*)", re.I)
_STATED = re.compile(
    r"(?<![\w-])(display|visibility|opacity|font-size|font|color|text-indent|left|top|right|clip-path|clip|background(?:-color|-image)?)\s*:\s*([^;]*)",
    re.I,
)
_COMMENT = re.compile(r"/\*.*?(\*/|\Z)", re.DOTALL)
_WHITE = re.compile(r"white|#fff(fff)?|rgba?\( ?255 ?, ?255 ?, ?255 ?(, ?[\d.]+ ?)?\)|transparent")
_GONE = {
    "display": re.compile("none"),
    "opacity": re.compile(r"0*\.?0*%?"),
    "clip": re.compile(r"rect\( ?0.*"),
    "clip-path": re.compile(r"rect\( ?0.*|inset\( ?(50|100)%.*"),
    **dict.fromkeys(("text-indent", "left", "top", "right"), re.compile(r"-\d{3,}.*")),  # off the screen
}
_AS_AROUND = re.compile("inherit|unset|revert(-layer)?|currentcolor|larger|smaller")
_SIZE = re.compile(r"(?<!\S)(\d+\.?\d*|\.\d+)(px|pt|pc|in|cm|mm|q|rem|em|ex|ch|vw|vh|%)?(?![\w.%])")
_RELATIVE = ("em", "ex", "ch", "%")  # to the size around, so that of nothing they make nothing


@dataclass(frozen=True, slots=True)
class _Rule:
    """A rule for elements with a tag, an id and classes; of two that apply the higher rank wins."""

    tag: str
    id: str
    classes: frozenset[str]
    said: str
    rank: tuple[int, int, int, int]

    def applies(self, element: Any) -> bool:
        return (
            (not self.tag or element.tag == self.tag)
            and (not self.id or element.get("id") == self.id)
            and self.classes <= frozenset((element.get("class") or "").split())
        )


def remove_unshown(tree: Any) -> list[str]:
    """Take out of ``tree`` what a browser would not show; gives the text of each element that was hidden."""
    from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

    sheet = "".join(style.text or "" for style in tree.iter("style"))[:_MOST_STYLE]
    rules: defaultdict[str, list[_Rule]] = defaultdict(list)
    for rule in _rules(sheet):
        rules[rule.id or min(rule.classes, default="") or rule.tag].append(rule)
    linked = tree.xpath("boolean(//link[contains(@rel, 'stylesheet')])")
    doomed: list[Any] = []
    hidden: list[list[str]] = []
    # What is handed down: hidden by visibility, white, tiny; on some ground of its own.
    around = [{"visibility": False, "color": False, "font-size": False, "ground": linked}]
    last: Any = None  # the element that began to be hidden, whose text is gathered
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        if not isinstance(element.tag, str):
            continue
        if event == "end":
            around.pop()
            if element is last:
                last = None
            if _unseen(around[-1]) and (element.tail or "").strip():
                hidden[-1].append(element.tail) if last is not None else hidden.append([element.tail])
                element.tail = " "
            continue
        states = dict(around[-1])
        stated = _stated(element, rules)
        gone = "hidden" in element.attrib and element.get("hidden") != "until-found"
        gone = gone or element.get("aria-hidden", "").strip().lower() == "true"
        for name, hides in stated.items():
            if name in states:
                states[name] = hides or (name == "ground" and states[name])
            else:
                gone = gone or hides
        around.append(states)
        if element.tag in _UNSHOWN_TAGS or (gone and element is not tree and element.tag != "body"):
            if element.tag not in _UNSHOWN_TAGS:
                hidden.append([text for text in element.itertext() if element.tag not in ("script", "style")])
            if element.get("type") != "application/ld+json":  # where a page made by scripts may have its text
                doomed.append(element)
            walk.skip_subtree()
        elif _unseen(states) and (element.text or "").strip():
            if last is None:
                last = element
                hidden.append([])
            hidden[-1].append(element.text)
            element.text = ""
        element.attrib.pop("style", None)  # trafilatura would take "overflow:hidden" for hidden
    for element in doomed:
        element.drop_tree()  # keeps the text that follows the element
    return [said for texts in hidden if (said := " ".join(clean_block(" ".join(texts)).split()))]


def _unseen(states: dict[str, bool]) -> bool:
    return states["visibility"] or states["font-size"] or (states["color"] and not states["ground"])


def _stated(element: Any, rules: dict[str, list[_Rule]]) -> dict[str, bool]:
    """By property whether it hides the element, as is stated last by the page and by the element itself."""
    found: dict[str, bool] = {"ground": True} if "bgcolor" in element.attrib or "background" in element.attrib else {}
    if element.tag == "font" and element.get("size"):
        found["font-size"] = False
    names = {element.tag, element.get("id") or "", *(element.get("class") or "").split()}
    own = [rule for name in names if name in rules for rule in rules[name] if rule.applies(element)]
    said = [rule.said for rule in sorted(own, key=lambda rule: rule.rank)]
    said += [element.get("style")] if element.get("style") else []
    plain: dict[str, str] = {}
    urgent: dict[str, str] = {}
    for declarations in said:
        for name, value in _STATED.findall(_COMMENT.sub("", declarations)):
            value, mark, _ = " ".join(value.lower().split()).partition("!")
            (urgent if mark else plain)[name.lower()] = value.strip()
    for name, value in (plain | urgent).items():
        name = "font-size" if name == "font" else "ground" if name.startswith("background") else name
        hides = _hides(name, value)
        if hides is not None:
            found[name] = hides or (name == "ground" and found.get(name, False))
    return found


def _hides(name: str, value: str) -> bool | None:
    """None when the value is that of the elements around, as far as it can be told. Of a background: whether it is one."""
    if not value or _AS_AROUND.fullmatch(value):
        return None
    if name == "ground":
        return value != "none" and not _WHITE.fullmatch(value)
    if name == "visibility":
        return value in ("hidden", "collapse")
    if name == "color":
        return _WHITE.fullmatch(value) is not None
    if name != "font-size":
        return _GONE[name].fullmatch(value) is not None
    for number, unit in _SIZE.findall(value.replace("/", " ")):
        if float(number) == 0 or (float(number) < 2 and unit in ("px", "pt")):
            return True
        if unit:  # a number without one is the weight of the letters
            return None if unit in _RELATIVE else False
    return False


def _rules(sheet: str) -> Iterator[_Rule]:
    """The rules that apply to all; what stands in an @-rule is for print or narrow screens. One pass, without looking back."""
    pieces = sheet.split("/*")
    plain = pieces[0] + "".join(piece.partition("*/")[2] for piece in pieces[1:])
    selectors, opened, inside_at, order = "", 0, False, 0
    for piece in re.split("([{}])", plain):
        if piece == "{":
            opened += 1
        elif piece == "}":
            opened = max(opened - 1, 0)
            inside_at = inside_at and opened > 0
        elif opened == 0:
            selectors = piece.rpartition(";")[2].strip()  # "@import ...;" ends before the next rule
            inside_at = selectors.startswith("@")
        elif opened == 1 and not inside_at and _STATED.search(piece):
            order += 1
            for selector in selectors.split(","):
                simple = _SIMPLE.fullmatch(selector.strip())
                ids = re.findall(r"#([\w-]+)", simple[2]) if simple else []
                if simple and simple[0] and len(ids) <= 1:
                    classes = frozenset(re.findall(r"\.([\w-]+)", simple[2]))
                    rank = (len(ids), len(classes), 1 if simple[1] else 0, order)
                    yield _Rule((simple[1] or "").lower(), "".join(ids), classes, piece, rank)
