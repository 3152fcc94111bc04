"""Every page × every principal × what they may try: no mark of a file that is not theirs reaches the screen.

The column of cold servers and raw websockets stands in tests/e2e/test_access_cold.py.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from analytics.release import Release, open_release
from analytics.scope import Scope
from dashboard import cached
from dashboard.page_registry import REGISTRY
from tests.builders_canaries import FILES, OTHER_TOWN, RELEASES, build_marked, marks_in
from tests.builders_release import TOWN
from tests.exported import content_text
from tests.pages.conftest import ROOT, WORKSPACE
from tests.pages.reading import everything
from tests.principals import (
    ALLOWED,
    COUNCIL,
    DENIED,
    EVERYBODY,
    REVOKED,
    SECRET,
    TWO,
    Principal,
    write_access,
)

VARIATIONS = ("plain", "foreign_address", "poisoned_state")
FOREIGN = f"{TOWN}/quartier:sued"
FOREIGN_ADDRESS = {
    "quartier": "sued",
    "ansicht": FOREIGN,
    "kommune": OTHER_TOWN,
    "stand": RELEASES[OTHER_TOWN],
    "scope": f"{TOWN}/coordinator",
}
CHOSEN = {"ansicht": f"{TOWN}/coordinator", "kommune": OTHER_TOWN, "quartier": "sued"}
POISON = {
    **CHOSEN,
    **{f"box_{name}": value for name, value in CHOSEN.items()},
    "stand": RELEASES[OTHER_TOWN],
    "deep_link": ("monatspruefung", {"quartier": "sued"}),
}
FOLDS = ("fold_beratungskontakte_Einzelkontakte des Monats", "fold_datenlieferungen_Alle Lieferungen")
EXECUTED: set[tuple[str, str, str]] = set()
AppOf = Callable[[Principal], AppTest]


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A `var` folder with two marked towns."""
    var = tmp_path_factory.mktemp("marked") / "var"
    build_marked(var)
    return var


@pytest.fixture
def config(workspace: Path, marked: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The settings of both towns, with everybody in access.toml who is to stand there."""
    monkeypatch.setenv("QM_VAR", str(marked))
    folder = workspace / "config"
    towns = f'{WORKSPACE}\n[municipalities.{OTHER_TOWN}]\nname = "Anderswo"\n'
    (folder / "workspace.toml").write_text(towns, encoding="utf-8")
    write_access(folder, *EVERYBODY)
    return folder


def _start(person: Principal, file: Path = ROOT / "app.py") -> AppTest:
    app = AppTest.from_file(str(file), default_timeout=60)
    app.secrets = {"auth": {"cookie_secret": SECRET}}
    app.user = person.user()
    return app


def _vary(app: AppTest, variation: str) -> None:
    """Do before a run what somebody may try; the folded parts of pages stand open."""
    for fold in FOLDS:
        app.session_state[fold] = True
    if variation == "foreign_address":
        for name, value in FOREIGN_ADDRESS.items():
            app.query_params[name] = value
    if variation == "poisoned_state":
        drawn = {"box_ansicht"} if any(box.label == "Ansicht" for box in app.selectbox) else set()
        for name in POISON.keys() - drawn:
            app.session_state[name] = POISON[name]


def _visit(app: AppTest, person: Principal, page: str, variation: str) -> str:
    """Everything that the page sends; a page that is not registered for the person is run by its own file."""
    _vary(app, variation)
    try:
        app.switch_page(f"pages/{page}.py")
    except ValueError:
        app = _start(person, ROOT / "pages" / f"{page}.py")
        app.session_state["app_ran"] = True
        _vary(app, variation)
    app.run()
    EXECUTED.add((page, person.key, variation))
    assert not app.exception
    return everything(app)


@pytest.mark.parametrize("variation", VARIATIONS)
@pytest.mark.parametrize("person", ALLOWED, ids=lambda person: person.key)
def test_nobody_sees_the_mark_of_another_file(
    config: Path, monkeypatch: pytest.MonkeyPatch, person: Principal, variation: str
) -> None:
    taken: list[Any] = []
    original = st.download_button
    monkeypatch.setattr(
        st, "download_button", lambda *args, **more: (taken.append(more["data"]), original(*args, **more))[1]
    )
    app = _start(person)
    _vary(app, variation)
    app.run()
    for entry in REGISTRY:
        found = marks_in(_visit(app, person, entry.key, variation))
        assert found in person.may_be_marked(entry.audiences), entry.key
    contents = [content_text(make()) for make in taken]
    assert {mark for content in contents for mark in marks_in(content)} == {person.file}


@pytest.mark.parametrize("variation", VARIATIONS)
@pytest.mark.parametrize("person", [one for one in DENIED if one is not REVOKED], ids=lambda person: person.key)
def test_who_has_no_right_sees_no_mark_at_all(config: Path, person: Principal, variation: str) -> None:
    app = _start(person)
    _vary(app, variation)
    app.run()
    for entry in REGISTRY:
        shown = _visit(app, person, entry.key, variation)
        assert marks_in(shown) == set(), entry.key
        assert "Musterstadt" not in shown
        assert "Anderswo" not in shown


@pytest.mark.parametrize("variation", VARIATIONS)
def test_a_revoked_right_ends_with_the_next_click(config: Path, variation: str) -> None:
    granted = Principal(REVOKED.key, (f"{TOWN}/coordinator",), f"{TOWN}/coordinator")
    for entry in REGISTRY:
        write_access(config, granted)
        app = _start(granted).run()
        app.switch_page(f"pages/{entry.key}.py").run()
        assert marks_in(everything(app)) == {granted.file}
        write_access(config)
        _vary(app, variation)
        app.run()
        assert marks_in(everything(app)) == set()
        EXECUTED.add((entry.key, REVOKED.key, variation))


def test_a_manager_of_two_looks_at_one_quartier_at_a_time(config: Path) -> None:
    app = _start(TWO).run()
    assert [box.label for box in app.selectbox] == ["Ansicht", "Monat", "Quartier"]
    assert app.selectbox[0].options == ["Quartier Süd KANARI04X", "Quartier Nord KANARI04X"]
    app.selectbox[0].select(f"{TOWN}/quartier:nord").run()
    assert marks_in(everything(app).replace("KANARI04X", "")) == {f"{TOWN}/quartier-nord"}


@pytest.mark.parametrize("variation", VARIATIONS)
def test_the_public_process_shows_the_council_alone(
    config: Path, monkeypatch: pytest.MonkeyPatch, variation: str
) -> None:
    monkeypatch.setenv("QM_AUDIENCE", "council")
    app = _start(COUNCIL)
    _vary(app, variation)
    app.run()
    for entry in REGISTRY:
        town = OTHER_TOWN if variation == "poisoned_state" else TOWN
        found = marks_in(_visit(app, COUNCIL, entry.key, variation))
        assert found == ({f"{town}/council"} if "council" in entry.audiences else set()), entry.key


def test_every_cell_was_executed() -> None:
    wanted = {(page.key, one.key, variation) for page in REGISTRY for one in EVERYBODY for variation in VARIATIONS}
    assert wanted - EXECUTED == set()


READS, READERS = 10_000, 8
QUERIES: tuple[Callable[..., Any], ...] = (
    lambda release, month: cached.places(release),
    lambda release, month: cached._answer(cached.series_query.metrics, release),
    lambda release, month: cached._answer(cached.tally_query.services, release, quartier=None),
    lambda release, month: cached._answer(
        cached.deliveries_query.deliveries, release, month=month, quartier=None, as_of=month
    ),
    lambda release, month: cached._answer(cached.contacts_query.contacts, release, month=month, quartier=None),
)


def test_ten_thousand_reads_of_different_scopes_never_cross(marked: Path) -> None:
    releases = [(file, open_release(_scope(file), marked)) for file in FILES]
    chance = Random(4)
    weights = (40, 20, 25, 10, 5)
    work = [
        (*chance.choice(releases), chance.choices(QUERIES, weights)[0], date(2026, chance.randint(1, 10), 1))
        for _ in range(READS)
    ]

    def crosses(job: tuple[str, Release, Callable[..., Any], date]) -> bool:
        file, release, query, month = job
        return bool(marks_in(repr(query(release, month))) - {file})

    st.cache_data.clear()
    with ThreadPoolExecutor(READERS) as pool:
        assert sum(pool.map(crosses, work, chunksize=50)) == 0


def _scope(file: str) -> Scope:
    town, _, name = file.partition("/")
    audience, _, quartier = name.partition("-")
    return Scope(town, audience, quartier or None)
