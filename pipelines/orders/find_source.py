"""Which source a file is of, told from its header, so that nobody must know how sources are called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from pipelines.contract import Contract
from pipelines.errors import FileRejectedError
from pipelines.profile import Profile
from pipelines.reading.grids.sheet_heads import SheetHead, sheet_heads
from pipelines.reading.header import find_header
from pipelines.reading.known_headers import known_headers
from pipelines.reading.read_file import GEODATA
from settings import Workspace

# A profile's fingerprint says more than the most columns of a contract do.
BY_PROFILE = 1000


def find_sources(
    path: Path, contracts: Mapping[str, Contract], profiles: Sequence[Profile], *, workspace: Workspace
) -> list[str]:
    """The sources whose header stands in the file and explains most of its columns; several when they explain as many.

    Raises FileRejectedError when the file cannot be opened.
    """
    if path.suffix.lower() in GEODATA:
        return [source for source, contract in contracts.items() if contract.kind == "geometry"]
    heads = [head for head in sheet_heads(path, workspace) if not head.hidden]
    tables = [contract for contract in contracts.values() if contract.kind == "table"]
    known = {contract.source: _known(heads, contract, profiles) for contract in tables}
    best = max(known.values(), default=0)
    return [source for source, columns in known.items() if columns == best > 0]


def _known(heads: Iterable[SheetHead], contract: Contract, profiles: Sequence[Profile]) -> int:
    """How many columns of the file the source knows; none when its header stands on no sheet."""
    return max((_known_on(head, contract, profiles) for head in heads), default=0)


def _known_on(head: SheetHead, contract: Contract, profiles: Sequence[Profile]) -> int:
    try:
        header = find_header(head.lines, contract, profiles, sheet=head.name or None)
    except FileRejectedError:
        # Two profiles fit: the source is found, and reading says what is wrong.
        return BY_PROFILE
    if header is None:
        return 0
    known = known_headers(header.profile, contract)
    columns = sum(any(name in known for name in names) for names in header.spellings)
    return columns + (BY_PROFILE if header.profile else 0)
