"""The judge's network stands still: a test says what it reads in a claim beside its evidence."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pytest
from awkward import Reads

from rag.models.judge import Judge

_SHARES = {"supported": (0.998, 0.001, 0.001), "open": (0.05, 0.9, 0.05), "contradicted": (0.001, 0.001, 0.998)}


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> Reads:
    """Call it with what the judge makes of (claim, evidence): supported, open or contradicted."""

    def set_to(told: Callable[[str, str], str]) -> None:
        def claims(self: Judge, pairs: Sequence[tuple[str, str]]) -> np.ndarray:
            return np.array([_SHARES[told(*pair)] for pair in pairs]).reshape(len(pairs), 3)

        monkeypatch.setattr(Judge, "claims", claims)

    return set_to
