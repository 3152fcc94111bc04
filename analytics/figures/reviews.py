"""Before and after a decision, in words, as a figure and as a table."""

from __future__ import annotations

from dataclasses import replace

from analytics import formatting
from analytics.before_after import BeforeAfter, NoComparison, Span
from analytics.figures.figure_data import FigureData
from analytics.figures.timeline import metric_figure
from analytics.formatting import NBSP
from analytics.months import month_name
from analytics.queries.decision_log import DecisionLog
from analytics.queries.reviews import Review
from analytics.readings import Metric
from analytics.tables import Cell, Column, Table, table_of

REVIEW_COLUMNS = (
    Column("Beschluss"),
    Column("Kennzahl"),
    Column("Quartier"),
    Column("davor", "decimal"),
    Column("danach", "decimal"),
    Column("Unterschied"),
    Column("wahrscheinlich"),
)
METHOD = (
    "Verglichen wird der Mittelwert von bis zu zwölf freigegebenen, vollständig gemeldeten Monaten vor dem Monat des "
    "Beschlusses mit dem von bis zu zwölf danach. „Wahrscheinlich“ heißt: In 95 von 100 solchen Vergleichen liegt der "
    "Unterschied in der Spanne (Verfahren von Welch, 1947). Jahreszeiten und was sich sonst geändert hat, rechnet das "
    "nicht heraus; ob der Beschluss der Grund war, sagt das nicht."
)


def review_sentence(review: Review) -> str:
    """Before and after in words, or why nothing is compared."""
    compared = review.compared
    if isinstance(compared, NoComparison) or review.series is None:
        return compared.reason if isinstance(compared, NoComparison) else ""
    metric = review.series.metric
    before, after = _span_words(compared.before, metric), _span_words(compared.after, metric)
    return (
        f"{metric.name}, {review.series.place.name}: im Mittel {before}, danach {after}. Der Unterschied ist "
        f"{difference_words(compared.difference, metric)} und liegt wahrscheinlich {between_words(compared, metric)}"
        f"{'; ein Unterschied ist damit nicht belegt.' if compared.lower <= 0 <= compared.upper else '.'}"
    )


def _span_words(span: Span, metric: Metric) -> str:
    value = formatting.measured(span.mean, metric.unit, metric.decimals + 1)
    return f"{value} im Monat ({month_name(span.first)} bis {month_name(span.last)}, {span.months} Monate)"


def difference_words(difference: float, metric: Metric) -> str:
    """`3,1 mehr`, `2,0 weniger`"""
    size = formatting.decimal(abs(difference), metric.decimals + 1)
    return f"{size}{NBSP}{'mehr' if difference >= 0 else 'weniger'}"


def between_words(compared: BeforeAfter, metric: Metric) -> str:
    """`zwischen 3,1 und 12,4 mehr`, `zwischen 1,2 weniger und 8,4 mehr`"""
    if compared.lower < 0 < compared.upper:
        low, high = (difference_words(each, metric) for each in (compared.lower, compared.upper))
        return f"zwischen {low} und {high}"
    near, far = sorted((compared.lower, compared.upper), key=abs)
    return f"zwischen {formatting.decimal(abs(near), metric.decimals + 1)} und {difference_words(far, metric)}"


def review_figure(review: Review) -> FigureData | None:
    """The metric with the decision marked; None where there is no metric or nothing was compared."""
    if review.series is None:
        return None
    figure = metric_figure(review.series, months=review.months)
    return replace(figure, key=f"review_{review.decision.number}")


def review_table(log: DecisionLog) -> Table:
    """Before and after of every decision that was compared."""
    rows = []
    for review in log.reviews:
        if isinstance(review.compared, BeforeAfter) and review.series is not None:
            metric, compared = review.series.metric, review.compared
            means = [_mean(side.mean, metric) for side in (compared.before, compared.after)]
            words = (difference_words(compared.difference, metric), between_words(compared, metric))
            name = f"{metric.name} ({metric.unit} im Monat)"
            rows.append((review.decision.title, name, review.series.place.name, *means, *words))
    return table_of("before_after", "Davor und danach", REVIEW_COLUMNS, rows)


def _mean(value: float, metric: Metric) -> Cell:
    return Cell(formatting.decimal(value, metric.decimals + 1), round(value, metric.decimals + 1))
