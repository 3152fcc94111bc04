"""Metric sheets: the number, its history and everything one must know before using it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from analytics.comparisons import beside, difference, percent_words
from analytics.figures.figure_data import FigureData
from analytics.figures.timeline import metric_figure
from analytics.formatting import MARKS, STATE_WORDS, decimal
from analytics.months import month_name, shift
from analytics.queries.metrics import MetricSheet
from analytics.readings import MetricSeries, Pair, Yardstick
from analytics.sentences import value_words
from analytics.tables import Cell, Column, Table, cell, table_of

DIRECTIONS = {"up": "mehr ist besser", "down": "weniger ist besser", "none": "ohne Wertung"}
REPORTED_THEMES = ("contacts", "events")
LONGER = {"ytd": "Jahr bis zum Monat", "rolling_12": "Zwölf Monate"}
COMPARED = (Column("Verglichen mit"), Column("Zeitraum"), Column("Damals"), Column("Unterschied"))
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
    places = f", {metric.decimals} Nachkommastelle{'n' if metric.decimals > 1 else ''}" if metric.decimals else ""
    facts = (
        ("Was gezählt wird", metric.definition),
        ("Formel", metric.formula),
        ("Einheit", f"{metric.unit}{places}"),
        ("Richtung", DIRECTIONS[metric.direction]),
        ("Maßstab", yardstick_text(metric.yardstick)),
        ("Kleinste Grundgesamtheit", f"{metric.minimum_base:.0f}" if metric.minimum_base else ""),
        ("Grenzen der Aussage", metric.limits),
        ("Zählregel", " · ".join(metric.rule_versions)),
        ("Quelle", metric.source_note),
        ("Entsteht in", " → ".join(metric.source_models)),
        ("Verantwortlich", metric.owner),
        ("Gemeldet", coverage_text(sheet)),
        ("Schlüssel", metric.key),
    )
    return tuple((label, text) for label, text in facts if text)


def yardstick_text(yardstick: Yardstick | None) -> str:
    """`2 bis 4 je Jahr und Quartier (Leverkusen, Vorlage 2019/3030)`; empty without one."""
    if yardstick is None:
        return ""
    low, high = (None if end is None else _plain(end) for end in (yardstick.low, yardstick.high))
    span = f"{low} bis {high}" if low and high else f"mindestens {low}" if low else f"höchstens {high}"
    return f"{span} je {yardstick.per} ({yardstick.source})"


def _plain(number: float) -> str:
    return decimal(number, 0 if number == int(number) else 1)


def comparison_table(sheet: MetricSheet) -> Table:
    """The month beside the one before and that of last year; the year so far and twelve months beside a year before."""
    series, month = sheet.series, sheet.series.month
    earlier = [("Vormonat", shift(month, -1)), ("Vorjahresmonat", shift(month, -12))]
    rows = [_month_row(series, label, when) for label, when in earlier] if sheet.period_kind == "month" else []
    longer = [_longer_row(series, kind, pair) for kind, pair in series.longer.items()]
    return table_of("comparisons", "Vergleiche", COMPARED, [*rows, *filter(None, longer)])


def _month_row(series: MetricSeries, label: str, when: date) -> tuple[object, ...]:
    before = series.at(when)
    words = beside(series, before, month_name(when))
    return label, month_name(when), value_words(before, series.metric) if before else "", words


def _longer_row(series: MetricSeries, kind: str, pair: Pair) -> tuple[object, ...] | None:
    """Nothing where a metric has no such period or either is incomplete."""
    now, before = pair.now, pair.before
    if now.value is None or before.value is None or now.is_partial or before.is_partial:
        return None
    changed = f"{difference(now.value, before.value, series.metric)} ein Jahr davor"
    words = f"{value_words(now, series.metric)}, {changed}{percent_words(now, before, series.metric)}"
    return LONGER[kind], f"bis {month_name(before.period)}", value_words(before, series.metric), words


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
