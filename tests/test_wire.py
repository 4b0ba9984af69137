"""The published contract of an answer."""

import json
from pathlib import Path

import jsonschema
import pytest

from rag.ask import answer
from rag.assemble import Parts
from rag.wire import AnswerModel, to_json

DOCS = Path(__file__).parents[1] / "docs"


def test_published_schema_is_the_models() -> None:
    assert json.loads((DOCS / "answer.schema.json").read_text(encoding="utf-8")) == AnswerModel.model_json_schema()


@pytest.mark.parametrize(
    "question", ["How long is the Mill Bridge?", "What is the salary of the stationmaster of Harwich?"]
)
def test_answers_and_refusals_fit_the_schema(parts: Parts, question: str) -> None:
    schema = json.loads((DOCS / "answer.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(json.loads(to_json(answer(question, parts), parts.index.sources)), schema)


def test_every_field_of_the_contract_is_explained() -> None:
    page = (DOCS / "answer.md").read_text(encoding="utf-8")
    assert [name for name in AnswerModel.model_fields if f"`{name}" not in page] == []
