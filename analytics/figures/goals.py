"""Goals with their plan, what has been reached, and where that leaves them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from analytics import formatting
from analytics.figures.decisions import sentence as decision_sentence
from analytics.months import month_name
from analytics.queries.decision_log import DecisionLog
from analytics.queries.goals import Goals
from analytics.queries.lage import Overview
from analytics.queries.targets import Target, standing
from analytics.sentences import days_words, listed
from analytics.tables import Cell, Column, Table, table_of
from analytics.target_status import MISSED, NUMBERS, OVERDUE, OVERFULFILLED, RULES, STATES, Standing, number_in

TARGET_COLUMNS = (
    Column("Ziel"),
    Column("Quartier"),
    Column("Plan"),
    Column("Ist"),
    Column("Fällig", "day"),
    Column("Grundlage"),
    Column("Stand"),
)
GOAL_COLUMNS = (
    Column("Ziel"),
    Column("Grundlage und Kennzahl"),
    Column("Quartier"),
    Column("Plan"),
    Column("Ist"),
    Column("Quote"),
    Column("Stand"),
    Column("Fällig", "day"),
    Column("Bewertung"),
    Column("Begründung"),
)
BASES = {"resolution": "Ziele aus Beschlüssen", "notice": "Ziele aus Bescheiden", "product": "Produktziele"}
KINDS = {"count": "Anzahl", "rate": "Quote", "money": "Betrag", "date": "Fertigstellung", "text": "Ergebnis"}
NO_TARGETS = "Hier sind keine Ziele hinterlegt. Sie kommen mit der Lieferung „Produktziele und Kennzahlen“."
NAMED = (MISSED, OVERDUE, OVERFULFILLED)


def page_sentence(goals: Goals, log: DecisionLog) -> str:
    """Where the goals stand, and what is to be looked at again."""
    return f"{sentence(goals)} {decision_sentence(log)}"


def sentence(goals: Goals) -> str:
    """How many goals stand where; those that missed, passed their day or went beyond their plan by name."""
    counts = Counter(found.status for _, found in goals.judged)
    if not counts:
        return f"Für {goals.place.name} sind keine Ziele hinterlegt."
    number = sum(counts.values())
    parts = ", ".join(f"{counts[state]} {state}{_named(goals, state)}" for state in STATES if counts[state])
    return f"{formatting.counted(number, 'Ziel', 'Ziele')}, Stand {formatting.day(goals.as_of)}: {parts}."


def _named(goals: Goals, state: str) -> str:
    if state not in NAMED:
        return ""
    return f" ({listed([f'„{target.title}“' for target, found in goals.judged if found.status == state])})"


def goal_tables(goals: Goals) -> tuple[Table, ...]:
    """One table per basis (resolution, notice, product) that has a goal; one empty table where none has."""
    found = [
        table_of(f"goals_{basis}", title, GOAL_COLUMNS, [_goal_row(goals, *each) for each in own])
        for basis, title in BASES.items()
        if (own := [each for each in goals.judged if each[0].basis == basis])
    ]
    return tuple(found) or (table_of("goals", "Ziele", GOAL_COLUMNS, [], empty_text=NO_TARGETS),)


def _goal_row(goals: Goals, target: Target, found: Standing) -> tuple[object, ...]:
    where = target.quartier_name or goals.info.municipality_name
    reached, until = _reached(target), _until(target)
    plan, rests = planned_words(target), basis_words(target)
    return target.title, rests, where, plan, reached, quote_words(found), until, target.due, found.status, target.reason


def rule_facts() -> tuple[tuple[str, str], ...]:
    """Every word of the judgement with its rule."""
    return RULES


def basis_words(target: Target) -> str:
    """What the goal rests on and by what it is measured: `050101 · Fertigstellung 30.06.2021`."""
    rests_on = (target.product if target.basis == "product" else target.reference) or target.basis_name or ""
    measured = f"{KINDS.get(target.kind, '')} {planned_words(target)}".strip()
    return f"{rests_on} · {measured}" if rests_on else measured


def quote_words(found: Standing) -> str:
    """What was reached in percent of the plan, or how late a day is."""
    if found.late:
        days = formatting.counted(found.late, "Tag", "Tage")
        return days_words(-found.late) if found.status == OVERDUE else f"{days} zu spät"
    return "" if found.quote is None else formatting.percent(found.quote)


def _reached(target: Target) -> Cell:
    if target.achieved:
        return Cell(target.achieved)
    mark = f"{formatting.NBSP}p" if target.current is not None and target.is_partial else ""
    return Cell(f"{current_words(target)}{mark}", target.current)


def _until(target: Target) -> str:
    """When what was reached held: the day the file says, or the last month counted."""
    if target.achieved:
        return formatting.day(target.measured_on) if target.measured_on else ""
    return f"bis {month_name(target.current_month)}" if target.current is not None and target.current_month else ""


def targets_table(overview: Overview) -> Table:
    """Goals with plan, what has been reached, and where that leaves them on the day of reading."""
    return table_of("targets", "Ziele", TARGET_COLUMNS, _target_rows(overview), empty_text=NO_TARGETS)


def _target_rows(overview: Overview) -> Iterator[tuple[object, ...]]:
    for target in overview.targets:
        where = target.quartier_name or overview.info.municipality_name
        reached = target.achieved or current_words(target)
        status = target_status(target, overview.as_of)
        yield target.title, where, planned_words(target), Cell(reached), target.due, target.basis_name, status


def target_status(target: Target, as_of: date) -> str:
    """One of the words of analytics/target_status.py."""
    return standing(target, as_of).status


def planned_words(target: Target) -> str:
    """The plan as written, numbers in the format of all other numbers and with the unit of their metric."""
    planned = number_in(target.planned) if target.kind in NUMBERS else None
    if planned is None:
        return target.planned
    if target.kind == "money":
        return formatting.money(planned)
    unit = target.unit or ("%" if "%" in target.planned else "")
    return formatting.measured(planned, unit, max(0, -int(planned.as_tuple().exponent)))


def current_words(target: Target) -> str:
    """What the metric says so far, or the sign of its absence."""
    if target.current is None:
        return formatting.SIGNS.get(target.current_state or "not_reported", "")
    return formatting.measured(target.current, target.unit or "", target.decimals or 0)
