"""A deep link on a cold server, for every page and every principal, byte by byte: refused, or one's own file alone."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Iterator

import pytest
from websockets.exceptions import InvalidStatus

from dashboard.page_registry import REGISTRY
from tests.builders_canaries import OTHER_TOWN, RELEASES, build_marked, marks_in
from tests.builders_release import TOWN
from tests.e2e.conftest import WorkspaceFolders, free_port, serving_module
from tests.e2e.logins import cookies_of, write_secrets
from tests.e2e.websocket_client import Connection
from tests.exported import content_text
from tests.pages.conftest import WORKSPACE
from tests.principals import ALLOWED, DENIED, EVERYBODY, Principal, write_access

FOREIGN = {"quartier": "sued", "ansicht": f"{TOWN}/quartier:sued", "kommune": OTHER_TOWN, "stand": RELEASES[OTHER_TOWN]}


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> WorkspaceFolders:
    """A workspace with two marked towns and everybody in access.toml."""
    folders = WorkspaceFolders(tmp_path_factory.mktemp("cold"))
    build_marked(folders.var)
    config = folders.root / "config"
    config.mkdir()
    towns = f'{WORKSPACE}\n[municipalities.{OTHER_TOWN}]\nname = "Anderswo"\n'
    (config / "workspace.toml").write_text(towns, encoding="utf-8")
    write_access(config, *EVERYBODY)
    return folders


@pytest.fixture(scope="module")
def cold(town: WorkspaceFolders) -> Iterator[str]:
    """The server with a login, on a free port."""
    port = free_port()
    origin = f"http://127.0.0.1:{port}"
    environment = {"QM_CONFIG": str(town.root / "config")}
    secrets = write_secrets(town.root, origin=origin)
    with serving_module("tests.e2e.cold_server", town, port, QM_SECRETS=str(secrets), **environment) as address:
        assert address == origin
        yield address


def _get(address: str, cookies: dict[str, str], accept: str = "*/*", **more: str) -> tuple[int, bytes]:
    headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()), "Accept": accept, **more}
    try:
        with urllib.request.urlopen(urllib.request.Request(address, headers=headers), timeout=30) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as refusal:
        return refusal.code, refusal.read()


@pytest.mark.parametrize("person", ALLOWED, ids=lambda person: person.key)
def test_a_deep_link_shows_the_own_file_alone(cold: str, person: Principal) -> None:
    cookies = cookies_of(person, cold)
    for entry in REGISTRY:
        assert _get(f"{cold}/kalt", {})[0] == 204
        with Connection(cold, cookies) as connection:
            sent = connection.open(entry.key, FOREIGN)
            assert connection.runs > 1, "the page's own file did not run first: the server was not cold"
            assert marks_in(sent) in person.may_be_marked(entry.audiences), entry.key
            addresses = connection.downloads()
        files = [_get(f"{cold}{address}", cookies) for address in addresses]
        assert all(status == 200 for status, _ in files)
        assert {mark for _, content in files for mark in marks_in(content_text(content))} <= {person.file}
        for address in addresses:
            assert _get(f"{cold}{address}", {})[0] == 401


@pytest.mark.parametrize("person", DENIED, ids=lambda person: person.key)
def test_who_has_no_right_gets_a_page_in_words_and_nothing_else(cold: str, person: Principal) -> None:
    cookies = cookies_of(person, cold)
    status = 401 if person.key in ("niemand", "abgelaufen") else 403
    for entry in REGISTRY:
        assert _get(f"{cold}/kalt", {})[0] == 204
        with pytest.raises(InvalidStatus) as refusal, Connection(cold, cookies):
            pass
        assert refusal.value.response.status_code == 403
        answered, document = _get(f"{cold}/{entry.key}?quartier=sued", cookies, accept="text/html")
        assert answered == status
        assert marks_in(document.decode()) == set()
        assert "Musterstadt" not in document.decode()


@pytest.mark.parametrize(
    "path", ["/media/x.csv", "/_stcore/metrics", "/_stcore/host-config", "/_stcore/upload_file/a/b", "/component/a/b"]
)
def test_what_streamlit_leaves_open_is_closed(cold: str, path: str) -> None:
    assert _get(f"{cold}{path}", {})[0] == 401
    assert _get(f"{cold}{path}", {"_streamlit_user": "gefälscht".encode().hex()})[0] == 401


@pytest.mark.parametrize("host", ["localhost:1/static/?", "127.0.0.1/static/?", "localhost/anmelden#"])
def test_a_host_that_looks_like_an_open_path_opens_nothing(cold: str, host: str) -> None:
    assert _get(f"{cold}/_stcore/metrics", {}, Host=host)[0] in (401, 403)


def test_a_websocket_that_no_page_opened_is_refused(cold: str) -> None:
    for origin in (None, "https://fremd.example"):
        with pytest.raises(InvalidStatus), Connection(cold, cookies_of(ALLOWED[0], cold), origin=origin):
            pass


def test_logging_out_ends_every_window_of_the_login(cold: str, town: WorkspaceFolders) -> None:
    cookies = cookies_of(ALLOWED[1], cold)
    with Connection(cold, cookies) as other_window:
        assert marks_in(other_window.open("lage")) == {ALLOWED[1].file}
        before = len(other_window.received)
        _get(f"{cold}/auth/logout", cookies)
        other_window.open("lage")
        later = b"\n".join(other_window.received[before:]).decode("utf-8", "replace")
    assert marks_in(later) == set()
    assert "Sie sind abgemeldet" in later
    assert _get(f"{cold}/media/x", cookies)[0] == 401
    assert _get(f"{cold}/media/x", cookies_of(ALLOWED[0], cold))[0] == 404
