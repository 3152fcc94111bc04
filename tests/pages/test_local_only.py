"""Without a login nothing but this machine is served: addresses, host names, proxies, start of the server."""

from __future__ import annotations

import asyncio
import socket
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from dashboard import server
from dashboard.access.visitor import served_audience
from dashboard.errors import ForeignRequest, UnknownAudience, UnsafeBinding
from dashboard.local_only import FORWARDING, check_binding, check_headers
from dashboard.middleware import Entrance, GermanDocument, KnownPages

DOCUMENT = '<!DOCTYPE html><html lang="en"><head><title>Streamlit</title></head><body>ä</body></html>'


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.8.8", "localhost", "::1", "[::1]"])
def test_loopback_may_be_bound(address: str) -> None:
    check_binding(address)


@pytest.mark.parametrize("address", [None, "", "0.0.0.0", "::", "192.168.1.4", "quartier.example", "127.0.0.1.example"])
def test_other_addresses_are_refused_in_german(address: str | None) -> None:
    with pytest.raises(UnsafeBinding, match="keine Anmeldung"):
        check_binding(address)


@pytest.mark.parametrize("host", ["127.0.0.1:8501", "localhost:8501", "localhost", "[::1]:8501", "LOCALHOST:1"])
def test_local_names_are_answered(host: str) -> None:
    check_headers({"host": host})


@pytest.mark.parametrize(
    "host",
    [
        "stadt.example",
        "127.0.0.1.stadt.example:8501",
        "10.0.0.1:8501",
        "",
        "localhost.evil",
        "localhost:1/static/?",
        "::1",
    ],
)
def test_foreign_names_are_refused(host: str) -> None:
    with pytest.raises(ForeignRequest):
        check_headers({"host": host})


@pytest.mark.parametrize("header", FORWARDING)
def test_proxies_are_refused_although_they_come_from_this_machine(header: str) -> None:
    with pytest.raises(ForeignRequest):
        check_headers({"host": "127.0.0.1:8501", header: "x"})


async def _document(_: Request) -> Response:
    return HTMLResponse(DOCUMENT)


def _get(path: str = "/", **headers: str) -> tuple[int, dict[str, str], str]:
    """Status, headers and text that the middleware answers a browser on this machine with."""
    middleware = [
        Middleware(Entrance),
        Middleware(GermanDocument, title="Quartier & Co"),
        Middleware(KnownPages, pages={"karte": "Karte"}),
    ]
    app = Starlette(routes=[Route("/{rest:path}", _document)], middleware=middleware)
    sent: list[dict[str, Any]] = []
    asked = {"host": "127.0.0.1:8501", "accept": "text/html", "accept-encoding": "gzip", **headers}
    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "query_string": b"",
        "headers": [(name.replace("_", "-").encode(), value.encode()) for name, value in asked.items()],
    }

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    # In a thread of its own: where a browser was driven before, this one already has a running loop.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, app(scope, receive, send)).result()
    answered = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], answered, b"".join(part.get("body", b"") for part in sent[1:]).decode()


def test_the_document_is_german_and_keeps_to_its_own_host() -> None:
    status, headers, text = _get()
    assert status == 200
    assert '<html lang="de"' in text
    assert "<title>Quartier &amp; Co</title>" in text
    assert int(headers["content-length"]) == len(text.encode())
    assert "default-src 'self'" in headers["content-security-policy"]


def test_the_server_answers_403_to_a_proxy_and_to_a_foreign_name() -> None:
    assert _get(x_forwarded_for="10.1.1.1")[0] == 403
    assert _get(host="stadt.example")[0] == 403


def test_an_unknown_address_is_answered_in_german() -> None:
    status, _, text = _get("/gibtsnicht")
    assert status == 404
    assert '<html lang="de"' in text
    assert '<a href="/karte">Karte</a>' in text
    assert _get("/karte")[0] == 200
    assert _get("/karte/mehr")[0] == 404


def test_start_is_refused_on_all_interfaces(capsys: pytest.CaptureFixture[str]) -> None:
    assert server.main(["--address", "0.0.0.0"], {}) == 1
    assert "keine Anmeldung" in capsys.readouterr().err


def test_start_is_refused_when_the_port_is_taken(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert server.main([], {"PORT": str(port)}) == 1
    assert f"Anschluss {port} ist schon belegt" in capsys.readouterr().err


def test_only_the_council_can_be_named_as_audience() -> None:
    assert served_audience({}) == "coordinator"
    assert served_audience({"QM_AUDIENCE": "council"}) == "council"
    with pytest.raises(UnknownAudience):
        served_audience({"QM_AUDIENCE": "Council"})
