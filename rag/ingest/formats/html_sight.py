"""What of a web page a browser would not show: by attribute, by an element's style, by the page's style sheets. A hiding place for instructions.

Style sheets count as far as their selectors are a tag, an id and classes; white text only where no background is stated
around it and no style sheet is kept elsewhere.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, NamedTuple

from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

from rag.ingest.clean import clean_block

_UNSHOWN_TAGS = (
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "applet", "canvas", "audio",
    "video", "select", "textarea", "input", "button", "dialog",
)  # fmt: skip
_MOST_STYLE = 200_000  # characters of style sheets that are looked at
_SIMPLE = re.compile(r"([a-z][a-z0-9]*)?((?:[.#][\w-]+)*)", re.I)
_STATED = re.compile(
    r"(?<![\w-])(display|visibility|opacity|font-size|color|text-indent|left|top|background(?:-color|-image)?)\s*:\s*([^;]*)",
    re.I,
)
_COMMENT = re.compile(r"/\*.*?(\*/|\Z)", re.DOTALL)
_WHITE = re.compile(r"white|#fff(fff)?|rgba?\( ?255 ?, ?255 ?, ?255 ?(, ?[\d.]+ ?)?\)|transparent")
_OFF_SCREEN = re.compile(r"-\d{3,}.*")
_HIDES = {  # values that hide; of a background, that are none
    "display": re.compile("none"),
    "visibility": re.compile("hidden|collapse"),
    "opacity": re.compile(r"0*\.?0*%?"),
    "font-size": re.compile(r"(0*\.?0*|0*[01](\.\d+)?(?=px|pt))(px|pt|pc|in|cm|mm|rem|em|ex|ch|vw|vh|%)?"),
    "color": _WHITE,
    **dict.fromkeys(("text-indent", "left", "top"), _OFF_SCREEN),
    "ground": re.compile(f"none|{_WHITE.pattern}"),
}
_AS_AROUND = re.compile(r"inherit|unset|revert(-layer)?|currentcolor|larger|smaller|[\d.]*[1-9][\d.]*(em|ex|ch|%)")


class _Rule(NamedTuple):
    """What is stated for elements with a tag, an id and classes; of two that apply the higher rank wins."""

    rank: tuple[int, int, int, int]
    tag: str
    id: str
    classes: frozenset[str]
    stated: dict[str, bool]

    def applies(self, element: Any) -> bool:
        return (
            (not self.tag or element.tag == self.tag)
            and (not self.id or element.get("id") == self.id)
            and self.classes <= frozenset((element.get("class") or "").split())
        )


def remove_unshown(tree: Any) -> list[str]:
    """Take out of ``tree`` what a browser would not show; gives each text that was hidden."""
    rules: defaultdict[str, list[_Rule]] = defaultdict(list)
    for rule in _rules("".join(style.text or "" for style in tree.iter("style"))[:_MOST_STYLE]):
        rules[rule.id or min(rule.classes, default="") or rule.tag].append(rule)
    doomed: list[Any] = []
    hidden: list[str] = []
    # What is handed down: hidden by visibility, white, tiny; on some ground of its own.
    linked = tree.xpath("boolean(//link[contains(@rel, 'stylesheet')])")
    around = [{"visibility": False, "color": False, "font-size": False, "ground": linked}]
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        if not isinstance(element.tag, str):
            continue
        if event == "end":
            around.pop()
            if _unseen(around[-1]) and element.tail:
                hidden.append(element.tail)
                element.tail = " "
            continue
        stated = _of(element, rules)
        gone = "hidden" in element.attrib and element.get("hidden") != "until-found"
        gone = gone or element.get("aria-hidden", "").strip().lower() == "true"
        gone = gone or any(hides for name, hides in stated.items() if name not in around[0])
        states = {name: stated.get(name, state) for name, state in around[-1].items()}
        states["ground"] = states["ground"] or around[-1]["ground"]
        around.append(states)
        if element.tag in _UNSHOWN_TAGS or (gone and element is not tree and element.tag != "body"):
            if element.tag not in _UNSHOWN_TAGS:
                hidden.append(" ".join(element.itertext()))
            if element.get("type") != "application/ld+json":  # where a page made by scripts may have its text
                doomed.append(element)
            walk.skip_subtree()
        elif _unseen(states) and element.text:
            hidden.append(element.text)
            element.text = ""
        element.attrib.pop("style", None)  # trafilatura would take "overflow:hidden" for hidden
    for element in doomed:
        element.drop_tree()  # keeps the text that follows the element
    return [said for text in hidden if (said := " ".join(clean_block(text).split()))]


def _unseen(states: dict[str, bool]) -> bool:
    return states["visibility"] or states["font-size"] or (states["color"] and not states["ground"])


def _of(element: Any, rules: dict[str, list[_Rule]]) -> dict[str, bool]:
    """By property whether it hides the element, as is stated last by the page and by the element itself; of "ground" whether there is one."""
    found = {"ground": True} if "bgcolor" in element.attrib or "background" in element.attrib else {}
    names = {element.tag, element.get("id") or "", *(element.get("class") or "").split()}
    own = [rule for name in names if name in rules for rule in rules[name] if rule.applies(element)]
    for rule in sorted(own, key=lambda rule: rule.rank):
        found |= rule.stated
    return found | _stated(element.get("style") or "")


def _stated(declarations: str) -> dict[str, bool]:
    """By property whether its value hides; what goes by the elements around is left out."""
    found = {}
    for name, value in _STATED.findall(_COMMENT.sub("", declarations)):
        name = "ground" if name.lower().startswith("background") else name.lower()
        value = " ".join(value.lower().partition("!")[0].split())
        if value and not _AS_AROUND.fullmatch(value):
            hides = _HIDES[name].fullmatch(value) is not None
            found[name] = not hides if name == "ground" else hides
    return found


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
        elif opened == 1 and not inside_at and (stated := _stated(piece)):
            order += 1
            for selector in selectors.split(","):
                simple = _SIMPLE.fullmatch(selector.strip())
                ids = re.findall(r"#([\w-]+)", simple[2]) if simple else []
                if simple and simple[0] and len(ids) <= 1:
                    classes = frozenset(re.findall(r"\.([\w-]+)", simple[2]))
                    rank = (len(ids), len(classes), 1 if simple[1] else 0, order)
                    yield _Rule(rank, (simple[1] or "").lower(), "".join(ids), classes, stated)
