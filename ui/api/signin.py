"""``/login`` and ``/logout``: the token in a form once, then a cookie."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from ui.api.entry import COOKIE, LASTS_S, Entry
from ui.api.problems import Problem
from ui.web.html import render
from ui.words import saved_word, spoken_by

router = APIRouter(include_in_schema=False)


def entry_of(request: Request) -> Entry:
    """The entry of the application that got ``request``."""
    found: Entry = request.app.state.entry
    if not found.takes_token:
        raise Problem(404, "there is nothing to sign in to here")
    return found


Door = Annotated[Entry, Depends(entry_of)]


def _form(request: Request, status: int = 200) -> HTMLResponse:
    """The form in the browser's language; with a line about the last try where that failed."""
    language = spoken_by(request.headers.get("accept-language", ""))
    title = saved_word("sign_in_enter", language)
    return HTMLResponse(render("signin.html", language, title=title, root="./", wrong=status == 401), status)


@router.get("/login")
def form(door: Door, request: Request) -> HTMLResponse:
    """The form."""
    return _form(request)


@router.post("/login")
async def sign_in(request: Request, door: Door) -> Response:
    """The cookie for who knows the token."""
    try:
        token = (await request.form()).get("token")
    except UnicodeError:  # the client names the encoding of its form, and need not keep to it
        token = None
    if not isinstance(token, str) or not door.knows(token):
        return _form(request, 401)
    response = RedirectResponse("./", 303)
    safe = request.url.scheme == "https" or request.scope.get("state", {}).get("forwarded_https", False)
    response.set_cookie(COOKIE, door.cookie(), max_age=LASTS_S, httponly=True, samesite="strict", secure=safe)
    return response


@router.post("/logout")
def sign_out(door: Door) -> Response:
    """Forget the cookie."""
    response = RedirectResponse("./login", 303)
    response.delete_cookie(COOKIE)
    return response
