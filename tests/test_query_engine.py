"""The product as others' LlamaIndex code sees it: a query engine that checks and refuses as every face does."""

import json
import re
import shutil
import threading
from collections.abc import Sequence
from pathlib import Path

import pytest
from llama_index.core.agent.workflow import AgentOutput, FunctionAgent
from llama_index.core.base.base_query_engine import BaseQueryEngine
from llama_index.core.base.llms.types import ChatMessage, MessageRole, ToolCallBlock
from llama_index.core.base.response.schema import Response
from llama_index.core.llms.mock import MockFunctionCallingLLM
from llama_index.core.schema import MetadataMode, QueryBundle
from llama_index.core.tools import QueryEngineTool

from rag.ask import answer
from rag.assemble import Parts
from rag.errors import UsageError
from rag.live import Live
from rag.query_engine import OnRecordQueryEngine
from rag.wire import from_json, to_json
from tests.serving import LENGTH, QUOTE, SILENT, in_a_loop


@pytest.fixture(scope="module")
def engine(parts: Parts) -> OnRecordQueryEngine:
    return OnRecordQueryEngine(parts)


@pytest.fixture(scope="module")
def told(engine: OnRecordQueryEngine) -> Response:
    return engine.query(LENGTH)


def test_a_question_is_answered_in_sentences_with_verdicts(engine: OnRecordQueryEngine, told: Response) -> None:
    assert isinstance(engine, BaseQueryEngine)
    assert QUOTE in str(told)
    assert told.metadata["status"] == "answered"
    claims = told.metadata["answer"]["claims"]
    assert claims and {claim["verdict"] for claim in claims} <= {"supported", "the article's words"}


def test_the_answer_is_what_ask_prints_as_json(parts: Parts, told: Response) -> None:
    printed = json.loads(to_json(answer(LENGTH, parts), parts.index.sources))
    assert {**told.metadata["answer"], "timings": {}} == {**printed, "timings": {}}
    assert from_json(json.dumps(told.metadata["answer"])).snapshot == told.metadata["snapshot"]


def test_what_was_found_comes_along_best_first_with_scores(told: Response) -> None:
    scores = [node.score for node in told.source_nodes]
    assert QUOTE in told.source_nodes[0].node.get_content(MetadataMode.LLM)
    assert None not in scores and len(scores) == len(told.metadata["answer"]["passages"])
    assert all(json.loads(node.model_dump_json()) for node in told.source_nodes)


def test_what_the_sources_do_not_say_is_refused(engine: OnRecordQueryEngine) -> None:
    told = engine.query(SILENT)
    assert told.metadata["status"] == "refused"
    assert not told.metadata["answer"]["claims"]
    nearest = [passage["id"] for passage in told.metadata["answer"]["nearest"]]
    assert [node.node.node_id for node in told.source_nodes] == nearest


def test_an_empty_question_is_an_error_and_no_answer(engine: OnRecordQueryEngine) -> None:
    with pytest.raises(UsageError):
        engine.query("  ")


def test_an_answer_is_not_made_in_the_thread_of_the_loop(parts: Parts, monkeypatch: pytest.MonkeyPatch) -> None:
    threads: list[threading.Thread] = []

    def watched(question: str, given: Parts) -> object:
        threads.append(threading.current_thread())
        return answer(question, given)

    async def scene() -> threading.Thread:
        await OnRecordQueryEngine(parts).aquery(LENGTH)
        return threading.current_thread()

    monkeypatch.setattr("rag.query_engine.answer", watched)
    assert in_a_loop(scene()) not in threads
    assert len(threads) == 1


def test_an_agent_of_llama_index_calls_it_and_reads_its_answer(engine: OnRecordQueryEngine) -> None:
    tool = QueryEngineTool.from_defaults(engine, name="on_record", description="What the sources say, with quotes.")

    def model(messages: Sequence[ChatMessage], **_: object) -> ChatMessage:
        if messages[-1].role == MessageRole.TOOL:
            return ChatMessage(role="assistant", content=f"It says: {messages[-1].content}")
        call = ToolCallBlock(tool_call_id="1", tool_name="on_record", tool_kwargs={"input": LENGTH})
        return ChatMessage(role="assistant", blocks=[call])

    async def scene() -> AgentOutput:
        llm = MockFunctionCallingLLM(response_generator=model)
        return await FunctionAgent(tools=[tool], llm=llm, streaming=False).run(LENGTH)

    told = in_a_loop(scene())
    assert QUOTE in str(told)
    assert told.tool_calls[0].tool_output.raw_output.metadata["status"] == "answered"


def test_the_lines_of_the_documentation_run(
    parts: Parts, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ONRECORD_CASE", str(parts.settings.home))
    guide = (Path(__file__).parents[1] / "docs" / "llamaindex.md").read_text(encoding="utf-8")
    first, tool, alone = re.findall(r"```python\n(.*?)```", guide, re.DOTALL)
    names: dict[str, object] = {"llm": MockFunctionCallingLLM()}
    exec(first.replace("Who wrote the August 2021 report?", LENGTH), names)
    assert QUOTE in capsys.readouterr().out
    assert len(first.splitlines()) <= 6
    exec(tool, names)
    exec(alone, names)
    assert names["nodes"] and names["agent"]


def test_only_the_sources_chosen_answer_and_are_found(parts: Parts) -> None:
    engine = OnRecordQueryEngine(parts.within({"survey-2019"}))
    told = engine.query(LENGTH)
    found = [*told.source_nodes, *engine.retrieve(QueryBundle(LENGTH)), *engine.retriever.retrieve(LENGTH)]
    assert {node.node.metadata["source_id"] for node in found} == {"survey-2019"}


def test_the_retriever_finds_what_the_answer_was_made_from(engine: OnRecordQueryEngine, told: Response) -> None:
    found = engine.retriever.retrieve(LENGTH)
    assert [(n.node.node_id, n.score) for n in found] == [(n.node.node_id, n.score) for n in told.source_nodes]


def test_an_engine_that_is_given_live_parts_follows_the_index(parts: Parts, tmp_path: Path) -> None:
    from rag.assemble import open_parts
    from rag.ingest.add import add_sources
    from rag.ingest.build import build
    from rag.settings import load_settings

    home = Path(shutil.copytree(parts.settings.home, tmp_path / "case"))
    settings = load_settings(case=home)
    engine = OnRecordQueryEngine(Live(open_parts(settings)))
    asked = "Who keeps the lighthouse of Port Ellen?"
    assert engine.query(asked).metadata["status"] == "refused"
    (tmp_path / "keeper.txt").write_text("The lighthouse of Port Ellen is kept by Isla Grant since 1931.\n")
    add_sources(settings, [tmp_path / "keeper.txt"])
    new = build(settings).snapshot.id
    assert engine.query(asked).metadata["snapshot"] == new
