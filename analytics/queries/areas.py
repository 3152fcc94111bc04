"""One metric over all areas of a kind, with classes that stay the same in every month."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from analytics.classes import class_limits
from analytics.months import shift
from analytics.queries.series import absent_state, version_of
from analytics.queries.series import metric as metric_of
from analytics.readings import Metric, Reading
from analytics.release import Release, ReleaseInfo


@dataclass(frozen=True)
class AreaValue:
    """An area with its reading; `geometry` is a GeoJSON geometry in degrees, None when no boundary was delivered."""

    key: str
    name: str
    reading: Reading
    before: Reading
    geometry: dict[str, Any] | None
    longitude: float | None
    latitude: float | None


@dataclass(frozen=True)
class AreaMap:
    """All areas of a kind in one period.

    `limits` are the upper ends of the classes but the last, `largest` the highest value; both over all months.
    """

    info: ReleaseInfo
    metric: Metric
    area_kind: str
    period_kind: str
    month: date
    areas: tuple[AreaValue, ...]
    limits: tuple[Decimal, ...]
    largest: Decimal | None
    origin_notes: tuple[str, ...]
    selected: str | None


def area_map(
    release: Release,
    *,
    month: date,
    metric: str = "contacts_per_1000",
    area_kind: str = "quartier",
    period_kind: str = "month",
    selected: str | None = None,
) -> AreaMap:
    """A metric on the map. Raises UnknownMetric. Areas without boundary or value are in it all the same."""
    rows = _rows(release, metric=metric, area_kind=area_kind, period_kind=period_kind, month=month)
    values = _all_values(release, metric=metric, area_kind=area_kind, period_kind=period_kind)
    return AreaMap(
        info=release.info,
        metric=metric_of(release, metric),
        area_kind=area_kind,
        period_kind=period_kind,
        month=month,
        areas=tuple(_area(release, row, month) for row in rows),
        limits=class_limits(values),
        largest=max(values, default=None),
        origin_notes=tuple(dict.fromkeys(row["origin_note"] for row in rows if row["origin_note"])),
        selected=selected,
    )


def _rows(release: Release, *, metric: str, area_kind: str, period_kind: str, month: date) -> list[dict[str, Any]]:
    return list(
        release.frame(
            """
            with readings as (
                select area, period, value, state, expected, reported, basis, version
                from mart_metric
                where metric = ? and area_kind = ? and period_kind = ?
                qualify row_number() over (partition by area, period order by basis desc, version desc) = 1
            )
            select d.area, d.name, g.geometry, g.longitude::double as longitude, g.latitude::double as latitude,
                   g.origin_note, n.value, n.state, n.expected, n.reported, n.basis, n.version,
                   b.value as value_before, b.state as state_before, b.expected as expected_before,
                   b.reported as reported_before, b.basis as basis_before, b.version as version_before
            from dim_area as d
            left join mart_area as g on g.area_kind = d.area_kind and g.area = d.area
            left join readings as n on n.area = d.area and n.period = ?
            left join readings as b on b.area = d.area and b.period = ?
            where d.area_kind = ?
            order by d.position, d.name
            """,
            [metric, area_kind, period_kind, month, shift(month, -12), area_kind],
        ).iter_rows(named=True)
    )


def _all_values(release: Release, *, metric: str, area_kind: str, period_kind: str) -> list[Decimal]:
    """Every published value of all months, so that a colour or a circle means the same in each of them."""
    frame = release.frame(
        """
        select value
        from mart_metric
        where metric = ? and area_kind = ? and period_kind = ? and state = 'value'
        qualify row_number() over (partition by area, period order by basis desc, version desc) = 1
        """,
        [metric, area_kind, period_kind],
    )
    return frame["value"].to_list()


def _area(release: Release, row: dict[str, Any], month: date) -> AreaValue:
    return AreaValue(
        key=row["area"],
        name=row["name"],
        reading=_reading(release, month, row, ""),
        before=_reading(release, shift(month, -12), row, "_before"),
        geometry=json.loads(row["geometry"]) if row["geometry"] else None,
        longitude=row["longitude"],
        latitude=row["latitude"],
    )


def _reading(release: Release, period: date, row: dict[str, Any], suffix: str) -> Reading:
    state = row[f"state{suffix}"] or absent_state(release, period)
    return Reading(
        period=period,
        value=row[f"value{suffix}"] if state == "value" else None,
        state=state,
        expected=row[f"expected{suffix}"],
        reported=row[f"reported{suffix}"],
        version=version_of(row[f"basis{suffix}"], row[f"version{suffix}"]),
    )
