"""Every error of the interface in one shape: ``{"error": {"code", "message"}}``, OpenAI's own shape under ``/v1``."""

from collections.abc import MutableMapping
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import Field
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response
from starlette.routing import Match, Route

from rag.common.log import log_traceback
from rag.common.strict import Strict
from rag.errors import EmptyQuestion, OnRecordError, TooLong, UsageError, one_line
from ui.words import word

# What each status is called in ``code``, and in the ``type`` of OpenAI's shape.
_CODES = {
    400: "bad_request",
    401: "not_signed_in",
    403: "forbidden",
    404: "not_found",
    405: "method_not_allowed",
    408: "request_timeout",
    413: "too_large",
    415: "unsupported_media_type",
    422: "invalid_request",
    429: "rate_limited",
    500: "defect",
    503: "busy",
    504: "timeout",
}
_OPENAI_TYPES = {401: "authentication_error", 403: "permission_error", 429: "rate_limit_error"}


class Problem(Exception):
    """A request that gets an error; ``message`` is one line for a person."""

    def __init__(self, status: int, message: str, code: str = "", retry_after_s: int = 0, allow: str = "") -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.code = code or _CODES.get(status, "error")
        self.retry_after_s = retry_after_s
        self.allow = allow


class ErrorDetail(Strict):
    """What went wrong."""

    code: str = Field(description="for programs: invalid_request, rate_limited, busy, …")
    message: str = Field(description="for people: one line that says what to do")


class ErrorBody(Strict):
    """The body of every error."""

    error: ErrorDetail


def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The errors a route may answer with, for the OpenAPI description."""
    return {status: {"model": ErrorBody, "description": _CODES[status].replace("_", " ")} for status in statuses}


def error_body(problem: Problem, path: str) -> dict[str, Any]:
    """The JSON body of ``problem`` for a request of ``path``."""
    if not path.startswith("/v1/"):
        return {"error": {"code": problem.code, "message": problem.message}}
    kind = _OPENAI_TYPES.get(problem.status, "invalid_request_error" if problem.status < 500 else "server_error")
    code = {"not_signed_in": "invalid_api_key", "rate_limited": "rate_limit_exceeded"}.get(problem.code, problem.code)
    return {"error": {"message": problem.message, "type": kind, "param": None, "code": code}}


def respond(problem: Problem, path: str) -> Response:
    """``problem`` as a response."""
    return JSONResponse(error_body(problem, path), problem.status, headers_of(problem))


def headers_of(problem: Problem) -> dict[str, str]:
    """What a response with ``problem`` says in its headers, whatever its body."""
    headers = {"Cache-Control": "no-store"}
    if problem.retry_after_s:
        headers["Retry-After"] = str(problem.retry_after_s)
    if problem.status == 401:
        headers["WWW-Authenticate"] = 'Bearer realm="On Record"'
    if problem.allow:
        headers["Allow"] = problem.allow
    return headers


def problem_of(exc: BaseException) -> Problem:
    """``exc`` as a reader may see it; what is a defect goes to the log and is not described."""
    if isinstance(exc, Problem):
        return exc
    if isinstance(exc, UsageError):
        return Problem(422, one_line(exc))
    log_traceback(exc)
    if isinstance(exc, OnRecordError):
        return Problem(500, "the answer could not be made; the server's log says why", "unavailable")
    return Problem(500, "this is a defect; the server's log has the details")


def told(exc: BaseException, language: str, otherwise: str = "not_answered") -> str:
    """``exc`` in one line of the reader's language, where the page has words; ``otherwise``: the word for what only the log explains."""
    if isinstance(exc, EmptyQuestion):
        return word("empty", language)
    if isinstance(exc, TooLong):
        return word("too_long", language, count=f"{exc.count:,}", most=f"{exc.most:,}")
    if isinstance(exc, Problem):
        return word("late", language) if exc.status == 504 else exc.message
    if isinstance(exc, UsageError):
        return one_line(exc)
    log_traceback(exc)
    return word(otherwise, language)


def unanswered(scope: MutableMapping[str, Any]) -> Problem:
    """405 naming the methods for which the application has a route of this path, else 404."""
    app = scope["app"]
    routes = (route for route in (*app.routes, *getattr(app.state, "own_routes", ())) if isinstance(route, Route))
    methods = {m for r in routes if r.matches(scope)[0] is Match.PARTIAL for m in r.methods or ()}
    if not methods:
        return Problem(404, "nothing is answered at this address; docs/api.md lists what is")
    allowed = ", ".join(sorted(methods | ({"HEAD"} if "GET" in methods else set())))
    return Problem(405, f"{scope['method']} is not answered here, {allowed} is", allow=allowed)


def install(app: FastAPI) -> None:
    """Give every error of ``app`` the one shape."""

    async def on_error(request: Request, exc: Exception) -> Response:
        path = request.url.path
        if isinstance(exc, RequestValidationError):
            first = exc.errors()[0]
            field = ".".join(str(part) for part in first["loc"] if part != "body")[:120] or "the body"
            status = 400 if path.startswith("/v1/") else 422  # as OpenAI's clients know it
            return respond(Problem(status, f"'{field}': {first['msg']}. See docs/api.md."), path)
        if isinstance(exc, HTTPException) and exc.status_code in (404, 405):
            return respond(unanswered(request.scope), path)
        if isinstance(exc, HTTPException):
            exc = Problem(exc.status_code, _CODES.get(exc.status_code, "error").replace("_", " "))
        return respond(problem_of(exc), path)

    for kind in (Problem, OnRecordError, HTTPException, RequestValidationError):
        app.add_exception_handler(kind, on_error)
