"""The minimum count: contact cells above zero and below the threshold are hidden, whatever their period.

After the rule of the Federal Employment Agency's statistics for counts of persons. A zero stays: it says nothing
about anybody. The own quartier of a quartier manager stays exact.
"""

from __future__ import annotations

import duckdb

# Hidden cells are never written: a value updated away would stay readable in the file's freed blocks.
PROTECTED_CUBE = """
create table mart_contact_cube as
with

cells as (

    select
        *,
        coalesce(contacts > 0 and contacts < $minimum, false)
        and not (area_kind = 'quartier' and area is not distinct from $own_quartier) as is_small
    from full_release.mart_contact_cube

),

final as (

    select
        * exclude (is_small) replace (
            case when not is_small then contacts end as contacts,
            case when is_small then 'suppressed' else state end as state
        )
    from cells

)

select * from final
"""


def protect_contacts(connection: duckdb.DuckDBPyConnection, *, minimum: int, own_quartier: str | None) -> None:
    """Write `mart_contact_cube` of an audience's file from that of the attached `full_release`.

    Cells with 0 < contacts < `minimum` get the state `suppressed` and no count, except in `own_quartier`.
    """
    connection.execute(PROTECTED_CUBE, {"minimum": minimum, "own_quartier": own_quartier})
