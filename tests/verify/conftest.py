"""The judge's network stands still: a test says what it reads in a claim beside its evidence."""

from collections.abc import Callable, Sequence

import numpy as np
import pytest
from awkward import Reads

from rag.models.calibration import curves
from rag.models.judge import Judge
from rag.verify import claim

_SHARES = {"supported": (0.998, 0.001, 0.001), "open": (0.05, 0.9, 0.05), "contradicted": (0.001, 0.001, 0.998)}


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> Reads:
    """Call it with what the judge makes of (claim, evidence): supported, open or contradicted."""

    def set_to(told: Callable[[str, str], str]) -> None:
        def claims(self: Judge, pairs: Sequence[tuple[str, str]]) -> np.ndarray:
            return np.array([_SHARES[told(*pair)] for pair in pairs]).reshape(len(pairs), 3)

        monkeypatch.setattr(Judge, "claims", claims)

    # The shipped judge is never sure enough of English to strike a claim by itself; here it is, where a test says so.
    shipped = curves()
    against = shipped.english.contradicted.model_copy(update={"threshold": 0.9})
    sure = shipped.model_copy(update={"english": shipped.english.model_copy(update={"contradicted": against})})
    monkeypatch.setattr(claim, "curves", lambda: sure)
    return set_to
