"""A real workspace built from the example deliveries, a real server on it, and a real browser in front."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from bench.workspace import environment
from tests.browser import MISSING, find_browser

ROOT = Path(__file__).resolve().parents[2]
BROWSER_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
)


@dataclass(frozen=True)
class Outcome:
    """What a command said: its exit code, the JSON object on stdout (None when there is none) and its stderr."""

    code: int
    answer: dict | None
    log: str


@dataclass(frozen=True)
class WorkspaceFolders:
    """The four folders of a scratch workspace below `root`."""

    root: Path

    @property
    def data(self) -> Path:
        return self.root / "data_raw"

    @property
    def records(self) -> Path:
        return self.root / "records"

    @property
    def var(self) -> Path:
        return self.root / "var"

    @property
    def environment(self) -> dict[str, str]:
        return environment(self.root, data=self.data)

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """Start `python -m pipelines …` on this workspace."""
        return subprocess.Popen(
            [sys.executable, "-m", "pipelines", *arguments],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *arguments: str) -> Outcome:
        """Run `python -m pipelines … --json` to its end."""
        process = self.start(*arguments, "--json")
        stdout, stderr = process.communicate()
        return Outcome(process.returncode, json.loads(stdout) if stdout.strip() else None, stderr)

    def manifest(self, municipality: str) -> dict:
        """The manifest of the municipality's current release."""
        return json.loads((self.release(municipality) / "manifest.json").read_text(encoding="utf-8"))

    def release(self, municipality: str) -> Path:
        """The folder of the municipality's current release."""
        release = (self.var / "current" / municipality).read_text(encoding="utf-8").strip()
        return self.var / "releases" / municipality / release


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> WorkspaceFolders:
    """The example municipalities, refreshed once for the session; tests must not change it."""
    folders = WorkspaceFolders(tmp_path_factory.mktemp("example"))
    folders.data.symlink_to(ROOT / "data_raw", target_is_directory=True)
    outcome = folders.run("refresh")
    assert outcome.code in (0, 2), outcome.log
    return folders


@pytest.fixture
def own_copy(example: WorkspaceFolders, tmp_path: Path) -> WorkspaceFolders:
    """A refreshed workspace of one's own that a test may change and break."""
    folders = WorkspaceFolders(tmp_path)
    ignore = shutil.ignore_patterns("generator", "__pycache__")
    shutil.copytree(example.data.resolve(), folders.data, ignore=ignore)
    shutil.copytree(example.records, folders.records)
    shutil.copytree(example.var, folders.var)
    shutil.copy(example.root / "pseudonym.key", folders.root / "pseudonym.key")
    return folders


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def serving(folders: WorkspaceFolders, **environment: str) -> Iterator[str]:
    """A server process on a free port; yields its address once it is healthy."""
    with serving_module("dashboard", folders, free_port(), **environment) as address:
        yield address


@contextmanager
def serving_module(module: str, folders: WorkspaceFolders, port: int, **environment: str) -> Iterator[str]:
    """`python -m module` on a port; yields its address once it is healthy."""
    log = (folders.root / f"server-{port}.log").open("w", encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", module],
        cwd=ROOT,
        env={**folders.environment, "PORT": str(port), **environment},
        stdout=log,
        stderr=subprocess.STDOUT,
    )
    try:
        wait_until_healthy(f"http://127.0.0.1:{port}", process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=20)
        log.close()


def wait_until_healthy(address: str, process: subprocess.Popen) -> None:
    """Poll the health address until it answers; raises when the process ends first."""
    while process.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"the server ended with code {process.returncode}")


@pytest.fixture(scope="session")
def server(example: WorkspaceFolders) -> Iterator[str]:
    """The dashboard on the example, opened by the local coordinator."""
    with serving(example) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the session."""
    executable = find_browser()
    assert executable, MISSING
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=list(BROWSER_FLAGS))
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh page in German, 1440 pixels wide."""
    context = browser.new_context(viewport={"width": 1440, "height": 1000}, locale="de-DE")
    context.set_default_timeout(60_000)
    yield context.new_page()
    context.close()


def ran(page: Page, title: str) -> None:
    """Wait until the page with this title has run to its end and its last line, the source, is drawn."""
    page.get_by_role("heading", name=title, level=1).wait_for()
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
    says(page, "Quelle: Meldungen an")


def visit(page: Page, title: str) -> None:
    """Follow a page's link in the bar above; those that find no room there stand behind "Weitere"."""
    bar = page.get_by_test_id("stTopNav")
    bar.get_by_role("link", name="Lage", exact=True).wait_for()
    link = bar.get_by_role("link", name=title, exact=True)
    if not link.is_visible():
        bar.get_by_role("button", name="Weitere").click()
        link = page.get_by_role("menuitem", name=title, exact=True)
    link.click()


def says(page: Page, words: str) -> None:
    """Wait until the page says these words (ordinary spaces); text is drawn a moment after the script has ended."""
    main = "document.querySelector('[data-testid=stMain]')"
    page.wait_for_function(f"words => {main}?.innerText.replaceAll('\u00a0', ' ').includes(words)", arg=words)
