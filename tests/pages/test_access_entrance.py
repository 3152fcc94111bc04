"""How requests may come in, and when the server must not start: addresses, names, origins, settings of the login."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from streamlit import config
from streamlit.runtime.secrets import secrets_singleton

from dashboard import server
from dashboard.access.login import SECRETS, is_login_configured
from dashboard.access.wall import LoginWall, is_open
from dashboard.entrance import check_origin, check_request, check_start, public_address
from dashboard.errors import BadPublicAddress, ForeignRequest, LoginBroken, UnsafeBinding
from tests.e2e.logins import SECRETS as WHOLE

PUBLIC = {"QM_PUBLIC_ADDRESS": "https://Monitor.stadt.example:8443/"}
COUNCIL = {**PUBLIC, "QM_AUDIENCE": "council"}
LONG = "x" * 40


@pytest.fixture
def secrets(tmp_path: Path) -> Iterator[Path]:
    """A file of secrets of one's own; what Streamlit had read is read again afterwards."""
    before = config.get_option(SECRETS)
    path = tmp_path / "secrets.toml"
    config.set_option(SECRETS, [str(path)])
    secrets_singleton._reset()
    yield path
    config.set_option(SECRETS, before)
    secrets_singleton._reset()


def _whole(secret: str = LONG, origin: str = "https://monitor.stadt.example:8443") -> str:
    return WHOLE.format(origin=origin, secret=secret, provider="https://anmeldung.example")


def test_the_public_address_is_an_origin() -> None:
    found = public_address(PUBLIC)
    assert found is not None
    assert (found.origin, found.host, found.name) == (
        "https://monitor.stadt.example:8443",
        "monitor.stadt.example:8443",
        "monitor.stadt.example",
    )
    assert public_address({}) is None


@pytest.mark.parametrize(
    "address",
    [
        "http://stadt.example",
        "stadt.example",
        "https://",
        "https://stadt.example/pfad",
        "https://a@b.example",
        "https://a:b",
        "https://[::1",
    ],
)
def test_anything_else_is_no_public_address(address: str) -> None:
    with pytest.raises(BadPublicAddress, match="QM_PUBLIC_ADDRESS"):
        public_address({"QM_PUBLIC_ADDRESS": address})


def test_behind_a_proxy_only_its_name_is_answered() -> None:
    forwarded = {"x-forwarded-for": "192.0.2.1", "x-forwarded-proto": "https"}
    check_request({"host": "monitor.stadt.example:8443", **forwarded}, environ=PUBLIC)
    for host in ("127.0.0.1:8501", "monitor.stadt.example", "fremd.example", ""):
        with pytest.raises(ForeignRequest):
            check_request({"host": host, **forwarded}, environ=PUBLIC)
    check_request({"host": "127.0.0.1:8501"}, path="/healthz", environ=PUBLIC)
    with pytest.raises(ForeignRequest):
        check_request({"host": "127.0.0.1:8501", **forwarded}, path="/healthz", environ=PUBLIC)


def test_without_a_proxy_forwarded_requests_are_refused_even_with_a_login(secrets: Path) -> None:
    secrets.write_text(_whole(), encoding="utf-8")
    with pytest.raises(ForeignRequest):
        check_request({"host": "127.0.0.1:8501", "x-forwarded-for": "192.0.2.1"}, environ={})


@pytest.mark.parametrize("origin", ["", "https://fremd.example", "http://monitor.stadt.example:8443", "null"])
def test_a_websocket_needs_the_public_origin(origin: str) -> None:
    with pytest.raises(ForeignRequest):
        check_origin({"origin": origin}, COUNCIL)
    check_origin({"origin": "https://monitor.stadt.example:8443"}, COUNCIL)


def test_no_proxy_without_a_login_or_the_public_alone() -> None:
    with pytest.raises(UnsafeBinding, match="keine Anmeldung"):
        check_start("127.0.0.1", PUBLIC)
    check_start("0.0.0.0", COUNCIL)


def test_a_login_alone_opens_no_other_address(secrets: Path) -> None:
    secrets.write_text(_whole(), encoding="utf-8")
    with pytest.raises(UnsafeBinding, match="QM_PUBLIC_ADDRESS"):
        check_start("0.0.0.0", {})
    check_start("127.0.0.1", {})
    check_start("0.0.0.0", PUBLIC)


@pytest.mark.parametrize(
    ("text", "configured"), [("", False), ("[other]\na = 1\n", False), ("[auth]\n", True), (_whole(), True)]
)
def test_a_login_is_configured_when_the_section_is_there(secrets: Path, text: str, configured: bool) -> None:
    secrets.write_text(text, encoding="utf-8")
    assert is_login_configured() is configured


def test_secrets_that_cannot_be_read_close_everything(secrets: Path, capsys: pytest.CaptureFixture[str]) -> None:
    secrets.write_text("[auth\n", encoding="utf-8")
    with pytest.raises(LoginBroken, match=r"secrets\.toml"):
        is_login_configured()
    assert server.main([], PUBLIC) == 1
    assert "nicht zu lesen" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[auth]\n", "unvollständig"),
        (_whole().replace("client_secret", "anderes"), "unvollständig"),
        (_whole().replace("/oauth2callback", "/"), "unvollständig"),
        (_whole(secret="kurz"), "zu kurz"),
        (_whole(origin="https://anders.example"), "beginnt mit https://anders.example"),
    ],
)
def test_a_login_that_cannot_work_does_not_start(
    secrets: Path, capsys: pytest.CaptureFixture[str], text: str, said: str
) -> None:
    secrets.write_text(text, encoding="utf-8")
    assert server.main([], {**PUBLIC, "QM_SECRETS": str(secrets)}) == 1
    assert said in capsys.readouterr().err


def test_a_misspelt_file_of_secrets_does_not_start_without_a_login(capsys: pytest.CaptureFixture[str]) -> None:
    assert server.main([], {"QM_SECRETS": "/gibt/es/nicht.toml"}) == 1
    assert "QM_SECRETS=/gibt/es/nicht.toml" in capsys.readouterr().err


@pytest.mark.parametrize("path", ["/anmelden", "/auth/login", "/oauth2callback", "/healthz", "/static/js/index.js"])
def test_the_login_itself_needs_no_login(path: str) -> None:
    assert is_open(path)


@pytest.mark.parametrize(
    "path",
    ["/", "/lage", "/media/a.csv", "/_stcore/stream", "/_stcore/metrics", "/_stcore/health/x", "/static/../media/a.csv",
     "/anmeldung/pruefen", "/staticmedia", "//static/x", "/auth/login/x"],
)  # fmt: skip
def test_everything_else_does(path: str) -> None:
    assert not is_open(path)


async def _never(*_: object) -> None:
    raise AssertionError("the request went through")


@pytest.mark.parametrize("host", ["localhost/static/?", "localhost:1/anmelden?", "x/auth/login#"])
def test_the_wall_looks_at_the_path_that_is_routed(secrets: Path, host: str) -> None:
    secrets.write_text(_whole(), encoding="utf-8")
    sent: list[dict[str, Any]] = []

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "GET", "scheme": "http", "path": "/media/a.csv", "query_string": b""}
    scope["headers"] = [(b"host", host.encode())]
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, LoginWall(_never, title="Probe")(scope, _never, send)).result()
    assert sent[0]["status"] == 401
