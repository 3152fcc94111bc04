"""Months as a line: the figure, its ticks, its words and its table, for any metric."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from analytics import formatting
from analytics.comparisons import comparison
from analytics.figures.annotations import annotated
from analytics.figures.figure_data import FigureData, Mark, Point, Series, point_of
from analytics.months import SHORT, month_name
from analytics.readings import Break, Metric, MetricSeries, Reading
from analytics.sentences import scope_words, signal_sentence, since_release_sentence, value_words
from analytics.tables import Cell, Column, Table, cell, kind_of, table_of
from analytics.variation import rule_breaks

QUARTER_STARTS, HALF_YEAR_STARTS = (1, 4, 7, 10), (1, 7)
QUARTERS_UP_TO = 25


def metric_figure(series: MetricSeries, *, title: str | None = None, months: int = 37) -> FigureData:
    """The metric over time, with the decisions and notes that belong to it."""
    return annotated(_line_figure(series, title=title, months=months), series.annotations)


def _line_figure(series: MetricSeries, *, title: str | None, months: int) -> FigureData:
    """The metric over time with its usual band, the chosen month marked."""
    readings, metric = series.readings[-months:], series.metric
    periods = [reading.period for reading in readings]
    return FigureData(
        key=metric.key,
        title=title or metric.name,
        subtitle=f"{metric.unit} je Monat, {series.place.name}",
        kind="line",
        unit=metric.unit,
        decimals=metric.decimals,
        labels=tuple(map(month_name, periods)),
        ticks=month_ticks(periods),
        series=(Series(metric.key, metric.name, points_of(readings, metric)),),
        band=series.band and series.band.tail(months),
        selected=len(readings) - 1,
        marks=marks_of(readings, series.breaks),
        sentence=metric_sentence(series),
        alt=f"{metric.name}, {series.place.name}. {line_words(readings, metric)}",
        table=readings_table(readings, metric, breaks=series.breaks),
    )


def marks_of(readings: Sequence[Reading], breaks: Sequence[Break] = ()) -> tuple[Mark, ...]:
    """Recorded breaks and changes of the counting rule among the months shown: before and after do not compare."""
    places = {reading.period: index for index, reading in enumerate(readings)}
    shown = [each for each in (*rule_breaks(readings), *breaks) if each.month in places]
    shown.sort(key=lambda each: each.month)
    return tuple(Mark(places[each.month], f"ab {month_name(each.month)} {each.text}") for each in shown)


def spark_figure(series: MetricSeries) -> FigureData:
    """The last thirteen months for a tile."""
    readings, metric = series.readings[-13:], series.metric
    return FigureData(
        key=f"spark_{metric.key}",
        title=metric.name,
        subtitle=metric.unit,
        kind="sparkline",
        unit=metric.unit,
        decimals=metric.decimals,
        labels=tuple(month_name(reading.period) for reading in readings),
        series=(Series(metric.key, metric.name, points_of(readings, metric)),),
        band=series.band and series.band.tail(13),
        selected=len(readings) - 1,
        sentence="",
        alt=f"Verlauf {metric.name}, 13 Monate. {line_words(readings, metric)}",
        table=readings_table(readings, metric),
    )


def points_of(readings: Sequence[Reading], metric: Metric) -> tuple[Point, ...]:
    """The readings as points with German labels."""
    return tuple(point_of(reading, month_name(reading.period), metric.unit, metric.decimals) for reading in readings)


def month_ticks(periods: Sequence[date]) -> tuple[tuple[int, str], ...]:
    """Written months: the first of quarters, beyond two years of half-years, and the last; few enough for a phone."""
    starts, near = (QUARTER_STARTS, 2) if len(periods) <= QUARTERS_UP_TO else (HALF_YEAR_STARTS, 5)
    last = len(periods) - 1
    chosen = [index for index, when in enumerate(periods[:-1]) if when.month in starts and last - index > near]
    shown = [*chosen, last]
    return tuple((index, _tick(periods[index], is_first=index == shown[0])) for index in shown)


def _tick(when: date, *, is_first: bool) -> str:
    # A year right before January's own would touch it on a narrow screen.
    has_year = when.month == 1 or (is_first and when.month < 10)
    return SHORT[when.month - 1] + (f"<br>{when.year}" if has_year else "")


def metric_sentence(series: MetricSeries) -> str:
    """The value of the month in words, compared and judged."""
    now = f"{scope_words(series.place, series.month)}: {value_words(series.now, series.metric)}"
    compared = comparison(series)
    judged = signal_sentence(series)
    since = since_release_sentence(series)
    return " ".join(part for part in (f"{now}{', ' + compared if compared else ''}.", judged, since) if part)


def line_words(readings: Sequence[Reading], metric: Metric) -> str:
    """First and last month, highest and lowest value, and which months are missing and why; only from shown values."""
    span = f"{month_name(readings[0].period)} bis {month_name(readings[-1].period)}."
    shown = [reading for reading in readings if reading.value is not None]
    if not shown:
        return f"{span} Kein Wert vorhanden: {absence_words(readings) or 'nicht erhoben'}."
    high = max(shown, key=lambda reading: reading.value or Decimal(0))
    low = min(shown, key=lambda reading: reading.value or Decimal(0))
    words = f"{span} Höchster Wert {_value(high, metric)}, niedrigster {_value(low, metric)}."
    absent = absence_words(readings)
    return f"{words} Zuletzt {_value(shown[-1], metric)}." + (f" Ohne Wert: {absent}." if absent else "")


def last_words(readings: Sequence[Reading], metric: Metric) -> str:
    """The last value and the absences: for pictures of many lines."""
    shown = [reading for reading in readings if reading.value is not None]
    last = f"zuletzt {_value(shown[-1], metric)}" if shown else "kein Wert"
    return ", ".join(part for part in (last, absence_words(readings)) if part) + "."


def absence_words(readings: Sequence[Reading]) -> str:
    """`2 Monate nicht gemeldet, 1 Monat geschlossen`"""
    counts = Counter(formatting.STATE_WORDS[reading.state] for reading in readings if reading.value is None)
    return ", ".join(f"{count} {'Monat' if count == 1 else 'Monate'} {words}" for words, count in counts.items())


def _value(reading: Reading, metric: Metric) -> str:
    return f"{value_words(reading, metric)} ({month_name(reading.period)})"


def readings_table(readings: Sequence[Reading], metric: Metric, *, breaks: Sequence[Break] = ()) -> Table:
    """The table twin of a line, latest month first."""
    kind = kind_of(metric.unit, metric.decimals)
    columns = (Column("Monat", "month"), Column(metric.name, kind), Column("Gemeldet", "count"), Column("Hinweis"))
    texts = {readings[mark.index].period: mark.text for mark in marks_of(readings, breaks)}
    rows = [
        (
            reading.period,
            cell(reading.value, kind, reading.state, reading.mark),
            _coverage(reading),
            "; ".join(part for part in (_note(reading), texts.get(reading.period)) if part),
        )
        for reading in reversed(readings)
    ]
    return table_of(metric.key, metric.name, columns, rows)


def _coverage(reading: Reading) -> Cell:
    if not reading.expected or reading.reported is None:
        return Cell("")
    return Cell(f"{reading.reported} von {reading.expected}")


def _note(reading: Reading) -> str:
    return formatting.STATE_WORDS.get(reading.state) or formatting.MARKS.get(reading.mark, "")
