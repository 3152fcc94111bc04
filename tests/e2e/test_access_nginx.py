"""Login, logout, change of role, refusal and revocation: a real browser, Debian's nginx, a real provider."""

from __future__ import annotations

import http.client
import json
import re
import socket
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from websockets.exceptions import InvalidStatus

from tests.browser import MISSING, find_browser
from tests.builders_canaries import OTHER_TOWN, build_marked, marks_in
from tests.builders_release import TOWN
from tests.e2e.behind_nginx import PUBLIC, STAFF, Ports, free_ports, nginx, provider
from tests.e2e.conftest import BROWSER_FLAGS, WorkspaceFolders, says, serving_module
from tests.e2e.logins import write_secrets
from tests.e2e.websocket_client import Connection
from tests.nginx import MISSING as NO_NGINX
from tests.nginx import find_nginx
from tests.pages.conftest import WORKSPACE
from tests.principals import COORDINATOR, EVERYBODY, NORTH, STEERING, TWO, UNKNOWN, Principal, write_access

pytestmark = pytest.mark.skipif(find_nginx() is None, reason=NO_NGINX)
SHOWN = "[data-testid=stApp][data-test-script-state=notRunning]"


@dataclass(frozen=True)
class Deployment:
    """A workspace behind nginx; `ports` and `issuer` say where everything listens."""

    folders: WorkspaceFolders
    ports: Ports
    issuer: str

    @property
    def address(self) -> str:
        """Where those who log in go."""
        return self.ports.staff_address

    def grant(self, *people: Principal) -> None:
        """Let access.toml name these people and no others."""
        write_access(self.folders.root / "config", *people, issuer=self.issuer)

    def log(self) -> list[dict]:
        """Every line of the access log of the first town and of those without one."""
        records, var = self.folders.records / TOWN / "access", self.folders.var / "access"
        files = sorted([*records.glob("*.jsonl"), *var.glob("*.jsonl")])
        return [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def deployment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployment]:
    """Provider, staff process, public process and nginx in front of both."""
    folders, ports = WorkspaceFolders(tmp_path_factory.mktemp("deployment")), free_ports()
    build_marked(folders.var)
    (folders.records / TOWN).mkdir(parents=True)
    config = folders.root / "config"
    config.mkdir()
    towns = f'{WORKSPACE}\n[municipalities.{OTHER_TOWN}]\nname = "Anderswo"\n'
    (config / "workspace.toml").write_text(towns, encoding="utf-8")
    with provider(EVERYBODY) as issuer:
        secrets = write_secrets(folders.root, origin=ports.staff_address, provider=issuer)
        own = {"QM_CONFIG": str(config)}
        staff = {"QM_PUBLIC_ADDRESS": ports.staff_address, "QM_SECRETS": str(secrets), **own}
        public = {"QM_PUBLIC_ADDRESS": ports.public_address, "QM_AUDIENCE": "council", **own}
        with (
            serving_module("dashboard", folders, ports.staff, **staff),
            serving_module("dashboard", folders, ports.public, **public),
            nginx(folders.root, ports),
        ):
            yield Deployment(folders, ports, issuer)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Chromium for which both names lie on this machine."""
    executable = find_browser()
    assert executable, MISSING
    names = f"--host-resolver-rules=MAP {STAFF} 127.0.0.1, MAP {PUBLIC} 127.0.0.1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=[*BROWSER_FLAGS, names])
        yield browser
        browser.close()


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """Somebody's fresh browser."""
    context = chromium.new_context(viewport={"width": 1440, "height": 1000}, locale="de-DE", ignore_https_errors=True)
    context.set_default_timeout(60_000)
    yield context
    context.close()


@pytest.fixture
def tab(context: BrowserContext) -> Page:
    return context.new_page()


def log_in(tab: Page, who: Principal, address: str) -> None:
    """Open an address, press "Anmelden", and log in at the provider."""
    tab.goto(address)
    tab.get_by_role("link", name="Anmelden").click()
    tab.get_by_placeholder("sub").fill(who.key)
    tab.get_by_role("button", name="Authorize", exact=True).click()


def marks_on(tab: Page) -> set[str]:
    """The files whose marks can be read on the screen once the page has run."""
    tab.locator(SHOWN).wait_for()
    return marks_in(tab.locator("[data-testid=stApp]").inner_text())


def asked(
    deployment: Deployment, path: str, *, host: str = STAFF, cookies: str = "", accept: str = "*/*"
) -> tuple[int, dict[str, str], str]:
    """Status, headers and text that nginx answers to somebody who need not be a browser."""
    trust = ssl._create_unverified_context()
    connection = http.client.HTTPSConnection("127.0.0.1", deployment.ports.https, context=trust, timeout=30)
    connection.sock = trust.wrap_socket(
        socket.create_connection(("127.0.0.1", deployment.ports.https)),
        server_hostname=STAFF if host != PUBLIC else host,
    )
    name = host if host not in (STAFF, PUBLIC) else f"{host}:{deployment.ports.https}"
    connection.request("GET", path, headers={"Host": name, "Cookie": cookies, "Accept": accept})
    answer = connection.getresponse()
    return answer.status, {key.lower(): value for key, value in answer.getheaders()}, answer.read().decode()


def test_login_brings_people_to_the_page_they_asked_for(deployment: Deployment, tab: Page) -> None:
    deployment.grant(NORTH)
    log_in(tab, NORTH, f"{deployment.address}/beratungskontakte?monat=2026-05")
    says(tab, "Person nord, Quartiersmanagement")
    tab.get_by_role("heading", name="Beratungskontakte", level=1).wait_for()
    assert "monat=2026-05" in tab.url
    assert marks_on(tab) == {f"{TOWN}/quartier-nord"}
    assert {cookie["secure"] for cookie in tab.context.cookies(deployment.address)} == {True}


def test_logout_ends_the_login_and_every_other_window(deployment: Deployment, context: BrowserContext) -> None:
    deployment.grant(STEERING)
    tab, other = context.new_page(), context.new_page()
    log_in(tab, STEERING, deployment.address)
    says(tab, "Person steuerung, Steuerungskreis")
    other.goto(f"{deployment.address}/veranstaltungen")
    assert marks_on(other) == {f"{TOWN}/steering"}
    tab.get_by_role("link", name="Abmelden").click()
    tab.get_by_role("button", name="End session").click()
    tab.get_by_role("heading", name="Bitte melden Sie sich an").wait_for()
    other.get_by_role("combobox", name="Monat").click()
    other.get_by_role("option", name="März 2026").click()
    other.get_by_role("heading", name="Sie sind abgemeldet").wait_for()
    assert marks_on(other) == set()


def test_the_coordinator_looks_through_every_eye(deployment: Deployment, tab: Page) -> None:
    deployment.grant(COORDINATOR)
    log_in(tab, COORDINATOR, deployment.address)
    says(tab, "Person koordination, Koordination")
    tab.get_by_role("combobox", name="Ansicht als").click()
    names = ["Koordination", "Steuerungskreis", "Rat und Öffentlichkeit", "Datenschutz"]
    offered = [name.split(" KANARI")[0] for name in tab.get_by_role("option").all_inner_texts()]
    assert offered == [*names, "Quartier Nord", "Quartier Süd"]
    tab.get_by_role("option", name="Steuerungskreis").click()
    says(tab, "Person koordination, Steuerungskreis")
    assert marks_on(tab) == {f"{TOWN}/steering"}


def test_a_manager_of_two_changes_from_one_to_the_other(deployment: Deployment, tab: Page) -> None:
    deployment.grant(TWO)
    log_in(tab, TWO, deployment.address)
    says(tab, "Person beide, Quartiersmanagement")
    assert marks_on(tab) == {f"{TOWN}/quartier-sued"}
    tab.get_by_role("combobox", name="Ansicht", exact=True).click()
    tab.get_by_role("option", name="Quartier Nord").click()
    says(tab, "Nord KANARI03X")
    assert marks_on(tab) == {f"{TOWN}/quartier-nord"}


def test_who_is_not_named_is_told_who_can_change_that(deployment: Deployment, tab: Page) -> None:
    deployment.grant(STEERING)
    log_in(tab, UNKNOWN, f"{deployment.address}/karte")
    tab.get_by_role("heading", name="Für Sie ist noch nichts freigegeben").wait_for()
    assert "legt die Koordination des Quartiersmanagements fest" in tab.content()
    tab.get_by_role("link", name="Abmelden").wait_for()
    refused = [line for line in deployment.log() if not line["allowed"]]
    assert refused
    assert (refused[-1]["reason"], refused[-1]["scope"]) == ("unknown", None)
    assert UNKNOWN.key not in json.dumps(refused)


def test_a_page_outside_the_role_is_refused(deployment: Deployment, tab: Page) -> None:
    deployment.grant(STEERING)
    log_in(tab, STEERING, deployment.address)
    says(tab, "Person steuerung")
    tab.goto(f"{deployment.address}/monatspruefung")
    tab.get_by_role("heading", name="Nicht in dieser Ansicht").wait_for()
    assert marks_on(tab) == set()


def test_revocation_acts_with_the_next_click_and_on_files(deployment: Deployment, tab: Page) -> None:
    deployment.grant(NORTH)
    log_in(tab, NORTH, f"{deployment.address}/veranstaltungen")
    assert marks_on(tab) == {f"{TOWN}/quartier-nord"}
    with tab.expect_download() as download:
        tab.get_by_role("button", name="Als CSV speichern").last.click()
    assert marks_in(Path(download.value.path()).read_text(encoding="utf-8")) == {f"{TOWN}/quartier-nord"}
    address = re.sub(r"^.*(/media/[^?]+).*$", r"\1", download.value.url)
    cookies = "; ".join(f"{one['name']}={one['value']}" for one in tab.context.cookies(deployment.address))
    assert asked(deployment, address, cookies=cookies)[0] == 200
    deployment.grant(STEERING)
    assert asked(deployment, address, cookies=cookies)[0] == 403
    tab.get_by_role("link", name="Karte", exact=True).click()
    tab.get_by_role("heading", name="Für Sie ist noch nichts freigegeben").wait_for()
    assert marks_on(tab) == set()
    exports = [line for line in deployment.log() if line["event"] == "export"]
    assert exports
    assert exports[-1]["rows"] > 0
    assert exports[-1]["scope"] == f"{TOWN}/quartier:nord"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/media/0123456789abcdef.csv", 401),
        ("/_stcore/metrics", 403),
        ("/_stcore/host-config", 401),
        ("/_stcore/upload_file/a/b", 401),
        ("/_stcore/health", 401),
        ("/_stcore/agent/x", 403),
        ("/anmeldung/pruefen", 404),
        ("/healthz", 403),
        ("/beratungskontakte", 401),
    ],
)
def test_nothing_is_open_without_a_login(deployment: Deployment, path: str, status: int) -> None:
    answered, headers, text = asked(deployment, path)
    assert answered == status
    assert marks_in(text) == set()
    assert "max-age=" in headers["strict-transport-security"]
    assert headers["x-frame-options"] == "DENY"


def test_the_login_page_says_where_it_may_load_from(deployment: Deployment) -> None:
    status, headers, text = asked(deployment, "/", accept="text/html")
    assert status == 401
    assert "Bitte melden Sie sich an" in text
    assert "default-src 'self'" in headers["content-security-policy"]
    assert headers["cache-control"] == "no-store"


def test_other_names_and_plain_requests_get_nothing(deployment: Deployment) -> None:
    with pytest.raises((http.client.HTTPException, ConnectionError, ssl.SSLError)):
        asked(deployment, "/", host="fremd.example")
    plain = http.client.HTTPConnection("127.0.0.1", deployment.ports.http, timeout=30)
    plain.request("GET", "/karte", headers={"Host": STAFF})
    answer = plain.getresponse()
    assert (answer.status, answer.getheader("location")) == (301, f"https://{STAFF}/karte")


def test_the_process_answers_its_proxy_only(deployment: Deployment) -> None:
    for host, status in ((f"127.0.0.1:{deployment.ports.staff}", 403), ("fremd.example", 403)):
        straight = http.client.HTTPConnection("127.0.0.1", deployment.ports.staff, timeout=30)
        straight.request("GET", "/karte", headers={"Host": host})
        assert straight.getresponse().status == status


def test_websockets_need_a_login_and_an_origin(deployment: Deployment, tab: Page) -> None:
    deployment.grant(STEERING)
    log_in(tab, STEERING, deployment.address)
    says(tab, "Person steuerung")
    cookies = {one["name"]: one["value"] for one in tab.context.cookies(deployment.address)}
    local = f"https://127.0.0.1:{deployment.ports.https}"
    tries = [({}, deployment.address), (cookies, None), (cookies, "https://fremd.example"), (cookies, local)]
    for sent, origin in tries:
        with pytest.raises(InvalidStatus) as refusal, Connection(deployment.address, sent, origin, at=local):
            pass
        assert refusal.value.response.status_code in (401, 403)
    with Connection(deployment.address, cookies, deployment.address, at=local) as connection:
        assert marks_in(connection.open("lage")) == {f"{TOWN}/steering"}


def test_the_public_process_needs_no_login_and_has_nothing_else(deployment: Deployment, tab: Page) -> None:
    tab.goto(f"{deployment.ports.public_address}/beratungskontakte?ansicht={TOWN}/coordinator")
    tab.get_by_role("heading", name="Beratungskontakte", level=1).wait_for()
    assert marks_on(tab) == {f"{TOWN}/council"}
    assert tab.get_by_role("link", name="Abmelden").count() == 0
    assert asked(deployment, "/_stcore/upload_file/a/b", host=PUBLIC)[0] == 403
    assert asked(deployment, "/_stcore/metrics", host=PUBLIC)[0] == 403
    local = f"https://127.0.0.1:{deployment.ports.https}"
    with pytest.raises(InvalidStatus), Connection(deployment.ports.public_address, {}, None, at=local):
        pass
