"""Citizens' assemblies of each quartier against their yearly yardstick."""

from __future__ import annotations

from analytics import formatting
from analytics.figures.figure_data import FigureData, Point, Series
from analytics.formatting import NBSP
from analytics.queries.events import ASSEMBLIES_PER_YEAR, AssemblyYear, Events
from analytics.tables import Column, Table, cell, table_of

NO_LISTS = "Für diese Auswahl sind keine Termine gemeldet. Veranstaltungslisten schicken die Quartiersbüros."


def assembly_figure(events: Events) -> FigureData:
    """Citizens' assemblies of the year in each quartier against two to four."""
    year = events.month.year
    shown = [entry for entry in events.assemblies if entry.year == year]
    low, high = ASSEMBLIES_PER_YEAR
    words = "; ".join(f"{entry.quartier_name} {_held(entry)}" for entry in shown) or "keine Angaben"
    return FigureData(
        key="assemblies",
        title="Bürgerversammlungen",
        subtitle=f"Termine je Quartier {year}; Maßstab {low} bis {high} im Jahr",
        kind="ranges",
        unit="Termine",
        labels=tuple(entry.quartier_name for entry in shown),
        series=(Series("held", "stattgefunden", tuple(map(_assembly_point, shown)), "accent"),),
        reference=(float(low), float(high)),
        sentence=_assembly_sentence(shown, year),
        alt=f"Punkte vor dem Maßstab {low} bis {high}: {words}.",
        table=assembly_table(events),
    )


def _assembly_point(entry: AssemblyYear) -> Point:
    value = entry.reading.value
    label = formatting.SIGNS[entry.reading.state] if value is None else formatting.count(value)
    hover = f"{entry.quartier_name} {entry.year}: {_held(entry)}"
    return Point(None if value is None else float(value), entry.reading.state, label, hover, entry.reading.mark)


def _held(entry: AssemblyYear) -> str:
    value = entry.reading.value
    if value is None:
        return formatting.STATE_WORDS[entry.reading.state]
    return f"{formatting.count(value)}{NBSP}{'Termin' if value == 1 else 'Termine'}"


def _assembly_sentence(shown: list[AssemblyYear], year: int) -> str:
    reached = [entry for entry in shown if (entry.reading.value or 0) >= ASSEMBLIES_PER_YEAR[0]]
    if not shown:
        return f"Für {year} liegen keine Angaben zu Bürgerversammlungen vor."
    return f"{year} haben {len(reached)} von {len(shown)} Quartieren mindestens {ASSEMBLIES_PER_YEAR[0]} abgehalten."


def assembly_table(events: Events) -> Table:
    """Assemblies by quartier and year with what that means for the yardstick."""
    columns = (Column("Quartier"), Column("Jahr"), Column("Bürgerversammlungen", "count"), Column("Maßstab 2 bis 4"))
    rows = [
        (
            entry.quartier_name,
            str(entry.year),
            cell(entry.reading.value, "count", entry.reading.state, entry.reading.mark),
            _verdict(entry),
        )
        for entry in sorted(events.assemblies, key=lambda entry: (-entry.year, entry.quartier_name))
    ]
    return table_of("assemblies", "Bürgerversammlungen je Quartier und Jahr", columns, rows, empty_text=NO_LISTS)


def _verdict(entry: AssemblyYear) -> str:
    low, high = ASSEMBLIES_PER_YEAR
    if entry.reading.value is None:
        return formatting.STATE_WORDS[entry.reading.state]
    if entry.reading.value < low:
        return "darunter" if entry.is_over else "noch nicht erreicht"
    return "erreicht" if entry.reading.value <= high else "darüber"
