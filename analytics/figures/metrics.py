"""Metric sheets: the number, its history and everything one must know before using it."""

from __future__ import annotations

from dataclasses import replace

from analytics.figures.figure_data import FigureData
from analytics.figures.timeline import metric_figure
from analytics.formatting import MARKS, STATE_WORDS
from analytics.months import month_name
from analytics.queries.metrics import MetricSheet
from analytics.sentences import value_words
from analytics.tables import Cell, Column, Table, cell, table_of

DIRECTIONS = {"up": "mehr ist besser", "down": "weniger ist besser", "none": "ohne Wertung"}
REPORTED_THEMES = ("contacts", "events")
COLUMNS = (Column("Kennzahl"), Column("Wert"), Column("Gemeldet"), Column("Hinweis"), Column("Verantwortlich"))


def sheet_figure(sheet: MetricSheet) -> FigureData:
    """The metric's history of up to two years."""
    figure = metric_figure(sheet.series, months=25)
    if sheet.period_kind == "to_date":
        return replace(figure, subtitle=f"{sheet.series.metric.unit} seit Beginn, {sheet.series.place.name}")
    return figure


def value_text(sheet: MetricSheet) -> str:
    """The value of the month with its unit, or why there is none."""
    return value_words(sheet.series.now, sheet.series.metric)


def sheet_facts(sheet: MetricSheet) -> tuple[tuple[str, str], ...]:
    """Label and text of every fact the release holds about the metric; empty ones are left out."""
    metric = sheet.series.metric
    facts = (
        ("Was gezählt wird", metric.definition),
        ("Zähler", metric.numerator),
        ("Nenner", metric.denominator),
        ("Einheit", metric.unit),
        ("Richtung", DIRECTIONS[metric.direction]),
        ("Kleinste Grundgesamtheit", f"{metric.minimum_base:.0f}" if metric.minimum_base else ""),
        ("Grenzen der Aussage", metric.limits),
        ("Zählregel", metric.counting_rule),
        ("Quelle", metric.source_note),
        ("Verantwortlich", metric.owner),
        ("Gemeldet", coverage_text(sheet)),
    )
    return tuple((label, text) for label, text in facts if text)


def coverage_text(sheet: MetricSheet) -> str:
    """`4 von 5 Meldungen im Oktober 2026`; empty where reports are not what the metric counts."""
    now = sheet.series.now
    if sheet.series.metric.theme not in REPORTED_THEMES or not now.expected or now.reported is None:
        return ""
    return f"{now.reported} von {now.expected} Meldungen im {month_name(now.period)}"


def overview_table(sheets: tuple[MetricSheet, ...]) -> Table:
    """All metrics of the month on one page."""
    rows = [_overview_row(sheet) for sheet in sheets]
    return table_of("metrics", "Kennzahlen", COLUMNS, rows)


def _overview_row(sheet: MetricSheet) -> tuple[object, ...]:
    now, metric = sheet.series.now, sheet.series.metric
    note = STATE_WORDS.get(now.state) or MARKS.get(now.mark, "")
    value = cell(None, state=now.state) if now.value is None else Cell(value_text(sheet), now.value)
    return metric.name, value, coverage_text(sheet), note, metric.owner
