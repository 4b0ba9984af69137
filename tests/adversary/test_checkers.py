"""A checker from another distribution: found by name, may lower a verdict, never raises one, fails closed."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from rag.errors import UsageError
from rag.types import Citation, Claim, Span, Status, Verdict
from rag.verify.checkers import load_checker, lowered
from rag.verify.sources import EvidenceSource

TEXT = "The mill was sold in 1911."
SOURCES = {"s": EvidenceSource(TEXT, ("Mill Society",))}

PLUGIN = """
class Doubter:
    def score(self, pairs):
        return [0.1 if "garden" in claim else 0.9 for evidence, claim in pairs]


class Broken:
    def score(self, pairs):
        raise RuntimeError("out of memory")


class Short:
    def score(self, pairs):
        return []


class Mute:
    pass
"""


@pytest.fixture
def plugin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A distribution of its own on the path, as pip would leave it."""
    (tmp_path / "doubting_plugin.py").write_text(PLUGIN)
    info = tmp_path / "doubting_plugin-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: doubting-plugin\nVersion: 1.0\n")
    names = {"doubter": "Doubter", "broken": "Broken", "short": "Short", "mute": "Mute", "gone": "Gone"}
    lines = [f"{name} = doubting_plugin:{what}" for name, what in names.items()]
    (info / "entry_points.txt").write_text("\n".join(["[onrecord.checkers]", *lines, ""]))
    monkeypatch.syspath_prepend(str(tmp_path))
    load_checker.cache_clear()
    yield
    load_checker.cache_clear()
    sys.modules.pop("doubting_plugin", None)


def verdict(text: str, status: Status) -> Verdict:
    citation = Citation(1, "p", "s", TEXT, Span(0, len(TEXT)))
    return Verdict(Claim(text, Span(0, len(text)), (citation,)), status, "as found")


@pytest.mark.usefixtures("plugin")
def test_checker_lowers_what_it_doubts_and_raises_nothing() -> None:
    given = [
        verdict("The garden was sold in 1911.", Status.SUPPORTED),
        verdict("The mill was sold in 1911.", Status.SUPPORTED),
        verdict("The mill was sold in 1912.", Status.CONTRADICTED),
    ]
    assert [v.status for v in lowered(given, SOURCES, "doubter")] == [
        Status.PARTLY, Status.SUPPORTED, Status.CONTRADICTED
    ]  # fmt: skip


@pytest.mark.usefixtures("plugin")
@pytest.mark.parametrize("name", ["broken", "short"])
def test_failing_checker_leaves_nothing_as_checked(name: str) -> None:
    given = [verdict("The mill was sold in 1911.", Status.SUPPORTED), verdict("x", Status.UNSUPPORTED)]
    assert [v.status for v in lowered(given, SOURCES, name)] == [Status.UNCHECKED, Status.UNSUPPORTED]


@pytest.mark.usefixtures("plugin")
@pytest.mark.parametrize(
    ("name", "told"), [("nobody", "no checker 'nobody'"), ("mute", "no score"), ("gone", "cannot be loaded")]
)
def test_unusable_checker_is_one_line_for_a_person(name: str, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        load_checker(name)


def test_checker_is_not_imported_unless_named(plugin: None) -> None:
    assert "doubting_plugin" not in sys.modules
