"""Every page opens for every audience, says what it is, and shows nothing its audience may not know."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from analytics.release import open_release
from analytics.scope import parse_scope
from dashboard.page_registry import REGISTRY
from tests.builders_release import TOWN, build_release
from tests.pages.conftest import SCOPES, Open, open_in_workspace
from tests.pages.reading import everything, topic_of, visible

ALLOWED = [
    (page.key, scope) for page in REGISTRY for scope in SCOPES if scope.split("/")[1].split(":")[0] in page.audiences
]
COORDINATOR, STEERING, COUNCIL, NORTH, SOUTH = SCOPES
MARKED = "20261110T090000Z-00ca4a12"
BARE = "20261110T100000Z-0000ba4e"


@pytest.mark.parametrize(("page", "scope"), ALLOWED)
@pytest.mark.parametrize("address", [{}, {"monat": "2026-06", "quartier": "sued"}, {"monat": "2024-05"}], ids=str)
def test_every_page_opens_for_every_audience(open_app: Open, page: str, scope: str, address: dict[str, str]) -> None:
    app = open_app(page, scope, **address)
    assert not app.exception
    assert not app.error
    assert [heading.value for heading in app.title] == [next(entry.title for entry in REGISTRY if entry.key == page)]
    assert "Beispieldaten" in visible(app)
    assert "Stand 10.11.2026, 09:12 Uhr" in visible(app)


@pytest.mark.parametrize("page", [page.key for page in REGISTRY])
def test_a_town_without_a_release_says_who_can_change_that(workspace: Path, page: str) -> None:
    app = open_in_workspace(page)
    assert not app.exception
    assert [heading.value for heading in app.title] == ["Noch keine Zahlen"]
    assert "make refresh" in visible(app)
    assert "Beispieldaten" in visible(app)


@pytest.fixture(scope="session")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of a town that has master data and metrics, and not one delivery of anything else."""
    var = tmp_path_factory.mktemp("bare") / "var"
    build_release(var, release_id=BARE, audiences=("coordinator", "council"))
    for name in ("coordinator", "council"):
        with duckdb.connect(var / "releases" / TOWN / BARE / f"{name}.duckdb") as connection:
            tables = [row[0] for row in connection.execute("select table_name from duckdb_tables()").fetchall()]
            for table in tables:
                if table.startswith("mart_") or table in ("dim_service", "dim_site"):
                    connection.execute(f"delete from {table}")
    return var


@pytest.mark.parametrize("scope", [COORDINATOR, COUNCIL])
@pytest.mark.parametrize("page", [page.key for page in REGISTRY if "council" in page.audiences])
def test_a_town_that_has_delivered_nothing_else_gets_reasons_not_zeros(
    workspace: Path, bare: Path, monkeypatch: pytest.MonkeyPatch, page: str, scope: str
) -> None:
    monkeypatch.setenv("QM_VAR", str(bare))
    app = open_in_workspace(page, scope)
    assert not app.exception
    assert not app.error
    assert [heading.value for heading in app.title] == [next(entry.title for entry in REGISTRY if entry.key == page)]
    assert not app.get("plotly_chart")


def test_the_public_is_not_told_how_to_run_commands(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QM_AUDIENCE", "council")
    app = open_in_workspace()
    assert [heading.value for heading in app.title] == ["Noch keine Zahlen"]
    assert "make" not in visible(app)


def test_charts_have_words_a_table_and_downloads(open_app: Open) -> None:
    app = open_app("beratungskontakte", STEERING)
    charts = app.get("plotly_chart")
    assert charts
    assert all(chart.proto.alt for chart in charts)
    assert len(app.get("table")) >= len(charts)
    assert len(app.get("download_button")) >= 2 * len(charts)


def test_a_missing_month_reads_not_reported_and_never_zero(open_app: Open) -> None:
    app = open_app("beratungskontakte", COORDINATOR, monat="2026-06", quartier="sued")
    total = app.get("table")[0].value
    june = total[total.iloc[:, 0].str.replace("\xa0", " ") == "Juni 2026"].iloc[0].tolist()
    assert "…" in june
    assert "0" not in june
    assert "–" not in june
    assert "nicht gemeldet" in visible(app)


@pytest.mark.parametrize("scope", [STEERING, COUNCIL, NORTH])
def test_suppressed_topics_carry_their_sign_only(open_app: Open, published: Path, scope: str) -> None:
    query = "select contacts from mart_contact_cube where state = 'suppressed' and area = 'sued' and category = ?"
    assert set(open_release(parse_scope(scope), published).frame(query, ["schulden"])["contacts"]) == {None}
    protected = open_app("beratungskontakte", scope, monat="2026-10", quartier="sued")
    exact = open_app("beratungskontakte", COORDINATOR, monat="2026-10", quartier="sued")
    assert topic_of(protected, "Schulden") == "·"
    assert topic_of(exact, "Schulden") not in ("·", "–", "…")


def test_no_page_of_the_council_holds_a_number_of_other_files(
    workspace: Path, published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A number that stands only in the other audiences' files never reaches a page of the council."""
    var = workspace / "var"
    build_release(var, release_id=MARKED)
    for name in ("coordinator", "steering", "quartier-nord", "quartier-sued"):
        with duckdb.connect(var / "releases" / TOWN / MARKED / f"{name}.duckdb") as connection:
            connection.execute("update mart_contact_cube set contacts = 7654321 where state = 'value'")
            connection.execute(
                "update mart_metric set value = 7654321 where metric like 'contacts%' and state = 'value'"
            )
    assert "7654321" in everything(open_in_workspace("lage", COORDINATOR)).replace(".", "")
    monkeypatch.setenv("QM_AUDIENCE", "council")
    for page in REGISTRY:
        if "council" in page.audiences:
            assert "7654321" not in everything(open_in_workspace(page.key)).replace(".", "")
