"""A figure that the source gives as what was not, a claim "than planned" against a row's own column, and figures between two dates."""

from __future__ import annotations

import pytest

from rag.types import Status
from tests.verify.test_by_figures import judged

NOTICE = "The company closed the ward on 3 July 2023, having given notice of 45 days instead of 90."
SEVERANCE = "Item = Severance; Planned (million crowns) = 9.5; Spent (million crowns) = 8.1"
BUILDINGS = "Item = Buildings; Planned (million crowns) = 14.0; Spent (million crowns) = 16.3"
LOST = ("The school came back with four boats instead of nine.", "The school lost five of its nine boats.")
NURSES = "Group = Nurses; 31 March 2022 = 2,345; 31 March 2023 = 2,210; 31 December 2023 = 2,151"


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        (NOTICE, "The company gave 90 days' notice before closing the ward."),
        ("The bridge is 45 metres long rather than 90.", "The bridge is 90 metres long."),
        (SEVERANCE, "Severance cost more than planned."),
        (BUILDINGS, "The buildings cost less than planned."),
    ],
)
def test_what_the_source_tells_the_other_way_is_contradicted(source: str, claim: str) -> None:
    assert judged(source, claim) is Status.CONTRADICTED


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        (NOTICE, "The company gave 45 days' notice."),
        (NOTICE, "The company should have given 90 days' notice."),
        LOST,
        (SEVERANCE, "Severance cost less than planned."),
        ("Item = Severance; Planned = 9.5; Spent = 8.1; Paid back = 11.0", "Severance cost more than planned."),
        (NURSES, "The number of nurses fell from 2,345 to 2,151 between March 2022 and December 2023."),
    ],
)
def test_what_it_tells_so_or_leaves_open_is_not(source: str, claim: str) -> None:
    assert judged(source, claim) is not Status.CONTRADICTED
