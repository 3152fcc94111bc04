"""Funded measures: the deadline board first, then how far the money has come, then what lies unspent."""

from __future__ import annotations

from decimal import Decimal

from analytics import formatting
from analytics.figures.figure_data import FigureData, Point, Series
from analytics.figures.timeline import month_ticks, points_of
from analytics.months import month_name
from analytics.queries.funding import STAGES, Funding, Measure
from analytics.sentences import days_words
from analytics.tables import Cell, Column, Table, cell, table_of

DEADLINE_COLUMNS = (
    Column("Fällig", "day"),
    Column("Frist"),
    Column("Was"),
    Column("Maßnahme"),
    Column("Betrag", "money"),
)
MEASURE_COLUMNS = (
    Column("Maßnahme"),
    Column("Programm"),
    Column("Quartier"),
    Column("Träger"),
    Column("Zeitraum"),
    *(Column(name.capitalize(), "money") for _, name in STAGES),
    Column("Nachweis bis", "day"),
)
OUTFLOW = (
    ("grant_approved", "bewilligt", "muted"),
    ("grant_drawn", "abgerufen", 0),
    ("grant_spent", "verausgabt", "ink"),
)
NO_MEASURES = (
    "Für diese Auswahl ist keine geförderte Maßnahme gemeldet. "
    "Maßnahmen für die ganze Stadt stehen ohne Quartiersfilter."
)


def sentence(funding: Funding) -> str:
    """What is due first, and how much of the approved money has been spent."""
    if not funding.measures:
        return NO_MEASURES
    return " ".join(part for part in (_first_due(funding), _outflow_words(funding)) if part)


def _first_due(funding: Funding) -> str:
    over = [entry for entry in funding.deadlines if entry.due < funding.as_of]
    coming = [entry for entry in funding.deadlines if entry.due >= funding.as_of]
    parts = []
    if over:
        noun = "Frist ist" if len(over) == 1 else "Fristen sind"
        parts.append(f"{len(over)} {noun} überschritten.")
    if coming:
        nearest = coming[0]
        words = days_words(nearest.days_left(funding.as_of))
        parts.append(f"Als Nächstes: {nearest.kind_name}, {nearest.title}, {formatting.day(nearest.due)} ({words}).")
    return " ".join(parts) or "Keine Frist ist offen."


def _outflow_words(funding: Funding) -> str:
    spent, approved, rate = (funding.series[key].now.value for key in ("grant_spent", "grant_approved", "outflow_rate"))
    if spent is None or approved is None:
        return ""
    share = f" ({formatting.percent(rate, 1)})" if rate is not None else ""
    return (
        f"Bis {month_name(funding.month)} sind {formatting.money(spent)} von {formatting.money(approved)} "
        f"bewilligten Mitteln verausgabt{share}."
    )


def deadline_table(funding: Funding) -> Table:
    """Open deadlines, the longest overdue first, with the days left on the day of reading."""
    rows = [
        (entry.due, days_words(entry.days_left(funding.as_of)), entry.kind_name, entry.title, entry.amount)
        for entry in funding.deadlines
    ]
    return table_of("deadlines", "Fristen", DEADLINE_COLUMNS, rows, empty_text="Keine Frist ist offen.")


def stage_figure(funding: Funding) -> FigureData:
    """Applied, approved, drawn, spent and evidenced for each measure on one scale of euro."""
    shown = funding.measures
    words = "; ".join(f"{measure.title}: {_stage_words(measure)}" for measure in shown) or "keine Maßnahmen"
    return FigureData(
        key="stages",
        title="Vom Antrag bis zum Nachweis",
        subtitle=f"Euro je Maßnahme, {funding.place.name}, Stand der letzten Buchung",
        kind="stages",
        unit="€",
        labels=tuple(measure.title for measure in shown),
        series=tuple(
            Series(key, name, tuple(_stage_point(measure, key, name) for measure in shown), position)
            for position, (key, name) in enumerate(STAGES)
        ),
        sentence=_outflow_words(funding),
        alt=f"Waagerechte Balken je Maßnahme. {words}.",
        table=measure_table(funding),
    )


def _stage_words(measure: Measure) -> str:
    return ", ".join(f"{name} {_money(measure.stage(key))}" for key, name in STAGES)


def _stage_point(measure: Measure, key: str, name: str) -> Point:
    amount = measure.stage(key)
    if amount is None:
        return Point(None, "not_reported", formatting.SIGNS["not_reported"], f"{measure.title}: {name} nicht gemeldet")
    return Point(float(amount), "value", _money(amount), f"{measure.title}: {name} {_money(amount)}")


def _money(amount: Decimal | None) -> str:
    return formatting.STATE_WORDS["not_reported"] if amount is None else formatting.money(amount)


def outflow_figure(funding: Funding) -> FigureData:
    """Approved, drawn and spent money since the beginning of the measures."""
    readings = {key: funding.series[key].readings for key, _, _ in OUTFLOW}
    periods = [reading.period for reading in readings["grant_spent"]]
    columns = (Column("Monat", "month"), *(Column(name.capitalize(), "money") for _, name, _ in OUTFLOW))
    rows = [
        (when, *(cell(readings[key][index].value, "money", readings[key][index].state) for key, _, _ in OUTFLOW))
        for index, when in reversed(list(enumerate(periods)))
    ]
    return FigureData(
        key="outflow",
        title="Mittelabfluss",
        subtitle=f"Euro seit Beginn der Maßnahmen, {funding.place.name}",
        kind="line",
        unit="€",
        labels=tuple(map(month_name, periods)),
        ticks=month_ticks(periods),
        series=tuple(
            Series(key, name, points_of(readings[key], funding.series[key].metric), colour)
            for key, name, colour in OUTFLOW
        ),
        selected=len(periods) - 1,
        sentence=_outflow_words(funding),
        alt=f"Linien seit Beginn der Maßnahmen. {_outflow_words(funding) or 'Keine Werte.'}",
        table=table_of("outflow", "Mittelabfluss je Monat", columns, rows),
    )


def measure_table(funding: Funding) -> Table:
    """Every measure with its stages."""
    rows = [
        (
            measure.title,
            measure.programme_name,
            measure.quartier_name or funding.info.municipality_name,
            measure.carrier_name,
            _period(measure),
            *(_amount(measure.stage(key)) for key, _ in STAGES),
            measure.proof_due,
        )
        for measure in funding.measures
    ]
    return table_of("measures", "Maßnahmen", MEASURE_COLUMNS, rows, empty_text=NO_MEASURES)


def _amount(amount: Decimal | None) -> Cell:
    return cell(amount, "money", "value" if amount is not None else "not_reported")


def _period(measure: Measure) -> str:
    days = [formatting.day(day) if day else "offen" for day in (measure.grant_from, measure.grant_to)]
    return f" –{formatting.NBSP}".join(days)


def unspent_table(funding: Funding) -> Table:
    """Drawn money that was not spent by its deadline."""
    rows = [
        (entry.due, days_words(entry.days_left(funding.as_of)), entry.kind_name, entry.title, entry.amount)
        for entry in funding.unspent
    ]
    empty = "Alle abgerufenen Mittel sind fristgerecht verausgabt."
    return table_of("unspent", "Abgerufen und nicht verausgabt", DEADLINE_COLUMNS, rows, empty_text=empty)


def unspent_sentence(funding: Funding) -> str:
    """How much drawn money is past its spending deadline."""
    months = funding.info.spend_within_months
    if not funding.unspent:
        return f"Keine abgerufenen Mittel liegen länger als {months} Monate."
    total = sum((entry.amount or Decimal(0) for entry in funding.unspent), Decimal(0))
    return f"{formatting.money(total)} sind abgerufen und länger als {months} Monate nicht verausgabt."
