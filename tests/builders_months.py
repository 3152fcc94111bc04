"""What the close of months makes of a built release: published, current and provisional rows, states, a correction.

April 2026 was corrected once: Sprechstunde Nord and with it every total had three contacts fewer before.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

Row = dict[str, Any]
Tables = dict[str, list[Row]]

MONTH_TABLES = {
    "mart_month_state": "month date, state text, version integer, quartiers integer, signed integer,"
    " released_at timestamp, released_by text, release_reason text, closed_reason text, closed_by text,"
    " reopen_reason text",
    "mart_revision": "month date, version integer, revised_at timestamp, revised_by text, reason text, area_kind text,"
    " area text, dimension text, category text, contacts_before bigint, state_before text, contacts bigint, state text",
    "mart_revision_cause": "month date, version integer, source text, subject text, delivery text, file text,"
    " received_by text, received_at timestamp, status text",
}
CORRECTED = date(2026, 4, 1)
CORRECTED_SERVICE = "sprechstunde-nord"
BEFORE = -3
REVISED_AT = datetime(2026, 9, 28, 9, tzinfo=UTC)
REASON = "Nachmeldung"


def with_months(
    tables: Tables, months: Sequence[date], *, audience: str, own: str, released: date, late: int = 0
) -> Tables:
    """The tables of an audience when the months up to `released` are released.

    `late` contacts came to Nord after the release of the last one; only the current rows know of them.
    """
    cube, metrics = tables["mart_contact_cube"], tables["mart_metric"]
    owned = {"coordinator": lambda row: True, "quartier": lambda row: row["area"] == own}.get(audience)
    told = {
        **tables,
        "mart_contact_cube": [
            *_published(cube, released),
            *_current(cube, owned),
            *_provisional(cube, audience, released),
        ],
        "mart_metric": [*_published(metrics, released), *_late(_current(metrics, owned), released, late)],
        "mart_month_state": [_state(month, released, audience) for month in months if _sees(month, released, audience)],
        "mart_revision": [_revision(row, audience) for row in cube if _is_corrected(row)],
        "mart_revision_cause": [_cause(audience)] if audience != "council" and own in ("", "nord") else [],
    }
    if audience == "council":
        told["mart_expected"] = [row for row in tables["mart_expected"] if row["month"] <= released]
        told["mart_event"] = [row for row in tables["mart_event"] if row["date"].replace(day=1) <= released]
    return told


def _sees(month: date, released: date, audience: str) -> bool:
    return audience != "council" or month <= released


def _published(rows: Sequence[Row], released: date) -> list[Row]:
    """Rows of released periods; contacts of April are in their second version, money is never held back."""
    return [
        {**row, "version": 2} if _is_corrected(row) or _is_corrected_metric(row) else row
        for row in rows
        if row["period"] <= released or str(row.get("metric", "")).startswith(("grant_", "outflow"))
    ]


def _current(rows: Sequence[Row], owned: Any) -> list[Row]:
    return [{**row, "basis": "current", "version": 0} for row in rows if owned and owned(row)]


def _late(rows: Sequence[Row], released: date, late: int) -> list[Row]:
    return [
        {**row, "value": row["value"] + late}
        if late and row["metric"] == "contacts" and row["period"] == released and row["area"] != "sued"
        else row
        for row in rows
    ]


def _provisional(cube: Sequence[Row], audience: str, released: date) -> list[Row]:
    """Totals of services in open months."""
    return [
        {**row, "version": 0}
        for row in cube
        if audience in ("steering", "quartier")
        and row["period"] > released
        and (row["period_kind"], row["area_kind"], row["dimension"]) == ("month", "municipality", "service")
    ]


def _state(month: date, released: date, audience: str) -> Row:
    is_released = month <= released
    row = {
        "month": month,
        "state": "released" if is_released else "open",
        "version": (2 if month == CORRECTED else 1) if is_released else None,
        "quartiers": 2,
        "signed": 2 if is_released else 1,
        "released_at": (REVISED_AT if month == CORRECTED else datetime(2026, 9, 20, 9, tzinfo=UTC))
        if is_released
        else None,
        "released_by": "Koordination" if is_released else None,
        "release_reason": REASON if month == CORRECTED else None,
    }
    return (
        row
        if audience != "council"
        else {**row, "quartiers": None, "signed": None, "released_by": None, "release_reason": None}
    )


def _is_corrected(row: Row) -> bool:
    return (
        row["period"] == CORRECTED
        and row["period_kind"] == "month"
        and row.get("dimension") in ("total", "service")
        and row["category"] in ("total", CORRECTED_SERVICE)
        and row["area"] != "sued"
    )


def _is_corrected_metric(row: Row) -> bool:
    return (
        row["period"] == CORRECTED
        and row["period_kind"] == "month"
        and str(row.get("metric", "")).startswith("contacts")
        and row["area"] != "sued"
    )


def _revision(row: Row, audience: str) -> Row:
    told = audience != "council"
    before = None if row["contacts"] is None else row["contacts"] + BEFORE
    return {
        "month": CORRECTED,
        "version": 2,
        "revised_at": REVISED_AT,
        "revised_by": "Koordination" if told else None,
        "reason": REASON if told else None,
        **{key: row[key] for key in ("area_kind", "area", "dimension", "category", "contacts", "state")},
        "contacts_before": before,
        "state_before": row["state"],
    }


def _cause(audience: str) -> Row:
    return {
        "month": CORRECTED,
        "version": 2,
        "source": "contacts",
        "subject": CORRECTED_SERVICE,
        "delivery": "000099-0badcafe",
        "file": "contacts/Nachmeldung_2026-04.csv",
        "received_by": None if audience == "steering" else "Caritasverband",
        "received_at": datetime(2026, 9, 25, 9, tzinfo=UTC),
        "status": "landed",
    }
