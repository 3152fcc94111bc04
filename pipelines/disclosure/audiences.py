"""The audiences of a release and what each one's file leaves out.

The coordinator's file holds everything. Every other file is cut from it: a table not named here is taken over whole.
The variables `released`, `quartier` and `services` say which months were released and what is the file's own; tables
`told_…` hold frozen rows of released months and, where the audience sees them, today's rows of open ones.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

NOTHING = "select * from full_release.{table} where false"
TOLD = "select * from told_{table}"
NO_VOUCHER = """
    select * replace (cast(null as varchar) as voucher)
    from full_release.mart_movement
    where list_contains(getvariable('released'), cast(date_trunc('month', date) as date))
"""
NO_RECEIPT = """
    select * replace (
        cast(null as timestamp) as first_received_at,
        cast(null as varchar) as delivery,
        cast(null as varchar) as conflict
    )
    from told_mart_expected
"""
NO_CONFLICT = "select * replace (cast(null as varchar) as conflict) from told_mart_expected"
ONLY_RELEASED = """
    select * replace (
        cast(null as integer) as quartiers,
        cast(null as integer) as signed,
        cast(null as varchar) as released_by,
        cast(null as varchar) as release_reason,
        cast(null as varchar) as closed_by,
        cast(null as varchar) as closed_reason,
        cast(null as varchar) as reopen_reason,
        'released' as state
    )
    from full_release.mart_month_state
    where version is not null
"""
OWN_CONFLICT = """
    select * replace (case when list_contains(getvariable('services'), service) then conflict end as conflict)
    from full_release.mart_expected
"""
# Sittings that were held in released months, and dates that are still to come.
ANNOUNCED = """
    select *
    from full_release.mart_meeting
    where list_contains(getvariable('released'), cast(date_trunc('month', date) as date))
        or date > (
            select cast(timezone('Europe/Berlin', timezone('UTC', stand)) as date)
            from full_release.release
        )
"""
NO_SENDER = """
    select * replace (cast(null as varchar) as received_by, cast(null as varchar) as note)
    from full_release.mart_delivery
"""
OWN = "select * from full_release.{table} where quartier = getvariable('quartier')"
# A finding that names what it is about is shown to whom that belongs, else to everyone its delivery concerns.
OWN_FINDINGS = """
    select *
    from full_release.mart_finding
    where case
        when source = 'events'
            then list_contains(case when subject is null then subjects else [subject] end, getvariable('quartier'))
        when source in ('contacts', 'contact_tallies')
            then list_has_any(case when subject is null then subjects else [subject] end, getvariable('services'))
        else false
    end
"""
# A delivery concerns a quartier when it covers a service that counts there, or the quartier's events.
OF_OWN_SUBJECTS = """
    select *
    from full_release.{table}
    where case source
        when 'events' then list_contains(subjects, getvariable('quartier'))
        when 'contacts' then list_has_any(subjects, getvariable('services'))
        when 'contact_tallies' then list_has_any(subjects, getvariable('services'))
        else false
    end
"""

# The council is told what was decided, when and on which paper; what is done about it is the administration's work.
ONLY_DECIDED = """
    select * replace (
        cast(null as varchar) as body,
        cast(null as varchar) as measure,
        cast(null as varchar) as responsible,
        cast(null as date) as review_on,
        cast(null as varchar) as status,
        cast(null as varchar) as result,
        cast(null as varchar) as entered_by,
        cast(null as timestamp) as entered_at
    )
    from full_release.mart_decision
"""
NO_WRITER = "select * replace (cast(null as varchar) as entered_by) from full_release.{table}"
# A note explains a number: the steering group reads it when it reads the number.
RELEASED_NOTES = """
    select * replace (cast(null as varchar) as entered_by)
    from full_release.mart_note
    where list_contains(getvariable('released'), month)
"""
OWN_NOTES = """
    select * replace (case when quartier is not null then entered_by end as entered_by)
    from full_release.mart_note
    where quartier = getvariable('quartier') or (quartier is null and list_contains(getvariable('released'), month))
"""

# Exact counts of single services and what is done to close a month: for those who own them only.
INTERNAL = dict.fromkeys(
    ("mart_month_digest", "mart_own_tally", "mart_service_count", "mart_sign_off", "mart_tally"), NOTHING
)
CUTS: Mapping[str, Mapping[str, str]] = {
    "coordinator": {},
    "council": {
        "mart_contact": NOTHING,
        "mart_decision": ONLY_DECIDED,
        "mart_delivery": NOTHING,
        "mart_event": TOLD,
        "mart_finding": NOTHING,
        "mart_expected": NO_RECEIPT,
        "mart_meeting": ANNOUNCED,
        "mart_month_state": ONLY_RELEASED,
        "mart_movement": NO_VOUCHER,
        "mart_note": NOTHING,
        **INTERNAL,
    },
    "steering": {
        "mart_contact": NOTHING,
        "mart_decision": NO_WRITER,
        "mart_delivery": NO_SENDER,
        "mart_event": TOLD,
        "mart_expected": NO_CONFLICT,
        "mart_finding": NOTHING,
        "mart_note": RELEASED_NOTES,
        **INTERNAL,
    },
    "quartier": {
        "mart_contact": OWN,
        "mart_decision": NO_WRITER,
        "mart_delivery": OF_OWN_SUBJECTS,
        "mart_expected": OWN_CONFLICT,
        "mart_finding": OWN_FINDINGS,
        "mart_note": OWN_NOTES,
        **dict.fromkeys(INTERNAL, OWN),
    },
}


@dataclass(frozen=True)
class Audience:
    """Who a file is for; `quartier` is the key of the own quartier of a quartier manager's file, else None."""

    kind: str
    quartier: str | None = None

    @property
    def name(self) -> str:
        """`council`, `quartier-manfort`: the file without its ending."""
        return self.kind if self.quartier is None else f"{self.kind}-{self.quartier}"

    @property
    def is_protected(self) -> bool:
        """Whether small counts of other areas are hidden in its file."""
        return self.kind != "coordinator"

    def query(self, table: str) -> str:
        """What of the full release's table goes into its file."""
        cut = CUTS[self.kind].get(table, "select * from full_release.{table}")
        return cut.format(table=table)
