"""Scenarios: invented texts with claims and questions about them, of which each gives many pairs with a known label.

``evals/data/judge/*.scn``; its README describes the format. Slots are filled with other names and figures, sentences worded in other
ways, and the text is cut to windows. Where what a claim needs is cut away, the claim is left open: the same words, another label.
"""

import ast
import operator
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from pathlib import Path
from random import Random

from rag.errors import UsageError

FOLDER = Path(__file__).parents[1] / "data" / "judge"
LANGUAGES = ("en", "es", "zh")
SIGNS = {"+": 0, "?": 1, "-": 2}  # columns of the judge: supported or answered, open or silent, contradicted or denied
NOT_SUPPORTED = 3  # of a claim: left open or contradicted, and it is not known which
_HEAD = re.compile(r"## *(.+?) *\| *(.+?) *\| *(\w\w)$")
_SLOT = re.compile(r"@([\w, ]+?)(\.(?:en|es|zh))? +(.+)$")
_SENTENCE = re.compile(r"(\d+) *[:：] *(.+)$")
_ITEM = re.compile(r"(Q?)([+\-?？−–]) *([^:：]*?) *[:：] *(.+)$")
_HOLE = re.compile(r"\{([^{}]+)\}")
_SUMS = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.FloorDiv: operator.floordiv, ast.Div: operator.floordiv}  # fmt: skip


class Task(IntEnum):
    """Which head of the judge is asked."""

    QUESTION = 0
    CLAIM = 1


@dataclass(frozen=True, slots=True)
class Pair:
    """``first`` is the question or claim, ``second`` what it is held against, ``label`` a column of the judge or NOT_SUPPORTED."""

    task: Task
    first: str
    second: str
    label: int
    language: str = "en"


# Shares of draws. Claims are held against windows; a question more often against the whole text.
WHOLE = {Task.CLAIM: 0.2, Task.QUESTION: 0.5}
WITH = 0.85  # of the others, those that show a window with all that is needed
NEAR = 1  # sentences more on each side, at most
CARD, CARD_NEEDED = 0.7, 0.9  # with the source's card in front, and where it is needed
COMPANY, OTHERS = 0.1, 2  # with a part of another text beside, of so many sentences


@dataclass(frozen=True, slots=True)
class Item:
    """A claim or question: its label, the sentences that decide it, whether the card does, and its language."""

    task: Task
    label: int
    needs: tuple[int, ...]
    card: bool
    language: str
    text: str


@dataclass
class Scenario:
    """A text in pieces, with slots and what is said and asked about it."""

    subject: str
    register: str
    language: str
    place: str  # file and line, for errors and for the draw
    card: str = ""
    groups: list[list[str]] = field(default_factory=list)
    slots: dict[str, list[str]] = field(default_factory=dict)
    sentences: dict[int, list[str]] = field(default_factory=dict)
    items: list[Item] = field(default_factory=list)


def read_scenarios(file: Path) -> list[Scenario]:
    """The scenarios of a file; raises UsageError with the line that cannot be read."""
    found: list[Scenario] = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        place = f"{file.name}:{number}"
        if head := _HEAD.match(line):
            found.append(Scenario(head[1], head[2], head[3], place))
        elif line.strip() and (not found or not _put(found[-1], line.strip())):
            raise UsageError(f"{place} is no line of a scenario: {line[:60]!r}. See evals/data/judge/README.md.")
    return found


def _put(scenario: Scenario, line: str) -> bool:
    """Add a line; False where it has no meaning."""
    if line.startswith("@card "):
        scenario.card = line[6:].strip()
    elif slot := _SLOT.match(line):
        names = [name.strip() for name in slot[1].split(",")]
        values = [value.strip() for value in slot[3].split("|")]
        scenario.slots.update({name + (slot[2] or ""): values for name in names})
        if not slot[2]:
            scenario.groups.append(names)
    elif told := _SENTENCE.match(line):
        scenario.sentences[int(told[1])] = [wording.strip() for wording in told[2].split("||")]
    elif item := _ITEM.match(line):
        words = item[3].replace(",", " ").replace("，", " ").split()
        needs = tuple(int(word) for word in words if word.isdigit())
        if not set(needs) <= set(scenario.sentences):
            return False
        language = next((word for word in words if word in LANGUAGES), scenario.language)
        label = SIGNS[{"？": "?", "−": "-", "–": "-"}.get(item[2], item[2])]
        task = Task.QUESTION if item[1] else Task.CLAIM
        scenario.items.append(Item(task, label, needs, "card" in words, language, item[4]))
    else:
        return False
    return True


def drawn(scenario: Scenario, rng: Random) -> dict[str, int]:
    """A place in the values of each slot; slots of one list get different ones, ``NAME~`` another than any of them."""
    places: dict[str, int] = {}
    for names in scenario.groups:
        order = list(range(len(scenario.slots[names[0]])))
        rng.shuffle(order)
        places |= dict(zip(names, order, strict=False))
        places |= {f"{name}~": order[len(names) % len(order)] for name in names}
    return places


def filled(scenario: Scenario, text: str, places: Mapping[str, int], language: str) -> str:
    """``text`` with its slots filled, in the form for ``language``; raises UsageError for a slot that is not there."""

    def value(hole: re.Match[str]) -> str:
        name = hole[1]
        if name.startswith("="):
            return _sum(scenario, name[1:], places)
        values = scenario.slots.get(f"{name.rstrip('~')}.{language}") or scenario.slots[name.rstrip("~")]
        return values[places[name]]

    try:
        whole = _HOLE.sub(value, text)
    except (KeyError, IndexError, ValueError) as exc:
        raise UsageError(f"{scenario.place}: a slot of {text[:60]!r} cannot be filled ({exc}).") from exc
    return whole[:1].upper() + whole[1:]


def _sum(scenario: Scenario, formula: str, places: Mapping[str, int]) -> str:
    """What a formula over whole-number slots gives, written as the first of them is."""
    first = ""

    def worth(node: ast.expr) -> int:
        nonlocal first
        if isinstance(node, ast.BinOp):
            return int(_SUMS[type(node.op)](worth(node.left), worth(node.right)))  # KeyError: not a sum
        if isinstance(node, ast.Name):
            written = scenario.slots[node.id][places[node.id]]
            first = first or written
            return int(re.sub(r"[,. \u00a0]", "", written))
        return int(ast.literal_eval(node))

    total = worth(ast.parse(formula.strip(), mode="eval").body)
    if "," in first:
        return f"{total:,}"
    return f"{total:,}".replace(",", ".") if re.search(r"\d\.\d{3}\b", first) else str(total)


def pairs_of(scenario: Scenario, draws: int, others: Sequence[Scenario] = ()) -> Iterator[Pair]:
    """The pairs of ``draws`` fillings, the same each time; ``others``: texts of which a part may stand beside."""
    rng = Random(scenario.place + scenario.subject)  # noqa: S311 - examples, not secrets
    for _ in range(draws):
        places = drawn(scenario, rng)
        text = {n: filled(scenario, rng.choice(w), places, scenario.language) for n, w in scenario.sentences.items()}
        card = filled(scenario, scenario.card, places, scenario.language)
        for item in scenario.items:
            window = _window(sorted(text), item, rng)
            shown = bool(card) and rng.random() < (CARD_NEEDED if item.card else CARD)
            borne = set(item.needs) <= set(window) and (shown or not item.card)
            evidence = _joined(scenario, [text[n] for n in window])
            if others and rng.random() < COMPANY:
                other = rng.choice(others)
                place = drawn(other, rng)
                more = [filled(other, w[0], place, other.language) for _, w in sorted(other.sentences.items())[:OTHERS]]
                both = [evidence, _joined(other, more)]
                rng.shuffle(both)
                evidence = "\n".join(both)
            yield Pair(
                item.task, filled(scenario, item.text, places, item.language), f"{card}: {evidence}" if shown else evidence,
                item.label if borne else SIGNS["?"], item.language,
            )  # fmt: skip


def _joined(scenario: Scenario, sentences: Sequence[str]) -> str:
    return ("" if scenario.language == "zh" else " ").join(sentences)


def _window(numbers: Sequence[int], item: Item, rng: Random) -> Sequence[int]:
    """The sentences that are shown: all, some around those needed, or a part that lacks one of them."""
    if rng.random() < WHOLE[item.task]:
        return numbers
    needs = item.needs or (rng.choice(numbers),)
    first, last = numbers.index(min(needs)), numbers.index(max(needs))
    if rng.random() < WITH or not item.needs:
        return numbers[
            rng.randint(max(0, first - NEAR), first) : rng.randint(last, min(len(numbers) - 1, last + NEAR)) + 1
        ]
    missing = numbers.index(rng.choice(needs))
    left, right = numbers[max(0, missing - 3) : missing], numbers[missing + 1 : missing + 4]
    return max(left, right, key=len) or numbers
