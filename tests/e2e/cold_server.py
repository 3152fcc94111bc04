"""The real server, which can be made cold again: `GET /kalt` lets it forget that app.py ever ran.

A page that is opened directly runs by its own file only in a process where app.py never ran; Streamlit keeps that in
one place. So every cell of the matrix can begin cold without a process of its own.
"""

from __future__ import annotations

import sys

import streamlit as st
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit.runtime.pages_manager import PagesManager

from dashboard import server
from settings import Workspace


class Cooling:
    """Answers /kalt before anything else is asked."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] != "/kalt":
            await self.app(scope, receive, send)
            return
        PagesManager.uses_pages_directory = None
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body", "body": b""})


def main() -> int:
    """Serve as `python -m dashboard` does, with the one address more."""
    build = server.build_app

    def cooled(workspace: Workspace) -> st.App:
        app = build(workspace)
        app._user_middleware.insert(0, Middleware(Cooling))
        return app

    server.build_app = cooled
    return server.main()


if __name__ == "__main__":
    sys.exit(main())
