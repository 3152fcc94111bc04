"""What the sender of a file without a known header is told: what is missing, and which name was probably meant."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from difflib import get_close_matches

from pipelines.contract import Contract
from pipelines.errors import FileRejectedError
from pipelines.findings import cell_address
from pipelines.reading.header import SEARCHED_LINES
from pipelines.reading.header_lines import Line
from pipelines.reading.known_headers import missing_headers
from pipelines.reading.values.words import fold

# How alike two names are when one of them is probably a slip of the other (difflib's ratio).
ALIKE = 0.8
HIDDEN = " Ausgeblendete Blätter wurden nicht gelesen; stehen dort die Daten, bitte einblenden."


def wrong_header(
    tables: Sequence[Sequence[Line]],
    contract: Contract,
    municipality: str,
    *,
    sheet: str | None = None,
    has_hidden: bool = False,
) -> FileRejectedError:
    """The refusal of a file without a known header; `tables` are the ways its first lines can be read.

    `has_hidden` tells of hidden sheets with content.

    It names what is missing in the most similar line, and the cell where a name was probably meant. It repeats nothing
    of the file: the line may be a row of data.
    """
    lines = [(number, line) for table in tables for number, line in enumerate(table[:SEARCHED_LINES])]
    number, line = min(lines, key=lambda entry: len(_missing(entry[1], contract, sheet)), default=(0, ()))
    missing = _missing(line, contract, sheet)
    required = sum(column.required for column in contract.columns.values())
    is_header = 2 * len(missing) <= required and required > 1
    wanted = ", ".join(f"„{name}“" for name in missing) or "alle Spalten"
    meant = _meant(line, number + 1, missing, contract) if is_header else ""
    hidden = HIDDEN if has_hidden else ""
    return FileRejectedError(
        "unknown_header",
        f"Die Kopfzeile gehört zu keiner bekannten Lieferung „{contract.title}“: es fehlt {wanted}."
        f"{meant}{hidden} Bitte die Vorlage verwenden oder für "
        f"diesen Aufbau ein Profil unter config/profiles/{municipality}/ anlegen.",
        sheet=sheet,
        row=number + 1 if is_header else 1,
    )


def nearest(name: str, known: Collection[str]) -> str | None:
    """The known name that `name` is probably a slip of."""
    folded = {fold(word): word for word in known}
    found = get_close_matches(fold(name), folded, n=1, cutoff=ALIKE)
    return folded[found[0]] if found else None


def _missing(line: Line, contract: Contract, sheet: str | None) -> list[str]:
    return missing_headers(contract, {fold(cell) for cell in line if cell}, sheet)


def _meant(line: Line, row: int, missing: Sequence[str], contract: Contract) -> str:
    known = {name for column in contract.columns.values() for name in column.names}
    said = [
        f" Meinten Sie in Zelle {cell_address(position, row)} „{header}“?"
        for position, cell in enumerate(line)
        if cell and fold(cell) not in known and (header := nearest(cell, missing))
    ]
    return "".join(said)
