"""A released month stays what it was: later deliveries show in `current`, and as published only in a new version."""

from __future__ import annotations

import dataclasses
from datetime import date
from pathlib import Path

import duckdb
import polars as pl
import pytest

from pipelines.records.month_events import REOPENED, add_month_events, batches
from pipelines.releasing.publish import publish_release
from pipelines.releasing.releases import release_folder
from settings import Paths
from tests.builders import Records, a_workspace
from tests.warehouse import town
from tests.warehouse.closing import release_months

TOWN = "stadtfest"
WORKSPACE = a_workspace(municipalities={TOWN: "Stadt Fest"})
JANUARY, FEBRUARY, MARCH, APRIL = (date(2023, month, 1) for month in (1, 2, 3, 4))
COUNTS = {JANUARY: 40, FEBRUARY: 30, MARCH: 20, APRIL: 24}
LATE = 7
PLACE = "area_kind = 'quartier' and area = 'nord'"


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory, var: Path) -> dict[str, Path]:
    """Three months are released; seven more contacts of February come; February is released again."""
    root = tmp_path_factory.mktemp("frozen")
    paths = Paths(root / "data", root / "records", var, root / "config", root / "key")
    records = Records(paths.records, TOWN)
    town.found(records)
    for month, count in COUNTS.items():
        _deliver(records, month, count)
    release_months(TOWN, [JANUARY, FEBRUARY, MARCH], paths=paths, workspace=WORKSPACE, at="2024-07-04T10:00:00Z")
    folders = {"first": _publish(paths, "a")}
    _deliver(records, FEBRUARY, COUNTS[FEBRUARY] + LATE, received_at="2024-07-08T08:00:00Z")
    folders["late"] = _publish(paths, "b")
    february = [FEBRUARY.isoformat()]
    add_month_events(
        records.folder, REOPENED, february, by="Koordination", at="2024-07-09T08:00:00Z", reason="Nachmeldung"
    )
    folders["reopened"] = _publish(paths, "c")
    release_months(
        TOWN, [FEBRUARY], paths=paths, workspace=WORKSPACE, at="2024-07-10T10:00:00Z", reason="Nachmeldung Februar"
    )
    folders["corrected"] = _publish(paths, "d")
    folders["records"] = records.folder
    return folders


def _deliver(records: Records, month: date, count: int, received_at: str = "2024-07-03T08:00:00Z") -> None:
    usual = {"service": "punkt", "carrier": "a", "contact_kind": "first", "channel": "phone", "topics": ["kita"]}
    rows = [{"date": month.replace(day=1 + number % 9), **usual} for number in range(count)]
    records.deliver("contacts", rows, received_at=received_at)


def _publish(paths: Paths, digit: str) -> Path:
    published = publish_release(
        municipality=TOWN, paths=paths, workspace=WORKSPACE, fingerprint=digit * 64, progress=lambda words: None
    )
    return release_folder(paths.var, TOWN, published.release)


def _frame(folder: Path, audience: str, sql: str) -> pl.DataFrame:
    with duckdb.connect(str(folder / f"{audience}.duckdb"), read_only=True) as connection:
        return connection.sql(sql).pl()


def _total(folder: Path, audience: str, *, kind: str = "month", period: date = FEBRUARY, basis: str = "published"):
    sql = f"""
        select contacts, version from mart_contact_cube
        where {PLACE} and dimension = 'total' and period_kind = '{kind}' and period = '{period}' and basis = '{basis}'
    """
    found = _frame(folder, audience, sql).rows()
    return found[0] if found else None


@pytest.mark.parametrize("audience", ["coordinator", "quartier-nord"])
def test_a_late_delivery_changes_what_is_current_and_nothing_published(story: dict[str, Path], audience: str) -> None:
    for moment in ("late", "reopened"):
        assert _total(story[moment], audience) == (30, 1)
        assert _total(story[moment], audience, basis="current") == (37, 0)
    assert _total(story["corrected"], audience) == (37, 2)


def test_those_who_do_not_own_it_never_see_the_unreleased(story: dict[str, Path]) -> None:
    for audience in ("steering", "council", "quartier-sued"):
        assert _total(story["late"], audience) == _total(story["first"], audience)
        assert _total(story["late"], audience, basis="current") is None
    for audience in ("steering", "council"):
        tables = "select distinct basis from mart_contact_cube union select distinct basis from mart_metric"
        assert _frame(story["late"], audience, tables).rows() == [("published",)]


def test_a_correction_renews_the_sums_that_contain_it(story: dict[str, Path]) -> None:
    quarter = {"kind": "quarter", "period": JANUARY}
    assert _total(story["late"], "coordinator", **quarter) == (90, 1)
    assert _total(story["corrected"], "coordinator", **quarter) == (97, 2)
    ytd = {"kind": "ytd", "period": MARCH}
    assert _total(story["corrected"], "coordinator", **ytd) == (97, 2)
    assert _total(story["corrected"], "coordinator", kind="ytd", period=JANUARY) == (40, 1)
    assert _total(story["corrected"], "coordinator", period=MARCH) == (20, 1), "its own count did not change"
    last = batches(story["records"])[-1]
    assert (dict(last.versions), last.renewed) == ({"2023-02-01": 2, "2023-03-01": 2}, {"2023-03-01"})


def test_every_published_sum_is_the_sum_of_published_months(story: dict[str, Path]) -> None:
    sql = """
        with months as (select * from mart_contact_cube where basis = 'published' and period_kind = 'month')
        select count(*)
        from mart_contact_cube as sums
        where sums.basis = 'published' and sums.period_kind = 'ytd' and sums.state = 'value'
            and sums.contacts <> (
                select sum(months.contacts) from months
                where months.period between date_trunc('year', sums.period) and sums.period
                    and months.area_kind = sums.area_kind and months.area = sums.area
                    and months.dimension = sums.dimension and months.category = sums.category
            )
    """
    for moment in ("first", "late", "corrected"):
        assert _frame(story[moment], "coordinator", sql).item() == 0


def test_an_open_month_shows_the_steering_group_service_totals_only(story: dict[str, Path]) -> None:
    sql = """
        select area_kind, dimension, category, contacts, state, version
        from mart_contact_cube
        where period = '2023-04-01' and state = 'value'
    """
    shown = _frame(story["first"], "steering", sql).rows()
    assert shown == [("municipality", "service", "punkt", 24, "value", 0)]
    metrics = "select count(*) from mart_metric where period = '2023-04-01' and metric like 'contacts%'"
    assert _frame(story["first"], "steering", metrics).item() == 0
    reported = "select service, state from mart_expected where month = '2023-04-01' order by all"
    assert ("punkt", "reported") in _frame(story["first"], "steering", reported).rows()


def test_what_was_shown_of_an_open_month_is_kept(story: dict[str, Path]) -> None:
    kept = pl.read_parquet(story["records"] / "months" / "2023-04" / "v0" / "steering.parquet")
    assert kept.select("category", "contacts").rows() == [("punkt", 24)]


MONTHLY = {
    "mart_contact_cube": "period",
    "mart_metric": "period",
    "mart_expected": "month",
    "mart_event": "date",
    "mart_movement": "date",
    "mart_month_state": "month",
    "mart_revision": "month",
    "mart_contact": "date",
}


@pytest.mark.parametrize(("table", "column"), MONTHLY.items(), ids=lambda name: name)
def test_the_council_is_told_nothing_of_open_months(story: dict[str, Path], table: str, column: str) -> None:
    sql = f"select count(*) from {table} where {column} >= '2023-04-01'"
    assert _frame(story["corrected"], "council", sql).item() == 0
    release = "select first_month, through_month, released_through from release"
    assert _frame(story["corrected"], "council", release).row(0) == (JANUARY, MARCH, MARCH)


def test_the_months_say_where_they_stand(story: dict[str, Path]) -> None:
    sql = "select state, version, reopen_reason from mart_month_state where month = '2023-02-01'"
    assert _frame(story["late"], "coordinator", sql).row(0) == ("released", 1, None)
    assert _frame(story["reopened"], "coordinator", sql).row(0) == ("open", 1, "Nachmeldung")
    assert _frame(story["corrected"], "coordinator", sql).row(0) == ("released", 2, None)
    assert _frame(story["reopened"], "council", sql).row(0) == ("released", 1, None)


def test_a_revision_says_what_was_and_which_file_made_the_difference(story: dict[str, Path]) -> None:
    sql = f"""
        select dimension, category, contacts_before, contacts, revised_by, reason from mart_revision
        where {PLACE} and month = '2023-02-01' order by all
    """
    changes = _frame(story["corrected"], "coordinator", sql).rows()
    told = (30, 37, "Koordination", "Nachmeldung Februar")
    assert changes == [("service", "punkt", *told), ("total", "total", *told)]
    causes = "select month, version, subject, file, received_by from mart_revision_cause"
    (cause,) = _frame(story["corrected"], "coordinator", causes).rows()
    assert (*cause[:3], cause[4]) == (FEBRUARY, 2, "punkt", "Sozialamt")
    (steering,) = _frame(story["corrected"], "steering", causes).rows()
    assert steering == (*cause[:4], None)
    assert _frame(story["corrected"], "quartier-sued", causes).is_empty()
    assert _frame(story["corrected"], "council", causes).is_empty()
    public = _frame(story["corrected"], "council", sql)
    assert public["revised_by"].to_list() == public["reason"].to_list() == [None, None]
    assert public["contacts"].to_list() == [35, 35]


def test_the_first_version_lies_there_unchanged(story: dict[str, Path]) -> None:
    first = pl.read_parquet(story["records"] / "months" / "2023-02" / "v1" / "coordinator.parquet")
    own = first.filter(area="nord", dimension="total", period_kind="month")
    assert own["contacts"].to_list() == [30]


def test_a_torn_batch_was_never_published(story: dict[str, Path], tmp_path: Path) -> None:
    lines = (story["records"] / "month_events.jsonl").read_bytes().splitlines(keepends=True)
    (tmp_path / "month_events.jsonl").write_bytes(b"".join(lines[:-1]))
    whole = batches(story["records"])
    assert len(whole[-1].versions) == 2
    assert batches(tmp_path) == whole[:-1]


def test_a_release_of_the_same_records_is_the_same_again(story: dict[str, Path], tmp_path: Path, var: Path) -> None:
    paths = Paths(tmp_path / "data", story["records"].parent, var, tmp_path / "config", tmp_path / "key")
    again = _publish(dataclasses.replace(paths), "e")
    for audience in ("council", "steering", "quartier-nord", "coordinator"):
        digest = "select sum(hash(cube)) from mart_contact_cube as cube"
        assert _frame(again, audience, digest).item() == _frame(story["corrected"], audience, digest).item()
