"""Which of a workbook's sheets are read: the one with the known header, or all of a row of months; never by luck."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.contract import Contract
from pipelines.errors import FileRejectedError
from pipelines.profile import Profile
from pipelines.reading.grids.header_refusal import wrong_header
from pipelines.reading.grids.sheet import Sheet
from pipelines.reading.header import SEARCHED_LINES, Header, find_header
from pipelines.reading.header_lines import Line
from pipelines.reading.values.sheet_months import month_of_sheet

# Lines that are looked at for a header, and one more for what stands right below it.
HEAD = SEARCHED_LINES + 5


@dataclass(frozen=True)
class Found:
    """A sheet with a known header, and its first lines."""

    sheet: Sheet
    lines: Sequence[Line]
    header: Header

    @property
    def wanted(self) -> str | None:
        """What the profile says about sheets."""
        return self.header.profile.layout.sheet if self.header.profile else None


def pick_sheets(
    sheets: Sequence[Sheet], contract: Contract, profiles: Sequence[Profile], *, municipality: str
) -> list[Found]:
    """The sheets to read, in their order.

    Raises FileRejectedError when none has a known header, when several do and nothing says which to take, when two are
    for one month, and when a sheet between the months of a year cannot be read.
    """
    visible = [sheet for sheet in sheets if not sheet.is_hidden]
    heads = {sheet.name: sheet.head(HEAD) for sheet in visible}
    found = [
        Found(sheet, heads[sheet.name], header)
        for number, sheet in enumerate(visible)
        if (header := _header(heads[sheet.name], sheet, contract, profiles, is_first=number == 0))
    ]
    if not found:
        has_hidden = any(sheet.is_hidden and sheet.height for sheet in sheets)
        raise wrong_header(list(heads.values()), contract, municipality, has_hidden=has_hidden)
    if any(entry.header.profile for entry in found):
        found = [entry for entry in found if entry.header.profile]
    chosen = _chosen(found)
    if len(chosen) > 1 and all(month_of_sheet(entry.sheet.name) for entry in chosen):
        _require_every_month(chosen, heads, contract, municipality)
    return chosen


def _header(
    lines: Sequence[Line], sheet: Sheet, contract: Contract, profiles: Sequence[Profile], *, is_first: bool
) -> Header | None:
    fitting = [
        profile
        for profile in profiles
        if (profile.layout.sheet != "first" or is_first)
        and (profile.layout.sheet != "months" or month_of_sheet(sheet.name))
    ]
    return find_header(lines, contract, fitting, sheet=sheet.name)


def _chosen(found: list[Found]) -> list[Found]:
    names = {entry.header.profile.name if entry.header.profile else None for entry in found}
    is_row_of_months = all(month_of_sheet(entry.sheet.name) for entry in found)
    if len(names) == 1 and (len(found) == 1 or found[0].wanted in ("all", "months") or is_row_of_months):
        return found
    listed = ", ".join(f"„{entry.sheet.name}“" for entry in found)
    raise FileRejectedError(
        "several_sheets",
        f"Mehrere Blätter enthalten eine Tabelle: {listed}. Bitte nur das gültige Blatt senden oder im Profil unter "
        "„sheet“ sagen, welche Blätter gelten.",
    )


def _require_every_month(
    chosen: Sequence[Found], heads: dict[str, list[list[str | None]]], contract: Contract, municipality: str
) -> None:
    """Months are reported once each, and none is passed over because its sheet looks different."""
    months: dict[str, str] = {}
    for entry in chosen:
        month = month_of_sheet(entry.sheet.name) or ""
        if month in months:
            raise FileRejectedError(
                "doubled_month",
                f"Die Blätter „{months[month]}“ und „{entry.sheet.name}“ gehören zum selben Monat. Bitte eines "
                "entfernen.",
                sheet=entry.sheet.name,
            )
        months[month] = entry.sheet.name
    read = {entry.sheet.name for entry in chosen}
    for name, lines in heads.items():
        if name not in read and month_of_sheet(name) and any(any(line) for line in lines):
            raise wrong_header([lines], contract, municipality, sheet=name)
