from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from rag.assemble import Parts
from rag.errors import UsageError
from rag.phrases import LANGUAGES
from rag.settings import load_settings
from tests.serving import LENGTH, OpenFrom
from ui.api.clients import Clients, rate_key
from ui.api.entry import check_exposure
from ui.web.guard import headers_for
from ui.words import saved_word

TOKEN = "a token of some length"
BEARER = {"authorization": f"Bearer {TOKEN}"}
ASK = {"question": LENGTH}


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"host": "0.0.0.0"}, "ONRECORD_TOKEN"),
        ({"host": "192.168.1.9"}, "--public"),
        ({"allowed_hosts": "ask.example.org"}, "ONRECORD_TOKEN"),
        ({"trusted_proxies": "127.0.0.1"}, "ONRECORD_TOKEN"),
        ({"token": "short"}, "16"),
        ({"token": "contraseña-muy-larga-1"}, "not ASCII"),
        ({"token": "0123456789abcdefXYZ "}, "ends with a blank"),
        ({"host": "0.0.0.0", "auth_header": "X-User"}, "ONRECORD_TRUSTED_PROXIES"),
        ({"host": "0.0.0.0", "public": True, "trusted_proxies": "the proxy"}, "the proxy"),
    ],
)
def test_open_to_others_without_a_word_is_refused_at_start(given: dict[str, Any], named: str) -> None:
    with pytest.raises(UsageError, match=named) as refused:
        check_exposure(load_settings(**given))
    assert "short" not in str(refused.value)  # never the token itself


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"host": "localhost"},
        {"host": "::1"},
        {"host": "0.0.0.0", "token": TOKEN},
        {"host": "0.0.0.0", "public": True},
        {"host": "0.0.0.0", "auth_header": "X-User", "trusted_proxies": "10.0.0.0/8, ::1"},
    ],
)
def test_this_machine_alone_or_a_guard_or_a_word_is_enough(given: dict[str, Any]) -> None:
    check_exposure(load_settings(**given))


@pytest.mark.parametrize(
    "path", ["/api/sources", "/v1/models", "/metrics", "/config", "/a/" + "A" * 22, "/ledger", "/disputes", "/"]
)
def test_nothing_is_told_without_the_token(open_api: OpenFrom, path: str) -> None:
    api = open_api(token=TOKEN)
    assert api.get(path).status_code == 401
    assert api.get(path, headers={"authorization": "Bearer " + "x" * len(TOKEN)}).status_code == 401
    assert api.get(path, headers=BEARER).status_code in (200, 404)
    assert api.get("/healthz").status_code == 200


def test_sign_in_gives_a_cookie_that_is_not_the_token(open_api: OpenFrom) -> None:
    api = open_api(token=TOKEN)
    assert api.get("/", headers={"accept": "text/html"}).headers["location"] == "/login"
    assert "password" in api.get("/login").text
    for language in LANGUAGES:
        wrong = api.post("/login", data={"token": "wrong"}, headers={"accept-language": language}).text
        assert f'<html lang="{language}">' in wrong
        assert all(saved_word(f"sign_in_{key}", language) in wrong for key in ("enter", "token", "how", "wrong"))
    assert api.post("/login", data={"token": "wrong"}).status_code == 401
    assert api.post("/login").status_code == 401
    signed_in = api.post("/login", data={"token": TOKEN})
    cookie = signed_in.headers["set-cookie"]
    assert signed_in.status_code == 303 and "HttpOnly" in cookie and "samesite=strict" in cookie.lower()
    assert TOKEN not in cookie
    assert api.get("/api/sources").status_code == 200
    api.post("/logout")
    assert api.get("/api/sources").status_code == 401


@pytest.mark.parametrize(
    ("method", "path", "headers", "body", "status"),
    [
        ("POST", "/login", {"origin": "http://["}, b"", 403),
        ("GET", "/api/sources", {"cookie": 'onrecord_session="\\351"'}, b"", 401),  # a letter beyond ASCII
        ("GET", "/api/sources", {"authorization": b"Bearer \xe9"}, b"", 401),
        *[
            ("POST", "/login", {"content-type": f"multipart/form-data; boundary=b; charset={charset}"},
             b'--b\r\ncontent-disposition: form-data; name="token"\r\n\r\n\\ud800\r\n--b--\r\n', 401)
            for charset in ("undefined", "unicode_escape", "punycode")
        ],
    ],
)  # fmt: skip
def test_malformed_headers_of_a_stranger_are_no_defect(
    open_api: OpenFrom, method: str, path: str, headers: dict[str, Any], body: bytes, status: int
) -> None:
    api = open_api(token=TOKEN)
    assert api.request(method, path, headers=headers, content=body).status_code == status


def test_saved_answers_are_behind_the_token_unless_said_otherwise(open_api: OpenFrom) -> None:
    for public, status in ((False, 401), (True, 200)):
        api = open_api(token=TOKEN, public_answers=public)
        given = api.post("/api/ask", json=ASK, headers=BEARER).json()
        page = api.post("/api/answers", json=given, headers=BEARER).json()["page"]
        assert api.get(page).status_code == status
        assert api.get("/api/sources").status_code == 401


def test_user_header_is_believed_from_the_proxy_alone(open_api: OpenFrom) -> None:
    given = {"auth_header": "X-Forwarded-Email", "trusted_proxies": "10.0.0.0/8"}
    user = {"x-forwarded-email": "ada@example.org"}
    assert open_api(peer="10.1.2.3", **given).get("/api/sources", headers=user).status_code == 200
    assert open_api(peer="10.1.2.3", **given).get("/api/sources").status_code == 401
    assert open_api(peer="192.0.2.7", **given).get("/api/sources", headers=user).status_code == 401


@pytest.mark.parametrize(
    ("peer", "forwarded", "client"),
    [
        ("192.0.2.1", "198.51.100.9", "192.0.2.1"),  # not a proxy of ours: what it says counts for nothing
        ("10.0.0.1", "198.51.100.9", "198.51.100.9"),
        ("10.0.0.1", "1.1.1.1, 198.51.100.9, 10.0.0.2", "198.51.100.9"),  # the first part is the client's own invention
        ("10.0.0.1", "nonsense", "10.0.0.1"),
        ("10.0.0.1", "", "10.0.0.1"),
        ("::ffff:10.0.0.1", "2001:db8::5", "2001:db8::5"),
    ],
)
def test_client_is_whom_a_trusted_proxy_names(peer: str, forwarded: str, client: str) -> None:
    scope = {"client": (peer, 1), "headers": [(b"x-forwarded-for", forwarded.encode())] if forwarded else []}
    assert Clients(["10.0.0.0/8"]).of(scope) == client


def test_one_ipv6_customer_is_one_client() -> None:
    assert rate_key("2001:db8::1") == rate_key("2001:db8::ffff:1") != rate_key("2001:db8:0:1::1")
    assert rate_key("192.0.2.1") == "192.0.2.1"


def test_rate_is_per_client_and_says_when_to_come_back(open_api: OpenFrom) -> None:
    api = open_api(peer="10.0.0.1", rate_per_minute=10, public=True, trusted_proxies="10.0.0.1")
    mine, other = {"x-forwarded-for": "192.0.2.1"}, {"x-forwarded-for": "192.0.2.2"}
    statuses = [api.post("/api/ask", json=ASK, headers=mine).status_code for _ in range(6)]
    assert statuses == [200] * 5 + [429]
    limited = api.post("/api/ask", json=ASK, headers=mine)
    assert 1 <= int(limited.headers["retry-after"]) <= 6 and limited.json()["error"]["code"] == "rate_limited"
    assert api.post("/api/ask", json=ASK, headers=other).status_code == 200
    assert api.get("/healthz", headers=mine).status_code == 200


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),  # a program, not a browser
        ({"origin": "http://127.0.0.1:7860"}, 200),
        ({"origin": "http://127.0.0.1:7860", "sec-fetch-site": "same-origin"}, 200),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "http://127.0.0.1:3000"}, 403),  # another program's page on this machine
        ({"origin": "http://127.0.0.1.evil.example:7860"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "http://["}, 403),  # no address at all
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
    ],
)
@pytest.mark.parametrize("path", ["/api/ask", "/v1/chat/completions"])
def test_a_page_of_another_site_cannot_use_the_server(
    api: TestClient, path: str, headers: dict[str, str], status: int
) -> None:
    body = ASK if path == "/api/ask" else {"model": "onrecord", "messages": [{"role": "user", "content": LENGTH}]}
    response = api.post(path, json=body, headers=headers)
    assert response.status_code == status
    assert not [name for name in response.headers if name.startswith("access-control-")]


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:7860", 200),
        ("localhost", 200),
        ("[::1]:7860", 200),
        ("evil.example", 400),
        ("", 400),
        ("127.0.0.1.evil.example", 400),
        ("[::1].evil", 400),
        ("localhost:7860.evil", 400),
    ],
)
def test_only_names_of_this_machine_reach_a_local_server(api: TestClient, host: str, status: int) -> None:
    assert api.get("/api/sources", headers={"host": host}).status_code == status


def test_allowed_hosts_are_the_only_names_of_an_exposed_server(open_api: OpenFrom) -> None:
    api = open_api(host="0.0.0.0", public=True, allowed_hosts="ask.example.org")
    assert api.get("/api/sources", headers={"host": "ask.example.org"}).status_code == 200
    assert api.get("/api/sources", headers={"host": "192.0.2.1"}).status_code == 400


def test_large_bodies_are_refused_declared_or_not(open_api: OpenFrom) -> None:
    api = open_api(max_body_kb=16)
    large = b'{"question": "' + b"x" * 20_000 + b'"}'
    kind = {"content-type": "application/json"}
    assert api.post("/api/ask", content=large, headers=kind).status_code == 413
    assert api.post("/api/ask", content=iter([large[:9000], large[9000:]]), headers=kind).status_code == 413
    assert api.post("/api/ask", content=b"{}", headers=kind | {"content-length": "9" * 30}).status_code in (413, 422)


def test_what_breaks_inside_is_told_as_a_defect_without_its_traceback(open_api: OpenFrom, monkeypatch: Any) -> None:
    api = open_api()

    def broken(question: str, history: Any = ()) -> Any:
        raise RuntimeError("secret /home/someone")

    monkeypatch.setattr(api.app.state.service.answering, "in_this_thread", broken)  # type: ignore[attr-defined]
    response = api.post("/api/ask", json=ASK)
    assert response.status_code == 500 and response.json()["error"]["code"] == "defect"
    assert "secret" not in response.text and "Traceback" not in response.text
    streamed = api.post("/api/ask", json=ASK, headers={"accept": "text/event-stream"})
    assert "secret" not in streamed.text


@pytest.fixture(scope="module")
def chat(parts: Parts) -> TestClient:
    """The whole application with Gradio in it."""
    from ui.web.serve import web_app

    return TestClient(web_app(parts), base_url="http://127.0.0.1:7860", client=("127.0.0.1", 1))


@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api/file=/etc/passwd",
        "/gradio_api/file/etc/passwd",
        "/gradio_api/proxy=http://evil.example/",
        "/gradio_api/upload",
        "/gradio_api/upload_progress?upload_id=1",
        "/gradio_api/info",
        "/gradio_api/call/answer",
        "/gradio_api/custom_component/x/client/component/../../../etc/passwd",
        "//gradio_api/file=/etc/passwd",
        "/x/gradio_api/file=/etc/passwd",
        "/onrecord/../../../pyproject.toml",
        "/onrecord/%2e%2e/app.py",
        "/assets/..%2f..%2froutes.py",
        "/static//etc/passwd",
        "/monitoring",
        "/docs",
        "/openapi.json",
        "/file=/etc/passwd",
        "/proxy=http://evil.example/",
    ],
)
def test_no_door_to_files_or_elsewhere_is_open(chat: TestClient, path: str) -> None:
    for method in ("GET", "POST"):
        response = chat.request(method, path, follow_redirects=False)
        assert response.status_code in (400, 403, 404, 405), (method, path, response.status_code)
        assert "root:" not in response.text and "[project]" not in response.text and "import " not in response.text


def test_the_page_and_its_settings_tell_no_path_of_this_machine(chat: TestClient, parts: Parts) -> None:
    for path in ("/", "/config", "/onrecord/chat.css", "/robots.txt", "/manifest.json", "/api/openapi.json"):
        text = chat.get(path).text
        for secret in (str(parts.settings.data_dir), str(parts.settings.home), str(Path.home()), "site-packages"):
            assert secret not in text, (path, secret)


def test_the_interface_stands_beside_the_chat(chat: TestClient) -> None:
    assert "gradio" in chat.get("/").text
    assert chat.post("/api/ask", json=ASK).status_code == 200
    assert chat.get("/api/nothing").json()["error"]["code"] == "not_found"


@pytest.mark.parametrize(
    "path",
    ["/", "/healthz", "/readyz", "/metrics", "/api/sources", "/api/openapi.json", "/v1/models", "/ledger", "/favicon.ico",
     "/robots.txt", "/onrecord/chat.css", "/brief"],
)  # fmt: skip
def test_a_head_tells_what_a_get_does_but_for_the_body(chat: TestClient, path: str) -> None:
    got, head = chat.get(path), chat.head(path)
    assert (head.status_code, head.headers["content-type"]) == (got.status_code, got.headers["content-type"])
    assert head.content == b"" and got.content


@pytest.mark.parametrize("others", ['prefs={"dark":1}; ', "name=J\xf6rg; ", "=; ;; ", 'theme="a;b"; '])
def test_what_other_cookies_of_the_host_hold_signs_nobody_out(open_api: OpenFrom, others: str) -> None:
    api = open_api(token=TOKEN)
    signed_in = api.post("/login", data={"token": TOKEN})
    session = signed_in.headers["set-cookie"].split(";")[0]
    api.cookies.clear()
    assert api.get("/api/sources", headers={"cookie": (others + session).encode("latin-1")}).status_code == 200  # type: ignore[dict-item]


@pytest.mark.parametrize(
    "path", ["/ledger", "/disputes", "/article", "/brief", "/brief/file", "/a/x", "/login", "/what-is-added-later"]
)
def test_every_page_but_the_chat_is_kept_to_the_policy_without_exceptions(path: str) -> None:
    policy = headers_for(path)[b"content-security-policy"].decode()
    assert "unsafe" not in policy and "default-src 'none'" in policy
    assert "unsafe" in headers_for("/")[b"content-security-policy"].decode()


def test_the_token_is_guessed_slowly_on_this_machine_too_and_by_either_door(open_api: OpenFrom) -> None:
    at_login, in_header = open_api(token=TOKEN), open_api(token=TOKEN)
    tried = [at_login.post("/login", data={"token": f"guess {n}"}).status_code for n in range(20)]
    assert tried[:10] == [401] * 10 and 429 in tried  # a slow machine earns another guess meanwhile
    wrong = {"authorization": "Bearer a wrong token of its length"}
    tried = [in_header.get("/api/sources", headers=wrong).status_code for _ in range(20)]
    assert tried[:10] == [401] * 10 and 429 in tried
    assert in_header.get("/api/sources", headers=BEARER).status_code == 200  # who knows it is not held up


PUBLIC = {"host": "0.0.0.0", "public": True, "allowed_hosts": "127.0.0.1"}


def test_a_public_server_answers_anyone_and_shows_its_figures_to_who_has_the_token(open_api: OpenFrom) -> None:
    without, with_token = open_api(**PUBLIC), open_api(token=TOKEN, **PUBLIC)
    for api in (without, with_token):
        assert api.get("/api/sources").status_code == 200
        assert api.get("/metrics").status_code == api.head("/metrics").status_code == 401
    assert with_token.get("/metrics", headers=BEARER).status_code == 200
    assert open_api().get("/metrics").status_code == 200  # on one's own machine


@pytest.mark.parametrize("public", [True, False])
@pytest.mark.parametrize("wrong", ["x" * len(TOKEN), TOKEN[:-1], f"{TOKEN}x", "", "anything"])
def test_a_wrong_token_is_refused_everywhere_though_anyone_may_ask(
    open_api: OpenFrom, public: bool, wrong: str
) -> None:
    api = open_api(token=TOKEN, **(PUBLIC if public else {}))
    sent = {"authorization": f"Bearer {wrong}"}
    paths = (
        "/",
        "/healthz",
        "/login",
        "/metrics",
        "/api/sources",
        "/v1/models",
        "/a/" + "A" * 22,
        "/onrecord/chat.css",
    )
    assert {api.get(path, headers=sent).status_code for path in paths} == {401}
    assert api.post("/login", data={"token": TOKEN}).status_code == 303
    assert api.get("/api/sources", headers=sent).status_code == 401  # nor does a good cookie make up for it


def test_where_no_token_is_set_none_is_wrong(open_api: OpenFrom) -> None:
    sent = {"authorization": "Bearer what every client of OpenAI's interface has to send"}
    for api in (open_api(), open_api(**PUBLIC)):
        assert api.get("/v1/models", headers=sent).status_code == 200


@pytest.mark.parametrize(
    ("given", "status"), [({}, 200), ({"token": TOKEN}, 401), ({"token": TOKEN, "public_answers": True}, 200)]
)
def test_links_of_a_public_server_need_the_token_where_one_is_set(
    open_api: OpenFrom, given: dict[str, Any], status: int
) -> None:
    api = open_api(**PUBLIC, **given)
    links = api.post("/api/answers", json=api.post("/api/ask", json=ASK).json()).json()
    assert {api.get(links[kind]).status_code for kind in ("page", "json", "embed")} == {status}
    assert "token" not in given or api.get(links["page"], headers=BEARER).status_code == 200
