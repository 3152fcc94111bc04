"""From records to audience files: what each may see, what is hidden, and what a metric makes of it."""

from __future__ import annotations

import json
from datetime import date, time
from decimal import Decimal
from pathlib import Path

import duckdb
import polars as pl
import pytest
import yaml

from pipelines.errors import BuildFailedError
from pipelines.releasing.audience_files import MODELS
from pipelines.releasing.build import build_warehouse
from pipelines.releasing.dbt_project import run_dbt
from pipelines.releasing.publish import PublishedRelease, publish_release
from pipelines.releasing.release_id import fingerprint
from pipelines.releasing.releases import current_release, release_folder
from settings import ROOT, Paths
from tests.builders import Records, a_workspace
from tests.warehouse import town
from tests.warehouse.closing import release_months

TOWN = "stadtteilen"
WORKSPACE = a_workspace(municipalities={TOWN: "Stadt Teilen"})
RELEASED = [date(2023, month, 1) for month in (1, 2, 3)]


def _publish(paths: Paths, municipality: str = TOWN, digest: str | None = None) -> PublishedRelease:
    return publish_release(
        municipality=municipality,
        paths=paths,
        workspace=WORKSPACE if municipality == TOWN else a_workspace(municipalities={municipality: "Stadt"}),
        fingerprint=digest or fingerprint(municipality, paths=paths, workspace=WORKSPACE),
        progress=lambda words: None,
    )


def _contact(day: date, **more: object) -> dict:
    usual = {"service": "punkt", "carrier": "a", "contact_kind": "first", "channel": "phone", "topics": ["kita"]}
    return {"date": day, **usual, **more}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory, var: Path) -> tuple[PublishedRelease, Path]:
    """One release of a town with 3 contacts by phone and 30 by walking in, a mobile service, events and money."""
    root = tmp_path_factory.mktemp("published")
    paths = Paths(root / "data", root / "records", var, root / "config", root / "key")
    records = Records(paths.records, TOWN)
    town.found(records)
    few = [_contact(date(2023, 1, 9)) for _ in range(3)]
    many = [_contact(date(2023, 1, 16), channel="walk_in", contact_kind="follow_up") for _ in range(30)]
    records.deliver("contacts", few + many, received_at="2023-02-10T23:30:00Z")
    mobile = [_contact(date(2023, 1, 9), service="mobil", carrier="b", quartier=key) for key in ("west", "sued", None)]
    records.deliver("contacts", mobile, received_at="2023-02-03T08:00:00Z")
    tally = [{"month": date(2023, 2, 1), "service": "treff", "dimension": "total", "contacts": 0}]
    records.deliver("contact_tallies", tally, received_at="2023-03-03T08:00:00Z")
    event = {"event": "1", "title": "Fest", "event_type": "festival", "offer_form": "event", "carrier": "a"}
    held = {**event, "date": date(2023, 1, 20), "quartier": "nord", "status": "held", "attendance": 40}
    records.deliver(
        "events", [held, {**held, "event": "2"}, {**held, "event": "3"}], received_at="2023-03-03T08:00:00Z"
    )
    measure = {"measure": "M1", "title": "Maßnahme", "programme": "p", "grant_from": date(2022, 1, 1)}
    amounts = {"grant_applied": Decimal(1000), "grant_approved": Decimal(800), "quartier": "nord"}
    records.deliver("measures", [measure | amounts])
    spent = {
        "date": date(2022, 5, 4),
        "measure": "M1",
        "kind": "spent",
        "amount": Decimal("200.10"),
        "budget_year": 2022,
    }
    records.deliver("movements", [{**spent, "voucher": "B-17"}])
    inhabitants = [{"area": key, "reference_date": date(2022, 12, 31), "inhabitants": 2000} for key in town.QUARTIERS]
    records.deliver("population", inhabitants)
    refused = [{"file": "contacts/x.csv", "rule": "empty_file", "message": "Die Datei ist leer."}]
    records.deliver("contacts", [], status="quarantined", findings=refused)
    release_months(TOWN, RELEASED, paths=paths, workspace=WORKSPACE)
    release = _publish(paths)
    return release, release_folder(var, TOWN, release.release)


def _table(published: tuple[PublishedRelease, Path], audience: str, sql: str) -> pl.DataFrame:
    with duckdb.connect(str(published[1] / f"{audience}.duckdb"), read_only=True) as connection:
        return connection.sql(sql).pl()


def _cell(published: tuple[PublishedRelease, Path], audience: str, area: str, category: str) -> tuple:
    sql = f"""
        select contacts, state from mart_contact_cube
        where period_kind = 'month' and period = '2023-01-01' and area = '{area}' and category = '{category}'
    """
    return _table(published, audience, sql).row(0)


def test_every_audience_has_the_same_tables(published) -> None:
    manifest = json.loads((published[1] / "manifest.json").read_text("utf-8"))
    names = {path.stem for path in published[1].glob("*.duckdb")}
    assert names == {"council", "steering", "coordinator", "quartier-nord", "quartier-sued", "quartier-west"}
    assert set(manifest["audiences"]) == names
    described = {
        audience: _table(
            published,
            audience,
            "select table_name, column_name, data_type from duckdb_columns() where database_name = current_database()"
            " and schema_name = 'main' and not internal order by all",
        ).rows()
        for audience in sorted(names)
    }
    assert all(columns == described["council"] for columns in described.values())
    assert manifest["build"]["passed"] > 50
    assert manifest["inputs"][0].keys() == {"delivery", "file", "raw_sha256", "status"}


@pytest.mark.parametrize(("table", "model"), MODELS.items(), ids=lambda name: name)
def test_tables_are_as_their_sheets_say(published, table: str, model: str) -> None:
    (sheet,) = (ROOT / "warehouse" / "models").rglob(f"{model}.yml")
    columns = yaml.safe_load(sheet.read_text("utf-8"))["models"][0]["columns"]
    sql = (
        f"select column_name, lower(data_type) from duckdb_columns() where table_name = '{table}' order by column_index"
    )
    assert _table(published, "coordinator", sql).rows() == [(column["name"], column["data_type"]) for column in columns]


def test_small_counts_are_hidden_from_those_who_do_not_own_them(published) -> None:
    assert _cell(published, "coordinator", "nord", "phone") == (3, "value")
    assert _cell(published, "quartier-nord", "nord", "phone") == (3, "value")
    for audience in ("steering", "quartier-sued"):
        assert _cell(published, audience, "nord", "phone") == (None, "suppressed")
        # The total less all other channels would be the three by phone.
        others = [_cell(published, audience, "nord", each) for each in ("total", "walk_in", "video", "message")]
        assert (None, "suppressed") in others
    assert _cell(published, "quartier-nord", "bezirk", "phone") == (None, "suppressed")


def test_the_council_gets_rounded_counts(published) -> None:
    assert _cell(published, "council", "nord", "kita") == (35, "value")
    assert _cell(published, "council", "nord", "total") == (35, "value")
    assert _cell(published, "council", "nord", "video") == (0, "value")
    # What the steering group does not see would be given away by its rounding.
    assert _cell(published, "council", "nord", "phone") == (None, "suppressed")
    # West has one contact: nothing of it is broken down.
    assert _cell(published, "council", "west", "phone") == (None, "suppressed")
    counts = _table(published, "council", "select contacts from mart_contact_cube where contacts is not null")
    assert {count % 5 for (count,) in counts.rows()} == {0}


def test_no_small_count_is_left_in_any_period(published) -> None:
    sql = "select count(*) from mart_contact_cube where contacts between 1 and 4"
    assert _table(published, "coordinator", sql).item() > 0
    assert _table(published, "steering", sql).item() == 0
    assert _table(published, "quartier-west", f"{sql} and area <> 'west'").item() == 0


def _metric(
    published, audience: str, metric: str, *, area: str = "nord", kind: str = "month", period: str = "2023-01-01"
):
    sql = f"""
        select value, numerator, denominator, exposure, state from mart_metric
        where metric = '{metric}' and area = '{area}' and period_kind = '{kind}' and period = '{period}'
    """
    found = _table(published, audience, sql).rows()
    return found[0] if found else None


def test_a_metric_is_made_of_what_the_audience_may_see(published) -> None:
    share = (Decimal("9.0909"), Decimal(3), Decimal(33), None, "value")
    assert _metric(published, "coordinator", "first_contact_share") == share
    assert _metric(published, "steering", "first_contact_share") == (None, None, None, None, "suppressed")
    assert _metric(published, "council", "contacts_per_1000")[0] == Decimal("17.5"), "of the rounded 35"
    hidden = _metric(published, "steering", "contacts_per_1000", area="west")
    assert hidden == (None, None, Decimal(2000), Decimal(2000), "suppressed")
    differing = """
        select count(*)
        from mart_metric as rates
        inner join mart_contact_cube as totals using (period_kind, period, area_kind, area, basis)
        where rates.metric = 'contacts_per_1000' and totals.dimension = 'total' and totals.state <> rates.state
            and rates.state <> 'not_collected'
    """
    assert _table(published, "steering", differing).item() == 0


def test_hours_of_services_that_are_not_known_make_no_rate(published) -> None:
    assert _metric(published, "coordinator", "contacts_per_open_hour")[0] == Decimal("1.8857")  # 33 in 5 × 3.5 hours
    assert _metric(published, "coordinator", "contacts_per_open_hour", area=TOWN)[4] == "not_collected"


def test_a_base_that_is_missing_or_too_small_makes_no_ratio(published) -> None:
    assert _metric(published, "council", "attendance_per_event")[0] == 40
    assert _metric(published, "council", "attendance_per_event", area="sued")[4] == "not_reported"
    assert _metric(published, "coordinator", "first_contact_share", area="west")[4] == "not_collected"


def test_what_nothing_has_changed_is_published_as_it_is_current(published) -> None:
    sql = """
        select count(*), count(*) filter (
            (told.value, told.state, told.expected, told.reported)
            is distinct from (now.value, now.state, now.expected, now.reported)
        )
        from mart_metric as told
        inner join mart_metric as now using (metric, period_kind, period, area_kind, area)
        where told.basis = 'published' and now.basis = 'current'
    """
    compared, differing = _table(published, "coordinator", sql).row(0)
    assert compared > 500
    assert differing == 0


def test_money_runs_from_its_first_booking(published) -> None:
    to_date = {"kind": "to_date", "period": "2023-02-01"}
    assert _metric(published, "council", "grant_spent", **to_date)[0] == Decimal("200.10")
    assert _metric(published, "council", "outflow_rate", **to_date)[0] == Decimal("25.0125")
    assert _metric(published, "council", "outflow_rate") is None
    assert _metric(published, "council", "grant_approved", area=TOWN, **to_date)[0] == 800


def test_late_is_by_the_day_in_berlin(published) -> None:
    sql = "select service, is_on_time from mart_expected where month = '2023-01-01' and state = 'reported' order by all"
    assert _table(published, "coordinator", sql).rows() == [("mobil", True), ("punkt", False)]


def test_a_reported_zero_is_a_zero_and_a_missing_month_is_not(published) -> None:
    sql = """
        select period, contacts, state from mart_contact_cube
        where period_kind = 'month' and dimension = 'service' and area = 'sued' and category = 'treff'
            and basis = 'published'
        order by period
    """
    rows = _table(published, "coordinator", sql).rows()
    assert rows[0] == (date(2023, 2, 1), 0, "value")
    assert rows[1] == (date(2023, 3, 1), None, "not_reported")


def _count(published, audience: str, table: str, where: str = "true") -> int:
    return _table(published, audience, f"select count(*) from {table} where {where}").item()


def test_each_audience_is_cut_to_what_concerns_it(published) -> None:
    assert _count(published, "coordinator", "mart_contact") == 36
    assert _count(published, "quartier-west", "mart_contact") == 1
    for audience in ("council", "steering"):
        assert _count(published, audience, "mart_contact") == 0
        assert _count(published, audience, "mart_finding") == 0
    assert _count(published, "council", "mart_delivery") == 0
    assert _count(published, "steering", "mart_delivery", "received_by is not null") == 0
    assert _count(published, "steering", "mart_delivery") == _count(published, "coordinator", "mart_delivery")
    assert _count(published, "coordinator", "mart_finding") == 1
    assert _count(published, "council", "mart_movement", "voucher is not null") == 0
    assert _count(published, "steering", "mart_movement", "voucher is not null") == 1
    assert _count(published, "council", "mart_expected", "delivery is not null or first_received_at is not null") == 0
    own = _table(published, "quartier-nord", "select source from mart_delivery order by all").rows()
    assert own == [("contacts",), ("events",)]


def test_nobody_gets_a_reference_to_a_person(published) -> None:
    sql = "select count(*) from duckdb_columns() where column_name = 'client_ref'"
    assert _table(published, "coordinator", sql).item() == 0


def test_the_bytes_of_a_cut_file_hold_nothing_that_was_cut(published) -> None:
    assert b"B-17" in (published[1] / "coordinator.duckdb").read_bytes()
    assert b"B-17" not in (published[1] / "council.duckdb").read_bytes()


def test_the_same_records_make_the_same_tables(records: Records, paths: Paths) -> None:
    records.municipality = "zweimal"
    town.found(records)
    town.live(records, 5)
    releases = [_publish(paths, "zweimal", digest) for digest in ("a" * 64, "b" * 64)]
    manifests = [
        json.loads((release_folder(paths.var, "zweimal", each.release) / "manifest.json").read_text("utf-8"))
        for each in releases
    ]
    assert manifests[0]["audiences"] == manifests[1]["audiences"]
    assert "council" not in manifests[0]["audiences"], "nothing was released"
    assert len(manifests[0]["audiences"]["steering"]["tables"]) == 36
    again = _publish(paths, "zweimal", "b" * 64)
    assert again == PublishedRelease(releases[1].release, {})


def test_a_failing_check_keeps_the_release(records: Records, paths: Paths) -> None:
    records.municipality = "gehalten"
    town.found(records)
    records.deliver("contacts", [_contact(date(2023, 1, 9))])
    before = _publish(paths, "gehalten", "c" * 64).release
    # The service is deleted from the list although it has contacts.
    records.deliver(
        "services",
        [{"service": "neu", "name": "Neu", "carrier": "a", "origin": "rows", "valid_from": date(2023, 1, 1)}],
    )
    with pytest.raises(BuildFailedError, match=r"gültig bis.*every_contact_is_counted"):
        _publish(paths, "gehalten", "d" * 64)
    assert current_release(paths.var, "gehalten") == before
    assert [path.name for path in release_folder(paths.var, "gehalten", "").iterdir()] == [before]


@pytest.mark.parametrize("step", ["write_audience_files", "finish_release", "point_to"])
def test_a_run_that_ends_midway_keeps_the_release_and_the_next_one_repairs(
    records: Records, paths: Paths, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    records.municipality = f"mitten-{step.replace('_', '-')}"
    town.found(records)
    before = _publish(paths, records.municipality, "e" * 64).release

    def end(*arguments: object, **named: object) -> None:
        raise KeyboardInterrupt

    module = "pipelines.releasing.audience_files" if step == "write_audience_files" else "pipelines.releasing.publish"
    with monkeypatch.context() as patched:
        patched.setattr(f"{module}.{step}", end)
        with pytest.raises(KeyboardInterrupt):
            _publish(paths, records.municipality, "f" * 64)
    assert current_release(paths.var, records.municipality) == before
    after = _publish(paths, records.municipality, "f" * 64).release
    assert current_release(paths.var, records.municipality) == after
    assert not list(release_folder(paths.var, records.municipality, "").glob("*.tmp"))
    assert not (paths.var / "build" / records.municipality).exists()


def test_two_origins_for_one_month_are_a_finding(records: Records, build) -> None:
    town.found(records)
    records.deliver("contacts", [_contact(date(2023, 1, 9)), _contact(date(2023, 1, 10))])
    records.deliver(
        "contact_tallies", [{"month": date(2023, 1, 1), "service": "punkt", "dimension": "total", "contacts": 99}]
    )
    query = build(records)
    assert query("select rule, severity, subjects from mart_finding").rows() == [("two_origins", "error", ["punkt"])]
    total = "select contacts from cube_contact where dimension = 'total' and period_kind = 'month' and area = 'nord'"
    assert query(f"{total} and period = '2023-01-01'").item() == 2


def test_unit_tests_of_the_models_pass(records: Records, paths: Paths) -> None:
    town.found(records)
    records.deliver("opening_hours", [{"service": "punkt", "weekday": "mon", "opens": time(9), "closes": time(10)}])
    file = build_warehouse(records.municipality, paths=paths, workspace=a_workspace()).file
    results = run_dbt("test", "--select", "test_type:unit", file=file, var=paths.var)
    assert len(results) >= 9
    assert {result.status for result in results} == {"pass"}
