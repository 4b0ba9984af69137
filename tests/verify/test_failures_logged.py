"""A check that breaks is "not checked" for the reader, and the log keeps where it broke, once and without the texts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from rag.types import Audit, Citation, Claim, Source, SourceText, Span, Status, Verdict
from rag.verify import checkers, verifier
from rag.verify.records import audit

SECRET = "sk-secret and the words of a text"
CLAIM = Claim("It is so. [1]", Span(0, 13), (Citation(1, "p", "s", "It is so.", Span(0, 9)),))


def breaks(*args: Any) -> Any:
    raise RuntimeError(SECRET)


def _verify(monkeypatch: pytest.MonkeyPatch) -> bool:
    monkeypatch.setattr(verifier, "_judge", breaks)
    return verifier.verify(CLAIM, {}).status is Status.UNCHECKED


def _hold(monkeypatch: pytest.MonkeyPatch) -> bool:
    monkeypatch.setattr(audit, "_hold", breaks)
    original = audit.OriginalText(SourceText(Source("s", "S"), "It is so.", ()))
    return audit.hold(audit.FactTold("It is so."), original).status is Audit.NOT_CHECKED


def _checker(monkeypatch: pytest.MonkeyPatch) -> bool:
    monkeypatch.setattr(checkers, "load_checker", lambda name: SimpleNamespace(score=breaks))
    supported = Verdict(CLAIM, Status.SUPPORTED, "r")
    source = verifier.EvidenceSource("It is so.")
    return checkers.lowered([supported], {"s": source}, "x")[0].status is Status.UNCHECKED


@pytest.mark.parametrize("fails", [_verify, _hold, _checker])
def test_broken_check_is_logged_once_without_its_texts(
    fails: Callable[[pytest.MonkeyPatch], bool], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rag.log.user_log_path", lambda name: tmp_path)
    assert fails(monkeypatch)
    kept = (tmp_path / "onrecord.log").read_text(encoding="utf-8")
    assert kept.count("RuntimeError") == 2  # its name, and the line that raised it
    assert "in breaks" in kept and "sk-secret" not in kept
