"""What a finished build says of the close of its months."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

STATES = """
    select
        cast(states.month as varchar) as month,
        states.state,
        states.version,
        coalesce(list(areas.name order by areas.position) filter (areas.name is not null), []) as unsigned
    from mart_month_state as states
    left join (
        select distinct expected.month, expected.quartier
        from dim_expected as expected
        left join mart_sign_off as signatures
            on expected.quartier = signatures.quartier and expected.month = signatures.month and signatures.is_current
        where expected.state <> 'closed' and signatures.quartier is null
    ) as unsigned using (month)
    left join dim_area as areas on areas.area_kind = 'quartier' and areas.area = unsigned.quartier
    group by states.month, states.state, states.version
    order by states.month
"""
DIGEST = "select digest from mart_month_digest where quartier = $quartier and month = cast($month as date)"


@dataclass(frozen=True)
class MonthState:
    """`state` is open, checked or released; `version` the last published one; `unsigned` names quartiers."""

    state: str
    version: int | None
    unsigned: tuple[str, ...]


def month_states(warehouse: Path) -> dict[str, MonthState]:
    """The state of every month (its first day), in order."""
    import duckdb

    with duckdb.connect(str(warehouse), read_only=True) as connection:
        rows = connection.execute(STATES).fetchall()
    return {month: MonthState(state, version, tuple(unsigned)) for month, state, version, unsigned in rows}


def digest_of(database: Path, *, quartier: str, month: str) -> str | None:
    """What stands for a quartier's figures in a build or in the coordinator's file; None where there are none."""
    import duckdb

    safe = {"enable_external_access": "false", "lock_configuration": "true"}
    with duckdb.connect(str(database), read_only=True, config=dict(safe)) as connection:
        found = connection.execute(DIGEST, {"quartier": quartier, "month": month}).fetchone()
    return found[0] if found else None
