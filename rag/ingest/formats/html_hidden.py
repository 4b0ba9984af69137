"""Which elements of a page a browser would not show: by attribute, by their own style, by the page's style sheet."""

from __future__ import annotations

from collections import defaultdict
from enum import Enum
from typing import Any, NamedTuple

from rag.ingest.formats.html_styles import (
    LEFT_TO_CHILDREN,
    SIMPLE,
    Rule,
    blocks_of,
    has_background,
    rules_of,
    states_of,
)

_MOST_STYLE = 200_000  # characters of style sheets that are looked at
_UNSAID = ("script", "style", "noscript", "template")


class Seen(Enum):
    """How an element is seen."""

    YES = "yes"
    NO = "no"  # nor is anything that it holds
    FADED = "faded"  # its text is not, unless an element inside states anew that it is


class Texts(NamedTuple):
    """The texts of a faded element."""

    unseen: list[tuple[Any, str]]  # each as (element, "text" or "tail")
    some_seen: bool


class Sight:
    """What a browser would show of ``tree``. Style sheets count as far as their selectors are a tag, an id and classes;
    white text counts only where no background is stated around it and no style sheet is kept elsewhere.
    """

    def __init__(self, tree: Any) -> None:
        sheet = "".join(style.text or "" for style in tree.iter("style"))[:_MOST_STYLE]
        blocks = list(blocks_of(sheet))
        self._rules: defaultdict[str, list[Rule]] = defaultdict(list)
        self._suspicious: set[str] = set()  # ids, classes and tags that some rule hides
        for rule in rules_of(blocks):
            name = rule.id or min(rule.classes, default="") or rule.tag
            self._rules[name].append(rule)
            if any(rule.states.plain.values()) or any(rule.states.urgent.values()):
                self._suspicious.add(name)
        self._backgrounds_known = not tree.xpath("boolean(//link[contains(@rel, 'stylesheet')])") and not any(
            "background" in said and not all(map(SIMPLE.fullmatch, map(str.strip, selectors.split(","))))
            for selectors, said in blocks
        )
        self._grounds: dict[Any, bool] = {}  # kept, since a page may nest its elements thousands deep
        self._walked: set[Any] = set()  # elements in faded ones, whose texts are known

    def has_rules(self, tag: str) -> bool:
        """True when some rule may hide an element for its tag alone."""
        return tag in self._suspicious

    def of(self, element: Any) -> Seen:
        """How the element is seen; one inside of a faded element, whose texts were asked for, is not faded by itself."""
        if "hidden" in element.attrib and element.get("hidden") != "until-found":
            return Seen.NO
        if element.get("aria-hidden", "").strip().lower() == "true":
            return Seen.NO
        if not element.get("style") and (not self._suspicious or self._suspicious.isdisjoint(_names(element))):
            return Seen.YES
        hiding = {name for name, hides in self._stated(element).items() if hides}
        if hiding.difference(LEFT_TO_CHILDREN):
            return Seen.NO
        if not hiding or element in self._walked:
            return Seen.YES
        return Seen.FADED if self._fades(dict.fromkeys(hiding, True), self._lies_on_something(element)) else Seen.YES

    def texts(self, faded: Any) -> Texts:
        """The texts of a faded element, down to the elements that state anew how they are seen."""
        from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

        found, some_seen = list[tuple[Any, str]](), False
        around: list[tuple[dict[str, bool], bool]] = [({}, self._lies_on_something(faded))]
        for event, element in etree.iterwalk(faded, events=("start", "end")):
            if event == "start":
                self._walked.add(element)
                states, ground = around[-1]
                around.append((states | self._stated(element), ground or self._has_ground(element)))
                said = "" if element.tag in _UNSAID else element.text
            else:
                around.pop()
                said = "" if element is faded else element.tail
            if said and said.strip():
                if self._fades(*around[-1]):
                    found.append((element, "text" if event == "start" else "tail"))
                else:
                    some_seen = True
        return Texts(found, some_seen)

    def _fades(self, states: dict[str, bool], ground: bool) -> bool:
        white = states.get("color", False) and self._backgrounds_known and not ground
        return white or states.get("visibility", False) or states.get("font-size", False)

    def _stated(self, element: Any) -> dict[str, bool]:
        """By property whether it hides the element, as is stated last by the page and by the element itself."""
        style, rules = element.get("style"), self._rules_for(element)
        found = {"font-size": False} if element.tag == "font" and element.get("size") else {}
        if style or rules:
            stated = [*(rule.states for rule in rules), states_of(style or "")]
            for states in (*(one.plain for one in stated), *(one.urgent for one in stated)):
                found |= states
        return found

    def _rules_for(self, element: Any) -> list[Rule]:
        if not self._rules:
            return []
        names = self._rules.keys() & _names(element)
        found = [rule for name in names for rule in self._rules[name] if rule.applies(element)]
        return sorted(found, key=lambda rule: rule.rank)

    def _lies_on_something(self, element: Any) -> bool:
        passed = []
        found = False
        for one in (element, *element.iterancestors()):
            if one in self._grounds:
                found = self._grounds[one]
                break
            passed.append(one)
            if self._has_ground(one):
                found = True
                break
        self._grounds.update(dict.fromkeys(passed, found))
        return found

    def _has_ground(self, element: Any) -> bool:
        return (
            "bgcolor" in element.attrib
            or "background" in element.attrib
            or has_background(element.get("style", ""))
            or any(rule.background for rule in self._rules_for(element))
        )


def _names(element: Any) -> set[str]:
    """What a rule may be kept under that applies to the element."""
    return {element.tag, element.get("id") or "", *(element.get("class") or "").split()}
