"""What went wrong is one judgement, whoever tells it."""

from pathlib import Path

import pytest

from evals.faults import CONFLICT, NOTHING, PARTS, PREMISE, REFUSED, SPOKE, UNDULY, by_kind, faults_of
from evals.report import as_html, as_plain
from evals.run import header_of
from evals.saved import Row, Run
from rag.assemble import Parts
from tests.evals.test_eval import row


def having(name: str, parts: dict[str, tuple[float, float]], **others: object) -> Row:
    return row(name, 1).model_copy(update={"parts": parts, **others})


WRONG = {
    REFUSED: having("r", {}, refused=True),
    SPOKE: having("s", {"premise_noted_unduly": (1, 1)}, must_refuse=True),
    NOTHING: having("n", {"key_point_recall": (0, 1)}),
    PARTS: having("p", {"key_point_recall": (0.5, 1)}),
    PREMISE: having("f", {"premise_corrected": (0, 1)}),
    UNDULY: having("u", {"premise_noted_unduly": (1, 1)}),
    CONFLICT: having("c", {"conflict_shown": (0, 1)}),
}
WELL = having(
    "w",
    {"key_point_recall": (1, 1), "premise_corrected": (1, 1), "premise_noted_unduly": (0, 1), "conflict_shown": (1, 1)},
)


@pytest.mark.parametrize("kind", list(WRONG))
def test_each_kind_of_fault_is_told_apart(kind: str) -> None:
    assert faults_of(WRONG[kind]) == (kind,)
    assert not faults_of(WELL)


def test_page_and_json_name_the_same_questions(parts: Parts) -> None:
    rows = (*WRONG.values(), WELL)
    made = Run(header=header_of(Path(__file__), parts), rows=rows)
    assert as_plain(made)["went_wrong"] == by_kind(rows) == {kind: [one.id] for kind, one in WRONG.items()}
    page = as_html(made)
    assert "Questions that went wrong: 7" in page and "Questions that went well: 1" in page
    assert "(50% of the key points borne)" in page


def test_the_tables_of_a_report_give_the_names_that_fail_under_wants(parts: Parts) -> None:
    made = Run(header=header_of(Path(__file__), parts), rows=(WELL,))
    assert '<code class="soft">key_point_recall</code>' in as_html(made)
