"""Events: dates held and cancelled, visits, types, and the lists."""

from __future__ import annotations

from collections.abc import Iterator

from analytics import formatting
from analytics.figures.figure_data import FigureData, Point, Series
from analytics.figures.timeline import line_words, metric_figure, month_ticks, points_of, readings_table
from analytics.months import month_name, shift
from analytics.queries.events import UPCOMING_DAYS, Event, Events
from analytics.readings import MetricSeries
from analytics.sentences import scope_words, value_words
from analytics.tables import Cell, Column, Table, cell, table_of

EVENT_COLUMNS = (
    Column("Datum", "day"),
    Column("Beginn"),
    Column("Veranstaltung"),
    Column("Art"),
    Column("Quartier"),
    Column("Ort"),
    Column("Träger"),
    Column("Status"),
    Column("Besuche", "count"),
)
NO_EVENTS = "Für diese Auswahl sind keine Termine gemeldet. Veranstaltungslisten schicken die Quartiersbüros."


def sentence(events: Events) -> str:
    """Held, cancelled and visited in the month."""
    held, cancelled, visits = (events.series[key] for key in ("events_held", "events_cancelled", "attendance"))
    where = scope_words(events.place, events.month)
    if held.now.value is None:
        return f"{where}: Veranstaltungen {formatting.STATE_WORDS[held.now.state]}."
    parts = [value_words(held.now, held.metric), _visit_words(visits)]
    if cancelled.now.value:
        parts.append(f"{value_words(cancelled.now, cancelled.metric)} ausgefallen")
    return f"{where}: {', '.join(parts)}." + (f" {_estimated(events)}" if _estimated(events) else "")


def _visit_words(visits: MetricSeries) -> str:
    words = value_words(visits.now, visits.metric)
    return words if visits.now.value is not None else f"Besuche {words}"


def _estimated(events: Events) -> str:
    number = sum(_is_estimated(event) for event in events.listed)
    return f"Bei {number} {'Termin' if number == 1 else 'Terminen'} sind die Besuche geschätzt." if number else ""


def _is_estimated(event: Event) -> bool:
    return event.attendance is not None and event.attendance_method_name == "geschätzt"


def monthly_figure(events: Events) -> FigureData:
    """Held and cancelled dates per month."""
    held, cancelled = events.series["events_held"], events.series["events_cancelled"]
    periods = [reading.period for reading in held.readings]
    table = readings_table(held.readings, held.metric)
    dropped = readings_table(cancelled.readings, cancelled.metric)
    columns = (table.columns[0], Column("Stattgefunden", "count"), Column("Ausgefallen", "count"), Column("Hinweis"))
    rows = [(one[0], one[1], two[1], one[3]) for one, two in zip(table.rows, dropped.rows, strict=True)]
    return FigureData(
        key="events",
        title="Veranstaltungen",
        subtitle=f"Termine je Monat, {events.place.name}",
        kind="columns",
        unit="Termine",
        labels=tuple(map(month_name, periods)),
        ticks=month_ticks(periods),
        series=(
            Series("held", "stattgefunden", points_of(held.readings, held.metric), "accent"),
            Series("cancelled", "ausgefallen", points_of(cancelled.readings, cancelled.metric), "warn"),
        ),
        selected=len(periods) - 1,
        sentence=sentence(events),
        alt=f"Säulen: stattgefundene Termine, {events.place.name}. {line_words(held.readings, held.metric)} "
        f"Ausgefallen: {line_words(cancelled.readings, cancelled.metric)}",
        table=table_of("events", "Veranstaltungen je Monat", columns, rows),
    )


def attendance_figure(events: Events) -> FigureData:
    """Visits per month; visits are not persons."""
    return metric_figure(events.series["attendance"], months=25)


def type_figure(events: Events) -> FigureData:
    """Held dates by type in twelve months."""
    names = tuple(entry.name for entry in events.types)
    points = tuple(
        Point(entry.held, "value", formatting.count(entry.held), f"{entry.name}: {entry.held} Termine")
        for entry in events.types
    )
    columns = (Column("Art"), Column("Termine", "count"), Column("Besuche", "count"))
    rows = [(entry.name, entry.held, entry.attendance) for entry in events.types]
    span = f"{month_name(shift(events.month, -11))} bis {month_name(events.month)}"
    words = "; ".join(f"{entry.name} {formatting.count(entry.held)}" for entry in events.types) or "keine Termine"
    return FigureData(
        key="event_types",
        title="Nach Art",
        subtitle=f"Stattgefundene Termine, {events.place.name}, {span}",
        kind="bars",
        unit="Termine",
        labels=names,
        series=(Series("held", "Termine", points, "accent"),),
        sentence=f"{span}: {words}.",
        alt=f"Balken: Termine nach Art, {span}. {words}.",
        table=table_of("event_types", "Termine nach Art", columns, rows, empty_text=NO_EVENTS),
    )


def event_table(events: Events) -> Table:
    """All dates of the chosen month."""
    return table_of(
        "event_list", "Termine des Monats", EVENT_COLUMNS, _event_rows(events.listed, events), empty_text=NO_EVENTS
    )


def upcoming_table(events: Events) -> Table:
    """Planned dates of the next 60 days from the day of reading."""
    empty = f"In den nächsten {UPCOMING_DAYS} Tagen ist kein Termin gemeldet."
    columns = EVENT_COLUMNS[:-2]
    rows = [row[:-2] for row in _event_rows(events.upcoming, events)]
    return table_of("upcoming", "Nächste Termine", columns, rows, empty_text=empty)


def _event_rows(listed: tuple[Event, ...], events: Events) -> Iterator[tuple[object, ...]]:
    for event in listed:
        overdue = event.status == "planned" and event.date < events.as_of
        yield (
            event.date,
            f"{event.start:%H:%M}" if event.start else None,
            event.title,
            event.event_type_name,
            event.quartier_name,
            event.site_name,
            event.carrier_name,
            "geplant, Ergebnis fehlt" if overdue else event.status_name,
            _visits(event),
        )


def _visits(event: Event) -> Cell:
    if event.status == "cancelled" or event.status == "planned":
        return Cell("")
    if event.attendance is None:
        return cell(None, "count", "not_reported")
    return cell(event.attendance, "count", mark="s" if _is_estimated(event) else "")
