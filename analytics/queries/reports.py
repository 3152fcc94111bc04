"""Who reported which month: coverage sentences, missing deliveries and the matrix of expected months."""

from __future__ import annotations

from datetime import date

import polars as pl

from analytics.readings import Coverage, Place
from analytics.release import Release


def expected(release: Release, *, place: Place, first: date, last: date) -> pl.DataFrame:
    """Expected service-months of a place, by service and month, as `mart_expected` holds them.

    For the whole municipality this includes services without quartier.
    """
    return release.frame(
        """
        select e.service, e.service_name, e.carrier, e.quartier, a.name as quartier_name, e.month, e.state, e.due_date,
               e.first_received_at, e.is_on_time, e.origin, e.conflict, e.is_provisional
        from mart_expected as e
        left join dim_area as a on a.area_kind = 'quartier' and a.area = e.quartier
        where e.month between ? and ? and (? or e.quartier = ?)
        order by a.position nulls last, e.service_name, e.month
        """,
        [first, last, place.kind == "municipality", place.key],
    )


def coverage(release: Release, *, place: Place, month: date) -> Coverage:
    """Who was expected to report the month and who is missing."""
    frame = expected(release, place=place, first=month, last=month).filter(pl.col("state") != "closed")
    missing = frame.filter(pl.col("state") == "not_reported")["service_name"].to_list()
    return Coverage(month=month, expected=frame.height, reported=frame.height - len(missing), missing=tuple(missing))
