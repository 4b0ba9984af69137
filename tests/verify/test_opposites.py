"""Words of opposite sense: which pair is told where a claim and its source are at odds in several."""

from __future__ import annotations

import pytest

from rag.verify.words.opposites import opposed

_PAIRS = [("rose", "fell"), ("supports", "opposes"), ("accepted", "rejected"), ("legal", "illegal"), ("opened", "closed"),
          ("won", "lost"), ("imports", "exports"), ("better", "worse")]  # fmt: skip


@pytest.mark.parametrize("first", range(len(_PAIRS)))
def test_the_pair_that_the_text_names_first_is_told(first: int) -> None:
    """The order of a set of strings is another one in every process."""
    pairs = [*_PAIRS[first:], *_PAIRS[:first]]
    assert opposed(" ".join(a for a, _ in pairs), " ".join(b for _, b in reversed(pairs))) == pairs[0]
