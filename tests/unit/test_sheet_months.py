"""Names of sheets that are months, and names that only look like one."""

from __future__ import annotations

import pytest

from pipelines.reading.values.sheet_months import month_of_sheet


@pytest.mark.parametrize(
    ("name", "month"),
    [
        ("Januar", "01"),
        ("Jan", "01"),
        ("jan.", "01"),
        ("Ma\u0308rz", "03"),
        ("Sept", "09"),
        ("01", "01"),
        ("1", "01"),
        ("12.", "12"),
        ("Monat 3", "03"),
        ("03 März", "03"),
        ("3. März 2026", "2026-03"),
        ("Jan 24", "2024-01"),
        ("Jan'24", "2024-01"),
        ("Jan_2024", "2024-01"),
        ("Januar 2024", "2024-01"),
        ("2024 Januar", "2024-01"),
        ("2024-01", "2024-01"),
        ("2024_1", "2024-01"),
        ("202401", "2024-01"),
        ("01.2024", "2024-01"),
        ("01-24", "2024-01"),
        ("012024", "2024-01"),
        ("Tabelle1", None),
        ("Jahr", None),
        ("2024", None),
        ("13", None),
        ("0", None),
        ("Q1 2024", None),
        ("Marzipan", None),
        ("Januar bis März", None),
        ("Jan Müller", None),
        ("Mitte", None),
        ("", None),
    ],
)
def test_month_of_sheet(name: str, month: str | None) -> None:
    assert month_of_sheet(name) == month
