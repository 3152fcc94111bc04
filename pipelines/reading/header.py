"""Which of a file's first lines is its header, and which profile that header belongs to.

A line is a header only when a profile's fingerprint or every required column of the contract is found in it; a file
without one is refused, so that its first row of data is never mistaken for names.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.contract import Contract
from pipelines.errors import FileRejectedError
from pipelines.profile import Profile, matching_profile
from pipelines.reading.words import fold

SEARCHED_LINES = 30


@dataclass(frozen=True)
class Header:
    """The header found: `index` of its line (from 0), the names as written, the profile or None."""

    index: int
    names: tuple[str, ...]
    profile: Profile | None


def find_header(
    lines: Sequence[Sequence[str | None]], contract: Contract, profiles: Sequence[Profile], *, sheet: str | None = None
) -> Header | None:
    """The first line that is a header of this source; a profile wins over the contract's own names.

    `sheet` is given for workbooks: a profile that names a sheet fits only there. Raises FileRejectedError when two
    profiles fit one line.
    """
    for index, line in enumerate(lines[:SEARCHED_LINES]):
        folded = {fold(cell) for cell in line if cell}
        allowed = [profile for profile in profiles if _stands_at(profile, index, sheet)]
        profile = matching_profile(allowed, contract.source, folded)
        if profile or not missing_headers(contract, folded):
            return Header(index, tuple((cell or "").strip() for cell in line), profile)
    return None


def missing_headers(contract: Contract, folded: set[str]) -> list[str]:
    """German headers of the required columns that none of the folded names stands for."""
    return [column.header for column in contract.columns.values() if column.required and not column.names & folded]


def wrong_header(lines: Sequence[Sequence[str | None]], contract: Contract, municipality: str) -> FileRejectedError:
    """The refusal of a file without a known header.

    It names what is missing in the most similar line and nothing that stands in the file, which may be a row of data.
    """
    candidates = [{fold(cell) for cell in line if cell} for line in lines[:SEARCHED_LINES]]
    missing = min((missing_headers(contract, folded) for folded in candidates), key=len, default=[])
    wanted = ", ".join(f"„{name}“" for name in missing) or "alle Spalten"
    return FileRejectedError(
        "unknown_header",
        f"Die Kopfzeile gehört zu keiner bekannten Lieferung „{contract.title}“: es fehlt {wanted}. Bitte die Vorlage "
        f"verwenden oder für diesen Aufbau ein Profil unter config/profiles/{municipality}/ anlegen.",
        row=1,
    )


def _stands_at(profile: Profile, index: int, sheet: str | None) -> bool:
    layout = profile.layout
    right_row = layout.header_row is None or layout.header_row == index + 1
    return right_row and (sheet is None or layout.sheet in (None, "first", sheet))
