"""The sentences of the agenda's lines."""

from __future__ import annotations

from datetime import date

from analytics import formatting, task_words
from analytics.comparisons import comparison
from analytics.figures.goals import current_words, planned_words, quote_words
from analytics.figures.revisions import change_words
from analytics.months import month_name
from analytics.queries.agenda import Late
from analytics.queries.deadlines import Deadline
from analytics.queries.decisions import Decision
from analytics.queries.revisions import Revision
from analytics.queries.targets import Target
from analytics.readings import MetricSeries
from analytics.sentences import scope_words, signal_sentence, value_words
from analytics.target_status import OVERDUE, Standing


def decision(found: Decision, as_of: date) -> str:
    """`Dritter Sprechtag (2025-01): Wiedervorlage war am 31.10.2026, zuständig: Amt für Soziales.`"""
    asked = ""
    if found.review_on is not None:
        verb = "ist heute" if found.review_on == as_of else f"war am {formatting.day(found.review_on)}"
        asked = f": Wiedervorlage {verb}"
    who = f", zuständig: {found.responsible}" if found.responsible else ""
    return f"{found.title} ({found.number}){asked}{who}."


def deadline(found: Deadline, as_of: date) -> str:
    """`Verwendungsnachweis, Treff im Quartier: 31.03.2027 (in 19 Tagen), 60.000 €.`"""
    said = task_words.deadline(found.kind_name, found.title, due=found.due, days=found.days_left(as_of))
    return f"{said.removesuffix('.')}, {formatting.money(found.amount)}." if found.amount else said


def target(found: Target, judged: Standing) -> str:
    """`Bürgerversammlungen in Manfort: 3 von 2 Terminen geplant …` with its quote or how late it is."""
    where = f", {found.quartier_name}" if found.quartier_name and found.quartier_name not in found.title else ""
    plan = planned_words(found)
    if judged.status == OVERDUE:
        plan = "" if plan in found.title else f"geplant {plan}, "
        return f"{found.title}{where}: {plan}kein Ergebnis gemeldet, {quote_words(judged)}."
    reached = found.achieved or current_words(found)
    reached = reached.removesuffix(f"{formatting.NBSP}{found.unit}") if found.unit else reached
    share = f" ({quote_words(judged)})" if quote_words(judged) else ""
    until = f", fällig {formatting.day(found.due)}" if found.due else ""
    return f"{found.title}{where}: {reached} statt geplant {plan}{share}{until}."


def signal(series: MetricSeries) -> str:
    """`Nord, Oktober 2026: 62 Kontakte, 12 weniger als im Oktober 2025. Das ist ungewöhnlich niedrig.`"""
    compared = comparison(series)
    now = f"{scope_words(series.place, series.month)}: {value_words(series.now, series.metric)}"
    return f"{now}{', ' + compared if compared else ''}. {signal_sentence(series)}"


def correction(found: Revision) -> str:
    """`Die Kontakte im Juli 2026 wurden am 06.11.2026 berichtigt: Gesamt 312 statt 309.`, by the first shown change."""
    on = formatting.day(formatting.local_day(found.revised_at))
    said = f"Die Kontakte im {month_name(found.month)} wurden am {on} berichtigt"
    told = next((each for each in found.changes if each.now is not None and each.before is not None), None)
    return f"{said}: {change_words(told)}." if told else f"{said}."


def missing(late: Late, as_of: date) -> str:
    """`Lotsen Nord: Oktober 2026 fehlt, seit 2 Tagen überfällig.`"""
    return task_words.missing(late.name, late.months, days=(as_of - late.due).days)


def more(number: int) -> str:
    """`Noch 2 von dieser Art.`; nothing for 0."""
    return f"Noch {formatting.count(number)} von dieser Art." if number else ""
