"""The usual range as it is drawn, and the words that say how it is made."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from analytics.drawing.plotly_chart import plotly_chart
from analytics.drawing.spark_svg import spark_svg
from analytics.figures.method import method_facts
from analytics.figures.timeline import metric_figure, spark_figure
from analytics.palette import theme_of
from analytics.queries.metrics import MetricSheet, metric_sheets
from analytics.queries.places import place
from analytics.queries.series import metric_series
from analytics.readings import Band, Break, Limits, MetricSeries
from analytics.release import open_release
from analytics.scope import Scope
from tests.builders_release import MONTH, TOWN

NARROW, WIDE = Limits(10, 20, 30), Limits(5, 20, 35)


@pytest.fixture
def series(release_var: Path) -> MetricSeries:
    release = open_release(Scope(TOWN, "coordinator"), release_var)
    return metric_series(release, "contacts", place=place(release, "nord"), month=MONTH)


def _with_band(series: MetricSeries, *limits: Limits | None) -> MetricSeries:
    return replace(series, band=Band(limits, (series.readings[0].period,)))


def test_every_stretch_of_equal_limits_is_one_area(series: MetricSeries) -> None:
    months = len(series.readings)
    shown = _with_band(series, *[None] * 3, *[NARROW] * (months - 4), WIDE)
    areas = [
        shape for shape in plotly_chart(metric_figure(shown), theme_of("light")).layout.shapes if shape.type == "rect"
    ]
    assert [(area.x0, area.x1, area.y0, area.y1) for area in areas] == [
        (2.5, months - 1.5, 10, 30),
        (months - 1.5, months - 0.5, 5, 35),
    ]
    assert spark_svg(spark_figure(shown), theme_of("light")).count("<rect") == 2


def test_a_spark_without_band_has_no_area(series: MetricSeries) -> None:
    assert "<rect" not in spark_svg(spark_figure(replace(series, band=None)), theme_of("light"))


def test_recorded_breaks_are_marked_and_told(series: MetricSeries) -> None:
    month = series.readings[-4].period
    figure = metric_figure(replace(series, breaks=(Break(month, "mit Treff Süd"),), annotations=()))
    (mark,) = figure.marks
    assert (mark.index, mark.text) == (len(series.readings) - 4, "ab Juli\u00a02026 mit Treff Süd")
    assert figure.table.frame.row(3)[3].endswith(mark.text)


def _sheet(var: Path, audience: str, key: str) -> MetricSheet:
    sheets = metric_sheets(open_release(Scope(TOWN, audience), var), month=MONTH, quartier=None)
    return next(sheet for sheet in sheets if sheet.series.metric.key == key)


def test_the_method_names_formula_and_source(release_var: Path) -> None:
    count, rate = (
        dict(method_facts(_sheet(release_var, "steering", key))) for key in ("contacts", "contacts_per_open_hour")
    )
    assert "2,66" in count["Üblicher Schwankungsbereich"]
    assert "σz" in rate["Üblicher Schwankungsbereich"]
    assert all(name in count["Quellen"] for name in ("NHS England", "Wheeler", "Laney"))


@pytest.mark.parametrize(("audience", "key"), [("council", "contacts"), ("steering", "grant_spent")])
def test_no_method_where_nothing_is_said(release_var: Path, audience: str, key: str) -> None:
    assert method_facts(_sheet(release_var, audience, key)) == ()
