"""Tables that follow from others: closed days with public holidays, and inhabitants per reference date."""

from __future__ import annotations

from datetime import date

from data_raw.generator.days import day, public_holidays, windows
from data_raw.generator.table import Cells, Table

YEARS = (2023, 2024, 2025, 2026)
POPULATION_NOTE = "erfundene Beispielzahl"


def closure_table(closings: Table, services: Table, hours: Table) -> Table:
    """The town's own closings and every public holiday on which a service would have been open."""
    rows: list[Cells] = [{**row, "von": day(row["von"]), "bis": day(row["bis"])} for row in closings]
    for year in YEARS:
        for on, name in public_holidays(year).items():
            if any(windows(hours, str(service), on) for service in services.column("Schlüssel")):
                rows.append({"Angebot": None, "von": on, "bis": on, "Grund": name})
    rows.sort(key=lambda row: (row["von"], row["Angebot"] or ""))
    return Table(headers=closings.headers, rows=tuple(rows))


def as_text(closures: Table) -> Table:
    """Closed days with their dates as text, the form in which tables are compared with days."""
    return Table(
        headers=closures.headers,
        rows=tuple({**row, "von": f"{row['von']:%d.%m.%Y}", "bis": f"{row['bis']:%d.%m.%Y}"} for row in closures),
    )


def population_table(population: Table, year: int) -> Table:
    """Inhabitants on 31.12. of one year; areas without a number in that year are left out."""
    rows = tuple(
        {
            "Gebiet": row["Gebiet"],
            "Stichtag": date(year, 12, 31),
            "Einwohner": int(str(row[str(year)])),
            "Quelle": POPULATION_NOTE,
        }
        for row in population
        if row[str(year)]
    )
    return Table(headers=("Gebiet", "Stichtag", "Einwohner", "Quelle"), rows=rows)
