"""How long a page's script takes, and the way from a cold server to the first chart in a browser."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import sync_playwright

from bench.workspace import ROOT, environment, run
from tests.browser import MISSING, find_browser
from tests.e2e.conftest import BROWSER_FLAGS, WorkspaceFolders, serving


def measure_scripts(folder: Path) -> Iterator[tuple[str, list[float], str]]:
    """Script time of every page in the coordinator's scope: the first run, then reruns on another month each."""
    surroundings = environment(folder)
    run(["pipelines", "refresh", "--json"], surroundings)
    os.environ.update({key: value for key, value in surroundings.items() if key.startswith("QM_")})
    from streamlit.testing.v1 import AppTest

    for path in sorted((ROOT / "pages").glob("*.py")):
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
        app.run()
        seconds = []
        for month in ("2026-09", "2026-08", "2026-07", "2026-06", "2026-05", "2026-04", "2026-03"):
            app.query_params["monat"] = month
            app.switch_page(f"pages/{path.name}")
            start = time.perf_counter()
            app.run()
            seconds.append(time.perf_counter() - start)
            assert not app.exception, path.name
        yield f"script run of {path.stem}", seconds, "first month includes imports"


def measure_first_chart(folder: Path) -> Iterator[tuple[str, list[float], str]]:
    """From starting the server process to the first painted chart of Lage."""
    folders = WorkspaceFolders(folder)
    folders.data.symlink_to(ROOT / "data_raw", target_is_directory=True)
    folders.run("refresh")
    executable = find_browser()
    if executable is None:
        raise SystemExit(MISSING)
    seconds = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(BROWSER_FLAGS))
        for _ in range(3):
            start = time.perf_counter()
            with serving(folders) as address:
                page = browser.new_page()
                page.goto(address)
                page.locator(".js-plotly-plot").first.wait_for()
                seconds.append(time.perf_counter() - start)
                page.close()
        browser.close()
    yield "server start to first chart in Chromium", seconds, "page Lage"
