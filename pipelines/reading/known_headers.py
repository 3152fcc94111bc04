"""Which headers a contract and a profile know, and which of the required ones a line lacks."""

from __future__ import annotations

from pipelines.contract import Contract
from pipelines.profile import Profile
from pipelines.reading.values.sheet_months import month_of_sheet
from pipelines.reading.values.words import fold


def known_headers(profile: Profile | None, contract: Contract) -> frozenset[str]:
    """Folded headers that the contract or the profile has a meaning for."""
    names = {name for column in contract.columns.values() for name in column.names}
    if profile:
        layout = profile.layout
        own = {*layout.fingerprint, *layout.headers, *layout.ignore, *layout.keep, *layout.fill_down}
        own |= {layout.months_wide.row_header} if layout.months_wide else set()
        own |= {layout.group_rows.header} if layout.group_rows else set()
        own |= {*layout.columns_wide.columns} if layout.columns_wide else set()
        names |= {fold(name) for name in own}
    return frozenset(names)


def missing_headers(contract: Contract, folded: set[str], sheet: str | None = None) -> list[str]:
    """German headers of the required columns that none of the folded names stands for.

    A column of months is not missed on a sheet that is named like one.
    """
    is_month = bool(sheet and month_of_sheet(sheet))
    needed = [each for each in contract.columns.values() if each.required and not (is_month and each.type == "month")]
    return [column.header for column in needed if not column.names & folded]
