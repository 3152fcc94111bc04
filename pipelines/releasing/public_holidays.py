"""Public holidays by law as rows for the warehouse, from the package `holidays`.

Only what the whole federal state keeps: customs such as Rosenmontag and days of single towns are delivered as closures.
"""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import holidays

# From the first month that anybody speaks of to the last, as the calendar of the warehouse (dim_month) runs.
YEARS = """
    select year(min(day)), year(max(day))
    from (
        select valid_from as day from landed.services
        union all select month from landed.coverage
        union all select received_at from landed.deliveries
    )
"""


def holiday_rows(connection: duckdb.DuckDBPyConnection, *, federal_state: str) -> Iterator[dict]:
    """`date` and German `name` of every holiday in the years that services, claims and receipts in `landed` span.

    `federal_state` is the second part of its ISO 3166-2 code, such as NW. Without any of them there is no row.
    """
    ((first, last),) = connection.execute(YEARS).fetchall()
    if first is not None:
        days = holidays.country_holidays("DE", subdiv=federal_state, years=range(first, last + 1), language="de")
        yield from ({"date": day, "name": name} for day, name in sorted(days.items()))
