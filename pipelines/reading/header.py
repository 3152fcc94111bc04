"""Which of a file's first lines are its header, and which profile that header belongs to.

Lines are a header only when a profile's fingerprint or every required column of the contract is found in them; a file
without one is refused, so that its first row of data is never mistaken for names.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest

from pipelines.contract import Contract
from pipelines.profile import Profile, matching_profile
from pipelines.reading.header_lines import Line, Parts, continues, joined, month_of_column, parts_of, spellings
from pipelines.reading.known_headers import known_headers, missing_headers
from pipelines.reading.values.words import fold

SEARCHED_LINES = 50
# Lines of a header without a profile that says how many it has.
DEPTHS = (1, 2, 3)


@dataclass(frozen=True)
class Header:
    """The header found: `index` of its first line (from 0), one name per column, the profile or None.

    A name over `rows` lines is joined from top to bottom („Anzahl Wohnen“); `parts` keeps its lines.
    """

    index: int
    names: tuple[str, ...]
    profile: Profile | None
    rows: int = 1
    parts: tuple[Parts, ...] = ()

    @property
    def end(self) -> int:
        """The index of the first line below the header."""
        return self.index + self.rows

    @property
    def columns(self) -> tuple[Parts, ...]:
        """Per column, the parts of its name from top to bottom; none where it has no name."""
        return self.parts or tuple((name,) if name else () for name in self.names)

    @cached_property
    def spellings(self) -> tuple[tuple[str, ...], ...]:
        """Per column, the folded names under which it may be looked up, best first."""
        return spellings(self.columns)

    def position_of(self, name: str) -> int | None:
        """The first column that `name` stands for."""
        folded = fold(name)
        for rank in range(max(map(len, self.spellings), default=0)):
            for position, known in enumerate(self.spellings):
                if len(known) > rank and known[rank] == folded:
                    return position
        return None


def find_header(
    lines: Sequence[Line], contract: Contract, profiles: Sequence[Profile], *, sheet: str | None = None
) -> Header | None:
    """The first lines that are a header of this source; a profile wins over the contract's own names.

    Of readings that overlap, the one that knows most columns and leaves no line behind; then the shortest.
    `sheet` is given for workbooks: a profile that names a sheet fits only there. Raises FileRejectedError when two
    profiles fit one line.
    """
    window = [tuple(line) for line in lines[: SEARCHED_LINES + max(DEPTHS)]]
    readings = list(_readings(window, contract, [profile for profile in profiles if _is_of(profile, sheet)], sheet))
    if not readings:
        return None
    first = min(readings, key=lambda header: (header.end, header.rows))
    near = [header for header in readings if header.index <= first.end and header.end <= first.end + max(DEPTHS) - 1]
    return max(near, key=lambda header: _rank(header, window, contract))


def _readings(
    lines: Sequence[Line], contract: Contract, profiles: Sequence[Profile], sheet: str | None
) -> Iterator[Header]:
    depths = sorted({*DEPTHS, *(profile.layout.header_rows or 1 for profile in profiles)})
    least = min([len(missing_headers(contract, set(), sheet)), *(len(each.fingerprint) for each in profiles)])
    last = min(len(lines), SEARCHED_LINES) - 1
    for index in range(last + 1):
        if index > last:
            return
        for depth in depths:
            part = lines[index : index + depth]
            if len(part) < depth or not all(any(line) for line in part):
                break
            header = _header(index, part, contract, profiles, sheet) if _filled(part) >= least else None
            if header:
                # Below a header stand rows: only what overlaps it may still be a better reading of it.
                last = min(last, header.end)
                yield header


def _filled(lines: Sequence[Line]) -> int:
    return sum(map(any, zip_longest(*lines)))


def _header(
    index: int, lines: Sequence[Line], contract: Contract, profiles: Sequence[Profile], sheet: str | None
) -> Header | None:
    parts, depth = parts_of(lines), len(lines)
    folded = {name for names in spellings(parts) for name in names}
    fitting = [
        profile
        for profile in profiles
        if _stands_at(profile, index, depth) and not _says_it_itself(profile, contract, folded)
    ]
    profile = matching_profile(fitting, contract.source, folded)
    if profile is None and missing_headers(contract, folded, sheet):
        return None
    return Header(index, tuple(map(joined, parts)), profile, depth, parts if depth > 1 else ())


def _rank(header: Header, lines: Sequence[Line], contract: Contract) -> tuple[bool, int, bool, int, int]:
    known = known_headers(header.profile, contract)
    columns = sum(any(name in known for name in names) for names in header.spellings)
    columns += sum(month_of_column(parts, _month_format(header)) is not None for parts in header.columns)
    is_whole = header.end >= len(lines) or not continues(lines[header.end - 1], lines[header.end])
    return header.profile is not None, columns, is_whole, -header.rows, -header.index


def _month_format(header: Header) -> str | None:
    wide = header.profile.layout.months_wide if header.profile else None
    return wide.month_format if wide else None


def _is_of(profile: Profile, sheet: str | None) -> bool:
    wanted = profile.layout.sheet
    return sheet is None or wanted in (None, "first", "months", "all") or fold(wanted or "") == fold(sheet)


def _stands_at(profile: Profile, index: int, depth: int) -> bool:
    layout = profile.layout
    right_row = layout.header_row is None or layout.header_row == index + 1
    return right_row and layout.header_rows in (None, depth)


def _says_it_itself(profile: Profile, contract: Contract, folded: set[str]) -> bool:
    """Whether the line has a column for what the profile fixes, as the template has one for the service.

    Such a file is not the one that the profile was made for, even if it has all its headers.
    """
    layout = profile.layout
    own = {fold(name) for name in (*layout.headers, *layout.ignore, *layout.keep, *layout.fingerprint)}
    fixed = (contract.columns[name].names for name in layout.constants if name in contract.columns)
    return any(names & folded - own for names in fixed)
