"""Decisions in words: the log, what is to be looked at again, before and after, and the notes."""

from __future__ import annotations

from dataclasses import replace

from analytics import formatting
from analytics.before_after import BeforeAfter, NoComparison, Span
from analytics.figures.figure_data import FigureData
from analytics.figures.timeline import metric_figure
from analytics.formatting import NBSP
from analytics.months import month_name
from analytics.queries.decisions import Decision, DecisionLog, Note, Review
from analytics.readings import Metric
from analytics.sentences import days_words, listed
from analytics.tables import Cell, Column, Table, table_of

STATUS_WORDS = {"open": "offen", "done": "erledigt"}
NUMBER = Column("Nr.")
PUBLIC_COLUMNS = (
    Column("Beschluss"),
    Column("beschlossen am", "day"),
    Column("Vorlage"),
    Column("Kennzahl"),
    Column("Quartier"),
)
COLUMNS = (
    *PUBLIC_COLUMNS,
    Column("Gremium"),
    Column("Maßnahme"),
    Column("zuständig"),
    Column("Wiedervorlage", "day"),
    Column("Stand"),
    Column("Ergebnis"),
)
REVIEW_COLUMNS = (
    Column("Beschluss"),
    Column("Kennzahl"),
    Column("Quartier"),
    Column("davor", "decimal"),
    Column("danach", "decimal"),
    Column("Unterschied"),
    Column("wahrscheinlich"),
)
NOTE_COLUMNS = (Column("Monat", "month"), Column("Kennzahl"), Column("Quartier"), Column("Bemerkung"), Column("Nr."))
NO_DECISIONS = "Hier ist noch kein Beschluss eingetragen. Beschlüsse trägt die Koordination ein."
NO_NOTES = "Zu den gezeigten Zahlen gibt es keine Bemerkung. Bemerkungen schreiben Koordination und Quartiere."
METHOD = (
    "Verglichen wird der Mittelwert von bis zu zwölf freigegebenen, vollständig gemeldeten Monaten vor dem Monat des "
    "Beschlusses mit dem von bis zu zwölf danach. „Wahrscheinlich“ heißt: In 95 von 100 solchen Vergleichen liegt der "
    "Unterschied in der Spanne (Verfahren von Welch, 1947). Jahreszeiten und was sich sonst geändert hat, rechnet das "
    "nicht heraus; ob der Beschluss der Grund war, sagt das nicht."
)


def sentence(log: DecisionLog) -> str:
    """What is to be looked at again, and by when; for the council how much was decided."""
    number = formatting.counted(len(log.decisions), "Beschluss", "Beschlüsse") or "Kein Beschluss"
    if log.info.audience == "council" or not log.decisions:
        return f"{number} im Protokoll."
    if log.due:
        due = listed([f"„{each.title}“" for each in log.due])
        verb = "ist" if len(log.due) == 1 else "sind"
        return f"{number} im Protokoll, {len(log.due)} {verb} wieder vorzulegen: {due}."
    later = [each.review_on for each in log.decisions if each.status == "open" and each.review_on]
    return f"{number} im Protokoll, nichts ist wieder vorzulegen" + (
        f"; der nächste am {formatting.day(min(later))}." if later else "."
    )


def log_table(log: DecisionLog) -> Table:
    """The decisions, newest first: the council's columns, or all of them."""
    is_public = log.info.audience == "council"
    rows = [
        (*_public_row(log, each), *(() if is_public else _inner_row(log, each)), each.number) for each in log.decisions
    ]
    columns = (*(PUBLIC_COLUMNS if is_public else COLUMNS), NUMBER)
    return table_of("decisions", "Beschlüsse", columns, rows, empty_text=NO_DECISIONS)


def _public_row(log: DecisionLog, decision: Decision) -> tuple[object, ...]:
    where = decision.quartier_name or log.info.municipality_name
    return decision.title, decision.decided_on, decision.reference, decision.metric_name or "ohne", where


def _inner_row(log: DecisionLog, decision: Decision) -> tuple[object, ...]:
    status = "wieder vorzulegen" if decision.is_due(log.as_of) else STATUS_WORDS[decision.status or "open"]
    return decision.body, decision.measure, decision.responsible, decision.review_on, status, decision.result


def due_words(log: DecisionLog, decision: Decision) -> str:
    """Who has to say what became of it, and since when."""
    assert decision.review_on is not None  # only decisions with a day are due
    when = days_words((decision.review_on - log.as_of).days)
    measure = f" Maßnahme: {decision.measure.rstrip('.')}." if decision.measure else ""
    return (
        f"{_decided(decision)}.{measure} Wiedervorlage am {formatting.day(decision.review_on)} ({when}). "
        f"Zu sagen, was daraus geworden ist: {decision.responsible}."
    )


def _decided(decision: Decision) -> str:
    parts = (decision.body, formatting.day(decision.decided_on), decision.reference)
    return ", ".join(part for part in parts if part)


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
    figure = metric_figure(review.series, months=len(review.series.readings))
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


def note_table(log: DecisionLog) -> Table:
    """The notes, newest month first."""
    rows = [
        (note.month, note.metric_name, note.quartier_name or log.info.municipality_name, _signed(note), note.number)
        for note in log.notes
    ]
    return table_of("notes", "Bemerkungen", NOTE_COLUMNS, rows, empty_text=NO_NOTES)


def _signed(note: Note) -> str:
    return f"{note.text} ({note.entered_by})" if note.entered_by else note.text
