"""The rows behind one count, file by file, as a table."""

from __future__ import annotations

from analytics import formatting
from analytics.months import month_name
from analytics.queries.trace import Trace
from analytics.sentences import erased_text
from analytics.tables import Column, Table, cell, table_of

ROW_COLUMNS = (Column("Datei"), Column("Blatt"), Column("Zeile", "count"), Column("Datum", "day"), Column("Kanal"))
TALLY_COLUMNS = (
    Column("Datei"),
    Column("Blatt"),
    Column("Zeile", "count"),
    Column("Ausprägung"),
    Column("Anzahl", "count"),
)


def sentence(trace: Trace) -> str:
    """`Sprechstunde Nord, Oktober 2026, Gesamt: 48 Kontakte aus 48 Zeilen in 1 Datei.`"""
    head = f"{trace.service_name}, {month_name(trace.month)}, {trace.category_name}: "
    if not trace.rows:
        return head + _empty_text(trace)
    files = len({row.file for row in trace.rows})
    contacts = "1 Kontakt" if trace.contacts == 1 else f"{formatting.count(trace.contacts)} Kontakte"
    rows = "1 Zeile" if len(trace.rows) == 1 else f"{formatting.count(len(trace.rows))} Zeilen"
    return f"{head}{contacts} aus {rows} in {files} {'Datei' if files == 1 else 'Dateien'}."


def trace_table(trace: Trace) -> Table:
    """File, sheet and row of everything that was counted."""
    title = f"Herkunft: {trace.service_name}, {trace.category_name}"
    if trace.origin == "tally":
        rows = [
            (
                row.file,
                row.sheet,
                _row(row.row),
                row.name,
                cell(row.contacts, "count", mark="s" if row.estimated else ""),
            )
            for row in trace.rows
        ]
        return table_of("trace", title, TALLY_COLUMNS, rows, empty_text=_empty_text(trace))
    listed = [(row.file, row.sheet, _row(row.row), row.date, row.name) for row in trace.rows]
    return table_of("trace", title, ROW_COLUMNS, listed, empty_text=_empty_text(trace))


def _row(number: int | None) -> object:
    """Row numbers are names, not amounts: no thousands dot."""
    return cell("" if number is None else str(number))


def _empty_text(trace: Trace) -> str:
    if not trace.is_visible:
        return "Einzelne Zeilen sehen die Koordination und das eigene Quartiersmanagement."
    if trace.erased_on is not None:
        return erased_text(trace.erased_on)
    if trace.origin is None:
        return "Für diesen Monat liegt keine Meldung vor."
    return "Keine Zeile der Lieferungen wurde hier gezählt."
