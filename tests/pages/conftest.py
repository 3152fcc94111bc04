"""A small published release and an app that opens any page of it as any audience."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.builders_release import AS_OF, TOWN, build_release

ROOT = Path(__file__).resolve().parents[2]
SCOPES = (
    f"{TOWN}/coordinator",
    f"{TOWN}/steering",
    f"{TOWN}/council",
    f"{TOWN}/quartier:nord",
    f"{TOWN}/quartier:sued",
)
WORKSPACE = f"""
[workspace]
title = "Probe"
accent = "#1f5a7a"
example = true
as_of = {AS_OF.isoformat()}

[municipalities.{TOWN}]
name = "Musterstadt"

[deadlines]
delivery_due_day = 10
spend_within_months = 2

[calendar]
state = "NW"

[disclosure]
minimum_contacts = 5
minimum_persons = 3
sensitive_contacts = 8
sensitive_persons = 5
council_base = 5
council_breakdown = 10

[releases]
keep = 5

[limits]
file_megabytes = 50
rows = 2000000
columns = 300
"""
Open = Callable[..., AppTest]


@pytest.fixture(scope="module", autouse=True)
def no_answers_of_other_tests() -> None:
    """Hand-made releases share an id, so what was remembered of one must not be shown for the next."""
    st.cache_data.clear()


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A `var` folder with one release for every audience."""
    var = tmp_path_factory.mktemp("published") / "var"
    build_release(var)
    return var


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a workspace whose every path is set; nothing is published in it."""
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "workspace.toml").write_text(WORKSPACE, encoding="utf-8")
    for name in ("data", "records", "var", "config"):
        monkeypatch.setenv(f"QM_{name.upper()}", str(tmp_path / name))
    monkeypatch.delenv("QM_AUDIENCE", raising=False)
    monkeypatch.chdir(ROOT)
    return tmp_path


@pytest.fixture
def open_app(workspace: Path, published: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Open a page as a scope, with the parameters of its address."""
    monkeypatch.setenv("QM_VAR", str(published))
    return open_in_workspace


def open_in_workspace(page: str = "lage", scope: str | None = None, **address: str) -> AppTest:
    """Start the app as a browser would, then go to the page."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    if scope:
        app.session_state["ansicht"] = scope
    for name, value in address.items():
        app.query_params[name] = value
    app.run()
    return app if page == "lage" else app.switch_page(f"pages/{page}.py").run()
