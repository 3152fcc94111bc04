"""Close, release, reopen: in which state each is possible, who may order it, and what is left when it is not."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from pipelines.errors import ClosingsError, UsageError
from pipelines.orders.month_close import MonthNotReadyError, close_month, release_months, reopen
from pipelines.orders.order import Order
from pipelines.orders.scope import Scope
from pipelines.orders.sign_off import sign_off
from pipelines.orders.status import status
from pipelines.records.lines import read_lines
from pipelines.records.month_events import NAME, batches
from pipelines.releasing.closings import FILE, read_closings, replay_closings
from settings import Paths
from tests.builders import Records, a_workspace
from tests.warehouse import town

TOWN = "stadtschluss"
WORKSPACE = a_workspace(municipalities={TOWN: "Stadt Schluss"})
JANUARY, FEBRUARY = "2023-01-01", "2023-02-01"
HEADER = "at;event;from;through;quartier;by;reason\n"


@pytest.fixture
def order(tmp_path: Path, var: Path) -> Order:
    """A town with contacts in January and February; only Nord has a service in January."""
    paths = Paths(tmp_path / "data", tmp_path / "records", var, tmp_path / "config", tmp_path / "key")
    records = Records(paths.records, TOWN)
    town.found(records)
    usual = {"service": "punkt", "carrier": "a", "contact_kind": "first", "channel": "phone", "topics": ["kita"]}
    records.deliver("contacts", [{"date": date(2023, 1, 2 + n % 9), **usual} for n in range(20)])
    records.deliver("contacts", [{"date": date(2023, 2, 2 + n % 9), **usual} for n in range(25)])
    made = Order(TOWN, paths, WORKSPACE, Scope(TOWN), "Koordination", now=datetime(2024, 7, 9, 8, tzinfo=UTC))
    made.renew()
    return made


def _state(order: Order, month: str) -> tuple[str, int | None]:
    months = {each["month"]: each for each in status(TOWN, paths=order.paths, workspace=WORKSPACE)["months"]}
    return months[month]["state"], months[month]["version"]


def test_a_month_is_signed_released_reopened_and_released_again(order: Order) -> None:
    assert _state(order, JANUARY) == ("open", None)
    with pytest.raises(MonthNotReadyError, match=r"01/2023 ist offen.*Unterschrift von: Nord.*close-month"):
        release_months([JANUARY], order, reason=None)
    sign_off(JANUARY, order, quartier="nord", digest=None, note=None)
    assert _state(order, JANUARY) == ("checked", None)
    answer = release_months([JANUARY], order, reason=None).answer
    assert (answer["month"], answer["state"], answer["version"]) == ("2023-01", "released", 1)
    assert _state(order, JANUARY) == ("released", 1)
    with pytest.raises(MonthNotReadyError, match="zuerst wieder geöffnet"):
        release_months([JANUARY], order, reason=None)
    assert reopen(JANUARY, order, reason="Nachmeldung").answer == {"month": "2023-01", "state": "open", "version": 1}
    assert _state(order, JANUARY) == ("checked", 1), "the signature still holds"
    assert release_months([JANUARY], order, reason="Nachmeldung").answer["version"] == 2
    assert _state(order, JANUARY) == ("released", 2)


def test_a_month_with_a_named_gap_is_closed_and_released(order: Order) -> None:
    close_month(JANUARY, order, reason="Nord hat keine Leitung")
    assert _state(order, JANUARY) == ("checked", None)
    release_months([JANUARY], order, reason=None)
    assert _state(order, JANUARY) == ("released", 1)


def test_months_are_released_in_order_or_together(order: Order) -> None:
    for month in (JANUARY, FEBRUARY):
        close_month(month, order, reason="Erprobung")
    with pytest.raises(MonthNotReadyError, match="01/2023 wurde noch nicht freigegeben"):
        release_months([FEBRUARY], order, reason=None)
    answer = release_months([FEBRUARY, JANUARY], order, reason=None).answer
    assert [each["month"] for each in answer["months"]] == ["2023-01", "2023-02"]
    assert len(batches(order.records)) == 1


@pytest.mark.parametrize("month", ["2022-12-01", "2031-01-01"])
def test_a_month_without_figures_is_refused(order: Order, month: str) -> None:
    with pytest.raises(MonthNotReadyError, match="keine Zahlen"):
        close_month(month, order, reason="x")
    assert not (order.records / NAME).exists()


def test_only_the_coordination_closes_months(order: Order) -> None:
    own = order.for_scope(Scope(TOWN, "nord"))
    for attempt in (
        lambda: close_month(JANUARY, own, reason="x"),
        lambda: release_months([JANUARY], own, reason=None),
        lambda: reopen(JANUARY, own, reason="x"),
    ):
        with pytest.raises(UsageError, match="nur die Koordination"):
            attempt()
    assert not (order.records / NAME).exists()


def _replay(order: Order, lines: str) -> bool:
    folder = order.paths.data / TOWN
    folder.mkdir(parents=True, exist_ok=True)
    (folder / FILE).write_text(HEADER + lines, encoding="utf-8")
    return replay_closings(TOWN, paths=order.paths, workspace=WORKSPACE, now=order.now, progress=lambda words: None)


def test_closings_of_the_past_take_effect_once(order: Order) -> None:
    lines = (
        "2024-07-05T10:00:00+02:00;signed;2023-01;;nord;Büro Nord;\n"
        "2024-07-05T10:00:00+02:00;released;2023-01;2023-02;;Koordination;Altbestand\n"
        "2030-01-01T10:00:00+01:00;reopened;2023-01;;;Koordination;liegt in der Zukunft\n"
    )
    assert _replay(order, lines)
    assert not _replay(order, lines)
    events = [(event["event"], event["month"]) for event in read_lines(order.records / NAME)]
    assert events == [("signed", JANUARY), ("released", JANUARY), ("released", FEBRUARY)]
    order.renew()
    assert _state(order, JANUARY) == ("released", 1)


def test_a_closing_counts_what_had_arrived_by_then(order: Order) -> None:
    late = Records(order.paths.records, TOWN)
    late.sequence = 100
    usual = {"service": "punkt", "carrier": "a", "contact_kind": "first", "channel": "phone", "topics": ["kita"]}
    more = [{"date": date(2023, 1, 2 + n % 9), **usual} for n in range(31)]
    late.deliver("contacts", more, received_at="2024-07-08T08:00:00Z")
    _replay(order, "2024-07-05T10:00:00+02:00;released;2023-01;;;Koordination;\n")
    import polars as pl

    frozen = pl.read_parquet(order.records / "months" / "2023-01" / "v1" / "coordinator.parquet")
    assert frozen.filter(area="nord", dimension="total", period_kind="month")["contacts"].to_list() == [20]


@pytest.mark.parametrize(
    "line",
    [
        "2024-07-05T10:00:00;released;2023-01;;;Amt;",
        "gestern;released;2023-01;;;Amt;",
        "2024-07-05T10:00:00+02:00;frozen;2023-01;;;Amt;",
        "2024-07-05T10:00:00+02:00;signed;2023-01;;;Amt;",
        "2024-07-05T10:00:00+02:00;released;2023-01;;nord;Amt;",
        "2024-07-05T10:00:00+02:00;released;2023-13;;;Amt;",
        "2024-07-05T10:00:00+02:00;released;2023-02;2023-01;;Amt;",
    ],
)
def test_a_line_that_cannot_be_understood_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / FILE
    path.write_text(f"{HEADER}2024-07-05T10:00:00+02:00;closed;2023-01;2023-02;;Amt;Grund\n{line}\n", encoding="utf-8")
    with pytest.raises(ClosingsError, match="Zeile 3"):
        read_closings(path)


def test_another_header_is_refused(tmp_path: Path) -> None:
    path = tmp_path / FILE
    path.write_text("at,event\n", encoding="utf-8")
    with pytest.raises(ClosingsError, match="Kopfzeile"):
        read_closings(path)
