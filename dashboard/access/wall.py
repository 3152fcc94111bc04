"""What the web server answers to people who are not logged in or have no rights: a page in words, and nothing else.

Streamlit protects neither its websocket nor /media, /_stcore/upload_file or /_stcore/metrics. Where a login is
configured, every request but those of the login itself passes here, with the rights of that moment. The path is always
the one that is routed by, never that of `request.url`, which is put together with the Host that the client sent.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping

from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.access import denied, welcome_back
from dashboard.access.denied import AccessDenied
from dashboard.access.document import document
from dashboard.access.ended import end
from dashboard.access.identity import identity_of
from dashboard.access.log import log_refused_request
from dashboard.access.login import claims_of
from dashboard.access.pseudonym import pseudonym_of
from dashboard.access.rights import rights_of
from dashboard.access.visitor import has_login
from dashboard.errors import LoginBroken
from settings import read_paths, read_workspace

LOGOUT = "/auth/logout"
OPEN = frozenset({"/anmelden", "/auth/login", LOGOUT, "/oauth2callback", "/healthz", "/_stcore/health", "/favicon.png"})
# The program's own scripts and styles, the same for everybody.
OPEN_FOLDER = "/static/"
NOT_NOW, NOT_YOU = 401, 403
NO_STORE = {"Cache-Control": "no-store"}
_standing = threading.Event()


class LoginWall:
    """Lets nothing through that does not come from somebody with rights; without a login it is not there."""

    def __init__(self, app: ASGIApp, *, title: str) -> None:
        self.app = app
        self.title = title
        _standing.set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        refusal: Response | None = None
        if scope["type"] in ("http", "websocket"):
            refusal = await run_in_threadpool(self._refusal, HTTPConnection(scope))
        if refusal is None:
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1008})
        else:
            await refusal(scope, receive, send)

    def _refusal(self, request: HTTPConnection) -> Response | None:
        """The answer in place of what was asked for; None lets the request through."""
        try:
            if not has_login():
                return None
            _note_logout(request)
            if is_open(request.scope["path"]):
                return None
            _require_rights(request.cookies)
        except LoginBroken as error:
            return PlainTextResponse(str(error), status_code=503)
        except AccessDenied as error:
            return self._answer(request, error)
        return _way_back(request)

    def _answer(self, request: HTTPConnection, error: AccessDenied) -> Response:
        status = NOT_NOW if error.reason in denied.TO_LOG_IN else NOT_YOU
        if request.scope["type"] == "http" and "text/html" in request.headers.get("accept", ""):
            if status == NOT_YOU:
                _note_refusal(request, error)
            query = request.scope["query_string"].decode("latin-1")
            address = request.scope["path"] + (f"?{query}" if query else "")
            return HTMLResponse(document(self.title, error, address=address), status_code=status, headers=NO_STORE)
        return PlainTextResponse(str(error), status_code=status, headers=NO_STORE)


def is_standing() -> bool:
    """Whether this process has the wall: `streamlit run app.py` has none."""
    return _standing.is_set()


def is_open(path: str) -> bool:
    """Whether the path belongs to the login itself, or shows nothing of anybody."""
    return path in OPEN or (path.startswith(OPEN_FOLDER) and ".." not in path)


def _require_rights(cookies: Mapping[str, str]) -> None:
    paths = read_paths()
    rights_of(identity_of(claims_of(cookies)), paths.config, read_workspace(paths.config).municipalities)


def _note_refusal(request: HTTPConnection, error: AccessDenied) -> None:
    identity, paths = identity_of(claims_of(request.cookies)), read_paths()
    if identity is not None:
        user = pseudonym_of(identity, paths.key_file)
        log_refused_request(paths, request.scope["path"], error.reason, user=user)


def _note_logout(request: HTTPConnection) -> None:
    if request.scope["path"] == LOGOUT and (identity := identity_of(claims_of(request.cookies))):
        end(identity)


def _way_back(request: HTTPConnection) -> Response | None:
    """After a login the provider leads to the first page; go on to the one that was asked for."""
    asked = welcome_back.remembered(request.cookies)
    if asked is None or request.scope["type"] != "http" or request.scope["path"] != "/":
        return None
    response = RedirectResponse(asked, status_code=302)
    welcome_back.forget(response)
    return response
