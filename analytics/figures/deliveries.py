"""Deliveries: the matrix of expected months, punctuality over time, files and findings."""

from __future__ import annotations

from analytics import formatting, sentences
from analytics.figures.figure_data import FigureData, Point, Series
from analytics.figures.timeline import line_words, month_ticks, points_of
from analytics.months import month_name
from analytics.queries.deliveries import Deliveries, Delivery, ServiceRow
from analytics.sentences import listed
from analytics.tables import Column, Table, cell, table_of

STATES = {
    "on_time": ("pünktlich", "●"),
    "late": ("verspätet", "○"),
    "provisional": ("vorläufig", "⊙"),
    "missing": ("fehlt", "□"),
    "open": ("noch nicht fällig", "…"),
    "closed": ("geschlossen", "x"),
    "none": ("kein Angebot", ""),
}
STATUS_WORDS = {
    "landed": "angenommen",
    "superseded": "ersetzt",
    "held": "wartet auf Bestätigung",
    "repeated": "schon bekannt",
    "withdrawn": "zurückgenommen",
    "erased": "nur gelöschte Monate",
    "quarantined": "abgewiesen",
}
SEVERITY_WORDS = {"error": "Fehler", "notice": "Hinweis"}
DELIVERY_COLUMNS = (
    Column("Eingang"),
    Column("Quelle"),
    Column("Datei"),
    Column("Monate"),
    Column("Zeilen", "count"),
    Column("Angenommen", "count"),
    Column("Abgelehnt", "count"),
    Column("Status"),
    Column("Von"),
    Column("Vermerk"),
)
FINDING_COLUMNS = (
    Column("Datei"),
    Column("Blatt"),
    Column("Zelle"),
    Column("Spalte"),
    Column("Was zu tun ist"),
    Column("Art"),
)


def sentence(deliveries: Deliveries) -> str:
    """Who reported the month, and how many reports of the last thirteen months are missing or were late."""
    states = [state for row in deliveries.matrix for state in row.states]
    late = sum(came is False for row in deliveries.matrix for came in row.on_time)
    parts = [
        formatting.counted(states.count("missing"), "Meldung fehlt", "Meldungen fehlen"),
        formatting.counted(late, "kam verspätet", "kamen verspätet"),
        formatting.counted(states.count("provisional"), "ist vorläufig", "sind vorläufig"),
    ]
    said = listed([part for part in parts if part]) if any(parts) else "Alle fälligen Meldungen sind da"
    head = f"{sentences.scope_words(deliveries.place, deliveries.month)}: "
    return f"{head}{sentences.coverage_sentence(deliveries.coverage)} In 13 Monaten: {said}."


def matrix_figure(deliveries: Deliveries) -> FigureData:
    """Services down, months across, one sign per report."""
    rows = deliveries.matrix
    periods = rows[0].months if rows else ()
    columns = (Column("Angebot"), Column("Quartier"), *(Column(month_name(when)) for when in periods))
    twin = [(row.name, row.quartier_name or deliveries.info.municipality_name, *_state_words(row)) for row in rows]
    return FigureData(
        key="matrix",
        title="Meldungen",
        subtitle=f"Erwartete Monate je Angebot, {deliveries.place.name}, am {formatting.day(deliveries.as_of)}",
        kind="matrix",
        unit="",
        labels=tuple(map(month_name, periods)),
        ticks=month_ticks(periods) if periods else (),
        series=tuple(Series(row.service, row.name, _matrix_points(row)) for row in rows),
        selected=len(periods) - 1 if periods else None,
        sentence=sentence(deliveries),
        alt="Übersicht der Meldungen. " + " ".join(map(_row_words, rows)),
        table=table_of("matrix", "Meldungen je Angebot und Monat", columns, twin),
    )


def _matrix_points(row: ServiceRow) -> tuple[Point, ...]:
    return tuple(
        Point(None, state, STATES[state][1], f"{row.name}, {month_name(when)}: {words}")
        for when, state, words in zip(row.months, row.states, _state_words(row), strict=True)
    )


def _state_words(row: ServiceRow) -> tuple[str, ...]:
    """Each month's state in words; a provisional month that came late says both."""
    return tuple(
        f"{STATES[state][0]}, verspätet" if state == "provisional" and came is False else STATES[state][0]
        for state, came in zip(row.states, row.on_time, strict=True)
    )


def _row_words(row: ServiceRow) -> str:
    counted = {state: row.states.count(state) for state in STATES if state != "none"}
    return f"{row.name}: {', '.join(f'{n} {STATES[state][0]}' for state, n in counted.items() if n) or 'kein Monat'}."


def rate_figure(deliveries: Deliveries) -> FigureData:
    """Reported and on time, as shares of the expected months."""
    reported, on_time = deliveries.series["reporting_rate"], deliveries.series["on_time_rate"]
    periods = [reading.period for reading in reported.readings]
    columns = (
        Column("Monat", "month"),
        Column(reported.metric.name, "percent"),
        Column(on_time.metric.name, "percent"),
    )
    rows = [
        (one.period, *(cell(each.value, "percent", each.state) for each in (one, two)))
        for one, two in reversed(list(zip(reported.readings, on_time.readings, strict=True)))
    ]
    return FigureData(
        key="rates",
        title="Meldequote und Pünktlichkeit",
        subtitle=f"Anteil der erwarteten Angebotsmonate in %, {deliveries.place.name}",
        kind="line",
        unit="%",
        labels=tuple(map(month_name, periods)),
        ticks=month_ticks(periods),
        series=(
            Series("reported", "gemeldet", points_of(reported.readings, reported.metric), "ink"),
            Series("on_time", "pünktlich", points_of(on_time.readings, on_time.metric), 0),
        ),
        selected=len(periods) - 1,
        sentence=sentences.coverage_sentence(deliveries.coverage),
        alt=f"Linien. Gemeldet: {line_words(reported.readings, reported.metric)} "
        f"Pünktlich: {line_words(on_time.readings, on_time.metric)}",
        table=table_of("rates", "Meldequote und Pünktlichkeit", columns, rows),
    )


def missing_table(deliveries: Deliveries) -> Table:
    """Reports that were due and have not come, the longest overdue first."""
    columns = (
        Column("Angebot"),
        Column("Quartier"),
        Column("Monat", "month"),
        Column("Fällig", "day"),
        Column("Frist"),
    )
    rows = [
        (row.name, row.quartier_name, when, due, sentences.days_words((due - deliveries.as_of).days))
        for row in deliveries.matrix
        for when, state, due in zip(row.months, row.states, row.due_dates, strict=True)
        if state == "missing" and due is not None
    ]
    rows.sort(key=lambda row: row[3])
    return table_of("missing", "Fehlende Meldungen", columns, rows, empty_text="Alle fälligen Meldungen sind da.")


def delivery_table(deliveries: Deliveries) -> Table:
    """Delivered files, the latest first."""
    rows = [_delivery_row(entry) for entry in deliveries.deliveries]
    empty = "Lieferungen sehen die Koordination, der Steuerungskreis und das eigene Quartiersmanagement."
    if deliveries.scope.audience != "council":
        empty = "Für diese Auswahl ist keine Datei eingegangen."
    return table_of("deliveries", "Lieferungen", DELIVERY_COLUMNS, rows, empty_text=empty)


def _delivery_row(entry: Delivery) -> tuple[object, ...]:
    return (
        formatting.stamp(entry.received_at),
        entry.source_title,
        formatting.file_name(entry.file),
        _months(entry),
        entry.rows_in,
        entry.rows_landed,
        entry.rows_rejected,
        STATUS_WORDS[entry.status],
        entry.received_by,
        entry.note,
    )


def _months(entry: Delivery) -> str:
    if entry.first_month is None or entry.last_month is None:
        return ""
    first, last = month_name(entry.first_month), month_name(entry.last_month)
    return first if first == last else f"{first} bis {last}"


def finding_table(deliveries: Deliveries) -> Table:
    """What must be corrected, file by file and cell by cell; never a value of a person."""
    rows = [
        (
            formatting.file_name(entry.file),
            entry.sheet,
            entry.cell or (str(entry.row) if entry.row is not None else None),
            entry.column_name,
            entry.message,
            SEVERITY_WORDS[entry.severity],
        )
        for entry in deliveries.findings
    ]
    empty = "Keine Befunde: Alle angenommenen Dateien waren in Ordnung."
    if not deliveries.scope.sees_rows:
        empty = "Befunde sehen die Koordination und das eigene Quartiersmanagement."
    return table_of("findings", "Befunde", FINDING_COLUMNS, rows, empty_text=empty)
