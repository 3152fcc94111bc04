"""A tile: one number with its unit, compared in words, thirteen months small, and a state sign."""

from __future__ import annotations

from dataclasses import dataclass

from analytics import formatting
from analytics.comparisons import comparison, year_to_date
from analytics.figures.figure_data import FigureData
from analytics.figures.timeline import spark_figure
from analytics.readings import MetricSeries
from analytics.sentences import value_words, verdict_words


@dataclass(frozen=True)
class Tile:
    """`value` and `unit` formatted; `so_far` compares the year up to the month.

    `sign` is p, s or a sign of absence, `state_words` says it in German.

    `signal` is late or the kind of a verdict and always comes with `signal_words`; None says nothing may be said.
    """

    key: str
    name: str
    value: str
    unit: str
    comparison: str
    so_far: str
    sign: str
    state: str
    state_words: str
    signal: str | None
    signal_words: str
    spark: FigureData | None


def metric_tile(series: MetricSeries, *, name: str | None = None) -> Tile:
    """The tile of a metric for the chosen month."""
    now, metric = series.now, series.metric
    value, _, unit = value_words(now, metric).partition(formatting.NBSP)
    absent = now.value is None
    return Tile(
        key=metric.key,
        name=name or metric.name,
        value=formatting.SIGNS[now.state] if absent else value,
        unit="" if absent else unit,
        comparison=comparison(series),
        so_far=year_to_date(series),
        sign=formatting.SIGNS[now.state] if absent else now.mark,
        state=now.state,
        state_words=formatting.STATE_WORDS.get(now.state) or formatting.MARKS.get(now.mark, ""),
        signal=series.verdict.kind if series.verdict else None,
        signal_words=verdict_words(series.verdict),
        spark=spark_figure(series),
    )
