"""Events: dates held and cancelled, visits, types, the list, and assemblies against their yardstick."""

from __future__ import annotations

from collections.abc import Iterator

from analytics import formatting
from analytics.figures.figure_data import FigureData, Point, Series
from analytics.figures.timeline import line_words, metric_figure, month_ticks, points_of, readings_table
from analytics.formatting import NBSP
from analytics.months import month_name, shift
from analytics.queries.events import ASSEMBLIES_PER_YEAR, UPCOMING_DAYS, AssemblyYear, Event, Events
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
    return table_of("assemblies", "Bürgerversammlungen je Quartier und Jahr", columns, rows, empty_text=NO_EVENTS)


def _verdict(entry: AssemblyYear) -> str:
    low, high = ASSEMBLIES_PER_YEAR
    if entry.reading.value is None:
        return formatting.STATE_WORDS[entry.reading.state]
    if entry.reading.value < low:
        return "darunter" if entry.is_over else "noch nicht erreicht"
    return "erreicht" if entry.reading.value <= high else "darüber"
