import json
from typing import Any

import pytest
from starlette.testclient import TestClient

from rag.assemble import Parts
from rag.wire import from_json
from tests.serving import LENGTH, QUOTE, SILENT, OpenFrom


def ask(api: TestClient, question: str, **more: Any) -> dict[str, Any]:
    response = api.post("/api/ask", json={"question": question, **more})
    assert response.status_code == 200, response.text
    return response.json()


def events(api: TestClient, question: str) -> list[tuple[str, Any]]:
    response = api.post("/api/ask", json={"question": question}, headers={"accept": "text/event-stream"})
    assert response.headers["content-type"].startswith("text/event-stream")
    blocks = [block.splitlines() for block in response.text.split("\n\n") if block]
    return [(b[0].removeprefix("event: "), json.loads(b[1].removeprefix("data: "))) for b in blocks]


def test_answer_is_the_published_contract(api: TestClient) -> None:
    answer = ask(api, LENGTH)
    assert from_json(json.dumps(answer)).status == "answered"
    cited = answer["claims"][0]["citations"][0]
    text = api.get(f"/api/sources/{cited['source_id']}/text").text
    assert text[cited["start"] : cited["end"]] == cited["quote"]
    piece = api.get(f"/api/sources/{cited['source_id']}/text", params={"start": cited["start"], "end": cited["end"]})
    assert piece.text == cited["quote"]


def test_events_come_in_order_and_the_text_is_that_of_the_answer(api: TestClient) -> None:
    told = events(api, LENGTH)
    names = [name for name, _ in told]
    assert names[0] == "retrieved" and names[-1] == "checked" and set(names[1:-1]) == {"lead", "delta", "claim"}
    checked = [(data["text"], data["verdict"]) for name, data in told if name == "claim"]
    assert checked == [(claim["text"], claim["verdict"]) for claim in told[-1][1]["claims"]]
    assert "".join(data["text"] for name, data in told if name == "delta") == told[-1][1]["text"]


def test_silence_is_a_refusal_event(api: TestClient) -> None:
    name, answer = events(api, SILENT)[-1]
    assert name == "refused" and answer["nearest"] and not answer["claims"]


@pytest.mark.parametrize("before", [[LENGTH], [{"question": LENGTH, "answer": "48 metres"}]])
def test_follow_up_is_understood_from_the_history(api: TestClient, before: list[Any]) -> None:
    assert "Mill Bridge" in ask(api, "And how wide is it?", history=before)["asked_as"]


def test_of_a_long_conversation_the_last_questions_count(api: TestClient) -> None:
    assert "Mill Bridge" in ask(api, "And how wide is it?", history=[SILENT] * 99 + [LENGTH])["asked_as"]
    assert "Mill Bridge" not in ask(api, "And how wide is it?", history=[LENGTH] + [SILENT] * 99)["asked_as"]


def test_one_user_never_sees_what_another_asked(api: TestClient, open_api: OpenFrom) -> None:
    ask(api, LENGTH)
    follow_up = ask(api, "And how wide is it?")
    assert follow_up["asked_as"] == "And how wide is it?"
    assert "Mill Bridge" in ask(api, "And how wide is it?", history=[LENGTH])["asked_as"]
    assert ask(api, "And how wide is it?")["asked_as"] == "And how wide is it?"


def test_a_known_answer_is_given_again_with_times_of_its_own(api: TestClient) -> None:
    first, again = ask(api, LENGTH), ask(api, LENGTH)
    assert "remembered" in again["timings"] and "remembered" not in first["timings"]
    assert {k: v for k, v in first.items() if k != "timings"} == {k: v for k, v in again.items() if k != "timings"}


def test_search_gives_places_in_the_stored_text(api: TestClient) -> None:
    found = api.post("/api/search", json={"query": LENGTH, "limit": 3}).json()["found"]
    assert len(found) == 3 and any(QUOTE in f["passage"]["text"] for f in found)
    best = found[0]
    text = api.get(f"/api/sources/{best['source']['id']}/text").text
    assert text[best["passage"]["start"] : best["passage"]["end"]] == best["passage"]["text"]


def test_sources_are_listed_and_read_one_by_one(api: TestClient, parts: Parts) -> None:
    listed = api.get("/api/sources").json()
    assert {s["id"] for s in listed["sources"]} == set(parts.index.sources)
    one = api.get("/api/sources/survey-2019").json()
    assert one["source"]["tier"] == "primary" and len(one["passages"]) == one["source"]["passages"] > 0


def test_a_changed_figure_in_an_answer_is_found_when_it_is_checked_again(api: TestClient) -> None:
    answer = ask(api, LENGTH)
    assert api.post("/api/verify", json=answer).json()["holds"] is True
    forged = json.loads(json.dumps(answer, ensure_ascii=False).replace("48 metres", "49 metres"))
    result = api.post("/api/verify", json=forged).json()
    assert result["holds"] is False and "bad reference" in {c["verdict"] for c in result["claims"]}


@pytest.mark.parametrize("path", ["/api/verify", "/api/answers"])
def test_half_a_character_is_no_text_and_no_defect(api: TestClient, path: str) -> None:
    answer = ask(api, LENGTH) | {"question": "\udc00"}
    refused = api.post(path, content=json.dumps(answer), headers={"content-type": "application/json"})
    assert refused.status_code == 422 and "half of a character" in refused.json()["error"]["message"]


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "code"),
    [
        ("POST", "/api/ask", {"question": "   "}, 422, "invalid_request"),
        ("POST", "/api/ask", {"question": "why " * 900}, 422, "invalid_request"),
        ("POST", "/api/ask", {"question": 5}, 422, "invalid_request"),
        ("POST", "/api/ask", {"question": LENGTH, "unknown": 1}, 422, "invalid_request"),
        ("POST", "/api/ask", {"question": LENGTH, "history": [5]}, 422, "invalid_request"),
        ("POST", "/api/search", {"query": LENGTH, "limit": 0}, 422, "invalid_request"),
        ("POST", "/api/verify", {"text": "no answer"}, 422, "invalid_request"),
        ("GET", "/api/sources/nobody", None, 404, "not_found"),
        ("GET", "/api/sources/..%2f..%2fetc%2fpasswd", None, 404, None),
        ("GET", "/api/nothing/here", None, 404, "not_found"),
        ("GET", "/api/sources/survey-2019/text?start=-1", None, 422, "invalid_request"),
    ],
)
def test_errors_have_one_shape_and_no_traceback(
    api: TestClient, method: str, path: str, body: Any, status: int, code: str | None
) -> None:
    response = api.request(method, path, json=body)
    assert response.status_code == status
    assert "Traceback" not in response.text
    if code:
        error = response.json()["error"]
        assert set(error) == {"code", "message"} and error["code"] == code and "\n" not in error["message"]


@pytest.mark.parametrize(
    ("method", "path", "allow"),
    [
        ("GET", "/api/ask", "POST"),
        ("DELETE", "/api/sources/survey-2019", "GET, HEAD"),
        ("HEAD", "/api/ask", "POST"),
        ("POST", "/api/openapi.json", "GET, HEAD"),
        ("GET", "/v1/chat/completions", "POST"),
        ("PUT", "/v1/models", "GET, HEAD"),
        ("POST", "/api/nothing", None),
        ("POST", "/v1/nothing", None),
    ],
)
def test_a_wrong_method_is_told_the_right_one(api: TestClient, method: str, path: str, allow: str | None) -> None:
    response = api.request(method, path)
    assert (response.status_code, response.headers.get("allow")) == ((405, allow) if allow else (404, None))
    if allow and method != "HEAD":
        assert response.json()["error"]["code"] == "method_not_allowed"


def test_an_empty_question_gets_an_error_and_no_stream(api: TestClient) -> None:
    response = api.post("/api/ask", json={"question": "?"}, headers={"accept": "text/event-stream"})
    assert response.status_code == 422 and response.json()["error"]["code"] == "invalid_request"


def test_health_readiness_and_figures(api: TestClient) -> None:
    assert api.get("/healthz").json() == {"status": "ok"}
    assert api.get("/readyz").json()["status"] == "ready"
    ask(api, LENGTH)
    ask(api, SILENT)
    figures = api.get("/metrics").text
    assert 'onrecord_answers_total{outcome="refused"} 1.0' in figures
    assert 'onrecord_verdicts_total{verdict="supported"}' in figures
    assert 'onrecord_requests_total{method="POST",route="/api/ask",status="200"} 2.0' in figures
    assert "onrecord_waiting 0.0" in figures


def test_not_ready_once_a_stored_text_was_changed(open_api: OpenFrom, parts: Parts, tmp_path: Any) -> None:
    import shutil

    copied = shutil.copytree(parts.settings.data_dir, tmp_path / "copy")
    api = open_api(data=copied)
    for text in copied.glob("builds/*/texts/*.txt"):
        text.write_text("other words", encoding="utf-8")
    response = api.get("/readyz")
    assert response.status_code == 503 and response.json()["status"] == "not ready"
    assert str(tmp_path) not in response.text
