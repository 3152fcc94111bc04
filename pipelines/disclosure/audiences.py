"""The audiences of a release and what each one's file leaves out.

The coordinator's file holds everything. Every other file is cut from it: a table not named here is taken over whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

NOTHING = "select * from full_release.{table} where false"
NO_VOUCHER = "select * replace (cast(null as varchar) as voucher) from full_release.mart_movement"
NO_RECEIPT = """
    select * replace (cast(null as timestamp) as first_received_at, cast(null as varchar) as delivery)
    from full_release.mart_expected
"""
NO_SENDER = "select * replace (cast(null as varchar) as received_by) from full_release.mart_delivery"
OWN_CONTACTS = "select * from full_release.mart_contact where quartier = getvariable('quartier')"
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

CUTS: Mapping[str, Mapping[str, str]] = {
    "coordinator": {},
    "council": {
        "mart_contact": NOTHING,
        "mart_delivery": NOTHING,
        "mart_finding": NOTHING,
        "mart_expected": NO_RECEIPT,
        "mart_movement": NO_VOUCHER,
    },
    "steering": {
        "mart_contact": NOTHING,
        "mart_delivery": NO_SENDER,
        "mart_finding": NOTHING,
    },
    "quartier": {
        "mart_contact": OWN_CONTACTS,
        "mart_delivery": OF_OWN_SUBJECTS,
        "mart_finding": OF_OWN_SUBJECTS,
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
