"""The floors that docs/architecture.md draws are those that import-linter holds."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]


def layers() -> list[list[str]]:
    """The top-level modules of ``rag``, a list for each layer, highest first."""
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contract = next(c for c in told["tool"]["importlinter"]["contracts"] if c.get("containers") == ["rag"])
    return [re.split(r" [:|] ", layer) for layer in contract["layers"]]


def floors() -> dict[str, int]:
    """Each module that the drawing names, and its floor."""
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8").split("\n## Floors\n")[1].split("\n## ")[0]
    found: dict[str, int] = {}
    floor = -1
    for line in text.splitlines():
        if not line.startswith("    "):
            continue
        if number := re.match(r" {4}(\d) ", line):
            floor = int(number[1])
        for word in line.split():
            if (named := re.fullmatch(r"(?:rag/)?(\w+)(?:\.py|/)", word)) and named[1] not in ("ui", "evals"):
                assert named[1] not in found, f"{named[1]} is drawn twice"
                found[named[1]] = floor
    return found


def test_every_module_has_its_place_in_the_drawing_and_none_is_drawn_that_is_not_there() -> None:
    held = {module for layer in layers() for module in layer}
    assert held == set(floors())
    assert all((ROOT / "rag" / module).is_dir() or (ROOT / "rag" / f"{module}.py").is_file() for module in held)


def test_no_floor_of_the_drawing_lies_above_a_layer_that_lies_above_it() -> None:
    drawn = floors()
    heights = [[drawn[module] for module in layer] for layer in layers()]
    assert all(len(set(layer)) == 1 for layer in heights), "modules of one layer stand on one floor"
    order = [layer[0] for layer in heights]
    assert order == sorted(order, reverse=True)
