"""What every answer of the web server goes through: the right way in, German document, no outside host."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.entrance import check_origin, check_request
from dashboard.errors import DashboardError

# The browser itself refuses other hosts; eval and blobs are needed by the chart and map libraries.
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)

SERVED_ELSEWHERE = frozenset(
    {"_stcore", "static", "media", "component", "healthz", "favicon.png"}
    | {"auth", "oauth2callback", "anmelden", "anmeldung"}
)
NOT_FOUND = (
    '<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>Nicht gefunden</title></head>'
    '<body style="font: 1.1rem/1.5 sans-serif; max-width: 40rem; margin: 3rem auto; padding: 0 1rem">'
    "<h1>Diese Seite gibt es nicht</h1><p>Vielleicht ist die Adresse unvollständig. Diese Seiten gibt es:</p>"
    "<ul>{links}</ul></body></html>"
)


class Entrance:
    """Answers 403 to requests and refuses websockets that did not come by the one way that is meant."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in ("http", "websocket"):
            headers = dict(Headers(scope=scope).items())
            try:
                check_request(headers, path=scope["path"])
                if scope["type"] == "websocket":
                    check_origin(headers)
            except DashboardError as error:
                await _refuse(scope, receive, send, str(error))
                return
        await self.app(scope, receive, send)


class GermanDocument:
    """Makes the one HTML document say that it is German, carry the title, and load from its own host only."""

    def __init__(self, app: ASGIApp, *, title: str) -> None:
        self.app = app
        self.replacements = (
            (b'<html lang="en"', b'<html lang="de"'),
            (b"<title>Streamlit</title>", f"<title>{escape(title)}</title>".encode()),
            (
                b"You need to enable JavaScript to run this app.",
                b"Bitte JavaScript im Browser einschalten, um den Quartiersmonitor zu sehen.",
            ),
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        held: list[Message] = []

        async def rewrite(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Content-Security-Policy"] = CONTENT_SECURITY_POLICY
                headers["X-Content-Type-Options"] = "nosniff"
                headers["Referrer-Policy"] = "same-origin"
                if headers.get("content-type", "").startswith("text/html"):
                    held.append(message)
                    return
            if not held:
                await send(message)
                return
            held.append(message)
            if not message.get("more_body", False):
                for finished in self._translated(held):
                    await send(finished)

        # A compressed document could not be rewritten.
        await self.app(_without_encoding(scope), receive, rewrite)

    def _translated(self, held: list[Message]) -> tuple[Message, Message]:
        body = b"".join(message.get("body", b"") for message in held[1:])
        for english, german in self.replacements:
            body = body.replace(english, german)
        headers = MutableHeaders(scope=held[0])
        headers["content-length"] = str(len(body))
        for name in ("etag", "last-modified"):
            if name in headers:
                del headers[name]
        return held[0], {"type": "http.response.body", "body": body}


class KnownPages:
    """Answers 404 in German to addresses that are no page, before the web frame would say so in English."""

    def __init__(self, app: ASGIApp, *, pages: Mapping[str, str]) -> None:
        self.app = app
        self.pages = pages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not self._is_unknown(scope):
            await self.app(scope, receive, send)
            return
        links = "".join(f'<li><a href="/{escape(key)}">{escape(title)}</a></li>' for key, title in self.pages.items())
        await HTMLResponse(NOT_FOUND.format(links=links), status_code=404)(scope, receive, send)

    def _is_unknown(self, scope: Scope) -> bool:
        first, _, rest = scope["path"].strip("/").partition("/")
        if "text/html" not in Headers(scope=scope).get("accept", "") or first in SERVED_ELSEWHERE:
            return False
        return bool(first) and (first not in self.pages or bool(rest))


def _without_encoding(scope: Scope) -> dict[str, Any]:
    """The scope, without `accept-encoding` and conditional headers when a browser asks for a document."""
    if "text/html" not in Headers(scope=scope).get("accept", ""):
        return dict(scope)
    dropped = (b"accept-encoding", b"if-none-match", b"if-modified-since")
    return {**scope, "headers": [(name, value) for name, value in scope["headers"] if name not in dropped]}


async def _refuse(scope: Scope, receive: Receive, send: Send, text: str) -> None:
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": 1008})
        return
    await PlainTextResponse(text, status_code=403)(scope, receive, send)
