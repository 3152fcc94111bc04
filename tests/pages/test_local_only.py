"""Without a login nothing but this machine is served: addresses, host names, proxies, start of the server."""

from __future__ import annotations

import socket

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from dashboard import server
from dashboard.access import served_audience
from dashboard.errors import ForeignRequest, UnknownAudience, UnsafeBinding
from dashboard.local_only import FORWARDING, check_binding, check_headers
from dashboard.middleware import GermanDocument, LocalOnly

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
    "host", ["stadt.example", "127.0.0.1.stadt.example:8501", "10.0.0.1:8501", "", "localhost.evil"]
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


@pytest.fixture
def client() -> TestClient:
    middleware = [Middleware(LocalOnly), Middleware(GermanDocument, title="Quartier & Co")]
    app = Starlette(routes=[Route("/", _document)], middleware=middleware)
    return TestClient(app, base_url="http://127.0.0.1:8501")


def test_the_document_is_german_and_keeps_to_its_own_host(client: TestClient) -> None:
    answer = client.get("/", headers={"accept": "text/html", "accept-encoding": "gzip"})
    assert '<html lang="de"' in answer.text
    assert "<title>Quartier &amp; Co</title>" in answer.text
    assert int(answer.headers["content-length"]) == len(answer.content)
    assert "default-src 'self'" in answer.headers["content-security-policy"]


def test_the_server_answers_403_to_a_proxy_and_to_a_foreign_name(client: TestClient) -> None:
    assert client.get("/", headers={"x-forwarded-for": "10.1.1.1"}).status_code == 403
    assert client.get("/", headers={"host": "stadt.example"}).status_code == 403


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
