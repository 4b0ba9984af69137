"""Without the fitted weights no claim goes unweighed unsaid: the error names the file and what to do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from rag.assemble import Parts, open_parts
from rag.errors import ModelError
from rag.types import Citation, Claim, Span, Status
from rag.verify import weighing
from rag.verify.verifier import EvidenceSource, verify

TEXT = "Overdose deaths rose to 93,331 in 2020."


@pytest.fixture
def weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A place for the weights in which there are none."""
    file = tmp_path / "checker.json"
    monkeypatch.setattr(weighing, "FILE", file)
    weighing.fitted.cache_clear()
    yield file
    weighing.fitted.cache_clear()


def reworded() -> tuple[Status, str]:
    claim = Claim(
        "Deaths by overdose rose to 93,331 in 2020. [1]",
        Span(0, 46),
        (Citation(1, "p", "s", TEXT, Span(0, len(TEXT))),),
    )
    verdict = verify(claim, {"s": EvidenceSource(TEXT, ("Health Institute",))})
    return verdict.status, verdict.reason


def test_missing_weights_support_nothing(weights: Path) -> None:
    status, reason = reworded()
    assert status is Status.UNCHECKED
    assert "checker.json" in reason and "Install onrecord again" in reason


def test_damaged_weights_support_nothing(weights: Path) -> None:
    weights.write_text("{}")
    assert reworded()[0] is Status.UNCHECKED


def test_no_case_opens_without_weights(parts: Parts, weights: Path) -> None:
    with pytest.raises(ModelError, match=r"checker\.json .* Install onrecord again"):
        open_parts(parts.settings)
