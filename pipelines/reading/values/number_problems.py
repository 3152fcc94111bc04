"""What is said about numbers that are estimates, or that can be read two ways."""

from __future__ import annotations

import polars as pl

from pipelines.reading.values.habits import Reading
from pipelines.reading.values.parse_numbers import AMBIGUOUS, ESTIMATED, STROKES, UNCERTAIN, Numbers
from pipelines.reading.values.problems import Problem, problem


def doubts(name: str, cells: pl.Series, numbers: Numbers, reading: Reading) -> list[Problem]:
    """Cells with two readings or without a sure one, and tallies whose groups of four may mean fives."""
    values = _values_of(cells, numbers, STROKES)

    def two_readings(cell: str) -> str:
        said = "Der Wert kann eine Zahl über tausend oder eine mit drei Nachkommastellen sein"
        if reading.echo:
            said = f"„{cell}“ kann {cell.replace('.', '').replace(',', '')} oder {cell.replace('.', ',')} heißen"
        return f"{said}. Bitte ohne Tausenderzeichen schreiben oder im Profil „decimal“ festlegen."

    def uncertain(cell: str) -> str:
        said = reading.said(cell)
        return f"{said} nennt keine sichere Zahl. Bitte die Zahl ohne Zeichen oder k.A. schreiben."

    def fives(cell: str) -> str:
        counted = f"{reading.said(cell)} zählt Strich für Strich: {values.get(cell)}"
        return f"{counted}. Bitte prüfen, ob eine Vierergruppe für fünf steht."

    return [
        *problem(name, "ambiguous_number", numbers.are(AMBIGUOUS), two_readings),
        *problem(name, "ambiguous_number", numbers.are(UNCERTAIN), uncertain),
        *problem(name, "counted_strokes", numbers.are(STROKES), fives, "notice"),
    ]


def estimates(name: str, cells: pl.Series, numbers: Numbers, taken: pl.Series, reading: Reading) -> list[Problem]:
    """Estimates that were taken over, and those where none is allowed."""
    values = _values_of(cells, numbers, ESTIMATED)

    def refused(cell: str) -> str:
        return f"{reading.said(cell)} ist eine Schätzung. Hier wird eine genaue Zahl gebraucht."

    def noted(cell: str) -> str:
        return f"{reading.said(cell)} ist eine Schätzung und zählt als {values.get(cell)}."

    return [
        *problem(name, "estimated_value", taken, noted, "notice"),
        *problem(name, "no_estimate", numbers.are(ESTIMATED) & ~taken, refused),
    ]


def _values_of(cells: pl.Series, numbers: Numbers, state: str) -> dict[str, object]:
    """What the texts in this state were read as."""
    here = numbers.are(state)
    return dict(zip(cells.filter(here), numbers.values.filter(here), strict=True)) if here.any() else {}
